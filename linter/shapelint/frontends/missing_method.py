"""Models that are called and have no method for it: no `forward`, no `call`."""

from __future__ import annotations

import re

from shapelint.frontends.attributes import BY_NAME, dialect_of, framework_bases, is_stand_in, loaded
from shapelint.interpret.api.apply import is_guarded
from shapelint.interpret.domain.values import ClassValue, FunctionValue, Instance, class_attribute
from shapelint.interpret.free_conditions import is_in_doubt
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.raising.errors import is_caught, stack
from shapelint.ir import Event
from shapelint.syntax import nodes
from shapelint.syntax.walk import walk


def note_missing_method(m: Interpreter, model: Instance, method: str, site: Site) -> None:
    """Record that the program calls a model whose class surely has no `forward` (`call` in Keras): the framework raises
    a NotImplementedError. Says which method it may be by another name, or in which one it is nested."""
    if site.place is None or not m.frames or m.branching or is_in_doubt(m) or is_guarded(m):
        return
    if is_caught(m, "NotImplementedError") or not is_surely_missing(m, model, method):
        return
    dialect = dialect_of(m, model)
    is_container = model.type.qualified_name in dialect.models.containers.values()
    message = f"{model.type.name} has no {method} method and cannot be called"
    meant = "" if is_container else meant_method(m, model.type, method)
    within = "a container" if is_container else nesting_method(model.type, method)
    event = Event("missing-method", method, message, site.place, within, meant, None, stack(m))
    m.recorder.reject(event)


def is_surely_missing(m: Interpreter, model: Instance, method: str) -> bool:
    """Whether all classes of a model can be read, and nothing gives it the method later."""
    if model.open is not None or method in model.attributes or class_attribute(model.type, method) is not None:
        return False
    containers = dialect_of(m, model).models.containers.values()
    if model.type.qualified_name not in containers and not any(says_something(c) for c in model.type.mro):
        return False
    known = framework_bases(m) | frozenset(containers)
    for owner in model.type.mro:
        if owner.unknown_base or owner.open is not None or "__call__" in source_names(owner):
            return False
        if owner.definition is None and owner.qualified_name not in known:
            return False
        text = owner.module.file.text if owner.definition and owner.module and owner.module.file else ""
        if BY_NAME.search(text) or re.search(rf"\.{method}\s*=[^=]", text):
            return False
    return not is_stand_in(model)


def says_something(owner: ClassValue) -> bool:
    """Whether a class has a method in its source: one that has none may stand for what is compiled."""
    return any(isinstance(owner.variables[name], FunctionValue) for name in source_names(owner))


def source_names(owner: ClassValue) -> frozenset[str]:
    return frozenset() if owner.definition is None else frozenset(owner.variables)


def meant_method(m: Interpreter, owner: ClassValue, method: str) -> str:
    """The method that was meant to be it, by its name: a similar one, or that of another framework."""
    from difflib import get_close_matches  # not imported before there is something to say

    names = methods_of(owner)
    others = {dialect.models.method for dialect in loaded(m)}
    return next(iter([*get_close_matches(method, names, 1), *others.intersection(names)]), "")


def methods_of(owner: ClassValue) -> list[str]:
    """The names of the methods that its source gives a class."""
    own = [name for c in owner.mro for name in source_names(c) if isinstance(c.variables[name], FunctionValue)]
    return [name for name in own if not name.startswith("__")]


def nesting_method(owner: ClassValue, method: str) -> str:
    """The method within which a function of that name is defined, "" for none: it is indented too far."""
    for base in owner.mro:
        for one in () if base.definition is None else base.definition.body:
            inner = walk(one.body) if isinstance(one, nodes.FunctionDef) else ()
            if any(isinstance(node, nodes.FunctionDef) and node.name == method for node in inner):
                return one.name if isinstance(one, nodes.FunctionDef) else ""
    return ""
