"""Interpolation, shuffles, folding and grids."""

from __future__ import annotations

from typing import Any

from differential.harness import Given
from differential.torch.cases import check_function, check_layer, image, mostly, per_axis, shape
from hypothesis import given
from hypothesis import strategies as st

MODES = ("nearest", "nearest-exact", "linear", "bilinear", "bicubic", "trilinear", "area", "cubic")
RANK_OF_MODE = {"linear": 1, "bilinear": 2, "bicubic": 2, "trilinear": 3}
SCALES = (0.5, 1.5, 2, 2.0, 3, 0.3, 0.7, 1.1, 0.1)


@given(data=st.data())
def test_interpolate(data: Any) -> None:
    draw = data.draw
    mode = draw(st.sampled_from(MODES))
    rank = mostly(draw, RANK_OF_MODE.get(mode, draw(st.integers(1, 3))), st.integers(1, 3))
    count = mostly(draw, rank, st.integers(1, 3), 12)
    keywords: dict[str, Any] = {"mode": mode}
    if draw(st.booleans()):
        keywords["size"] = mostly(draw, per_axis(draw, count, st.integers(1, 6)), st.sampled_from([0, -1]))
    if "size" not in keywords or draw(st.integers(0, 9)) == 0:
        scale = draw(st.sampled_from(SCALES))
        keywords["scale_factor"] = scale if draw(st.booleans()) else (scale,) * count
    align = mostly(draw, None, st.booleans(), 4)
    keywords["align_corners"] = align
    # A batch axis of its own, so that an unbatched image is a case that torch refuses or misreads.
    given_shape = (draw(st.integers(1, 2)), *image(draw, 2, rank, largest=6)[-(rank + 1) :])
    check_layer("torch.nn.Upsample", (), keywords, [given_shape])
    check_function("torch.nn.functional.interpolate", (Given(given_shape),), keywords)


@given(data=st.data())
def test_upsampling_of_images(data: Any) -> None:
    draw = data.draw
    keywords = {"size": draw(st.integers(1, 5))} if draw(st.booleans()) else {"scale_factor": draw(st.integers(1, 3))}
    given_shape = shape(draw, 2, 5, 4)
    for name in ("UpsamplingNearest2d", "UpsamplingBilinear2d"):
        check_layer(f"torch.nn.{name}", (), keywords, [given_shape])
    for name in ("upsample", "upsample_nearest", "upsample_bilinear"):
        check_function(f"torch.nn.functional.{name}", (Given(given_shape),), keywords)


@given(data=st.data())
def test_shuffles(data: Any) -> None:
    draw = data.draw
    factor = mostly(draw, draw(st.integers(1, 3)), st.integers(-1, 0))
    given_shape = (*shape(draw, 0, 3), draw(st.sampled_from([1, 2, 4, 8, 9])), draw(st.integers(1, 6)))
    tall = (
        *given_shape[:-1],
        max(factor, 1) * draw(st.integers(1, 2)),
        mostly(draw, max(factor, 1), st.integers(1, 4)),
    )
    for layer, function in (("PixelShuffle", "pixel_shuffle"), ("PixelUnshuffle", "pixel_unshuffle")):
        for drawn in (given_shape, (*given_shape, 2), tall):
            check_layer(f"torch.nn.{layer}", (factor,), {}, [drawn])
            check_function(f"torch.nn.functional.{function}", (Given(drawn), factor))
    drawn = (1, *given_shape)
    check_layer("torch.nn.ChannelShuffle", (factor,), {}, [drawn])
    check_function("torch.channel_shuffle", (Given(drawn), factor))


def block(draw: Any) -> dict[str, Any]:
    odd = draw(st.integers(0, 9)) == 0
    return {
        "kernel_size": per_axis(draw, 2, st.integers(0 if odd else 1, 3)),
        "dilation": per_axis(draw, 2, st.integers(0 if odd else 1, 2)),
        "padding": per_axis(draw, 2, st.integers(-1 if odd else 0, 2)),
        "stride": per_axis(draw, 2, st.integers(0 if odd else 1, 3)),
    }


@given(data=st.data())
def test_unfold(data: Any) -> None:
    keywords = block(data.draw)
    given_shape = mostly(data.draw, image(data.draw, 2, 2), st.just((2, 1, 2, 3, 4)), 12)
    check_layer("torch.nn.Unfold", (), keywords, [given_shape])
    check_function("torch.nn.functional.unfold", (Given(given_shape),), keywords)


@given(data=st.data())
def test_fold(data: Any) -> None:
    draw = data.draw
    keywords = block(draw)
    size = (draw(st.integers(1, 6)), draw(st.integers(1, 6)))
    pairs = {name: value if isinstance(value, tuple) else (value, value) for name, value in keywords.items()}
    places = [
        (size[i] + 2 * pairs["padding"][i] - pairs["dilation"][i] * (pairs["kernel_size"][i] - 1) - 1)
        // max(pairs["stride"][i], 1)
        + 1
        for i in (0, 1)
    ]
    columns = 2 * pairs["kernel_size"][0] * pairs["kernel_size"][1]
    given_shape = (
        *shape(draw, 0, 1, 2),
        mostly(draw, max(columns, 1), st.integers(1, 9)),
        mostly(draw, max(places[0] * places[1], 1), st.integers(1, 9)),
    )
    check_layer("torch.nn.Fold", (size,), keywords, [given_shape])
    check_function("torch.nn.functional.fold", (Given(given_shape), size), keywords)


@given(data=st.data())
def test_grids(data: Any) -> None:
    draw = data.draw
    rank = draw(st.integers(2, 3))
    out = tuple(draw(st.integers(1, 4)) for _ in range(mostly(draw, rank, st.integers(1, 3), 12)))
    last = mostly(draw, rank, st.integers(1, 3))
    given_shape = (2, 3, *(draw(st.integers(1, 4)) for _ in range(rank)))
    grid = Given((mostly(draw, 2, st.integers(1, 3)), *out, last))
    check_function("torch.nn.functional.grid_sample", (Given(given_shape), grid))
    theta = Given((mostly(draw, 2, st.integers(1, 3)), rank, mostly(draw, rank + 1, st.integers(2, 4))))
    check_function("torch.nn.functional.affine_grid", (theta, list(given_shape)))


@given(data=st.data())
def test_one_hot(data: Any) -> None:
    check_function("torch.nn.functional.one_hot", (Given(shape(data.draw), "int64"), data.draw(st.integers(1, 5))))
