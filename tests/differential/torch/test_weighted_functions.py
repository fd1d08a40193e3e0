"""Functions of torch.nn.functional whose weights are among the arguments."""

from __future__ import annotations

from typing import Any

from differential.harness import Given
from differential.torch.cases import check_function, mostly
from hypothesis import given
from hypothesis import strategies as st

ATTENTION = "torch.nn.functional.multi_head_attention_forward"


@given(data=st.data())
def test_embedding_bag(data: Any) -> None:
    draw = data.draw
    bags = draw(st.integers(1, 3))
    matrix = draw(st.booleans())
    given_shape = (bags, 4) if matrix else (6,)
    keywords: dict[str, Any] = {"mode": draw(st.sampled_from(("sum", "mean", "max")))}
    if mostly(draw, not matrix, st.just(matrix), 8):
        keywords["offsets"] = Given((bags,), "int64")
    check_function("torch.nn.functional.embedding_bag", (Given(given_shape, "int64"), Given((10, 3))), keywords)


@given(data=st.data())
def test_multi_head_attention_forward(data: Any) -> None:
    draw = data.draw
    heads, features = draw(st.sampled_from(((1, 4), (2, 4), (3, 4), (4, 8))))
    length, batch = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    query = Given((length, batch, mostly(draw, features, st.integers(1, 9), 6)))
    key = Given((draw(st.integers(1, 4)), mostly(draw, batch, st.integers(1, 3), 8), features))
    arguments = (
        query, key, key, features, heads, Given((3 * features, features)), Given((3 * features,)), None, None, False,
        0.0, Given((features, features)), Given((features,)),
    )  # fmt: skip
    check_function(ATTENTION, arguments, {"training": False})


@given(data=st.data())
def test_conv_tbc(data: Any) -> None:
    draw = data.draw
    channels = draw(st.integers(1, 4))
    width = draw(st.integers(1, 3))
    weight = Given((width, mostly(draw, channels, st.integers(1, 4), 6), 5))
    given_shape = mostly(draw, (draw(st.integers(3, 6)), 2, channels), st.just((4, channels)), 8)
    check_function("torch.conv_tbc", (Given(given_shape), weight, Given((5,)), draw(st.integers(0, 2))), {})


@given(data=st.data())
def test_linear_cross_entropy(data: Any) -> None:
    draw = data.draw
    weight = Given((4, mostly(draw, 5, st.integers(1, 6), 6)))
    target = Given(mostly(draw, (3,), st.sampled_from(((2,), (3, 3))), 6), "int64")
    check_function("torch.nn.functional.linear_cross_entropy", (Given((3, 5)), weight, target), {})
