"""The inputs that the user states for single models, by name."""

from __future__ import annotations

import os

from shapelint.analysis.inputs import InputSpec
from shapelint.interpret.domain.values import ClassValue
from shapelint.interpret.interpreter import Interpreter

STATE = "stated inputs"

InputsByModel = tuple[tuple[str, tuple[InputSpec, ...]], ...]


def state_inputs(m: Interpreter, inputs: InputsByModel) -> None:
    """Remember them for the interpreter's models."""
    m.state[STATE] = inputs


def stated_for(m: Interpreter, model: ClassValue) -> tuple[InputSpec, ...]:
    """The inputs of a model class, by its name with as much of its module in front as the user has written. Of several
    names that fit, the longest counts."""
    stated = m.state.get(STATE, ())
    assert isinstance(stated, tuple)
    if not stated:
        return ()
    names = full_names(model)
    fitting = [(name, specs) for name, specs in stated if any(is_end(name, full) for full in names)]
    return max(fitting, key=lambda one: len(one[0]))[1] if fitting else ()


def full_names(model: ClassValue) -> tuple[str, ...]:
    """A class's name behind its module's, as it is imported and as its path spells it."""
    file = model.module.file if model.module is not None else None
    if file is None:
        return (model.qualified_name,)
    path = os.path.abspath(file.path).rpartition(".")[0].replace(os.sep, ".").removesuffix(".__init__")
    return (f"{file.name}.{model.name}", f"{path}.{model.name}")


def is_end(name: str, full: str) -> bool:
    return full == name or full.endswith(f".{name}")
