"""What a check has found, all files together."""

from __future__ import annotations

import os
from collections.abc import Sequence

from shapelint.records import dataclass, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.diagnostics.diagnostic import Diagnostic
    from shapelint.project.file_result import FileResult, StopFact


@dataclass(frozen=True, slots=True)
class Report:
    """What a check has found: diagnostics in the order of files and lines, paths that do not exist, how many files were
    read, how many diagnostics comments have silenced, where inference stopped, how many diagnostics were known from a
    baseline, and for each file whose check broke down, or was given up, its name and what happened."""

    diagnostics: tuple[Diagnostic, ...]
    missing: tuple[str, ...] = ()
    files: int = 0
    silenced: int = 0
    stops: tuple[StopFact, ...] = ()
    known: int = 0
    crashes: tuple[tuple[str, str], ...] = ()
    stopped: tuple[tuple[str, str], ...] = ()


def report_of(results: Sequence[FileResult], missing: tuple[str, ...], companions: Sequence[FileResult] = ()) -> Report:
    """What the results of several files tell together, with what those of their companions say of them."""
    crashes = tuple((result.filename, result.crash) for result in results if result.crash)
    stopped = tuple((result.filename, result.stopped) for result in results if result.stopped)
    said = [of_files(result, results) for result in companions]
    if not any(result.has_something_to_say for result in (*results, *said)):
        stops = dict.fromkeys(stop for result in results for stop in result.stops)
        return Report((), missing, len(results), 0, tuple(stops), crashes=crashes, stopped=stopped)
    from shapelint.project.merging import merge

    merged = merge([*results, *said])
    return Report(
        merged.diagnostics, missing, len(results), merged.silenced, merged.stops, crashes=crashes, stopped=stopped
    )


def of_files(companion: FileResult, results: Sequence[FileResult]) -> FileResult:
    """What the result of a file that was not asked for says of those that were."""
    names = {os.path.realpath(result.filename) for result in results} if companion.diagnostics else set()
    kept = tuple(d for d in companion.diagnostics if os.path.realpath(d.filename) in names)
    return replace(companion, diagnostics=kept, stops=(), commented=None)
