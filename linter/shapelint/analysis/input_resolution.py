"""The inputs of a model's entry function: what is given, else what its operations settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.analysis.inputs import InputSpec
from shapelint.interpret.domain.values import DictValue, FunctionValue, Unknown
from shapelint.interpret.free_conditions import CHOICE
from shapelint.interpret.interpreter import STUB, Interpreter
from shapelint.interpret.signals import ShapeRefinementRequest
from shapelint.interpret.state.choices import is_open_default
from shapelint.ir import Shape, Tensor, TensorType
from shapelint.ir.dialect import Dialect
from shapelint.ir.graph import ANY_SIZE
from shapelint.records import dataclass, field
from shapelint.symbolic import Size, Symbol, substitute
from shapelint.syntax import nodes
from shapelint.syntax.source import Place

AXES = {
    1: ("N",),
    2: ("N", "F"),
    3: ("N", "L", "F"),
    4: ("N", "C", "H", "W"),
    5: ("N", "C", "D", "H", "W"),
}
AXES_LAST = {4: ("N", "H", "W", "C"), 5: ("N", "D", "H", "W", "C")}
TENSOR_WORDS = frozenset({"Tensor", "FloatTensor", "LongTensor", "Any", "TensorType"})


@dataclass(slots=True)
class InputShapes:
    """The inputs' shapes as far as they are settled, by parameter name; grows with each ShapeRefinementRequest.

    `guessed` are the first shapes of those that may have more axes, or fewer, `batched` of those whose first axis may
    be missing and that cannot have more."""

    dialect: Dialect
    shapes: dict[str, Shape] = field(default_factory=dict)
    dtypes: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    symbols: dict[Symbol, str] = field(default_factory=dict)
    guessed: dict[str, tuple[object, ...]] = field(default_factory=dict)
    batched: dict[str, tuple[object, ...]] = field(default_factory=dict)
    made: dict[str, Tensor] = field(default_factory=dict)  # the tensors of the last run

    def settle(self, demand: ShapeRefinementRequest) -> bool:
        """Take over what an operation demands; False when it adds nothing."""
        if demand.shape is not None and demand.source not in self.shapes:
            self.shapes[demand.source] = self.named(demand.source, demand.shape)
            if demand.open_rank:
                self.guessed[demand.source] = demand.shape
            elif demand.open_batch:
                self.batched[demand.source] = demand.shape
            return True
        if demand.bindings is not None:
            symbol, value = demand.bindings
            if not isinstance(symbol, Symbol) or symbol not in self.symbols:
                return False
            del self.symbols[symbol]
            self.shapes = {n: tuple(substitute(d, {symbol: value}) for d in s) for n, s in self.shapes.items()}
            return True
        return False

    def with_other_ranks(self, counts: Mapping[str, int]) -> InputShapes:
        """The inputs before anything else was settled, some with so many more axes after the first one, or without so
        many of the first ones; a last one of known size stays."""
        other = InputShapes(self.dialect, dtypes=dict(self.dtypes), origins=dict(self.origins))
        first = {**self.guessed, **self.batched}
        for source, count in counts.items():
            shape = first[source]
            fewest = 1 if any(size is not None for size in shape) else 0
            fewer = min(max(0, -count), len(shape) - fewest)
            kept = shape[fewer:]
            other.shapes[source] = other.named(source, (*kept[:1], *[None] * count, *kept[1:]))
        return other

    def named(self, source: str, shape: Sequence[object]) -> Shape:
        """A shape with a symbol for each free size, named for its axis."""
        letters = axis_letters(self.dialect, shape)
        prefix = f"{source}_" if self.symbols else ""
        sizes: list[Size] = []
        for letter, size in zip(letters, shape, strict=True):
            if isinstance(size, int):
                sizes.append(size)
                continue
            symbol = Symbol(prefix + letter)
            self.symbols[symbol] = source
            sizes.append(symbol)
        return tuple(sizes)

    def give(self, names: Sequence[str], specs: Sequence[InputSpec]) -> None:
        """Take over `--input` specifications: named ones by name, the others in order."""
        free = [n for n in names if not any(s.name == n for s in specs)]
        for spec in specs:
            name = spec.name if spec.name is not None else (free.pop(0) if free else None)
            if name is None:
                continue
            sizes = tuple(d if isinstance(d, int) else self.free(d, name) for d in spec.dims)
            self.shapes[name] = sizes
            self.origins[name] = spec.origin
            if spec.dtype is not None:
                self.dtypes[name] = spec.dtype

    def keyed(self, specs: Sequence[InputSpec], place: Place | None) -> DictValue:
        """One argument that is a dict of tensors, by the names of the specifications."""
        self.give([], specs)
        return DictValue({spec.name: self.tensor(str(spec.name), place) for spec in specs})

    def free(self, letter: str, source: str) -> Symbol:
        symbol = Symbol(letter)
        self.symbols[symbol] = source
        return symbol

    def tensor(self, name: str, place: Place | None) -> Tensor:
        shape = self.shapes.get(name)
        dtype = self.dtypes.get(name, "float32" if shape is not None else None)
        kind = TensorType(shape, dtype, None if shape is not None else name)
        origin = self.origins.get(name, ANY_SIZE)
        self.made[name] = Tensor(kind, "input", origin, place, dialect=self.dialect)
        return self.made[name]


def axis_letters(dialect: Dialect, shape: Sequence[object]) -> tuple[str, ...]:
    """What the axes of an input are called."""
    rank = len(shape)
    if rank == 2 and all(size is None for size in shape):  # numbers that are looked up: of words, mostly
        return ("N", "L")
    if rank == 3 and isinstance(shape[1], int) and not isinstance(shape[2], int):
        return ("N", "C", "L")
    axes = AXES_LAST.get(rank) if dialect.channels_last else None
    return axes or AXES.get(rank) or tuple(f"d{i}" for i in range(rank))


def annotation_words(node: nodes.Expression | None) -> set[str]:
    """The names that an annotation mentions."""
    if node is None:
        return set()
    if isinstance(node, nodes.Name):
        return {node.id}
    if isinstance(node, nodes.Attribute):
        return {node.name}
    if isinstance(node, nodes.Constant) and isinstance(node.value, str):
        return {node.value.rsplit(".", 1)[-1]}
    if isinstance(node, nodes.Subscript):
        return annotation_words(node.value) | {"[]"}
    if isinstance(node, nodes.Binary):
        return annotation_words(node.left) | annotation_words(node.right)
    return set()


def takes_tensor(parameter: nodes.Parameter) -> bool:
    """Whether a required parameter is taken to be a tensor: it says so, or says nothing."""
    words = annotation_words(parameter.annotation)
    return not words or bool(words & TENSOR_WORDS)


def entry_arguments(
    m: Interpreter, function: FunctionValue, inputs: InputShapes, specs: Sequence[InputSpec], skip: int = 1
) -> Mapping[str, object]:
    """The arguments with which a model's entry function is run: tensors for what takes tensors, unknowns for what else
    has no default; parameters with a default keep it unless an input names them."""
    parameters = function.definition.parameters
    positional = (*parameters.positional_only, *parameters.regular)[skip:]
    every = (*positional, *parameters.keyword_only)
    file = function.module.file
    tensors = [p.name for p in every if takes_tensor(p) and p.name not in function.defaults]
    optional = [p.name for p in every if p.name in function.defaults]
    names = {p.name for p in every}
    keyed = [spec for spec in specs if spec.name is not None and spec.name not in names]
    inputs.give([*tensors, *optional], [spec for spec in specs if spec not in keyed])
    arguments: dict[str, object] = {}
    if keyed and (taker := next((n for n in tensors if n not in inputs.shapes), None)) is not None:
        arguments[taker] = inputs.keyed(keyed, Place(file, function.definition.at) if file is not None else None)
    for p in every:
        if p.name in arguments:
            continue
        place = Place(file, p.at) if file is not None and not file.path.startswith(STUB) else None
        if p.name in tensors or p.name in inputs.shapes:
            arguments[p.name] = inputs.tensor(p.name, place)
        elif p.name not in function.defaults or is_open_default(m, function.defaults[p.name]):
            arguments[p.name] = Unknown(f"the parameter {p.name}", place, free=CHOICE)
    return arguments
