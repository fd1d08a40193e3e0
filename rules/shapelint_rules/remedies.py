"""What several rules propose in order to mend a finding."""

from __future__ import annotations

from shapelint.diagnostics.remedy import Number, Remedy
from shapelint.ir import Node
from shapelint.ops.convolution import Convolution
from shapelint.ops.linear import Bilinear, Linear
from shapelint.ops.normalization import BatchNormalization, GroupNormalization, LayerNormalization
from shapelint.ops.recurrent import Recurrent, RecurrentStep
from shapelint_rules.failures import Failure

FED_ALONE = (Linear, Bilinear, BatchNormalization, LayerNormalization, Recurrent, RecurrentStep)
"""Operations whose declared input size has no say in anything but what they are given."""


def right_number(failure: Failure, factors: tuple[int, ...] | None = None) -> Remedy | None:
    """The number that the layer receives, where the number that it expects is written. `factors` are what it is the
    product of, if they are known."""
    expected, actual = failure.requirement.expected, failure.requirement.actual
    if not failure.replaceable or not isinstance(expected, int) or not isinstance(actual, int):
        return None
    number = Number(failure.place, expected, actual, factors or ())
    return Remedy((number,), applicability="safe" if is_independent(failure, actual) else "unsafe")


def is_independent(failure: Failure, value: int) -> bool:
    """Whether nothing else in the layer has to go with its declared input size."""
    operation = failure.subject.operation if isinstance(failure.subject, Node) else None
    if isinstance(operation, Convolution):
        return operation.groups == 1
    if isinstance(operation, GroupNormalization):
        return isinstance(operation.groups, int) and operation.groups > 0 and value % operation.groups == 0
    return isinstance(operation, FED_ALONE)
