"""Context managers and decorators that have no meaning for shapes."""

from __future__ import annotations

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ClassValue, FunctionValue, Instance
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class


def enter_nothing(m: Interpreter, site: Site, context: object) -> object:
    return context


def leave_nothing(m: Interpreter, site: Site, *arguments: object) -> object:
    return None


def decorate(m: Interpreter, site: Site, context: object, function: object, *rest: object) -> object:
    return function


def accept(m: Interpreter, site: Site, context: object, *arguments: object, **keywords: object) -> object:
    return None


def decorating_new(m: Interpreter, site: Site, owner: ClassValue, *arguments: object, **keywords: object) -> object:
    """`@torch.no_grad` without parentheses gives back the function, `torch.no_grad()` a context."""
    if arguments and isinstance(arguments[0], FunctionValue):
        return arguments[0]
    return Instance(owner, {}, place=site.place)


def enter_obscured(m: Interpreter, site: Site, context: object) -> object:
    m.obscured += 1
    return context


def leave_obscured(m: Interpreter, site: Site, *arguments: object) -> object:
    m.obscured = max(m.obscured - 1, 0)
    return None


def decorate_obscured(m: Interpreter, site: Site, context: object, function: object, *rest: object) -> object:
    if isinstance(function, FunctionValue):
        m.obscuring.add(id(function.definition))
    return function


def retyping_class(name: str) -> ClassValue:
    """A context manager, usable as a decorator too, within which operations may give other element types."""
    made = context_class(name)
    made.variables.update(
        {
            "__enter__": native(name, enter_obscured),
            "__exit__": native(name, leave_obscured),
            "__call__": native(name, decorate_obscured),
        }
    )
    return made


def context_class(name: str) -> ClassValue:
    """A context manager, usable as a decorator too, without a meaning for shapes."""
    made = native_class(name)
    made.variables.update(
        {
            "__new__": native(name, decorating_new),
            "__init__": native(name, accept),
            "__enter__": native(name, enter_nothing),
            "__exit__": native(name, leave_nothing),
            "__call__": native(name, decorate),
        }
    )
    return made
