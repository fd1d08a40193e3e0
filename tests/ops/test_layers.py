"""What layers say of themselves, and how inference goes on after a contradiction or from something unknown."""

from __future__ import annotations

import pytest

from shapelint.frontends.keras.convolution_dialects import OF_LAYERS
from shapelint.ir import UNKNOWN_TENSOR, Kind, TensorType
from shapelint.ops.dense.linear import Linear
from shapelint.ops.loss.criterion import ClassLoss, ElementwiseLoss
from shapelint.ops.norm.normalization import BatchNormalization, LayerNormalization
from shapelint.ops.operation import Operation
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution, symmetric
from shapelint.ops.spatial.padding import PadTrailing
from shapelint.ops.spatial.pooling import AdaptivePooling, GlobalPooling, Pooling
from shapelint.symbolic import Symbol, Verdict, fresh


def convolution(**fields: object) -> Convolution:
    settings = {"stride": (1, 1), "padding": symmetric((0, 0)), "dilation": (1, 1), **fields}
    return Convolution(3, 8, (3, 3), **settings)  # type: ignore[arg-type]


def failed(operation: Operation, *shapes: tuple[int, ...]) -> list[tuple[Kind, str | None]]:
    found = operation.infer([TensorType(shape) for shape in shapes])
    return [(r.kind, r.argument) for r in found.requirements if r.verdict is Verdict.FAILS]


def test_wrong_channels_are_one_failure_and_the_output_is_trusted() -> None:
    operation = convolution()
    assert failed(operation, (1, 4, 8, 8)) == [(Kind.IN_CHANNELS, "in_channels")]
    shape = operation.infer([TensorType((1, 4, 8, 8))]).outputs[0].shape
    assert shape is not None
    assert shape[:2] == (1, 8), "what the layer declares is trusted"
    assert all(isinstance(size, int) for size in shape[2:]), "what the mismatch says nothing of stays known"


def test_wrong_features_are_one_failure_and_the_output_is_trusted() -> None:
    operation = Linear(10, 5)
    assert failed(operation, (2, 12)) == [(Kind.IN_FEATURES, "in_features")]
    assert operation.infer([TensorType((2, 12))]).outputs[0].shape == (2, 5)


def test_the_axis_of_wrong_norm_features_becomes_unknown() -> None:
    operation = BatchNormalization(16, ranks=(4,))
    assert failed(operation, (1, 8, 4, 4)) == [(Kind.NORM_FEATURES, "num_features")]
    shape = operation.infer([TensorType((1, 8, 4, 4))]).outputs[0].shape
    assert shape is not None
    assert isinstance(shape[1], Symbol)
    assert (shape[0], *shape[2:]) == (1, 4, 4)


def test_collapsed_axis_becomes_unknown() -> None:
    operation = convolution()
    shape = operation.infer([TensorType((1, 3, 2, 8))]).outputs[0].shape
    assert failed(operation, (1, 3, 2, 8)) == [(Kind.WINDOW, "kernel_size")]
    assert shape is not None
    assert isinstance(shape[2], Symbol)
    assert shape[3] == 6


def test_wrong_rank_makes_the_output_unknown() -> None:
    operation = convolution()
    assert failed(operation, (3, 8)) == [(Kind.RANK, None)]
    assert operation.infer([TensorType((3, 8))]).outputs[0].shape is None


@pytest.mark.parametrize(
    "operation",
    [convolution(), Linear(3, 4), Pooling("max", (2,), (2,), "valid"), AdaptivePooling("max", (1, 1)), PadTrailing(())],
)
def test_unknown_rank_stays_unknown(operation: Operation) -> None:
    found = operation.infer([UNKNOWN_TENSOR])
    assert found.outputs[0].shape is None
    assert not found.requirements


def test_unknown_padding_may_be_zero() -> None:
    operation = Pooling("max", (1,), (1,), symmetric((fresh("unknown"),)))
    assert not any(r.verdict is Verdict.FAILS for r in operation.infer([TensorType((2, 3, 4))]).requirements)
    wide = Convolution(3, 8, (5,), (1,), symmetric((fresh("unknown"),)), (1,))
    assert not any(r.verdict is Verdict.FAILS for r in wide.infer([TensorType((2, 3, 5))]).requirements)


