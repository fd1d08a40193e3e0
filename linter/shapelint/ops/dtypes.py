"""Element types by their names, and what two of them become together.

The order and the categories are those of https://pytorch.org/docs/stable/tensor_attributes.html (type promotion).
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.types import TensorType

CATEGORIES: dict[str, int] = {
    "bool": 0,
    "uint8": 1, "int8": 1, "int16": 1, "int32": 1, "int64": 1,
    "bfloat16": 2, "float16": 2, "float32": 2, "float64": 2,
    "complex64": 3, "complex128": 3,
}  # fmt: skip

_ORDER = {name: position for position, name in enumerate(CATEGORIES)}


def is_integral(dtype: str | None) -> bool:
    """Whether the type is known to be one of whole numbers or booleans."""
    return dtype is not None and CATEGORIES.get(dtype, 2) < 2


def is_floating(dtype: str | None) -> bool:
    """Whether the type is known to be one of real numbers with fractions."""
    return dtype is not None and CATEGORIES.get(dtype) == 2


def promote_pair(first: str, second: str) -> str | None:
    """The common type of two types of equal standing; None for a type that is not modelled."""
    if first == second:
        return first
    if first not in CATEGORIES or second not in CATEGORIES:
        return None
    pair = {first, second}
    if pair == {"bfloat16", "float16"}:
        return "float32"
    if pair == {"uint8", "int8"}:
        return "int16"
    if pair == {"complex64", "float64"}:
        return "complex128"
    return first if _ORDER[first] > _ORDER[second] else second


def promote_names(names: Sequence[str | None]) -> str | None:
    """The common type of types of equal standing; None when one is unknown or there are none."""
    result: str | None = None
    for position, name in enumerate(names):
        if name is None:
            return None
        result = name if position == 0 else promote_pair(result or name, name)
        if result is None:
            return None
    return result


def promote(types: Sequence[TensorType]) -> str | None:
    """The element type of an elementwise result: a scalar counts only if its category is above that of the tensors."""
    if any(t.dtype is None or t.shape is None for t in types):
        names = {t.dtype for t in types}
        return names.pop() if len(names) == 1 else None
    tensors = promote_names([t.dtype for t in types if t.shape])
    scalars = promote_names([t.dtype for t in types if not t.shape])
    if tensors is None or scalars is None:
        every_scalar = all(not t.shape for t in types)
        every_tensor = all(t.shape for t in types)
        return scalars if every_scalar else tensors if every_tensor else None
    above = CATEGORIES.get(scalars, 2) > CATEGORIES.get(tensors, 2)
    return scalars if above else tensors


def as_floating(dtype: str | None) -> str | None:
    """What a division or a square root makes of a type: whole numbers become the default floating type."""
    return "float32" if is_integral(dtype) else dtype
