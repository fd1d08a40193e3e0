"""Whether a value is true, as far as that is known."""

from __future__ import annotations

from shapelint.interpret.domain.values import (
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    NativeFunction,
    SetValue,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Tensor
from shapelint.ops.constants.rounding import as_type
from shapelint.symbolic import Expression, Verdict, equal


def truth(m: Interpreter, value: object) -> bool | None:
    """True, False, or None when that is not decided. Decisions taken on the same unknown along this path hold."""
    if value is None or isinstance(value, (bool, int, float, str, bytes, tuple, complex)):
        return bool(value)
    if isinstance(value, Unknown):
        return m.assumptions.get(m.identity(value))
    if isinstance(value, (ListValue, DictValue, SetValue)):
        if value.fewest():
            return True
        return None if value.exactly() is None else False
    if isinstance(value, Expression):
        verdict = equal(value, 0)
        return None if verdict is Verdict.UNDECIDED else verdict is Verdict.FAILS
    if isinstance(value, Tensor):
        return tensor_truth(value)
    if isinstance(value, Instance):
        return instance_truth(m, value)
    return True


def tensor_truth(value: Tensor) -> bool | None:
    """A tensor of one known element is as true as that."""
    known = None if value.elements is None else value.elements.known
    element = None if known is None or len(known) != 1 else as_type(known[0], "bool")
    return element if isinstance(element, bool) else None


def instance_truth(m: Interpreter, value: Instance) -> bool | None:

    for name in ("__bool__", "__len__"):
        method = class_attribute(value.type, name)
        if isinstance(method, (FunctionValue, NativeFunction)):
            return truth(m, m.call_function(method, [value]))
    return None if any(c.unknown_base for c in value.type.mro) else True
