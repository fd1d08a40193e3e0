"""Which input sizes a model takes, in words, solved from what its operations require."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shapelint.analysis.input_resolution import InputShapes, axis_letters
from shapelint.interpret.domain.tensors import tensors_in
from shapelint.ir.constraints import Constraints, constraints_of
from shapelint.ir.run import Run
from shapelint.records import dataclass
from shapelint.symbolic import Fit, Size, Solution, Symbol, Verdict, describe_ranges, solve, symbols

LARGEST = 4096
"""Sizes that are looked into, in elements along one axis."""
USUAL = (224, 32, 28, 256, 64, 128, 299, 227, 96, 384, 512, 448, 300, 331, 416, 640, 16, 8)
"""Sides of the images that data sets and pretrained models have, the most frequent first."""
SPATIAL = frozenset("DHW")
CAVEAT = "as far as known, "
ANY = "any"


@dataclass(frozen=True, slots=True)
class Group:
    """Free sizes that hang together through what is required of them."""

    names: tuple[Symbol, ...]
    constraints: Constraints


def accepted_inputs(run: Run, settled: InputShapes, result: object) -> str | None:
    """The sizes that get through all that was run, as "square inputs 32 to 35" with the usual one among them, or "H
    and W multiples of 16". None when every input's size is given, or when it could not be found out. `result` is what
    the model gave."""
    names = free_sizes(settled)
    if not names or any(r.verdict is Verdict.FAILS for node in run.nodes for r in node.requirements):
        return None
    constraints, whole = gathered(run, names)
    kept = kept_batch(run, settled, result)
    whole = whole and not run.stops
    phrases = Phrases(labels(settled), whole, names_others=not kept)
    text = phrases.of(groups_of(constraints.joined(kept), names))
    return text if text is None or whole else CAVEAT + text


def accepted_sides(run: Run, settled: InputShapes, result: object) -> tuple[tuple[int, int], ...] | None:
    """The sides of square images that get through all that was run, as ranges from and to, up to LARGEST; empty where
    there is none. None where the inputs are no images of free size, or it could not be found out."""
    names = tuple(filter(is_spatial, free_sizes(settled)))
    if not names or run.stops or any(r.verdict is Verdict.FAILS for node in run.nodes for r in node.requirements):
        return None
    constraints, whole = gathered(run, names)
    if not whole:
        return None
    sides: tuple[tuple[int, int], ...] = ((1, LARGEST),)
    for group in groups_of(constraints.joined(kept_batch(run, settled, result)), names):
        square = tuple(filter(is_spatial, group.names))
        found = solve(group.constraints.equalities, group.constraints.positive, square, LARGEST)
        is_settled = found.verdict is Fit.NONE or (found.verdict is Fit.SOME and len(square) == len(group.names))
        if not found.squares and not is_settled:
            return None
        sides = common(sides, found.squares)
    return sides


def common(one: tuple[tuple[int, int], ...], other: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The ranges that both have in common."""
    pairs = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return tuple(pair for pair in pairs if pair[0] <= pair[1])


def free_sizes(settled: InputShapes) -> tuple[Symbol, ...]:
    """The free sizes beside the batch, which is the first axis."""
    shapes = settled.shapes.values()
    return tuple(dict.fromkeys(s for shape in shapes for s in shape[1:] if isinstance(s, Symbol) and s.known))


def is_spatial(size: Symbol) -> bool:
    return size.name.rpartition("_")[2] in SPATIAL


def gathered(run: Run, names: Sequence[Symbol]) -> tuple[Constraints, bool]:
    """The constraints on the free sizes, and whether these are all."""
    certain = constraints_of([*(r for node in run.nodes if node.certain for r in node.requirements), *run.checks])
    possible = constraints_of(r for node in run.nodes if not node.certain for r in node.requirements)
    equalities = tuple(pair for pair in certain.equalities if is_about(pair, names))
    positive = tuple(size for size in certain.positive if is_about((size,), names))
    whole = all(is_known(pair) for pair in certain.equalities) and all(is_known((size,)) for size in certain.positive)
    return Constraints(equalities, positive), whole and certain.complete and not possible


def kept_batch(run: Run, settled: InputShapes, result: object) -> Constraints:
    """That the batch comes out as it goes in, where a `view(-1, 1600)` on the way would let it be regrouped: sizes
    which only run because images are torn apart are not accepted."""
    batch = next((shape[0] for shape in settled.shapes.values() if shape and isinstance(shape[0], Symbol)), None)
    regrouped = [
        requirement.actual // requirement.expected
        for node in run.nodes
        for requirement in node.requirements
        if requirement.relation == "divides"
        and not isinstance(requirement.actual, str)
        and not isinstance(requirement.expected, str)
    ]
    given = [tensor.shape[0] for tensor in tensors_in([result]) if tensor.shape]
    return Constraints(tuple((size, batch) for size in given if batch is not None and size in regrouped))


def symbols_in(sizes: Iterable[Size]) -> frozenset[Symbol]:
    return frozenset[Symbol]().union(*(symbols(size) for size in sizes))


