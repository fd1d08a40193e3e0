"""The notation of einops: "b c (h p) w -> b (h w) (c p)". Parsing, and the sizes of the named axes.

https://einops.rocks/api/rearrange/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shapelint.ir.types import Shape
from shapelint.ops.axes import unknown_size
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, divides, equal, product

ELLIPSIS = "..."
REDUCTIONS = ("min", "max", "sum", "mean", "prod", "any", "all")


@dataclass(frozen=True, slots=True)
class Group:
    """The axes that one axis of the tensor is made of; none for an axis of size one. A number stands for an axis
    without a name: its text, with a mark that makes it different from every other ("2#1"). An ellipsis that stands for
    itself is `whole`."""

    axes: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pattern."""

    groups: tuple[Group, ...]

    @property
    def axes(self) -> tuple[str, ...]:
        return tuple(axis for group in self.groups for axis in group.axes)

    @property
    def names(self) -> frozenset[str]:
        """The named axes."""
        return frozenset(axis for axis in self.axes if axis != ELLIPSIS and "#" not in axis)

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(axis for axis in self.axes if "#" in axis)

    @property
    def ellipsis(self) -> bool:
        return ELLIPSIS in self.axes

    def rank(self) -> int | None:
        """The rank of the tensor; None where an ellipsis leaves it open."""
        return None if self.ellipsis else len(self.groups)


def words(text: str) -> Iterator[str] | None:
    """Names, numbers, parentheses and ellipses in order; None for another character."""
    spaced = text.replace("(", " ( ").replace(")", " ) ").replace(ELLIPSIS, f" {ELLIPSIS} ")
    if any(not (c.isalnum() or c in "_(). ") for c in spaced):
        return None
    return iter(spaced.split())


def parse_side(text: str) -> Side | str:
    """One side of a pattern, or what is wrong with it."""
    found = words(text)
    if found is None or text.count(".") != 3 * text.count(ELLIPSIS):
        return f"the pattern has a character that means nothing: {text.strip()}"
    groups: list[Group] = []
    inner: list[str] | None = None
    for word in found:
        if word in "()":
            if (word == "(") == (inner is not None):
                return "the parentheses of the pattern do not match"
            if inner is not None:
                groups.append(Group(tuple(inner)))
            inner = [] if word == "(" else None
            continue
        axis = axis_of(word, len(groups) + len(inner or ()))
        if isinstance(axis, str) and inner is not None:
            inner.append(axis)
        elif isinstance(axis, str):
            groups.append(Group((axis,), axis == ELLIPSIS))
        elif axis is None and inner is None:
            groups.append(Group(()))
        elif axis is not None:
            return f"{word} is no name of an axis"
    return "the parentheses of the pattern do not match" if inner is not None else unambiguous(Side(tuple(groups)))


LONGEST_NUMBER = 18  # digits; no axis is longer


def axis_of(word: str, position: int) -> str | bool | None:
    """The axis that a word means: None for one of size one, False for what is no axis."""
    if word == ELLIPSIS:
        return word
    if word.isdecimal():
        if len(word) > LONGEST_NUMBER:
            return False
        return None if int(word) == 1 else f"{int(word)}#{position}" if int(word) else False
    return word if word.isidentifier() and not word.startswith("_") and not word.endswith("_") else False


def unambiguous(side: Side) -> Side | str:
    named = [axis for axis in side.axes if "#" not in axis]
    twice = next((axis for axis in named if named.count(axis) > 1), None)
    return side if twice is None else f"the axis {twice} occurs twice on one side of the pattern"


@dataclass(frozen=True, slots=True)
class Pattern:
    left: Side
    right: Side


def parse(pattern: str, kind: str, given: Sequence[str]) -> Pattern | str:
    """A pattern of the function `kind` ("rearrange", "repeat" or "reduce") to which sizes of the axes `given` are
    passed, or what is wrong with it."""
    left_text, arrow, right_text = pattern.partition("->")
    if not arrow or "->" in right_text:
        return "the pattern has two sides, with -> between them"
    left, right = parse_side(left_text), parse_side(right_text)
    if isinstance(left, str):
        return left
    if isinstance(right, str):
        return right
    found = Pattern(left, right)
    return misuse(found, kind, frozenset(given)) or found


