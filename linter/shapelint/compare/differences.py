"""The differences of two models that have been aligned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from shapelint.analysis.results import SourceLocation
from shapelint.compare.align import Pair, align
from shapelint.compare.records import Architecture, Comparison, Difference, Edge, Side, Step, StepWeight
from shapelint.compare.values import COMMUTATIVE, comparable, same
from shapelint.compare.words import (
    AXES,
    called,
    connection,
    grouped,
    initial,
    missing,
    of_attribute,
    of_input,
    of_kind,
    of_output,
    of_training,
    shared,
    side,
    unexplained,
    unused,
)
from shapelint.records import replace

IGNORED = frozenset({"position", "shape of parameter"})
ANY = -1  # a port that is not said
DOING = ("function", "operation", "cell")  # what a step of a kind does
INNER = ("channels", "features")  # of which the first follows from the step before


def compare(one: Architecture, other: Architecture, ignored: frozenset[str] = frozenset()) -> Comparison:
    """Two models side by side. Differences of the `ignored` kinds are left out."""
    pairs = align(one.steps, other.steps)
    found = [*of_pairs(one, other, pairs), *of_ends(one, other, pairs), *of_rest(one, other, pairs)]
    cross = one.framework != other.framework
    told = [
        d for d in grouped(found) if d.kind not in ignored and not (d.note and not cross and d.kind != "initializer")
    ]
    unknown = [*doubts(one, "A"), *doubts(other, "B")]
    lost = [list(misfits(model, label)) for model, label in ((one, "A"), (other, "B"))]
    equal = not unknown and all(difference.note for difference in told) and bool(lost[0]) is bool(lost[1])
    layers = (len(one.steps), len(other.steps))
    frameworks = (one.framework, other.framework)
    return Comparison(
        one.name, other.name, frameworks, equal, tuple(told), tuple(unknown), layers, len(pairs), (*lost[0], *lost[1])
    )


def misfits(one: Architecture, label: str) -> Iterator[str]:
    """The layers that do not fit what they are given. What stands behind them is compared as what they declare."""
    for step in one.steps:
        if step.misfit:
            yield placed(f"{called(step)} does not fit what it is given", step.location, label)


def placed(text: str, place: SourceLocation | None, label: str) -> str:
    return f"{label}: {text}" if place is None else f"{label}: {place.filename}:{place.row}: {text}"


def doubts(one: Architecture, label: str) -> Iterator[str]:
    for reason, place in one.unknown:
        yield placed(reason, place, label)


def of_pairs(one: Architecture, other: Architecture, pairs: Sequence[Pair]) -> Iterator[Difference]:
    """What differs between steps that are each other's."""
    cross = one.framework != other.framework
    forward = dict(pairs)
    backward = {b: a for a, b in pairs}
    layers: dict[int, int] = {}
    back: dict[int, int] = {}
    for a, b in pairs:
        first, second = one.steps[a], other.steps[b]
        direct = are_direct(first, second, forward)
        if first.kind != second.kind and same(first.attributes.get("groups"), second.attributes.get("groups")):
            yield of_kind(first, second)
        yield from of_attributes(first, second, direct)
        yield from of_weights(first, second)
        for key in sorted({*first.training, *second.training}):
            x, y = first.training.get(key), second.training.get(key)
            if not same(x, y) and not (x in (None, 0, 0.0, False) and y in (None, 0, 0.0, False)):
                yield of_training(key, x, y, first, second)
        if not cross or (first.initial and second.initial):
            for key in sorted({*first.initial, *second.initial}):
                if not same(first.initial.get(key), second.initial.get(key)):
                    yield initial(key, first.initial.get(key), second.initial.get(key), first, second, cross)
        yield from of_others(first, second, cross)
        for x, y in weight_orders(first, second) if not cross else ():
            yield of_attribute("order of weights", x, y, first, second)
        yield from of_edges(one, other, a, b, forward, backward, direct)
        if first.layer and second.layer:
            known = layers.setdefault(first.layer, second.layer)
            if known != second.layer or back.setdefault(second.layer, first.layer) != first.layer:
                yield shared(first, second, known != second.layer)


