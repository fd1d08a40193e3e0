"""The side of a process that answers: what `child_processes` starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from shapelint.project.execution.pipes import Answer, close, write_all


def begin() -> None:
    """Where an isolated Python starts: it is told over standard input what it has to do."""
    import pickle

    requests, answers = os.dup(0), os.dup(1)
    size = int.from_bytes(read_exactly(requests, 8), "little")
    make: Callable[[], Answer] = pickle.loads(read_exactly(requests, size))  # from the process that has started it
    serve(make, requests, answers)


def serve(make: Callable[[], Answer], requests: int, answers: int) -> None:
    """Answer each line that is asked until there are no more. When whoever asks is gone, so is this process, whatever
    it is doing then."""
    from queue import SimpleQueue
    from threading import Thread

    leave_streams_alone()
    waiting: SimpleQueue[str | None] = SimpleQueue()

    def listen() -> None:
        with open(requests, "rb", buffering=0) as stream:
            begun = b""
            while found := stream.read(1 << 16):
                *lines, begun = (begun + found).split(b"\n")
                for line in lines:
                    waiting.put(line.decode("ascii"))
        os._exit(0)

    Thread(target=listen, daemon=True).start()
    answer = make()
    collect_rarely()
    while (request := waiting.get()) is not None:
        try:
            write_all(answers, answer(request).encode("ascii") + b"\n")
        except BrokenPipeError:
            return


def collect_rarely() -> None:
    """The garbage collector leaves alone what the process begins with, and looks at the rest less often: a check makes
    many small objects that live as long as it does, and going through them again and again takes much of its time."""
    import gc

    from shapelint.syntax.collector import THRESHOLDS

    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def leave_streams_alone() -> None:
    """Standard input and output belong to the process that asks; complaints go where its own go. It alone decides what
    an interrupt from the terminal means."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    try:
        os.dup2(2, 1)
    except OSError:
        os.dup2(nothing, 1)
    close(nothing)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    except (ImportError, OSError, ValueError):
        return


def read_exactly(descriptor: int, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            sys.exit(1)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
