"""Functions of keras.ops on lists of tensors and on patterns of axes: https://keras.io/api/ops/numpy/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.einops.functions import transform
from shapelint.frontends.keras.ops.picking import Answer
from shapelint.frontends.keras.ops.values import tensor_list
from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.api.coercions import Operand
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor, TensorType
from shapelint.ops.layout.creation import Creations
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.symbolic import Expression


@keras.function("keras.ops.corrcoef", "keras.ops.numpy.corrcoef")
def corrcoef(x: Operand) -> Undetermined:
    return Undetermined("correlations, of which Keras states another shape than it computes")


@keras.function("keras.ops.select", "keras.ops.numpy.select")
def select(condlist: Any, choicelist: Any, default: Any = 0) -> Answer:
    conditions, choices = tensor_list(condlist), tensor_list(choicelist)
    if isinstance(conditions, Undetermined) or isinstance(choices, Undetermined) or not choices:
        return Undetermined("conditions or choices that are not known")
    further = (default,) if isinstance(default, Tensor) else ()
    return Application(Elementwise("select", values=len(conditions)), (*conditions, *choices, *further))


@keras.function("keras.ops.rearrange")
def rearrange(tensor: Operand, pattern: Any, **axes_lengths: Any) -> Answer:
    known = isinstance(pattern, str) and all(isinstance(s, (int, Expression)) for s in axes_lengths.values())
    if not known:
        return Undetermined("a pattern or sizes that are not known")
    return transform("rearrange", tensor, pattern, axes_lengths)  # type: ignore[return-value]


@keras.function("keras.ops.ctc_decode", "keras.ops.nn.ctc_decode")
def ctc_decode(
    inputs: Operand, sequence_lengths: object, strategy: Any = "greedy", beam_width: object = 100, top_paths: Any = 1,
    merge_repeated: object = True, mask_index: object = 0,
) -> Answer:  # fmt: skip
    if inputs.shape is None or len(inputs.shape) != 3 or not isinstance(top_paths, int):
        return Undetermined("scores of another form")
    if strategy not in ("greedy", "beam_search"):
        return Undetermined("a strategy that is not known")
    batch, steps, _ = inputs.shape
    paths = 1 if strategy == "greedy" else top_paths
    types = (TensorType((paths, batch, steps), "int32"), TensorType((batch, paths), "float32"))
    return Application(Creations("ctc_decode", types), (inputs,))


@keras.function("keras.ops.jvp")
def jvp(fun: object, primals: object, tangents: object, has_aux: object = False) -> Unknown:
    return Unknown("a function's value and derivative")


@keras.function("keras.ops.vectorize", "keras.ops.numpy.vectorize")
def vectorize(pyfunc: object, *, excluded: object = None, signature: object = None) -> Unknown:
    return Unknown("a function over elements")
