"""From the results of single files to one list of diagnostics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.diagnostics.suppression import Suppressions, find_suppressions
from shapelint.project.results.file_result import FileResult, PlaceKey, StopFact, WantedPlace, place_key
from shapelint.project.results.notebook_cells import in_cell
from shapelint.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Merged:
    """The diagnostics in the order of files and lines, how many more comments have silenced, and where inference
    stopped."""

    diagnostics: tuple[Diagnostic, ...]
    silenced: int
    stops: tuple[StopFact, ...]


def merge(results: Sequence[FileResult]) -> Merged:
    """One mistake is said once, however many files lead to it."""
    said = without_repetition(list(once(results)))
    suppressions: dict[str, Suppressions] = {}
    kept = [d for d in said if not _is_silenced(d, suppressions)]
    silenced = len(said) - len(kept)
    kept += unused_suppressions(results, suppressions)
    kept.sort(key=lambda d: (d.filename, d.location.row, d.location.column, d.code))
    stops = dict.fromkeys(stop for result in results for stop in result.stops)
    return Merged(tuple(map(in_cell, kept)), silenced, tuple(stops))


def once(results: Sequence[FileResult]) -> Iterator[Diagnostic]:
    """The diagnostics, but for those that an earlier file has led to already."""
    seen: set[PlaceKey] = set()
    wanted = everything_wanted(results)
    for result in results:
        keys = {place_key(d): None for d in result.diagnostics}
        yield from (as_all_agree(d, result, wanted) for d in result.diagnostics if place_key(d) not in seen)
        seen.update(keys)


def everything_wanted(results: Sequence[FileResult]) -> dict[WantedPlace, set[int | str | None]]:
    """What the runs of all files want at which place."""
    wanted: dict[WantedPlace, set[int | str | None]] = {}
    if any(result.changes for result in results):
        for result in results:
            for place, values in result.wanted.items():
                wanted.setdefault(place, set()).update(values)
    return wanted


def as_all_agree(
    diagnostic: Diagnostic, result: FileResult, wanted: dict[WantedPlace, set[int | str | None]]
) -> Diagnostic:
    """The diagnostic, its fix being no longer safe if another file's runs want something else."""
    fix = diagnostic.fix
    changes = result.changes.get(place_key(diagnostic), ())
    if fix is None or not fix.is_safe or all(wanted[place] == {value} for place, value in changes):
        return diagnostic
    return replace(diagnostic, fix=replace(fix, applicability="unsafe"))


def without_repetition(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """That no input size fits is no news where one run with known sizes has shown what is wrong."""
    shown = {(d.filename, d.location) for d in diagnostics if d.name != "no-input-fits"}
    return [d for d in diagnostics if d.name != "no-input-fits" or (d.filename, d.location) not in shown]


def unused_suppressions(results: Sequence[FileResult], known: dict[str, Suppressions]) -> Iterator[Diagnostic]:
    """The comments that have silenced nothing in all that was checked."""
    for commented in (result.commented for result in results):
        if commented is None:
            continue
        from shapelint.project.suppress.directives import unused

        file = commented.file
        suppressions = known.get(file.path) or find_suppressions(file.text)
        for diagnostic in unused(file, suppressions, commented.codes):
            severity = commented.severities.get(diagnostic.code)
            yield diagnostic if severity is None else replace(diagnostic, severity=severity)


def _is_silenced(diagnostic: Diagnostic, known: dict[str, Suppressions]) -> bool:
    file = diagnostic.file
    if file is None or not file.text:
        return False
    if file.path not in known:
        known[file.path] = find_suppressions(file.text)
    return known[file.path].silences(diagnostic)
