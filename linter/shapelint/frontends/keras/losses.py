"""Losses by their names: as functions, as classes, and as `compile(loss=...)` takes them.

https://keras.io/api/losses/
"""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.vocabulary import keras
from shapelint.frontends.opaque import opaque_class
from shapelint.interpret.api.apply import apply_operation
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import ClassValue, DeclaredFunction, Instance, NativeFunction
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor
from shapelint.ops.loss.target_first_loss import BROADCASTING, CLASSES, SAME, TargetLoss

MODULE = "keras.losses."
Answer = Application | Undetermined
CODINGS = {
    "binary_crossentropy": SAME,
    "binary_focal_crossentropy": SAME,
    "categorical_crossentropy": SAME,
    "categorical_focal_crossentropy": BROADCASTING,
    "sparse_categorical_crossentropy": CLASSES,
    "kl_divergence": BROADCASTING,
    "poisson": BROADCASTING,
    "mean_squared_error": BROADCASTING,
    "mean_absolute_error": BROADCASTING,
    "mean_absolute_percentage_error": BROADCASTING,
    "mean_squared_logarithmic_error": BROADCASTING,
    "cosine_similarity": BROADCASTING,
    "log_cosh": BROADCASTING,
    "huber": BROADCASTING,
    "hinge": BROADCASTING,
    "squared_hinge": BROADCASTING,
    "categorical_hinge": BROADCASTING,
}
CLASS_NAMES = {
    "BinaryCrossentropy": "binary_crossentropy",
    "BinaryFocalCrossentropy": "binary_focal_crossentropy",
    "CategoricalCrossentropy": "categorical_crossentropy",
    "CategoricalFocalCrossentropy": "categorical_focal_crossentropy",
    "SparseCategoricalCrossentropy": "sparse_categorical_crossentropy",
    "KLDivergence": "kl_divergence",
    "Poisson": "poisson",
    "MeanSquaredError": "mean_squared_error",
    "MeanAbsoluteError": "mean_absolute_error",
    "MeanAbsolutePercentageError": "mean_absolute_percentage_error",
    "MeanSquaredLogarithmicError": "mean_squared_logarithmic_error",
    "CosineSimilarity": "cosine_similarity",
    "LogCosh": "log_cosh",
    "Huber": "huber",
    "Hinge": "hinge",
    "SquaredHinge": "squared_hinge",
    "CategoricalHinge": "categorical_hinge",
}
ALIASES = {
    "bce": "binary_crossentropy",
    "kld": "kl_divergence",
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
}
ALIASES |= {short.upper(): name for short, name in ALIASES.items()}
# The functions that bring targets and predictions to the same number of axes themselves; as classes, all do.
ALIGNING = frozenset({
    "mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_logarithmic_error",
    "cosine_similarity", "log_cosh", "huber",
})  # fmt: skip
TAKES_LOGITS = frozenset(name for name in CODINGS if name.endswith("crossentropy"))


def applied(name: str, y_true: object, y_pred: object, from_logits: object = None, axis: object = -1) -> Answer:
    """The loss of each sample."""
    if not isinstance(y_true, Tensor) or not isinstance(y_pred, Tensor):
        return Undetermined("a loss of values that are not known")
    if axis != -1:
        return Undetermined("a loss along another axis than the last")
    operation = TargetLoss(name, CODINGS[name], name in ALIGNING, False, logits(name, from_logits))
    return Application(operation, (y_true, y_pred))


def logits(name: str, given: object) -> bool | None:
    return given if isinstance(given, bool) and name in TAKES_LOGITS else None


def declare(name: str) -> None:
    @keras.function(MODULE + name)
    def loss(y_true: Any, y_pred: Any) -> Answer:
        return applied(name, y_true, y_pred)


OTHERS = TAKES_LOGITS | {"cosine_similarity", "huber"}
for declared_name in CODINGS:
    if declared_name not in OTHERS:
        declare(declared_name)


def declare_smoothed(name: str) -> None:
    @keras.function(MODULE + name)
    def loss(
        y_true: Any, y_pred: Any, from_logits: Any = False, label_smoothing: object = 0.0, axis: Any = -1
    ) -> Answer:
        return applied(name, y_true, y_pred, from_logits, axis)


