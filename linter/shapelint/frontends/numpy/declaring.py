"""What the declarations of numpy's functions and of array methods share.

The signatures are those of https://numpy.org/doc/stable/reference/, of every version at once: what changes no shape is
taken by `*rest` and `**options`, so that no version's keyword is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from shapelint.frontends.numpy.vocabulary import numpy
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Shape, Tensor
from shapelint.ir.elements import Element
from shapelint.ops.layout.creation import Creation
from shapelint.ops.operation import Operation
from shapelint.records import replace

Answer = Application | Undetermined
Options = Any
Body = TypeVar("Body", bound=Callable[..., object])


def declare(*names: str, method: bool = False) -> Callable[[Body], Body]:
    """Declare numpy.<name> for each name, and with `method` as array methods as well."""

    def register(body: Body) -> Body:
        numpy.function(*(f"numpy.{name}" for name in names))(body)
        if method:
            numpy.method(*names)(body)
        return body

    return register


def declare_method(*names: str) -> Callable[[Body], Body]:
    """Declare array methods alone."""

    def register(body: Body) -> Body:
        numpy.method(*names)(body)
        return body

    return register


def apply(operation: Operation, *inputs: Tensor) -> Application:
    return Application(operation, inputs)


def created(
    name: str, shape: Shape | None, dtype: str | None, values: tuple[Element, ...] | None = None
) -> Application:
    """A new array, which is data: numpy is what models are fed from."""

    def arrange(made: Tensor) -> Tensor:
        place = made.producer.place if made.producer is not None else None
        return replace(made, role="data", origin=f"np.{name}(...)", place=place)

    return Application(Creation(name, shape, dtype, "shape", values), (), arrange)


def list_of(*outputs: Tensor) -> list[Tensor]:
    return list(outputs)


def unknown_like(name: str, *values: object) -> Unknown:
    """What a function of numbers that are not all known gives: the same unknown for the same ones."""
    unknown = next((v for v in values if isinstance(v, Unknown)), None)
    reason = unknown.reason if unknown is not None else f"np.{name} of a size that is not a number"
    hashable = all(isinstance(v, (Unknown, int, float, complex, str)) or v is None for v in values) or unknown is None
    keys = tuple(v.same() if isinstance(v, Unknown) else v for v in values)
    return Unknown(reason, None, (f"np.{name}", *keys) if hashable else None)


def given_out(options: dict[str, Any]) -> bool:
    """Whether the result goes into an array that is given, whose shape it then has."""
    return options.get("out") is not None
