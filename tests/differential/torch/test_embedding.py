"""Embeddings, and the layers that join and split axes."""

from __future__ import annotations

from typing import Any

from differential.harness import Given
from differential.torch.cases import check_function, check_layer, mostly, shape
from hypothesis import given
from hypothesis import strategies as st


@given(data=st.data())
def test_embedding(data: Any) -> None:
    draw = data.draw
    count, features = mostly(draw, draw(st.integers(1, 4)), st.just(-1), 12), mostly(draw, 3, st.integers(-1, 3))
    padding = draw(st.sampled_from([None, None, 0, -1, -2, 2, 4])) if count > 0 else None
    numbers = Given(shape(draw, 0, 3), draw(st.sampled_from(["int64", "int32"])))
    check_layer("torch.nn.Embedding", (count, features, padding), {}, [numbers])
    weight = mostly(draw, (max(count, 1), 3), st.sampled_from([(3,), (3, 2, 2)]))
    check_function("torch.nn.functional.embedding", (numbers, Given(weight), padding if len(weight) == 2 else None))


@given(data=st.data())
def test_given_table(data: Any) -> None:
    table = data.draw(st.sampled_from([(3, 4), (4, 3), (3, 5), (3,), (3, 4, 1)]))
    numbers = Given((2,), "int64")
    for name in ("Embedding", "EmbeddingBag"):
        check_layer(f"torch.nn.{name}", (3, 4), {"_weight": Given(table)}, [numbers], bag_arguments(name))


def bag_arguments(name: str) -> dict[str, Given]:
    return {"offsets": Given((1,), "int64")} if name == "EmbeddingBag" else {}


@given(data=st.data())
def test_bags(data: Any) -> None:
    draw = data.draw
    numbers = mostly(draw, shape(draw, 1, 2), st.sampled_from([(), (2, 2, 2)]))
    mode = mostly(draw, "sum", st.sampled_from(["mean", "max", "most"]), 2)
    call: dict[str, Given] = {}
    if mostly(draw, len(numbers) == 1, st.booleans(), 6):
        call["offsets"] = Given(mostly(draw, (1,), st.sampled_from([(), (1, 1)]), 6), "int64")
    if draw(st.integers(0, 2)) == 0:
        call["per_sample_weights"] = Given(mostly(draw, numbers, st.sampled_from([(2,), (*numbers, 1)]), 4))
    keywords = {"mode": mode, "padding_idx": mostly(draw, None, st.sampled_from([0, 2, -3, 3, -4]), 3)}
    check_layer("torch.nn.EmbeddingBag", (3, 4), keywords, [Given(numbers, "int64")], call)


@given(data=st.data())
def test_flatten(data: Any) -> None:
    draw = data.draw
    start, end = mostly(draw, 1, st.integers(-5, 4), 3), mostly(draw, -1, st.integers(-5, 4), 3)
    check_layer("torch.nn.Flatten", (start, end), {}, [shape(draw)])


@given(data=st.data())
def test_unflatten(data: Any) -> None:
    draw = data.draw
    first, second = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    given_shape = shape(draw, 1, 3)
    axis = draw(st.integers(-len(given_shape), len(given_shape) - 1))
    listed = list(given_shape)
    listed[axis] = mostly(draw, first * second, st.integers(1, 9))
    sizes = mostly(draw, (first, second), st.sampled_from([(first, -1), (-1, second), (-1, -1), (first, -2), ()]), 2)
    sizes = sizes if draw(st.booleans()) else list(sizes)
    check_layer("torch.nn.Unflatten", (mostly(draw, axis, st.integers(-5, 4)), sizes), {}, [tuple(listed)])