def weight_orders(first: Step, second: Step) -> Iterator[tuple[str, str]]:
    """The weights whose elements stand in another order in the other model."""
    held = {weight.role: weight for weight in second.weights}
    for weight in first.weights:
        there = held.get(weight.role)
        if there is not None and there.permuted != weight.permuted:
            yield orders_said(weight), orders_said(there)


def orders_said(weight: StepWeight) -> str:
    """The order of axes in which the elements stand that a weight goes along with."""
    found = [segment.axes for orders in weight.permuted.values() for segment in orders]
    return "the neutral one" if not found else str(found[0] if len(found) == 1 else found)


def are_direct(first: Step, second: Step, forward: dict[int, int]) -> bool:
    """Whether what both take comes from steps that are each other's."""
    if len(first.inputs) != len(second.inputs):
        return False
    given = Counter(forward.get(edge.step, -1) for edge in first.inputs)
    return given == Counter(edge.step for edge in second.inputs)


def of_attributes(first: Step, second: Step, direct: bool) -> Iterator[Difference]:
    """What differs in what two steps do. Of two that do different things, what one of them alone has is no difference:
    the slope of a LeakyReLU says nothing of a tanh."""
    keys = [*first.attributes, *(key for key in second.attributes if key not in first.attributes)]
    if not all(same(first.attributes.get(key), second.attributes.get(key)) for key in DOING):
        keys = [key for key in keys if key in DOING or (key in first.attributes and key in second.attributes)]
    for key in keys:
        x, y = first.attributes.get(key), second.attributes.get(key)
        if key in INNER and isinstance(x, tuple) and isinstance(y, tuple):
            x, y = x[-1], y[-1]
        if key in IGNORED or same(x, y) or (key in AXES and not direct):
            continue
        yield of_attribute(key, x, y, first, second)


def of_weights(first: Step, second: Step) -> Iterator[Difference]:
    """The shapes of weights, where they do not follow from what a layer is given and what it declares."""
    if not first.misfit and not second.misfit:
        return
    held = {weight.role: weight.shape for weight in second.weights}
    for weight in first.weights:
        there = held.get(weight.role, weight.shape)
        if there != weight.shape and len(there) == len(weight.shape) and there[1:] != weight.shape[1:]:
            yield of_attribute(f"shape of the {weight.role}", weight.shape, there, first, second)


def of_others(first: Step, second: Step, cross: bool) -> Iterator[Difference]:
    """Arguments that no table explains: within a framework they are compared as they are."""
    for key in sorted({*first.others, *second.others}):
        x, y = first.others.get(key), second.others.get(key)
        if cross or first.type != second.type:
            if (x if key in first.others else y) not in (None, False, 0, 0.0, "none", "", (), "auto"):
                yield unexplained(key, x if key in first.others else y, first, second)
        elif repr(comparable(x)) != repr(comparable(y)):
            yield of_attribute(key, x, y, first, second)


def resolved(steps: Sequence[Step], edge: Edge, known: dict[int, int]) -> Edge | None:
    """What an edge leads to when steps that are missing in the other model are passed over, with no port then; None
    where that is not one step."""
    seen = 0
    while edge.step not in known and seen <= len(steps):
        inputs = steps[edge.step].inputs
        if len(inputs) != 1:
            return None
        edge = replace(inputs[0], port=ANY)
        seen += 1
    return edge


