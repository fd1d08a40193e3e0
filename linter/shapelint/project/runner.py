"""A check of many files: what is kept from earlier runs is used, the rest is worked out, by several processes if it is
much."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from shapelint.project.companions import companions
from shapelint.project.discovery import discovered
from shapelint.project.package_paths import PACKAGE_DIRECTORIES
from shapelint.project.report_made import Report, report_of
from shapelint.project.settings import Settings
from shapelint.records import dataclass, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.project.cache import ResultCache
    from shapelint.project.file_result import FileResult
    from shapelint.project.rulebook import UnknownSelector
    from shapelint.project.settings import SettingsSource

FEW = 12
"""Up to so many files, starting more processes costs more than it saves."""

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Nobody is looking."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a check is carried out: where results are kept (None for nowhere), how many processes may work at once, who
    is told of the progress, and where the paths are noted that the check has read or looked for."""

    cache: ResultCache | None = None
    jobs: int = 1
    progress: Progress = no_progress
    seen: set[str] | None = None


def check_planned(paths: Sequence[str], source: SettingsSource, plan: Plan) -> Report | UnknownSelector:
    """Check files and whole directories as planned."""
    files, missing = discovered(paths, source)
    if plan.cache is not None and any(directory in path for directory in PACKAGE_DIRECTORIES for path in files):
        plan = replace(plan, cache=None)  # what is said of a package depends on which of its files are asked for
    also = companions(files, paths, source)
    results = results_of([*files, *also], source, plan) if files else nothing_to_check(source)
    plan.progress(len(files), len(files))
    if not isinstance(results, list):
        return results
    return report_of(results[: len(files)], missing, results[len(files) :])


def nothing_to_check(source: SettingsSource) -> list[FileResult] | UnknownSelector:
    """No results; but a selector that means nothing is told even so."""
    from shapelint.project.rulebook import UnknownSelector, rules_in_force

    in_force = rules_in_force(source.of_directory(os.getcwd()))
    return in_force if isinstance(in_force, UnknownSelector) else []


def results_of(files: Sequence[str], source: SettingsSource, plan: Plan) -> list[FileResult] | UnknownSelector:
    """The results of files, in their order."""
    found: dict[str, FileResult] = {}
    if plan.cache is not None:
        for path in files:
            kept = plan.cache.load(path, settings_of(path, source), plan.seen)
            if kept is not None:
                found[path] = kept
    missing = [path for path in files if path not in found]
    if missing:
        from shapelint.project.working import work

        worked_out = work(missing, files, source, plan)
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
