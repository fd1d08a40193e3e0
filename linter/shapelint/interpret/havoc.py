"""What code that is not run may have changed."""

from __future__ import annotations

from shapelint.interpret.machine import Interpreter
from shapelint.interpret.merge import possible
from shapelint.interpret.values import DictValue, ListValue, SetValue

HAVOC = "given to a function that is not known"


def disturb(m: Interpreter, value: object) -> None:
    """What a list, dict or set holds is not known from now on, nor what any holds that the value may be."""
    for one in possible(value):
        if isinstance(one, (ListValue, DictValue, SetValue)):
            m.journal.touch(one)
            one.forget(HAVOC)
