"""Losses, as layers and as functions."""

from __future__ import annotations

from typing import Any

import pytest
from differential.harness import Given
from differential.torch.cases import check_function, check_layer, mostly, shape
from hypothesis import given
from hypothesis import strategies as st

REDUCTIONS = ("mean", "sum", "none")
ELEMENTWISE = {
    "L1Loss": "l1_loss",
    "MSELoss": "mse_loss",
    "SmoothL1Loss": "smooth_l1_loss",
    "HuberLoss": "huber_loss",
    "KLDivLoss": "kl_div",
    "SoftMarginLoss": "soft_margin_loss",
    "PoissonNLLLoss": "poisson_nll_loss",
    "HingeEmbeddingLoss": "hinge_embedding_loss",
    "BCELoss": "binary_cross_entropy",
    "BCEWithLogitsLoss": "binary_cross_entropy_with_logits",
    "MultiLabelSoftMarginLoss": "multilabel_soft_margin_loss",
}


def other(draw: Any, like: tuple[int, ...]) -> tuple[int, ...]:
    """A shape that is the same, or broadcasts, or does not fit."""
    choice = draw(st.integers(0, 5))
    if choice <= 2 or not like:
        return like
    axis = draw(st.integers(0, len(like) - 1))
    if choice == 3:
        return (*like[:axis], 1, *like[axis + 1 :])
    return like[axis:] if choice == 4 else (*like[:axis], like[axis] + 1, *like[axis + 1 :])


@pytest.mark.parametrize("layer", ELEMENTWISE)
@given(data=st.data())
def test_elementwise(layer: str, data: Any) -> None:
    draw = data.draw
    least = 1 if layer == "MultiLabelSoftMarginLoss" else 0
    first = shape(draw, least, 3, 3)
    second = other(draw, first)
    if layer == "MultiLabelSoftMarginLoss" and len(second) < len(first):
        second = first
    settings = {"reduction": draw(st.sampled_from(REDUCTIONS))}
    check_layer(f"torch.nn.{layer}", (), settings, [first, second])
    check_function(f"torch.nn.functional.{ELEMENTWISE[layer]}", (Given(first), Given(second)), settings)


@pytest.mark.parametrize("name", ["binary_cross_entropy", "binary_cross_entropy_with_logits"])
@given(data=st.data())
def test_weights_of_binary_cross_entropy(name: str, data: Any) -> None:
    first = shape(data.draw, 1, 3, 3)
    weight = Given(mostly(data.draw, other(data.draw, first), st.just((2, *first))))
    check_function(f"torch.nn.functional.{name}", (Given(first), Given(first), weight))


@pytest.mark.parametrize("switch", ["size_average", "reduce"])
@given(value=st.booleans())
def test_deprecated_switches(switch: str, value: bool) -> None:
    check_layer("torch.nn.MSELoss", (), {switch: value, "reduction": "sum"}, [(2, 3), (2, 3)])


@st.composite
def classes(draw: Any) -> tuple[Given, Given]:
    """Scores and a target of class numbers that mostly fits."""
    scores = shape(draw, 1, 4, 3)
    target = () if len(scores) == 1 else (scores[0], *scores[2:])
    if draw(st.integers(0, 3)) == 0:
        target = draw(
            st.sampled_from([(), (1,), (scores[0],), (*target, 1), target[:-1], tuple(n + 1 for n in target)])
        )
    return Given(scores), Given(target, "int64")


@given(data=st.data())
def test_class_losses(data: Any) -> None:
    draw = data.draw
    scores, target = draw(classes())
    settings = {"reduction": draw(st.sampled_from(REDUCTIONS))}
    check_layer("torch.nn.NLLLoss", (), settings, [scores, target])
    check_function("torch.nn.functional.nll_loss", (scores, target), settings)
    if target.shape == scores.shape:
        # torch takes these for probabilities, and refuses their type rather than their shape.
        return
    check_layer("torch.nn.CrossEntropyLoss", (), settings, [scores, target])
    count = scores.shape[0] if len(scores.shape) == 1 else scores.shape[1]
    weight = Given((mostly(draw, count, st.integers(1, 4)),))
    check_function("torch.nn.functional.cross_entropy", (scores, target, weight), settings)


@given(data=st.data())
def test_class_probabilities(data: Any) -> None:
    draw = data.draw
    scores = shape(draw, 1, 4, 3)
    target = mostly(draw, scores, st.just(tuple(n + 1 for n in scores)), 4)
    settings = {"reduction": draw(st.sampled_from(REDUCTIONS))}
    check_layer("torch.nn.CrossEntropyLoss", (), settings, [scores, target])


