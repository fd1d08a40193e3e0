"""What one run of one entry point left behind: all that rules and reports may look at."""

from __future__ import annotations

from shapelint.diagnostics.evidence import Evidence
from shapelint.ir.dialect import Dialect
from shapelint.ir.graph import Definition, Event, Node, Stop, Tensor
from shapelint.ir.requirement import Requirement
from shapelint.ir.types import TensorType
from shapelint.records import dataclass
from shapelint.syntax.source import Place


@dataclass(frozen=True, slots=True, eq=False)
class ModelCall:
    """A model or layer object that was called: `outputs` are the tensors that came out, flattened in order."""

    name: str
    path: str
    owner: object
    inputs: tuple[TensorType, ...]
    outputs: tuple[TensorType, ...]
    place: Place
    definition: Definition | None = None
    complete: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """A call of a model or layer object, from when it begins: whether it ends or raises. `parent` is the call within
    which it began, by its position among the run's, -1 for none."""

    name: str
    path: str
    owner: object
    parent: int


@dataclass(frozen=True, slots=True, eq=False)
class NamedTensor:
    """A tensor-valued assignment or expression as the source spells it."""

    place: Place
    tensor: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Objective:
    """A model compiled with a loss that the framework knows by this name: the model's outputs, and whether the loss is
    told that they are scores, not probabilities (None: not known, or not asked)."""

    outputs: tuple[Tensor, ...]
    loss: str
    from_logits: bool | None
    place: Place


@dataclass(frozen=True, slots=True)
class Holding:
    """Layers that an attribute of a model object holds, as they are at the end of the program.

    `container` is "list", "dict" or "tuple" for layers with weights that no module has registered, with the names of
    their classes in `layers`; `is_flat` tells that they are the container's own elements, under names if it is a dict.
    It is "" for a single layer with weights of which nothing makes use. `place` is the value that is assigned."""

    owner: str
    attribute: str
    place: Place
    dialect: Dialect
    container: str
    layers: tuple[str, ...]
    is_flat: bool


@dataclass(frozen=True, slots=True, eq=False)
class LostResult:
    """A layer that was called where nothing can read what it gives: `name` is the variable that is bound to it, "" for
    none, `again` the place of the value that takes its place, None if there is none."""

    node: Node
    name: str
    again: Place | None


@dataclass(frozen=True, slots=True)
class Run:
    """`entry` says in words what was run ("the module body", "Net() with its defaults", "train(...)"). `checks` are the
    conditions on sizes that the program raises without, `loose` the layers that were built within a model's call and
    that nothing keeps, `lost` what layers give that nothing can read, `revealed` what the program asks to be told,
    `scopes` the calls of models and layers in the order in which they began. `evidence` says whose values it was run
    with. `asked` is the model that was called because nothing in the program calls it."""

    entry: str
    nodes: tuple[Node, ...] = ()
    definitions: tuple[Definition, ...] = ()
    events: tuple[Event, ...] = ()
    stops: tuple[Stop, ...] = ()
    revealed: tuple[Stop, ...] = ()
    calls: tuple[ModelCall, ...] = ()
    tensors: tuple[NamedTensor, ...] = ()
    checks: tuple[Requirement, ...] = ()
    objectives: tuple[Objective, ...] = ()
    holdings: tuple[Holding, ...] = ()
    lost: tuple[LostResult, ...] = ()
    loose: tuple[Definition, ...] = ()
    scopes: tuple[Scope, ...] = ()
    evidence: Evidence = "called"
    asked: object = None
