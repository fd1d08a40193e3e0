"""From the results of single files to one report."""

from __future__ import annotations

import os
from collections.abc import Sequence

from shapelint.project.results.report import Report
from shapelint.records import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.project.results.file_result import FileResult, StopFact


def report_of(results: Sequence[FileResult], missing: tuple[str, ...], companions: Sequence[FileResult] = ()) -> Report:
    """What the results of several files tell together, with what those of their companions say of them."""
    crashes = tuple((result.filename, result.crash) for result in results if result.crash)
    stopped = tuple((result.filename, result.stopped) for result in results if result.stopped)
    with_models = sum(result.has_models for result in results)
    said = [of_files(result, results) for result in companions]
    if not any(result.has_something_to_say for result in (*results, *said)):
        stops = dict.fromkeys(stop for result in results for stop in result.stops)
        return Report(
            (),
            missing,
            len(results),
            0,
            tuple(stops),
            crashes=crashes,
            stopped=stopped,
            with_models=with_models,
        )
    from shapelint.project.check.merge import merge

    merged = merge([*results, *said])
    return Report(
        merged.diagnostics,
        missing,
        len(results),
        merged.silenced,
        merged.stops,
        revealed(results),
        crashes=crashes,
        stopped=stopped,
        with_models=with_models,
    )


def revealed(results: Sequence[FileResult]) -> tuple[StopFact, ...]:
    """What the files themselves ask to be told, once each."""
    return tuple(dict.fromkeys(one for result in results for one in result.revealed))


def of_files(companion: FileResult, results: Sequence[FileResult]) -> FileResult:
    """What the result of a file that was not asked for says of those that were."""
    names = {os.path.realpath(result.filename) for result in results} if companion.diagnostics else set()
    kept = tuple(d for d in companion.diagnostics if os.path.realpath(d.filename) in names)
    return replace(companion, diagnostics=kept, stops=(), commented=None, revealed=())
