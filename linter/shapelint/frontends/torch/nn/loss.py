"""torch.nn's losses: https://docs.pytorch.org/docs/stable/nn.html#loss-functions."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.tensors.declaring import fields
from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.coercions import Flag, Sizes
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.loss.adaptive_softmax import AdaptiveSoftmax, LinearClassLoss
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
from shapelint.records import replace

BASE = ("torch.nn.modules.loss._Loss",)
WEIGHTED = ("torch.nn.modules.loss._WeightedLoss", *BASE)

Answer = Loss | Undetermined


def reduced(loss: Loss, reduction: object, size_average: object = None, reduce: object = None) -> Answer:
    """The loss with its reduction. The two deprecated switches take precedence over `reduction`."""
    if size_average is not None or reduce is not None:
        if not all(isinstance(flag, bool) or flag is None for flag in (size_average, reduce)):
            return Undetermined("a reduction that is not known")
        reduction = "none" if reduce is False else "sum" if size_average is False else "mean"
    if not isinstance(reduction, str):
        return Undetermined("a reduction that is not known")
    return replace(loss, reduction=reduction)


def call_with_target(operation: Loss, input: Tensor, target: Tensor) -> Application:
    return Application(operation, (input, target))


def call_with_variance(operation: Loss, input: Tensor, target: Tensor, var: Any) -> Application:
    tensors = (input, target, var) if isinstance(var, Tensor) else (input, target)
    return Application(operation, tensors)


def call_with_two_inputs(operation: Loss, input1: Tensor, input2: Tensor, target: Tensor) -> Application:
    return Application(operation, (input1, input2, target))


def call_with_triplet(operation: Loss, anchor: Tensor, positive: Tensor, negative: Tensor) -> Application:
    return Application(operation, (anchor, positive, negative))


def call_with_lengths(
    operation: Loss, log_probs: Tensor, targets: Tensor, input_lengths: object, target_lengths: object
) -> Application:
    return Application(operation, (log_probs, targets))


ADAPTIVE = fields("ASMoutput", "output", "loss")


def call_adaptive(operation: AdaptiveSoftmax, input_: Tensor, target_: Tensor) -> Application:
    return Application(operation, (input_, target_), ADAPTIVE)


def call_linear(operation: LinearClassLoss, input: Tensor, target: Tensor) -> Application:
    return Application(operation, (input, target))


# Losses whose constructors take the two deprecated switches and the reduction alone.
PLAIN: dict[str, Loss] = {
    "L1Loss": ElementwiseLoss("l1"),
    "MSELoss": ElementwiseLoss("mse"),
    "MultiLabelMarginLoss": MarginLoss("multilabel_margin", multiple=True),
    "SoftMarginLoss": ElementwiseLoss("soft_margin", widening=False),
}

# Those that also take a weight, before the others.
WITH_WEIGHT: dict[str, Loss] = {
    "BCELoss": ElementwiseLoss("binary_cross_entropy", same_shape=True),
    "MultiLabelSoftMarginLoss": ElementwiseLoss("multilabel_soft_margin", inner=1),
}


def declare_plain(name: str, loss: Loss) -> None:
    @torch.layer(*layer_names("loss", name), call=call_with_target, bases=BASE)
    def plain(size_average: Any = None, reduce: Any = None, reduction: Any = "mean") -> Answer:
        return reduced(loss, reduction, size_average, reduce)


def declare_weighted(name: str, loss: Loss) -> None:
    @torch.layer(*layer_names("loss", name), call=call_with_target, bases=WEIGHTED)
    def weighted(
        weight: object = None, size_average: Any = None, reduce: Any = None, reduction: Any = "mean"
    ) -> Answer:
        return reduced(loss, reduction, size_average, reduce)


for loss_name, declared in PLAIN.items():
    declare_plain(loss_name, declared)
for loss_name, declared in WITH_WEIGHT.items():
    declare_weighted(loss_name, declared)


@torch.layer(*layer_names("loss", "NLLLoss"), *layer_names("loss", "NLLLoss2d"), call=call_with_target, bases=WEIGHTED)
def nll(
    weight: object = None,
    size_average: Any = None,
    ignore_index: object = -100,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Answer:
    return reduced(ClassLoss("nll"), reduction, size_average, reduce)


@torch.layer(*layer_names("loss", "CrossEntropyLoss"), call=call_with_target, bases=WEIGHTED)
def cross_entropy(
    weight: object = None,
    size_average: Any = None,
    ignore_index: object = -100,
    reduce: Any = None,
    reduction: Any = "mean",
    label_smoothing: object = 0.0,
) -> Answer:
    return reduced(ClassLoss("cross_entropy", probabilities=True), reduction, size_average, reduce)


@torch.layer(*layer_names("loss", "BCEWithLogitsLoss"), call=call_with_target, bases=BASE)
def binary_cross_entropy_with_logits(
    weight: object = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
    pos_weight: object = None,
) -> Answer:
    loss = ElementwiseLoss("binary_cross_entropy_with_logits", same_shape=True)
    return reduced(loss, reduction, size_average, reduce)


@torch.layer(*layer_names("loss", "SmoothL1Loss"), call=call_with_target, bases=BASE)
def smooth_l1(size_average: Any = None, reduce: Any = None, reduction: Any = "mean", beta: object = 1.0) -> Answer:
    return reduced(ElementwiseLoss("smooth_l1"), reduction, size_average, reduce)


@torch.layer(*layer_names("loss", "HuberLoss"), call=call_with_target, bases=BASE)
def huber(reduction: Any = "mean", delta: object = 1.0) -> Answer:
    return reduced(ElementwiseLoss("huber"), reduction)


@torch.layer(*layer_names("loss", "KLDivLoss"), call=call_with_target, bases=BASE)
def kl_div(size_average: Any = None, reduce: Any = None, reduction: Any = "mean", log_target: object = False) -> Answer:
    return reduced(ElementwiseLoss("kl_divergence"), reduction, size_average, reduce)


@torch.layer(*layer_names("loss", "PoissonNLLLoss"), call=call_with_target, bases=BASE)
def poisson_nll(
    log_input: object = True,
    full: object = False,
    size_average: Any = None,
    eps: object = 1e-8,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Answer:
    return reduced(ElementwiseLoss("poisson_nll"), reduction, size_average, reduce)


@torch.layer(*layer_names("loss", "GaussianNLLLoss"), call=call_with_variance, bases=BASE)
def gaussian_nll(*, full: object = False, eps: object = 1e-6, reduction: Any = "mean") -> Answer:
    return reduced(GaussianLoss("gaussian_nll"), reduction)


@torch.layer(*layer_names("loss", "HingeEmbeddingLoss"), call=call_with_target, bases=BASE)
def hinge_embedding(
    margin: object = 1.0, size_average: Any = None, reduce: Any = None, reduction: Any = "mean"
) -> Answer:
    return reduced(ElementwiseLoss("hinge_embedding"), reduction, size_average, reduce)


@torch.layer(*layer_names("loss", "CosineEmbeddingLoss"), call=call_with_two_inputs, bases=BASE)
def cosine_embedding(
    margin: object = 0.0, size_average: Any = None, reduce: Any = None, reduction: Any = "mean"
) -> Answer:
    return reduced(EmbeddingLoss("cosine_embedding"), reduction, size_average, reduce)


@torch.layer(*layer_names("loss", "MarginRankingLoss"), call=call_with_two_inputs, bases=BASE)
def margin_ranking(
    margin: object = 0.0, size_average: Any = None, reduce: Any = None, reduction: Any = "mean"
) -> Answer:
    return reduced(ElementwiseLoss("margin_ranking", same_rank=True), reduction, size_average, reduce)


@torch.layer(*layer_names("loss", "MultiMarginLoss"), call=call_with_target, bases=WEIGHTED)
def multi_margin(
    p: object = 1,
    margin: object = 1.0,
    weight: object = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Answer:
    return reduced(MarginLoss("multi_margin"), reduction, size_average, reduce)


@torch.layer(*layer_names("loss", "TripletMarginLoss"), call=call_with_triplet, bases=BASE)
def triplet_margin(
    margin: object = 1.0,
    p: object = 2.0,
    eps: object = 1e-6,
    swap: object = False,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Answer:
    return reduced(TripletLoss("triplet_margin"), reduction, size_average, reduce)


@torch.layer(*layer_names("loss", "TripletMarginWithDistanceLoss"), call=call_with_triplet, bases=BASE)
def triplet_margin_with_distance(
    *, distance_function: Any = None, margin: object = 1.0, swap: object = False, reduction: Any = "mean"
) -> Answer:
    if distance_function is not None:
        return Undetermined("a distance function of one's own")
    return reduced(TripletLoss("triplet_margin"), reduction)


@torch.layer(*layer_names("loss", "CTCLoss"), call=call_with_lengths, bases=BASE)
def ctc(blank: object = 0, reduction: Any = "mean", zero_infinity: object = False) -> Answer:
    return reduced(SequenceLoss("ctc"), reduction)


@torch.layer(*layer_names("adaptive", "AdaptiveLogSoftmaxWithLoss"), call=call_adaptive)
def adaptive_log_softmax(
    in_features: int, n_classes: int, cutoffs: Sizes, div_value: float = 4.0, head_bias: Flag = False,
    device: object = None, dtype: object = None,
) -> AdaptiveSoftmax:  # fmt: skip
    return AdaptiveSoftmax(in_features, n_classes, cutoffs, div_value, head_bias)


@torch.layer(*layer_names("loss", "LinearCrossEntropyLoss"), call=call_linear)
def linear_cross_entropy(
    in_features: int, num_classes: int, *, out_features: Sizes = (), bias: Flag = False, device: object = None,
    dtype: object = None, reduction: str = "mean", weight: object = None, ignore_index: object = None,
    label_smoothing: object = 0.0, options: object = None,
) -> LinearClassLoss:  # fmt: skip
    return LinearClassLoss(in_features, num_classes, out_features, bias, reduction)
