"""Operators that change what stands on their left, where that can be changed: `value += right`."""

from __future__ import annotations

from shapelint.interpret.api.apply import apply_operation
from shapelint.interpret.api.constants import overwrite, without_elements
from shapelint.interpret.bounded import no_room_for_elements
from shapelint.interpret.domain.join import grow
from shapelint.interpret.domain.values import DictValue, Instance, ListValue, SetValue, Unknown, class_attribute
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.operators import METHODS, binary, is_number, set_binary
from shapelint.interpret.state.escape import escape
from shapelint.ir import Tensor
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.records import replace
from shapelint.syntax.source import Place


def extend(m: Interpreter, value: ListValue, items: list[object], complete: bool, place: Place | None) -> None:
    """Put elements at the end of a list; one that would grow too long is open from then on."""
    m.journal.record_write(value)
    refusal = no_room_for_elements(m, len(value.seen()) + len(items), place)
    if refusal is not None:
        grow(value, (), refusal.reason)
    else:
        grow(value, items if complete else (), "" if complete else "extended by something of unknown length")


def augmented(m: Interpreter, operator: str, value: object, right: object, place: Place | None) -> object:
    """`value operator= right`: in place for lists, and for tensors that can be changed, which keep their shape."""
    if isinstance(value, Tensor):
        return augmented_tensor(m, operator, value, right, place)
    if isinstance(value, Unknown):
        escape(m, [value, right])
    if isinstance(value, (ListValue, SetValue, DictValue)):
        result = augmented_collection(m, operator, value, right, place)
        if result is not NotImplemented:
            return result
    if isinstance(value, Instance):
        method = class_attribute(value.type, f"__i{METHODS[operator]}__")
        if method is not None:
            return m.call_function(method, [value, right], place=place)
    return binary(m, operator, value, right, place)


def augmented_tensor(m: Interpreter, operator: str, value: Tensor, right: object, place: Place | None) -> object:
    overwrite(m, [value])
    if value.dialect.tensors.in_place and isinstance(right, Tensor) and operator != "@":
        return apply_operation(m, Elementwise(operator, in_place=True), (value, right), f"{operator}=", place)
    if value.dialect.tensors.in_place and is_number(right):
        operation = Elementwise(operator, in_place=True)
        return apply_operation(m, operation, (value,), f"{operator}=", place, operands=(value, right))
    result = without_elements(binary(m, operator, value, right, place))
    if value.dialect.tensors.keeps_type and isinstance(result, Tensor):
        result = replace(result, type=result.type.with_dtype(value.type.dtype), element=value.element)
    return result


def augmented_collection(
    m: Interpreter, operator: str, value: ListValue | SetValue | DictValue, right: object, place: Place | None
) -> object:
    """The collection itself, changed; NotImplemented for operators that make a new one."""
    if operator in "|&-^" and isinstance(value, SetValue) and isinstance(right, SetValue):
        result = set_binary(operator, value, right)
        m.journal.record_write(value)
        value.hold(result.at_least(), result.open)
    elif operator == "*" and isinstance(value, ListValue):
        repetition = binary(m, operator, value, right, place)
        m.journal.record_write(value)
        if isinstance(repetition, ListValue):
            value.become(repetition)
        else:
            value.forget("a sequence repeated an unknown number of times")
    elif operator == "+" and isinstance(value, ListValue):
        items, complete = m.iterate(right, place)
        extend(m, value, items, complete, place)
    elif operator == "|" and isinstance(value, DictValue) and isinstance(right, DictValue):
        m.journal.record_write(value)
        value.update(right.at_least(), right.open)
    else:
        return NotImplemented
    return value
