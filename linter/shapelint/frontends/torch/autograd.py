"""torch.autograd.Function: functions that programs define with their own gradient.

https://docs.pytorch.org/docs/stable/notes/extending.html
"""

from __future__ import annotations

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import (
    UNLISTED,
    ClassMethod,
    ClassValue,
    FunctionValue,
    Instance,
    StaticMethod,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class

KEEPING = (
    "save_for_backward", "save_for_forward", "mark_dirty", "mark_non_differentiable", "set_materialize_grads",
)  # fmt: skip


def apply(m: Interpreter, site: Site, owner: object, *arguments: object) -> object:
    """`OwnFunction.apply(...)`: its `forward`, which is given a context first, unless there is a `setup_context` that
    is given it."""
    forward = class_attribute(owner, "forward") if isinstance(owner, ClassValue) else None
    forward = forward.function if isinstance(forward, StaticMethod) else forward
    if not isinstance(owner, ClassValue) or not isinstance(forward, FunctionValue):
        return m.unknown("a function of autograd whose forward is not known", site.place)
    has_own_context = class_attribute(owner, "setup_context") is not None
    before: list[object] = [] if has_own_context else [Instance(CONTEXT, {}, place=site.place)]
    return m.call_function(forward, [*before, *arguments], place=site.place)


CONTEXT = native_class("torch.autograd.function.FunctionCtx")
CONTEXT.variables[UNLISTED] = True
CONTEXT.variables.update({name: native(f"FunctionCtx.{name}", lambda m, s, *values: None) for name in KEEPING})
FUNCTION = native_class("torch.autograd.Function")
FUNCTION.variables["apply"] = ClassMethod(native("torch.autograd.Function.apply", apply))
