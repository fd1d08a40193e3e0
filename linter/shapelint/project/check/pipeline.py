"""A check, whoever asks for it: what is kept from earlier runs is used, the rest is worked out, by several processes if
it is much. An error of shapelint's own costs the file in which it happens."""

from __future__ import annotations

import os
from collections.abc import Sequence

from shapelint.project.check.combine import report_of
from shapelint.project.check.related_files import MOST, companions
from shapelint.project.check.request import CheckRequest, settings_of
from shapelint.project.files.discovery import discovered
from shapelint.project.filesystem.package_paths import PACKAGE_DIRECTORIES
from shapelint.project.results.report import Report
from shapelint.records import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.problems import Problem
    from shapelint.project.check.workers import Worked
    from shapelint.project.config.settings import SettingsSource
    from shapelint.project.results.file_result import FileResult


def check(request: CheckRequest) -> Report | Problem:
    """What a check finds."""
    files, missing = (request.paths, ()) if request.is_text else discovered(request.paths, request.source)
    if request.stated or any(directory in path for directory in PACKAGE_DIRECTORIES for path in files):
        request = replace(request, cache=None)  # what is said of a package depends on which of its files are asked for
    also = companions_of(request, files)
    results = results_of([*files, *also], request) if files else nothing_to_check(request.source)
    request.progress(len(files), len(files))
    if not isinstance(results, list):
        return results
    return report_of(results[: len(files)], missing, results[len(files) :])


def companions_of(request: CheckRequest, files: Sequence[str], most: int = MOST) -> tuple[str, ...]:
    """The other files that are to be run because they may use what is checked; none for what is no file."""
    if not request.is_text:
        return companions(files, request.paths, request.source, most)
    return companions([path for path in files if os.path.isfile(path)], (), request.source, most)


def nothing_to_check(source: SettingsSource) -> list[FileResult] | Problem:
    """No results; but a selector that means nothing is told even so."""
    from shapelint.problems import Problem
    from shapelint.project.config.rulebook import rules_in_force

    in_force = rules_in_force(source.of_directory(os.getcwd()))
    return in_force if isinstance(in_force, Problem) else []


def handed_out(files: Sequence[str], asked: Sequence[str], request: CheckRequest) -> Worked | None:
    """Each file with what an executor of the caller's says of it; None where there is none."""
    if request.executor is None:
        return None
    from shapelint.project.check.executors import by_executor
    from shapelint.project.check.workers import Answering

    return by_executor(files, Answering(request.source, tuple(asked), request.stated), request.executor)


def results_of(files: Sequence[str], request: CheckRequest) -> list[FileResult] | Problem:
    """The results of files, in their order."""
    found: dict[str, FileResult] = {}
    if request.cache is not None:
        for path in files:
            known = request.cache.load(path, settings_of(path, request.source), request.seen)
            if known is not None:
                found[path] = known
    missing = [path for path in files if path not in found]
    if missing:
        from shapelint.project.check.workers import kept, work_here

        results = handed_out(missing, files, request) or work_here(missing, files, request)
        worked_out = kept(results, len(found), len(files), request)
        if not isinstance(worked_out, dict):
            return worked_out
        found.update(worked_out)
    return [found[path] for path in files]
