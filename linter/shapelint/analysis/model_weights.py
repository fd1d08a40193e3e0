"""The weights of the models that a TARGET names: their names and shapes, where their layers stand, and which numbers in
these would give other shapes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from shapelint.analysis.engine import Stated
from shapelint.analysis.inputs import InputSpec
from shapelint.analysis.locations import locate_place
from shapelint.analysis.model_runs import ModelRun, each_model
from shapelint.analysis.results import SourceLocation
from shapelint.frontends.inspection import NamedWeight
from shapelint.interpret.api.layers import Layer, reconstructed
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Shape
from shapelint.problems import Problem
from shapelint.records import dataclass
from shapelint.syntax.imports import ImportResolver
from shapelint.syntax.source import SourceFile
from shapelint.weights.fit import Sizes, Wanted

Numbers = tuple[tuple[str, int, int], ...]
"""Arguments with the numbers that they have, and those that would fit."""


@dataclass(frozen=True, slots=True)
class ModelWeight:
    """A weight of a model: its name in files, the one by which it is shown, its shape, its layer and where that
    stands."""

    name: str
    shown: str
    shape: Sizes | None
    needed: bool
    layer: str
    location: SourceLocation | None

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.name, self.shape, self.needed)


@dataclass(frozen=True, slots=True, eq=False)
class ModelWeights:
    """All weights of a model, and why there may be others ("" when these are all). `fitting` gives the numbers with
    which a layer would have a weight, by name, in another shape; nothing where no change of one or two numbers does."""

    model: str
    framework: str
    advice: str
    weights: tuple[ModelWeight, ...]
    gap: str
    fitting: Callable[[str, tuple[int, ...]], Numbers]


def weights_of(
    expression: str | None,
    file: SourceFile,
    resolver: ImportResolver,
    inputs: Sequence[InputSpec],
    stated: Stated,
    tell: Callable[[ModelWeights], str],
) -> list[str] | Problem:
    """What `tell` says of the weights of each model."""
    return each_model(expression, file, resolver, inputs, stated, lambda m, run: tell(weights_in(m, run)))


def weights_in(m: Interpreter, one: ModelRun) -> ModelWeights:
    """The weights of a model that has been run, and so is built."""
    named = one.inspection.weights(m, one.model)
    by_name = {weight.name: weight for weight in named.weights}
    gap = named.doubt or next((stop.reason for stop in one.built.stops), "")
    return ModelWeights(
        one.name,
        one.inspection.dialect.name,
        one.inspection.dialect.advice.loading,
        tuple(as_model_weight(weight) for weight in named.weights),
        gap,
        lambda name, shape: numbers_for(by_name[name], shape),
    )


def as_model_weight(weight: NamedWeight) -> ModelWeight:
    payload = weight.layer.payload
    place = payload.definition.place if isinstance(payload, Layer) else weight.tensor.place or weight.layer.place
    return ModelWeight(
        weight.name,
        weight.shown,
        sizes(weight.tensor.shape),
        weight.needed,
        weight.layer.type.name,
        None if place is None else locate_place(place),
    )


def sizes(shape: Shape | None) -> Sizes | None:
    """A shape with None for what is no number."""
    return None if shape is None else tuple(size if isinstance(size, int) else None for size in shape)


def numbers_for(weight: NamedWeight, wanted: tuple[int, ...]) -> Numbers:
    """The arguments of a layer's construction that would have to be other numbers for the weight to have that shape:
    one of them, else two. Each answer has been tried: the layer that is constructed with it has the shape."""
    layer = weight.layer.payload
    if not isinstance(layer, Layer) or weight.tensor.shape is None:
        return ()
    own = own_name(layer, weight)
    given = {
        name: argument.value
        for name, argument in layer.definition.arguments.items()
        if type(argument.value) is int and argument.place is not None
    }
    tried = [(name, size) for name in given for size in dict.fromkeys(wanted) if size != given[name]]
    for count in (1, 2):
        for change in combinations(tried, count):
            if len(dict(change)) < count:
                continue
            shapes = reconstructed(layer, dict(change)).parameters()
            if shapes is not None and shapes.get(own) == wanted:
                return tuple((name, int(str(given[name])), size) for name, size in change)
    return ()


def own_name(layer: Layer, weight: NamedWeight) -> str:
    """The weight's name among those of its layer's operation."""
    known = layer.operation.parameters()
    if known is None:
        return ""
    return next((name for name in known if weight.name.endswith(name) or weight.shown.endswith(name)), "")