def test_unknown_switches_refuse_nothing() -> None:
    operation = BatchNormalization(16, ranks=(4,), scale=None, center=None, track=None)
    assert failed(operation, (1, 8, 4, 4)) == []
    assert operation.parameters() is None


def test_built_from_the_first_input() -> None:
    lazy = Convolution(None, 8, (3,), (1,), "valid", (1,), groups=2)
    built = lazy.build([TensorType((2, 6, 9))])
    assert lazy.parameters() is None
    assert built.parameters() == {"weight": (8, 3, 3), "bias": (8,)}
    normalization = LayerNormalization(None, axes=(-1,)).build([TensorType((2, 5))])
    assert normalization.parameters() == {"weight": (5,), "bias": (5,)}


def test_kernel_last_layout() -> None:
    operation = Convolution(4, 8, (3, 3), (1, 1), "same", (1, 1), groups=2, channels_last=True, dialect=OF_LAYERS)
    assert operation.parameters() == {"kernel": (3, 3, 2, 8), "bias": (8,)}
    assert operation.infer([TensorType((2, 9, 9, 4))]).outputs[0].shape == (2, 9, 9, 8)
    transposed = TransposedConvolution(4, 8, (3, 3), (2, 2), "same", (1, 1), channels_last=True, dialect=OF_LAYERS)
    assert transposed.parameters() == {"kernel": (3, 3, 8, 4), "bias": (8,)}
    assert transposed.infer([TensorType((2, 9, 9, 4))]).outputs[0].shape == (2, 18, 18, 8)


def test_cost_is_counted_in_multiply_accumulates() -> None:
    operation = convolution()
    given = [TensorType((2, 3, 8, 8))]
    assert operation.cost(given, operation.infer(given).outputs) == 2 * 8 * 6 * 6 * 3 * 9
    linear = Linear(10, 5)
    given = [TensorType((2, 7, 10))]
    assert linear.cost(given, linear.infer(given).outputs) == 2 * 7 * 10 * 5


def test_customary_input_is_batched() -> None:
    assert convolution().canonical_input_shape(0) == (None, 3, None, None)
    assert convolution(channels_last=True).canonical_input_shape(0) == (None, None, None, 3)
    assert BatchNormalization(16, ranks=(5,)).canonical_input_shape(0) == (None, 16, None, None, None)


def test_hyperparameters_are_refused_at_construction() -> None:
    groups = Convolution(3, 8, (3,), (1,), symmetric((0,)), (1,), groups=2)
    assert [(r.kind, r.argument) for r in groups.validate()] == [(Kind.HYPERPARAMETER, "in_channels")]
    strided = Convolution(3, 8, (3,), (2,), "same", (1,))
    assert [(r.kind, r.argument) for r in strided.validate()] == [(Kind.HYPERPARAMETER, "stride")]


def test_global_pooling() -> None:
    pooled = GlobalPooling("average", 2, channels_last=True)
    assert pooled.infer([TensorType((2, 9, 9, 4))]).outputs[0].shape == (2, 4)
    kept = GlobalPooling("max", 2, keepdims=True)
    assert kept.infer([TensorType((2, 4, 9, 9))]).outputs[0].shape == (2, 4, 1, 1)


def test_type_of_a_target_refuses_nothing() -> None:
    loss = ClassLoss("cross_entropy", probabilities=True)
    for dtype in ("float32", None):
        found = loss.infer([TensorType((4, 10)), TensorType((4,), dtype)])
        assert all(r.verdict is Verdict.HOLDS for r in found.requirements)
    assert failed(loss, (4, 10), (5,)) == [(Kind.LOSS_TARGET, None)]


def test_reduction_none_keeps_the_elements() -> None:
    loss = ElementwiseLoss("mse", "none")
    assert loss.infer([TensorType((4, 1)), TensorType((1, 3))]).outputs[0].shape == (4, 3)
