"""Work that may cost more than it is worth, done in a process that can be ended."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence

from shapelint.problems import TRACEBACK, InternalError, WrongUseError
from shapelint.project.execution.child_processes import can_fork, forked
from shapelint.project.execution.file_limits import Limits
from shapelint.project.execution.pipes import Answer
from shapelint.project.execution.pool import Ended, Pool
from shapelint.project.execution.resource_limits import OutOfTime, bounded, last_resort, why_ended
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Why there is no answer."""

    reason: str


def each(questions: Sequence[str], answer: Answer, limits: Limits) -> Iterator[str | GivenUp]:
    """The answers to some questions, in their order, each within the limits. What `answer` raises is raised here, an
    error of shapelint's own as InternalError."""
    if os.environ.get(TRACEBACK) or not can_fork():
        for question in questions:
            yield within(lambda question=question: answer(question), limits)  # type: ignore[misc]
        return
    pool = Pool(lambda others: forked(lambda: _telling(answer, limits), others), 1, limits.patience)
    for _, said in pool.answers([json.dumps(question) for question in questions], lambda said: False):
        if isinstance(said, Ended):
            yield GivenUp(limits.stuck if said.stuck else why_ended(said.signal, limits))
            continue
        kind, text = json.loads(said)
        if kind in ERRORS:
            raise ERRORS[kind](text)
        yield text if kind == "answer" else GivenUp(text)


ERRORS: dict[str, type[Exception]] = {"wrong": WrongUseError, "internal": InternalError}


def once(work: Callable[[], str], limits: Limits) -> str | GivenUp:
    """The text that some work makes."""
    return next(each(("",), lambda _: work(), limits))


def within(work: Callable[[], str], limits: Limits) -> str | GivenUp:
    """The same in this process, as far as it can be interrupted."""
    try:
        with bounded(limits):
            return work()
    except OutOfTime:
        return GivenUp(limits.too_slow)
    except MemoryError:
        return GivenUp(limits.too_large)


def _telling(answer: Answer, limits: Limits) -> Answer:
    """An answer as JSON, with what kind of an answer it is."""

    def told(request: str) -> str:
        last_resort(limits)
        try:
            found = within(lambda: answer(json.loads(request)), limits)
        except WrongUseError as error:
            return json.dumps(["wrong", str(error)])
        except Exception as error:  # noqa: BLE001 - it is raised where it can be told
            return json.dumps(["internal", f"{type(error).__name__}: {error}"])
        return json.dumps(["given up", found.reason] if isinstance(found, GivenUp) else ["answer", found])

    return told
