"""Paddings, as layers and as a function."""

from __future__ import annotations

from typing import Any

import pytest
from differential.harness import Given
from differential.torch.cases import check_function, check_layer, image, mostly, shape
from hypothesis import given
from hypothesis import strategies as st

AMOUNT = st.integers(-3, 4)


@pytest.mark.parametrize("rank", [1, 2, 3])
@pytest.mark.parametrize("kind", ["Zero", "Constant", "Reflection", "Replication", "Circular"])
@given(data=st.data())
def test_layers(kind: str, rank: int, data: Any) -> None:
    draw = data.draw
    padding = draw(AMOUNT) if draw(st.booleans()) else tuple(draw(AMOUNT) for _ in range(2 * rank))
    arguments = (padding, 0.5) if kind == "Constant" else (padding,)
    check_layer(f"torch.nn.{kind}Pad{rank}d", arguments, {}, [image(draw, 2, rank, largest=6)])


@given(data=st.data())
def test_pad(data: Any) -> None:
    draw = data.draw
    mode = draw(st.sampled_from(["constant", "reflect", "replicate", "circular", "mirror"]))
    amounts = draw(st.lists(AMOUNT, max_size=6))
    amounts = amounts if len(amounts) % 2 == 0 or draw(st.integers(0, 3)) == 0 else amounts[1:]
    value = mostly(draw, None, st.sampled_from([0, 1.5]))
    given_shape = shape(draw, 1, 5) if mode == "constant" else image(draw, 2, max(1, len(amounts) // 2), largest=5)
    check_function("torch.nn.functional.pad", (Given(given_shape), amounts, mode, value))
