"""Working out the results of files, here or in other processes, and keeping them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from shapelint.problems import TRACEBACK, Problem, WrongUseError
from shapelint.project.cache.codec import decode, encode
from shapelint.project.cache.store import file_opener
from shapelint.project.check.request import CheckRequest, settings_of
from shapelint.project.check.worker import Worker, WorkerResult, crashed
from shapelint.project.config.settings import SettingsSource
from shapelint.project.execution.child_processes import Child, can_fork, forked, isolated
from shapelint.project.execution.pipes import Answer
from shapelint.project.execution.pool import Ended, Pool
from shapelint.project.execution.resource_limits import address_space, last_resort, why_ended
from shapelint.project.results.file_result import FileResult
from shapelint.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.project.check.request import Stated

FEW = 12
"""Up to so many files, starting more processes costs more than it saves."""
SPENT = 512 << 20
"""A process that has grown by so many bytes is replaced by a new one."""


Worked = Iterator[tuple[str, WorkerResult | Problem]]
"""Each file with what checking it gives, as they come."""


def kept(results: Worked, done: int, total: int, request: CheckRequest) -> dict[str, FileResult] | Problem:
    """The results of files, by path, where so many of all were done before."""
    found: dict[str, FileResult] = {}
    for path, worked in results:
        if isinstance(worked, Problem):
            return worked
        _keep(path, request, worked)
        if request.took is not None:
            request.took[path] = worked.seconds
        found[path] = worked.result
        request.progress(done + len(found), total)
    return found


def work_here(files: Sequence[str], asked: Sequence[str], request: CheckRequest) -> Worked:
    """By processes of this machine. Where none can be started, this one does it."""
    rest = dict.fromkeys(files)
    jobs = min(request.jobs, len(files)) if len(files) > FEW else 1
    if os.name == "posix" and (jobs > 1 or (request.is_guarded and can_fork())):
        try:
            for path, worked in together(files, Answering(request.source, tuple(asked), request.stated), jobs):
                del rest[path]
                yield path, worked
        except OSError:
            pass  # of starting a process: what comes from one is no exception
    worker = Worker(request.source, asked, request.stated, request.is_guarded)
    for path in rest:
        yield path, worker.check(path)


def _keep(path: str, request: CheckRequest, worked: WorkerResult) -> None:
    if request.seen is not None:
        request.seen.update(worked.answers or (path,))
    if request.cache is not None and worked.answers is not None:
        request.cache.store(path, settings_of(path, request.source), encode(worked.result), worked.answers)


@dataclass(frozen=True, slots=True)
class Answering:
    """What a process needs to answer."""

    source: SettingsSource
    asked: Sequence[str]
    stated: Stated
    directory: str = ""
    """Where the process stands, if not where the one that starts it does."""

    def __call__(self) -> Answer:
        if self.directory:
            os.chdir(self.directory)
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
        if isinstance(worked, Problem):
            return {"problem": worked.text}
        return {"result": encode(worked.result), "answers": worked.answers, "seconds": worked.seconds}
    except WrongUseError as error:
        return {"wrong": str(error)}
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        return {"result": encode(crashed(path, error)), "answers": None}


def together(files: Sequence[str], answering: Answering, jobs: int) -> Iterator[tuple[str, WorkerResult | Problem]]:
    """The same, by as many processes as there are jobs."""
    limits = {path: settings_of(path, answering.source).limits for path in files}
    pool = Pool(starting(answering), jobs, patience_of(limits.values()))
    paths = {json.dumps(path): path for path in by_cost(files)}
    reopen = file_opener(answering.stated)
    for question, answer in pool.answers(tuple(paths), lambda answer: answer.endswith(b'"spent": true}\n')):
        path = paths[question]
        if isinstance(answer, Ended):
            reason = limits[path].stuck if answer.stuck else why_ended(answer.signal, limits[path])
            yield path, WorkerResult(FileResult(path, stopped=reason), None)
            continue
        said = json.loads(answer)
        if "wrong" in said:
            raise WrongUseError(said["wrong"])
        if "problem" in said:
            yield path, Problem(said["problem"])
            continue
        yield path, WorkerResult(decode(said["result"], reopen), said["answers"], said.get("seconds", 0.0))


def by_cost(files: Sequence[str]) -> list[str]:
    """The files, the largest first: so that no process is left with a large one while the others have nothing to do."""

    def size(path: str) -> int:
        try:
            return os.path.getsize(path)
        except OSError:
            return 0

    return sorted(files, key=size, reverse=True)


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
