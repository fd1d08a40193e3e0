"""Functions of keras.ops that pick, sort, count and compare elements: https://keras.io/api/ops/numpy/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.losses import ALIGNING
from shapelint.frontends.keras.ops.names import ops_names
from shapelint.frontends.keras.ops.reducing import reduced
from shapelint.frontends.keras.ops.values import one_axis
from shapelint.frontends.keras.vocabulary import Axes, keras
from shapelint.interpret.api.coercions import Operand, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor
from shapelint.ops.axes import unknown_size
from shapelint.ops.broadcasting import broadcast
from shapelint.ops.dense.linear_algebra import Vandermonde
from shapelint.ops.layout.concat_split import Meshgrid, Split
from shapelint.ops.layout.creation import Creation
from shapelint.ops.layout.gather_scatter import Diag, Diagonal, TakeAlong
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.layout.reshape import Reshape
from shapelint.ops.loss.target_first_loss import CLASSES, SAME, TargetLoss
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce
from shapelint.symbolic import Size, product

Answer = Application | Undetermined


def created(name: str, shape: tuple[Size, ...] | None, dtype: str | None, *inputs: Tensor) -> Application:
    """A tensor of another shape than that of what it is made from."""
    return Application(Creation(f"keras.ops.{name}", shape, dtype), inputs)


def flat_size(x: Tensor) -> Size:
    found = Reshape((-1,)).infer([x.type]).outputs[0].shape
    return found[0] if found else unknown_size()


# ------------------------------------------------------------------------------------------------- element by element


def _pair(name: str, dtype: str) -> None:
    @keras.function(*ops_names(name))
    def function(x1: Operand, x2: Operand) -> Answer:
        return Application(Elementwise(name, dtype), (x1, x2))


for _name, _dtype in {"gcd": "promote", "lcm": "promote", "ldexp": "float"}.items():
    _pair(_name, _dtype)


@keras.function(*ops_names("isclose"))
def isclose(x1: Operand, x2: Operand, rtol: object = 1e-5, atol: object = 1e-8, equal_nan: object = False) -> Answer:
    return Application(Elementwise("isclose", "bool"), (x1, x2))


@keras.function(*ops_names("allclose"))
def allclose(x1: Operand, x2: Operand, rtol: object = 1e-5, atol: object = 1e-8, equal_nan: object = False) -> Answer:
    _, required = broadcast([x1.type, x2.type])
    return Undetermined("whether shapes fit") if required else created("allclose", (), "bool", x1, x2)


@keras.function(*ops_names("isin"))
def isin(x1: Operand, x2: Operand, assume_unique: object = False, invert: object = False) -> Answer:
    return Application(Elementwise("isin", "bool"), (x1,))


@keras.function(*ops_names("digitize"))
def digitize(x: Operand, bins: object) -> Answer:
    return Application(Elementwise("digitize", "int32"), (x,))


@keras.function("keras.ops.searchsorted")
def searchsorted(sorted_sequence: Operand, values: Operand, side: object = "left") -> Answer:
    return Application(Elementwise("searchsorted", "int32"), (values,))


def _flip(name: str) -> None:
    @keras.function(*ops_names(name))
    def flip(x: Operand) -> Answer:
        return Application(ShapePreservingOverAxis(name, (1 if name == "fliplr" else 0,), None), (x,))


for _name in ("fliplr", "flipud"):
    _flip(_name)


def _window(name: str) -> None:
    @keras.function(*ops_names(name))
    def window(x: int) -> Answer:
        return created(name, (x,), "float32")


for _name in ("bartlett", "blackman", "hamming", "hanning"):
    _window(_name)


@keras.function(*ops_names("kaiser"))
def kaiser(x: int, beta: object) -> Answer:
    return created("kaiser", (x,), "float32")


@keras.function(*ops_names("array"))
def array(x: Operand, dtype: object = None) -> Answer:
    return Application(Elementwise("array"), (x,))


@keras.function("keras.ops.convert_to_numpy")
def convert_to_numpy(x: Operand) -> Answer:
    return Application(Elementwise("convert_to_numpy"), (x,))


@keras.function("keras.ops.is_tensor")
def is_tensor(x: Any) -> bool | Unknown:
    return x if isinstance(x, Unknown) else isinstance(x, Tensor)


@keras.function("keras.ops.dtype")
def dtype(x: Operand) -> str | Unknown:
    return x.type.dtype if x.type.dtype is not None else Unknown("the type of a tensor")


# ------------------------------------------------------------------------------------------------------------ reduced


def _reduction(name: str, result: str) -> None:
    @keras.function(*ops_names(name))
    def reduction(x: Operand, axis: Axes | None = None, keepdims: bool = False) -> Answer:
        return reduced(name, x, axis, keepdims, result)


for _name, _dtype in {"nanargmax": "int32", "nanargmin": "int32", "nanmedian": "float"}.items():
    _reduction(_name, _dtype)


def _quantile(name: str) -> None:
    @keras.function(*ops_names(name))
    def quantile(
        x: Operand, q: Operand, axis: Axes | None = None, method: object = "linear", keepdims: bool = False
    ) -> Answer:
        if q.shape is None or len(q.shape) > 1:
            return Undetermined("how many quantiles there are is not known")
        found = Reduce(name, axis, keepdims, "float", argument="axis").infer([x.type])
        if any(r.verdict.name == "FAILS" for r in found.requirements) or not q.shape:
            return reduced(name, x, axis, keepdims, "float")
        shape = found.outputs[0].shape
        return created(name, None if shape is None else (*q.shape, *shape), "float32", x)


for _name in ("quantile", "percentile", "nanquantile", "nanpercentile"):
    _quantile(_name)


def _cumulative(name: str) -> None:
    @keras.function(*ops_names(name))
    def cumulative(x: Operand, axis: Any = None, dtype: object = None) -> Answer:
        if axis is None:
            return created(name, (flat_size(x),), x.type.dtype, x)
        position = one_axis(axis)
        return (
            position
            if isinstance(position, Undetermined)
            else Application(ShapePreservingOverAxis(name, (position,), "axis"), (x,))
        )


for _name in ("nancumsum", "nancumprod"):
    _cumulative(_name)


def _segments(name: str) -> None:
    @keras.function(f"keras.ops.{name}")
    def segments(
        data: Operand, segment_ids: Operand, num_segments: int | None = None, sorted: object = False
    ) -> Answer:
        if data.shape is None or not data.shape:
            return Undetermined("segments of a tensor of unknown rank")
        count = unknown_size() if num_segments is None else num_segments
        return created(name, (count, *data.shape[1:]), data.type.dtype, data)


for _name in ("segment_sum", "segment_max", "segment_min", "segment_prod"):
    _segments(_name)


def _loss(name: str) -> None:
    @keras.function(*ops_names(name))
    def loss(target: Operand, output: Operand, from_logits: object = False, axis: Any = -1) -> Answer:
        if axis != -1:
            return Undetermined("a loss along another axis than the last")
        coding = CLASSES if name.startswith("sparse") else SAME
        return Application(TargetLoss(name, coding, name in ALIGNING, False), (target, output))


for _name in ("categorical_crossentropy", "sparse_categorical_crossentropy"):
    _loss(_name)


@keras.function(*ops_names("binary_crossentropy"))
def binary_crossentropy(target: Operand, output: Operand, from_logits: object = False) -> Answer:
    return Application(Elementwise("binary_crossentropy"), (target, output))


@keras.function("keras.ops.in_top_k")
def in_top_k(targets: Operand, predictions: Operand, k: object) -> Answer:
    return Application(Elementwise("in_top_k", "bool"), (targets,))


# ------------------------------------------------------------------------------------------------- picked and placed


@keras.function(*ops_names("diag"))
def diag(x: Operand, k: Any = 0) -> Answer:
    return Application(Diag(k), (x,)) if isinstance(k, int) else Undetermined("a diagonal that is not known")


@keras.function(*ops_names("diagflat"))
def diagflat(x: Operand, k: Any = 0) -> Answer:
    if not isinstance(k, int):
        return Undetermined("a diagonal that is not known")
    side = flat_size(x) + abs(k)
    return created("diagflat", (side, side), x.type.dtype, x)


@keras.function(*ops_names("diagonal"))
def diagonal(x: Operand, offset: Any = 0, axis1: Any = 0, axis2: Any = 1) -> Answer:
    if not all(isinstance(v, int) for v in (offset, axis1, axis2)):
        return Undetermined("a diagonal that is not known")
    return Application(Diagonal(offset, axis1, axis2, "axis1", "axis2"), (x,))


@keras.function(*ops_names("trace"))
def trace(x: Operand, offset: Any = 0, axis1: Any = 0, axis2: Any = 1) -> Answer:
    if not all(isinstance(v, int) for v in (offset, axis1, axis2)):
        return Undetermined("a diagonal that is not known")
    operation = Diagonal(offset, axis1, axis2, "axis1", "axis2")
    inferred = operation.infer([x.type])
    shape = inferred.outputs[0].shape
    if inferred.requirements or not shape:
        return Application(operation, (x,))
    return created("trace", shape[:-1], x.type.dtype, x)


@keras.function(*ops_names("take_along_axis"))
def take_along_axis(x: Operand, indices: Operand, axis: Any = None) -> Answer:
    if axis is None:
        return Undetermined("elements of the flattened tensor")
    position = one_axis(axis)
    return position if isinstance(position, Undetermined) else Application(TakeAlong(position), (x, indices))


@keras.function(*ops_names("argpartition"))
def argpartition(x: Operand, kth: object, axis: Any = -1) -> Answer:
    position = one_axis(axis)
    if isinstance(position, Undetermined):
        return position
    return Application(ShapePreservingOverAxis("argpartition", (position,), "axis", dtype="int32"), (x,))


@keras.function(*ops_names("rot90"))
def rot90(array: Operand, k: Any = 1, axes: Any = (0, 1)) -> Answer:
    pair = elements(axes)
    if array.shape is None or not isinstance(k, int) or pair is None or len(pair) != 2:
        return Undetermined("a rotation that is not known")
    if k % 2 == 0:
        return Undetermined("a half turn, of which Keras states another shape than it computes")
    rank = len(array.shape)
    first, second = (a % rank if isinstance(a, int) and -rank <= a < rank else -1 for a in pair)
    if first == second or first < 0 or second < 0:
        return Undetermined("axes that are not known")
    sizes = list(array.shape)
    sizes[first], sizes[second] = sizes[second], sizes[first]
    return created("rot90", tuple(sizes), array.type.dtype, array)


@keras.function(*ops_names("nonzero"))
def nonzero(x: Operand) -> Answer:
    if x.shape is None:
        return Undetermined("the positions in a tensor of unknown rank")
    count = len(x.shape)
    return Application(Creation("nonzero", (unknown_size(),), "int32"), (x,), lambda found: (found,) * count)


@keras.function(*ops_names("vander"))
def vander(x: Operand, N: int | None = None, increasing: object = False) -> Answer:
    return Application(Vandermonde(N), (x,))


@keras.function(*ops_names("tri"))
def tri(N: int, M: int | None = None, k: object = 0, dtype: object = None) -> Answer:
    return created("tri", (N, N if M is None else M), "float32")


@keras.function(*ops_names("meshgrid"))
def meshgrid(*x: Operand, indexing: Any = "xy") -> Answer:
    if not isinstance(indexing, str) or not all(t.shape is not None and len(t.shape) == 1 for t in x):
        return Undetermined("coordinates in a form that is not known")
    return Application(Meshgrid(transposed=indexing == "xy"), x, lambda *found: list(found))


def _spaced(name: str) -> None:
    if name == "logspace":

        @keras.function(*ops_names(name))
        def logspace(
            start: Operand, stop: Operand, num: int = 50, endpoint: object = True, base: object = 10,
            dtype: object = None,
            axis: Any = 0,
        ) -> Answer:  # fmt: skip
            return spaced(name, start, stop, num, axis)

        return

    @keras.function(*ops_names(name))
    def geomspace(
        start: Operand, stop: Operand, num: int = 50, endpoint: object = True, dtype: object = None, axis: Any = 0
    ) -> Answer:
        return spaced(name, start, stop, num, axis)


def spaced(name: str, start: Tensor, stop: Tensor, num: Size, axis: object) -> Answer:
    if start.shape != () or stop.shape != () or axis not in (0, -1):
        return Undetermined("numbers between tensors")
    return created(name, (num,), "float32")


for _name in ("logspace", "geomspace"):
    _spaced(_name)


@keras.function("keras.ops.slice")
def slice(inputs: Operand, start_indices: object, shape: Any) -> Answer:
    sizes = elements(shape)
    if inputs.shape is None or sizes is None or len(sizes) != len(inputs.shape):
        return Undetermined("a slice whose shape is not known")
    if not all(isinstance(s, int) and s >= 0 for s in sizes):
        return Undetermined("a slice whose shape is not known")
    return created("slice", tuple(s for s in sizes if isinstance(s, int)), inputs.type.dtype, inputs)


@keras.function("keras.ops.slice_update")
def slice_update(inputs: Operand, start_indices: object, updates: Operand) -> Answer:
    return Application(Elementwise("slice_update"), (inputs,))


@keras.function("keras.ops.scatter_update")
def scatter_update(inputs: Operand, indices: object, updates: object, reduction: object = None) -> Answer:
    return Application(Elementwise("scatter_update"), (inputs,))


@keras.function("keras.ops.scatter")
def scatter(indices: object, values: Operand, shape: Any) -> Answer:
    sizes = elements(shape)
    if sizes is None or not all(isinstance(s, int) for s in sizes):
        return Undetermined("a shape that is not known")
    return created("scatter", tuple(s for s in sizes if isinstance(s, int)), values.type.dtype, values)


@keras.function("keras.ops.extract_sequences")
def extract_sequences(x: Operand, sequence_length: int, sequence_stride: int) -> Answer:
    if not x.shape or sequence_stride == 0:
        return Undetermined("a signal of unknown rank, or no stride")
    count = (x.shape[-1] - sequence_length) // sequence_stride + 1
    return created("extract_sequences", (*x.shape[:-1], count, sequence_length), x.type.dtype, x)


@keras.function("keras.ops.psnr")
def psnr(x1: Operand, x2: Operand, max_val: object) -> Answer:
    if x1.shape is None or x2.shape is None or x1.shape != x2.shape:
        return Undetermined("images of other shapes")
    return created("psnr", (), "float32", x1, x2)


def pixels(x: Tensor, block: object, data_format: object, deep: bool) -> Answer:
    """Blocks of pixels as channels, or back."""
    if x.shape is None or len(x.shape) != 4 or not isinstance(block, int) or not isinstance(data_format, str):
        return Undetermined("an image whose rank or layout is not known")
    last = data_format == "channels_last"
    batch, *rest = x.shape
    height, width, channels = rest if last else (rest[1], rest[2], rest[0])
    area = block * block
    if not all(isinstance(s, int) for s in (height, width, channels)):
        return Undetermined("an image whose size is not known")
    if deep:
        height, width, channels = height // block, width // block, channels * area
    else:
        height, width, channels = height * block, width * block, channels // area
    shape = (batch, height, width, channels) if last else (batch, channels, height, width)
    return created("space_to_depth" if deep else "depth_to_space", shape, x.type.dtype, x)


@keras.function("keras.ops.space_to_depth", "keras.ops.nn.space_to_depth")
def space_to_depth(x: Operand, block_size: Any, data_format: Any = "channels_last") -> Answer:
    return pixels(x, block_size, data_format, True)


@keras.function("keras.ops.depth_to_space", "keras.ops.nn.depth_to_space")
def depth_to_space(x: Operand, block_size: Any, data_format: Any = "channels_last") -> Answer:
    return pixels(x, block_size, data_format, False)


def windows(size: Size, kernel: Size, dilation: Size, padding: Size, stride: Size) -> Size:
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


def are_numbers(values: tuple[Any, ...]) -> bool:
    return all(isinstance(value, int) for value in values)


@keras.function("keras.ops.unfold", "keras.ops.nn.unfold")
def unfold(x: Operand, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1) -> Answer:
    if x.shape is None or len(x.shape) != 4:
        return Undetermined("an image whose rank is not known")
    given: list[tuple[Any, ...]] = [elements(v) or (v, v) for v in (kernel_size, dilation, padding, stride)]
    kernel, dilations, paddings, strides = given
    if 0 in strides or not all(are_numbers(part) for part in (kernel, dilations, paddings, strides)):
        return Undetermined("windows that are not known")
    counts = [
        windows(size, *rest) for size, *rest in zip(x.shape[2:], kernel, dilations, paddings, strides, strict=True)
    ]
    shape = (x.shape[0], x.shape[1] * kernel[0] * kernel[1], counts[0] * counts[1])
    return created("unfold", shape, x.type.dtype, x)


@keras.function("keras.ops.fold", "keras.ops.nn.fold")
def fold(
    x: Operand, output_size: Any, kernel_size: Any, dilation: object = 1, padding: object = 0, stride: object = 1
) -> Answer:
    size, kernel = (elements(v) or (v, v) for v in (output_size, kernel_size))
    if x.shape is None or len(x.shape) != 3 or not all(isinstance(s, int) and s > 0 for s in (*size, *kernel)):
        return Undetermined("blocks or an image whose size is not known")
    area = product(s for s in kernel if isinstance(s, int))
    if not isinstance(x.shape[1], int) or x.shape[1] % area or len(size) != 2 or len(kernel) != 2:
        return Undetermined("blocks that do not fill channels")
    return created("fold", (x.shape[0], x.shape[1] // area, *size), x.type.dtype, x)


@keras.function(*ops_names("trapezoid"))
def trapezoid(y: Operand, x: object = None, dx: object = 1.0, axis: Any = -1) -> Answer:
    position = one_axis(axis)
    if isinstance(position, Undetermined):
        return position
    return reduced("trapezoid", y, (position,), False, "float")


@keras.function(*ops_names("bincount"))
def bincount(x: Operand, weights: object = None, minlength: object = 0, sparse: object = False) -> Answer:
    if x.shape is None or len(x.shape) != 1:
        return Undetermined("counts of what is no vector")
    return created("bincount", (unknown_size(),), "int32", x)


@keras.function("keras.ops.unravel_index")
def unravel_index(indices: Operand, shape: Any) -> Answer:
    sizes = elements(shape)
    if sizes is None:
        return Undetermined("a shape that is not known")
    return Application(Elementwise("unravel_index"), (indices,), lambda found: (found,) * len(sizes))


@keras.function("keras.ops.ctc_loss", "keras.ops.nn.ctc_loss")
def ctc_loss(
    target: Operand, output: Operand, target_length: Operand, output_length: Operand, mask_index: object = 0
) -> Answer:
    if not target.shape:
        return Undetermined("sequences of unknown rank")
    return created("ctc_loss", (target.shape[0],), "float32", target, output)


@keras.function(*ops_names("vdot"))
def vdot(x1: Operand, x2: Operand) -> Answer:
    if x1.shape is None or x1.shape != x2.shape:
        return Undetermined("tensors of other shapes")
    return created("vdot", (), x1.type.dtype, x1, x2)


def _split_along(name: str, axis: int) -> None:
    @keras.function(*ops_names(name))
    def split_along(x: Operand, indices_or_sections: Any) -> Answer:
        sections = indices_or_sections
        if x.shape is None or len(x.shape) <= axis or not isinstance(sections, int) or sections < 1:
            return Undetermined("parts that are not known")
        size = x.shape[axis]
        if not isinstance(size, int) or size % sections:
            return Undetermined("parts that are not equal")
        return Application(Split((size // sections,) * sections, axis), (x,), lambda *found: list(found))


for _name, _axis in {"vsplit": 0, "hsplit": 1, "dsplit": 2}.items():
    _split_along(_name, _axis)
