"""Working out the results of files, here or in other processes, and keeping them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shapelint.problems import TRACEBACK, WrongUseError
from shapelint.project.cache import file_opener
from shapelint.project.codec import decode, encode
from shapelint.project.file_check import FileChecker
from shapelint.project.file_result import FileResult
from shapelint.project.plugins import plugin_answers
from shapelint.project.rulebook import UnknownSelector
from shapelint.project.runner import FEW, Plan, settings_of
from shapelint.project.settings import SettingsSource
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Worked:
    """The result of a file in its plain form, and the answers of the file system that it rests on; None for a result
    that must not be kept."""

    encoded: Any
    answers: dict[str, str] | None


class Worker:
    """Checks files one after the other. `asked` are all files that the user asked for."""

    def __init__(self, source: SettingsSource, asked: Sequence[str]) -> None:
        self._source = source
        self._checker = FileChecker(source, map(Path, asked))

    def check(self, path: str) -> tuple[FileResult, dict[str, str] | None] | UnknownSelector:
        """The result, and the answers that it rests on."""
        trace = self._checker.files(settings_of(path, self._source)).trace
        trace.start()
        result = checked_or_crashed(self._checker, path)
        asked = trace.stop()
        if isinstance(result, UnknownSelector):
            return result
        steady = not result.crash and all(trace.answers.get(one) for one in asked)
        answers = {one: trace.answers[one] for one in sorted(asked)} | plugin_answers() if steady else None
        return result, answers


def checked_or_crashed(checker: FileChecker, path: str) -> FileResult | UnknownSelector:
    """The result of a file. An error of shapelint's own is told in it, and the other files go on."""
    try:
        return checker.check(Path(path))
    except WrongUseError:
        raise
    except Exception as error:  # whatever it is, it is told
        if os.environ.get(TRACEBACK):
            raise
        return FileResult(path, crash=" ".join(f"{type(error).__name__}: {error}".split()))


def work(
    files: Sequence[str], asked: Sequence[str], source: SettingsSource, plan: Plan
) -> dict[str, FileResult] | UnknownSelector:
    """The results of files, by path."""
    if min(plan.jobs, len(files)) > 1 and len(files) > FEW:
        return _work_together(files, asked, source, plan)
    worker = Worker(source, asked)
    found: dict[str, FileResult] = {}
    for path in files:
        plan.progress(len(asked) - len(files) + len(found), len(asked))
        worked = worker.check(path)
        if isinstance(worked, UnknownSelector):
            return worked
        result, answers = worked
        _keep(path, source, plan, encode(result) if plan.cache is not None else None, answers)
        found[path] = result
    return found


def _keep(path: str, source: SettingsSource, plan: Plan, encoded: object, answers: dict[str, str] | None) -> None:
    if plan.seen is not None:
        plan.seen.update(answers or (path,))
    if plan.cache is not None and answers is not None:
        plan.cache.store(path, settings_of(path, source), encoded, answers)


_worker: list[Worker] = []


def _begin(source: SettingsSource, asked: Sequence[str]) -> None:
    """What each process does first."""
    _worker[:] = [Worker(source, asked)]


def _check_there(path: str) -> Worked | UnknownSelector:
    worked = _worker[0].check(path)
    return worked if isinstance(worked, UnknownSelector) else Worked(encode(worked[0]), worked[1])


def _together(
    files: Sequence[str], asked: Sequence[str], source: SettingsSource, jobs: int
) -> Iterator[Worked | UnknownSelector]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(min(jobs, len(files)), get_context("spawn"), _begin, (source, asked))
    try:
        yield from pool.map(_check_there, files)
    finally:
        pool.shutdown(cancel_futures=True)


def _work_together(
    files: Sequence[str], asked: Sequence[str], source: SettingsSource, plan: Plan
) -> dict[str, FileResult] | UnknownSelector:
    found: dict[str, FileResult] = {}
    reopen = file_opener()
    for path, worked in zip(files, _together(files, asked, source, plan.jobs), strict=False):
        if isinstance(worked, UnknownSelector):
            return worked
        _keep(path, source, plan, worked.encoded, worked.answers)
        found[path] = decode(worked.encoded, reopen)
        plan.progress(len(asked) - len(files) + len(found), len(asked))
    return found
