"""Whether the arrays of a file are those of a model: by name, with the prefixes that tools and refactorings put before
them taken into account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from shapelint.records import dataclass

KNOWN_PREFIXES = ("module.", "_orig_mod.", "model.", "net.")
MOST_PAIRS = 200_000
Sizes = tuple[int | None, ...]
"""A shape with None for each size that is not known."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A weight of a model: its name and its shape (None: not known). `needed` is false for what a file may leave out or
    have besides."""

    name: str
    shape: Sizes | None
    needed: bool = True


@dataclass(frozen=True, slots=True)
class WrongShape:
    """A weight that the file has in another shape."""

    name: str
    stored: str
    expected: Sizes
    actual: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Renaming:
    """Names of the file that begin otherwise than the model's: `before` stands in the file where the model has
    `after`; `count` names are concerned."""

    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class Fit:
    """What is missing in a file, what it has besides, what has another shape, and which beginnings of names differ.
    `matched` are the names of the model with those of the file."""

    matched: tuple[tuple[str, str], ...]
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    wrong: tuple[WrongShape, ...] = ()
    renamed: tuple[Renaming, ...] = ()

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.unexpected) + len(self.wrong)


def fit(wanted: Sequence[Wanted], stored: Mapping[str, tuple[int, ...]], renames: bool = True) -> Fit:
    """How the arrays of a file fit a model's weights. With `renames`, beginnings of names are taken to be others where
    that brings several together."""
    shapes = {one.name: one for one in wanted}
    names = {name: name for name in stored}
    renamed: list[Renaming] = []
    while renames and (found := renaming(shapes, stored, names)) is not None:
        renamed.append(found)
        for name, now in list(names.items()):
            after = exchanged(now, found)
            if now not in shapes and after is not None and after in shapes and after not in names.values():
                names[name] = after
    by_name = {now: name for name, now in names.items()}
    matched = tuple((name, by_name[name]) for name in shapes if name in by_name)
    wrong = tuple(
        WrongShape(name, origin, expected, stored[origin])
        for name, origin in matched
        if (expected := shapes[name].shape) is not None and not agrees(expected, stored[origin])
    )
    missing = tuple(name for name, one in shapes.items() if name not in by_name and one.needed)
    unexpected = tuple(name for name, now in names.items() if now not in shapes and not is_counter(name))
    return Fit(matched, missing, unexpected, wrong, tuple(renamed))


def is_counter(name: str) -> bool:
    """Whether a file may have this besides what a model needs, as older and newer versions of a framework do."""
    return name.endswith("num_batches_tracked") or "/seed_generator/" in name


def agrees(expected: Sizes, actual: tuple[int, ...]) -> bool:
    """Whether a stored shape may be the expected one; a single number may be stored with an axis."""
    if expected == () and actual == (1,):
        return True
    return len(expected) == len(actual) and all(
        one is None or one == other for one, other in zip(expected, actual, strict=True)
    )


def exchanged(name: str, change: Renaming) -> str | None:
    """The name with the other beginning; None for one that does not begin so."""
    return change.after + name[len(change.before) :] if name.startswith(change.before) else None


def renaming(
    shapes: Mapping[str, Wanted], stored: Mapping[str, tuple[int, ...]], names: Mapping[str, str]
) -> Renaming | None:
    """The beginning of names whose exchange brings most names together, at least two and with their shapes; None where
    there is none."""
    taken = set(names.values())
    missing = [name for name in shapes if name not in taken]
    loose = [(name, now) for name, now in names.items() if now not in shapes]
    by_end: dict[str, list[tuple[str, str]]] = {}
    for name, now in loose:
        by_end.setdefault(last_part(now), []).append((name, now))
    votes: Counter[tuple[str, str]] = Counter()
    tried = 0
    for name in missing:
        expected = shapes[name].shape
        for origin, now in by_end.get(last_part(name), ()):
            tried += 1
            if tried > MOST_PAIRS:
                break
            if expected is None or agrees(expected, stored[origin]):
                votes[heads(now, name)] += 1
    best = max(votes.items(), key=lambda one: (one[1], -len(one[0][0]) - len(one[0][1])), default=None)
    if best is None or best[1] < min(2, len(missing)) or (best[1] < 2 and len(missing) > 1):
        return None
    (before, after), _ = best
    change = Renaming(before, after, 0)
    moved = [now for _, now in loose if exchanged(now, change) in shapes and exchanged(now, change) not in taken]
    if not moved or (not before and len(moved) < 2):
        return None
    return Renaming(before, after, len(moved))


def last_part(name: str) -> str:
    return name.replace("/", ".").rpartition(".")[2]


def heads(before: str, after: str) -> tuple[str, str]:
    """The beginnings in which two names differ, up to whole parts, after their longest common end."""
    separator = "/" if "/" in before or "/" in after else "."
    first, second = before.split(separator), after.split(separator)
    common = 0
    while common < min(len(first), len(second)) and first[-1 - common] == second[-1 - common]:
        common += 1
    one, other = first[: len(first) - common], second[: len(second) - common]
    return tuple(separator.join(part) + separator if part else "" for part in (one, other))  # type: ignore[return-value]


def best_section(wanted: Sequence[Wanted], sections: Iterable[tuple[str, Mapping[str, tuple[int, ...]]]]) -> str | None:
    """The key of the section that fits best; None where there is none."""
    scored = [(len(fit(wanted, shapes).matched), -position, key) for position, (key, shapes) in enumerate(sections)]
    return max(scored)[2] if scored else None
