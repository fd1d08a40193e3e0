"""einops, declared: its functions on the tensors of any framework, and its layers.

https://einops.rocks/
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shapelint.interpret.api.coercions import Tensors, as_size, as_sizes, as_tensors, elements
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined, Vocabulary
from shapelint.interpret.domain.values import ListValue, Unknown
from shapelint.ir import Kind, Shape, Tensor
from shapelint.ops.dense.einsum import Einsum
from shapelint.ops.layout.axis_notation import REDUCTIONS, measure, parse_side
from shapelint.ops.layout.axis_transform import AxisMix, AxisTransform, Pack, Unpack, rank_of_side
from shapelint.symbolic import Expression, Size

einops = Vocabulary("")
Answer = Application | Rejected | Undetermined
Lengths = tuple[tuple[str, Size], ...]


def lengths_of(given: Mapping[str, object]) -> Lengths | Undetermined:
    """The sizes that a call gives for axes."""
    found: list[tuple[str, Size]] = []
    for name, value in given.items():
        size = as_size(value)
        if not isinstance(size, (int, Expression)):
            return Undetermined(f"the size of the axis {name} is not known")
        found.append((name, size))
    return tuple(found)


def transform(kind: str, tensor: object, pattern: str, given: Mapping[str, object]) -> Answer:
    """A transform of a tensor, or of a list of tensors that are stacked."""
    lengths = lengths_of(given)
    if isinstance(lengths, Undetermined):
        return lengths
    if isinstance(tensor, Tensor):
        return Application(AxisTransform(kind, pattern, lengths), (tensor,))
    several = as_tensors(tensor)
    if not isinstance(several, tuple) or not several:
        return Undetermined("tensors that are not all known")
    return Application(AxisTransform(kind, pattern, lengths, stacked=True), several)


@einops.function("einops.rearrange", "einops.einops.rearrange")
def rearrange(tensor: Any, pattern: str, **axes_lengths: int) -> Answer:
    return transform("rearrange", tensor, pattern, axes_lengths)


@einops.function("einops.repeat", "einops.einops.repeat")
def repeat(tensor: Any, pattern: str, **axes_lengths: int) -> Answer:
    return transform("repeat", tensor, pattern, axes_lengths)


@einops.function("einops.reduce", "einops.einops.reduce")
def reduce(tensor: Any, pattern: str, reduction: Any, **axes_lengths: int) -> Answer:
    return refused_reduction(reduction) or transform("reduce", tensor, pattern, axes_lengths)


def refused_reduction(reduction: object) -> Rejected | None:
    if not isinstance(reduction, str) or reduction in REDUCTIONS:
        return None
    text = f"the reduction is one of {', '.join(REDUCTIONS)}"
    return Rejected(Kind.HYPERPARAMETER, "reduction", text, REDUCTIONS[0], reduction)


@einops.function("einops.einsum", "einops.einops.einsum")
def einsum(*tensors_and_pattern: Any) -> Answer:
    *given, pattern = tensors_and_pattern or (None,)
    tensors = as_tensors(tuple(given))
    if not isinstance(pattern, str) or not isinstance(tensors, tuple) or not tensors:
        return Undetermined("an equation, or tensors, that are not known")
    equation = with_letters(pattern)
    if equation is None:
        return Undetermined("an equation of another form than names and ellipses")
    return Application(Einsum(equation, argument=None), tensors)


def with_letters(pattern: str) -> str | None:
    """An equation of named axes with one letter for each name; None for one that has no such form."""
    left, arrow, right = pattern.partition("->")
    terms = [parse_side(term) for term in (*left.split(","), right)]
    sides = [side for side in terms if not isinstance(side, str)]
    if (
        not arrow
        or len(sides) < len(terms)
        or any(len(g.axes) != 1 or "#" in g.axes[0] for s in sides for g in s.groups)
    ):
        return None
    names = sorted(frozenset().union(*(side.names for side in sides)))
    if len(names) > 26:
        return None
    letters = {name: chr(ord("a") + i) for i, name in enumerate(names)} | {"...": "..."}
    written = ["".join(letters[axis] for axis in side.axes) for side in sides]
    return f"{','.join(written[:-1])}->{written[-1]}"


@einops.function("einops.parse_shape", "einops.einops.parse_shape")
def parse_shape(x: Tensor, pattern: str) -> object:
    """The sizes of the named axes; `_` stands for any."""
    side = parse_side(" ".join(f"any{i}x" if word == "_" else word for i, word in enumerate(pattern.split())))
    if isinstance(side, str) or any(len(group.axes) > 1 for group in side.groups):
        return Undetermined("a pattern of another form than names and ellipses")
    if x.shape is None:
        return {name: Unknown("the size of a tensor whose rank is not known") for name in named_by(pattern)}
    if wrong := rank_of_side(side, x.shape):
        return Rejected(Kind.RANK, None, wrong[0].text, str(wrong[0].expected), str(wrong[0].actual))
    sizes = measure(side, x.shape, {}).named
    return {name: sizes[name] for name in named_by(pattern)}


def named_by(pattern: str) -> list[str]:
    return [word for word in pattern.split() if word.isidentifier() and word != "_"]


def star_of(pattern: str) -> tuple[int, int] | Undetermined:
    """How many axes stand before and after the `*` of a pattern."""
    words = pattern.split()
    if words.count("*") != 1:
        return Undetermined("a pattern without one * in it")
    return words.index("*"), len(words) - words.index("*") - 1


@einops.function("einops.pack", "einops.packing.pack")
def pack(tensors: Tensors, pattern: str) -> Answer:
    star = star_of(pattern)
    if isinstance(star, Undetermined):
        return star
    before, after = star
    packed = [None if t.shape is None else t.shape[before : len(t.shape) - after] for t in tensors]

    def arrange(joined: Tensor) -> object:
        shapes = [Unknown("the axes of a tensor whose rank is not known") if s is None else s for s in packed]
        return joined, ListValue(list(shapes))

    return Application(Pack(before, after), tensors, arrange)


@einops.function("einops.unpack", "einops.packing.unpack")
def unpack(tensor: Tensor, packed_shapes: Any, pattern: str) -> Answer:
    star, listed = star_of(pattern), elements(packed_shapes)
    if isinstance(star, Undetermined):
        return star
    shapes: list[Shape] = []
    for shape in listed or ():
        sizes = as_sizes(shape)
        if isinstance(sizes, tuple):
            shapes.append(sizes)
    if listed is None or len(shapes) < len(listed) or sum(-1 in shape for shape in shapes) > 1:
        return Undetermined("shapes that are not known")
    return Application(Unpack(*star, tuple(shapes)), (tensor,), lambda *parts: ListValue(list(parts)))


@einops.function("einops.asnumpy", "einops.einops.asnumpy")
def asnumpy(tensor: Tensor) -> Tensor:
    return tensor


# ----------------------------------------------------------------------------------------------------------- layers


def rearrange_layer(pattern: str, **axes_lengths: int) -> AxisTransform | Undetermined:
    lengths = lengths_of(axes_lengths)
    return lengths if isinstance(lengths, Undetermined) else AxisTransform("rearrange", pattern, lengths)


def reduce_layer(pattern: str, reduction: Any, **axes_lengths: int) -> AxisTransform | Rejected | Undetermined:
    lengths = lengths_of(axes_lengths)
    if isinstance(lengths, Undetermined):
        return lengths
    return refused_reduction(reduction) or AxisTransform("reduce", pattern, lengths)


def mixing_layer(
    pattern: str, weight_shape: str, bias_shape: str | None = None, **axes_lengths: int
) -> AxisMix | Undetermined:
    lengths = lengths_of(axes_lengths)
    return lengths if isinstance(lengths, Undetermined) else AxisMix(pattern, weight_shape, bias_shape, lengths)


LAYERS: dict[str, Callable[..., object]] = {
    "Rearrange": rearrange_layer,
    "Reduce": reduce_layer,
    "EinMix": mixing_layer,
}
