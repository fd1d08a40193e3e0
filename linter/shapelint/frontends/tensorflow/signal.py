"""tensorflow.signal: frames and spectra: https://www.tensorflow.org/api_docs/python/tf/signal."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.picking import created
from shapelint.frontends.keras.vocabulary import keras
from shapelint.frontends.tensorflow.tables import Answer
from shapelint.interpret.api.coercions import Numbers, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.axes import unknown_size
from shapelint.ops.dense.linear_algebra import COMPLEX
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.fourier import Fourier
from shapelint.symbolic import Expression, Size, Verdict, ceil_div, less_equal


def _complex(name: str, axes: tuple[int, ...]) -> None:
    @keras.function(f"tensorflow.signal.{name}")
    def transform(input: Numbers, name: object = None) -> Answer:
        return Application(Fourier(title, "complex", None, axes), (input,))

    title = name


def _real(name: str, kind: str, axes: tuple[int, ...]) -> None:
    @keras.function(f"tensorflow.signal.{name}")
    def transform(input_tensor: Numbers, fft_length: Any = None, name: object = None) -> Answer:
        found = (None,) * len(axes) if fft_length is None else elements(fft_length)
        if found is None or len(found) != len(axes) or not all(s is None or isinstance(s, int) for s in found):
            return Undetermined("lengths that are not known")
        return Application(Fourier(title, kind, found, axes), (input_tensor,))  # type: ignore[arg-type]

    title = name


for _rank, _suffix in ((1, ""), (2, "2d"), (3, "3d")):
    _axes = tuple(range(-_rank, 0))
    _complex(f"fft{_suffix}", _axes)
    _complex(f"ifft{_suffix}", _axes)
    _real(f"rfft{_suffix}", "to_half", _axes)
    _real(f"irfft{_suffix}", "from_half", _axes)


def _shifted(name: str) -> None:
    @keras.function(f"tensorflow.signal.{name}")
    def shift(x: Numbers, axes: object = None, name: object = None) -> Answer:
        return Application(Elementwise(title), (x,))

    title = name


for _name in ("fftshift", "ifftshift"):
    _shifted(_name)


def frames_of(length: Size, size: Size, step: Size, padded: bool) -> Size | None:
    """How many frames a signal has; None where that is not known."""
    if padded:
        return ceil_div(length, step)
    if less_equal(size, length) is not Verdict.HOLDS:
        return 0 if less_equal(size, length) is Verdict.FAILS else None
    return (length - size) // step + 1


def known(value: object) -> bool:
    return isinstance(value, Expression) or (isinstance(value, int) and value > 0)


@keras.function("tensorflow.signal.frame")
def frame(
    signal: Numbers, frame_length: Any, frame_step: Any, pad_end: Any = False, pad_value: object = 0, axis: Any = -1,
    name: object = None,
) -> Answer:  # fmt: skip
    shape = signal.shape
    if shape is None or not isinstance(axis, int) or not -len(shape) <= axis < len(shape):
        return Undetermined("a signal or an axis that is not known")
    if not known(frame_length) or not known(frame_step) or not isinstance(pad_end, bool):
        return Undetermined("frames that are not known")
    position = axis % len(shape)
    count = frames_of(shape[position], frame_length, frame_step, pad_end)
    sizes = (unknown_size() if count is None else count, frame_length)
    return created("frame", (*shape[:position], *sizes, *shape[position + 1 :]), signal.type.dtype, signal)


@keras.function("tensorflow.signal.stft")
def stft(
    signals: Numbers, frame_length: Any, frame_step: Any, fft_length: Any = None, window_fn: object = None,
    pad_end: Any = False, name: object = None,
) -> Answer:  # fmt: skip
    if not signals.shape or not known(frame_length) or not known(frame_step) or not isinstance(pad_end, bool):
        return Undetermined("a signal or frames that are not known")
    count = frames_of(signals.shape[-1], frame_length, frame_step, pad_end)
    points = enclosing_power(frame_length) if fft_length is None else fft_length
    bins = points // 2 + 1 if known(points) else unknown_size()
    shape = (*signals.shape[:-1], unknown_size() if count is None else count, bins)
    return created("stft", shape, COMPLEX.get(signals.type.dtype or ""), signals)


def enclosing_power(length: Size) -> Size:
    """The smallest power of two that is not less."""
    return 1 << (length - 1).bit_length() if isinstance(length, int) else unknown_size()


@keras.function("tensorflow.signal.inverse_stft")
def inverse_stft(
    stfts: Numbers,
    frame_length: Any,
    frame_step: Any,
    fft_length: object = None,
    window_fn: object = None,
    name: object = None,
) -> Answer:
    shape = stfts.shape
    if shape is None or len(shape) < 2 or not known(frame_length) or not known(frame_step):
        return Undetermined("a spectrum or frames that are not known")
    return created("inverse_stft", (*shape[:-2], frame_step * (shape[-2] - 1) + frame_length), "float32", stfts)


@keras.function("tensorflow.signal.overlap_and_add")
def overlap_and_add(signal: Numbers, frame_step: Any, name: object = None) -> Answer:
    shape = signal.shape
    if shape is None or len(shape) < 2 or not known(frame_step):
        return Undetermined("frames that are not known")
    size = frame_step * (shape[-2] - 1) + shape[-1]
    return created("overlap_and_add", (*shape[:-2], size), signal.type.dtype, signal)


def _window(name: str) -> None:
    @keras.function(f"tensorflow.signal.{name}")
    def window(window_length: int, periodic: object = True, dtype: object = "float32", name: object = None) -> Answer:
        return created(title, (window_length,), "float32")

    title = name


for _name in ("hann_window", "hamming_window"):
    _window(_name)


def _along(name: str) -> None:
    @keras.function(f"tensorflow.signal.{name}")
    def cosine(
        input: Numbers, type: object = 2, n: Any = None, axis: object = -1, norm: object = None, name: object = None
    ) -> Answer:
        if n is None or not input.shape:
            return Application(Elementwise(title), (input,))
        return created(title, (*input.shape[:-1], n if known(n) else unknown_size()), input.type.dtype, input)

    title = name


_along("dct")
_along("idct")


@keras.function("tensorflow.signal.linear_to_mel_weight_matrix")
def linear_to_mel_weight_matrix(
    num_mel_bins: int = 20, num_spectrogram_bins: int = 129, sample_rate: object = 8000,
    lower_edge_hertz: object = 125.0,
    upper_edge_hertz: object = 3800.0, dtype: object = "float32", name: object = None,
) -> Answer:  # fmt: skip
    return created("linear_to_mel_weight_matrix", (num_spectrogram_bins, num_mel_bins), "float32")


@keras.function("tensorflow.signal.mfccs_from_log_mel_spectrograms")
def mfccs_from_log_mel_spectrograms(log_mel_spectrograms: Numbers, name: object = None) -> Answer:
    return Application(Elementwise("mfccs"), (log_mel_spectrograms,))


def _general(name: str, kind: str, extra: str) -> None:
    """Transforms along any axes: of a known number of them."""

    def body(x: Tensor, lengths: Any, axes: Any) -> Answer:
        sizes, chosen = elements(lengths), elements(axes)
        if not sizes or not chosen or not all(isinstance(v, int) for v in (*sizes, *chosen)):
            return Undetermined("lengths or axes that are not known")
        if len(sizes) != len(chosen):
            return Undetermined("other lengths than axes")
        return Application(Fourier(name, kind, sizes, chosen), (x,))  # type: ignore[arg-type]

    if extra == "Treal":

        @keras.function(f"tensorflow.{name}")
        def inverse(
            input: Numbers, fft_length: Any, axes: Any, Treal: object = "float32", name: object = None
        ) -> Answer:
            return body(input, fft_length, axes)

    elif extra == "Tcomplex":

        @keras.function(f"tensorflow.{name}")
        def half(
            input: Numbers, fft_length: Any, axes: Any, Tcomplex: object = "complex64", name: object = None
        ) -> Answer:
            return body(input, fft_length, axes)

    else:

        @keras.function(f"tensorflow.{name}")
        def plain(input: Numbers, fft_length: Any, axes: Any, name: object = None) -> Answer:
            return body(input, fft_length, axes)


_general("fftnd", "complex", "")
_general("ifftnd", "complex", "")
_general("rfftnd", "to_half", "Tcomplex")
_general("irfftnd", "from_half", "Treal")
