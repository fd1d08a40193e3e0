"""Convolutions give torch's shapes, and are refused when torch refuses them."""

from __future__ import annotations

from typing import Any

import pytest
from differential.harness import Given
from differential.torch.cases import check_function, check_layer, image, mostly, per_axis
from hypothesis import assume, given
from hypothesis import strategies as st

RANKS = (1, 2, 3)


def channels(draw: Any) -> tuple[int, int, int]:
    """in_channels, out_channels and groups."""
    groups = draw(st.integers(1, 3))
    first, second = groups * draw(st.integers(1, 3)), groups * draw(st.integers(1, 3))
    return mostly(draw, first, st.integers(-1, 5)), mostly(draw, second, st.integers(-1, 5)), mostly(
        draw, groups, st.integers(-1, 4)
    )  # fmt: skip


def window(draw: Any, rank: int) -> dict[str, Any]:
    """kernel_size, stride and dilation."""
    return {
        "kernel_size": per_axis(draw, rank, st.integers(1, 4) if draw(st.integers(0, 9)) else st.integers(-1, 2)),
        "stride": per_axis(draw, rank, st.integers(1, 3) if draw(st.integers(0, 9)) else st.integers(-1, 2)),
        "dilation": per_axis(draw, rank, st.integers(1, 2) if draw(st.integers(0, 9)) else st.integers(-1, 2)),
    }


def amounts(draw: Any, rank: int) -> Any:
    return per_axis(draw, rank, st.integers(0, 3) if draw(st.integers(0, 9)) else st.integers(-2, 1))


@st.composite
def layers(draw: Any, rank: int, transposed: bool) -> tuple[dict[str, Any], tuple[int, ...]]:
    first, second, groups = channels(draw)
    keywords = {"out_channels": second, "groups": groups, **window(draw, rank), "padding": amounts(draw, rank)}
    if transposed:
        keywords["output_padding"] = mostly(draw, 0, st.integers(-1, 2), 3)
        # Whether torch refuses a dilation below 1 depends on the backend.
        keywords["dilation"] = per_axis(draw, rank, st.integers(1, 2))
    else:
        keywords["padding_mode"] = mostly(
            draw, "zeros", st.sampled_from(["reflect", "replicate", "circular", "ones"]), 3
        )
        keywords["padding"] = mostly(draw, keywords["padding"], st.sampled_from(["same", "valid", "full"]), 4)
        if keywords["padding_mode"] != "zeros" and not isinstance(keywords["padding"], str):
            keywords["padding"] = per_axis(draw, rank, st.integers(0, 4))
    keywords["bias"] = draw(st.booleans())
    given_channels = mostly(draw, max(first, 1), st.integers(1, 5))
    return {"in_channels": first, **keywords}, image(draw, given_channels, rank)


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_conv(rank: int, data: Any) -> None:
    keywords, shape = data.draw(layers(rank, transposed=False))
    check_layer(f"torch.nn.Conv{rank}d", (), keywords, [shape])


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_conv_transpose(rank: int, data: Any) -> None:
    keywords, shape = data.draw(layers(rank, transposed=True))
    check_layer(f"torch.nn.ConvTranspose{rank}d", (), keywords, [shape], empty_is_open=True)


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_lazy_conv(rank: int, data: Any) -> None:
    keywords, shape = data.draw(layers(rank, transposed=False))
    keywords.pop("in_channels")
    check_layer(f"torch.nn.LazyConv{rank}d", (), keywords, [shape])


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_lazy_conv_transpose(rank: int, data: Any) -> None:
    keywords, shape = data.draw(layers(rank, transposed=True))
    keywords.pop("in_channels")
    # Without in_channels torch rounds out_channels down to whole groups.
    assume(keywords["groups"] < 1 or keywords["out_channels"] % keywords["groups"] == 0)
    check_layer(f"torch.nn.LazyConvTranspose{rank}d", (), keywords, [shape], empty_is_open=True)


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_conv_transpose_to_a_size(rank: int, data: Any) -> None:
    draw = data.draw
    kernel, stride, dilation = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 2))
    shape = image(draw, 2, rank)
    smallest = [(size - 1) * stride + dilation * (kernel - 1) + 1 for size in shape[-rank:]]
    wanted = [max(size, 1) + mostly(draw, 0, st.integers(-1, 3), 2) for size in smallest]
    wanted = mostly(draw, wanted, st.just([*shape[:-rank], *wanted]), 3)
    keywords = {"stride": stride, "dilation": dilation}
    check_layer(f"torch.nn.ConvTranspose{rank}d", (2, 3, kernel), keywords, [shape], {"output_size": wanted})


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_functional_conv(rank: int, data: Any) -> None:
    draw = data.draw
    groups = draw(st.integers(1, 3))
    kernel = tuple(draw(st.integers(1, 3)) for _ in range(mostly(draw, rank, st.integers(0, 3), 12)))
    inner, outer = draw(st.integers(1, 3)), mostly(draw, groups * draw(st.integers(1, 2)), st.integers(1, 5))
    weight = Given((outer, inner, *kernel))
    bias = mostly(draw, None, st.sampled_from([Given((outer,)), Given((outer + 1,)), Given((outer, 1))]), 3)
    settings = {name: value for name, value in window(draw, rank).items() if name != "kernel_size"}
    padding = mostly(draw, amounts(draw, rank), st.sampled_from(["same", "valid"]), 4)
    shape = image(draw, mostly(draw, inner * groups, st.integers(1, 5)), rank)
    settings.update(padding=padding, groups=mostly(draw, groups, st.integers(0, 4)))
    check_function(f"torch.nn.functional.conv{rank}d", (Given(shape), weight, bias), settings)


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_functional_conv_transpose(rank: int, data: Any) -> None:
    draw = data.draw
    groups = draw(st.integers(1, 3))
    kernel = tuple(draw(st.integers(1, 3)) for _ in range(rank))
    first, inner = mostly(draw, groups * draw(st.integers(1, 2)), st.integers(1, 5)), draw(st.integers(1, 3))
    bias = mostly(draw, None, st.sampled_from([Given((inner * groups,)), Given((inner,))]), 3)
    settings = {name: value for name, value in window(draw, rank).items() if name != "kernel_size"}
    settings.update(padding=amounts(draw, rank), groups=groups, output_padding=mostly(draw, 0, st.integers(-1, 2), 3))
    settings["dilation"] = per_axis(draw, rank, st.integers(1, 2))
    shape = image(draw, mostly(draw, first, st.integers(1, 5)), rank)
    weight = Given((first, inner, *kernel))
    check_function(f"torch.conv_transpose{rank}d", (Given(shape), weight, bias), settings, empty_is_open=True)
