"""Room for deep recursion."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_STACK_BYTES = 512 * 1024 * 1024
"""Reserved, not used: only the pages that the recursion touches become memory."""
_ARENA_BYTES = 128 * 1024 * 1024
"""Reserved by the C library for what a thread allocates."""
_RECURSION_LIMIT = 50_000

_ONE_AT_A_TIME = threading.Lock()
"""The limit of recursion and the size of stacks belong to the whole process."""

_Result = TypeVar("_Result")


def with_deep_stack(function: Callable[[], _Result]) -> _Result:
    """The result of `function`, run where recursion may go much deeper than usual; what it raises is raised here.

    MemoryError if the system has no room for such a stack.
    """
    if sys.platform == "emscripten":  # a browser has one stack, and ends what outgrows it
        raise MemoryError("no room for a deep stack")
    results: list[_Result] = []
    failures: list[Exception] = []

    def run() -> None:
        try:
            results.append(function())
        except Exception as failure:  # noqa: BLE001 - handed over to the caller's thread
            failures.append(failure)

    with _ONE_AT_A_TIME:
        limit = sys.getrecursionlimit()
        size = threading.stack_size(_STACK_BYTES)
        sys.setrecursionlimit(max(limit, _RECURSION_LIMIT))
        try:
            with addresses_granted():
                thread = threading.Thread(target=run, name="shapelint-deep")
                try:
                    thread.start()
                except RuntimeError:
                    raise MemoryError("no room for a deep stack") from None
                thread.join()
        finally:
            sys.setrecursionlimit(limit)
            threading.stack_size(size)
    if failures:
        raise failures[0]
    return results[0]


@contextmanager
def addresses_granted() -> Iterator[None]:
    """Let the process have the addresses of the stack beside the memory that it may have: they are counted as such, but
    are not used."""
    try:
        import resource
    except ImportError:
        yield
        return
    most, ever = resource.getrlimit(resource.RLIMIT_AS)
    wanted = most + _STACK_BYTES + _ARENA_BYTES
    if most == resource.RLIM_INFINITY or (ever != resource.RLIM_INFINITY and wanted > ever):
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (wanted, ever))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (most, ever))
