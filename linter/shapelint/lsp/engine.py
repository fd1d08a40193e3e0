"""The thread that the engine runs in, and what ends a run that costs more than it may."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from shapelint.project.execution.file_limits import Limits
from shapelint.project.execution.resource_limits import MEBIBYTE, OutOfTime, address_space

Result = TypeVar("Result")
LOOK = 0.25
"""Seconds between two looks at what a run has cost."""


class Engine:
    """Runs one thing after the other in a thread of its own. What takes more than the limits is interrupted, unless it
    is in the middle of something that is no Python."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="shapelint")
        self._lock = threading.Lock()
        self._thread: int | None = None
        self._began = (0.0, 0)

    async def run(self, work: Callable[[], Result]) -> Result:
        """The result of some work; what it raises, OutOfTime and MemoryError among it, is raised."""
        future = asyncio.get_running_loop().run_in_executor(self._pool, self._within, work)
        while not future.done():
            await asyncio.wait([future], timeout=LOOK)
            self._interrupt()
        return future.result()

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _within(self, work: Callable[[], Result]) -> Result:
        with self._lock:
            self._thread, self._began = threading.get_ident(), (time.thread_time(), address_space())
        try:
            return work()
        finally:
            with self._lock:
                self._thread = None

    def _interrupt(self) -> None:
        """Raise in the thread what it has to be ended by, if anything: it cannot have gone on to something else."""
        with self._lock:
            if self._thread is not None and (kind := self._exceeded(self._thread)) is not None:
                raise_in(self._thread, kind)

    def _exceeded(self, thread: int) -> type[BaseException] | None:
        seconds, memory = self._began
        if self._limits.seconds and thread_time(thread) - seconds > self._limits.seconds:
            return OutOfTime
        if self._limits.memory and address_space() - memory > self._limits.memory * MEBIBYTE:
            return MemoryError
        return None


def thread_time(thread: int) -> float:
    """The processor time of a thread; 0 where the system does not tell."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return 0.0
    return time.clock_gettime(time.pthread_getcpuclockid(thread))


def raise_in(thread: int, kind: type[BaseException]) -> None:
    import ctypes

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(kind))
