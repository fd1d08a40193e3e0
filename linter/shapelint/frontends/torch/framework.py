"""torch among the frameworks."""

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
    from shapelint.frontends.torch.provider import torch_external

    return torch_external(m, name)


def dialect() -> Dialect:
    from shapelint.frontends.torch.dialect import TORCH

    return TORCH


def inspection() -> Inspection:
    from shapelint.frontends.torch.inspection import TorchInspection

    return TorchInspection()


def layer_class(m: Interpreter, entry: Entry) -> ClassValue:
    from shapelint.frontends.torch.provider import torch_layer_class

    return torch_layer_class(m, entry)


def stack_writer() -> StackWriter:
    from shapelint.frontends.torch.stack_writer import WRITER

    return WRITER


FRAMEWORK = Framework(
    "torch",
    ("torch",),
    external,
    dialect=dialect,
    inspection=inspection,
    layer_class=layer_class,
    stack_writer=stack_writer,
    distributions=("torch", "pytorch"),
    unread=("torch",),
)
