"""What analysis asks of a framework's model objects, whatever the framework."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from shapelint.interpret.machine import Interpreter
from shapelint.interpret.values import FunctionValue, Instance
from shapelint.ir import Tensor


@dataclass(frozen=True, slots=True)
class LayerView:
    """One row of a summary before its shapes: path, type, the object, its own parameters (None: not known)."""
    path: str
    type: str
    layer: object
    parameters: tuple[Tensor, ...] | None
    definition: object


class Inspection(Protocol):
    """A framework's view on its model objects."""
    framework: str

    def is_model(self, value: object) -> bool: ...

    def entry_function(self, m: Interpreter, model: Instance) -> FunctionValue | None:
        """The function read from source that a call of the model runs; None when there is none."""
    def prepare(self, m: Interpreter, model: Instance) -> None:
        """Put the model into the state in which it is summarised."""
    def layers(self, m: Interpreter, model: Instance) -> list[LayerView]: ...

    def parameters(self, m: Interpreter, model: Instance) -> Iterator[tuple[Tensor, bool]] | None: ...
