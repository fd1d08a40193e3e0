"""Puts the interpreter together with the frontends that it may need, each loaded when a program first imports it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from shapelint.analysis.configured_inputs import InputsByModel, state_inputs
from shapelint.frontends.extension import NOTHING, Extension, extend
from shapelint.frontends.harmless import is_harmless
from shapelint.frontends.inspection import Inspection
from shapelint.interpret.dispatch import Python
from shapelint.interpret.domain.values import ModuleValue
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.record.recorder import Recorder
from shapelint.lifetimes import RUN
from shapelint.records import dataclass
from shapelint.syntax.imports import ImportResolver

RECURSION = 12_000


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user states about the project: what names mean, and the inputs of models by their names."""

    extension: Extension = NOTHING
    model_inputs: InputsByModel = ()


NOTHING_STATED = Stated()


def torch_external(m: Interpreter, name: str) -> ModuleValue | None:
    if name.partition(".")[0] != "torch":
        return None
    from shapelint.frontends.torch.provider import torch_external

    return torch_external(m, name)


def keras_external(m: Interpreter, name: str) -> ModuleValue | None:
    if name.partition(".")[0] not in ("keras", "tensorflow", "tf_keras"):
        return None
    from shapelint.frontends.keras.provider import keras_external

    return keras_external(m, name)


def numpy_external(m: Interpreter, name: str) -> ModuleValue | None:
    if name.partition(".")[0] != "numpy":
        return None
    from shapelint.frontends.numpy.provider import numpy_external

    return numpy_external(m, name)


def lightning_external(m: Interpreter, name: str) -> ModuleValue | None:
    if name.partition(".")[0] not in ("lightning", "pytorch_lightning"):
        return None
    from shapelint.frontends.lightning.provider import lightning_external

    return lightning_external(m, name)


def einops_external(m: Interpreter, name: str) -> ModuleValue | None:
    if name.partition(".")[0] != "einops":
        return None
    from shapelint.frontends.einops.provider import einops_external

    return einops_external(m, name)


TOOLS = frozenset(
    {
        "accelerate",
        "calflops",
        "fvcore",
        "hiddenlayer",
        "ptflops",
        "pytorch_model_summary",
        "tensorboardX",
        "thop",
        "torchinfo",
    }
    | {"torchsummary", "torchsummaryX", "torchview", "torchviz", "tqdm"}
)


def tools_external(m: Interpreter, name: str) -> ModuleValue | None:
    if name.partition(".")[0] not in TOOLS:
        return None
    from shapelint.frontends.model_tools.provider import tools_external

    return tools_external(m, name)


def vision_external(m: Interpreter, name: str) -> ModuleValue | None:
    if name.partition(".")[0] not in ("torchvision", "PIL"):
        return None
    from shapelint.frontends.torchvision.provider import vision_external

    return vision_external(m, name)


def readers_external(m: Interpreter, name: str) -> ModuleValue | None:
    if name != "cv2":
        return None
    from shapelint.frontends.opencv.provider import readers_external

    return readers_external(m, name)


def python_external(m: Interpreter, name: str) -> ModuleValue | None:
    from shapelint.frontends.python.provider import python_external

    return python_external(m, name)


EXTERNALS = (
    torch_external,
    keras_external,
    numpy_external,
    einops_external,
    lightning_external,
    tools_external,
    vision_external,
    readers_external,
    python_external,
)


def torchvision_fallback(m: Interpreter, name: str) -> ModuleValue | None:
    if name.partition(".")[0] != "torchvision":
        return None
    from shapelint.frontends.torchvision.without_source import torchvision_fallback

    return torchvision_fallback(m, name)


FALLBACKS = (torchvision_fallback,)


def make_interpreter(resolver: ImportResolver, stated: Stated = NOTHING_STATED) -> Interpreter:
    """A fresh interpreter over the given project, which knows what is stated about its names and models."""
    if sys.getrecursionlimit() < RECURSION:
        sys.setrecursionlimit(RECURSION)
    m = Interpreter(Python(), resolver, EXTERNALS, Recorder(), FALLBACKS)
    m.harmless = is_harmless
    if stated.extension.names():
        extend(m, stated.extension)
    state_inputs(m, stated.model_inputs)
    return m


@contextmanager
def interpreter(resolver: ImportResolver, stated: Stated = NOTHING_STATED) -> Iterator[Interpreter]:
    """One for a run: nothing of what the program does is left at its end."""
    with RUN.begin():
        m = make_interpreter(resolver, stated)
        try:
            yield m
        finally:
            m.journal.close()


def inspections(m: Interpreter) -> list[Inspection]:
    """The views on models of the frameworks that the program has imported."""
    found: list[Inspection] = []
    if "torch" in m.vocabularies:
        from shapelint.frontends.torch.inspection import TorchInspection

        found.append(TorchInspection())
    if "keras" in m.vocabularies:
        from shapelint.frontends.keras.inspection import KerasInspection

        found.append(KerasInspection())
    return found


def inspection_of(m: Interpreter, value: object) -> Inspection | None:
    """The view that knows a value as its model; None when it is no model."""
    return next((i for i in inspections(m) if i.is_model(value)), None)
