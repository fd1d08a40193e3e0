"""Reads a model's run as steps: keeps which view each tensor is, and puts steps behind each other."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from shapelint.analysis.locations import locate_place
from shapelint.analysis.model_runs import ModelRun
from shapelint.analysis.results import SourceLocation
from shapelint.compare.reading.views import Sizes, Value, View, dims, identity, with_unit
from shapelint.compare.records import Edge, Step, StepWeight
from shapelint.frontends.inspection import NamedWeight
from shapelint.frontends.traits import Traits, traits_of
from shapelint.interpret.domain.values import Instance, ListValue
from shapelint.ir import Node, Tensor, layer_of
from shapelint.ops.operation import Operation
from shapelint.records import replace
from shapelint.symbolic import Size
from shapelint.syntax.source import Place

Handler = Callable[["Reader", Node, Operation], None]


class Reader:
    """The state of the reading of one model."""

    def __init__(self, one: ModelRun, weights: Sequence[NamedWeight], nodes: Sequence[Node]) -> None:
        self.one = one
        self.steps: list[Step] = []
        self.views: dict[int, View] = {}  # by tensor
        self.unknown: dict[str, Place | None] = {}
        self.outputs: dict[int, dict[int, Tensor]] = {}  # the tensors that a node gave, by position
        self.consumers: dict[int, list[Node]] = {}
        self.of_layer: dict[int, list[NamedWeight]] = {}
        self.of_tensor: dict[int, NamedWeight] = {}
        self.alike: dict[int, list[str]] = {}  # all names of a tensor
        self.used: set[str] = set()
        self.joined: dict[
            int, tuple[int, list[View]]
        ] = {}  # concatenations: the axis, and what stands behind each other
        self.states: dict[tuple[int, int], list[Value]] = {}  # the single states in a stack of them
        for weight in weights:
            if id(weight.tensor) not in self.of_tensor:
                self.of_layer.setdefault(id(weight.layer), []).append(weight)
                self.of_tensor[id(weight.tensor)] = weight
            self.alike.setdefault(id(weight.tensor), []).append(weight.name)
        for node in nodes:
            for tensor in (*node.inputs, *beside(node, self.of_tensor)):
                self.note(tensor, node)

    def note(self, tensor: Tensor, consumer: Node | None) -> None:
        if consumer is not None:
            self.consumers.setdefault(id(tensor), []).append(consumer)
        if tensor.producer is not None:
            held = self.outputs.setdefault(id(tensor.producer), {})
            position = next((i for i, t in enumerate(tensor.producer.output_types) if t is tensor.type), 0)
            if not any(one is tensor for one in held.values()):
                held[position if position not in held else len(tensor.producer.output_types) + len(held)] = tensor

    def doubt(self, reason: str, place: Place | None) -> None:
        """Note that something is not known."""
        self.unknown.setdefault(reason, place)

    def view(self, tensor: Tensor) -> View:
        """What a tensor shows; an unknown leaf for one that nothing made that was read."""
        found = self.views.get(id(tensor))
        if found is None:
            found = self.leaf(tensor)
            self.views[id(tensor)] = found
        return found

    def solid(self, tensor: Tensor) -> View:
        """The same; zeros around it become a step."""
        view = self.view(tensor)
        if not any(pair != (0, 0) for pair in view.padding):
            return view
        grown = tuple(
            size + before + after for size, (before, after) in zip(view.value.sizes, view.padding, strict=True)
        )
        node = tensor.producer
        value = self.emit(
            "padding", node, [(View(view.value, view.axes), range(len(view.value.sizes)))], grown,
            {"padding": view.padding[1:], "mode": "zeros"},
        )  # fmt: skip
        made = View(value, view.axes)
        self.views[id(tensor)] = made
        return made

    def leaf(self, tensor: Tensor) -> View:
        """A parameter that is used as it is, or a tensor that the model makes."""
        sizes = tensor.shape
        if sizes is None:
            self.doubt("a tensor whose shape is not known", tensor.place)
            sizes = ()
        weight = self.of_tensor.get(id(tensor))
        if weight is not None:
            return self.parameter(tensor, weight)
        numbers = None if tensor.elements is None else tensor.elements.known
        if numbers is None:
            self.doubt("a tensor that does not come from the input", tensor.place)
        step = Step("constant", {"shape": tuple(map(str, sizes)), "values": numbers}, (), [dims((0, *sizes))], [],
                        tensor.origin, tensor.origin or "a constant", self.located(tensor.place))  # fmt: skip
        self.steps.append(step)
        return identity(Value(len(self.steps) - 1, 0, sizes))

    def parameter(self, tensor: Tensor, weight: NamedWeight) -> View:
        """A weight that is used as it is; its axes of size one do not count."""
        sizes = tensor.shape or ()
        shape = tuple(size if isinstance(size, int) else -1 for size in sizes)
        real = [axis for axis, size in enumerate(shape) if size != 1]
        neutral = tuple(shape[axis] for axis in real)
        own = StepWeight("value", weight.name, weight.shown, shape, neutral, tuple(range(len(shape))))
        self.use(weight)
        place = tensor.place or weight.layer.place
        step = Step(
            "parameter", {"shape": neutral}, (), [neutral], [own], weight.shown, "parameter", self.located(place)
        )
        step.layer = hash(weight.name)
        self.steps.append(step)
        view = identity(Value(len(self.steps) - 1, 0, neutral))
        for axis in range(len(shape)):
            if axis not in real:
                view = with_unit(view, axis)
        return view

    def use(self, weight: NamedWeight) -> None:
        self.used.update(self.alike.get(id(weight.tensor), ()))

    def located(self, place: Place | None) -> SourceLocation | None:
        return None if place is None or place.file.path.startswith("<") else locate_place(place)

    def emit(
        self,
        kind: str,
        node: Node | None,
        inputs: Sequence[tuple[View, Sequence[int]]],
        sizes: Sizes | Sequence[Sizes],
        attributes: Mapping[str, object] | None = None,
        weights: Sequence[StepWeight] = (),
        traits: Traits | None = None,
        name: str = "",
        several: bool = False,
    ) -> Value:
        """A new step; its first output."""
        outputs: Sequence[Sizes] = list(sizes) if several else [tuple(sizes)]  # type: ignore[arg-type]
        edges = tuple(Edge(view.value.step, view.value.port, tuple(axes)) for view, axes in inputs)
        layer = None if node is None else layer_of(node)
        definition = layer.definition if layer is not None else None
        place = definition.place if definition is not None else node.place if node is not None else None
        step = Step(
            kind,
            dict(attributes or {}),
            edges,
            [dims(one) for one in outputs],
            list(weights),
            name or self.name_of(node),
            kind if layer is None else layer.callee.rpartition(".")[2],
            self.located(place),
            hash(weights[0].name) if weights else 0,
            "" if node is None else node.path,
        )
        if traits is not None:
            step.training.update(traits.training)
            step.initial.update(traits.initial)
            step.others.update(traits.others)
            if traits.unknown:
                self.doubt(traits.unknown, place)
        if kind not in GO_ALONG:
            mixed = [str(sorted(view.value.orders.items())) for view, _ in inputs if view.value.orders]
            if mixed:
                step.attributes.setdefault("order of elements", str(mixed))
        self.steps.append(step)
        return Value(len(self.steps) - 1, 0, outputs[0])

    def name_of(self, node: Node | None) -> str:
        """The path of a layer; of a function, its name."""
        if node is None:
            return ""
        return node.path if layer_of(node).definition is not None else node.callee

    def owner(self, node: Node | None) -> Instance | None:
        """The layer object whose operation this is."""
        if node is None or node.scope < 0:
            return None
        owner = self.one.run.scopes[node.scope].owner
        return owner if isinstance(owner, Instance) else None

    def weights_of(self, node: Node) -> list[NamedWeight]:
        """The weights of the layer whose operation this is, in order."""
        owner = self.owner(node)
        if owner is None or node.definition is None:
            return []
        layers = [owner, *self.one.inspection.parts(owner)]
        found = [weight for layer in layers for weight in self.of_layer.get(id(layer), ())]
        for weight in found:
            self.use(weight)
        return found

    def traits(self, node: Node, more: Sequence[Tensor] = ()) -> Traits:
        """The traits of an operation. A tensor among its arguments that is neither an input nor a weight, nor one of
        `more` that the step takes, has to be known by its elements."""
        found = traits_of(node, self.one.inspection.traits)
        others = dict(found.others)
        unknown = found.unknown
        given = {id(tensor) for tensor in (*node.inputs, *more)}
        for name, argument in node.arguments.items():
            if name in ("self", "input") or not node.inputs:  # what is made like another tensor has its shape alone
                continue
            for value in tensors_among(argument.value):
                if id(value) in given or id(value) in self.of_tensor:
                    continue
                numbers = None if value.elements is None else value.elements.known
                others[name] = (*map(str, value.shape or ()), numbers)
                if numbers is None:
                    unknown = unknown or f"the tensor that {node.callee} is given as {name}"
        return replace(found, others=others, unknown=unknown)

    def give(self, node: Node, view: View, position: int = 0) -> None:
        """State what an output of a node shows."""
        tensor = self.outputs.get(id(node), {}).get(position)
        if tensor is not None:
            self.views[id(tensor)] = view
        if position == 0:
            for place, other in self.outputs.get(id(node), {}).items():
                if place >= len(node.output_types) and other.type is node.output_types[0]:
                    self.views[id(other)] = view

    def lose(self, node: Node) -> None:
        """An operation that has no neutral form: a step by its own name, which reads its inputs as they stand and can
        be compared with its like alone."""
        more = beside(node, self.of_tensor)
        views = [self.solid(tensor) for tensor in (*node.inputs, *more)]
        traits = self.traits(node, more)
        shapes = [type.shape for type in node.output_types]
        if any(shape is None for shape in shapes):
            self.doubt(f"what {node.callee} gives", node.place)
        attributes: dict[str, object] = {"operation": node.operation.__class__.__name__}
        attributes |= {name: str(getattr(node.operation, name)) for name in own_fields(node.operation)}
        attributes |= {name: str(value) for name, value in traits.values.items()}
        for view in views:
            if view.value.orders:
                attributes["order of elements"] = str(sorted(view.value.orders.items()))
        weights = [
            StepWeight(own, weight.name, weight.shown, shape, shape, tuple(range(len(shape))))
            for weight in self.weights_of(node)
            for own in [weight.tensor.origin or "weight"]
            for shape in [tuple(s if isinstance(s, int) else -1 for s in weight.tensor.shape or ())]
        ]
        value = self.emit(
            node.callee, node, [(view, view.axes) for view in views], [shape or () for shape in shapes], attributes,
            weights, traits, several=True,
        )  # fmt: skip
        for position, shape in enumerate(shapes):
            made = Value(value.step, position, shape or ())
            self.give(node, identity(made), position)

    def parts(self, view: View, along: int, own: int) -> list[View]:
        """The pieces of a tensor that is itself a concatenation along the same axis, else the tensor."""
        held = self.joined.get(view.value.step)
        if held is None or view.value.port or held[0] != own or own != along:
            return [view]
        return (
            [part for part in held[1] if part.axes == view.axes]
            if all(p.axes == view.axes for p in held[1])
            else [view]
        )

    def final_state(self, view: View, picked: Mapping[int, object]) -> View | None:
        """The state of the last step, where that is what is picked of a recurrent layer's output."""
        step = self.steps[view.value.step]
        if step.kind == "recurrence" and view.value.port == 0 and picked == {1: -1} and len(view.axes) == 3:
            if step.attributes["directions"] != 1 or step.attributes["backwards"]:
                return None
            sizes = (view.value.sizes[0], view.value.sizes[2])
            return View(Value(view.value.step, 1, sizes), tuple(0 if a == 0 else 1 for a in view.axes if a != 1))
        held = self.states.get((view.value.step, view.value.port))
        if held is None or list(picked) != [0] or not isinstance(picked[0], int):
            return None
        position = picked[0]
        if not -len(held) <= position < len(held):
            return None
        return View(held[position], (0, 1))

    def hidden(
        self, node: Node, port: int, values: Sequence[Value], directions: int, units: Size, is_cell: bool
    ) -> None:
        """The states of all layers and directions, stacked: each can be picked."""
        shape = node.output_types[port].shape if port < len(node.output_types) else None
        if shape is None or is_cell:
            tensor = self.outputs.get(id(node), {}).get(port)
            if tensor is not None:
                kind = "states of cells"
                made = self.emit(kind, None, [(identity(value), (0, 1, 2)) for value in values], shape or ())
                self.views[id(tensor)] = identity(made)
            return
        tensor = self.outputs.get(id(node), {}).get(port)
        if tensor is None:
            return
        batch = values[-1].sizes[0]
        single = [
            Value(value.step, direction + 1, (batch, units)) for value in values for direction in range(directions)
        ]
        value = self.emit("stacking", None, [(identity(one), (0, 1)) for one in single], (len(single), batch, units))
        self.states[(value.step, 0)] = single
        self.views[id(tensor)] = identity(Value(value.step, 0, (len(single), batch, units)))

    def last_states(self, node: Node, views: Sequence[View], axis: int) -> View | None:
        """The states of both directions behind each other, as a layer gives them that joins its directions."""
        if len(views) != 2 or axis != 1:
            return None
        first, second = (view.value for view in views)
        step = self.steps[first.step]
        is_pair = step.kind == "recurrence" and first.step == second.step and (first.port, second.port) == (1, 2)
        return self.joined_states(node, [first, second]) if is_pair else None

    def joined_states(self, node: Node, states: Sequence[Value]) -> View:
        size: Size = 0
        for state in states:
            size = size + state.sizes[1]
        sizes = (states[0].sizes[0], size)
        edges = [(identity(state), (0, 1)) for state in states]
        return identity(self.emit("concatenation", node, edges, sizes, {"along": 1}, name=self.name_of(node)))


