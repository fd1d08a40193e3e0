"""Tensors rearranged, reduced and repeated by a pattern of named axes; several packed into one along an axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.ir.requirement import Kind, Relation, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import render_shape, unknown_shape, unknown_size
from shapelint.ops.dense.einsum import Einsum
from shapelint.ops.dtypes import promote_names
from shapelint.ops.layout.axis_notation import Mismatch, Side, Sizes, compose, measure, parse, parse_side
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import refused
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, Verdict, divides, equal, product


def rank_of_side(side: Side, shape: Shape) -> tuple[Requirement, ...]:
    """That a tensor has as many axes as the side of a pattern says."""
    least = len(side.groups) - int(side.ellipsis)
    fits = len(shape) >= least if side.ellipsis else len(shape) == least
    if fits:
        return ()
    relation: Relation = ">=" if side.ellipsis else "=="
    words = "at least " if side.ellipsis else ""
    text = f"the pattern describes a tensor of {words}{least} axes"
    return (Requirement(Kind.RANK, Verdict.FAILS, least, len(shape), relation, None, 0, None, text),)


def not_fitting(mismatch: Mismatch) -> Requirement:
    if mismatch.divides:
        text = f"an axis of size {mismatch.actual} does not fall into chunks of {mismatch.expected}"
    else:
        text = f"the pattern makes the axis {mismatch.expected} long, but it is {mismatch.actual}"
    relation: Relation = "divides" if mismatch.divides else "=="
    expected, actual = mismatch.expected, mismatch.actual
    return Requirement(Kind.RESHAPE, mismatch.verdict, expected, actual, relation, None, 0, mismatch.axis, text)


@dataclass(frozen=True, slots=True)
class AxisTransform(Operation):
    """`kind` is "rearrange", "reduce" or "repeat", `lengths` the sizes that are given for axes of the pattern. With
    `stacked` the inputs are joined along a new first axis before.

    https://einops.rocks/api/rearrange/, https://einops.rocks/api/reduce/, https://einops.rocks/api/repeat/
    """

    kind: str
    pattern: str
    lengths: tuple[tuple[str, Size], ...] = ()
    stacked: bool = False

    def validate(self) -> tuple[Requirement, ...]:
        parsed = parse(self.pattern, self.kind, [name for name, _ in self.lengths])
        return (refused("pattern", "a pattern", self.pattern, parsed),) if isinstance(parsed, str) else ()

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        parsed = parse(self.pattern, self.kind, [name for name, _ in self.lengths])
        if isinstance(parsed, str):
            return Inference((given.with_shape(None),), self.validate())
        shape = given.shape
        if shape is not None and self.stacked:
            shape = (len(inputs), *shape)
        wrong = () if shape is None else rank_of_side(parsed.left, shape)
        if shape is None or wrong:
            rank = parsed.right.rank()
            known = None if rank is None else compose(parsed.right, Sizes(dict(self.lengths), ()))
            return Inference((given.with_shape(known),), wrong)
        sizes = measure(parsed.left, shape, dict(self.lengths))
        requirements = tuple(not_fitting(mismatch) for mismatch in sizes.mismatches)
        return Inference((given.with_shape(compose(parsed.right, sizes)),), requirements)

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        parsed = parse(self.pattern, self.kind, [name for name, _ in self.lengths])
        if position or self.stacked or isinstance(parsed, str) or parsed.left.ellipsis:
            return None
        lengths = dict(self.lengths)
        return tuple(
            product([lengths[a] for a in group.axes]) if all(a in lengths for a in group.axes) else None
            for group in parsed.left.groups
        )


@dataclass(frozen=True, slots=True)
class AxisMix(Operation):
    """A linear map written as a pattern: the input is multiplied by a weight whose axes are named, and what is not in
    the result is summed.

    https://einops.rocks/3-einmix-layer/
    """

    pattern: str
    weight: str
    bias: str | None
    lengths: tuple[tuple[str, Size], ...]

    def _sides(self) -> tuple[Side, Side, Side] | str:
        left, arrow, right = self.pattern.partition("->")
        sides = [parse_side(text) for text in (left, right, self.weight)]
        wrong = next((side for side in sides if isinstance(side, str)), "")
        if wrong or not arrow:
            return wrong or "the pattern has two sides, with -> between them"
        first, result, weight = (side for side in sides if not isinstance(side, str))
        if missing := sorted(weight.names - set(dict(self.lengths))):
            return f"the axis {missing[0]} of the weight has no size"
        if new := sorted(result.names - first.names - weight.names):
            return f"the axis {new[0]} is neither of the input nor of the weight"
        if weight.ellipsis or first.ellipsis != result.ellipsis:
            return "an ellipsis stands on both sides of the pattern, and not in the weight"
        return first, result, weight

    def validate(self) -> tuple[Requirement, ...]:
        sides = self._sides()
        return (refused("pattern", "a pattern", self.pattern, sides),) if isinstance(sides, str) else ()

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, sides = inputs[0], self._sides()
        if isinstance(sides, str):
            return Inference((given.with_shape(None),), self.validate())
        left, right, weight = sides
        wrong = () if given.shape is None else rank_of_side(left, given.shape)
        if given.shape is None or wrong:
            known = None if right.ellipsis else compose(right, Sizes(dict(self.lengths), ()))
            return Inference((given.with_shape(known),), wrong)
        # Only an input that is taken apart is held against the given sizes before the product; the others may be 1.
        composite = any(len(group.axes) != 1 for group in left.groups)
        lengths = {name: size for name, size in self.lengths if composite and name in left.names}
        sizes = measure(left, given.shape, lengths)
        requirements = tuple(not_fitting(mismatch) for mismatch in sizes.mismatches)
        product_type = self._product(given, left, weight, sizes)
        if not requirements:
            requirements = product_type.requirements
        named = {**sizes.named, **{name: size for name, size in self.lengths if name in weight.names}}
        return Inference((given.with_shape(compose(right, Sizes(named, sizes.under))),), requirements)

    def _product(self, given: TensorType, left: Side, weight: Side, sizes: Sizes) -> Inference:
        """The sum of products itself, whose axes have to agree with the weight's."""
        letters = {name: chr(ord("a") + i) for i, name in enumerate(sorted(left.names | weight.names))}
        first = "".join(letters[axis] for axis in left.axes if axis in letters)
        second = "".join(letters[axis] for axis in weight.axes)
        lengths = dict(self.lengths)
        shapes = (tuple(sizes.named[a] for a in left.axes if a in letters), tuple(lengths[a] for a in weight.axes))
        types = [given.with_shape(shape) for shape in shapes]
        found = Einsum(f"{first},{second}->", argument=None).infer(types)
        named = tuple(
            replace(
                r, text=f"the axis {weight.axes[r.axis or 0]} has size {r.expected}, but the weight's has {r.actual}"
            )
            for r in found.requirements
        )
        return Inference(found.outputs, named)

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        sides, shape = self._sides(), inputs[0].shape
        if isinstance(sides, str) or shape is None or rank_of_side(sides[0], shape):
            return None
        lengths = dict(self.lengths)
        added = sides[2].names - sides[0].names
        return product(shape) * product([lengths[name] for name in sorted(added)])

    def parameters(self) -> Mapping[str, Shape] | None:
        sides, lengths = self._sides(), dict(self.lengths)
        if isinstance(sides, str):
            return None
        shapes: dict[str, Shape] = {"weight": tuple(lengths[axis] for axis in sides[2].axes)}
        bias = None if self.bias is None else parse_side(self.bias)
        if isinstance(bias, Side) and bias.names <= set(lengths):
            own = bias.names
            shapes["bias"] = tuple(lengths[a] if a in own else 1 for a in sides[1].axes if a != "...")
        return shapes


