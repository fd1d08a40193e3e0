"""The standard library as the interpreter imports it: what model code uses has a meaning, the rest is unknown."""

from __future__ import annotations

import sys
from collections.abc import Callable

from shapelint.frontends.python import (
    containers,
    data_classes,
    enumerations,
    environment,
    importing,
    inspecting,
    iteration,
    loaded_modules,
    numbers,
    options,
    plumbing,
    regular_expressions,
    revealing,
    types,
)
from shapelint.interpret.domain.values import ModuleValue
from shapelint.interpret.interpreter import Interpreter

TABLES = (
    containers,
    data_classes,
    enumerations,
    environment,
    importing,
    inspecting,
    iteration,
    loaded_modules,
    numbers,
    options,
    plumbing,
    regular_expressions,
    revealing,
    types,
)
BESIDE = frozenset({"shapelint", "typing_extensions"})
"""What is answered for although the standard library does not have it."""
ANSWERED_BY_RULE: dict[str, Callable[[Interpreter, str], object]] = {  # but none of Python's built-in names
    "typing": types.typing_name,
    "typing_extensions": types.typing_name,
    "collections.abc": types.abstract_name,
    "abc": types.abstract_name,
    "warnings": plumbing.silent_name,
    "logging": plumbing.logging_name,
}


def names() -> dict[str, object]:
    """Every modelled name of the standard library, by its full name."""
    found: dict[str, object] = {}
    for table in TABLES:
        found.update(table.NAMES)
    return found


NAMES = names()


def python_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name if the standard library has it."""
    if name.split(".")[0] not in sys.stdlib_module_names and name not in BESIDE:
        return None

    def lookup(child: str) -> object:
        full = f"{name}.{child}"
        if full in NAMES:
            return NAMES[full]
        if name in ANSWERED_BY_RULE and m.builtin(child) is None:
            return ANSWERED_BY_RULE[name](m, child)
        if any(known.startswith(full + ".") for known in (*NAMES, *ANSWERED_BY_RULE)) or full in ANSWERED_BY_RULE:
            return python_external(m, full)
        return None

    return ModuleValue(name, {"__name__": name}, lookup=lookup)
