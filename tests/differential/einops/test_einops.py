"""einops as it is declared gives einops' own shapes, and is refused when einops refuses."""

from __future__ import annotations

from typing import Any

import einops
import einops.layers.torch
import numpy
import pytest
import torch
from differential.harness import Given, infer_function, interpreted
from differential.torch.cases import Draw, mostly
from hypothesis import given, note
from hypothesis import strategies as st

from shapelint.frontends.einops.functions import LAYERS
from shapelint.frontends.einops.functions import einops as declared
from shapelint.ops.operation import Operation
from shapelint.symbolic import Verdict

NAMES = ("a", "b", "cc", "d1")
Call = tuple[str, tuple[int, ...], dict[str, int]]


def grouped(draw: Draw, axes: list[str]) -> str:
    """Axes in order, some of them in parentheses."""
    words: list[str] = []
    position = 0
    while position < len(axes):
        count = draw(st.sampled_from((1, 1, 1, 2, 3)))
        part = axes[position : position + count]
        words.append(f"({' '.join(part)})" if len(part) > 1 or draw(st.integers(0, 6)) == 0 else part[0])
        position += len(part)
    if draw(st.integers(0, 5)) == 0:
        words.insert(draw(st.integers(0, len(words))), draw(st.sampled_from(("1", "()"))))
    return " ".join(words)


def shape_of(side: str, sizes: dict[str, int], under: tuple[int, ...]) -> tuple[int, ...]:
    """The shape that a side describes."""
    found: list[int] = []
    inside = False
    for word in side.replace("(", " ( ").replace(")", " ) ").split():
        if word in "()":
            inside = word == "("
            found.extend([1] if inside else [])
        elif word == "...":
            found.extend(under)
        elif inside:
            found[-1] *= sizes.get(word, 1)
        else:
            found.append(sizes.get(word, 1))
    return tuple(found)


def call(draw: Draw, kind: str) -> Call:
    """A pattern, the shape of a tensor and the given lengths; mostly such that fit."""
    axes = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    sizes = {name: draw(st.integers(1, 4)) for name in axes}
    under = tuple(draw(st.lists(st.integers(1, 3), max_size=2)))
    dots = draw(st.integers(0, 3)) == 0
    right = list(draw(st.permutations(axes)))
    lengths = {name: size for name, size in sizes.items() if draw(st.integers(0, 2)) == 0}
    left = list(axes)
    if kind == "reduce":
        right = [name for name in right if draw(st.booleans())]
        if draw(st.integers(0, 3)) == 0:
            left.append("2")
    if kind == "repeat" and draw(st.booleans()):
        right.insert(draw(st.integers(0, len(right))), draw(st.sampled_from(("new", "3"))))
        if "new" in right and draw(st.integers(0, 6)):
            lengths["new"] = draw(st.integers(1, 3))
    spelled = [grouped(draw, left), grouped(draw, mostly(draw, right, st.just([*right, "other"]), 20))]
    if dots:
        spelled = [f"{side} ..." if draw(st.booleans()) else f"... {side}" for side in spelled]
    wanted = shape_of(spelled[0], {**sizes, "2": 2}, under)
    given_shape = tuple(mostly(draw, size, st.integers(1, 9), 15) for size in wanted)
    given_shape = mostly(draw, given_shape, st.just((*given_shape, 2)), 20)
    if draw(st.integers(0, 20)) == 0:
        lengths["unused"] = 3
    return " -> ".join(spelled), given_shape, lengths


def real(function: Any, *arguments: Any, **keywords: Any) -> Any:
    """What einops gives, or the error."""
    try:
        return function(*arguments, **keywords)
    except einops.EinopsError as error:
        return error


@pytest.mark.parametrize("kind", ["rearrange", "repeat", "reduce"])
@given(data=st.data())
def test_transforms(kind: str, data: Any) -> None:
    pattern, shape, lengths = call(data.draw, kind)
    note(f"{kind} of {shape} by {pattern!r} with {lengths}")
    settings = ("max",) if kind == "reduce" else ()
    truth = real(getattr(einops, kind), numpy.zeros(shape, "float32"), pattern, *settings, **lengths)
    found = infer_function(declared, f"einops.{kind}", (Given(shape), pattern, *settings), lengths)
    assert found.raises == isinstance(truth, einops.EinopsError), (truth, found.reasons)
    if not found.raises:
        assert found.output_shapes == (truth.shape,)


@pytest.mark.parametrize("kind", ["rearrange", "reduce"])
@given(data=st.data())
def test_lists_are_stacked(kind: str, data: Any) -> None:
    count, shape = data.draw(st.integers(1, 3)), (2, data.draw(st.integers(1, 4)))
    settings = ("sum",) if kind == "reduce" else ()
    arrays = [numpy.zeros(shape, "float32") for _ in range(count)]
    truth = getattr(einops, kind)(arrays, "n a b -> b (n a)", *settings)
    arguments = ([Given(shape)] * count, "n a b -> b (n a)", *settings)
    assert infer_function(declared, f"einops.{kind}", arguments, {}).output_shapes == (truth.shape,)


