"""A check of many files: what is kept from earlier runs is used, the rest is worked out, by several processes if it is
much."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from shapelint.project.check.combine import report_of
from shapelint.project.check.related_files import companions
from shapelint.project.config.settings import Settings
from shapelint.project.files.discovery import discovered
from shapelint.project.filesystem.package_paths import PACKAGE_DIRECTORIES
from shapelint.project.results.report import Report
from shapelint.records import dataclass, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.project.cache.store import ResultCache
    from shapelint.project.config.rulebook import UnknownSelector
    from shapelint.project.config.settings import SettingsSource
    from shapelint.project.results.file_result import FileResult
    from shapelint.syntax.source import SourceFile

FEW = 12
"""Up to so many files, starting more processes costs more than it saves."""

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Nobody is looking."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a check is carried out: where results are kept (None for nowhere), how many processes may work at once, who
    is told of the progress, where the paths are noted that the check has read or looked for, and whether what costs
    more than the settings allow is given up."""

    cache: ResultCache | None = None
    jobs: int = 1
    progress: Progress = no_progress
    seen: set[str] | None = None
    is_guarded: bool = False


def check_planned(
    paths: Sequence[str], source: SettingsSource, plan: Plan, stated: Mapping[str, SourceFile] | None = None
) -> Report | UnknownSelector:
    """Check files and whole directories as planned. `stated` are files to read in the places of those at their real
    paths; nothing is kept of what rests on them."""
    if stated:
        plan = replace(plan, cache=None)
    files, missing = discovered(paths, source)
    if plan.cache is not None and any(directory in path for directory in PACKAGE_DIRECTORIES for path in files):
        plan = replace(plan, cache=None)  # what is said of a package depends on which of its files are asked for
    also = companions(files, paths, source)
    results = results_of([*files, *also], source, plan, stated or {}) if files else nothing_to_check(source)
    plan.progress(len(files), len(files))
    if not isinstance(results, list):
        return results
    return report_of(results[: len(files)], missing, results[len(files) :])


def nothing_to_check(source: SettingsSource) -> list[FileResult] | UnknownSelector:
    """No results; but a selector that means nothing is told even so."""
    from shapelint.project.config.rulebook import UnknownSelector, rules_in_force

    in_force = rules_in_force(source.of_directory(os.getcwd()))
    return in_force if isinstance(in_force, UnknownSelector) else []


def check_stated(file: SourceFile, filename: str, source: SettingsSource, plan: Plan) -> Report | UnknownSelector:
    """Check a file whose source is at hand as if it had that name."""
    plan = replace(plan, cache=None)
    also = companions([filename], (), source) if os.path.isfile(filename) else ()
    results = results_of([filename, *also], source, plan, {os.path.realpath(filename): file})
    return report_of(results[:1], (), results[1:]) if isinstance(results, list) else results


def results_of(
    files: Sequence[str], source: SettingsSource, plan: Plan, stated: Mapping[str, SourceFile]
) -> list[FileResult] | UnknownSelector:
    """The results of files, in their order."""
    found: dict[str, FileResult] = {}
    if plan.cache is not None:
        for path in files:
            kept = plan.cache.load(path, settings_of(path, source), plan.seen)
            if kept is not None:
                found[path] = kept
    missing = [path for path in files if path not in found]
    if missing:
        from shapelint.project.check.workers import work

        worked_out = work(missing, files, source, plan, stated)
        if not isinstance(worked_out, dict):
            return worked_out
        found.update(worked_out)
    return [found[path] for path in files]


def settings_of(path: str, source: SettingsSource) -> Settings:
    return source.of_directory(os.path.dirname(os.path.abspath(path)))


def available_processors() -> int:
    """How many processes can work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