def is_known(sizes: Sequence[Size]) -> bool:
    """Whether only the inputs' own sizes take part."""
    return all(symbol.known for symbol in symbols_in(sizes))


def is_about(sizes: Sequence[Size], names: Sequence[Symbol]) -> bool:
    return is_known(sizes) and not symbols_in(sizes).isdisjoint(names)


def groups_of(constraints: Constraints, names: Sequence[Symbol]) -> list[Group]:
    """The free sizes in groups that no constraint connects, in the order of the axes."""
    groups = [Group((name,), Constraints()) for name in names]
    single = [Constraints((pair,)) for pair in constraints.equalities]
    for one in [*single, *(Constraints((), (size,)) for size in constraints.positive)]:
        found = symbols_in(size for pair in (*one.equalities, one.positive) for size in pair)
        touched = [group for group in groups if not found.isdisjoint(group.names)]
        if not touched:
            continue  # it is about other sizes than those that are asked for
        joined = one
        for group in touched:
            joined = group.constraints.joined(joined)
        members = tuple(name for group in touched for name in group.names)
        position = groups.index(touched[0])
        groups = [group for group in groups if group not in touched]
        groups.insert(position, Group(members, joined))
    return groups


def labels(settled: InputShapes) -> dict[Symbol, str]:
    """What each free size is called: by its name, where that says the axis; else by the axis of its input."""
    found: dict[Symbol, str] = {}
    for source, shape in settled.shapes.items():
        letters = axis_letters(settled.dialect, shape)
        for letter, size in zip(letters, shape, strict=True):
            if isinstance(size, Symbol):
                says_axis = size.name.rpartition("_")[2] in letters
                prefix = f"{source}_" if len(settled.shapes) > 1 else ""
                found.setdefault(size, size.name if says_axis else prefix + letter)
    return found


@dataclass(frozen=True, slots=True)
class Phrases:
    """Puts solutions into words. That any size will do is only said when the `whole` is known; `names_others` tells
    that the values of other sizes, with which something holds, are said too."""

    labels: Mapping[Symbol, str]
    whole: bool
    names_others: bool

    def of(self, groups: Sequence[Group]) -> str | None:
        """What all groups say together; None when one of them could not be solved."""
        alone: dict[str, list[str]] = {}
        joint: list[str] = []
        for group in groups:
            square = tuple(filter(is_spatial, group.names)) or group.names[:1]
            found = solve(group.constraints.equalities, group.constraints.positive, square, LARGEST)
            if found.verdict is Fit.NONE:
                return "no size at all"
            if len(group.names) == 1 and found.squares:
                sides = ANY if is_everything(found) else described(found)
                alone.setdefault(sides + self.remark(found, group), []).append(self.labels[group.names[0]])
            elif (phrase := self.together(group, found)) is not None:
                joint.append(phrase)
            else:
                return None
        free = alone.pop(ANY, [])
        said = [*joint, *(f"{listed(names)} {text}" for text, names in alone.items())]
        if free and self.whole:
            said.append(f"{ANY} {listed(free)}")
        return ", ".join(said) or None

    def together(self, group: Group, found: Solution) -> str | None:
        """What is said of several sizes that hang together."""
        spatial = all(map(is_spatial, group.names))
        if found.squares and spatial:
            kind = "cubic" if any(name.name.endswith("D") for name in group.names) else "square"
            text = f"{kind} inputs" if is_everything(found) else f"{kind} inputs {described(found)}"
            return text + (self.remark(found, group) or usual(found, group))
        example = next((e for e in found.examples if set(group.names) <= set(e)), None)
        if example is None:
            return None
        if spatial:
            return f"only inputs that are not square, such as {by([example[name] for name in group.names])}"
        return "sizes such as " + ", ".join(f"{self.label(name)} = {value}" for name, value in example.items())

    def remark(self, found: Solution, group: Group) -> str:
        """The other sizes for which that holds."""
        example = found.examples[0] if found.examples and self.names_others else {}
        others = [f"{self.label(name)} = {value}" for name, value in example.items() if name not in group.names]
        return f" for {', '.join(others)}" if others else ""

    def label(self, size: Symbol) -> str:
        return self.labels.get(size, size.name)


def is_everything(found: Solution) -> bool:
    return found.unbounded and found.squares == ((1, LARGEST),)


def described(found: Solution) -> str:
    """The sides in words; what goes up to the largest size that is looked into is taken to go on."""
    return describe_ranges(found.squares, found.unbounded or found.squares[-1][1] == LARGEST)


def usual(found: Solution, group: Group) -> str:
    """The side that images usually have among those that fit, where there are several."""
    if found.unbounded or found.squares[0][0] == found.squares[-1][1]:
        return ""
    side = next((side for side in USUAL if any(low <= side <= high for low, high in found.squares)), None)
    return "" if side is None else f"; {by([side] * len(group.names))} is the usual one"


def by(sides: Sequence[int]) -> str:
    """The extent of an image: its sides with multiplication signs between them."""
    return "\N{MULTIPLICATION SIGN}".join(map(str, sides))


def listed(names: Sequence[str]) -> str:
    """ "H", "H and W", "D, H and W"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