def of_edges(
    one: Architecture,
    other: Architecture,
    a: int,
    b: int,
    forward: dict[int, int],
    backward: dict[int, int],
    direct: bool,
) -> Iterator[Difference]:
    """Whether two steps take what is each other's."""
    first, second = one.steps[a], other.steps[b]
    given = [resolved(one.steps, edge, forward) for edge in first.inputs]
    taken = [resolved(other.steps, edge, backward) for edge in second.inputs]
    if None in given or None in taken:
        return
    mine = [(forward[edge.step], edge.port) for edge in given if edge is not None]
    theirs = [(edge.step, edge.port) for edge in taken if edge is not None]
    if any(port == ANY for _, port in (*mine, *theirs)):
        mine, theirs = ([(step, ANY) for step, _ in edges] for edges in (mine, theirs))
    is_free = first.kind == "combination" and first.attributes.get("function") in COMMUTATIVE
    if Counter(mine) != Counter(theirs) or (mine != theirs and not is_free):
        left = [one.steps[edge.step] for edge in given if edge is not None]
        right = [other.steps[edge.step] for edge in taken if edge is not None]
        if all(set(mine) & set(theirs) == set(pair) for pair in (mine, theirs)) and len(mine) == len(theirs):
            yield connection(first, second, left, right, reordered=True)
        else:
            yield connection(first, second, left, right, reordered=False)
        return
    axes = sorted((forward.get(edge.step, -1), edge.axes) for edge in first.inputs)
    others = sorted((edge.step, edge.axes) for edge in second.inputs)
    if direct and axes != others and not any(key in first.attributes for key in ("axes", "along", "over")):
        yield of_attribute("seen axes", [x for _, x in axes], [x for _, x in others], first, second)


def of_ends(one: Architecture, other: Architecture, pairs: Sequence[Pair]) -> Iterator[Difference]:
    """Inputs and outputs."""
    cross = one.framework != other.framework
    forward, backward = dict(pairs), {b: a for a, b in pairs}
    if len(one.inputs) != len(other.inputs):
        yield of_input(None, one.inputs, other.inputs)
    else:
        for position, (x, y) in enumerate(zip(one.inputs, other.inputs, strict=True)):
            if x.shape is not None and y.shape is not None and not fits(x.shape, y.shape):
                yield of_input(position, one.inputs, other.inputs)
    if len(one.outputs) != len(other.outputs):
        yield of_output(f"{len(one.outputs)} outputs", f"{len(other.outputs)}", None, None)
        return
    for mine, theirs in zip(one.outputs, other.outputs, strict=True):
        first, second = one.steps[mine.edge.step], other.steps[theirs.edge.step]
        if mine.shape is not None and theirs.shape is not None and not fits(mine.shape, theirs.shape):
            yield of_output(str(mine.shape), str(theirs.shape), first, second)
        elif mine.order != theirs.order:
            yield of_attribute("order of elements", mine.order, theirs.order, first, second)
        elif (a := resolved(one.steps, mine.edge, forward)) and (b := resolved(other.steps, theirs.edge, backward)):
            if forward[a.step] != b.step or (a.port != b.port and ANY not in (a.port, b.port)):
                yield of_output(f"what {called(first)} gives", f"what {called(second)} gives", first, second)
            elif mine.edge.axes != theirs.edge.axes and (not cross or not alike(mine.edge.axes, theirs.edge.axes)):
                yield of_output(f"axes {mine.edge.axes}", f"axes {theirs.edge.axes}", first, second)


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two orders of axes are the same, or differ in that the channels stand first in one and last in the
    other."""
    moved = tuple(axis for axis in one if axis != 1)
    return one == other or (len(one) > 2 and moved == tuple(axis for axis in other if axis != 1))


def fits(one: Sequence[int | str], other: Sequence[int | str]) -> bool:
    """Whether two shapes may be the same but for the batch."""
    if len(one) != len(other):
        return False
    return all(x == y or isinstance(x, str) or isinstance(y, str) for x, y in zip(one[1:], other[1:], strict=True))


def of_rest(one: Architecture, other: Architecture, pairs: Sequence[Pair]) -> Iterator[Difference]:
    """Steps that one of the models has alone, in runs; and weights that no step uses."""
    known, others = {a for a, _ in pairs}, {b for _, b in pairs}
    yield from missing(one.steps, known, "A")
    yield from missing(other.steps, others, "B")
    cross = one.framework != other.framework
    lost = Counter(weight.shape for weight in one.unused)
    lost.subtract(Counter(weight.shape for weight in other.unused))
    for label, model, sign in (("A", one, 1), ("B", other, -1)):
        for weight in model.unused:
            if sign * lost[weight.shape] > 0:
                lost[weight.shape] -= sign
                yield unused(weight, label, cross)


def sides(steps: Iterable[Step]) -> list[Side]:
    return [side(step) for step in steps]
