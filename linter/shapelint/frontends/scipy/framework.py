"""scipy among the packages with declared names."""

from __future__ import annotations

from shapelint.frontends.registry import Framework

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.interpret.domain.values import ModuleValue
    from shapelint.interpret.interpreter import Interpreter


def external(m: Interpreter, name: str) -> ModuleValue | None:
    from shapelint.frontends.scipy.provider import scipy_external

    return scipy_external(m, name)


FRAMEWORK = Framework("scipy", ("scipy",), external)
