"""Broadcasting: aligning shapes at their last axes, where a size of 1 fits any other.

The rule is https://pytorch.org/docs/stable/notes/broadcasting.html, which is numpy's.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Relation, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import agreed, is_unknown, render_shape, unknown_size
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, equal, less_equal, maximum, minimum, product


@dataclass(frozen=True, slots=True)
class Joined:
    """Two sizes broadcast together: the size that results, whether they fit, and whether fitting means equality."""

    size: Size
    verdict: Verdict
    equality: bool


def join_sizes(first: Size, second: Size) -> Joined:
    """Broadcast two sizes. What comes of a mismatch is unknown, so that it is not reported again."""
    if equal(first, 1) is Verdict.HOLDS:
        return Joined(second, Verdict.HOLDS, False)
    if equal(second, 1) is Verdict.HOLDS:
        return Joined(first, Verdict.HOLDS, False)
    verdict = equal(first, second)
    if verdict is Verdict.HOLDS:
        return Joined(agreed(first, second), verdict, True)
    first_is_many = equal(first, 1) is Verdict.FAILS
    second_is_many = equal(second, 1) is Verdict.FAILS
    if verdict is Verdict.FAILS:
        fails = Verdict.FAILS if first_is_many and second_is_many else Verdict.UNDECIDED
        size = first if first_is_many else second if second_is_many else greater(first, second)
        return Joined(unknown_size() if fails is Verdict.FAILS else size, fails, False)
    if first_is_many and second_is_many:
        return Joined(agreed(first, second), Verdict.UNDECIDED, True)
    if first_is_many or second_is_many:
        return Joined(first if first_is_many else second, Verdict.UNDECIDED, False)
    if is_unknown(first) or is_unknown(second):
        return Joined(unknown_size(), Verdict.UNDECIDED, False)
    positive = less_equal(1, first) is Verdict.HOLDS and less_equal(1, second) is Verdict.HOLDS
    return Joined(maximum(first, second) if positive else unknown_size(), Verdict.UNDECIDED, False)


def greater(first: Size, second: Size) -> Size:
    """What two sizes that differ broadcast to, if they do: the lesser is then 1, and the other results; unless the
    lesser is 0 and the other 1, which gives 0."""
    for less, more in ((first, second), (second, first)):
        if less_equal(less + 2, more) is Verdict.HOLDS:
            return more
        if less_equal(less + 1, more) is Verdict.HOLDS:
            return more if less_equal(1, less) is Verdict.HOLDS else product((more, minimum(less, 1)))
    return unknown_size()


def broadcast_pair(
    first: Shape, second: Shape, kind: Kind = Kind.OPERANDS, operand: int = 1, argument: str | None = None
) -> tuple[Shape, tuple[Requirement, ...]]:
    """Broadcast two shapes: the result, and a requirement for every axis that is not sure to fit. `operand` is the
    position of the tensor that the second shape belongs to."""
    length = max(len(first), len(second))
    left = (1,) * (length - len(first)) + first
    right = (1,) * (length - len(second)) + second
    sizes: list[Size] = []
    requirements: list[Requirement] = []
    for axis, (a, b) in enumerate(zip(left, right, strict=True)):
        joined = join_sizes(a, b)
        sizes.append(joined.size)
        if joined.verdict is not Verdict.HOLDS:
            relation: Relation = "==" if joined.equality else "broadcasts with"
            text = f"the shapes {render_shape(first)} and {render_shape(second)} do not broadcast at axis {axis}"
            own = axis - (length - len(second))
            requirements.append(Requirement(kind, joined.verdict, a, b, relation, argument, operand, own, text))
    return tuple(sizes), tuple(requirements)


def broadcast(
    types: Sequence[TensorType], kind: Kind = Kind.OPERANDS, offset: int = 0
) -> tuple[Shape | None, tuple[Requirement, ...]]:
    """Broadcast any number of tensors. The shape is None when a rank is unknown, or when a failed requirement leaves
    none."""
    shape: Shape | None = ()
    known: Shape = ()
    requirements: list[Requirement] = []
    for position, type in enumerate(types):
        if type.shape is None:
            shape = None
            continue
        known, found = broadcast_pair(known, type.shape, kind, position + offset)
        requirements += found
    return (known if shape is not None else None), tuple(requirements)


def expand_to(
    source: Shape, target: Shape, kind: Kind = Kind.OPERANDS, operand: int = 0, argument: str | None = None
) -> tuple[Requirement, ...]:
    """That the source can be expanded to the target: every size equal, or 1, or a new leading axis."""
    what = f"the shape {render_shape(source)} does not expand to {render_shape(target)}"
    if len(source) > len(target):
        text = f"{what}: it has more axes"
        return (Requirement(kind, Verdict.FAILS, len(target), len(source), "<=", argument, operand, None, text),)
    requirements: list[Requirement] = []
    for axis, (a, b) in enumerate(zip(source, target[len(target) - len(source) :], strict=True)):
        verdict, single = equal(a, b), equal(a, 1)
        if verdict is Verdict.HOLDS or single is Verdict.HOLDS:
            continue
        fails = verdict is Verdict.FAILS and single is Verdict.FAILS
        relation: Relation = "==" if single is Verdict.FAILS else "broadcasts with"
        answer = Verdict.FAILS if fails else Verdict.UNDECIDED
        text = f"{what} at axis {axis}"
        requirements.append(Requirement(kind, answer, b, a, relation, argument, operand, axis, text))
    return tuple(requirements)
