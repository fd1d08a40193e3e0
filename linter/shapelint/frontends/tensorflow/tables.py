"""Functions of tensorflow whose signatures stand in tables, because what they do to a shape is one thing for many."""

from __future__ import annotations

import ast
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.pointwise.activation import ShapePreservingWithRank
from shapelint.ops.pointwise.elementwise import Elementwise

Answer = Application | Rejected | Undetermined
Body = Callable[..., Any]


def full_names(names: str) -> tuple[str, ...]:
    """`"atan2 math.atan2"` as tensorflow.atan2 and tensorflow.math.atan2."""
    return tuple(f"tensorflow.{name}" for name in names.split())


def signature_of(text: str) -> Signature:
    """The signature that a table spells: `"images: Numbers, delta, seed=None"`. What has no annotation is Any."""
    parameters = []
    for part in text.split(", "):
        head, _, default = part.partition("=")
        name, _, annotation = head.partition(": ")
        parameters.append(
            Parameter(
                name,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=ast.literal_eval(default) if default else Parameter.empty,
                annotation=annotation or "Any",
            )
        )
    return Signature(parameters, return_annotation="Answer")


def declare(names: str, parameters: str, body: Body) -> None:
    """Declare the names with the spelled signature. `body` gets the tensors alone (Numbers), in order."""
    signature = signature_of(parameters)
    wanted = [i for i, p in enumerate(signature.parameters.values()) if "Numbers" in p.annotation]

    def function(*values: Any) -> Answer:
        given = values + tuple(p.default for p in list(signature.parameters.values())[len(values) :])
        answer: Answer = body(*(given[i] for i in wanted))
        return answer

    function.__signature__ = signature  # type: ignore[attr-defined]
    keras.function(*full_names(names))(function)


def kept(name: str, dtype: str | None = "promote") -> Body:
    """The first tensor's shape comes out."""
    return lambda first, *rest: Application(Elementwise(name, dtype), (first,))


def ranked(name: str, minimum: int = 0, ranks: tuple[int, ...] = ()) -> Body:
    """The first tensor's shape comes out, which must be of a certain rank."""
    return lambda first, *rest: Application(ShapePreservingWithRank(name, ranks, minimum), (first,))


def broadcast(name: str, dtype: str | None = "promote") -> Body:
    """All tensors broadcast together."""

    def body(*tensors: Tensor) -> Answer:
        return Application(Elementwise(name, dtype), tensors)

    return body
