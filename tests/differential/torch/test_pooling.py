"""Poolings give torch's shapes, and are refused when torch refuses them."""

from __future__ import annotations

from typing import Any

import pytest
from differential.harness import Given
from differential.torch.cases import check_function, check_layer, image, mostly, per_axis
from hypothesis import given
from hypothesis import strategies as st

RANKS = (1, 2, 3)


@st.composite
def windows(draw: Any, rank: int, *names: str) -> dict[str, Any]:
    ordinary = {
        "kernel_size": st.integers(1, 4),
        "stride": st.integers(1, 3),
        "padding": st.integers(0, 1),
        "dilation": st.integers(1, 2),
    }
    strange = {"kernel_size": st.integers(1, 5), "stride": st.integers(-1, 2), "padding": st.integers(-1, 3)}
    found: dict[str, Any] = {}
    for name in names:
        if name == "ceil_mode":
            found[name] = draw(st.booleans())
        elif name in ("kernel_size", "dilation") or draw(st.booleans()):
            odd = draw(st.integers(1, 8)) == 8
            found[name] = per_axis(draw, rank, strange.get(name, ordinary[name]) if odd else ordinary[name])
    return found


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_max_pool(rank: int, data: Any) -> None:
    keywords = data.draw(windows(rank, "kernel_size", "stride", "padding", "dilation", "ceil_mode"))
    keywords["return_indices"] = data.draw(st.booleans())
    check_layer(f"torch.nn.MaxPool{rank}d", (), keywords, [image(data.draw, 2, rank)])


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_avg_pool(rank: int, data: Any) -> None:
    keywords = data.draw(windows(rank, "kernel_size", "stride", "padding", "ceil_mode"))
    check_layer(f"torch.nn.AvgPool{rank}d", (), keywords, [image(data.draw, 2, rank)])


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_lp_pool(rank: int, data: Any) -> None:
    keywords = data.draw(windows(rank, "kernel_size", "stride", "ceil_mode"))
    if rank == 1:
        keywords = {name: value[0] if isinstance(value, tuple) else value for name, value in keywords.items()}
    check_layer(f"torch.nn.LPPool{rank}d", (2,), keywords, [image(data.draw, 2, rank)])


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_functional_max_pool(rank: int, data: Any) -> None:
    keywords = data.draw(windows(rank, "kernel_size", "stride", "padding", "dilation", "ceil_mode"))
    given_input = Given(image(data.draw, 2, rank))
    check_function(f"torch.max_pool{rank}d", (given_input,), keywords)
    keywords["return_indices"] = data.draw(st.booleans())
    check_function(f"torch.nn.functional.max_pool{rank}d", (given_input,), keywords)


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_functional_avg_pool(rank: int, data: Any) -> None:
    keywords = data.draw(windows(rank, "kernel_size", "stride", "padding", "ceil_mode"))
    check_function(f"torch.nn.functional.avg_pool{rank}d", (Given(image(data.draw, 2, rank)),), keywords)


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_functional_lp_pool(rank: int, data: Any) -> None:
    keywords = data.draw(windows(rank, "kernel_size", "ceil_mode"))
    if rank == 1 and isinstance(keywords["kernel_size"], tuple):
        keywords["kernel_size"] = keywords["kernel_size"][0]
    check_function(f"torch.nn.functional.lp_pool{rank}d", (Given(image(data.draw, 2, rank)), 2), keywords)


@st.composite
def adaptive_sizes(draw: Any, rank: int) -> Any:
    size = st.integers(0, 6) if draw(st.integers(0, 9)) else st.integers(-1, 2)
    if draw(st.booleans()):
        return draw(size)
    count = mostly(draw, rank, st.integers(1, 3), 12)
    return tuple(draw(size if rank == 1 else st.one_of(size, st.none())) for _ in range(count))


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_adaptive_pools(rank: int, data: Any) -> None:
    size, shape = data.draw(adaptive_sizes(rank)), image(data.draw, 2, rank)
    check_layer(f"torch.nn.AdaptiveAvgPool{rank}d", (size,), {}, [shape])
    check_function(f"torch.nn.functional.adaptive_avg_pool{rank}d", (Given(shape), size))
    with_indices = data.draw(st.booleans())
    check_layer(f"torch.nn.AdaptiveMaxPool{rank}d", (size, with_indices), {}, [shape])
    check_function(f"torch.nn.functional.adaptive_max_pool{rank}d", (Given(shape), size, with_indices))


@pytest.mark.parametrize("rank", [2, 3])
@given(data=st.data())
def test_fractional_max_pool(rank: int, data: Any) -> None:
    draw = data.draw
    keywords: dict[str, Any] = {"kernel_size": per_axis(draw, rank, st.integers(1, 3))}
    if draw(st.booleans()):
        keywords["output_size"] = per_axis(draw, rank, st.integers(1, 6))
    if draw(st.integers(0, 3)) == 0 or "output_size" not in keywords:
        ratio = mostly(draw, draw(st.sampled_from([0.3, 0.5, 0.75, 0.9])), st.sampled_from([0.0, 1.0, 1.5]))
        keywords["output_ratio"] = ratio if draw(st.booleans()) else (ratio,) * rank
    keywords["return_indices"] = draw(st.booleans())
    shape = (*((2,) if draw(st.booleans()) else ()), 2, *(draw(st.integers(4, 9)) for _ in range(rank)))
    check_layer(f"torch.nn.FractionalMaxPool{rank}d", (), keywords, [shape])


@pytest.mark.parametrize("rank", RANKS)
@given(data=st.data())
def test_max_unpool(rank: int, data: Any) -> None:
    draw = data.draw
    keywords = {"kernel_size": per_axis(draw, rank, st.integers(1, 3)), "stride": draw(st.integers(1, 3))}
    shape = image(draw, 2, rank, largest=4)
    other = mostly(draw, shape, st.just((*shape[:-1], shape[-1] + 1)))
    call: dict[str, Any] = {}
    if draw(st.booleans()) and len(shape) in (rank + 1, rank + 2):
        kernel = keywords["kernel_size"]
        kernels = kernel if isinstance(kernel, tuple) else (kernel,) * rank
        stride = keywords["stride"]
        usual = [(n - 1) * stride + k for n, k in zip(shape[-rank:], kernels, strict=True)]
        wanted = [max(1, size + draw(st.integers(-2, 2))) for size in usual]
        call["output_size"] = wanted if draw(st.booleans()) or len(shape) == rank + 1 else [*shape[:2], *wanted]
    inputs = [Given(shape), Given(other, "int64")]
    check_layer(f"torch.nn.MaxUnpool{rank}d", (), keywords, inputs, call)
    check_function(f"torch.nn.functional.max_unpool{rank}d", inputs, {**keywords, **call})
