"""Working out the results of files in this process, one after the other."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from shapelint.problems import TRACEBACK, Problem, WrongUseError
from shapelint.project.check.file_check import FileChecker
from shapelint.project.check.request import settings_of
from shapelint.project.config.plugins import plugin_answers
from shapelint.project.config.settings import SettingsSource
from shapelint.project.execution.file_limits import Limits
from shapelint.project.execution.resource_limits import OutOfTime, bounded
from shapelint.project.results.file_result import FileResult
from shapelint.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.project.check.request import Stated


@dataclass(frozen=True, slots=True)
class WorkerResult:
    """The result of a file, the answers of the file system that it rests on, None for a result that must not be kept,
    and the seconds of processor time that it took."""

    result: FileResult
    answers: dict[str, str] | None
    seconds: float = 0.0


class Worker:
    """Checks files one after the other. `asked` are all files that the user asked for; `stated` those whose text is
    given, by their real paths."""

    def __init__(self, source: SettingsSource, asked: Sequence[str], stated: Stated, guarded: bool) -> None:
        self._source = source
        self._checker = FileChecker(source, map(Path, asked), dict(stated))
        self._guarded = guarded

    def check(self, path: str) -> WorkerResult | Problem:
        settings = settings_of(path, self._source)
        trace = self._checker.files(settings).trace
        trace.start()
        began = time.process_time()
        if self._guarded:
            result = checked_within(self._checker, path, settings.limits)
        else:
            result = checked_or_crashed(self._checker, path)
        asked = trace.stop()
        if isinstance(result, Problem):
            return result
        steady = not (result.crash or result.stopped) and all(trace.answers.get(one) for one in asked)
        answers = {one: trace.answers[one] for one in sorted(asked)} | plugin_answers() if steady else None
        return WorkerResult(result, answers, time.process_time() - began)


def checked_within(checker: FileChecker, path: str, limits: Limits) -> FileResult | Problem:
    """The result of a file; what costs more than the limits is given up."""
    try:
        with bounded(limits):
            return checked_or_crashed(checker, path)
    except OutOfTime:
        return FileResult(path, stopped=limits.too_slow)
    except MemoryError:
        return FileResult(path, stopped=limits.too_large if limits.memory else "there is not enough memory for it")


def checked_or_crashed(checker: FileChecker, path: str) -> FileResult | Problem:
    """The result of a file. An error of shapelint's own is told in it, and the other files go on."""
    try:
        return checker.check(Path(path))
    except (WrongUseError, MemoryError):
        raise
    except Exception as error:  # whatever it is, it is told
        if os.environ.get(TRACEBACK):
            raise
        return crashed(path, error)


def crashed(path: str, error: BaseException) -> FileResult:
    return FileResult(path, crash=" ".join(f"{type(error).__name__}: {error}".split()))
