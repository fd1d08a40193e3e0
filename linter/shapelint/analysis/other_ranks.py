"""The other ranks that inputs of a guessed rank may have, and whether what fails for the guess may work with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from shapelint.ir import Event, Node
from shapelint.ir.run import Run
from shapelint.ops.dense.linear import Linear
from shapelint.ops.layout.reshape import Flatten, Reshape
from shapelint.ops.norm.normalization import BatchNormalization
from shapelint.ops.pointwise.activation import ChannelSlope, ShapePreservingWithRank
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.records import replace
from shapelint.symbolic import Verdict, equal

MORE_AXES = (1, 2, 3)
FEWER_AXES = (-1, -2)
SINGLE = (-1, 0, 1, 2)  # of each input on its own
MOST_GUESSED = 3  # inputs of guessed rank whose ranks are tried in every combination
BY_RANK = frozenset({"annotation", "exception", "index", "key", "rejected", "type", "unpack"})
"""The events that may depend on how many sizes an input has."""
RAISES = "the program raises"
NO_RUN = Run("")
POINTWISE = (Elementwise, ShapePreservingWithRank, ChannelSlope)


def other_ranks(guessed: Sequence[str], batched: Sequence[str]) -> Iterator[Mapping[str, int]]:
    """How many more axes, or fewer, the inputs may have: all as many, and where there are few, each its own number.
    The first axis of those that are `batched` may be missing."""
    for count in MORE_AXES if guessed else ():
        yield {**dict.fromkeys(guessed, count), **dict.fromkeys(batched, 0)}
    for count in FEWER_AXES if guessed else (-1,):
        yield {**dict.fromkeys(guessed, count), **dict.fromkeys(batched, -1)}
    every = (*guessed, *batched)
    if 1 < len(every) <= MOST_GUESSED:
        for counts in product(*[SINGLE if source in guessed else (-1, 0) for source in every]):
            if len(set(counts)) > 1:
                yield dict(zip(every, counts, strict=True))


def has_failures(run: Run) -> bool:
    fails = any(r.verdict is Verdict.FAILS for node in run.nodes for r in node.requirements)
    return fails or any(event.kind in BY_RANK for event in run.events)


def is_refused(node: Node) -> bool:
    """Whether an operation certainly fails, where it is certainly run."""
    return not node.guarded and any(r.verdict is Verdict.FAILS for r in node.requirements)


def takes_batch(node: Node) -> bool:
    """Whether an operation takes the first axis for a batch: its statistics are over it, or each row of what was
    flattened behind it goes through a layer."""
    if type(node.operation) is BatchNormalization:
        return True
    if not isinstance(node.operation, Linear):
        return False
    source = node.inputs[0].producer
    while source is not None and len(source.inputs) == 1 and isinstance(source.operation, POINTWISE):
        source = source.inputs[0].producer
    if source is None or not isinstance(source.operation, (Reshape, Flatten)):
        return False
    given, made = source.inputs[0].shape, source.output_types[0].shape
    if not given or not made or len(made) != 2:
        return False
    return equal(given[0], made[0]) is Verdict.HOLDS


def adds_axis(node: Node) -> bool:
    """Whether what comes out has more axes than all that goes in, so that a batch may have been added."""
    given = [tensor.shape for tensor in node.inputs]
    made = node.output_types[0].shape if node.output_types else None
    return bool(given) and made is not None and all(shape is not None and len(shape) < len(made) for shape in given)


def may_succeed(other: Run, run: Run, is_single: bool = False) -> bool:
    """Whether a run on inputs of other ranks shows nothing that certainly fails, but for what Python refuses at any
    rank: what an earlier run shows in the same words. What fails only where a free choice is made one way proves
    nothing against inputs of a rank, unless the earlier run shows no more. Where the batch is missing (`is_single`),
    nothing may take another axis for it."""
    free = all(node.chosen for node in run.nodes if is_refused(node))
    if any(is_refused(node) and (free or not node.chosen) for node in other.nodes):
        return False
    if is_single and any(takes_batch(node) for node in other.nodes) and not any(map(adds_axis, other.nodes)):
        return False
    shown = set(map(words, run.events))
    if any(words(event) not in shown for event in other.events if not event.guarded):
        return False
    raised = {stop.place for stop in run.stops if stop.reason.startswith(RAISES)}
    return all(stop.place in raised for stop in other.stops if stop.reason.startswith(RAISES))


def words(event: Event) -> tuple[object, ...]:
    return event.kind, event.place, event.message, event.expected, event.actual


def without_failures(run: Run, other: Run = NO_RUN) -> Run:
    """The run with its failures taken back: they hold for a guessed input only. What the `other` run shows too is
    kept."""
    kept = set(map(words, other.events))
    nodes = tuple(
        replace(node, requirements=tuple(r for r in node.requirements if r.verdict is not Verdict.FAILS))
        for node in run.nodes
    )
    events = tuple(event for event in run.events if event.kind not in BY_RANK or words(event) in kept)
    return replace(run, nodes=nodes, events=events)
