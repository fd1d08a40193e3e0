"""What a model is fed with, against the input that it was made for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import render_shape
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Verdict, equal


@dataclass(frozen=True, slots=True)
class Feed(Operation):
    """A batch as it enters a model whose input was declared with the shape `expected`, batch included; `name` is the
    input's name, "" for the only one.

    A last axis of size 1 that only one of both has is added or taken away. With `exact` every size but the batch's must
    be the declared one; without, the layers decide, and `objection` says what they refuse ("" for nothing). The rules
    are those of `_adjust_input_rank` and `input_spec` in
    https://github.com/keras-team/keras/blob/master/keras/src/models/functional.py.
    """

    expected: Shape
    name: str = ""
    exact: bool = True
    objection: str = ""

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(self.expected),))
        shape = fitted(given.shape, self.expected)
        if shape is None:
            return Inference((given.with_shape(self.expected),), (self._refused(given.shape, Verdict.FAILS),))
        required = tuple(self._sizes(given.shape, shape)) if self.exact else ()
        if self.objection:
            required = (*required, self._refused(given.shape, Verdict.FAILS))
        failed = any(r.verdict is Verdict.FAILS for r in required)
        return Inference((given.with_shape(self.expected if failed else shape),), required)

    def _sizes(self, given: Shape, shape: Shape) -> Iterator[Requirement]:
        verdicts = [equal(a, b) for a, b in zip(self.expected[1:], shape[1:], strict=True)]
        if Verdict.FAILS in verdicts:
            yield self._refused(given, Verdict.FAILS)

    def _refused(self, given: Shape, verdict: Verdict) -> Requirement:
        which = f"input {self.name!r}" if self.name else "input"
        wanted, actual = render_shape(self.expected), render_shape(given)
        text = f"the model's {which} is {wanted}, but is given {actual}"
        text += f": {self.objection}" if self.objection else ""
        return Requirement(Kind.FED_DATA, verdict, wanted, actual, operand=0, text=text)


def fitted(given: Shape, expected: Shape) -> Shape | None:
    """The shape with which data enter: as they are, or with a last axis of 1 added or taken away; None where the number
    of axes does not fit. Where that depends on a size that is not known, the declared shape."""
    if len(given) == len(expected):
        return given
    if len(given) == len(expected) + 1 and equal(given[-1], 1) is not Verdict.FAILS:
        return given[:-1]
    if len(given) == len(expected) - 1 and equal(expected[-1], 1) is not Verdict.FAILS:
        return (*given, 1)
    return None