@given(data=st.data())
def test_margin_losses(data: Any) -> None:
    draw = data.draw
    scores = shape(draw, 1, 3, 3)
    numbers = mostly(draw, scores[:-1] or (1,), st.sampled_from([(), (1,), (2,), (2, 2)]), 3)
    settings = {"reduction": draw(st.sampled_from(REDUCTIONS))}
    inputs = [Given(scores), Given(numbers, "int64")]
    check_layer("torch.nn.MultiMarginLoss", (), settings, inputs)
    check_function("torch.nn.functional.multi_margin_loss", inputs, settings)
    inputs = [Given(scores), Given(mostly(draw, scores, st.sampled_from([(), (2,), (2, 2)]), 3), "int64")]
    check_layer("torch.nn.MultiLabelMarginLoss", (), settings, inputs)
    check_function("torch.nn.functional.multilabel_margin_loss", inputs, settings)


@given(data=st.data())
def test_losses_of_three(data: Any) -> None:
    draw = data.draw
    first = shape(draw, 1, 3, 3)
    second, third = other(draw, first), other(draw, first)
    settings = {"reduction": draw(st.sampled_from(REDUCTIONS))}
    for layer, function in (
        ("TripletMarginLoss", "triplet_margin_loss"),
        ("TripletMarginWithDistanceLoss", "triplet_margin_with_distance_loss"),
        ("MarginRankingLoss", "margin_ranking_loss"),
    ):
        check_layer(f"torch.nn.{layer}", (), settings, [first, second, third])
        check_function(f"torch.nn.functional.{function}", (Given(first), Given(second), Given(third)), settings)
    target = mostly(draw, first[:-1], st.sampled_from([(), (1,), (2,), (2, 2)]), 3)
    check_layer("torch.nn.CosineEmbeddingLoss", (), settings, [first, second, target])
    check_function("torch.nn.functional.cosine_embedding_loss", (Given(first), Given(second), Given(target)), settings)


@given(data=st.data())
def test_gaussian_nll(data: Any) -> None:
    draw = data.draw
    first = shape(draw, 1, 3, 3)
    variances = mostly(draw, other(draw, first), st.just(first[:-1]), 4)
    settings = {"reduction": draw(st.sampled_from(REDUCTIONS))}
    check_layer("torch.nn.GaussianNLLLoss", (), settings, [first, first, variances])
    check_function("torch.nn.functional.gaussian_nll_loss", (Given(first), Given(first), Given(variances)), settings)


@given(batch=st.integers(1, 3), reduction=st.sampled_from(REDUCTIONS))
def test_ctc(batch: int, reduction: str) -> None:
    inputs = (Given((6, batch, 4)), Given((batch, 2), "int64"), [6] * batch, [2] * batch)
    check_function("torch.nn.functional.ctc_loss", inputs, {"reduction": reduction})


@given(data=st.data())
def test_adaptive_log_softmax(data: Any) -> None:
    draw = data.draw
    classes = draw(st.integers(6, 12))
    cutoffs = sorted(draw(st.sets(st.integers(1, 5), min_size=1, max_size=3)))
    cutoffs = mostly(draw, cutoffs, st.just(cutoffs[::-1]), 8)
    features = draw(st.sampled_from((4, 16, 20)))
    batch = mostly(draw, (3,), st.just(()), 4)
    target = mostly(draw, batch, st.sampled_from(((2,), (3, 1))), 6)
    own = mostly(draw, features, st.integers(1, 20), 8)
    inputs = [Given((*batch, own)), Given(target, "int64")]
    keywords = {"head_bias": draw(st.booleans())}
    check_layer("torch.nn.AdaptiveLogSoftmaxWithLoss", (features, classes, cutoffs), keywords, inputs)


@given(data=st.data())
def test_linear_cross_entropy(data: Any) -> None:
    draw = data.draw
    further = tuple(draw(st.lists(st.integers(1, 3), max_size=2)))
    keywords = {
        "out_features": further,
        "bias": draw(st.booleans()),
        "reduction": draw(st.sampled_from(("none", "sum"))),
    }
    own = mostly(draw, 5, st.integers(1, 6), 6)
    target = mostly(draw, (2, *further), st.sampled_from(((3,), (2, 2, 2), (2, 4))), 6)
    check_layer("torch.nn.LinearCrossEntropyLoss", (5, 4), keywords, [Given((2, own)), Given(target, "int64")])
