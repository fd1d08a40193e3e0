"""Activations and dropouts."""

from __future__ import annotations

from typing import Any

import pytest
from differential.harness import Given
from differential.torch.cases import check_function, check_layer, mostly, shape
from hypothesis import given
from hypothesis import strategies as st

ELEMENTWISE = (
    "CELU", "ELU", "GELU", "Hardshrink", "Hardsigmoid", "Hardswish", "Hardtanh", "LeakyReLU", "LogSigmoid",
    "Mish", "RReLU", "ReLU", "ReLU6", "SELU", "SiLU", "Sigmoid", "Softplus", "Softshrink", "Softsign", "Tanh",
    "Tanhshrink",
)  # fmt: skip
FUNCTIONS = (
    "celu", "elu", "gelu", "hardshrink", "hardsigmoid", "hardswish", "hardtanh", "leaky_relu", "logsigmoid",
    "mish", "rrelu", "relu", "relu6", "selu", "silu", "sigmoid", "softplus", "softshrink", "softsign", "tanh",
    "tanhshrink", "relu_", "elu_", "celu_", "selu_", "rrelu_", "leaky_relu_", "hardtanh_",
)  # fmt: skip
OF_TORCH = (
    "relu", "relu_", "sigmoid", "sigmoid_", "tanh", "tanh_", "selu", "selu_", "celu", "celu_", "rrelu",
    "rrelu_", "hardshrink", "special.expit",
)  # fmt: skip
METHODS = ("relu", "relu_", "sigmoid", "sigmoid_", "tanh", "tanh_", "hardshrink")
DROPOUTS = ("Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "FeatureAlphaDropout")


@pytest.mark.parametrize("name", ELEMENTWISE)
@given(data=st.data())
def test_layers(name: str, data: Any) -> None:
    check_layer(f"torch.nn.{name}", (), {}, [shape(data.draw)])


@pytest.mark.parametrize(
    "name",
    [
        *(f"torch.nn.functional.{name}" for name in FUNCTIONS),
        *(f"torch.{name}" for name in OF_TORCH),
        *(f".{name}" for name in METHODS),
    ],
)
@given(data=st.data())
def test_functions(name: str, data: Any) -> None:
    check_function(name, (Given(shape(data.draw)),))


@given(data=st.data())
def test_bounds(data: Any) -> None:
    bounds = data.draw(st.tuples(st.integers(-2, 2), st.integers(-2, 2)))
    check_layer("torch.nn.Hardtanh", bounds, {}, [(2,)])
    check_function("torch.nn.functional.hardtanh", (Given((2,)), *bounds))
    check_layer("torch.nn.Threshold", bounds, {}, [shape(data.draw)])
    check_function("torch.nn.functional.threshold", (Given((2, 3)), *bounds))
    check_function("torch.threshold", (Given((2, 3)), *bounds))


@pytest.mark.parametrize("name", ["softmax", "log_softmax", "softmin"])
@given(data=st.data())
def test_softmax(name: str, data: Any) -> None:
    given_shape, dim = shape(data.draw), data.draw(st.integers(-4, 3))
    layer = {"softmax": "Softmax", "log_softmax": "LogSoftmax", "softmin": "Softmin"}[name]
    check_layer(f"torch.nn.{layer}", (dim,), {}, [given_shape])
    check_layer(f"torch.nn.{layer}", (), {}, [given_shape])
    check_function(f"torch.nn.functional.{name}", (Given(given_shape), dim))
    if name != "softmin":
        for full_name in (f"torch.{name}", f".{name}", f"torch.special.{name}"):
            check_function(full_name, (Given(given_shape), dim))


@given(data=st.data())
def test_along_an_axis(data: Any) -> None:
    given_shape, dim = shape(data.draw), data.draw(st.integers(-4, 3))
    check_layer("torch.nn.GLU", (dim,), {}, [given_shape])
    check_layer("torch.nn.Softmax2d", (), {}, [given_shape])
    check_function("torch.nn.functional.glu", (Given(given_shape), dim))
    check_function("torch.nn.functional.gumbel_softmax", (Given(given_shape),), {"dim": dim})


@given(data=st.data())
def test_prelu(data: Any) -> None:
    slopes, given_shape = data.draw(st.integers(-1, 3)), shape(data.draw, 0, 4, 3)
    check_layer("torch.nn.PReLU", (slopes,), {}, [given_shape])
    weight = mostly(data.draw, (max(slopes, 1),), st.sampled_from([(), (1, 1)]))
    check_function("torch.nn.functional.prelu", (Given(given_shape), Given(weight)))


@pytest.mark.parametrize("name", DROPOUTS)
@given(data=st.data())
def test_dropouts(name: str, data: Any) -> None:
    p = mostly(data.draw, 0.5, st.sampled_from([0, 1, -0.1, 1.1]))
    given_shape = shape(data.draw, 0, 5, 3)
    check_layer(f"torch.nn.{name}", (p,), {}, [given_shape])
    function = {"AlphaDropout": "alpha_dropout", "FeatureAlphaDropout": "feature_alpha_dropout"}.get(name, name.lower())
    check_function(f"torch.nn.functional.{function}", (Given(given_shape), p), {"training": False})
