"""Many questions, each answered by one of a few processes. What happens to a process costs the question that it was
asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from shapelint.project.execution.child_processes import Child
from shapelint.records import dataclass

ENDING = 5.0
"""Seconds that a process which has closed its answers gets to end by itself, and so to show why."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The process that was asked has ended instead of answering: by the signal of that number, or for another
    reason (0); `stuck` where it was ended because it took too long."""

    signal: int = 0
    stuck: bool = False


class Pool:
    """`start` begins another process beside those that there are; a process may be asked once more until `is_spent`
    says of its answer that it should not be. `patience` is for how many seconds an answer is waited for, 0 for ever."""

    def __init__(self, start: Callable[[Sequence[Child]], Child], size: int, patience: float) -> None:
        self._start = start
        self._size = size
        self._patience = patience
        self._idle: list[Child] = []
        self._busy: dict[Child, tuple[str, float]] = {}

    def answers(
        self, questions: Sequence[str], is_spent: Callable[[bytes], bool]
    ) -> Iterator[tuple[str, bytes | Ended]]:
        """Each question with its answer, as they come."""
        waiting = list(reversed(questions))
        try:
            while waiting or self._busy:
                while waiting and len(self._busy) < self._size:
                    self._ask(waiting.pop())
                for child, answer in self._answered():
                    question, _ = self._busy.pop(child)
                    if isinstance(answer, Ended) or is_spent(answer):
                        child.end()
                    else:
                        self._idle.append(child)
                    yield question, answer
        finally:
            self._end()

    def _ask(self, question: str) -> None:
        """An idle process that has ended meanwhile is passed over."""
        while True:
            fresh = not self._idle
            child = self._start([*self._busy, *self._idle]) if fresh else self._idle.pop()
            if child.ask(question) or fresh:
                self._busy[child] = (question, time.monotonic())
                return
            child.end()

    def _answered(self) -> Iterator[tuple[Child, bytes | Ended]]:
        """The processes that have answered or ended, after waiting for the first."""
        from select import POLLIN, poll

        by_descriptor = {child.answers: child for child in self._busy}
        waiting = poll()
        for descriptor in by_descriptor:
            waiting.register(descriptor, POLLIN)
        rest = None
        if self._patience:
            began = min(began for _, began in self._busy.values())
            rest = max(began + self._patience - time.monotonic(), 0) * 1000
        ready = waiting.poll(rest)
        for descriptor, _ in ready:
            child = by_descriptor[descriptor]
            found = child.read()
            if found is None:
                yield child, Ended(max(-child.end(ENDING), 0))
            elif found:
                yield child, found
        if not ready:
            now = time.monotonic()
            for child, (_, began) in list(self._busy.items()):
                if now - began < self._patience:
                    continue
                if child.is_running():  # the machine is busy; what it works is bounded otherwise
                    self._busy[child] = (self._busy[child][0], now)
                    continue
                child.end()
                yield child, Ended(stuck=True)

    def _end(self) -> None:
        for child in (*self._busy, *self._idle):
            child.end()
        self._busy.clear()
        self._idle.clear()
