"""Fixes are offered only after they were tried: with the text that one makes, its finding is gone, and no other is new
that is as grave.

What shows only then may have a fix as well: the two are one fix.
The whole file is checked again for each of them, so that only as many are tried as can be afforded; a fix that was not
tried is not offered, and comes up again when others have been applied."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.diagnostics.fix import Edit, Fix
from shapelint.project.results.file_result import PlaceKey, place_key
from shapelint.records import replace
from shapelint.syntax.editing.edits import TextEdit, edited
from shapelint.syntax.rows import row_starts
from shapelint.syntax.source import SourceFile

MOST_TRIED = 12
"""So many fixes of a file are tried at most."""
MOST_TOGETHER = 4
"""So many fixes are put together at most, each of what shows with the one before."""
MOST_NODES = 60_000
"""So many operations are run again at most, over all tries of a file."""

Check = Callable[[Mapping[str, SourceFile]], "Sequence[Diagnostic]"]
"""What is found with these files in the places of those at their real paths."""

Key = tuple[str, str, int, int]


def tried(
    diagnostics: Sequence[Diagnostic], plain: Mapping[PlaceKey, Diagnostic], check: Check, nodes: int
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file, with the fixes that hold what they promise. `plain` are those with a fix as they are
    without it, `nodes` is how many operations a check of the file runs; with none there is nothing to try."""
    budget = min(MOST_TRIED, MOST_NODES // nodes or 1) if nodes else 0
    trial = Trial(diagnostics, check, budget)
    kept: list[Diagnostic] = []
    for diagnostic in diagnostics:
        if diagnostic.fix is None or diagnostic.file is None:
            kept.append(diagnostic)
            continue
        fix = trial.fix_that_holds(diagnostic, diagnostic.fix)
        if fix is diagnostic.fix:
            kept.append(diagnostic)
        elif fix is not None:
            kept.append(replace(diagnostic, fix=fix, help=diagnostic.help.replace(diagnostic.fix.message, fix.message)))
        else:
            instead = plain.get(place_key(diagnostic), diagnostic)
            kept.append(replace(instead, severity=diagnostic.severity, fix=None))
    return tuple(kept)


class Trial:
    """Tries the fixes of a file, `budget` checks at most. `before` is what is found without any."""

    def __init__(self, before: Sequence[Diagnostic], check: Check, budget: int) -> None:
        self._before = before
        self._check = check
        self._left = budget
        self._known: dict[object, Fix | None] = {}

    def fix_that_holds(self, diagnostic: Diagnostic, fix: Fix) -> Fix | None:
        """The fix, if its finding is gone with it and none as grave is there that was not there before; else together
        with the fixes of what shows only then; None where that does not help either."""
        question = (diagnostic.filename, fix.edits, diagnostic.code, diagnostic.location)
        if question not in self._known:
            self._known[question] = self._find(diagnostic, fix)
        return self._known[question]

    def _find(self, diagnostic: Diagnostic, fix: Fix) -> Fix | None:
        file = diagnostic.file
        assert file is not None
        for _ in range(MOST_TOGETHER):
            if self._left == 0:
                return None
            self._left -= 1
            moves = Moves(file.text, fix)
            after = self._check({os.path.realpath(diagnostic.filename): moves.fixed(file)})
            there = {moves.key_of(found, diagnostic.filename) for found in self._before}
            new = [found for found in after if key_of(found) not in there]
            if moves.key_of(diagnostic, diagnostic.filename) in set(map(key_of, after)):
                return None
            grave = [found for found in new if found.severity in ("error", diagnostic.severity)]
            if not grave:
                return fix
            joined = moves.joined(grave[0].fix) if grave[0].filename == diagnostic.filename else None
            if joined is None:
                return None
            fix = joined
        return None


def key_of(diagnostic: Diagnostic) -> Key:
    return diagnostic.code, diagnostic.filename, diagnostic.location.row, diagnostic.location.column


class Moves:
    """Where things are in a text once a fix is applied."""

    def __init__(self, text: str, fix: Fix) -> None:
        starts = self._old_starts = row_starts(text)

        def index(location: Location) -> int:
            return starts[location.row - 1] + location.column - 1

        self._index = index
        self._fix = fix
        self._edits = sorted(
            (TextEdit(index(e.location), index(e.end_location), e.content) for e in fix.edits), key=lambda e: e.start
        )
        self._text = edited(text, self._edits)
        self._starts = row_starts(self._text)

    def fixed(self, file: SourceFile) -> SourceFile:
        return replace(file, text=self._text)

    def key_of(self, diagnostic: Diagnostic, filename: str) -> Key:
        """Where a finding that stays is then, if it is in the changed file."""
        if diagnostic.filename != filename:
            return key_of(diagnostic)
        moved = self._moved(self._index(diagnostic.location))
        row = bisect_right(self._starts, moved)
        return diagnostic.code, filename, row, moved - self._starts[row - 1] + 1

    def joined(self, other: Fix | None) -> Fix | None:
        """This fix and another one of the text that it makes, as one of the text as it was; None where they touch. It
        is safe where both are, and the same number is put right in several places."""
        if other is None:
            return None
        edits: list[Edit] = list(self._fix.edits)
        for edit in other.edits:
            start, end = self._back(edit.location), self._back(edit.end_location)
            if start is None or end is None:
                return None
            edits.append(replace(edit, location=start, end_location=end))
        further = other.message.removeprefix("replace ")
        message = self._fix.message if further in self._fix.message else f"{self._fix.message}, and {further}"
        is_one = other.message.endswith(self._fix.message.rpartition("replace ")[2]) or further in self._fix.message
        is_safe = self._fix.is_safe and other.is_safe and is_one
        edits.sort(key=lambda edit: (edit.location.row, edit.location.column))
        return Fix("safe" if is_safe else "unsafe", message, tuple(edits))

    def _back(self, location: Location) -> Location | None:
        """The place in the text as it was; None within what the fix has written."""
        index = self._starts[location.row - 1] + location.column - 1
        shift = 0
        for edit in self._edits:
            start = edit.start + shift
            if start + len(edit.content) < index:
                shift += len(edit.content) - (edit.end - edit.start)
            elif start <= index:
                return None
        row = bisect_right(self._old_starts, index - shift)
        return Location(row, index - shift - self._old_starts[row - 1] + 1)

    def _moved(self, index: int) -> int:
        shift = 0
        for edit in self._edits:
            if edit.end <= index and edit.start < index:
                shift += len(edit.content) - (edit.end - edit.start)
            elif edit.start <= index < edit.end:
                return edit.start + shift
        return index + shift
