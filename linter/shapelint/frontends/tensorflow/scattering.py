"""tensorflow's functions that pick, place and order elements and slices by numbers."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.ops.elementwise import dtype_name
from shapelint.frontends.keras.ops.picking import created
from shapelint.frontends.keras.ops.values import sizes_of
from shapelint.frontends.keras.vocabulary import keras
from shapelint.frontends.tensorflow.tables import Answer, declare
from shapelint.interpret.api.coercions import Numbers, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor, TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.layout.creation import Creations
from shapelint.ops.layout.gather_nd import GatherCoordinates, MaskRows, ScatterCoordinates, SliceBlock, written
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.symbolic import Expression, Size, Verdict


@keras.function("tensorflow.gather_nd")
def gather_nd(
    params: Numbers, indices: Any, batch_dims: Any = 0, name: object = None, bad_indices_policy: object = ""
) -> Answer:
    index = coordinates(indices)
    if index is None or not isinstance(batch_dims, int):
        return Undetermined("coordinates or batch axes that are not known")
    return Application(GatherCoordinates(batch_dims), (params, index))


def coordinates(value: Any) -> Tensor | None:
    """Positions as a tensor: itself, or nested lists of numbers."""
    from shapelint.frontends.tensorflow.creation import nested_shape

    if isinstance(value, Tensor):
        return value
    found = nested_shape(value)
    return None if found is None else Tensor(TensorType(found[0], "int32"), role="data", dialect=KERAS)


def _scatter(name: str, parameters: str) -> None:
    def body(tensor: Tensor, indices: Tensor, updates: Tensor) -> Answer:
        return Application(ScatterCoordinates(name), (tensor, indices, updates))

    declare(name, parameters, body)


for _name in ("add", "max", "min", "sub"):
    _scatter(
        f"tensor_scatter_nd_{_name}",
        "tensor: Numbers, indices: Numbers, updates: Numbers, bad_indices_policy='', name=None",
    )


@keras.function("tensorflow.tensor_scatter_nd_update")
def tensor_scatter_nd_update(tensor: Numbers, indices: Any, updates: Any, name: object = None) -> Answer:
    index, new = coordinates(indices), coordinates(updates)
    if index is None or new is None:
        return Application(ShapePreservingOverAxis("tensor_scatter_nd_update", (), None), (tensor,))
    return Application(ScatterCoordinates("tensor_scatter_nd_update"), (tensor, index, new))


@keras.function("tensorflow.scatter_nd")
def scatter_nd(
    indices: Numbers, updates: Numbers, shape: Any, bad_indices_policy: object = "", name: object = None
) -> Answer:
    sizes = sizes_of(shape)
    if isinstance(sizes, Undetermined):
        return sizes
    made = Tensor(TensorType(sizes, updates.type.dtype), role="data", origin="tensorflow.scatter_nd", dialect=KERAS)
    if not any(r.verdict is Verdict.FAILS for r in written(sizes, indices.shape, updates.shape)):
        return created("scatter_nd", sizes, updates.type.dtype, indices, updates)
    return Application(ScatterCoordinates("scatter_nd"), (made, indices, updates))


@keras.function("tensorflow.boolean_mask")
def boolean_mask(tensor: Numbers, mask: Any, axis: Any = None, name: object = "boolean_mask") -> Answer:
    where = coordinates(mask)
    if where is None or not (axis is None or isinstance(axis, int)):
        return Undetermined("a mask or an axis that is not known")
    return Application(MaskRows(0 if axis is None else axis), (tensor, where))


@keras.function("tensorflow.sequence_mask")
def sequence_mask(lengths: Any, maxlen: Any = None, dtype: Any = "bool", name: object = None) -> Answer:
    given = coordinates(lengths)
    if given is None or given.shape is None:
        return Undetermined("lengths whose shape is not known")
    longest = maxlen if isinstance(maxlen, (int, Expression)) else unknown_size()
    return created("sequence_mask", (*given.shape, longest), dtype_name(dtype), given)


def block_sizes(value: Any, count: int | None) -> tuple[Size | None, ...] | None:
    found = elements(value)
    if found is None:
        return None if count is None else (None,) * count
    return tuple(v if isinstance(v, (int, Expression)) else None for v in found)


@keras.function("tensorflow.slice")
def slice(input_: Numbers, begin: Any, size: Any, name: object = None) -> Answer:
    rank = None if input_.shape is None else len(input_.shape)
    sizes = block_sizes(size, rank)
    start = block_sizes(begin, None if sizes is None else len(sizes))
    if sizes is None or start is None or len(start) != len(sizes):
        return Undetermined("a slice whose shape is not known")
    if any(isinstance(s, int) and s < -1 for s in sizes):
        return Undetermined("a slice of a negative size")
    return Application(SliceBlock(start, sizes), (input_,))


@keras.function("tensorflow.strided_slice")
def strided_slice(
    input_: Numbers,
    begin: Any,
    end: Any,
    strides: Any = None,
    begin_mask: Any = 0,
    end_mask: Any = 0,
    ellipsis_mask: Any = 0,
    new_axis_mask: Any = 0,
    shrink_axis_mask: Any = 0,
    var: object = None,
    name: object = None,
) -> Answer:
    starts, ends = elements(begin), elements(end)
    steps = (1,) * len(starts or ()) if strides is None else elements(strides)
    masks = (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask)
    if input_.shape is None or starts is None or ends is None or steps is None or not all(
        isinstance(m, int) for m in masks
    ):  # fmt: skip
        return Undetermined("a slice that is not known")
    if ellipsis_mask or new_axis_mask or not len(starts) == len(ends) == len(steps) <= len(input_.shape):
        return Undetermined("a slice with new axes")
    sizes: list[Size] = []
    for axis, whole in enumerate(input_.shape):
        if axis >= len(starts):
            sizes.append(whole)
        elif not shrink_axis_mask >> axis & 1:
            low = None if begin_mask >> axis & 1 else starts[axis]
            high = None if end_mask >> axis & 1 else ends[axis]
            sizes.append(stretch(whole, low, high, steps[axis]))
    return created("strided_slice", tuple(sizes), input_.type.dtype, input_)


def stretch(whole: Size, low: object, high: object, step: object) -> Size:
    """How many positions a slice of an axis has; unknown where a bound is."""
    numbers = (int, type(None))
    if low is None and high is None and step in (1, -1):
        return whole
    if not isinstance(whole, int) or not isinstance(low, numbers) or not isinstance(high, numbers):
        return unknown_size()
    if not isinstance(step, int) or step == 0:
        return unknown_size()
    from builtins import slice as python_slice

    return len(range(*python_slice(low, high, step).indices(whole)))


@keras.function("tensorflow.reverse_sequence")
def reverse_sequence(
    input: Numbers, seq_lengths: Numbers, seq_axis: Any = None, batch_axis: Any = None, name: object = None
) -> Answer:
    axes = tuple(a for a in (seq_axis, batch_axis) if isinstance(a, int) and a >= 0)
    return Application(ShapePreservingOverAxis("reverse_sequence", axes, "seq_axis"), (input,))


def _distinct(name: str, count: int) -> None:
    @keras.function(f"tensorflow.{name}")
    def distinct(x: Numbers, out_idx: object = "int32", name: object = None) -> Answer:
        some = unknown_size()
        types = (TensorType((some,), x.type.dtype), TensorType(x.shape, "int32"), TensorType((some,), "int32"))
        return Application(Creations(title, types[:count]), (x,))

    title = name


_distinct("unique", 2)
_distinct("unique_with_counts", 3)


@keras.function("tensorflow.dynamic_partition")
def dynamic_partition(data: Numbers, partitions: Numbers, num_partitions: int, name: object = None) -> Answer:
    if data.shape is None or partitions.shape is None or not isinstance(num_partitions, int):
        return Undetermined("parts that are not known")
    rest = data.shape[len(partitions.shape) :]
    types = tuple(TensorType((unknown_size(), *rest), data.type.dtype) for _ in range(num_partitions))
    return Application(Creations("dynamic_partition", types), (data, partitions), lambda *found: list(found))


@keras.function("tensorflow.dynamic_stitch")
def dynamic_stitch(indices: Any, data: Any, name: object = None) -> Answer:
    places, parts = elements(indices), elements(data)
    if not places or not parts or not isinstance(places[0], Tensor) or not isinstance(parts[0], Tensor):
        return Undetermined("parts that are not known")
    if places[0].shape is None or parts[0].shape is None:
        return Undetermined("parts of unknown rank")
    shape = (unknown_size(), *parts[0].shape[len(places[0].shape) :])
    return created("dynamic_stitch", shape, parts[0].type.dtype)


@keras.function("tensorflow.ensure_shape")
def ensure_shape(x: Numbers, shape: Any, name: object = None) -> Answer:
    found = elements(shape)
    if found is None or x.shape is None:
        sizes = sizes_of(shape)
        return sizes if isinstance(sizes, Undetermined) else created("ensure_shape", sizes, x.type.dtype, x)
    from shapelint.ops.structural.ensure_shape import Matching

    return Application(Matching(tuple(s if isinstance(s, (int, Expression)) else None for s in found)), (x,))


@keras.function("tensorflow.parallel_stack")
def parallel_stack(values: Any, name: object = "parallel_stack") -> Answer:
    from shapelint.frontends.keras.ops.shaping import joined
    from shapelint.ops.layout.concat_split import Stack

    return joined(Stack, values, 0)
