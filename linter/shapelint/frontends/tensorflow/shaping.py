"""tensorflow's functions that rearrange, join, split and multiply tensors."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.shaping import Answer, applied, joined, list_of, padded, parted, unbound
from shapelint.frontends.keras.ops.values import one_axis, sizes_of
from shapelint.frontends.keras.vocabulary import Axes, keras
from shapelint.interpret.api.coercions import Numbers, Sizes, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ops.dense.einsum import Einsum
from shapelint.ops.dense.matmul import MatrixMultiply, TensorDot
from shapelint.ops.layout.concat_split import Concatenate, Split, Stack
from shapelint.ops.layout.permute import Permute, ReverseAxes, ShapePreservingOverAxis
from shapelint.ops.layout.reshape import Expand, RepeatInterleave, Reshape, Squeeze, Tile, Unsqueeze
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.symbolic import Expression


@keras.function("tensorflow.reshape")
def reshape(tensor: Numbers, shape: Any, name: object = None) -> Answer:
    sizes = sizes_of(shape)
    return sizes if isinstance(sizes, Undetermined) else applied(Reshape(sizes), tensor)


@keras.function("tensorflow.transpose")
def transpose(a: Numbers, perm: Axes | None = None, conjugate: object = False, name: object = "transpose") -> Answer:
    return applied(ReverseAxes() if perm is None else Permute(perm, argument="perm"), a)


@keras.function("tensorflow.linalg.matrix_transpose")
def matrix_transpose(a: Numbers, name: object = "matrix_transpose", conjugate: object = False) -> Answer:
    return applied(ReverseAxes(last_two=True), a)


@keras.function("tensorflow.expand_dims")
def expand_dims(input: Numbers, axis: Axes, name: object = None) -> Answer:
    return applied(Unsqueeze(axis, "axis"), input)


@keras.function("tensorflow.squeeze")
def squeeze(input: Numbers, axis: Axes | None = None, name: object = None) -> Answer:
    return applied(Squeeze(axis, strict=True, argument="axis"), input)


@keras.function("tensorflow.broadcast_to")
def broadcast_to(input: Numbers, shape: Any, name: object = None) -> Answer:
    sizes = sizes_of(shape)
    return sizes if isinstance(sizes, Undetermined) else applied(Expand(sizes, "shape"), input)


@keras.function("tensorflow.tile")
def tile(input: Numbers, multiples: Sizes, name: object = None) -> Answer:
    return applied(Tile(multiples, argument="multiples"), input)


@keras.function("tensorflow.repeat")
def repeat(input: Numbers, repeats: Any, axis: Any = None, name: object = None) -> Answer:
    if axis is not None and not isinstance(axis, int):
        return Undetermined("the axis is not known")
    count = repeats if isinstance(repeats, (int, Expression)) else None
    return applied(RepeatInterleave(count, axis, "axis"), input)


@keras.function("tensorflow.concat")
def concat(values: Any, axis: Any, name: object = "concat") -> Answer:
    answer = joined(Concatenate, values, axis)
    if isinstance(answer, Application) and len(answer.inputs) == 1:
        # A single tensor comes back as it is, whatever the axis.
        return applied(Elementwise("identity"), *answer.inputs)
    return answer


@keras.function("tensorflow.stack")
def stack(values: Any, axis: Any = 0, name: object = "stack") -> Answer:
    return joined(Stack, values, axis)


@keras.function("tensorflow.unstack")
def unstack(value: Numbers, num: Any = None, axis: Any = 0, name: object = "unstack") -> Answer:
    return unbound(value, num, axis)


@keras.function("tensorflow.split")
def split(value: Numbers, num_or_size_splits: Any, axis: Any = 0, num: object = None, name: object = "split") -> Answer:
    position = one_axis(axis)
    if isinstance(position, Undetermined):
        return position
    if isinstance(num_or_size_splits, int):
        return parted(value, num_or_size_splits, position)
    sizes = elements(num_or_size_splits)
    if sizes is None or not all(isinstance(s, (int, Expression)) for s in sizes) or -1 in sizes:
        return Undetermined("the sizes of the parts are not known")
    return Application(Split(sizes, position, "num_or_size_splits", "axis"), (value,), list_of)  # type: ignore[arg-type]


@keras.function("tensorflow.reverse")
def reverse(tensor: Numbers, axis: Axes, name: object = None) -> Answer:
    return applied(ShapePreservingOverAxis("flip", axis, "axis"), tensor)


@keras.function("tensorflow.roll")
def roll(input: Numbers, shift: object, axis: Axes, name: object = None) -> Answer:
    return applied(ShapePreservingOverAxis("roll", axis, "axis"), input)


@keras.function("tensorflow.sort")
def sort(values: Numbers, axis: Axes = -1, direction: object = "ASCENDING", name: object = None) -> Answer:
    return applied(ShapePreservingOverAxis("sort", axis, "axis"), values)


@keras.function("tensorflow.argsort")
def argsort(
    values: Numbers, axis: Axes = -1, direction: object = "ASCENDING", stable: object = False, name: object = None
) -> Answer:
    return applied(ShapePreservingOverAxis("argsort", axis, "axis", dtype="int32"), values)


@keras.function("tensorflow.cumsum", "tensorflow.math.cumsum")
def cumsum(
    x: Numbers, axis: Axes = 0, exclusive: object = False, reverse: object = False, name: object = None
) -> Answer:
    return applied(ShapePreservingOverAxis("cumsum", axis, "axis"), x)


@keras.function("tensorflow.math.cumprod")
def cumprod(
    x: Numbers, axis: Axes = 0, exclusive: object = False, reverse: object = False, name: object = None
) -> Answer:
    return applied(ShapePreservingOverAxis("cumprod", axis, "axis"), x)


@keras.function("tensorflow.pad")
def pad(
    tensor: Numbers, paddings: Any, mode: object = "CONSTANT", constant_values: object = 0, name: object = None
) -> Answer:
    return padded(tensor, paddings)


@keras.function("tensorflow.matmul", "tensorflow.linalg.matmul")
def matmul(
    a: Numbers,
    b: Numbers,
    transpose_a: bool = False,
    transpose_b: bool = False,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
    a_is_sparse: object = False,
    b_is_sparse: object = False,
    output_type: object = None,
    grad_a: object = False,
    grad_b: object = False,
    name: object = None,
) -> Answer:
    return applied(MatrixMultiply(None, transpose_a or adjoint_a, transpose_b or adjoint_b), a, b)


@keras.function("tensorflow.einsum", "tensorflow.linalg.einsum")
def einsum(equation: str, *inputs: Numbers, **kwargs: object) -> Answer:
    return applied(Einsum(equation), *inputs)


@keras.function("tensorflow.tensordot", "tensorflow.linalg.tensordot")
def tensordot(a: Numbers, b: Numbers, axes: Any, name: object = None) -> Answer:
    if not isinstance(axes, int):
        return Undetermined("only a number of axes is modelled")
    return applied(TensorDot(axes), a, b)
