"""Normalizations, layers and functions."""

from __future__ import annotations

from typing import Any

import pytest
from differential.harness import Given
from differential.torch.cases import check_function, check_layer, image, mostly, shape
from hypothesis import given
from hypothesis import strategies as st

RANKS = (1, 2, 3)


@st.composite
def switches(draw: Any) -> dict[str, bool]:
    names = ("affine", "track_running_stats", "bias")
    return {name: draw(st.booleans()) for name in names if draw(st.booleans())}


@pytest.mark.parametrize("rank", RANKS)
@pytest.mark.parametrize("kind", ["BatchNorm", "InstanceNorm"])
@given(data=st.data())
def test_norms_of_images(kind: str, rank: int, data: Any) -> None:
    draw = data.draw
    features = mostly(draw, draw(st.integers(1, 4)), st.integers(-1, 0), 12)
    given_shape = image(draw, mostly(draw, max(features, 1), st.integers(1, 4)), rank, largest=3)
    keywords = draw(switches())
    check_layer(f"torch.nn.{kind}{rank}d", (features,), keywords, [given_shape])
    check_layer(f"torch.nn.Lazy{kind}{rank}d", (), keywords, [given_shape])


@given(data=st.data())
def test_sync_batch_norm(data: Any) -> None:
    draw = data.draw
    given_shape = (2, mostly(draw, 3, st.integers(1, 4)), *shape(draw, 0, 3, 3))
    check_layer("torch.nn.SyncBatchNorm", (3,), draw(switches()), [mostly(draw, given_shape, st.just((3,)))])


@given(data=st.data())
def test_norms_of_trailing_axes(data: Any) -> None:
    draw = data.draw
    given_shape = shape(draw, 0, 4, 4)
    count = draw(st.integers(0, max(len(given_shape), 1)))
    normalized = list(given_shape[len(given_shape) - count :])
    normalized = mostly(draw, normalized, st.lists(st.integers(1, 4), max_size=2), 4)
    if len(normalized) == 1 and draw(st.booleans()):
        normalized = normalized[0]
    affine, bias = draw(st.booleans()), draw(st.booleans())
    settings = {"elementwise_affine": affine}
    check_layer("torch.nn.LayerNorm", (normalized,), {**settings, "bias": bias}, [given_shape])
    check_layer("torch.nn.RMSNorm", (normalized,), settings, [given_shape])
    sizes = normalized if isinstance(normalized, list) else [normalized]
    weight = mostly(draw, Given(tuple(sizes)), st.sampled_from([None, Given((2,)), Given((2, 3))]), 3)
    check_function("torch.nn.functional.layer_norm", (Given(given_shape), sizes, weight))
    check_function("torch.nn.functional.rms_norm", (Given(given_shape), sizes, weight))


@given(data=st.data())
def test_group_norm(data: Any) -> None:
    draw = data.draw
    groups = mostly(draw, draw(st.integers(1, 4)), st.just(0), 12)
    channels = mostly(draw, max(groups, 1) * draw(st.integers(1, 3)), st.integers(1, 6))
    given_shape = (*shape(draw, 0, 1, 3), mostly(draw, channels, st.integers(1, 8)), *shape(draw, 0, 2, 3))
    keywords = {"affine": draw(st.booleans()), "bias": draw(st.booleans())}
    check_layer("torch.nn.GroupNorm", (groups, channels), keywords, [given_shape])
    weight = mostly(draw, None, st.just(Given((channels,))), 2)
    if groups and len(given_shape) > 1:
        check_function("torch.nn.functional.group_norm", (Given(given_shape), groups, weight))


@given(data=st.data())
def test_functional_batch_and_instance_norm(data: Any) -> None:
    draw = data.draw
    channels = draw(st.integers(1, 4))
    given_input = Given((2, channels, *shape(draw, 1, 3, 3)))
    vector = st.sampled_from([Given((channels,)), Given((channels,)), Given((channels + 1,))])
    mean, weight = Given((channels,)), draw(vector)
    check_function("torch.nn.functional.batch_norm", (given_input, mean, mean, weight, draw(vector)))
    check_function("torch.nn.functional.instance_norm", (given_input, None, None, weight))


@given(data=st.data())
def test_norms_across_channels(data: Any) -> None:
    size, given_shape = data.draw(st.integers(0, 4)), shape(data.draw, 2, 5, 3)
    check_layer("torch.nn.LocalResponseNorm", (size,), {}, [given_shape])
    check_function("torch.nn.functional.local_response_norm", (Given(given_shape), size))
    check_layer("torch.nn.CrossMapLRN2d", (max(size, 1),), {}, [given_shape])


@given(data=st.data())
def test_normalize(data: Any) -> None:
    dim = data.draw(st.integers(-4, 3))
    check_function("torch.nn.functional.normalize", (Given(shape(data.draw, 0, 3)),), {"dim": dim})
