"""Losses and metrics of the program's own, as `fit` calls them: on the targets and what the model gives for a batch.

`LossFunctionWrapper` and `squeeze_or_expand_to_same_rank` in keras/src/losses/losses.py and loss.py.
"""

from __future__ import annotations

from shapelint.frontends.keras.metrics import compare
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.domain.values import BoundMethod, FunctionValue, Instance, class_attribute
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor
from shapelint.records import replace
from shapelint.symbolic import Verdict, equal
from shapelint.syntax.source import Place

LOSS_CLASS = "keras.losses.Loss"


def run_own_loss(m: Interpreter, loss: object, target: Tensor, prediction: Tensor, place: Place | None) -> None:
    """Run `compile(loss=loss)` if it is written in the program, and both tensors' shapes are known."""
    if target.shape is None or prediction.shape is None:
        return
    if is_function(loss):
        m.call(loss, list(same_rank(target, prediction)), {}, Site(place))
    elif isinstance(loss, Instance) and any(c.qualified_name == LOSS_CLASS for c in loss.type.mro):
        call = class_attribute(loss.type, "call")
        if isinstance(call, FunctionValue):
            m.call(BoundMethod(call, loss), [target, prediction], {}, Site(place))


def run_own_metrics(m: Interpreter, metrics: object, target: Tensor, prediction: Tensor, place: Place | None) -> None:
    """Run the functions among `compile(metrics=metrics)`, of a model with one output, and the metrics of Keras."""
    if target.shape is None or prediction.shape is None:
        return
    for metric in elements(metrics) or ():
        if is_function(metric):
            m.call(metric, [target, prediction], {}, Site(place))
        else:
            compare(m, metric, target, prediction, Site(place))


def is_function(value: object) -> bool:
    return isinstance(value, FunctionValue) or (
        isinstance(value, BoundMethod) and isinstance(value.function, FunctionValue)
    )


def same_rank(target: Tensor, prediction: Tensor) -> tuple[Tensor, Tensor]:
    """Targets and predictions as a function gets them: where one has an axis of size one more at the end, it is taken
    away, or given to what has but one axis."""
    assert target.shape is not None
    assert prediction.shape is not None
    longer = len(target.shape) - len(prediction.shape)
    if longer == 1:
        prediction, target = drop_or_add(prediction, target)
    elif longer == -1:
        target, prediction = drop_or_add(target, prediction)
    return target, prediction


def drop_or_add(short: Tensor, long: Tensor) -> tuple[Tensor, Tensor]:
    assert short.shape is not None
    assert long.shape is not None
    if equal(long.shape[-1], 1) is not Verdict.HOLDS:
        return short, long
    if len(short.shape) == 1:
        return replace(short, type=short.type.with_shape((*short.shape, 1))), long
    return short, replace(long, type=long.type.with_shape(long.shape[:-1]))
