"""torchvision among the packages with declared names."""

from __future__ import annotations

from shapelint.frontends.registry import Framework

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.interpret.domain.values import ModuleValue
    from shapelint.interpret.interpreter import Interpreter


def external(m: Interpreter, name: str) -> ModuleValue | None:
    from shapelint.frontends.torchvision.provider import vision_external

    return vision_external(m, name)


def fallback(m: Interpreter, name: str) -> ModuleValue | None:
    from shapelint.frontends.torchvision.without_source import torchvision_fallback

    return torchvision_fallback(m, name) if name.partition(".")[0] == "torchvision" else None


def of_torch(m: Interpreter) -> dict[str, object]:
    from shapelint.frontends.torchvision.hub import load_from_hub
    from shapelint.interpret.builtins.native import native

    return {"torch.hub.load": native("torch.hub.load", load_from_hub)}


FRAMEWORK = Framework("torchvision", ("torchvision", "PIL"), external, fallback=fallback, additions={"torch": of_torch})