def misuse(pattern: Pattern, kind: str, given: frozenset[str]) -> str:
    """What the function refuses whatever the tensor is; "" for nothing."""
    left, right = pattern.left, pattern.right
    if right.ellipsis and not left.ellipsis:
        return "the ellipsis stands on the right side of the pattern alone"
    if any(ELLIPSIS in group.axes and not group.whole for group in left.groups):
        return "an ellipsis in parentheses stands on the left side of the pattern"
    if kind == "rearrange" and (left.numbers or right.numbers):
        return "a number other than 1 is no axis of a rearrangement"
    lost, new = sorted(left.names - right.names), sorted(right.names - left.names)
    if kind == "rearrange" and left.ellipsis != right.ellipsis:
        return "the ellipsis stands on one side of the pattern alone"
    if kind != "reduce" and lost:
        return f"the axis {lost[0]} stands on the left side of the pattern alone"
    if kind == "repeat" and (left.numbers or (left.ellipsis and not right.ellipsis)):
        return "an axis stands on the left side of the pattern alone"
    if kind != "repeat" and new:
        return f"the axis {new[0]} stands on the right side of the pattern alone"
    if kind == "reduce" and right.numbers:
        return "a number other than 1 stands on the right side of the pattern"
    if unsized := sorted(set(new) - given):
        return f"the new axis {unsized[0]} has no size"
    if unused := sorted(given - left.names - right.names):
        return f"the axis {unused[0]} is not in the pattern"
    for group in left.groups:
        if len(open_axes := [axis for axis in group.axes if is_open(axis, given)]) > 1:
            return f"the sizes of {' and '.join(open_axes)} cannot be told from their product"
    return ""


def is_open(axis: str, given: frozenset[str]) -> bool:
    """Whether the size of an axis follows from the tensor alone."""
    return axis != ELLIPSIS and "#" not in axis and axis not in given


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An axis of the tensor that is not what the pattern and the given sizes make of it; `divides` where it must only
    fall into chunks of `expected`."""

    verdict: Verdict
    expected: Size
    actual: Size
    axis: int
    divides: bool = False


@dataclass(frozen=True, slots=True)
class Sizes:
    """The size of each axis by its name, the shape under the ellipsis, and what must hold."""

    named: Mapping[str, Size]
    under: Shape
    mismatches: tuple[Mismatch, ...] = ()


def numbered(side: Side) -> dict[str, Size]:
    """The sizes of the axes that are numbers."""
    return {axis: int(axis.partition("#")[0]) for axis in side.numbers}


def measure(side: Side, shape: Shape, given: Mapping[str, Size]) -> Sizes:
    """The sizes of the axes of a side that a tensor of that shape, whose rank fits, has."""
    named: dict[str, Size] = {**given, **numbered(side)}
    extra = len(shape) - len(side.groups) + 1
    found: list[Mismatch] = []
    under: Shape = ()
    axis = 0
    for group in side.groups:
        if group.whole:
            under = shape[axis : axis + extra]
            axis += extra
            continue
        length = shape[axis]
        known = product([named[name] for name in group.axes if name in named])
        rest = [name for name in group.axes if name not in named]
        if rest:
            verdict = Verdict.HOLDS if known == 1 else divides(known, length)
            is_open = verdict is Verdict.FAILS or known == 0
            named[rest[0]] = unknown_size() if is_open else length if known == 1 else length // known
        else:
            verdict = equal(known, length)
        if verdict is not Verdict.HOLDS:
            found.append(Mismatch(verdict, known, length, axis, bool(rest)))
        axis += 1
    return Sizes(named, under, tuple(found))


def compose(side: Side, sizes: Sizes) -> Shape:
    """The shape of a tensor whose axes are those of a side."""
    named = {**sizes.named, **numbered(side), ELLIPSIS: product(sizes.under)}
    shape: list[Size] = []
    for group in side.groups:
        if group.whole:
            shape.extend(sizes.under)
        else:
            shape.append(product([named.get(axis, unknown_size()) for axis in group.axes]))
    return tuple(shape)
