"""Functions of keras.ops on signals: spectra over time, correlation, counts: https://keras.io/api/ops/fft/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.ops.algebra import of_parts
from shapelint.frontends.keras.ops.names import ops_names
from shapelint.frontends.keras.ops.picking import Answer, created
from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.api.coercions import Operand
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor, TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.layout.creation import Creation

# How many bytes an element of a type has.
BYTES = {
    "bool": 1, "int8": 1, "uint8": 1, "bfloat16": 2, "float16": 2, "int16": 2, "uint16": 2, "float32": 4, "int32": 4,
    "uint32": 4, "float64": 8, "int64": 8, "uint64": 8,
}  # fmt: skip


@keras.function("keras.ops.stft")
def stft(
    x: Operand, sequence_length: Any, sequence_stride: Any, fft_length: Any, window: object = "hann", center: Any = True
) -> Answer:
    if not x.shape or not isinstance(x.shape[-1], int) or not _framed(sequence_length, sequence_stride, fft_length):
        return Undetermined("a signal or frames that are not known")
    covered = x.shape[-1] - fft_length + (2 * (fft_length // 2) if center is True else 0)
    if center not in (True, False) or covered < 0:
        return Undetermined("a signal or frames that are not known")
    shape = (*x.shape[:-1], covered // sequence_stride + 1, fft_length // 2 + 1)
    return Application(Creation("keras.ops.stft", shape, x.type.dtype), (x,), lambda part: (part, part))


@keras.function("keras.ops.istft")
def istft(
    x: Any,
    sequence_length: Any,
    sequence_stride: Any,
    fft_length: Any,
    length: Any = None,
    window: object = "hann",
    center: Any = True,
) -> Answer:
    parts = of_parts(x)
    if parts is None or parts[0].shape is None or len(parts[0].shape) < 2 or length is not None or center is not True:
        return Undetermined("a pair of spectra, centred and as long as they are")
    frames = parts[0].shape[-2]
    if not isinstance(frames, int) or not _framed(sequence_length, sequence_stride, fft_length) or fft_length % 2:
        return Undetermined("frames that are not known")
    count = sequence_stride * (frames - 1)
    return created("istft", (*parts[0].shape[:-2], count), parts[0].type.dtype, *parts)


def _framed(length: object, stride: object, points: object) -> bool:
    """Whether the frames of a spectrum are known, and no longer than it."""
    if not isinstance(length, int) or not isinstance(stride, int) or not isinstance(points, int):
        return False
    return 0 < stride < length <= points


@keras.function(*ops_names("correlate"))
def correlate(x1: Operand, x2: Operand, mode: Any = "valid") -> Answer:
    longer, shorter = (t.shape[0] if t.shape is not None and len(t.shape) == 1 else None for t in (x1, x2))
    if not isinstance(longer, int) or not isinstance(shorter, int) or not 0 < shorter <= longer:
        return Undetermined("signals of other lengths than a longer and a shorter one")
    if mode not in ("valid", "same", "full"):
        return Undetermined("a mode that is not known")
    count = {"valid": longer - shorter + 1, "same": longer, "full": longer + shorter - 1}[mode]
    return created("correlate", (count,), None, x1, x2)


@keras.function(*ops_names("histogram"))
def histogram(x: Operand, bins: Any = 10, range: object = None) -> Answer:
    if not isinstance(bins, int) or bins < 1:
        return Undetermined("how many bins there are is not known")
    edges = Tensor(TensorType((bins + 1,), None), role="data", origin="keras.ops.histogram", dialect=KERAS)
    return Application(Creation("keras.ops.histogram", (bins,), None), (x,), lambda counts: (counts, edges))


@keras.function(*ops_names("unique"))
def unique(
    x: Operand,
    sorted: object = True,
    return_index: Any = False,
    return_inverse: Any = False,
    return_counts: Any = False,
    axis: Any = None,
    size: Any = None,
    fill_value: object = None,
) -> Answer:
    if any(flag is not False for flag in (return_index, return_inverse, return_counts)) or axis is not None:
        return Undetermined("distinct parts, or more than the distinct elements")
    return created("unique", (size if isinstance(size, int) else unknown_size(),), x.type.dtype, x)


@keras.function(*ops_names("view"))
def view(x: Operand, dtype: Any = None) -> Answer:
    before, after = BYTES.get(x.type.dtype or ""), BYTES.get(dtype if isinstance(dtype, str) else "")
    if before is None or before != after:
        return Undetermined("numbers of another width")
    return created("view", x.shape, dtype, x)
