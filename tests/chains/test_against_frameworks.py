"""Chains worked out, and written in either framework, against what the frameworks make of that code."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest
import torch
from chains.samples import KERAS, TORCH

from shapelint.analysis.inputs import InputSpec
from shapelint.problems import Problem
from shapelint.project.chain import Chain, chain_of

EVERY = [(text, sample, own) for own, several in (("torch", TORCH), ("keras", KERAS)) for text, sample in several]


def chain(text: str, sample: tuple[int, ...]) -> Chain:
    found = chain_of(text, [InputSpec(None, sample)])
    assert isinstance(found, Chain), found
    return found


def built(code: str) -> Any:
    names: dict[str, Any] = {}
    exec(code, names)
    return names["model"]


def run_torch(model: Any, sample: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
    is_index = isinstance(model[0], torch.nn.Embedding)
    data = torch.zeros(2, *sample, dtype=torch.int64 if is_index else torch.float32)
    output = tuple(model(data).shape)
    return output[1:], sum(parameter.numel() for parameter in model.parameters())


def run_keras(model: Any, sample: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
    output = tuple(model(np.zeros((2, *sample), "float32")).shape)
    return output[1:], model.count_params() - sum(int(np.prod(w.shape)) for w in model.non_trainable_weights)


RUN = {"torch": run_torch, "keras": run_keras}


def turned(shape: tuple[int, ...], to: str) -> tuple[int, ...]:
    """An image's shape with the channels where the other framework has them."""
    if len(shape) < 2:
        return shape
    return (*shape[1:], shape[0]) if to == "keras" else (shape[-1], *shape[:-1])


@pytest.mark.parametrize(("text", "sample", "own"), EVERY, ids=[text[:50] for text, _, _ in EVERY])
def test_shapes_and_parameters_are_the_frameworks_own(text: str, sample: tuple[int, ...], own: str) -> None:
    fact = chain(text, sample).fact
    assert fact.framework == own
    assert [step.problem for step in fact.steps] == [None] * len(fact.steps)
    shape, parameters = RUN[own](built(fact.code), sample)
    assert fact.output == shape
    assert fact.trainable == parameters


@pytest.mark.parametrize(("text", "sample", "own"), EVERY, ids=[text[:50] for text, _, _ in EVERY])
def test_the_other_framework_runs_what_is_written_for_it(text: str, sample: tuple[int, ...], own: str) -> None:
    other = "keras" if own == "torch" else "torch"
    mine = chain(text, sample)
    written = mine.written(other)
    assert not isinstance(written, Problem), written
    first = mine.fact.steps[0].layer
    is_image = len(sample) > 2 or first.lower().startswith("conv")
    shape, parameters = RUN[other](built(written.code), turned(sample, other) if is_image else sample)
    own_shape, own_parameters = RUN[own](built(mine.fact.code), sample)
    assert shape == (turned(own_shape, other) if len(own_shape) > 1 else own_shape)
    assert parameters == own_parameters


@pytest.mark.parametrize(("text", "sample", "own"), EVERY, ids=[text[:50] for text, _, _ in EVERY])
def test_the_same_as_a_model_is_the_same(text: str, sample: tuple[int, ...], own: str) -> None:
    written = chain(text, sample).written(own)
    assert not isinstance(written, Problem)
    assert written.model is not None
    model, stack = built(written.model), built(written.code)
    kind = torch.int64 if text.startswith("Embedding") else torch.float32
    data = torch.zeros(2, *sample, dtype=kind) if own == "torch" else np.zeros((2, *sample), "float32")
    assert tuple(model(data).shape) == tuple(stack(data).shape)
    if own == "torch":
        assert [p.shape for p in model.parameters()] == [p.shape for p in stack.parameters()]
    else:
        assert [w.shape for w in model.weights] == [w.shape for w in stack.weights]


def same_values(text: str, sample: tuple[int, ...]) -> float:
    """The greatest difference between both frameworks' outputs, with torch's weights in both."""
    mine = chain(text, sample)
    written = mine.written("keras")
    assert not isinstance(written, Problem)
    torch.manual_seed(0)
    one, other = built(mine.fact.code).eval(), built(written.code)
    weighted = [layer for layer in one if list(layer.parameters())]
    theirs = [layer for layer in other.layers if layer.weights]
    for mine_layer, their_layer in zip(weighted, theirs, strict=True):
        arrays = {name: value.detach().numpy() for name, value in mine_layer.state_dict().items()}
        if arrays["weight"].ndim == 1:
            torch.nn.init.uniform_(mine_layer.weight)
            order = ("weight", "bias", "running_mean", "running_var")
            their_layer.set_weights([mine_layer.state_dict()[name].numpy() for name in order])
        else:
            kernel = arrays["weight"].transpose(*range(2, arrays["weight"].ndim), 1, 0)
            their_layer.set_weights([kernel, *([arrays["bias"]] if "bias" in arrays else [])])
    data = torch.rand(2, *sample)
    expected = one(data).detach().numpy()
    given = np.moveaxis(data.numpy(), 1, -1)
    found = np.moveaxis(np.asarray(other(given)), -1, 1)
    assert found.shape == expected.shape
    return float(np.abs(found - expected).max())


@pytest.mark.parametrize(
    ("text", "sample"),
    [
        ("Conv2d(3, 8, 3, stride=2, padding=1) > BatchNorm2d(?) > ReLU > MaxPool2d(3, 2, 1)", (3, 17, 16)),
        ("Conv2d(3, 8, 5, padding=2) > LeakyReLU(0.1) > MaxPool2d(2, ceil_mode=True)", (3, 9, 9)),
        ("Conv2d(3, 8, (3, 4), stride=(2, 1), padding=(0, 2)) > GELU > AvgPool2d(2, padding=1)", (3, 12, 9)),
        ("Conv2d(3, 8, 3, padding='same', dilation=2) > LeakyReLU > AdaptiveAvgPool2d(3)", (3, 9, 9)),
        ("Conv2d(3, 8, 3) > LogSoftmax(1)", (3, 9, 9)),
    ],
)
def test_the_same_weights_give_the_same_values(text: str, sample: tuple[int, ...]) -> None:
    """The windows stand in the same places."""
    assert same_values(text, sample) < 1e-4


assert keras  # the oracle of the code that is written