@dataclass(frozen=True, slots=True)
class Pack(Operation):
    """Tensors whose first `before` and last `after` axes agree, joined along one axis made of the others of each.

    https://einops.rocks/4-pack-and-unpack/
    """

    before: int
    after: int

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        dtype = promote_names([t.dtype for t in inputs])
        rank, least = self.before + 1 + self.after, self.before + self.after
        total: Size = 0
        outer: Shape | None = None
        requirements: list[Requirement] = []
        for operand, given in enumerate(inputs):
            shape = given.shape
            if shape is None:
                total = total + unknown_size()
                continue
            if len(shape) < least:
                text = f"the pattern describes tensors of at least {least} axes"
                low = Requirement(Kind.RANK, Verdict.FAILS, least, len(shape), ">=", None, operand, None, text)
                return Inference((TensorType(unknown_shape(rank), dtype),), (low,))
            end = len(shape) - self.after
            total = total + product(shape[self.before : end])
            own = shape[: self.before] + shape[end:]
            outer = own if outer is None else outer
            requirements += self._same(outer, own, operand)
        if outer is None:
            outer = unknown_shape(least)
        return Inference(
            (TensorType((*outer[: self.before], total, *outer[self.before :]), dtype),), tuple(requirements)
        )

    def _same(self, first: Shape, own: Shape, operand: int) -> list[Requirement]:
        text = f"the axes beside the packed ones differ: {render_shape(first)} and {render_shape(own)}"
        return [
            Requirement(Kind.CONCATENATE, verdict, a, b, "==", None, operand, None, text)
            for a, b in zip(first, own, strict=True)
            if (verdict := equal(a, b)) is not Verdict.HOLDS
        ]


