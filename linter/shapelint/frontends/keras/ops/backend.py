"""The functions of tf.keras.backend, which older models call `K`:
https://www.tensorflow.org/api_docs/python/tf/keras/backend."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.creation import made
from shapelint.frontends.keras.ops.elementwise import dtype_name
from shapelint.frontends.keras.ops.products import dot as matrix_dot
from shapelint.frontends.keras.ops.shaping import Answer, applied, joined
from shapelint.frontends.keras.ops.values import one_axis, sizes_of
from shapelint.frontends.keras.vocabulary import Axes, keras
from shapelint.interpret.api.coercions import Operand, Sizes
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Shape, Tensor
from shapelint.ops.dense.one_hot import OneHot
from shapelint.ops.layout.concat_split import Concatenate, Stack
from shapelint.ops.layout.permute import Permute, ReverseAxes, ShapePreservingOverAxis, Softmax
from shapelint.ops.layout.reshape import RepeatInterleave, Reshape, Squeeze, Tile, Unsqueeze
from shapelint.ops.pointwise.activation import Activation, of_each_element
from shapelint.ops.pointwise.dropout import Dropout
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce
from shapelint.ops.structural.per_sample import FlattenSamples, RepeatAsSequence

UNARY = (
    "abs", "cos", "exp", "log", "round", "sigmoid", "sign", "sin", "softplus", "softsign", "sqrt", "square", "tanh",
)  # fmt: skip
BINARY = {
    "equal": "bool", "greater": "bool", "greater_equal": "bool", "less": "bool", "less_equal": "bool",
    "maximum": "promote", "minimum": "promote", "not_equal": "bool",
}  # fmt: skip
REDUCTIONS = {
    "all": "bool", "any": "bool", "max": "", "mean": "float", "min": "", "prod": "", "std": "float", "sum": "",
    "var": "float",
}  # fmt: skip


def _unary(name: str) -> None:
    @keras.function(f"keras.backend.{name}")
    def function(x: Operand) -> Answer:
        return applied(of_each_element(name), x)


def _binary(name: str, dtype: str) -> None:
    @keras.function(f"keras.backend.{name}")
    def function(x: Operand, y: Operand) -> Answer:
        return applied(Elementwise(name, dtype), x, y)


def _reduction(name: str, dtype: str) -> None:
    @keras.function(f"keras.backend.{name}")
    def function(x: Operand, axis: Axes | None = None, keepdims: bool = False) -> Answer:
        return applied(Reduce(name, axis, keepdims, dtype, argument="axis"), x)


def _position(name: str) -> None:
    @keras.function(f"keras.backend.{name}")
    def function(x: Operand, axis: Axes = -1) -> Answer:
        return applied(Reduce(name, axis, False, "int64", argument="axis"), x)


def _filled(name: str) -> None:
    @keras.function(f"keras.backend.{name}")
    def function(shape: Any, dtype: Any = None, name: object = None) -> Tensor | Undetermined:
        return made(shape, dtype, origin)

    origin = f"keras.backend.{name}"


def _like(name: str) -> None:
    @keras.function(f"keras.backend.{name}")
    def function(x: Operand, dtype: Any = None, name: object = None) -> Answer:
        return applied(Elementwise(origin, "promote" if dtype is None else dtype_name(dtype)), x)

    origin = name


for _name in UNARY:
    _unary(_name)
for _name, _dtype in BINARY.items():
    _binary(_name, _dtype)
for _name, _dtype in REDUCTIONS.items():
    _reduction(_name, _dtype)
for _name in ("argmax", "argmin"):
    _position(_name)
for _name in ("zeros", "ones"):
    _filled(_name)
for _name in ("zeros_like", "ones_like"):
    _like(_name)


@keras.function("keras.backend.clip")
def clip(x: Operand, min_value: object, max_value: object) -> Answer:
    return applied(Elementwise("clip"), x)


@keras.function("keras.backend.pow")
def pow(x: Operand, a: object) -> Answer:
    return applied(Elementwise("power"), x)


@keras.function("keras.backend.cast")
def cast(x: Operand, dtype: Any) -> Answer:
    return applied(Elementwise("cast", dtype_name(dtype)), x)


@keras.function("keras.backend.relu")
def relu(x: Operand, alpha: object = 0.0, max_value: object = None, threshold: object = 0.0) -> Answer:
    return applied(Activation("relu"), x)


@keras.function("keras.backend.elu")
def elu(x: Operand, alpha: object = 1.0) -> Answer:
    return applied(Activation("elu", "float"), x)


@keras.function("keras.backend.softmax")
def softmax(x: Operand, axis: Axes = -1) -> Answer:
    return applied(Softmax("softmax", axis, "axis"), x)


@keras.function("keras.backend.l2_normalize")
def l2_normalize(x: Operand, axis: Axes | None = None) -> Answer:
    return applied(ShapePreservingOverAxis("normalize", axis or (), "axis"), x)


@keras.function("keras.backend.dropout")
def dropout(x: Operand, level: object, noise_shape: object = None, seed: object = None) -> Answer:
    return applied(Dropout("dropout"), x)


@keras.function("keras.backend.reshape")
def reshape(x: Operand, shape: Any) -> Answer:
    sizes = sizes_of(shape)
    return sizes if isinstance(sizes, Undetermined) else applied(Reshape(sizes), x)


@keras.function("keras.backend.flatten")
def flatten(x: Operand) -> Answer:
    return applied(Reshape((-1,), argument=None), x)


@keras.function("keras.backend.batch_flatten")
def batch_flatten(x: Operand) -> Answer:
    return applied(FlattenSamples(), x)


@keras.function("keras.backend.permute_dimensions")
def permute_dimensions(x: Operand, pattern: Axes) -> Answer:
    return applied(Permute(pattern, argument="pattern"), x)


@keras.function("keras.backend.transpose")
def transpose(x: Operand) -> Answer:
    return applied(ReverseAxes(), x)


@keras.function("keras.backend.expand_dims")
def expand_dims(x: Operand, axis: Axes = -1) -> Answer:
    return applied(Unsqueeze(axis, "axis"), x)


@keras.function("keras.backend.squeeze")
def squeeze(x: Operand, axis: Axes) -> Answer:
    return applied(Squeeze(axis, strict=True, argument="axis"), x)


@keras.function("keras.backend.repeat")
def repeat(x: Operand, n: int) -> Answer:
    return applied(RepeatAsSequence(n), x)


@keras.function("keras.backend.repeat_elements")
def repeat_elements(x: Operand, rep: int, axis: Any) -> Answer:
    position = one_axis(axis)
    return position if isinstance(position, Undetermined) else applied(RepeatInterleave(rep, position, "axis"), x)


@keras.function("keras.backend.tile")
def tile(x: Operand, n: Sizes) -> Answer:
    return applied(Tile(n, argument="n"), x)


@keras.function("keras.backend.reverse")
def reverse(x: Operand, axes: Axes) -> Answer:
    return applied(ShapePreservingOverAxis("flip", axes, "axes"), x)


@keras.function("keras.backend.concatenate")
def concatenate(tensors: Any, axis: Any = -1) -> Answer:
    return joined(Concatenate, tensors, axis)


@keras.function("keras.backend.stack")
def stack(x: Any, axis: Any = 0) -> Answer:
    return joined(Stack, x, axis)


@keras.function("keras.backend.one_hot")
def one_hot(indices: Operand, num_classes: int) -> Answer:
    return applied(OneHot(num_classes, "float32"), indices)


@keras.function("keras.backend.dot")
def dot(x: Operand, y: Operand) -> Application | Undetermined:
    return matrix_dot(x, y)  # type: ignore[return-value]


@keras.function("keras.backend.random_normal")
def random_normal(
    shape: Any, mean: object = 0.0, stddev: object = 1.0, dtype: Any = None, seed: object = None
) -> Tensor | Undetermined:
    return made(shape, dtype, "keras.backend.random_normal")


@keras.function("keras.backend.random_uniform")
def random_uniform(
    shape: Any, minval: object = 0.0, maxval: object = 1.0, dtype: Any = None, seed: object = None
) -> Tensor | Undetermined:
    return made(shape, dtype, "keras.backend.random_uniform")


@keras.function("keras.backend.shape", "keras.backend.int_shape")
def shape(x: Operand) -> Shape | Undetermined:
    return Undetermined("the rank is not known") if x.shape is None else x.shape


@keras.function("keras.backend.ndim")
def ndim(x: Operand) -> int | Undetermined:
    return Undetermined("the rank is not known") if x.shape is None else len(x.shape)
