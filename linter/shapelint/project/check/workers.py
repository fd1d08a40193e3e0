"""Working out the results of files, here or in other processes, and keeping them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from shapelint.problems import TRACEBACK, WrongUseError
from shapelint.project.cache.codec import decode, encode
from shapelint.project.cache.store import file_opener
from shapelint.project.check.file_check import FileChecker
from shapelint.project.check.pipeline import FEW, Plan, settings_of
from shapelint.project.config.plugins import plugin_answers
from shapelint.project.config.rulebook import UnknownSelector
from shapelint.project.config.settings import SettingsSource
from shapelint.project.execution.child_processes import Answer, Child, can_fork, forked, isolated
from shapelint.project.execution.file_limits import Limits
from shapelint.project.execution.pool import Ended, Pool
from shapelint.project.execution.resource_limits import OutOfTime, address_space, bounded, last_resort, why_ended
from shapelint.project.results.file_result import FileResult
from shapelint.records import dataclass
from shapelint.syntax.source import SourceFile

Stated = Mapping[str, SourceFile]
SPENT = 512 << 20
"""A process that has grown by so many bytes is replaced by a new one."""


@dataclass(frozen=True, slots=True)
class WorkerResult:
    """The result of a file, and the answers of the file system that it rests on; None for a result that must not be
    kept."""

    result: FileResult
    answers: dict[str, str] | None


class Worker:
    """Checks files one after the other. `asked` are all files that the user asked for; `stated` those whose text is
    given, by their real paths."""

    def __init__(self, source: SettingsSource, asked: Sequence[str], stated: Stated, guarded: bool) -> None:
        self._source = source
        self._checker = FileChecker(source, map(Path, asked), dict(stated))
        self._guarded = guarded

    def check(self, path: str) -> WorkerResult | UnknownSelector:
        settings = settings_of(path, self._source)
        trace = self._checker.files(settings).trace
        trace.start()
        if self._guarded:
            result = checked_within(self._checker, path, settings.limits)
        else:
            result = checked_or_crashed(self._checker, path)
        asked = trace.stop()
        if isinstance(result, UnknownSelector):
            return result
        steady = not (result.crash or result.stopped) and all(trace.answers.get(one) for one in asked)
        answers = {one: trace.answers[one] for one in sorted(asked)} | plugin_answers() if steady else None
        return WorkerResult(result, answers)


def checked_within(checker: FileChecker, path: str, limits: Limits) -> FileResult | UnknownSelector:
    """The result of a file; what costs more than the limits is given up."""
    try:
        with bounded(limits):
            return checked_or_crashed(checker, path)
    except OutOfTime:
        return FileResult(path, stopped=limits.too_slow)
    except MemoryError:
        return FileResult(path, stopped=limits.too_large if limits.memory else "there is not enough memory for it")


def checked_or_crashed(checker: FileChecker, path: str) -> FileResult | UnknownSelector:
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


def work(
    files: Sequence[str], asked: Sequence[str], source: SettingsSource, plan: Plan, stated: Stated
) -> dict[str, FileResult] | UnknownSelector:
    """The results of files, by path."""
    found: dict[str, FileResult] = {}
    jobs = min(plan.jobs, len(files)) if len(files) > FEW else 1
    for path, worked in _results(files, asked, source, stated, jobs, plan.is_guarded):
        if isinstance(worked, UnknownSelector):
            return worked
        _keep(path, source, plan, worked)
        found[path] = worked.result
        plan.progress(len(asked) - len(files) + len(found), len(asked))
    return found


def _results(
    files: Sequence[str], asked: Sequence[str], source: SettingsSource, stated: Stated, jobs: int, is_guarded: bool
) -> Iterator[tuple[str, WorkerResult | UnknownSelector]]:
    """Each file with what checking it gives, as they come. Where no other process can be started, this one does it."""
    rest = dict.fromkeys(files)
    if os.name == "posix" and (jobs > 1 or (is_guarded and can_fork())):
        try:
            for path, worked in _together(files, asked, source, stated, jobs):
                del rest[path]
                yield path, worked
        except OSError:
            pass  # of starting a process: what comes from one is no exception
    worker = Worker(source, asked, stated, is_guarded)
    for path in rest:
        yield path, worker.check(path)


def _keep(path: str, source: SettingsSource, plan: Plan, worked: WorkerResult) -> None:
    if plan.seen is not None:
        plan.seen.update(worked.answers or (path,))
    if plan.cache is not None and worked.answers is not None:
        plan.cache.store(path, settings_of(path, source), encode(worked.result), worked.answers)


@dataclass(frozen=True, slots=True)
class Answering:
    """What a process needs to answer."""

    source: SettingsSource
    asked: Sequence[str]
    stated: Stated

    def __call__(self) -> Answer:
        worker, began = Worker(self.source, self.asked, self.stated, guarded=True), address_space()

        def answer(request: str) -> str:
            path = json.loads(request)
            last_resort(settings_of(path, self.source).limits)
            return json.dumps({**plain_answer(worker, path), "spent": address_space() - began > SPENT})

        return answer


def plain_answer(worker: Worker, path: str) -> dict[str, Any]:
    """What checking a file gives, as JSON can say it. Whatever happens is something that can be said."""
    try:
        worked = worker.check(path)
        if isinstance(worked, UnknownSelector):
            return {"selector": [worked.selector, worked.nearest, worked.origin, worked.kind]}
        return {"result": encode(worked.result), "answers": worked.answers}
    except WrongUseError as error:
        return {"wrong": str(error)}
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        return {"result": encode(crashed(path, error)), "answers": None}


def _together(
    files: Sequence[str], asked: Sequence[str], source: SettingsSource, stated: Stated, jobs: int
) -> Iterator[tuple[str, WorkerResult | UnknownSelector]]:
    """The same, by as many processes as there are jobs."""
    answering = Answering(source, tuple(asked), stated)
    limits = {path: settings_of(path, source).limits for path in files}
    pool = Pool(starting(answering), jobs, patience_of(limits.values()))
    paths = {json.dumps(path): path for path in files}
    reopen = file_opener(stated)
    for question, answer in pool.answers(tuple(paths), lambda answer: answer.endswith(b'"spent": true}\n')):
        path = paths[question]
        if isinstance(answer, Ended):
            reason = limits[path].stuck if answer.stuck else why_ended(answer.signal, limits[path])
            yield path, WorkerResult(FileResult(path, stopped=reason), None)
            continue
        said = json.loads(answer)
        if "wrong" in said:
            raise WrongUseError(said["wrong"])
        if "selector" in said:
            yield path, UnknownSelector(*said["selector"])
            continue
        yield path, WorkerResult(decode(said["result"], reopen), said["answers"])


def starting(answering: Answering) -> Callable[[Sequence[Child]], Child]:
    """How another process is started."""

    def start(others: Sequence[Child]) -> Child:
        if can_fork():
            return forked(answering, others)
        import pickle

        return isolated(pickle.dumps(answering))

    return start


def patience_of(limits: Any) -> float:
    """How long the slowest of the files may take by the clock; 0 where one may take for ever."""
    each = [one.patience for one in limits]
    return max(each) if all(each) else 0.0
