"""Lightning among the packages with declared names."""

from __future__ import annotations

from shapelint.frontends.registry import Framework

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.interpret.domain.values import ModuleValue
    from shapelint.interpret.interpreter import Interpreter


def external(m: Interpreter, name: str) -> ModuleValue | None:
    from shapelint.frontends.lightning.provider import lightning_external

    return lightning_external(m, name)


FRAMEWORK = Framework("lightning", ("lightning", "pytorch_lightning"), external, distributions=("lightning",))
