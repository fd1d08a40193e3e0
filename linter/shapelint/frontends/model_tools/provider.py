"""Tools that people hand a model to: summaries, exporters, profilers, writers. What each does with the model is said in
`stubs/tools.py`; here is where they are imported from."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from shapelint.frontends.external import Package
from shapelint.frontends.stubs import read_stub
from shapelint.frontends.torch.provider import torch_external
from shapelint.interpret.api.element_types import APART, RETYPES
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import LazyImport, ModuleValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site

STUB = Path(__file__).with_name("stubs") / "tools.py"
NAMES = {
    "torchinfo.summary": "torchinfo_summary",
    "torchsummary.summary": "torchsummary_summary",
    "torchsummary.torchsummary.summary": "torchsummary_summary",
    "torchsummaryX.summary": "model_summary",
    "pytorch_model_summary.summary": "model_summary",
    "torchview.draw_graph": "draw_graph",
    "torchviz.make_dot": "ignored",
    "hiddenlayer.build_graph": "jit_trace",
    "thop.profile": "profile",
    "thop.clever_format": "ignored",
    "ptflops.get_model_complexity_info": "complexity",
    "calflops.calculate_flops": "calculate_flops",
    "fvcore.nn.FlopCountAnalysis": "CountAnalysis",
    "fvcore.nn.ActivationCountAnalysis": "CountAnalysis",
    "fvcore.nn.flop_count": "flop_count",
    "fvcore.nn.flop_count_table": "count_table",
    "fvcore.nn.flop_count_str": "count_table",
    "fvcore.nn.parameter_count": "ignored",
    "fvcore.nn.parameter_count_table": "ignored",
    "tensorboardX.SummaryWriter": "SummaryWriter",
    "accelerate.Accelerator": "Accelerator",
    "tqdm.tqdm": "ProgressBar",
    "tqdm.trange": "trange",
    "tqdm.auto.tqdm": "ProgressBar",
    "tqdm.auto.trange": "trange",
    "tqdm.notebook.tqdm": "ProgressBar",
    "tqdm.std.tqdm": "ProgressBar",
    "tqdm.asyncio.tqdm": "ProgressBar",
}
"""The full name of each tool, and its name in the stub."""
OF_TORCH = {
    "torch.onnx.export": "onnx_export",
    "torch.jit.trace": "jit_trace",
    "torch.export.export": "export_export",
    "torch.utils.tensorboard.SummaryWriter": "SummaryWriter",
    "torch.utils.tensorboard.writer.SummaryWriter": "SummaryWriter",
}
PACKAGE = "torch.tools"
STUB_READ = "torch.tools.stub"


def tools_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name if it is a tool's."""
    package = m.state.get(PACKAGE)
    if not isinstance(package, Package):
        package = Package(lazily(m, NAMES), {}, lambda entry: None)
        m.state[PACKAGE] = package
    return package.module(name)


def lazily(m: Interpreter, names: dict[str, str]) -> dict[str, object]:
    """The tools by their full names, read when the first of them is asked for."""
    return {full: LazyImport(partial(tool, m, own)) for full, own in names.items()}


def tool(m: Interpreter, name: str) -> object:
    stub = m.state.get(STUB_READ)
    if not isinstance(stub, ModuleValue):
        given = {"torch": torch_external(m, "torch"), "unknown": native("unknown", unknown)}
        given["retyped"] = native("retyped", retyped)
        stub = m.state[STUB_READ] = read_stub(m, STUB, given)
    return stub.variables[name]


def retyped(m: Interpreter, site: Site) -> None:
    """From here on a tool moves and converts what the program does not."""
    m.state[APART] = m.state[RETYPES] = True


def unknown(m: Interpreter, site: Site, reason: object) -> object:
    return Unknown(str(reason), site.place)
