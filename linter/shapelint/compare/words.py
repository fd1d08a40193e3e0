"""Differences in words: one sentence each, with what follows from it where that is not plain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from shapelint.compare.records import Difference, Input, Side, Step, StepWeight
from shapelint.compare.values import said
from shapelint.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Wording:
    """How a difference of an attribute is told: its kind, its weight (the gravest have the smallest), what the
    attribute is called, and what follows."""

    kind: str
    weight: int
    label: str
    remark: str = ""


ATTRIBUTES = {
    "channels": Wording("argument", 10, "the number of output channels"),
    "features": Wording("argument", 10, "the number of output features"),
    "units": Wording("argument", 10, "the number of units"),
    "entries": Wording("argument", 10, "the number of entries"),
    "function": Wording("activation", 11, "the function"),
    "cell": Wording("layer", 5, "the kind of cell"),
    "directions": Wording("argument", 9, "the number of directions"),
    "merge": Wording("argument", 12, "how both directions are joined"),
    "backwards": Wording("argument", 12, "whether the sequence is read backwards"),
    "reset_after": Wording(
        "gates", 15, "whether the reset gate is applied after the product",
        "both have other weights then, and cannot be carried over",
    ),
    "heads": Wording("argument", 11, "the number of heads"),
    "key size": Wording("argument", 11, "the size of the keys"),
    "value size": Wording("argument", 11, "the size of the values"),
    "causal": Wording("argument", 9, "whether no place sees a later one (the causal mask)"),
    "window": Wording("argument", 12, "the window"),
    "stride": Wording("argument", 12, "the stride"),
    "dilation": Wording("dilation", 13, "the dilation"),
    "groups": Wording("argument", 13, "the number of groups"),
    "padding": Wording("padding", 14, "the padding before and after each axis", "the windows stand elsewhere"),
    "cropping": Wording(
        "padding", 14, "what is cut off before and after each axis of the full result",
        "output padding adds behind, where the other pads on both sides",
    ),
    "padding_mode": Wording("padding", 14, "what the padding is filled with"),
    "mode": Wording("padding", 14, "what the padding is filled with"),
    "fill": Wording("padding", 15, "the number that the padding is filled with"),
    "bias": Wording("bias", 15, "whether there is a bias"),
    "scale": Wording("argument", 15, "whether there is a learned scale"),
    "offset": Wording("bias", 15, "whether there is a learned offset"),
    "activation": Wording("activation", 11, "the activation of the state"),
    "gate_activation": Wording("activation", 12, "the activation of the gates"),
    "track": Wording("argument", 15, "whether moving statistics are kept"),
    "counts_padding": Wording("pooling", 16, "whether the average counts the padding", "zeros lower it at the border"),
    "divisor": Wording("pooling", 16, "what the average divides by"),
    "ceil": Wording("pooling", 16, "whether the last window may reach past the end (ceil_mode)"),
    "size": Wording("argument", 12, "the size that comes out"),
    "method": Wording("resizing", 14, "the method of interpolation"),
    "align_corners": Wording("resizing", 14, "whether the corners are aligned", "half-pixel centers are the other way"),
    "approximate": Wording("activation", 17, "whether the tanh approximation is used"),
    "slope": Wording("slope", 17, "the slope below zero"),
    "alpha": Wording("slope", 17, "alpha"),
    "low": Wording("argument", 17, "the lower bound"),
    "high": Wording("argument", 17, "the upper bound"),
    "threshold": Wording("slope", 17, "the threshold"),
    "by": Wording("argument", 12, "the number"),
    "epsilon": Wording("epsilon", 20, "epsilon"),
    "axes": Wording("axis", 9, "the axes along which it works"),
    "axis": Wording("axis", 9, "the axis along which it works"),
    "along": Wording("axis", 9, "the axis along which it works"),
    "over": Wording("axis", 9, "the axes that are reduced"),
    "merged": Wording("axis", 9, "the axes that are merged"),
    "split": Wording("axis", 9, "the axis that is split"),
    "sizes": Wording("shape", 9, "the sizes that come out"),
    "shape": Wording("shape", 9, "the shape"),
    "picked": Wording("argument", 9, "what is picked"),
    "seen axes": Wording("axis", 9, "the order of the axes that go in"),
    "into": Wording("axis", 9, "the order of the axes that come out"),
    "order of elements": Wording(
        "order", 9, "the order of the elements along an axis",
        "they were flattened from another layout, and no weights follow that could be permuted",
    ),
    "order of weights": Wording(
        "order", 9, "the order of the elements that the weights go along with",
        "the same weights are right for one of them alone",
    ),
    "masks_zero": Wording("argument", 13, "whether zeros are masked"),
    "of_channels": Wording("dropout", 40, "whether whole channels are dropped"),
}  # fmt: skip
AXES = frozenset(
    {"axes", "axis", "along", "over", "merged", "split", "picked", "seen axes", "into", "sizes", "shape", "groups"}
)
TRAINING = {
    "momentum": Wording(
        "momentum", 30, "the share of a new batch in the moving statistics",
        "frameworks differ in whether they state this share or the rest",
    ),
    "rate": Wording("dropout", 40, "the dropout rate"),
    "dropout": Wording("dropout", 40, "the dropout rate"),
    "recurrent_dropout": Wording("dropout", 40, "the recurrent dropout rate"),
}  # fmt: skip
BATCH_FIRST = Wording("batch-first", 8, "which axes are the batch and the time (batch_first)")


def side(step: Step) -> Side:
    return Side(step.name, step.type, step.location)


def called(step: Step) -> str:
    """A step by its path, and by what it is."""
    name = step.name.rpartition("/")[2] if "/" in step.name else step.name
    if "[]" in (name, step.type):
        return "indexing"
    if not name or name == step.type or name.endswith(f".{step.type}"):
        return step.type
    return f"{name} ({step.type})"


def of_attribute(key: str, x: object, y: object, first: Step, second: Step) -> Difference:
    wording = ATTRIBUTES.get(key, Wording("argument", 18, f"{key}"))
    if key.startswith("shape of the "):
        wording = Wording("shape", 9, f"the {key}")
    if key == "axes" and first.kind == "recurrence":
        wording = BATCH_FIRST
    if key == "function" and first.kind == "combination":
        wording = replace(wording, kind="argument", weight=9)
    if key == "order of elements":
        x, y = ("the usual one" if not held else "another one" for held in (x, y))
    remark = f"; {wording.remark}" if wording.remark else ""
    if key == "padding" and first.outputs == second.outputs:
        remark = "; the same shape, but other windows"
    if isinstance(x, bool) and isinstance(y, (bool, type(None))) and wording.label.startswith("whether"):
        label = wording.label.removeprefix("whether ")
        text = f"{called(first)} and {called(second)}: {label}: {said(x)} in A, {said(bool(y))} in B{remark}"
    else:
        text = f"{called(first)} and {called(second)}: {wording.label} is {said(x)} in A, {said(y)} in B{remark}"
    return Difference(wording.kind, text, side(first), side(second), wording.weight)


def of_kind(first: Step, second: Step) -> Difference:
    text = f"{called(first)} and {called(second)}: A has a step of {first.kind} here, B one of {second.kind}"
    return Difference("layer", text, side(first), side(second), 5)


def of_training(key: str, x: object, y: object, first: Step, second: Step) -> Difference:
    wording = TRAINING.get(key, Wording("training", 45, key))
    note = f"; {wording.remark}" if wording.remark else ""
    both = f"{called(first)} and {called(second)}"
    text = f"{both}: {wording.label} is {said(x)} in A, {said(y)} in B, which matters in training{note}"
    return Difference(wording.kind, text, side(first), side(second), wording.weight)


def initial(key: str, x: object, y: object, first: Step, second: Step, note: bool) -> Difference:
    text = f"{called(first)} and {called(second)}: the {key} is {said(x)} in A, {said(y)} in B"
    return Difference("initializer", text, side(first), side(second), 60, note=note)


def unexplained(key: str, value: object, first: Step, second: Step) -> Difference:
    text = f"{called(first)} and {called(second)}: {key}={said(value)} is an argument that cannot be compared"
    return Difference("argument", text, side(first), side(second), 19)


def shared(first: Step, second: Step, in_first: bool) -> Difference:
    one, other = ("A", "B") if in_first else ("B", "A")
    text = (
        f"{called(first)} and {called(second)}: the weights are those of an earlier call in {one}, and not in {other}"
    )
    return Difference("sharing", text, side(first), side(second), 6)


def connection(first: Step, second: Step, left: Sequence[Step], right: Sequence[Step], reordered: bool) -> Difference:
    mine, theirs = (" and ".join(called(step) for step in steps) for steps in (left, right))
    how = "in this order" if reordered else ""
    text = f"{called(first)} and {called(second)}: it takes {mine} in A, {theirs} in B {how}".rstrip()
    return Difference("connection", text, side(first), side(second), 7)


def of_input(position: int | None, one: Sequence[Input], other: Sequence[Input]) -> Difference:
    if position is None:
        text = f"A has {len(one)} inputs, B has {len(other)}"
    else:
        x, y = one[position].shape, other[position].shape
        text = f"input {position + 1} is {said(x)} in A, {said(y)} in B (channels first)"
    return Difference("input", text, None, None, 3)


def of_output(x: str, y: str, first: Step | None, second: Step | None) -> Difference:
    one, other = (None if step is None else side(step) for step in (first, second))
    return Difference("output", f"A gives {x}, B gives {y}", one, other, 4)


def unused(weight: StepWeight, label: str, note: bool) -> Difference:
    text = (
        f"{weight.shown} {said(weight.shape)} is a weight of {label} that nothing uses, and the other has none like it"
    )
    return Difference("parameters", text, None, None, 25, note=note)


def missing(steps: Sequence[Step], known: Collection[int], label: str) -> Iterator[Difference]:
    """The steps that one model has alone: whole blocks as one, and what only scales the input by itself."""
    other = "B" if label == "A" else "A"
    inside = {prefix for at in known for prefix in prefixes(steps[at].path)}
    runs: dict[str, list[Step]] = {}
    for at, step in enumerate(steps):
        if at in known:
            continue
        if step.kind == "input":
            continue
        if is_preprocessing(steps, step):
            text = f"{called(step)}: {label} {says(step)} its input itself, {other} does not"
            yield one_sided("preprocessing", text, step, label, 12)
            continue
        block = next((prefix for prefix in prefixes(step.path) if prefix not in inside), "")
        runs.setdefault(block or f"\0{at}", []).append(step)
    yield from of_blocks(runs, label, other)


def of_blocks(runs: dict[str, list[Step]], label: str, other: str) -> Iterator[Difference]:
    parents: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for block, held in runs.items():
        if block.startswith("\0") or len(held) == 1:
            step = held[0]
            yield one_sided(*lone(step, label, other), step, label, weight_of(step))
        else:
            parent = block.rpartition("/" if "/" in block else ".")[0]
            parents.setdefault((parent, tuple(step.kind for step in held)), []).append(block)
    for (_, kinds), blocks in parents.items():
        step = runs[blocks[0]][0]
        name = blocks[0] if len(blocks) == 1 else f"{blocks[0]} to {blocks[-1]} ({len(blocks)} blocks)"
        total = len(kinds) * len(blocks)
        text = f"{name}, {total} operations in all, is in {label} and not in {other}"
        yield one_sided("layer", text, step, label, 0)


def lone(step: Step, label: str, other: str) -> tuple[str, str]:
    if step.kind == "activation":
        return "activation", f"{label} applies {says(step)} at {called(step)}, {other} does not"
    if step.kind == "dropout":
        return "dropout", f"{called(step)} is in {label} and not in {other}, which matters in training"
    if step.kind in ("function", "combination"):
        return "layer", f"{label} {says(step)} at {called(step)}, {other} does not"
    return "layer", f"{called(step)}, a step of {step.kind}, is in {label} and not in {other}"


def weight_of(step: Step) -> int:
    return {"dropout": 41, "activation": 2}.get(step.kind, 1)


def one_sided(kind: str, text: str, step: Step, label: str, weight: int) -> Difference:
    held = side(step)
    return Difference(kind, text, held if label == "A" else None, held if label == "B" else None, weight)


def says(step: Step) -> str:
    """What a step does, as a verb or a name."""
    function = said(step.attributes.get("function"))
    if step.kind == "activation":
        numbers = [f"{key} {said(value)}" for key, value in step.attributes.items() if key not in ("function", "along")]
        return f"{function} ({', '.join(numbers)})" if numbers else function
    by = f" {said(step.attributes['by'])}" if "by" in step.attributes else ""
    return {"multiply": f"multiplies{' by' if by else ''}{by}", "add": f"adds{by}", "standardize": "standardizes"}.get(
        function, f"computes {function}{by} of"
    )


def is_preprocessing(steps: Sequence[Step], step: Step) -> bool:
    """Whether a step only shifts and scales an input."""
    while step.kind == "function" and len(step.inputs) == 1:
        step = steps[step.inputs[0].step]
        if step.kind == "input":
            return True
    return False


def prefixes(path: str) -> list[str]:
    """A path's beginnings, the shortest first."""
    separator = "/" if "/" in path else "."
    parts = path.split(separator)
    return [separator.join(parts[: end + 1]) for end in range(len(parts))] if path else []


def grouped(found: Iterable[Difference]) -> list[Difference]:
    """Differences that say the same of several layers as one, the gravest first."""
    kept: dict[tuple[object, ...], Difference] = {}
    for one in found:
        types = tuple(None if held is None else held.type for held in (one.first, one.second))
        key: tuple[object, ...] = (one.kind, types, one.text.partition(": ")[2] or one.text)
        if one.kind == "activation" and (one.first is None or one.second is None):
            key = (one.kind, one.first is None, one.text.partition(" at ")[0])
        before = kept.get(key)
        kept[key] = one if before is None else replace(before, count=before.count + 1)
    told = [
        one if one.count == 1 else replace(one, text=f"{one.text} (and {one.count - 1} more)") for one in kept.values()
    ]
    return sorted(told, key=lambda one: one.weight)
