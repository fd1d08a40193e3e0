"""tensorflow's functions that make tensors, read a shape or pick by position."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.ops.creation import made, steps
from shapelint.frontends.keras.ops.elementwise import dtype_name
from shapelint.frontends.keras.ops.values import sizes_of
from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.api.coercions import Numbers, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import ListValue
from shapelint.ir import Shape, Tensor, TensorType
from shapelint.ops.dense.one_hot import OneHot
from shapelint.ops.layout.gather_nd import TakeBatched
from shapelint.ops.layout.gather_slices import Take
from shapelint.symbolic import Expression, Size, product


def _filled(name: str) -> None:
    @keras.function(f"tensorflow.{name}")
    def filled(shape: Any, dtype: Any = "float32", name: object = None, layout: object = None) -> Tensor | Undetermined:
        return made(shape, dtype, origin)

    origin = f"tensorflow.{name}"


for _name in ("zeros", "ones"):
    _filled(_name)


@keras.function("tensorflow.fill")
def fill(dims: Any, value: object, name: object = None, layout: object = None) -> Tensor | Undetermined:
    return made(dims, None, "tensorflow.fill", type_of(value))


@keras.function("tensorflow.eye", "tensorflow.linalg.eye")
def eye(
    num_rows: int, num_columns: int | None = None, batch_shape: Any = None, dtype: Any = "float32", name: object = None
) -> Tensor | Undetermined:
    batch = () if batch_shape is None else sizes_of(batch_shape)
    if isinstance(batch, Undetermined):
        return batch
    return made((*batch, num_rows, num_rows if num_columns is None else num_columns), dtype, "tensorflow.eye")


@keras.function("tensorflow.range")
def range(
    start: Any, limit: Any = None, delta: Any = 1, dtype: Any = None, name: object = "range"
) -> Tensor | Undetermined:
    count = steps(start, limit, delta)
    if count is None:
        return Undetermined("the number of steps is not known")
    return made((count,), dtype, "tensorflow.range", "int32")


def _normal(name: str) -> None:
    @keras.function(f"tensorflow.random.{name}")
    def normal(
        shape: Any,
        mean: object = 0.0,
        stddev: object = 1.0,
        dtype: Any = "float32",
        seed: object = None,
        name: object = None,
    ) -> Tensor | Undetermined:
        return made(shape, dtype, origin)

    origin = f"tensorflow.random.{name}"


for _name in ("normal", "truncated_normal"):
    _normal(_name)


@keras.function("tensorflow.random.uniform")
def uniform(
    shape: Any,
    minval: object = 0,
    maxval: object = None,
    dtype: Any = "float32",
    seed: object = None,
    name: object = None,
) -> Tensor | Undetermined:
    return made(shape, dtype, "tensorflow.random.uniform")


def nested_shape(value: object) -> tuple[Shape, str | None] | None:
    """The shape and dtype of nested lists of numbers or texts; None when they are not known or not even."""
    if isinstance(value, bool):
        return (), "bool"
    if isinstance(value, int):
        return (), "int32"
    if isinstance(value, float):
        return (), "float32"
    if isinstance(value, (str, bytes)):
        return (), None
    if isinstance(value, Tensor):
        return None if value.shape is None else (value.shape, value.type.dtype)
    items = elements(value) if isinstance(value, (tuple, ListValue)) else None
    if not items:
        return None
    parts = [nested_shape(item) for item in items]
    if any(p is None or p[0] != parts[0][0] for p in parts if parts[0] is not None) or parts[0] is None:
        return None
    dtypes = {p[1] for p in parts if p is not None}
    return (len(items), *parts[0][0]), "float32" if "float32" in dtypes else parts[0][1]


@keras.function("tensorflow.constant")
def constant(value: Any, dtype: Any = None, shape: Any = None, name: object = "Const") -> Tensor | Undetermined:
    if shape is not None:
        return made(shape, dtype, "tensorflow.constant", type_of(value))
    return _converted(value, dtype, "tensorflow.constant")


@keras.function("tensorflow.convert_to_tensor")
def convert_to_tensor(
    value: Any, dtype: Any = None, dtype_hint: object = None, name: object = None
) -> Tensor | Undetermined:
    return _converted(value, dtype, "tensorflow.convert_to_tensor")


def type_of(value: object) -> str:
    """The element type of a tensor that is made of a value; a guess where that is not known."""
    if isinstance(value, Expression):
        return "int32"
    found = nested_shape(value)
    return "float32" if found is None or found[1] is None else found[1]


def _converted(value: Any, dtype: Any, origin: str) -> Tensor | Undetermined:
    found = nested_shape(value)
    if found is None:
        return Undetermined("the shape of the value is not known")
    name = found[1] if dtype is None else dtype_name(dtype)
    return Tensor(TensorType(found[0], name), role="data", origin=origin, dialect=KERAS)


@keras.function("tensorflow.shape")
def shape(input: Numbers, out_type: object = None, name: object = None) -> Shape | Undetermined:
    return Undetermined("the rank is not known") if input.shape is None else input.shape


@keras.function("tensorflow.rank")
def rank(input: Numbers, name: object = None) -> int | Undetermined:
    return Undetermined("the rank is not known") if input.shape is None else len(input.shape)


@keras.function("tensorflow.size")
def size(input: Numbers, out_type: object = None, name: object = None) -> Size | Undetermined:
    return Undetermined("the shape is not known") if input.shape is None else product(input.shape)


@keras.function("tensorflow.gather")
def gather(
    params: Numbers,
    indices: Numbers,
    validate_indices: object = None,
    axis: Any = None,
    batch_dims: Any = 0,
    name: object = None,
) -> Application | Undetermined:
    if not isinstance(batch_dims, int) or not (axis is None or isinstance(axis, int)):
        return Undetermined("an axis or batch axes that are not known")
    if batch_dims:
        known = batch_dims if axis is None else axis
        return Application(TakeBatched(known, batch_dims), (params, indices))
    return Application(Take(0 if axis is None else axis), (params, indices))


@keras.function("tensorflow.nn.embedding_lookup")
def embedding_lookup(params: Numbers, ids: Numbers, max_norm: object = None, name: object = None) -> Application:
    return Application(Take(0), (params, ids))


@keras.function("tensorflow.one_hot")
def one_hot(
    indices: Numbers,
    depth: int,
    on_value: object = None,
    off_value: object = None,
    axis: Any = None,
    dtype: Any = None,
    name: object = None,
) -> Application | Undetermined:
    if axis not in (None, -1):
        return Undetermined("only a last axis is modelled")
    return Application(OneHot(depth, "float32" if dtype is None else dtype_name(dtype)), (indices,))
