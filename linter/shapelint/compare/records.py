"""What comparisons are made of."""

from __future__ import annotations

from shapelint.analysis.results import SourceLocation
from shapelint.frontends.porting import Porting
from shapelint.records import dataclass, field

Dims = tuple[int | str, ...]
"""A shape in the neutral order of axes: numbers, or text for sizes that depend on the input."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What a step takes: the output `port` of another step. `axes` are the neutral axes of that value in the order in
    which the step sees them, as far as that matters to it."""

    step: int
    port: int
    axes: tuple[int, ...]


@dataclass(slots=True, eq=False)
class StepWeight:
    """A weight of a step. `role` says what it is for ("kernel", "bias"); `shape` is its neutral shape, in which both
    frameworks' agree. The stored array becomes the neutral one by transposing its axes to `order`, then reshaping.
    `gates` are the blocks of its first neutral axis in neutral order, by their stored positions. `permuted` gives, for
    a neutral axis whose elements stand in another order, the shape and the order of axes by which they are turned. Of
    an array that holds several, `part` are the first row and the one after the last."""

    role: str
    name: str
    shown: str
    stored: tuple[int, ...]
    shape: tuple[int, ...]
    order: tuple[int, ...]
    gates: tuple[int, ...] = ()
    permuted: dict[int, Orders] = field(default_factory=dict)
    part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of elements along one axis that several axes were merged into: their sizes in the order in which they were
    merged, and which neutral axis each was."""

    sizes: tuple[int | str, ...]
    axes: tuple[int, ...]

    @property
    def is_plain(self) -> bool:
        return list(self.axes) == sorted(self.axes)


Orders = tuple[Segment, ...]


@dataclass(slots=True, eq=False)
class Step:
    """One operation in neutral terms. `kind` says what it does; `attributes` decide its values; `training` matters in
    training alone, `initial` is what weights begin with. `outputs` are the shapes of what comes out, without the batch.
    `layer` identifies the layer object (equal for calls of one layer), `name` is its path, `type` its class; `path` is
    that of the module that it runs in. `others`
    are arguments that are compared with their like alone. A `misfit` does not fit what it is given."""

    kind: str
    attributes: dict[str, object]
    inputs: tuple[Edge, ...]
    outputs: list[Dims | None]
    weights: list[StepWeight]
    name: str
    type: str
    location: SourceLocation | None
    layer: int = 0
    path: str = ""
    training: dict[str, object] = field(default_factory=dict)
    initial: dict[str, object] = field(default_factory=dict)
    others: dict[str, object] = field(default_factory=dict)
    misfit: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """An input of a model in neutral terms; `order` are its neutral axes in the order in which it has them. The number
    of axes of one that is `guessed` is what its operations suggest, and may be another."""

    name: str
    shape: Dims | None
    order: tuple[int, ...]
    guessed: bool = False
    dtype: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Output:
    """What comes out of a model: a step's output, and its neutral axes in the order in which it has them. `order` tells
    of elements in another order than the neutral one."""

    edge: Edge
    shape: Dims | None
    order: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Architecture:
    """A model in neutral terms: steps in the order of the data. `unknown` says where it is not known; then it is equal
    to nothing. `unused` are weights of the model that no step has."""

    name: str
    framework: str
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]
    outputs: tuple[Output, ...]
    unknown: tuple[tuple[str, SourceLocation | None], ...]
    unused: tuple[StepWeight, ...] = ()
    porting: Porting = field(default_factory=Porting)


@dataclass(frozen=True, slots=True)
class Side:
    """A layer of one of two models, where a difference is told of."""

    name: str
    type: str
    location: SourceLocation | None

    def to_dict(self) -> dict[str, object]:
        where = None if self.location is None else self.location.to_dict()
        return {"name": self.name, "type": self.type, "location": where}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference in words. `kind` is what `--ignore` takes; `weight` orders differences, the gravest first; `count`
    are the places where it is found, of which `first` and `second` are the first. A `note` makes no model different."""

    kind: str
    text: str
    first: Side | None
    second: Side | None
    weight: int = 0
    count: int = 1
    note: bool = False

    def to_dict(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "text": self.text,
            "a": None if self.first is None else self.first.to_dict(),
            "b": None if self.second is None else self.second.to_dict(),
            "count": self.count,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models side by side. `equal` only if nothing differs, nothing is unknown, and both run or neither does;
    `misfits` tell of the layers that do not fit what they are given, `aligned` pairs of layers have been found to be
    each other's."""

    first: str
    second: str
    frameworks: tuple[str, str]
    equal: bool
    differences: tuple[Difference, ...]
    unknown: tuple[str, ...]
    layers: tuple[int, int]
    aligned: int
    misfits: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        return {
            "a": self.first,
            "b": self.second,
            "frameworks": list(self.frameworks),
            "equal": self.equal,
            "differences": [one.to_dict() for one in self.differences],
            "unknown": list(self.unknown),
            "misfits": list(self.misfits),
            "layers": list(self.layers),
            "aligned": self.aligned,
        }
