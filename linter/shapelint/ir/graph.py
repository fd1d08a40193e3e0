"""The framework-neutral model: layers as built, operations as run, and what Python itself would refuse on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from shapelint.ir.devices import Device, DeviceConflict
from shapelint.ir.dialect import NEUTRAL, Dialect
from shapelint.ir.element_types import ElementType
from shapelint.ir.elements import Elements
from shapelint.ir.requirement import Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.records import dataclass, field
from shapelint.syntax.source import Place

if TYPE_CHECKING:
    from shapelint.ops.operation import Operation
    from shapelint.symbolic import Size


EventKind = Literal[
    "annotation", "attribute", "bad-call", "exception", "index", "initialized-late", "key", "missing-method", "name",
    "rejected", "removed", "type", "undefined-layer", "uninitialized", "uninitialized-call", "uninitialized-refused",
    "unpack", "weights",
]  # fmt: skip
Role = Literal["", "input", "parameter", "buffer", "data"]
LEFT_OPEN = "left open"  # the name of a size that the program writes as an ellipsis
ANY_SIZE = "any size"  # the origin of an input whose shape nothing gives


@dataclass(frozen=True, slots=True)
class Batching:
    """How rows of data are cut into batches: the rows of all batches but the last, of the last one, and the number of
    batches (None when it is not known; then `last` need not be the last one's)."""

    full: Size
    last: Size
    number: int | None = None

    @property
    def has_remainder(self) -> bool:
        return self.number is not None and self.full != self.last


@dataclass(frozen=True, slots=True, eq=False)
class Tensor:
    """A value that flows along the graph. Identity is the value's identity.

    `role` is "" for a result, "input" (a model's input), "parameter", "buffer" or "data" (made by randn, a dataset,
    ...).
    `origin` says in words where an input or data tensor came from; `place` where. `elements` are those of a small
    constant. `may_be` are the tensors of which it is one, where it is not decided which. `batching` tells of a batch
    of which rows it is one. `element` is the type of the elements where it is certain; `type.dtype` may be a guess.
    `device` is where it is held, where the program says so.
    """

    type: TensorType
    role: Role = ""
    origin: str = ""
    place: Place | None = None
    producer: Node | None = field(default=None, repr=False)
    dialect: Dialect = field(default=NEUTRAL, repr=False)
    elements: Elements | None = field(default=None, repr=False)
    may_be: tuple[Tensor, ...] = field(default=(), repr=False)
    batching: Batching | None = field(default=None, repr=False)
    element: ElementType | None = field(default=None, repr=False)
    device: Device | None = field(default=None, repr=False)

    @property
    def framework(self) -> str:
        return self.dialect.name

    @property
    def shape(self) -> Shape | None:
        return self.type.shape

    @property
    def is_assumed(self) -> bool:
        """Whether this is a model's input that nothing in the program gives: it is only taken for a tensor."""
        return self.role == "input" and self.origin == ANY_SIZE


@dataclass(frozen=True, slots=True)
class BoundArgument:
    """An argument of a call as it was written: its value, and the place of its expression (None for a default)."""

    value: object
    place: Place | None


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """A layer as built. `kind` is the API's full name ("torch.nn.Conv2d"), `dialect` how its framework is written.
    `depth` counts the models and layers whose calls were going on."""

    kind: str
    dialect: Dialect
    operation: Operation
    arguments: Mapping[str, BoundArgument]
    place: Place
    requirements: tuple[Requirement, ...] = ()
    stack: tuple[Place, ...] = ()
    depth: int = 0

    @property
    def type_name(self) -> str:
        return self.kind.rsplit(".", 1)[-1]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An operation as run.

    `callee` is the name of the API that was called ("torch.flatten", "torch.nn.Conv2d"); `arguments` those of the call
    itself (for a layer, the arguments of the layer's construction are in `definition`). `path` is the dotted path of
    the layer within the model that is being run, "" outside any. `stack` holds the places of the calls that led here,
    outermost first.
    `guarded` is true within a `try` or `pytest.raises` that expects an exception. `depth` counts the models and layers
    whose calls are going on: 0 for a function that a script calls on its own. `certain` tells that the operation is run
    whenever the run's entry point is: no undecided condition leads to it; `chosen` that one does which the program's
    user is free to decide. `scope` is the innermost call of a model or layer that is going on, by its position in the
    run's `scopes`, -1 outside any. `conflict` is an input that is held on another device than the
    rest.
    """

    operation: Operation
    callee: str
    dialect: Dialect
    inputs: tuple[Tensor, ...]
    output_types: tuple[TensorType, ...]
    requirements: tuple[Requirement, ...]
    place: Place
    definition: Definition | None = None
    arguments: Mapping[str, BoundArgument] = field(default_factory=dict)
    path: str = ""
    stack: tuple[Place, ...] = ()
    guarded: bool = False
    depth: int = 0
    certain: bool = True
    chosen: bool = False
    scope: int = -1
    conflict: DeviceConflict | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What Python or a framework would refuse."""

    kind: EventKind
    callee: str
    message: str
    place: Place
    expected: str = ""
    actual: str = ""
    requirement: Requirement | None = None
    stack: tuple[Place, ...] = ()
    guarded: bool = False
    help: str = ""
    chosen: bool = False
    dialect: Dialect = NEUTRAL


@dataclass(frozen=True, slots=True)
class Stop:
    """Where inference stopped, and why."""

    reason: str
    place: Place | None


def layer_of(node: Node) -> Node:
    """The node of the layer whose own activation an operation is: the one within the same call. The node itself for any
    other."""
    made = node
    while made.definition is None and made.inputs:
        before = made.inputs[0].producer
        if before is None or before.scope != node.scope or node.scope < 0:
            return node
        made = before
    return made if made.definition is not None else node
