"""Discrete Fourier transforms along some axes, and spectrograms."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import is_unknown, missing_axes, unknown_size
from shapelint.ops.dense.linear_algebra import COMPLEX, REAL
from shapelint.ops.dtypes import as_floating
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import at_least, wrong_rank
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, less_equal


@dataclass(frozen=True, slots=True)
class Fourier(Operation):
    """A transform along `axes`; None: the last ones, as many as there are `lengths`, or all. A length of None, or -1,
    is that of the input. `kind` says what happens to the last of the axes: "complex" keeps its length, "to_half" gives
    the first half of a real signal's spectrum (n // 2 + 1), "from_half" makes 2 (n - 1) of such a half.

    https://docs.pytorch.org/docs/stable/fft.html
    """

    name: str
    kind: str
    lengths: tuple[Size | None, ...] | None = None
    axes: tuple[int, ...] | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        dtype = self._dtype(given.dtype)
        if given.shape is None:
            return Inference((TensorType(None, dtype),))
        rank = len(given.shape)
        axes = self.axes
        if axes is None:
            count = rank if self.lengths is None else len(self.lengths)
            axes = tuple(range(rank - count, rank))
        if missing := self._missing(axes, rank):
            return Inference((TensorType(None, dtype),), missing)
        return self._lengths(given.shape, [a % rank for a in axes], dtype)

    def _missing(self, axes: Sequence[int], rank: int) -> tuple[Requirement, ...]:
        if rank == 0 and axes:
            return (wrong_rank((), (1,)),)
        if missing := missing_axes(axes, rank, "dim"):
            return missing
        if len({a % rank for a in axes}) < len(axes):
            text = f"an axis is named twice in {tuple(axes)}"
            return (Requirement(Kind.AXIS, Verdict.FAILS, len(axes), len(set(axes)), "==", "dim", 0, None, text),)
        if self.lengths is not None and len(self.lengths) != len(axes):
            text = "there are as many lengths as axes"
            count = Requirement(
                Kind.HYPERPARAMETER, Verdict.FAILS, len(axes), len(self.lengths), "==", "s", None, None, text
            )
            return (count,)
        return ()

    def _lengths(self, shape: Shape, axes: Sequence[int], dtype: str | None) -> Inference:
        sizes = list(shape)
        requirements: tuple[Requirement, ...] = ()
        for position, axis in enumerate(axes):
            asked = None if self.lengths is None else self.lengths[position]
            last = position == len(axes) - 1
            own = sizes[axis]
            if asked is not None and asked != -1:
                sizes[axis] = unknown_size() if is_unknown(asked) else asked
            elif last and self.kind == "from_half":
                sizes[axis] = 2 * (own - 1)
            requirements += tuple(r for r in at_least(1, sizes[axis], "n") if r.verdict is not Verdict.HOLDS)
            if last and self.kind == "to_half":
                sizes[axis] = sizes[axis] // 2 + 1
        return Inference((TensorType(tuple(sizes), dtype),), requirements)

    def _dtype(self, given: str | None) -> str | None:
        floating = as_floating(given)
        if self.kind == "from_half":
            return REAL.get(floating or "", floating)
        return COMPLEX.get(floating or "")


@dataclass(frozen=True, slots=True)
class Spectrogram(Operation):
    """The transforms of overlapping windows of a signal (length,) or (batch, length): (..., bins, frames), and a last
    axis of two where the complex numbers are not `complex_result`.

    https://docs.pytorch.org/docs/stable/generated/torch.stft.html
    """

    size: Size
    hop: Size
    center: bool = True
    onesided: bool = True
    complex_result: bool = True

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        dtype = COMPLEX.get(given.dtype or "") if self.complex_result else given.dtype
        if given.shape is None:
            return Inference((TensorType(None, dtype),))
        if len(given.shape) not in (1, 2):
            return Inference((TensorType(None, dtype),), (wrong_rank(given.shape, (1, 2)),))
        length = given.shape[-1] + (2 * (self.size // 2) if self.center else 0)
        verdict = less_equal(self.size, length)
        text = "a window must not be longer than the signal"
        window = Requirement(Kind.WINDOW, verdict, length, self.size, "<=", "n_fft", 0, len(given.shape) - 1, text)
        bins = self.size // 2 + 1 if self.onesided else self.size
        frames = (length - self.size) // self.hop + 1
        pair: Shape = () if self.complex_result else (2,)
        requirements = () if verdict is Verdict.HOLDS else (window,)
        return Inference((TensorType((*given.shape[:-1], bins, frames, *pair), dtype),), requirements)