@dataclass(frozen=True, slots=True)
class Unpack(Operation):
    """One axis, after `before` others and before `after`, split into stretches of the given shapes; one size may be -1.

    https://einops.rocks/4-pack-and-unpack/
    """

    before: int
    after: int
    shapes: tuple[Shape, ...]

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        rank = self.before + 1 + self.after
        if given.shape is None or len(given.shape) != rank:
            wrong: tuple[Requirement, ...] = ()
            if given.shape is not None:
                text = f"the pattern describes a tensor of {rank} axes"
                found = len(given.shape)
                wrong = (Requirement(Kind.RANK, Verdict.FAILS, rank, found, "==", None, 0, None, text),)
            return Inference((given.with_shape(None),) * len(self.shapes), wrong)
        length = given.shape[self.before]
        shapes, requirements = self._filled(length)
        front, back = given.shape[: self.before], given.shape[self.before + 1 :]
        return Inference(tuple(given.with_shape((*front, *shape, *back)) for shape in shapes), requirements)

    def _filled(self, length: Size) -> tuple[tuple[Shape, ...], tuple[Requirement, ...]]:
        """The shapes without -1, and what the length of the axis has to be."""
        known: Size = 0
        for shape in self.shapes:
            known = known + (product(shape) if -1 not in shape else 0)
        text = f"an axis of size {length} does not split into the shapes {', '.join(map(render_shape, self.shapes))}"
        hollow = next((shape for shape in self.shapes if -1 in shape), None)
        if hollow is None:
            verdict = equal(known, length)
            fits = Requirement(Kind.RESHAPE, verdict, known, length, "==", None, 0, self.before, text)
            return self.shapes, () if verdict is Verdict.HOLDS else (fits,)
        rest = length - known
        row = product([size for size in hollow if size != -1])
        verdict = Verdict.HOLDS if row == 1 else divides(row, rest)
        fits = Requirement(Kind.RESHAPE, verdict, row, rest, "divides", None, 0, self.before, text)
        hole = unknown_size() if verdict is Verdict.FAILS else rest // row
        filled = tuple(tuple(hole if size == -1 else size for size in shape) for shape in self.shapes)
        return filled, () if verdict is Verdict.HOLDS else (fits,)
