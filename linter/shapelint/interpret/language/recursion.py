"""Functions that call themselves an unknown number of times: when another call would say nothing new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.interpret.domain.values import DictValue, FunctionValue, Instance, ListValue, SetValue, Unknown
from shapelint.interpret.interpreter import Frame, Interpreter

MOST_RECURSION = 4
PLAIN = (int, float, str, bytes, type(None))


def is_endless(m: Interpreter, function: FunctionValue, bound: Mapping[str, object]) -> bool:
    """Whether a call, whose parameters have these values, is one of many that each came from the one before by an
    undecided branch; or came so from one that knew as much, and would come to that branch again."""
    running = [frame for frame in m.frames if is_call_of(frame, function)]
    if not running or running[-1].levels == len(m.journal.levels):
        return False
    return len({frame.levels for frame in running}) > MOST_RECURSION or knows_no_more(bound, running[-1])


def is_call_of(frame: Frame, function: FunctionValue) -> bool:
    return frame.function is not None and frame.function.definition is function.definition


def knows_no_more(bound: Mapping[str, object], frame: Frame) -> bool:
    """Whether nothing is known of a call's parameters but what holds of those of a call that is being run."""
    before = frame.scope.variables
    return all(tells_nothing_new(value, before.get(name), frame) for name, value in bound.items())


def tells_nothing_new(value: object, before: object, frame: Frame) -> bool:
    """Whether nothing is known of a value but what holds of another one."""
    if value is before or says_nothing(value):
        return True
    if type(value) is not type(before):
        return False
    if isinstance(value, tuple):
        return isinstance(before, tuple) and all_tell_nothing_new(value, before, frame)
    if isinstance(value, ListValue):
        assert isinstance(before, ListValue)
        return all_tell_nothing_new(value.at_least(), before.at_least(), frame)
    if isinstance(value, DictValue):
        assert isinstance(before, DictValue)
        one, other = value.at_least(), before.at_least()
        return one.keys() <= other.keys() and all(tells_nothing_new(v, other[k], frame) for k, v in one.items())
    if isinstance(value, Instance):  # the objects that two calls of a constructor make
        return before is frame.receiver and isinstance(before, Instance) and is_new(frame, value, before)
    return isinstance(value, PLAIN) and value == before


def says_nothing(value: object) -> bool:
    """Whether nothing is known of a value, or nothing of what it holds."""
    if isinstance(value, (ListValue, DictValue, SetValue)) and value.open:
        held = value.at_least()
        return all(isinstance(item, Unknown) for item in (held.values() if isinstance(held, dict) else held))
    return isinstance(value, Unknown)


def is_new(frame: Frame, made: Instance, before: Instance) -> bool:
    """Whether an object is made as another one is being made in a frame."""
    return made.type is before.type and frame.function is not None and frame.function.name == "__init__"


def all_tell_nothing_new(values: Sequence[object], before: Sequence[object], frame: Frame) -> bool:
    return len(values) <= len(before) and all(map(tells_nothing_new, values, before, [frame] * len(values)))
