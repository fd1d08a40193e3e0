"""Loads every part of the language, so that the interpreter's tables are full."""

from __future__ import annotations

from shapelint.interpret import (
    builtins,
    calls,
    control,
    expressions,
    flow,
    generators,
    iteration,
    modules,
    moves,
    operators,
    statements,
    subscripts,
    truth,
)
from shapelint.interpret.builtins import methods
from shapelint.interpret.machine import VERBS

VERBS.update(
    {
        "call": calls.call,
        "call_function": calls.call_function,
        "iterate": iteration.iterate,
        "get_item": subscripts.get_item,
        "assign": statements.assign,
        "settle": flow.settle,
        "salvage": flow.salvage,
        "evaluate_arguments": expressions.evaluate_arguments,
        "import_submodule": modules.import_submodule,
        "compare": operators.compare,
        "truth": truth.truth,
        "suspended": generators.suspended,
        "in_loop": generators.in_loop,
        "class_of": lambda m, value: builtins.class_of(value),
    }
)
PARTS = (builtins, methods, expressions, flow, control, statements, moves)
