"""Ending what costs more than it may, from within the process that does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from shapelint.project.execution.file_limits import Limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

AGAIN = 0.5
"""Seconds after which what has not ended is told once more."""
GRACE = 2
"""Seconds of processor time between being told and being ended."""
MEBIBYTE = 1 << 20


class OutOfTime(BaseException):  # nothing that expects an error of the program may take it for one
    """The check of a file has taken all of its processor time."""


@contextmanager
def bounded(limits: Limits) -> Iterator[None]:
    """Raise OutOfTime or MemoryError in what takes more than the limits. This interrupts Python code, not what it
    calls in C: `last_resort` ends that."""
    if not can_interrupt():
        yield
        return
    import signal

    def tell(number: int, frame: FrameType | None) -> None:
        raise OutOfTime

    former = signal.signal(signal.SIGPROF, tell)
    memory = more_memory(limits.memory)
    if limits.seconds:
        signal.setitimer(signal.ITIMER_PROF, limits.seconds, AGAIN)
    try:
        yield
    finally:
        stop_the_clock()
        signal.signal(signal.SIGPROF, former)
        if memory is not None:
            set_memory(memory)


def stop_the_clock() -> None:
    """No more OutOfTime from here on, though one may be on its way."""
    import signal

    while True:
        try:
            signal.setitimer(signal.ITIMER_PROF, 0)
        except OutOfTime:
            continue
        return


def can_interrupt() -> bool:
    """Whether this thread can be told that its time is over."""
    import signal
    import threading

    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def more_memory(mebibytes: int) -> tuple[int, int] | None:
    """Let the process have so much more memory than it has now; the limit before, None where it stays."""
    used = address_space()
    if not mebibytes or not used:
        return None
    import resource

    former = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + mebibytes * MEBIBYTE
    if former[1] != resource.RLIM_INFINITY and wanted > former[1]:
        return None
    set_memory((wanted, former[1]))
    return former


def set_memory(limit: tuple[int, int]) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, limit)


def address_space() -> int:
    """How many bytes of addresses the process has; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as stream:
            import resource

            return int(stream.read().split()[0]) * resource.getpagesize()
    except (OSError, ImportError):
        return 0


def last_resort(limits: Limits) -> None:
    """Have the system end this process when what it does next takes its processor time and cannot be interrupted."""
    if not limits.seconds:
        return
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime) + 1 + limits.seconds + GRACE
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    if most == resource.RLIM_INFINITY or seconds <= most:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, most))


def why_ended(signal_number: int, limits: Limits) -> str:
    """Why a process that a signal has ended did not end by itself."""
    import signal

    if signal_number == getattr(signal, "SIGXCPU", None):
        return limits.too_slow
    if not signal_number:
        return "the process that checked it has ended"
    name = next((one.name for one in signal.Signals if one == signal_number), f"signal {signal_number}")
    return f"the process that checked it was ended by {name}"
