"""Working out the results of files by an executor of the caller's: processes, threads, or a cluster of machines."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from shapelint.problems import Problem, WrongUseError
from shapelint.project.cache.codec import decode, encode
from shapelint.project.cache.store import file_opener
from shapelint.project.check.worker import WorkerResult
from shapelint.project.check.workers import Answering, together
from shapelint.project.results.file_result import FileResult
from shapelint.records import replace

BYTES_OF_A_PART = 200_000
"""Files are handed out in parts of about so much source: starting a process for each costs about half a second."""
FILES_OF_A_PART = 50
LOST = "the worker that checked it was lost"


class Future(Protocol):
    """As concurrent.futures has it."""

    def result(self) -> Any: ...


class Executor(Protocol):
    """What is used of concurrent.futures.Executor."""

    def submit(self, function: Any, /, *arguments: Any) -> Any: ...


def by_executor(
    files: Sequence[str], answering: Answering, executor: Executor
) -> Iterator[tuple[str, WorkerResult | Problem]]:
    """Each file with what checking it gives. A file whose worker is lost is handed out once more, alone."""
    answering = replace(answering, directory=os.getcwd())
    parts = [(part, submitted(executor, answering, part)) for part in parts_of(files)]
    lost: list[str] = []
    for part, future in parts:
        answers = answers_of(future)
        if answers is None:
            lost += part
        else:
            yield from told(answers, answering)
    again = [(path, submitted(executor, answering, [path])) for path in lost]
    for path, future in again:
        answers = answers_of(future)
        if answers is None:
            yield path, WorkerResult(FileResult(path, stopped=LOST), None)
        else:
            yield from told(answers, answering)


def parts_of(files: Sequence[str]) -> list[list[str]]:
    """The files in parts of about the same cost, the most costly first."""
    parts: list[list[str]] = []
    room = 0
    for path in sorted(files, key=size_of, reverse=True):
        if room <= 0 or len(parts[-1]) >= FILES_OF_A_PART:
            parts.append([])
            room = BYTES_OF_A_PART
        parts[-1].append(path)
        room -= size_of(path)
    return parts


def size_of(path: str) -> int:
    """How many bytes a file has; 0 where that cannot be told."""
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def submitted(executor: Executor, answering: Answering, part: Sequence[str]) -> Future | None:
    """A part handed to the executor; None where it takes no more."""
    try:
        future: Future = executor.submit(checked_part, answering, tuple(part))
    except Exception:  # noqa: BLE001 - whatever an executor raises, its workers are lost
        return None
    return future


def answers_of(future: Future | None) -> list[str] | None:
    """What a worker has answered; None when it is lost."""
    if future is None:
        return None
    try:
        answers: list[str] = future.result()
    except WrongUseError:
        raise
    except Exception:  # noqa: BLE001 - each executor has exceptions of its own for this
        return None
    return answers


def checked_part(answering: Answering, part: Sequence[str]) -> list[str]:
    """What a worker does: checks some files in a process of its own, within their limits. The answers are JSON."""
    return [json.dumps([path, plain(worked)]) for path, worked in together(part, answering, 1)]


def plain(worked: WorkerResult | Problem) -> dict[str, Any]:
    if isinstance(worked, Problem):
        return {"problem": worked.text}
    return {"result": encode(worked.result), "answers": worked.answers, "seconds": worked.seconds}


def told(answers: Sequence[str], answering: Answering) -> Iterator[tuple[str, WorkerResult | Problem]]:
    """The results that answers in plain form stand for."""
    reopen = file_opener(answering.stated)
    for path, said in map(json.loads, answers):
        if "problem" in said:
            yield path, Problem(said["problem"])
        else:
            result = decode(said["result"], reopen)
            yield path, WorkerResult(result, said["answers"], said["seconds"])
