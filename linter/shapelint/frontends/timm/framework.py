"""timm among the packages with declared names."""

from __future__ import annotations

from shapelint.frontends.registry import Framework

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.interpret.domain.values import ModuleValue
    from shapelint.interpret.interpreter import Interpreter


def fallback(m: Interpreter, name: str) -> ModuleValue | None:
    from shapelint.frontends.timm.provider import timm_fallback

    return timm_fallback(m, name)


FRAMEWORK = Framework("timm", ("timm",), fallback=fallback)
