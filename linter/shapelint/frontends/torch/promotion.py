"""How torch promotes element types: https://docs.pytorch.org/docs/stable/tensor_attributes.html#type-promotion-doc.

Tensors with dimensions come first, then those without, then Python numbers; each counts only if its category (whole
numbers, floating, complex) is above what comes before.
"""

from __future__ import annotations

from shapelint.ir import Tensor, TypedCall
from shapelint.ops.dtypes import CATEGORIES, promote_pair
from shapelint.ops.element_types import Answer

TO_COMPLEX = {"float16": "complex32", "bfloat16": "complex64", "float32": "complex64", "float64": "complex128"}


def result_type(call: TypedCall, operands: tuple[Tensor, ...]) -> Answer:
    """`torch.result_type` of some operands; None where a type, or a rank that matters, is not known."""
    names = [None if tensor.element is None else tensor.element.name for tensor in operands]
    if not operands or None in names:
        return None
    if len(set(names)) == 1 and not any(is_number(tensor) for tensor in operands):
        return operands[0].element
    if any(tensor.shape is None for tensor in operands):
        return None
    kinds: list[str | None] = [None, None, None]
    for tensor in operands:
        kind = 2 if is_number(tensor) else 0 if tensor.shape else 1
        name = weak_name(call, tensor)
        if name is None:
            return None
        held = kinds[kind]
        joined = name if held is None else promote_pair(held, name)
        if joined is None:
            return None
        kinds[kind] = joined
    found = combined(combined(kinds[0], kinds[1]), kinds[2])
    return found if found in CATEGORIES else None


def is_number(tensor: Tensor) -> bool:
    return tensor.element is not None and tensor.element.is_number


def weak_name(call: TypedCall, tensor: Tensor) -> str | None:
    """The type that an operand counts with: of a Python number, the default one of its category."""
    assert tensor.element is not None
    name = tensor.element.name
    if not tensor.element.is_number or CATEGORIES[name] < 2:
        return name
    if call.default is None:
        return None
    return call.default if CATEGORIES[name] == 2 else TO_COMPLEX.get(call.default)


def combined(higher: str | None, lower: str | None) -> str | None:
    """The type of operands of a higher priority together with that of a lower one, None where there are none."""
    if higher is None or lower is None:
        return higher or lower
    above, below = CATEGORIES.get(higher, 3), CATEGORIES[lower]
    if above == 3:
        return higher
    if above == 2:
        return TO_COMPLEX.get(higher) if below == 3 else higher
    return promote_pair(higher, lower) if higher == "bool" or below >= 2 else higher
