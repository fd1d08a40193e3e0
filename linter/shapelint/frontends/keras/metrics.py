"""Metrics as objects, and the shapes that they refuse: https://keras.io/api/metrics/"""

from __future__ import annotations

from shapelint.frontends.opaque import opaque_class
from shapelint.interpret.api.apply import apply_operation
from shapelint.interpret.domain.values import ClassValue, Instance, NativeFunction, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor
from shapelint.ops.loss.target_first_loss import BROADCASTING, COUNTS, SAME, TABLES, TargetLoss

MODULE = "keras.metrics."
CODINGS = {
    **dict.fromkeys(
        (
            "AUC", "Precision", "Recall", "TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives",
            "PrecisionAtRecall", "RecallAtPrecision", "SensitivityAtSpecificity", "SpecificityAtSensitivity",
        ),
        SAME,
    ),
    **dict.fromkeys(("IoU", "MeanIoU", "BinaryIoU"), COUNTS),
    **dict.fromkeys(("F1Score", "FBetaScore"), TABLES),
    **dict.fromkeys(
        (
            "Accuracy", "BinaryAccuracy", "MeanSquaredError", "MeanAbsoluteError", "RootMeanSquaredError",
            "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "LogCoshError", "Hinge", "SquaredHinge",
        ),
        BROADCASTING,
    ),
}  # fmt: skip
"""How a metric compares its targets with the predictions."""
HARMLESS = frozenset({
    "name", "dtype", "num_classes", "target_class_ids", "average", "beta", "threshold", "thresholds", "num_thresholds",
    "curve", "summation_method", "recall", "precision", "sensitivity", "specificity",
})  # fmt: skip
"""The options that leave it at that."""
OPTIONS = "_options"


def metric_classes() -> dict[str, object]:
    """The classes by their full names."""
    return {MODULE + name: metric_class(name) for name in CODINGS}


def metric_class(name: str) -> ClassValue:
    made = opaque_class(MODULE + name)

    def initialize(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance = arguments[0]
        assert isinstance(instance, Instance)
        instance.attributes[OPTIONS] = tuple(keywords)
        return None

    def update(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance, *rest = arguments
        given = dict(zip(("y_true", "y_pred", "sample_weight"), rest, strict=False)) | keywords
        compare(m, instance, given.get("y_true"), given.get("y_pred"), site)
        return Unknown(f"the value of {name}", site.place)

    made.variables["__init__"] = NativeFunction(MODULE + name, initialize)
    for method in ("update_state", "__call__"):
        made.variables[method] = NativeFunction(f"{MODULE}{name}.{method}", update)
    return made


def compare(m: Interpreter, metric: object, target: object, prediction: object, site: Site) -> None:
    """Run a metric of Keras on targets and predictions, where all of it is known."""
    if not isinstance(metric, Instance) or metric.open is not None or metric.type.name not in CODINGS:
        return
    options = metric.attributes.get(OPTIONS)
    if not metric.type.qualified_name.startswith(MODULE) or not isinstance(options, tuple):
        return
    if set(options) <= HARMLESS and isinstance(target, Tensor) and isinstance(prediction, Tensor):
        name = metric.type.name
        apply_operation(m, TargetLoss(name, CODINGS[name]), (target, prediction), MODULE + name, site.place)
