"""The losses of torch.nn.functional: https://docs.pytorch.org/docs/stable/nn.functional.html#loss-functions."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.nn.loss import reduced
from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.loss.criterion import (
    ClassLoss,
    ElementwiseLoss,
    EmbeddingLoss,
    GaussianLoss,
    Loss,
    MarginLoss,
    SequenceLoss,
    TripletLoss,
)

Answer = Application | Undetermined


def lost(
    loss: Loss,
    tensors: tuple[Tensor | None, ...],
    reduction: object,
    size_average: object = None,
    reduce: object = None,
) -> Answer:
    """The loss on the tensors that are given."""
    operation = reduced(loss, reduction, size_average, reduce)
    if isinstance(operation, Undetermined):
        return operation
    return Application(operation, tuple(tensor for tensor in tensors if tensor is not None))


# Losses that take input, target, the two deprecated switches and the reduction alone, and those with a weight besides.
PLAIN: dict[str, Loss] = {
    "multilabel_margin_loss": MarginLoss("multilabel_margin", multiple=True),
    "soft_margin_loss": ElementwiseLoss("soft_margin", widening=False),
}
WEIGHT_LAST: dict[str, Loss] = {"l1_loss": ElementwiseLoss("l1"), "mse_loss": ElementwiseLoss("mse")}
WEIGHT_FIRST: dict[str, Loss] = {
    "binary_cross_entropy": ElementwiseLoss("binary_cross_entropy", same_shape=True),
    "multilabel_soft_margin_loss": ElementwiseLoss("multilabel_soft_margin", inner=1),
}


def declare_plain(name: str, loss: Loss) -> None:
    @torch.function(*functional_names(name))
    def plain(
        input: Tensor, target: Tensor, size_average: Any = None, reduce: Any = None, reduction: Any = "mean"
    ) -> Answer:
        return lost(loss, (input, target), reduction, size_average, reduce)


def declare_weight_last(name: str, loss: Loss) -> None:
    @torch.function(*functional_names(name))
    def weight_last(
        input: Tensor,
        target: Tensor,
        size_average: Any = None,
        reduce: Any = None,
        reduction: Any = "mean",
        weight: Tensor | None = None,
    ) -> Answer:
        return lost(loss, (input, target), reduction, size_average, reduce)


def declare_weight_first(name: str, loss: Loss) -> None:
    @torch.function(*functional_names(name))
    def weight_first(
        input: Tensor,
        target: Tensor,
        weight: Tensor | None = None,
        size_average: Any = None,
        reduce: Any = None,
        reduction: Any = "mean",
    ) -> Answer:
        return lost(loss, (input, target, weight), reduction, size_average, reduce)


for function_name, declared in PLAIN.items():
    declare_plain(function_name, declared)
for function_name, declared in WEIGHT_LAST.items():
    declare_weight_last(function_name, declared)
for function_name, declared in WEIGHT_FIRST.items():
    declare_weight_first(function_name, declared)


@torch.function(*functional_names("nll_loss"))
def nll_loss(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: Any = None,
    ignore_index: object = -100,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Answer:
    return lost(ClassLoss("nll"), (input, target, weight), reduction, size_average, reduce)


@torch.function(*functional_names("cross_entropy"))
def cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: Any = None,
    ignore_index: object = -100,
    reduce: Any = None,
    reduction: Any = "mean",
    label_smoothing: object = 0.0,
) -> Answer:
    loss = ClassLoss("cross_entropy", probabilities=True)
    return lost(loss, (input, target, weight), reduction, size_average, reduce)


@torch.function(*functional_names("binary_cross_entropy_with_logits"))
def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
    pos_weight: Tensor | None = None,
) -> Answer:
    loss = ElementwiseLoss("binary_cross_entropy_with_logits", same_shape=True)
    return lost(loss, (input, target, weight, pos_weight), reduction, size_average, reduce)


@torch.function(*functional_names("smooth_l1_loss"))
def smooth_l1_loss(
    input: Tensor,
    target: Tensor,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
    beta: object = 1.0,
) -> Answer:
    return lost(ElementwiseLoss("smooth_l1"), (input, target), reduction, size_average, reduce)


@torch.function(*functional_names("huber_loss"))
def huber_loss(
    input: Tensor, target: Tensor, reduction: Any = "mean", delta: object = 1.0, weight: Tensor | None = None
) -> Answer:
    return lost(ElementwiseLoss("huber"), (input, target), reduction)


@torch.function(*functional_names("kl_div"))
def kl_div(
    input: Tensor,
    target: Tensor,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
    log_target: object = False,
) -> Answer:
    return lost(ElementwiseLoss("kl_divergence"), (input, target), reduction, size_average, reduce)


@torch.function(*functional_names("poisson_nll_loss"))
def poisson_nll_loss(
    input: Tensor,
    target: Tensor,
    log_input: object = True,
    full: object = False,
    size_average: Any = None,
    eps: object = 1e-8,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Answer:
    return lost(ElementwiseLoss("poisson_nll"), (input, target), reduction, size_average, reduce)


@torch.function(*functional_names("gaussian_nll_loss"))
def gaussian_nll_loss(
    input: Tensor, target: Tensor, var: Any, full: object = False, eps: object = 1e-6, reduction: Any = "mean"
) -> Answer:
    variances = var if isinstance(var, Tensor) else None
    return lost(GaussianLoss("gaussian_nll"), (input, target, variances), reduction)


@torch.function(*functional_names("hinge_embedding_loss"))
def hinge_embedding_loss(
    input: Tensor,
    target: Tensor,
    margin: object = 1.0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Answer:
    return lost(ElementwiseLoss("hinge_embedding"), (input, target), reduction, size_average, reduce)


@torch.function(*functional_names("cosine_embedding_loss"))
def cosine_embedding_loss(
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: object = 0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Answer:
    return lost(EmbeddingLoss("cosine_embedding"), (input1, input2, target), reduction, size_average, reduce)


@torch.function(*functional_names("margin_ranking_loss"))
def margin_ranking_loss(
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: object = 0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Answer:
    loss = ElementwiseLoss("margin_ranking", same_rank=True)
    return lost(loss, (input1, input2, target), reduction, size_average, reduce)


@torch.function(*functional_names("multi_margin_loss"))
def multi_margin_loss(
    input: Tensor,
    target: Tensor,
    p: object = 1,
    margin: object = 1.0,
    weight: Tensor | None = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Answer:
    return lost(MarginLoss("multi_margin"), (input, target, weight), reduction, size_average, reduce)


@torch.function(*functional_names("triplet_margin_loss"))
def triplet_margin_loss(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    margin: object = 1.0,
    p: object = 2,
    eps: object = 1e-6,
    swap: object = False,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Answer:
    return lost(TripletLoss("triplet_margin"), (anchor, positive, negative), reduction, size_average, reduce)


@torch.function(*functional_names("triplet_margin_with_distance_loss"))
def triplet_margin_with_distance_loss(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    *,
    distance_function: Any = None,
    margin: object = 1.0,
    swap: object = False,
    reduction: Any = "mean",
) -> Answer:
    if distance_function is not None:
        return Undetermined("a distance function of one's own")
    return lost(TripletLoss("triplet_margin"), (anchor, positive, negative), reduction)


@torch.function(*functional_names("ctc_loss"))
def ctc_loss(
    log_probs: Tensor,
    targets: Tensor,
    input_lengths: object,
    target_lengths: object,
    blank: object = 0,
    reduction: Any = "mean",
    zero_infinity: object = False,
) -> Answer:
    return lost(SequenceLoss("ctc"), (log_probs, targets), reduction)
