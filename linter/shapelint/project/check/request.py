"""What is to be checked, and how."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from shapelint.records import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.problems import Problem
    from shapelint.project.cache.store import ResultCache
    from shapelint.project.check.executors import Executor
    from shapelint.project.config.settings import Settings, SettingsSource
    from shapelint.syntax.source import SourceFile

    Stated = Mapping[str, SourceFile | Problem]

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Nobody is looking."""


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """A check of files and whole directories, each under the settings that `source` knows for it.

    `stated` are files to read in the places of those at their real paths, or why they cannot be read; nothing is kept
    of what rests on them. With `is_text`, the paths are the names of such files alone (standard input, a text of the
    caller's), and no directory is gone through for them.

    `cache` is where results are kept (None for nowhere), `jobs` how many processes may work at once, if no `executor`
    does the work; `progress` is told how far the check has got, into `seen` go the paths that it has read or looked
    for, and into `took` the seconds of processor time that each file took which was not kept. With `is_guarded`, what
    costs more than the settings allow is given up."""

    paths: tuple[str, ...]
    source: SettingsSource
    stated: Stated = field(default_factory=dict)
    is_text: bool = False
    cache: ResultCache | None = None
    jobs: int = 1
    executor: Executor | None = None
    progress: Progress = no_progress
    seen: set[str] | None = None
    took: dict[str, float] | None = None
    is_guarded: bool = False


def text_request(
    file: SourceFile | Problem, name: str, source: SettingsSource, others: Stated | None = None
) -> CheckRequest:
    """A check of one file whose source is at hand as if it had that name, beside `others` that are stated."""
    return CheckRequest((name,), source, {**(others or {}), os.path.realpath(name): file}, is_text=True)


def settings_of(path: str, source: SettingsSource) -> Settings:
    """Those that hold for a file."""
    return source.of_directory(os.path.dirname(os.path.abspath(path)))
