"""Linear layers and distances."""

from __future__ import annotations

from typing import Any

from differential.harness import Given
from differential.torch.cases import check_function, check_layer, mostly, shape
from hypothesis import given
from hypothesis import strategies as st


@given(data=st.data())
def test_linear(data: Any) -> None:
    draw = data.draw
    features, out = mostly(draw, draw(st.integers(1, 4)), st.integers(-1, 1)), draw(st.integers(-1, 4))
    last = mostly(draw, (max(features, 0),), st.sampled_from([(), (1,), (3,)]))
    given_shape = (*shape(draw, 0, 3), *last)
    bias = draw(st.booleans())
    check_layer("torch.nn.Linear", (features, out, bias), {}, [given_shape])
    check_layer("torch.nn.LazyLinear", (max(out, 1), bias), {}, [given_shape or (1,)])


@given(data=st.data())
def test_functional_linear(data: Any) -> None:
    draw = data.draw
    weight = mostly(draw, (3, 4), st.sampled_from([(3, 2), (3, 4, 1)]))
    bias = mostly(draw, None, st.sampled_from([Given((3,)), Given((1,)), Given((2,))]), 2)
    given_shape = (*shape(draw, 0, 3), mostly(draw, 4, st.integers(1, 4)))
    check_function("torch.nn.functional.linear", (Given(given_shape), Given(weight), bias))


@given(data=st.data())
def test_bilinear(data: Any) -> None:
    draw = data.draw
    first, second = mostly(draw, 2, st.integers(-1, 2)), draw(st.integers(1, 3))
    batch = shape(draw, 0, 2)
    other = mostly(draw, batch, st.builds(tuple, st.lists(st.integers(1, 3), max_size=2)))
    inputs = [(*batch, mostly(draw, max(first, 0), st.integers(1, 3))), (*other, max(second, 0))]
    check_layer("torch.nn.Bilinear", (first, second, draw(st.integers(1, 4)), draw(st.booleans())), {}, inputs)
    weight = Given((4, 2, mostly(draw, 3, st.integers(1, 3))))
    check_function("torch.nn.functional.bilinear", (Given((*batch, 2)), Given((*other, 3)), weight))


@given(data=st.data())
def test_identity(data: Any) -> None:
    check_layer("torch.nn.Identity", (3, "unused"), {"any": 1}, [shape(data.draw)])


@given(data=st.data())
def test_distances(data: Any) -> None:
    draw = data.draw
    first = shape(draw, 0, 3, 3)
    second = mostly(draw, first, st.builds(tuple, st.lists(st.integers(1, 3), max_size=3)), 2)
    dim, keep = draw(st.integers(-3, 2)), draw(st.booleans())
    check_layer("torch.nn.CosineSimilarity", (dim,), {}, [first, second])
    check_layer("torch.nn.PairwiseDistance", (2.0, 1e-6, keep), {}, [first, second])
    check_function("torch.nn.functional.cosine_similarity", (Given(first), Given(second), dim))
    check_function("torch.pairwise_distance", (Given(first), Given(second)), {"keepdim": keep})
    check_function("torch.pdist", (Given(first),))
