"""Recurrent layers and cells."""

from __future__ import annotations

import typing
from typing import Any

import pytest
import torch
from differential.harness import Given, infer_layer
from differential.torch.cases import TORCH, Draw, check_layer, mostly
from differential.torch.test_signatures import parameters
from hypothesis import given
from hypothesis import strategies as st

from shapelint.ir import UNKNOWN_TENSOR, Kind

LAYERS = ("RNN", "GRU", "LSTM")
CELLS = ("RNNCell", "GRUCell", "LSTMCell")


def check(name: str, keywords: dict[str, Any], inputs: list[tuple[int, ...]], hx: Any) -> None:
    """Compare one layer on a sequence; states are not given as None."""
    check_layer(f"torch.nn.{name}", (), keywords, inputs, {} if hx is None else {"hx": states(hx)})


def states(hx: Any) -> Any:
    return tuple(Given(shape) for shape in hx) if hx and isinstance(hx[0], tuple) else Given(hx)


def spoiled(draw: Draw, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape, now and then with another size or one axis more or less."""
    position = draw(st.integers(0, len(shape) - 1))
    other = (*shape[:position], shape[position] + 1, *shape[position + 1 :])
    return mostly(draw, shape, st.sampled_from([other, (*shape, 1), shape[1:]]))


@pytest.mark.parametrize("name", LAYERS)
@given(data=st.data())
def test_layers(name: str, data: Any) -> None:
    draw = data.draw
    size, hidden = draw(st.integers(1, 3)), mostly(draw, 4, st.integers(0, 3))
    layers = mostly(draw, 2, st.integers(0, 3), 3)
    first, both, bias = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    keywords = {
        "input_size": mostly(draw, size, st.integers(0, 3)), "hidden_size": hidden, "num_layers": layers, "bias": bias,
        "batch_first": first, "bidirectional": both,
    }  # fmt: skip
    projection = 0
    if name == "LSTM":
        projection = draw(st.sampled_from([0, 0, 2])) if draw(st.integers(0, 8)) else draw(st.integers(-1, 5))
        keywords["proj_size"] = projection
    batch = (draw(st.integers(1, 3)),) if draw(st.integers(0, 3)) else ()
    steps = mostly(draw, 5, st.integers(0, 2))
    sequence = (*batch, steps, size) if first else (steps, *batch, size)
    hx: Any = None
    if draw(st.booleans()):
        depth = layers * (2 if both else 1)
        hx = spoiled(draw, (depth, *batch, projection or hidden) if projection >= 0 else (depth, *batch, hidden))
        if name == "LSTM":
            hx = (hx, spoiled(draw, (depth, *batch, hidden)))
            hx = mostly(draw, hx, st.sampled_from([hx[0], hx[:1], (*hx, hx[0])]))
        else:
            hx = mostly(draw, hx, st.just((hx, hx)), 12)
    check(name, keywords, [mostly(draw, sequence, st.sampled_from([(2,), (1, 2, 3, size)]), 12)], hx)


@pytest.mark.parametrize("name", CELLS)
@given(data=st.data())
def test_cells(name: str, data: Any) -> None:
    draw = data.draw
    size, hidden = draw(st.integers(0, 3)), mostly(draw, 4, st.integers(-1, 4))
    batch = (draw(st.integers(1, 3)),) if draw(st.booleans()) else ()
    sequence = mostly(draw, (*batch, size), st.sampled_from([(), (2, 2, size), (*batch, size + 1)]))
    hx: Any = None
    if draw(st.booleans()):
        wanted = (*batch, max(hidden, 0))
        hx = spoiled(draw, wanted)
        hx = hx if batch or len(hx) != 2 else wanted
        hx = (hx, wanted) if name == "LSTMCell" else hx
    check(name, {"input_size": size, "hidden_size": hidden, "bias": draw(st.booleans())}, [sequence], hx)


@pytest.mark.parametrize(
    ("name", "keywords"),
    [
        *((name, {"bias": 0.5}) for name in LAYERS),
        *((name, {"batch_first": 1}) for name in LAYERS),
        *((name, {"dropout": dropout}) for name in LAYERS for dropout in (True, -0.1, 1.5, 1, "0.5")),
        *(("RNN", {"nonlinearity": nonlinearity}) for nonlinearity in ("relu", "gelu", True)),
        *(("RNNCell", {"nonlinearity": nonlinearity}) for nonlinearity in ("relu", "gelu")),
    ],
)
def test_switches(name: str, keywords: dict[str, Any]) -> None:
    check(name, {"input_size": 3, "hidden_size": 4, **keywords}, [(2, 3) if name == "RNNCell" else (5, 2, 3)], None)


@pytest.mark.parametrize("name", LAYERS)
def test_signatures(name: str) -> None:
    real = typing.get_overloads(getattr(torch.nn, name).__init__)[0]
    assert parameters(TORCH.entries[f"torch.nn.{name}"].implementation) == parameters(real)[1:]


def test_mismatch_names_the_argument() -> None:
    (reason,) = infer_layer(TORCH, "torch.nn.LSTM", (10, 20), {}, [(5, 3, 8)]).reasons
    assert (reason.kind, reason.argument, reason.expected, reason.actual) == (Kind.RECURRENT_INPUT, "input_size", 10, 8)


def test_unknown_sequence() -> None:
    """A state of known rank tells what comes out of a sequence of which nothing is known."""
    operation = infer_layer(TORCH, "torch.nn.GRU", (10, 20), {"num_layers": 2}, [(5, 3, 10)]).operation
    nothing = operation.infer([UNKNOWN_TENSOR]).outputs
    assert [t.shape for t in nothing] == [None, None]
    output, state = operation.infer([UNKNOWN_TENSOR, UNKNOWN_TENSOR.with_shape((2, 3, 20))]).outputs
    assert output.shape[1:] == (3, 20)
    assert state.shape == (2, 3, 20)
