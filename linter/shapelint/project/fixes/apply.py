"""Applying fixes: again and again until nothing is left that can be, without ever making anything worse."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.diagnostics.fix import Fix
from shapelint.project.results.notebook_cells import edited_cells
from shapelint.project.results.report import Report
from shapelint.records import dataclass, replace
from shapelint.syntax.editing.edits import TextEdit, edited
from shapelint.syntax.rows import row_starts
from shapelint.syntax.source import SourceFile

MOST_PASSES = 100

Recheck = Callable[[Mapping[str, SourceFile]], Report]
"""What a check finds with these files in the places of those at their real paths."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What has come of it: the report on the new texts, the changed files by real path as they were and as they are to
    be, and the diagnostics that were fixed, of `found` in the beginning and of what showed only then. `useless` are
    those that their fix did not end."""

    report: Report
    before: Mapping[str, SourceFile]
    after: Mapping[str, SourceFile]
    diagnostics: tuple[Diagnostic, ...]
    useless: tuple[Diagnostic, ...] = ()
    found: tuple[Diagnostic, ...] = ()


def fix_all(report: Report, recheck: Recheck, is_writable: Callable[[str], bool], with_unsafe: bool) -> Fixed:
    """Apply all of a report's fixes that are safe, or all there are, in files that `is_writable` says may be changed.
    No file is written.

    Fixes that overlap are taken one after the other, and everything is checked again after each pass. A pass after
    which there are more errors than before is taken back, and its fixes are tried one by one."""
    work = _Work(report, recheck, is_writable, with_unsafe)
    for _ in range(MOST_PASSES):
        if not work.resume_statement():
            break
    return Fixed(work.report, work.before, work.after, tuple(work.fixed), tuple(work.useless), report.diagnostics)


class _Work:
    def __init__(self, report: Report, recheck: Recheck, is_writable: Callable[[str], bool], with_unsafe: bool) -> None:
        self._recheck = recheck
        self._is_writable = is_writable
        self._with_unsafe = with_unsafe
        self._rejected: set[tuple[str, ...]] = set()
        self.useless: list[Diagnostic] = []
        self._seen: list[dict[str, str]] = [{}]
        self.before: dict[str, SourceFile] = {}
        self.after: dict[str, SourceFile] = {}
        self.fixed: list[Diagnostic] = []
        self.report = report

    def resume_statement(self) -> bool:
        """One pass; whether there may be another."""
        chosen = list(without_overlaps(self._candidates()))
        if not chosen:
            return False
        if self._attempt(chosen):
            return True
        for diagnostic in chosen:
            if len(chosen) > 1 and self._attempt([diagnostic]):
                return True
            self._rejected.add(signature(diagnostic))
        return True

    def _candidates(self) -> Iterator[Diagnostic]:
        for diagnostic in self.report.diagnostics:
            fix, file = diagnostic.fix, diagnostic.file
            if fix is None or file is None:
                continue
            wanted = fix.is_safe or self._with_unsafe
            if wanted and signature(diagnostic) not in self._rejected and self._is_writable(_real(diagnostic)):
                yield diagnostic

    def _attempt(self, chosen: Sequence[Diagnostic]) -> bool:
        """Apply fixes, unless that makes things worse; whether it was done."""
        after = dict(self.after)
        for path, file, fixed in _by_file(chosen):
            after[path] = _mended(file, fixed)
        texts = {path: file.text for path, file in after.items()}
        if texts in self._seen:
            return False
        report = self._recheck(after)
        if _is_worse(report, self.report):
            return False
        there = {signature(diagnostic) for diagnostic in report.diagnostics}
        if any(signature(diagnostic) in there for diagnostic in chosen):
            self.useless += chosen if len(chosen) == 1 else ()
            return False
        for path, file, _ in _by_file(chosen):
            self.before.setdefault(path, _mended(file, ()))
        self.fixed += chosen
        self.report, self.after = report, after
        self._seen.append(texts)
        return True


def _by_file(chosen: Sequence[Diagnostic]) -> Iterator[tuple[str, SourceFile, list[Diagnostic]]]:
    """Each file's real path, the file, and the diagnostics in it."""
    files = {_real(d): d.file for d in chosen if d.file is not None}
    for path, file in files.items():
        yield path, file, [d for d in chosen if _real(d) == path]


def _mended(file: SourceFile, diagnostics: Sequence[Diagnostic]) -> SourceFile:
    """The file, or the notebook that a cell is of, with the fixes of its diagnostics applied."""

    def fixed(text: str, cell: int | None) -> str:
        return with_fixes(text, [d.fix for d in diagnostics if d.fix is not None and d.cell == cell])

    if file.cells:
        return edited_cells(file, lambda cell: fixed(cell.text, cell.number))
    return replace(file, text=fixed(file.text, None))


def _real(diagnostic: Diagnostic) -> str:
    return os.path.realpath(diagnostic.filename)


def signature(diagnostic: Diagnostic) -> tuple[str, ...]:
    """What tells a finding with its fix from others, wherever it has moved to."""
    said = diagnostic.fix.message if diagnostic.fix is not None else ""
    return diagnostic.filename, diagnostic.code, diagnostic.message, said, line_of(diagnostic)


def line_of(diagnostic: Diagnostic) -> str:
    rows = diagnostic.file.text.splitlines() if diagnostic.file is not None else []
    row = diagnostic.location.row
    return rows[row - 1].strip() if row <= len(rows) else ""


def _is_worse(after: Report, before: Report) -> bool:
    """Whether there are more errors than before, or a file can no longer be read or checked."""
    return _count(after, "error") > _count(before, "error") or _broken(after) > _broken(before)


def _count(report: Report, severity: str) -> int:
    return sum(diagnostic.severity == severity for diagnostic in report.diagnostics)


def _broken(report: Report) -> int:
    unreadable = sum(diagnostic.name in ("syntax-error", "unreadable-file") for diagnostic in report.diagnostics)
    return unreadable + len(report.crashes) + len(report.stopped)


def without_overlaps(diagnostics: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics whose fixes can be applied together: of those that overlap or touch, the first in the file."""
    taken: dict[tuple[str, int | None], list[tuple[Location, Location]]] = {}
    for diagnostic in diagnostics:
        assert diagnostic.fix is not None
        places = [(edit.location, edit.end_location) for edit in diagnostic.fix.edits]
        others = taken.setdefault((_real(diagnostic), diagnostic.cell), [])
        if not any(_touch(one, other) for one in places for other in others):
            others += places
            yield diagnostic


def _touch(one: tuple[Location, Location], other: tuple[Location, Location]) -> bool:
    (start, end), (other_start, other_end) = (tuple(map(_pair, one)), tuple(map(_pair, other)))
    return start <= other_end and other_start <= end


def _pair(location: Location) -> tuple[int, int]:
    return location.row, location.column


def with_fixes(text: str, fixes: Sequence[Fix]) -> str:
    """The text with fixes applied that do not overlap."""
    starts = row_starts(text)

    def index(location: Location) -> int:
        return starts[location.row - 1] + location.column - 1

    edits = chain.from_iterable(fix.edits for fix in fixes)
    return edited(text, [TextEdit(index(e.location), index(e.end_location), e.content) for e in edits])
