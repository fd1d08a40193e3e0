"""More of tensorflow.math: https://www.tensorflow.org/api_docs/python/tf/math."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.picking import created
from shapelint.frontends.keras.ops.shaping import list_of
from shapelint.frontends.keras.ops.values import tensor_list
from shapelint.frontends.keras.vocabulary import Axes, keras
from shapelint.frontends.tensorflow.tables import Answer, broadcast, declare, kept, ranked
from shapelint.interpret.api.coercions import Numbers, Sizes, as_operand, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import DictValue, ListValue, Unknown
from shapelint.ir import Tensor
from shapelint.ops.axes import unknown_size
from shapelint.ops.layout.creation import Creation
from shapelint.ops.layout.gather_nd import Segments
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce
from shapelint.symbolic import Expression

# names, signature, what comes out.
KEPT = (
    ("math.imag", "input: Numbers, name=None", "promote"),
    ("math.real", "input: Numbers, name=None", "promote"),
    ("math.angle", "input: Numbers, name=None", None),
    ("as_string strings.as_string",
     "input: Numbers, precision=-1, scientific=False, shortest=False, width=-1, fill='', name=None", None),
    ("clip_by_norm", "t: Numbers, clip_norm, axes=None, name=None", "promote"),
    ("guarantee_const", "input: Numbers, name=None", "promote"),
    ("check_pinned", "tensor: Numbers, name=None", "promote"),
    ("saturate_cast", "value: Numbers, dtype, name=None", None),
    ("math.erfinv", "x: Numbers, name=None", "float"),
    ("math.erfcinv", "x: Numbers, name=None", "float"),
    ("math.ndtri", "x: Numbers, name=None", "float"),
    ("histogram_fixed_width_bins", "values: Numbers, value_range, nbins=100, dtype=None, name=None", "int32"),
    ("debugging.check_numerics", "tensor: Numbers, message, name=None", "promote"),
    ("random.shuffle", "value: Numbers, seed=None, name=None", "promote"),
    ("random.experimental.stateless_shuffle", "value: Numbers, seed, alg='auto_select', name=None", "promote"),
)  # fmt: skip
BROADCAST = (
    ("atan2 math.atan2", "y: Numbers, x: Numbers, name=None", "float"),
    ("realdiv", "x: Numbers, y: Numbers, name=None", "promote"),
    ("truediv math.truediv", "x: Numbers, y: Numbers, name=None", "float"),
    ("math.floordiv", "x: Numbers, y: Numbers, name=None", "promote"),
    ("truncatediv", "x: Numbers, y: Numbers, name=None", "promote"),
    ("truncatemod", "x: Numbers, y: Numbers, name=None", "promote"),
    ("math.betainc", "a: Numbers, b: Numbers, x: Numbers, name=None", "float"),
    ("math.igamma", "a: Numbers, x: Numbers, name=None", "float"),
    ("math.igammac", "a: Numbers, x: Numbers, name=None", "float"),
    ("math.logical_xor", "x: Numbers, y: Numbers, name='LogicalXor'", "bool"),
    ("math.nextafter", "x1: Numbers, x2: Numbers, name=None", "promote"),
    ("math.polygamma", "a: Numbers, x: Numbers, name=None", "float"),
    ("math.zeta", "x: Numbers, q: Numbers, name=None", "float"),
    ("math.xdivy", "x: Numbers, y: Numbers, name=None", "float"),
    ("math.xlog1py", "x: Numbers, y: Numbers, name=None", "float"),
    ("math.multiply_no_nan", "x: Numbers, y: Numbers, name=None", "promote"),
    ("complex", "real: Numbers, imag: Numbers, name=None", "complex64"),
    ("scalar_mul math.scalar_mul", "scalar, x: Numbers, name=None", "promote"),
    ("bitwise.bitwise_and", "x: Numbers, y: Numbers, name=None", "promote"),
    ("bitwise.bitwise_or", "x: Numbers, y: Numbers, name=None", "promote"),
    ("bitwise.bitwise_xor", "x: Numbers, y: Numbers, name=None", "promote"),
    ("bitwise.left_shift", "x: Numbers, y: Numbers, name=None", "promote"),
    ("bitwise.right_shift", "x: Numbers, y: Numbers, name=None", "promote"),
)  # fmt: skip

for _names, _parameters, _dtype in KEPT:
    declare(_names, _parameters, kept(_names.split(".")[-1], _dtype))
for _names, _parameters, _dtype in BROADCAST:
    declare(_names, _parameters, broadcast(_names.split()[0].split(".")[-1], _dtype))
declare("math.invert_permutation", "x: Numbers, name=None", ranked("invert_permutation", ranks=(1,)))


@keras.function("tensorflow.math.count_nonzero")
def count_nonzero(
    input: Numbers, axis: Axes | None = None, keepdims: bool | None = None, dtype: object = "int64", name: object = None
) -> Answer:
    return Application(Reduce("count_nonzero", axis, bool(keepdims), "int64", argument="axis"), (input,))


@keras.function("tensorflow.math.cumulative_logsumexp")
def cumulative_logsumexp(
    x: Numbers, axis: Axes = 0, exclusive: object = False, reverse: object = False, name: object = None
) -> Answer:
    return Application(ShapePreservingOverAxis("cumulative_logsumexp", axis, "axis"), (x,))


def _truth(name: str) -> None:
    @keras.function(f"tensorflow.math.{name}")
    def function(x: Numbers, name: object = None) -> Answer:
        return created(title, (), "bool", x)

    title = name


for _name in ("is_non_decreasing", "is_strictly_increasing"):
    _truth(_name)


def _in_top_k(*names: str) -> None:
    @keras.function(*names)
    def in_top_k(targets: Numbers, predictions: Numbers, k: object, name: object = None) -> Answer:
        return Application(Elementwise("in_top_k", "bool"), (targets,))


_in_top_k("tensorflow.math.in_top_k", "tensorflow.nn.in_top_k")


@keras.function("tensorflow.math.accumulate_n")
def accumulate_n(inputs: Any, shape: object = None, tensor_dtype: object = None, name: object = None) -> Answer:
    tensors = tensor_list(inputs)
    return tensors if isinstance(tensors, Undetermined) else Application(Elementwise("accumulate_n"), tensors)


@keras.function("tensorflow.math.polyval")
def polyval(coeffs: Any, x: Numbers, name: object = None) -> Answer:
    given = elements(coeffs)
    tensors = None if not given else [as_operand(c) for c in given]
    if tensors is None or not all(isinstance(t, Tensor) for t in tensors):
        return Undetermined("coefficients that are not known")
    found = tuple(t for t in tensors if isinstance(t, Tensor))
    return Application(Elementwise("polyval"), (x, *found) if len(found) > 1 else found)


@keras.function("tensorflow.math.confusion_matrix")
def confusion_matrix(
    labels: Numbers,
    predictions: Numbers,
    num_classes: Any = None,
    weights: object = None,
    dtype: object = "int32",
    name: object = None,
) -> Answer:
    count = num_classes if isinstance(num_classes, (int, Expression)) else unknown_size()
    return created("confusion_matrix", (count, count), "int32", labels, predictions)


@keras.function("tensorflow.math.sobol_sample")
def sobol_sample(
    dim: int, num_results: int, skip: object = 0, dtype: object = "float32", name: object = None
) -> Answer:
    return created("sobol_sample", (num_results, dim), "float32")


def _segments(name: str) -> None:
    @keras.function(f"tensorflow.math.{name}")
    def segments(data: Numbers, segment_ids: Numbers, name: object = None) -> Answer:
        return Application(Segments(title), (data, segment_ids))

    title = name


def _unsorted(name: str) -> None:
    @keras.function(f"tensorflow.math.{name}")
    def segments(data: Numbers, segment_ids: Numbers, num_segments: int, name: object = None) -> Answer:
        return Application(Segments(title, num_segments, True), (data, segment_ids))

    title = name


for _name in ("max", "mean", "min", "prod", "sum"):
    _segments(f"segment_{_name}")
for _name in ("max", "mean", "min", "prod", "sqrt_n", "sum"):
    _unsorted(f"unsorted_segment_{_name}")


@keras.function("tensorflow.histogram_fixed_width")
def histogram_fixed_width(
    values: Numbers, value_range: object, nbins: int = 100, dtype: object = "int32", name: object = None
) -> Answer:
    return created("histogram_fixed_width", (nbins,), "int32", values)


@keras.function("tensorflow.linspace")
def linspace(start: Numbers, stop: Numbers, num: int, name: object = None, axis: Any = 0) -> Answer:
    if start.shape is None or stop.shape is None or not isinstance(axis, int):
        return Undetermined("numbers between tensors of unknown rank")
    inferred = Elementwise("linspace").infer([start.type, stop.type])
    shape, rank = inferred.outputs[0].shape, max(len(start.shape), len(stop.shape))
    if inferred.requirements or shape is None or not -rank - 1 <= axis <= rank:
        return Undetermined("numbers between tensors of different shapes")
    position = axis % (rank + 1)
    return created("linspace", (*shape[:position], num, *shape[position:]), "float32", start, stop)


@keras.function("tensorflow.searchsorted")
def searchsorted(
    sorted_sequence: Numbers, values: Numbers, side: object = "left", out_type: object = "int32", name: object = None
) -> Answer:
    return Application(Elementwise("searchsorted", "int32"), (values,))


def _approximate(name: str, *names: str) -> None:
    @keras.function(*names)
    def approximate(
        operand: Numbers,
        k: int,
        reduction_dimension: Any = -1,
        recall_target: object = 0.95,
        reduction_input_size_override: object = -1,
        aggregate_to_topk: Any = True,
        name: object = None,
    ) -> Answer:
        rank = None if operand.shape is None else len(operand.shape)
        if rank is None or not isinstance(reduction_dimension, int) or aggregate_to_topk is not True:
            return Undetermined("the largest along an axis that is not known")
        if not -rank <= reduction_dimension < rank or operand.shape is None:
            return Undetermined("an axis that is not there")
        axis = reduction_dimension % rank
        shape = (*operand.shape[:axis], k, *operand.shape[axis + 1 :])
        return Application(Creation(title, shape, operand.type.dtype), (operand,), lambda found: (found, found))

    title = name


for _name in ("approx_max_k", "approx_min_k"):
    _approximate(_name, f"tensorflow.math.{_name}", f"tensorflow.nn.{_name}")


def _norms(*names: str) -> None:
    @keras.function(*names)
    def global_norm(t_list: object, name: object = None) -> Answer:
        return created("global_norm", (), "float32")


_norms("tensorflow.linalg.global_norm")


@keras.function("tensorflow.clip_by_global_norm")
def clip_by_global_norm(t_list: Any, clip_norm: object, use_norm: object = None, name: object = None) -> Answer:
    tensors = tensor_list(t_list)
    if isinstance(tensors, Undetermined):
        return tensors
    return Application(
        Creation("tensorflow.clip_by_global_norm", ()), tensors, lambda norm: (ListValue(list(tensors)), norm)
    )


@keras.function("tensorflow.identity_n")
def identity_n(input: Any, name: object = None) -> Any:
    tensors = tensor_list(input)
    return tensors if isinstance(tensors, Undetermined) else list(tensors)


@keras.function("tensorflow.tuple")
def _tuple(tensors: Any, control_inputs: object = None, name: object = None) -> Any:
    found = tensor_list(tensors)
    return found if isinstance(found, Undetermined) else list(found)


@keras.function("tensorflow.meshgrid")
def meshgrid(*args: Numbers, **kwargs: Any) -> Answer:
    from shapelint.ops.layout.concat_split import Meshgrid

    indexing = kwargs.get("indexing", "xy")
    if not isinstance(indexing, str) or not all(t.shape is not None and len(t.shape) == 1 for t in args):
        return Undetermined("coordinates in a form that is not known")
    return Application(Meshgrid(transposed=indexing == "xy"), args, list_of)


@keras.function("tensorflow.bitcast")
def bitcast(input: Numbers, type: Any, name: object = None) -> Answer:
    from shapelint.frontends.keras.ops.elementwise import dtype_name
    from shapelint.frontends.keras.ops.signals import BYTES

    before, after = BYTES.get(input.type.dtype or ""), BYTES.get(dtype_name(type) or "")
    if before is None or before != after:
        return Undetermined("numbers of another width")
    return Application(Elementwise("bitcast", dtype_name(type)), (input,))


@keras.function("tensorflow.shape_n")
def shape_n(input: Any, out_type: object = "int32", name: object = None) -> Any:
    tensors = tensor_list(input)
    if isinstance(tensors, Undetermined) or any(t.shape is None for t in tensors):
        return Undetermined("the shape of an unknown tensor")
    return [t.shape for t in tensors]


@keras.function("tensorflow.is_tensor")
def is_tensor(x: Any) -> bool | Undetermined:
    if isinstance(x, Tensor):
        return True
    simple = (bool, int, float, str, type(None), ListValue, DictValue)
    return False if isinstance(x, simple) else Undetermined("whether an unknown value is a tensor")


@keras.function("tensorflow.is_symbolic_tensor")
def is_symbolic_tensor(tensor: object) -> Unknown:
    """True while a graph is traced, False when it runs."""
    return Unknown("whether a tensor is symbolic")


@keras.function("tensorflow.broadcast_static_shape", "tensorflow.broadcast_dynamic_shape")
def broadcast_shapes(shape_x: Sizes, shape_y: Sizes) -> Any:
    from shapelint.ops.broadcasting import broadcast_pair

    shape, required = broadcast_pair(shape_x, shape_y)
    return Undetermined("shapes that may not fit") if required else shape


@keras.function("tensorflow.unravel_index")
def unravel_index(indices: Numbers, dims: Any, name: object = None) -> Answer:
    sizes = elements(dims)
    if sizes is None or indices.shape is None:
        return Undetermined("a shape that is not known")
    return created("unravel_index", (len(sizes), *indices.shape), "int64", indices)


@keras.function("tensorflow.approx_top_k")
def approx_top_k(
    input: Numbers, k: int, reduction_dimension: Any = -1, recall_target: object = 0.95, is_max_k: object = True,
    reduction_input_size_override: object = -1, aggregate_to_topk: Any = True, name: object = None,
) -> Answer:  # fmt: skip
    if not input.shape or reduction_dimension != -1 or aggregate_to_topk is not True:
        return Undetermined("the largest along another axis than the last")
    operation = Creation("approx_top_k", (*input.shape[:-1], k), input.type.dtype)
    return Application(operation, (input,), lambda found: (found, found))
