"""Regularization layers: https://keras.io/api/layers/regularization_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import check_data_format, check_fraction, check_nonnegative, first_refusal
from shapelint.frontends.keras.vocabulary import LayerResult, keras
from shapelint.interpret.api.vocabulary import Rejected
from shapelint.ops.pointwise.activation import ShapePreservingWithRank
from shapelint.ops.pointwise.dropout import Dropout
from shapelint.ops.pointwise.elementwise import Elementwise


def _check_rate(argument: str, rate: object) -> Rejected | None:
    return check_fraction(argument, rate) if isinstance(rate, (int, float)) else None


@keras.layer("keras.layers.Dropout")
def dropout(rate: Any, noise_shape: object = None, seed: object = None, **kwargs: object) -> LayerResult:
    return _check_rate("rate", rate) or Dropout("dropout")


@keras.layer("keras.layers.GaussianDropout")
def gaussian_dropout(rate: Any, seed: object = None, **kwargs: object) -> LayerResult:
    return _check_rate("rate", rate) or Dropout("gaussian_dropout")


@keras.layer("keras.layers.AlphaDropout")
def alpha_dropout(rate: Any, noise_shape: object = None, seed: object = None, **kwargs: object) -> LayerResult:
    return _check_rate("rate", rate) or Dropout("alpha_dropout")


@keras.layer("keras.layers.GaussianNoise")
def gaussian_noise(stddev: Any, seed: object = None, **kwargs: object) -> LayerResult:
    return _check_rate("stddev", stddev) or Elementwise("gaussian_noise")


@keras.layer("keras.layers.SpatialDropout1D")
def spatial_dropout1d(rate: Any, seed: object = None, name: object = None, dtype: object = None) -> LayerResult:
    return _check_rate("rate", rate) or Dropout("dropout", (3,), of_channels=True)


@keras.layer("keras.layers.SpatialDropout2D")
def spatial_dropout2d(
    rate: Any,
    data_format: str | None = None,
    seed: object = None,
    name: object = None,
    dtype: object = None,
) -> LayerResult:
    return _check_rate("rate", rate) or check_data_format(data_format) or Dropout("dropout", (4,), of_channels=True)


@keras.layer("keras.layers.SpatialDropout3D")
def spatial_dropout3d(
    rate: Any,
    data_format: str | None = None,
    seed: object = None,
    name: object = None,
    dtype: object = None,
) -> LayerResult:
    return _check_rate("rate", rate) or check_data_format(data_format) or Dropout("dropout", (5,), of_channels=True)


@keras.layer("keras.layers.ActivityRegularization")
def activity_regularization(l1: Any = 0.0, l2: Any = 0.0, **kwargs: object) -> LayerResult:
    wrong = first_refusal(
        *(check_nonnegative(n, v) for n, v in (("l1", l1), ("l2", l2)) if isinstance(v, (int, float)))
    )
    return wrong or ShapePreservingWithRank("activity_regularization")
