"""The hooks of modules: functions that a call of a module calls on the way, and that may replace what goes in and out.

https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.register_forward_hook
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.interpret.domain.values import DictValue, Instance, Unknown
from shapelint.interpret.interpreter import Interpreter, Site

HOOKS = ("_forward_pre_hooks", "_forward_hooks")
HOOKED = "torch.hooked"  # whether the program has registered a hook for all modules
Inputs = tuple[list[object], dict[str, object]]


def hook_all(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    """A hook for all modules: what any module gives is not known from now on, also once its handle has removed it."""
    m.state[HOOKED] = True
    return m.unknown("the handle of a hook of all modules", site.place)


def hooks_of(module: Instance, name: str) -> Iterator[tuple[object, bool]]:
    """The registered hooks in order, and whether each wants the keyword arguments too."""
    held = module.attributes.get(name)
    for entry in list(held.at_least().values()) if isinstance(held, DictValue) else ():
        if isinstance(entry, tuple) and len(entry) == 2:
            yield entry[0], entry[1] is True


UNKNOWN_HOOKS = "a module with hooks that are not all known"


def may_have_others(module: Instance, name: str) -> bool:
    """Whether a module may have hooks that are not known."""
    held = module.attributes.get(name)
    return isinstance(held, Unknown) or (isinstance(held, DictValue) and held.exactly() is None)


def hooked_input(
    m: Interpreter, module: Instance, arguments: list[object], keywords: dict[str, object], site: Site
) -> Inputs:
    """What the hooks before `forward` make of its arguments: a hook gives back None, or others in their place."""
    if may_have_others(module, "_forward_pre_hooks"):
        arguments = [Unknown(UNKNOWN_HOOKS, site.place) for _ in arguments]
        keywords = {name: Unknown(UNKNOWN_HOOKS, site.place) for name in keywords}
    for hook, with_keywords in hooks_of(module, "_forward_pre_hooks"):
        given = [module, tuple(arguments), *([DictValue(dict(keywords))] if with_keywords else [])]  # type: ignore[arg-type]
        answer = m.call_function(hook, given, place=site.place)
        if isinstance(answer, Unknown):
            arguments = [Unknown(answer.reason, site.place) for _ in arguments]
        elif with_keywords and isinstance(answer, tuple) and len(answer) == 2:
            arguments = list(answer[0]) if isinstance(answer[0], tuple) else arguments
            if isinstance(answer[1], DictValue):
                keywords = {str(name): value for name, value in answer[1].at_least().items()}
        elif answer is not None:
            arguments = list(answer) if isinstance(answer, tuple) else [answer]
    return arguments, keywords


def hooked_output(
    m: Interpreter, module: Instance, arguments: list[object], keywords: dict[str, object], result: object, site: Site
) -> object:
    """What the hooks after `forward` make of its result: a hook gives back None, or another in its place."""
    for hook, with_keywords in hooks_of(module, "_forward_hooks"):
        named = [DictValue(dict(keywords))] if with_keywords else []  # type: ignore[arg-type]
        answer = m.call_function(hook, [module, tuple(arguments), *named, result], place=site.place)
        if answer is not None:
            result = answer
    if may_have_others(module, "_forward_hooks"):
        return Unknown(UNKNOWN_HOOKS, site.place)
    return result
