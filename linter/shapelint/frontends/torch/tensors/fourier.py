"""Fourier transforms: https://docs.pytorch.org/docs/stable/fft.html and
https://docs.pytorch.org/docs/stable/torch.html#spectral-ops."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.tensors.declaring import Answer, apply, declare, dtype_of
from shapelint.interpret.api.coercions import Axes, Axis, Sizes
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.layout.creation import Creation
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.pointwise.fourier import Fourier, Spectrogram
from shapelint.symbolic import Size

# What each transform does to the last of its axes.
KINDS = {
    "fft": "complex", "ifft": "complex", "rfft": "to_half", "irfft": "from_half", "hfft": "from_half",
    "ihfft": "to_half",
}  # fmt: skip


def declare_transform(name: str, kind: str) -> None:
    @declare(f"fft.{name}", method=False)
    def transform(
        input: Tensor, n: int | None = None, dim: Axis = -1, norm: object = None, *, out: object = None
    ) -> Application:
        return apply(Fourier(name, kind, (n,), (dim,)), input)

    @declare(f"fft.{name}2", method=False)
    def flat(
        input: Tensor, s: Sizes | None = None, dim: Axes = (-2, -1), norm: object = None, *, out: object = None
    ) -> Application:
        return apply(Fourier(name, kind, s, dim), input)

    @declare(f"fft.{name}n", method=False)
    def several(
        input: Tensor, s: Sizes | None = None, dim: Axes | None = None, norm: object = None, *, out: object = None
    ) -> Application:
        return apply(Fourier(name, kind, s, dim), input)


for transform_name, transform_kind in KINDS.items():
    declare_transform(transform_name, transform_kind)


@declare("fft.fftshift", "fft.ifftshift", method=False)
def fftshift(input: Tensor, dim: Axes | None = None) -> Application:
    return apply(ShapePreservingOverAxis("fftshift", dim or (), scalars=False), input)


@declare("fft.fftfreq", method=False)
def fftfreq(n: int, d: object = 1.0, **options: Any) -> Application:
    return apply(Creation("fftfreq", (n,), dtype_of(options.get("dtype"), "float32"), "n"))


@declare("fft.rfftfreq", method=False)
def rfftfreq(n: int, d: object = 1.0, **options: Any) -> Application:
    return apply(Creation("rfftfreq", (n // 2 + 1,), dtype_of(options.get("dtype"), "float32"), "n"))


def spectrogram(
    input: Tensor, n_fft: Size, hop_length: Size | None, center: bool, onesided: object, return_complex: object
) -> Answer:
    if return_complex is None or not isinstance(return_complex, bool) or not isinstance(onesided, (bool, type(None))):
        return Undetermined("a spectrogram of unknown layout")
    is_complex = (input.type.dtype or "").startswith("complex")
    half = not is_complex if onesided is None else onesided
    hop = n_fft // 4 if hop_length is None else hop_length
    return apply(Spectrogram(n_fft, hop, bool(center), half, return_complex), input)


@declare("stft")
def stft(
    input: Tensor,
    n_fft: int,
    hop_length: int | None = None,
    win_length: object = None,
    window: object = None,
    center: bool = True,
    pad_mode: object = "reflect",
    normalized: object = False,
    onesided: Any = None,
    return_complex: Any = None,
    align_to_window: object = None,
) -> Answer:
    return spectrogram(input, n_fft, hop_length, center, onesided, return_complex)


@declare("istft")
def istft(
    input: Tensor,
    n_fft: int,
    hop_length: int | None = None,
    win_length: object = None,
    window: object = None,
    center: Any = True,
    normalized: object = False,
    onesided: object = None,
    length: int | None = None,
    return_complex: object = False,
) -> Answer:
    if input.shape is None or len(input.shape) not in (2, 3):
        return Undetermined("the signal of a spectrogram of unknown rank")
    hop = n_fft // 4 if hop_length is None else hop_length
    if length is None and center is not True:
        return Undetermined("the length of a signal whose frames are not centered")
    samples = hop * (input.shape[-1] - 1) + n_fft - 2 * (n_fft // 2)
    return apply(Creation("istft", (*input.shape[:-2], samples if length is None else length)), input)
