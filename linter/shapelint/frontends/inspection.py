"""What analysis asks of a framework's model objects, whatever the framework."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from shapelint.frontends.porting import Porting
from shapelint.frontends.traits import TraitTable
from shapelint.interpret.domain.values import FunctionValue, Instance
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Shape, Tensor
from shapelint.ir.dialect import Dialect
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class LayerView:
    """One row of a summary before its shapes: path, type, the object, its own parameters (None: not known),
    and what came out of it where the model was put together (where that is known before any run). With `alone`, the
    layers in it have rows of their own."""

    path: str
    type: str
    layer: object
    parameters: tuple[Tensor, ...] | None
    definition: object
    outputs: tuple[Tensor, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """One parameter of a model. `trains` is None where it is not known whether it is trained; `sure` tells that the
    model certainly has it."""

    tensor: Tensor
    trains: bool | None
    sure: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """The parameters of a model that are known, each once, and why there may be others ("" when these are all)."""

    counted: tuple[Counted, ...]
    gap: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class NamedWeight:
    """A weight under the name by which files of weights have it, and the one by which it is known otherwise. `owner` is
    the path of its layer, `layer` the layer object. `needed` is false for what a file may leave out or have besides."""

    name: str
    shown: str
    tensor: Tensor
    owner: str
    layer: Instance
    needed: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class NamedWeights:
    """The weights of a model that files of weights have, and why there may be others ("" when these are all).
    `own_ways` says why files may have them under other names: a class of the program stores its weights itself."""

    weights: tuple[NamedWeight, ...]
    gap: str = ""
    own_ways: str = ""

    @property
    def doubt(self) -> str:
        """Why a file may have other names."""
        return self.gap or self.own_ways


@dataclass(frozen=True, slots=True)
class KnownInput:
    """An input whose shape the model itself says."""

    name: str
    shape: Shape | None
    dtype: str | None
    origin: str


class Inspection(Protocol):
    """A framework's view on its model objects."""

    dialect: Dialect
    traits: TraitTable  # what the framework's arguments mean
    porting: Porting  # how a script reads and writes weights
    by_first_call: bool  # whether a summary lists layers in the order in which they first run

    def is_model(self, value: object) -> bool: ...

    def registered(self, model: Instance) -> Iterable[tuple[str, Instance]]:
        """The parts that a model keeps in a registry of its own, by name; none where it has no such registry."""

    def parts(self, model: Instance) -> Iterable[Instance]:
        """The models and layers directly below a model."""

    def named(self, model: Instance) -> Mapping[object, object]:
        """What a model holds, by the names of its attributes, its parts among it."""

    def has_own_weights(self, model: Instance) -> bool:
        """Whether a model certainly holds weights itself, beside those of its parts."""

    def entry_function(self, m: Interpreter, model: Instance) -> FunctionValue | None:
        """The function read from source that a call of the model runs; None when there is none."""

    def known_inputs(self, m: Interpreter, model: Instance) -> list[KnownInput]:
        """The inputs that the model itself says; empty when it says none."""

    def prepare(self, m: Interpreter, model: Instance) -> None:
        """Put the model into the state in which it is summarised."""

    def layers(self, m: Interpreter, model: Instance) -> list[LayerView]: ...

    def parameters(self, m: Interpreter, model: Instance) -> Parameters: ...

    def weights(self, m: Interpreter, model: Instance) -> NamedWeights:
        """The weights by the names that files of weights have for them."""
