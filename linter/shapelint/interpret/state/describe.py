"""The abstract state in words: what the interpreter knows of a value, for whoever looks for a mistake in it."""

from __future__ import annotations

from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    ModuleValue,
    SetValue,
    Unknown,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Tensor
from shapelint.ops.axes import render_shape
from shapelint.symbolic import Expression, render

DEPTH, MOST_SHOWN = 3, 6


def describe(m: Interpreter, value: object) -> str:
    """A value, and under how many undecided conditions it is this one: `Tensor (N, 3, 8, 8) float32 [2 undecided
    branches]`."""
    levels = len(m.journal.levels)
    branches = f" [{levels} undecided branch{'es' * (levels != 1)}]" if levels else ""
    return f"{in_words(value, DEPTH)}{branches}"


def in_words(value: object, depth: int) -> str:
    """A value and, so deep, what it holds."""
    if isinstance(value, Tensor):
        return tensor(value)
    if isinstance(value, Unknown):
        free = f", free: {value.free}" if value.free else ""
        return f"unknown: {value.reason}{free}"
    if isinstance(value, Expression):
        return f"int {render(value)}"
    if isinstance(value, ListValue):
        return f"{value.kind} [{held(list(value.seen()), depth)}{rest(value.open)}]"
    if isinstance(value, tuple):
        return f"tuple ({held(value, depth)})"
    if isinstance(value, SetValue):
        return f"set {{{held(list(value.at_least()), depth)}{rest(value.open)}}}"
    if isinstance(value, DictValue):
        return f"dict {{{pairs(value, depth)}{rest(value.open)}}}"
    if isinstance(value, Instance):
        return f"object of {value.type.name}{opening(value)}"
    if isinstance(value, (ClassValue, FunctionValue, ModuleValue)):
        kind = {ClassValue: "class", FunctionValue: "function", ModuleValue: "module"}[type(value)]
        return f"{kind} {value.name}{opening(value)}"
    return f"{type(value).__name__} {value!r}" if isinstance(value, (int, float, str, bytes)) else repr(value)


def tensor(value: Tensor) -> str:
    shape = "of unknown rank" if value.shape is None else render_shape(value.shape)
    others = f", or one of {len(value.may_be)}" if len(value.may_be) > 1 else ""
    return f"Tensor {shape} {value.type.dtype or 'of unknown type'}{others}"


def held(items: object, depth: int) -> str:
    values = list(items) if isinstance(items, (list, tuple, set, frozenset)) else []
    if depth == 0 and values:
        return "..."
    shown = [in_words(value, depth - 1) for value in values[:MOST_SHOWN]]
    return ", ".join([*shown, "..."] if len(values) > MOST_SHOWN else shown)


def pairs(value: DictValue, depth: int) -> str:
    items = list(value.at_least().items())
    if depth == 0 and items:
        return "..."
    shown = [f"{in_words(key, 0)}: {in_words(one, depth - 1)}" for key, one in items[:MOST_SHOWN]]
    return ", ".join([*shown, "..."] if len(items) > MOST_SHOWN else shown)


def rest(reason: str) -> str:
    """What stands for the part that is not known."""
    return f"; more: {reason}" if reason else ""


def opening(value: Instance | ClassValue | FunctionValue | ModuleValue) -> str:
    return f", open: {value.open.reason}" if value.open is not None else ""
