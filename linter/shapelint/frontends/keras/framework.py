"""Keras among the frameworks."""

from __future__ import annotations

from shapelint.frontends.registry import Framework

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.frontends.inspection import Inspection
    from shapelint.frontends.stack_writing import StackWriter
    from shapelint.interpret.api.vocabulary import Entry
    from shapelint.interpret.domain.values import ClassValue, ModuleValue
    from shapelint.interpret.interpreter import Interpreter
    from shapelint.ir.dialect import Dialect


def external(m: Interpreter, name: str) -> ModuleValue | None:
    from shapelint.frontends.keras.provider import keras_external

    return keras_external(m, name)


def fallback(m: Interpreter, name: str) -> ModuleValue | None:
    from shapelint.frontends.keras.provider import keras_fallback

    return keras_fallback(m, name)


def dialect() -> Dialect:
    from shapelint.frontends.keras.dialect import KERAS

    return KERAS


def inspection() -> Inspection:
    from shapelint.frontends.keras.inspection import KerasInspection

    return KerasInspection()


def layer_class(m: Interpreter, entry: Entry) -> ClassValue:
    from shapelint.frontends.keras.provider import keras_layer_class

    return keras_layer_class(m, entry)


def stack_writer() -> StackWriter:
    from shapelint.frontends.keras.stack_writer import WRITER

    return WRITER


FRAMEWORK = Framework(
    "keras",
    ("keras", "tensorflow", "tf_keras"),
    external,
    fallback=fallback,
    dialect=dialect,
    inspection=inspection,
    layer_class=layer_class,
    stack_writer=stack_writer,
    distributions=("keras", "tensorflow", "tf[-_]keras"),
    unread=("keras", "tensorflow", "tf_keras", "jax", "jaxlib"),  # the last two run what Keras is given
)
