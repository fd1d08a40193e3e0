"""Element types where they are certain: what each framework makes of those of an operation's operands.

A tensor's `element` is None as long as its type is not proved, and nothing is concluded from that. What an operation
gives is said by its framework's vocabulary, from tables of names; a name that is in no table gives tensors of unknown
types. Shapes are inferred apart from this, with `TensorType.dtype`, which may be a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from shapelint.ir.devices import Device, DeviceConflict
from shapelint.records import dataclass, field

if TYPE_CHECKING:
    from shapelint.ir.graph import BoundArgument, Tensor
    from shapelint.ir.requirement import Requirement
    from shapelint.ops.operation import Operation
    from shapelint.syntax.source import Place


@dataclass(frozen=True, slots=True)
class ElementType:
    """A type of elements by torch's name for it ("float32", "int64", "bool"), and what made a tensor of that type:
    `origin` in words, `place` where. `is_number` is that of a Python number, which most frameworks promote to what is
    beside it."""

    name: str
    origin: str = ""
    place: Place | None = None
    is_number: bool = False


class GuessedName(str):
    """The name of an element type that a program asks a tensor for, and that is not certain."""

    __slots__ = ()


def name_of_type(tensor: Tensor) -> str | None:
    """What a program gets that asks a tensor for its element type; None where nothing is known of it."""
    if tensor.element is not None:
        return tensor.element.name
    return None if tensor.type.dtype is None else GuessedName(tensor.type.dtype)


def unusual_type(tensor: Tensor) -> str:
    """The element type of a tensor where it is certain and worth telling: any but float32; else ""."""
    element = tensor.element
    return "" if element is None or element.is_number or element.name == "float32" else element.name


def own_type(tensor: Tensor) -> ElementType | None:
    return tensor.element


@dataclass(frozen=True, slots=True, eq=False)
class TypedCall:
    """A call whose result's element types are asked for. `operands` are its tensors, and the numbers beside them as
    tensors of rank 0; `weights` is the type of a layer's parameters, `default` the floating type that the framework
    gives to what is created. `has_scalars` tells that a Python number may be one of numpy's. `weights_device` is where
    a layer's parameters are held; `on_cpu` tells that what is created is on the CPU unless a call says otherwise;
    `certain` gives the type of a tensor that is an argument, where it is certain."""

    callee: str
    operation: Operation
    operands: tuple[Tensor, ...]
    arguments: Mapping[str, BoundArgument] = field(default_factory=dict)
    place: Place | None = None
    definition: Mapping[str, BoundArgument] | None = None
    weights: ElementType | None = None
    default: str | None = None
    has_scalars: bool = False
    weights_device: Device | None = None
    on_cpu: bool = False
    certain: Callable[[Tensor], ElementType | None] = own_type


@dataclass(frozen=True, slots=True)
class Typing:
    """The element types of an operation's outputs, None for each that is not known: one for each output that there may
    be, or one alone for all of them; and what fails because of the operands'. `device` is where the outputs are held,
    `conflict` what of the call is held apart."""

    outputs: tuple[ElementType | None, ...] = (None,)
    failures: tuple[Requirement, ...] = ()
    device: Device | None = None
    conflict: DeviceConflict | None = None

    def of(self, count: int) -> tuple[ElementType | None, ...]:
        """The types of so many outputs."""
        if len(self.outputs) == 1:
            return self.outputs * count
        return self.outputs[:count] if len(self.outputs) >= count else (None,) * count


UNTYPED = Typing()
INFERRED = ElementType("inferred")
"""Stands for the type that the operation itself infers, which is certain where the operands' are."""