@given(data=st.data())
def test_pack_and_unpack(data: Any) -> None:
    draw = data.draw
    before, after = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    pattern = " ".join([*"ab"[:before], "*", *"cd"[:after]])
    outer = [draw(st.integers(1, 3)) for _ in range(before + after)]
    inner = [tuple(draw(st.lists(st.integers(1, 3), max_size=2))) for _ in range(draw(st.integers(1, 3)))]
    shapes = [(*outer[:before], *own, *outer[before:]) for own in inner]
    spoiled = [mostly(draw, shape, st.just(shape[:-1]), 12) for shape in shapes]
    try:
        truth = einops.pack([numpy.zeros(shape) for shape in spoiled], pattern)
    except (einops.EinopsError, ValueError):
        truth = None
    found = infer_function(declared, "einops.pack", ([Given(shape) for shape in spoiled], pattern), {})
    assert found.raises == (truth is None), found.reasons
    if truth is None:
        return
    assert found.output_shapes == (truth[0].shape,)
    asked = [mostly(draw, own, st.sampled_from(((-1,), (5,), (-1, 2))), 6) for own in truth[1]]
    pieces = real(einops.unpack, truth[0], asked, pattern)
    if sum(-1 in own for own in asked) > 1:
        return
    split = infer_function(declared, "einops.unpack", (Given(truth[0].shape), asked, pattern), {})
    assert split.raises == isinstance(pieces, einops.EinopsError), (asked, split.reasons)
    if not split.raises:
        assert split.output_shapes == tuple(piece.shape for piece in pieces)


@given(data=st.data())
def test_einsum(data: Any) -> None:
    draw = data.draw
    sizes = {name: draw(st.integers(1, 3)) for name in ("batch", "i", "j", "k")}
    terms = [draw(st.lists(st.sampled_from(sorted(sizes)), min_size=1, max_size=3, unique=True)) for _ in range(2)]
    used = sorted({name for term in terms for name in term})
    result = [name for name in used if draw(st.booleans())]
    pattern = f"{' '.join(terms[0])}, {' '.join(terms[1])} -> {' '.join(result)}"
    shapes = [tuple(mostly(draw, sizes[name], st.integers(1, 3), 12) for name in term) for term in terms]
    try:
        truth = tuple(einops.einsum(*(torch.zeros(shape) for shape in shapes), pattern).shape)
    except (einops.EinopsError, RuntimeError):
        truth = None
    found = infer_function(declared, "einops.einsum", (*map(Given, shapes), pattern), {})
    assert found.raises == (truth is None), found.reasons
    assert truth is None or found.output_shapes == (truth,)


@given(data=st.data())
def test_parse_shape(data: Any) -> None:
    words = data.draw(st.lists(st.sampled_from(("a", "b", "_")), min_size=1, max_size=3))
    if len({word for word in words if word != "_"}) < sum(word != "_" for word in words):
        return
    shape = tuple(data.draw(st.lists(st.integers(1, 4), min_size=len(words), max_size=len(words))))
    shape = mostly(data.draw, shape, st.just((*shape, 1)), 8)
    truth = real(einops.parse_shape, numpy.zeros(shape), " ".join(words))
    found = infer_function(declared, "einops.parse_shape", (Given(shape), " ".join(words)), {})
    assert found.raises == isinstance(truth, Exception)
    assert found.raises or found.value == truth


MIXES = (
    ("b t c -> b t d", "c d", "d"), ("b t (h c) -> b t (h d)", "h c d", "h d"), ("b c t -> b d t", "c d", None),
    ("... c -> ... d", "c d", "d"), ("b (h c) t -> b t (c h)", "h c", None),
)  # fmt: skip


@given(data=st.data())
def test_mixing_layer(data: Any) -> None:
    draw = data.draw
    pattern, weight, bias = draw(st.sampled_from(MIXES))
    lengths = {name: draw(st.integers(1, 4)) for name in weight.split()}
    sizes = {**lengths, "b": 2, "t": 3}
    shape = shape_of(pattern.partition("->")[0], sizes, (2, 2))
    shape = tuple(mostly(draw, size, st.integers(1, 5), 10) for size in shape)
    operation = LAYERS["EinMix"](pattern, weight, bias, **{k: interpreted(v) for k, v in lengths.items()})
    assert isinstance(operation, Operation)
    layer = einops.layers.torch.EinMix(pattern, weight_shape=weight, bias_shape=bias, **lengths)
    assert operation.parameters() == {name: tuple(value.shape) for name, value in layer.named_parameters()}
    try:
        truth = tuple(layer(torch.zeros(shape)).shape)
    except RuntimeError:
        truth = None
    given_type = interpreted(Given(shape)).type  # type: ignore[attr-defined]
    found = operation.infer([given_type])
    assert any(r.verdict is Verdict.FAILS for r in found.requirements) == (truth is None), (pattern, shape, lengths)
    assert truth is None or found.outputs[0].shape == truth
