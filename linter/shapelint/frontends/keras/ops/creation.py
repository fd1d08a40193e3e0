"""Functions of keras.ops and keras.random that make tensors, and those that read a shape or pick by position:
https://keras.io/api/ops/numpy/, https://keras.io/api/random/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.ops.elementwise import dtype_name
from shapelint.frontends.keras.ops.names import ops_names
from shapelint.frontends.keras.ops.values import one_axis, sizes_of
from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.api.coercions import Operand
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Shape, Tensor, TensorType
from shapelint.ops.layout.gather_slices import Take
from shapelint.ops.layout.indexing import range_length
from shapelint.ops.pointwise.dropout import Dropout
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.symbolic import Expression, Size, ceil_div, product


def made(shape: Any, dtype: Any, origin: str, default: str = "float32") -> Tensor | Undetermined:
    """A new tensor of the given shape."""
    sizes = sizes_of(shape)
    if isinstance(sizes, Undetermined):
        return sizes
    name = default if dtype is None else dtype_name(dtype)
    return Tensor(TensorType(sizes, name), role="data", origin=origin, dialect=KERAS)


def _filled(name: str) -> None:
    @keras.function(*ops_names(name))
    def filled(shape: Any, dtype: Any = None) -> Tensor | Undetermined:
        return made(shape, dtype, f"keras.ops.{name}")


def _like(name: str) -> None:
    @keras.function(*ops_names(name))
    def like(x: Operand, dtype: Any = None) -> Application:
        return Application(Elementwise(name, "promote" if dtype is None else dtype_name(dtype)), (x,))


for _name in ("zeros", "ones", "empty"):
    _filled(_name)
for _name in ("zeros_like", "ones_like", "empty_like"):
    _like(_name)


@keras.function(*ops_names("full"))
def full(shape: Any, fill_value: object, dtype: Any = None) -> Tensor | Undetermined:
    return made(shape, dtype, "keras.ops.full")


@keras.function(*ops_names("full_like"))
def full_like(x: Operand, fill_value: object, dtype: Any = None) -> Application:
    return Application(Elementwise("full_like", "promote" if dtype is None else dtype_name(dtype)), (x,))


@keras.function(*ops_names("eye"))
def eye(N: int, M: int | None = None, k: object = 0, dtype: Any = None) -> Tensor | Undetermined:
    return made((N, N if M is None else M), dtype, "keras.ops.eye")


@keras.function(*ops_names("identity"))
def identity(n: int, dtype: Any = None) -> Tensor | Undetermined:
    return made((n, n), dtype, "keras.ops.identity")


def steps(start: object, stop: object, step: object) -> Size | None:
    """How many numbers range(start, stop, step) has; None when that is not known."""
    if stop is None:
        start, stop = 0, start
    step = 1 if step is None else step
    sizes = (int, Expression)
    if not isinstance(start, sizes) or not isinstance(stop, sizes) or not isinstance(step, int) or step == 0:
        return None
    if isinstance(start, int) and isinstance(stop, int):
        return range_length(start, stop, step)
    return ceil_div(stop - start, step) if start == 0 and step > 0 else None


@keras.function(*ops_names("arange"))
def arange(start: Any, stop: Any = None, step: Any = None, dtype: Any = None) -> Tensor | Undetermined:
    count = steps(start, stop, step)
    if count is None:
        return Undetermined("the number of steps is not known")
    return made((count,), dtype, "keras.ops.arange", "int32")


@keras.function(*ops_names("linspace"))
def linspace(
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: object = True,
    retstep: Any = False,
    dtype: Any = None,
    axis: object = 0,
) -> Tensor | Undetermined:
    if retstep is not False or not isinstance(start, (int, float)) or not isinstance(stop, (int, float)):
        return Undetermined("only a row of numbers is modelled")
    return made((num,), dtype, "keras.ops.linspace")


@keras.function("keras.random.normal")
def random_normal(
    shape: Any, mean: object = 0.0, stddev: object = 1.0, dtype: Any = None, seed: object = None
) -> Tensor | Undetermined:
    return made(shape, dtype, "keras.random.normal")


@keras.function("keras.random.truncated_normal")
def truncated_normal(
    shape: Any, mean: object = 0.0, stddev: object = 1.0, dtype: Any = None, seed: object = None
) -> Tensor | Undetermined:
    return made(shape, dtype, "keras.random.truncated_normal")


@keras.function("keras.random.uniform")
def uniform(
    shape: Any, minval: object = 0.0, maxval: object = 1.0, dtype: Any = None, seed: object = None
) -> Tensor | Undetermined:
    return made(shape, dtype, "keras.random.uniform")


@keras.function("keras.random.randint")
def randint(
    shape: Any, minval: object, maxval: object, dtype: Any = "int32", seed: object = None
) -> Tensor | Undetermined:
    return made(shape, dtype, "keras.random.randint")


@keras.function("keras.random.dropout")
def dropout(inputs: Operand, rate: object, noise_shape: object = None, seed: object = None) -> Application:
    return Application(Dropout("dropout"), (inputs,))


@keras.function("keras.random.shuffle")
def shuffle(x: Operand, axis: object = 0, seed: object = None) -> Application:
    return Application(Elementwise("shuffle"), (x,))


@keras.function("keras.ops.shape")
def shape(x: Operand) -> Shape | Undetermined:
    return Undetermined("the rank is not known") if x.shape is None else x.shape


@keras.function(*ops_names("ndim"))
def ndim(x: Operand) -> int | Undetermined:
    return Undetermined("the rank is not known") if x.shape is None else len(x.shape)


@keras.function(*ops_names("size"))
def size(x: Operand) -> Size | Undetermined:
    return Undetermined("the shape is not known") if x.shape is None else product(x.shape)


@keras.function(*ops_names("take"))
def take(x: Operand, indices: Operand, axis: Any = None) -> Application | Undetermined:
    position = None if axis is None else one_axis(axis)
    return position if isinstance(position, Undetermined) else Application(Take(position), (x, indices))
