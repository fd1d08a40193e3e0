"""Lightning as the interpreter imports it, under all its names. What its classes do stands in `stubs/lightning.py`.

https://lightning.ai/docs/pytorch/stable/
"""

from __future__ import annotations

from pathlib import Path

from shapelint.frontends.external import Package
from shapelint.frontends.opaque import opaque_class
from shapelint.frontends.stubs import read_stub
from shapelint.frontends.torch.provider import torch_external
from shapelint.interpret.api.element_types import APART, RETYPES
from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import (
    BoundMethod,
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    ModuleValue,
    Unknown,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.calls import call
from shapelint.symbolic import fresh

STUB = Path(__file__).with_name("stubs") / "lightning.py"
STATE = "lightning.package"
TOP = ("lightning", "pytorch_lightning")
HOMES = ("lightning", "lightning.pytorch", "pytorch_lightning")
CLASSES = {
    "LightningModule": ("", "core.", "core.module.", "core.lightning."),
    "LightningDataModule": ("", "core.", "core.datamodule."),
    "Trainer": ("", "trainer.", "trainer.trainer."),
}
OPAQUE = (
    "Callback", "callbacks.Callback", "callbacks.ModelCheckpoint", "callbacks.EarlyStopping",
    "callbacks.LearningRateMonitor", "callbacks.RichProgressBar", "callbacks.TQDMProgressBar", "callbacks.Timer",
    "callbacks.GradientAccumulationScheduler", "callbacks.StochasticWeightAveraging", "callbacks.DeviceStatsMonitor",
    "callbacks.ModelSummary", "callbacks.early_stopping.EarlyStopping",
    "callbacks.model_checkpoint.ModelCheckpoint", "loggers.TensorBoardLogger", "loggers.CSVLogger",
    "loggers.WandbLogger", "loggers.MLFlowLogger", "loggers.CometLogger", "loggers.NeptuneLogger", "loggers.Logger",
    "strategies.DDPStrategy", "strategies.FSDPStrategy", "profilers.SimpleProfiler", "profilers.AdvancedProfiler",
)  # fmt: skip


def lightning_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name if Lightning declares it."""
    package = m.state.get(STATE)
    if not isinstance(package, Package):
        package = m.state[STATE] = make_package(m)
    return package.module(name)


def retyped(m: Interpreter, site: Site) -> None:
    """A precision that is asked for changes the types that operations give."""
    m.state[RETYPES] = True


def make_package(m: Interpreter) -> Package:
    torch = torch_external(m, "torch.nn")
    assert torch is not None
    assert torch.lookup is not None
    bodies: dict[str, Body] = {"unknown": unknown, "run_step": run_step, "retyped": retyped}
    m.state[APART] = True  # the trainer moves models and batches
    given = {name: native(name, body) for name, body in bodies.items()}
    stub = read_stub(m, STUB, {"Module": torch.lookup("Module"), **given})
    hyperparameters = stub.variables["Hyperparameters"]
    hooks = stub.variables["Hooks"]
    assert isinstance(hooks, ClassValue)
    hooks.variables["save_hyperparameters"] = native(
        "save_hyperparameters", lambda m, s, *a, **k: save_hyperparameters(m, s, hyperparameters, *a, **k)
    )
    names: dict[str, object] = {}
    for home in HOMES:
        names[f"{home}.seed_everything"] = native("seed_everything", nothing)
        names.update({f"{home}.{name}": opaque_class(f"{home}.{name}") for name in OPAQUE})
        for name, places in CLASSES.items():
            made = stub.variables[name]
            assert isinstance(made, ClassValue)
            made.definition = None
            names.update({f"{home}.{place}{name}": made for place in places})
    return Package(names, {}, lambda entry: None)


def nothing(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    return None


def unknown(m: Interpreter, site: Site, reason: object) -> object:
    return Unknown(str(reason), site.place)


def run_step(m: Interpreter, site: Site, step: object, batch: object) -> object:
    """A step on a batch: it may also take the batch's number, and that of its loader."""
    function = step.function if isinstance(step, BoundMethod) else None
    given: list[object] = [batch, fresh("batch_idx", low=0), 0]
    if isinstance(function, FunctionValue):
        parameters = function.definition.parameters
        named = [*parameters.positional_only, *parameters.regular][1:]
        given = given[: len(named)]
    return call(m, step, given, {}, Site(site.place))


def save_hyperparameters(
    m: Interpreter, site: Site, kind: object, owner: object, *names: object, ignore: object = None, **rest: object
) -> object:
    """Keep the arguments of the constructor that calls this, as `hparams`.

    https://lightning.ai/docs/pytorch/stable/common/hyperparameters.html
    """
    frame = m.frames[-1] if m.frames else None
    if not isinstance(owner, Instance) or frame is None or frame.function is None or frame.receiver is not owner:
        return None
    m.journal.record_write(owner)
    if len(names) == 1 and not isinstance(names[0], str):
        owner.attributes["hparams"] = names[0]
        return None
    given = arguments_of(frame.function, frame.scope.variables)
    left_out = texts(ignore)
    if names:
        given = {name: value for name, value in given.items() if name in names}
    before = owner.attributes.get("hparams")
    kept = dict(before.attributes) if isinstance(before, Instance) else {}
    kept.update({name: value for name, value in given.items() if name not in left_out})
    owner.attributes["hparams"] = call(m, kind, [DictValue(dict(kept))], {}, Site(site.place))  # type: ignore[arg-type]
    return None


def texts(value: object) -> set[object]:
    items = value.at_least() if isinstance(value, ListValue) else value if isinstance(value, tuple) else [value]
    return {item for item in items if isinstance(item, str)}


def arguments_of(function: FunctionValue, variables: dict[str, object]) -> dict[str, object]:
    """The arguments of a constructor by name, those of its **keywords among them."""
    parameters = function.definition.parameters
    every = (*parameters.positional_only, *parameters.regular, *parameters.keyword_only)
    found = {p.name: variables[p.name] for p in every[1:] if p.name in variables}
    rest = None if parameters.var_keyword is None else variables.get(parameters.var_keyword.name)
    if isinstance(rest, DictValue):
        found.update({str(name): value for name, value in rest.at_least().items()})
    return found
