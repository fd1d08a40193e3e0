"""Plain values among the arguments of functions: shapes, axes, lists of tensors."""

from __future__ import annotations

from shapelint.frontends.keras.vocabulary import tensors_of
from shapelint.interpret.api.coercions import as_size, elements
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor
from shapelint.symbolic import Expression, Size, fresh


def sizes_of(value: object) -> tuple[Size, ...] | Undetermined:
    """The sizes of a shape: an int for one axis, or a sequence of ints, where what is not known (None, a tensor) is an
    unknown size."""
    if isinstance(value, (int, Expression)):
        return (value,)
    found = elements(value)
    if found is None:
        return Undetermined("the shape is not known")
    sizes = tuple(fresh("unknown", low=0) if item is None else as_size(item) for item in found)
    if not all(isinstance(s, (int, Expression)) for s in sizes):
        return Undetermined("a size of the shape is not a number")
    return sizes  # type: ignore[return-value]


def tensor_list(value: object) -> tuple[Tensor, ...] | Undetermined:
    found = tensors_of(value)
    return Undetermined("the list of tensors is not known") if found is None else found


def one_axis(value: object, otherwise: int | None = None) -> int | Undetermined:
    """An axis as a number; `otherwise` for None, if there is such a default."""
    if value is None and otherwise is not None:
        return otherwise
    if isinstance(value, int):
        return value
    reason = value.reason if isinstance(value, Unknown) else "the axis is not a number"
    return Undetermined(reason)