declare_smoothed("binary_crossentropy")
declare_smoothed("categorical_crossentropy")


@keras.function(MODULE + "sparse_categorical_crossentropy")
def sparse_categorical_crossentropy(
    y_true: Any, y_pred: Any, from_logits: Any = False, ignore_class: object = None, axis: Any = -1
) -> Answer:
    return applied("sparse_categorical_crossentropy", y_true, y_pred, from_logits, axis)


@keras.function(MODULE + "binary_focal_crossentropy")
def binary_focal_crossentropy(
    y_true: Any, y_pred: Any, apply_class_balancing: object = False, alpha: object = 0.25, gamma: object = 2.0,
    from_logits: Any = False, label_smoothing: object = 0.0, axis: Any = -1,
) -> Answer:  # fmt: skip
    return applied("binary_focal_crossentropy", y_true, y_pred, from_logits, axis)


@keras.function(MODULE + "categorical_focal_crossentropy")
def categorical_focal_crossentropy(
    y_true: Any, y_pred: Any, alpha: object = 0.25, gamma: object = 2.0, from_logits: Any = False,
    label_smoothing: object = 0.0, axis: Any = -1,
) -> Answer:  # fmt: skip
    return applied("categorical_focal_crossentropy", y_true, y_pred, from_logits, axis)


@keras.function(MODULE + "cosine_similarity")
def cosine_similarity(y_true: Any, y_pred: Any, axis: Any = -1) -> Answer:
    return applied("cosine_similarity", y_true, y_pred, axis=axis)


@keras.function(MODULE + "huber")
def huber(y_true: Any, y_pred: Any, delta: object = 1.0) -> Answer:
    return applied("huber", y_true, y_pred)


def loss_classes() -> dict[str, object]:
    """The classes of losses by their full names."""
    return {MODULE + name: loss_class(name) for name in CLASS_NAMES}


def loss_class(name: str) -> ClassValue:
    """A loss as a class: its settings, and the loss of a call."""
    made = opaque_class(MODULE + name)
    takes_logits = CLASS_NAMES[name] in TAKES_LOGITS

    def initialize(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance, *rest = arguments
        assert isinstance(instance, Instance)
        instance.attributes.update({k: v for k, v in keywords.items() if k not in ("*", "**")})
        if takes_logits and rest:
            instance.attributes["from_logits"] = rest[0]
        instance.attributes["_settled"] = "*" not in keywords and "**" not in keywords
        return None

    def call(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance, *rest = arguments
        given = dict(zip(("y_true", "y_pred", "sample_weight"), rest, strict=False)) | keywords
        target, prediction = given.get("y_true"), given.get("y_pred")
        operation = operation_of_loss(instance)
        if operation is None or not isinstance(target, Tensor) or not isinstance(prediction, Tensor):
            return m.unknown("a loss of values that are not known", site.place)
        return apply_operation(m, operation, (target, prediction), MODULE + name, site.place)

    made.variables["__init__"] = NativeFunction(MODULE + name, initialize)
    made.variables["__call__"] = NativeFunction(MODULE + name, call)
    return made


def operation_of_loss(value: object) -> TargetLoss | None:
    """The operation that `compile(loss=value)` stands for: a name, a function or an object; None for one that is not
    known, or that is the program's own."""
    if isinstance(value, str):
        name = ALIASES.get(value) or CLASS_NAMES.get(value) or value
        return TargetLoss(name, CODINGS[name], from_logits=logits(name, False)) if name in CODINGS else None
    if isinstance(value, DeclaredFunction) and value.entry.name.startswith(MODULE):
        return operation_of_loss(value.entry.name[len(MODULE) :])
    if (
        not isinstance(value, Instance)
        or not value.type.qualified_name.startswith(MODULE)
        or value.attributes.get("_settled") is not True
    ):
        return None
    name = CLASS_NAMES[value.type.name]
    settings = value.attributes
    if settings.get("axis", -1) != -1:
        return None
    reduced = settings.get("reduction", "sum_over_batch_size") in ("sum_over_batch_size", "sum", "mean", "auto")
    return TargetLoss(name, CODINGS[name], True, reduced, logits(name, settings.get("from_logits", False)))
