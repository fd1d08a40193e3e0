"""Python's standard library and other packages that hold no models: asked for whatever nothing else answers for."""

from __future__ import annotations

from shapelint.frontends.registry import Framework

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.interpret.domain.values import ModuleValue
    from shapelint.interpret.interpreter import Interpreter


def external(m: Interpreter, name: str) -> ModuleValue | None:
    from shapelint.frontends.python.provider import python_external

    return python_external(m, name)


FRAMEWORK = Framework("python", (), external)
