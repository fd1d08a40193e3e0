"""tensorflow.random: https://www.tensorflow.org/api_docs/python/tf/random."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.creation import made
from shapelint.frontends.keras.ops.picking import created
from shapelint.frontends.keras.ops.values import sizes_of
from shapelint.frontends.keras.vocabulary import keras
from shapelint.frontends.tensorflow.tables import Answer
from shapelint.interpret.api.coercions import Numbers
from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor
from shapelint.ops.broadcasting import broadcast

Made = Tensor | Undetermined


def _stateless(name: str) -> None:
    @keras.function(f"tensorflow.random.{name}")
    def normal(
        shape: Any, seed: object, mean: object = 0.0, stddev: object = 1.0, dtype: Any = "float32", name: object = None,
        alg: object = "auto_select",
    ) -> Made:  # fmt: skip
        return made(shape, dtype, f"tensorflow.random.{title}")

    title = name


for _name in ("stateless_normal", "stateless_truncated_normal"):
    _stateless(_name)


@keras.function("tensorflow.random.stateless_uniform")
def stateless_uniform(
    shape: Any, seed: object, minval: object = 0, maxval: object = None, dtype: Any = "float32", name: object = None,
    alg: object = "auto_select",
) -> Made:  # fmt: skip
    return made(shape, dtype, "tensorflow.random.stateless_uniform")


def behind(shape: Any, *parameters: Tensor) -> Made:
    """Numbers of the given shape for each of the parameters, which come behind it."""
    sizes = sizes_of(shape)
    if isinstance(sizes, Undetermined):
        return sizes
    further, required = broadcast([p.type for p in parameters])
    if further is None or required:
        return Undetermined("parameters whose shapes are not known to fit")
    return made((*sizes, *further), None, "tensorflow.random")


@keras.function("tensorflow.random.gamma")
def gamma(
    shape: Any,
    alpha: Numbers,
    beta: Numbers | None = None,
    dtype: object = "float32",
    seed: object = None,
    name: object = None,
) -> Made:
    return behind(shape, alpha) if beta is None else behind(shape, alpha, beta)


@keras.function("tensorflow.random.poisson")
def poisson(shape: Any, lam: Numbers, dtype: object = "float32", seed: object = None, name: object = None) -> Made:
    return behind(shape, lam)


def _drawn(name: str, stateless: bool) -> None:
    def body(logits: Tensor, count: Any) -> Answer:
        if logits.shape is None or len(logits.shape) != 2 or not isinstance(count, int):
            return Undetermined("scores or a number of samples that is not known")
        return created("categorical", (logits.shape[0], count), "int64", logits)

    if stateless:

        @keras.function(f"tensorflow.random.{name}")
        def by_seed(
            logits: Numbers, num_samples: Any, seed: object, dtype: object = "int64", name: object = None
        ) -> Answer:
            return body(logits, num_samples)

        return

    @keras.function(f"tensorflow.random.{name}")
    def by_state(
        logits: Numbers, num_samples: Any, dtype: object = None, seed: object = None, name: object = None
    ) -> Answer:
        return body(logits, num_samples)


_drawn("categorical", False)
_drawn("stateless_categorical", True)


@keras.function("tensorflow.random_index_shuffle")
def random_index_shuffle(
    index: Numbers, seed: object, max_index: Any, rounds: object = 4, name: object = None
) -> Answer:
    if isinstance(max_index, Unknown):
        return Undetermined("bounds that may be several")
    return created("random_index_shuffle", index.shape, index.type.dtype, index)


@keras.function("tensorflow.timestamp")
def timestamp(name: object = None) -> Answer:
    return created("timestamp", (), "float64")


@keras.function("tensorflow.fingerprint")
def fingerprint(data: Numbers, method: object = "farmhash64", name: object = None) -> Answer:
    if not data.shape:
        return Undetermined("data of unknown rank")
    return created("fingerprint", (data.shape[0], 8), "uint8", data)


@keras.function("tensorflow.edit_distance")
def edit_distance(
    hypothesis: object, truth: object, normalize: object = True, name: object = "edit_distance"
) -> Undetermined:
    return Undetermined("distances of sparse tensors")
