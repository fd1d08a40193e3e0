"""The elements of small constant tensors: which an operation gives, and when they stop being known.

Tensors are values here, while a program may write into their memory. So whatever may write (an in-place method, an
assignment to an index, a function that is not modelled element by element) makes the elements of every tensor unknown
that may share the memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shapelint.interpret.api.coercions import as_operand
from shapelint.interpret.domain.tensors import tensors_in
from shapelint.interpret.domain.values import SERIAL
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Elements, Storage, Tensor
from shapelint.ir.elements import Number, plain_number
from shapelint.ops.constants.fold import Operand, evaluate
from shapelint.ops.constants.rounding import is_arithmetic
from shapelint.ops.layout.concat_split import Concatenate, Stack
from shapelint.ops.layout.creation import Creation
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce
from shapelint.records import replace


def with_elements(
    m: Interpreter, operation: Operation, operands: Sequence[object], outputs: tuple[Tensor, ...]
) -> tuple[Tensor, ...]:
    """The outputs with their elements, as far as they follow from those of the operands: tensors, and numbers beside
    them."""
    given = [operand for operand in map(as_constant, operands) if operand is not None]
    if len(given) == len(operands) and (given or isinstance(operation, Creation)):
        found = evaluate(operation, given, [output.type for output in outputs])
        if found is not None:
            shared = () if is_fresh(operation) else storages_of(operands)
            return tuple(
                replace(output, elements=Elements(values, shared or (Storage(SERIAL()),)))
                for output, values in zip(outputs, found, strict=True)
            )
    if not is_fresh(operation):
        overwrite(m, operands)
    return outputs


def as_constant(value: object) -> Operand | None:
    tensor = as_operand(value) if isinstance(value, (bool, int, float)) else value
    if not isinstance(tensor, Tensor) or tensor.elements is None or tensor.elements.known is None:
        return None
    return Operand(tensor.type, tensor.elements.known)


def is_fresh(operation: Operation) -> bool:
    """Whether an operation leaves its operands as they are, and gives tensors that share no memory with them."""
    if isinstance(operation, Elementwise):
        return not operation.in_place and is_arithmetic(operation.name)
    return isinstance(operation, (Creation, Concatenate, Stack, Reduce))


def storages_of(operands: Sequence[object]) -> tuple[Storage, ...]:
    held = [o.elements.storages for o in operands if isinstance(o, Tensor) and o.elements is not None]
    return tuple(dict.fromkeys(storage for storages in held for storage in storages))


def overwrite(m: Interpreter, values: Iterable[object]) -> None:
    """Something may write into the tensors among some values: their elements are not known any more."""
    for tensor in tensors_in(values):
        if tensor.elements is None:
            continue
        for storage in tensor.elements.storages:
            if not storage.written:
                m.journal.record_write(storage)
                storage.written = True


def without_elements(value: object) -> object:
    return replace(value, elements=None) if isinstance(value, Tensor) and value.elements is not None else value


def number_in(value: object) -> Number | None:
    """The number that a tensor of one element holds; None where that is not known."""
    known = value.elements.known if isinstance(value, Tensor) and value.elements is not None else None
    return plain_number(known[0]) if known is not None and len(known) == 1 else None
