"""How names are found and bound."""

from __future__ import annotations

from shapelint.interpret.domain.values import Cell, Unknown, present
from shapelint.interpret.interpreter import Frame, Interpreter
from shapelint.interpret.raising.errors import python_error

MISSING = object()


def private(name: str, frame: Frame) -> str:
    """The name under which a class keeps a name of its own (`__name`).
    https://docs.python.org/3/reference/expressions.html#private-name-mangling"""
    if not name.startswith("__") or name.endswith("__"):
        return name
    owner = frame.class_name.lstrip("_")
    return f"_{owner}{name}" if owner else name


def lookup(m: Interpreter, name: str, frame: Frame, at: int) -> object:
    """The value of a name: local, enclosing, global, built in; NameError otherwise."""
    value = find_name(m, private(name, frame) if frame.is_class_body else name, frame)
    if value is MISSING:
        return python_error(m, "NameError", f"name '{name}' is not defined", m.place(at, frame))
    return value


def find_name(m: Interpreter, name: str, frame: Frame) -> object:
    scope: Cell | None = frame.scope
    while scope is not None:
        variables = scope.variables
        if name in variables:
            return present(variables, name)
        scope = scope.parent
    module = frame.module
    if name in module.variables:
        return present(module.variables, name)
    if module.lookup is not None:
        found = module.lookup(name)
        if found is not None:
            return found
    found = m.builtin(name)
    if found is None and module.open is not None:
        return Unknown(module.open.reason, None, ("attribute", id(module), module.open.serial, name))
    return MISSING if found is None else found


def assign_name(m: Interpreter, name: str, value: object, frame: Frame) -> None:
    """Bind a name in the scope that `global` and `nonlocal` say, the innermost by default."""
    scope = frame.scope
    name = private(name, frame) if frame.is_class_body else name
    kind = scope.outer_names.get(name) if scope.outer_names else None
    if kind == "global":
        m.journal.record_write(frame.module)
        frame.module.variables[name] = value
        return
    if kind == "nonlocal":
        outer = scope.parent
        while outer is not None and name not in outer.variables:
            outer = outer.parent
        scope = outer or scope
    if frame.function is None and frame.scope.variables is frame.module.variables:
        m.journal.record_write(frame.module)
    else:
        m.journal.record_write(scope)
    scope.variables[name] = value


def delete_name(m: Interpreter, name: str, frame: Frame) -> None:
    m.journal.record_write(frame.scope)
    frame.scope.variables.pop(name, None)
