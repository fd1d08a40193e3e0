"""What shows and measures models among the packages with declared names."""

from __future__ import annotations

from shapelint.frontends.registry import Framework

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapelint.interpret.domain.values import ModuleValue
    from shapelint.interpret.interpreter import Interpreter

TOOLS = (
    "accelerate", "calflops", "fvcore", "hiddenlayer", "ptflops", "pytorch_model_summary", "tensorboardX", "thop",
    "torchinfo", "torchsummary", "torchsummaryX", "torchview", "torchviz", "tqdm",
)  # fmt: skip


def external(m: Interpreter, name: str) -> ModuleValue | None:
    from shapelint.frontends.model_tools.provider import tools_external

    return tools_external(m, name)


def of_torch(m: Interpreter) -> Mapping[str, object]:
    from shapelint.frontends.model_tools.provider import OF_TORCH, lazily

    return lazily(m, OF_TORCH)


FRAMEWORK = Framework("model_tools", TOOLS, external, additions={"torch": of_torch})
