"""Losses against Keras's own: what targets and predictions they take, as functions and as classes."""

from __future__ import annotations

import re

import keras
import numpy as np
import pytest
from differential.keras.oracle import REFUSALS
from hypothesis import given, settings
from hypothesis import strategies as st

from shapelint.frontends.keras.data.datasets import KNOWN
from shapelint.frontends.keras.losses import ALIGNING, CLASS_NAMES, CODINGS
from shapelint.ir import TensorType
from shapelint.ops.loss.target_first_loss import TargetLoss
from shapelint.symbolic import Verdict

import tensorflow as tf  # isort: skip

SIZES = st.sampled_from([1, 1, 2, 3])
SHAPES = st.lists(SIZES, min_size=1, max_size=3).map(tuple)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Shapes of targets and predictions, often those that belong together."""
    prediction = draw(SHAPES)
    targets = st.sampled_from([prediction, prediction[:-1], (*prediction[:-1], 1), (*prediction, 1)])
    target = draw(st.one_of(targets, SHAPES))
    return target or (1,), prediction


def loss_of(operation: TargetLoss, target: tuple[int, ...], prediction: tuple[int, ...]) -> tuple[bool, object]:
    found = operation.infer([TensorType(target), TensorType(prediction)])
    return any(r.verdict is Verdict.FAILS for r in found.requirements), found.outputs[0].shape


def truth(loss: object, target: tuple[int, ...], prediction: tuple[int, ...]) -> tuple[bool, object]:
    """Whether it raises, and what shape comes out."""
    assert callable(loss)
    try:
        found = loss(np.zeros(target, "float32"), np.full(prediction, 0.5, "float32"))
    except (*REFUSALS, tf.errors.InvalidArgumentError):
        return True, None
    return False, tuple(found.shape)


@pytest.mark.parametrize("name", sorted(CODINGS))
@settings(max_examples=12, deadline=None)
@given(shapes=pairs())
def test_functions(name: str, shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    expected = truth(getattr(keras.losses, name), *shapes)
    found = loss_of(TargetLoss(name, CODINGS[name], name in ALIGNING, False), *shapes)
    assert found[0] == expected[0]
    assert expected[0] or found[1] is None or found[1] == expected[1]


@pytest.mark.parametrize("name", sorted(CLASS_NAMES))
@settings(max_examples=12, deadline=None)
@given(shapes=pairs())
def test_classes(name: str, shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    expected = truth(getattr(keras.losses, name)(), *shapes)
    assert loss_of(TargetLoss(CLASS_NAMES[name], CODINGS[CLASS_NAMES[name]]), *shapes) == (
        (True, ()) if expected[0] else expected
    )


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist", "cifar10", "cifar100"])
def test_shapes_of_data_sets_are_those_of_the_documentation(name: str) -> None:
    """https://keras.io/api/datasets/ asserts the shapes in an example."""
    text = getattr(keras.datasets, name).load_data.__doc__
    stated = dict(re.findall(r"assert (\w+)\.shape == \(([\d, ]+)\)", text))
    known = KNOWN[name]
    for part, count in (("train", known.train), ("test", known.test)):
        for what, sizes in (("x", known.sample), ("y", known.label)):
            shape = tuple(int(size) for size in stated[f"{what}_{part}"].split(",") if size.strip())
            assert shape == (count, *(sizes or ()))
