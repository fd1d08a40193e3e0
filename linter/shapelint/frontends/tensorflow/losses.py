"""tensorflow.nn's losses, candidate samplers and decoders: https://www.tensorflow.org/api_docs/python/tf/nn."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.ops.picking import created
from shapelint.frontends.keras.vocabulary import Axes, keras
from shapelint.frontends.tensorflow.tables import Answer, declare
from shapelint.interpret.api.coercions import Numbers
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor, TensorType
from shapelint.ops.axes import missing_axes, unknown_size
from shapelint.ops.layout.creation import Creation, Creations
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.loss.strict_shape_loss import ScoreLoss
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce
from shapelint.symbolic import Size


def _loss(name: str, coding: str, parameters: str) -> None:
    def body(labels: Tensor, logits: Tensor) -> Answer:
        return Application(ScoreLoss(name, coding), (labels, logits))

    declare(f"nn.{name}", parameters, body)


@keras.function("tensorflow.nn.sigmoid_cross_entropy_with_logits")
def sigmoid_cross_entropy_with_logits(
    labels: Numbers | None = None, logits: Numbers | None = None, name: object = None
) -> Answer:
    if labels is None or logits is None:
        return Undetermined("labels or logits that are missing")
    return Application(ScoreLoss("sigmoid_cross_entropy_with_logits", "same"), (labels, logits))


_loss("sparse_softmax_cross_entropy_with_logits", "classes", "labels: Numbers, logits: Numbers, name=None")
_loss("weighted_cross_entropy_with_logits", "same", "labels: Numbers, logits: Numbers, pos_weight, name=None")


@keras.function("tensorflow.nn.softmax_cross_entropy_with_logits")
def softmax_cross_entropy_with_logits(labels: Numbers, logits: Numbers, axis: Any = -1, name: object = None) -> Answer:
    if not isinstance(axis, int):
        return Undetermined("an axis that is not known")
    return Application(ScoreLoss("softmax_cross_entropy_with_logits", "distribution", axis), (labels, logits))


_loss("log_poisson_loss", "same", "targets: Numbers, log_input: Numbers, compute_full_loss=False, name=None")


@keras.function("tensorflow.nn.isotonic_regression")
def isotonic_regression(inputs: Numbers, decreasing: object = True, axis: Any = -1) -> Answer:
    axes = (axis,) if isinstance(axis, int) else ()
    return Application(
        ShapePreservingOverAxis("isotonic_regression", axes, "axis"), (inputs,), lambda found: (found, found)
    )


@keras.function("tensorflow.nn.l2_loss")
def l2_loss(t: Numbers, name: object = None) -> Answer:
    return created("l2_loss", (), t.type.dtype, t)


@keras.function("tensorflow.nn.crelu")
def crelu(features: Numbers, axis: Any = -1, name: object = None) -> Answer:
    shape = features.shape
    if shape is None or not isinstance(axis, int) or missing_axes((axis,), len(shape)) or not shape:
        return Undetermined("an axis that is not known")
    position = axis % len(shape)
    sizes = (*shape[:position], shape[position] * 2, *shape[position + 1 :])
    return created("crelu", sizes, features.type.dtype, features)


@keras.function("tensorflow.nn.ctc_loss")
def ctc_loss(
    labels: object,
    logits: Numbers,
    label_length: object,
    logit_length: object,
    logits_time_major: Any = True,
    unique: object = None,
    blank_index: object = None,
    name: object = None,
) -> Answer:
    if logits.shape is None or len(logits.shape) != 3 or not isinstance(logits_time_major, bool):
        return Undetermined("scores of another form")
    return created("ctc_loss", (logits.shape[1 if logits_time_major else 0],), "float32", logits)


@keras.function("tensorflow.nn.ctc_unique_labels")
def ctc_unique_labels(labels: Numbers, name: object = None) -> Answer:
    if labels.shape is None or len(labels.shape) != 2:
        return Undetermined("labels of another form")
    types = (TensorType((labels.shape[0], unknown_size()), labels.type.dtype), TensorType(labels.shape, "int64"))
    return Application(Creations("ctc_unique_labels", types), (labels,))


@keras.function("tensorflow.nn.collapse_repeated")
def collapse_repeated(labels: Numbers, seq_length: object, name: object = None) -> Answer:
    if labels.shape is None or len(labels.shape) != 2:
        return Undetermined("labels of another form")
    batch = labels.shape[0]
    types = (TensorType((batch, unknown_size()), labels.type.dtype), TensorType((batch,), "int32"))
    return Application(Creations("collapse_repeated", types), (labels,))


def _decoded(scores: Tensor, paths: int) -> Answer:
    """Sparse label sequences, which are no tensors, and the log probability of each."""
    if scores.shape is None or len(scores.shape) != 3:
        return Undetermined("scores of another form")
    operation = Creation("ctc_decoder", (scores.shape[1], paths), scores.type.dtype)
    return Application(
        operation, (scores,), lambda found: ([Unknown("decoded labels, a sparse tensor")] * paths, found)
    )


@keras.function("tensorflow.nn.ctc_greedy_decoder")
def ctc_greedy_decoder(
    inputs: Numbers, sequence_length: object, merge_repeated: object = True, blank_index: object = None
) -> Answer:
    return _decoded(inputs, 1)


@keras.function("tensorflow.nn.ctc_beam_search_decoder")
def ctc_beam_search_decoder(
    inputs: Numbers, sequence_length: object, beam_width: object = 100, top_paths: Any = 1
) -> Answer:
    return _decoded(inputs, top_paths) if isinstance(top_paths, int) else Undetermined("how many paths is not known")


# -------------------------------------------------------------------------------------------------- sampled classes


def _of_samples(name: str, inputs: Tensor) -> Answer:
    """A loss for each sample."""
    if inputs.shape is None or not inputs.shape:
        return Undetermined("inputs of unknown rank")
    return created(name, (inputs.shape[0],), inputs.type.dtype, inputs)


@keras.function("tensorflow.nn.nce_loss")
def nce_loss(
    weights: object, biases: object, labels: object, inputs: Numbers, num_sampled: object, num_classes: object,
    num_true: object = 1,
    sampled_values: object = None, remove_accidental_hits: object = False, name: object = "nce_loss",
) -> Answer:  # fmt: skip
    return _of_samples("nce_loss", inputs)


@keras.function("tensorflow.nn.sampled_softmax_loss")
def sampled_softmax_loss(
    weights: object, biases: object, labels: object, inputs: Numbers, num_sampled: object, num_classes: object,
    num_true: object = 1,
    sampled_values: object = None, remove_accidental_hits: object = True, seed: object = None,
    name: object = "sampled_softmax_loss",
) -> Answer:  # fmt: skip
    return _of_samples("sampled_softmax_loss", inputs)


def _sampled(true_classes: Tensor, num_sampled: Size) -> Answer:
    types = (
        TensorType((num_sampled,), "int64"), TensorType(true_classes.shape, "float32"),
        TensorType((num_sampled,), "float32"),
    )  # fmt: skip
    return Application(Creations("candidate_sampler", types), (true_classes,))


@keras.function("tensorflow.nn.all_candidate_sampler", "tensorflow.random.all_candidate_sampler")
def all_candidate_sampler(
    true_classes: Numbers, num_true: object, num_sampled: int, unique: object, seed: object = None, name: object = None
) -> Answer:
    return _sampled(true_classes, num_sampled)


def _ranged(*names: str) -> None:
    @keras.function(*(f"tensorflow.{name}" for name in names))
    def sampler(
        true_classes: Numbers, num_true: object, num_sampled: int, unique: object, range_max: object,
        seed: object = None,
        name: object = None,
    ) -> Answer:  # fmt: skip
        return _sampled(true_classes, num_sampled)


_ranged("nn.learned_unigram_candidate_sampler", "random.learned_unigram_candidate_sampler")
_ranged("random.log_uniform_candidate_sampler")
_ranged("random.uniform_candidate_sampler")


@keras.function("tensorflow.nn.fixed_unigram_candidate_sampler", "tensorflow.random.fixed_unigram_candidate_sampler")
def fixed_unigram_candidate_sampler(
    true_classes: Numbers, num_true: object, num_sampled: int, unique: object, range_max: object,
    vocab_file: object = "",
    distortion: object = 1.0, num_reserved_ids: object = 0, num_shards: object = 1, shard: object = 0,
    unigrams: object = (),
    seed: object = None, name: object = None,
) -> Answer:  # fmt: skip
    return _sampled(true_classes, num_sampled)


@keras.function("tensorflow.nn.compute_accidental_hits")
def compute_accidental_hits(
    true_classes: Numbers, sampled_candidates: Numbers, num_true: object, seed: object = None, name: object = None
) -> Answer:
    some = unknown_size()
    types = (TensorType((some,), "int32"), TensorType((some,), "int64"), TensorType((some,), "float32"))
    return Application(Creations("compute_accidental_hits", types), (true_classes, sampled_candidates))


# -------------------------------------------------------------------------------------------------------- statistics


@keras.function("tensorflow.nn.weighted_moments")
def weighted_moments(
    x: Numbers, axes: Axes, frequency_weights: Any, keepdims: bool = False, name: object = None
) -> Answer:
    weights = frequency_weights
    if not isinstance(weights, Tensor) or weights.shape is None or x.shape is None or len(weights.shape) > len(x.shape):
        return Undetermined("weights that are not known")
    operation = Reduce("weighted_moments", axes, keepdims, "float", argument="axes")
    return Application(operation, (x,), lambda mean: (mean, mean))


@keras.function("tensorflow.nn.normalize_moments")
def normalize_moments(
    counts: Numbers, mean_ss: Numbers, variance_ss: Numbers, shift: Numbers | None, name: object = None
) -> Answer:
    """Both results have the shape of all statistics broadcast with one another, where these are of one shape or
    scalars."""
    given = tuple(t for t in (mean_ss, variance_ss, counts, shift) if t is not None)
    if len({t.shape for t in given if t.shape != ()}) > 1:
        return Undetermined("moments that broadcast with one another")
    return Application(Elementwise("normalize_moments", "float"), given, lambda mean: (mean, mean))


@keras.function("tensorflow.nn.sufficient_statistics")
def sufficient_statistics(
    x: Numbers, axes: Axes, shift: Any = None, keepdims: bool | None = False, name: object = None
) -> Answer:
    operation = Reduce("sufficient_statistics", axes, bool(keepdims), "float", argument="axes")
    count = Tensor(TensorType((), "float32"), role="data", origin="sufficient_statistics", dialect=KERAS)
    return Application(operation, (x,), lambda mean: (count, mean, mean, mean if isinstance(shift, Tensor) else None))