def beside(node: Node, weights: Container[int]) -> list[Tensor]:
    """The tensors among an operation's arguments that the model computes or is given, and that its shape does not
    depend on: masks, say."""
    known = {id(tensor) for tensor in node.inputs}
    found: dict[int, Tensor] = {}
    for name, argument in node.arguments.items():
        for tensor in tensors_among(argument.value) if node.inputs and name not in ("self", "input") else ():
            comes = tensor.producer is not None or tensor.role == "input"
            if comes and id(tensor) not in known and id(tensor) not in weights:
                found[id(tensor)] = tensor
    return list(found.values())


def tensors_among(value: object) -> list[Tensor]:
    """The tensors in an argument, also in a list or tuple."""
    items = value if isinstance(value, tuple) else value.seen() if isinstance(value, ListValue) else (value,)
    return [item for item in items if isinstance(item, Tensor)]


GO_ALONG = frozenset(
    {
        "activation", "dropout", "function", "combination", "dense", "concatenation", "reduction", "flattening",
        "unflattening", "batch normalization", "instance normalization", "layer normalization",
    }
)  # fmt: skip
"""The kinds of steps to which the order of elements makes no difference, or that say it themselves."""
SPELLED = ("argument", "kernel_argument", "stride_argument", "dialect", "heads_argument", "size_arguments", "names")


def own_fields(operation: Operation) -> list[str]:
    """The fields of an operation that say what it does, not how its arguments are spelled."""
    names = getattr(type(operation), "__match_args__", ())
    return [name for name in names if name not in SPELLED and not name.endswith("_argument")]
