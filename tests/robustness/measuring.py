"""A process that checks sources, each in a child of its own, and says what each of them cost.

    python measuring.py        reads lines of JSON [name, text] and answers each with a line of JSON

Forking from a process that has everything imported leaves only what the source itself costs.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path

SECONDS = 10
BYTES = 1 << 30
ENOUGH = 3 * BYTES
MOST_TOLD = 50  # of what is found


def checked(name: str, text: str) -> dict[str, object]:
    """What is found in a source, and what the interpreter failed at; or that it was given up, as a file is that takes
    all of its time or memory."""
    from shapelint.interpret.record.faults import PREFIX
    from shapelint.project.check.file_check import FileChecker
    from shapelint.project.config.resolution import Layer, Resolver, Stated
    from shapelint.project.config.selection import COMMAND_LINE
    from shapelint.project.execution.file_limits import Limits
    from shapelint.project.execution.resource_limits import OutOfTime, bounded
    from shapelint.syntax.source import SourceFile

    path = Path(f"{name}.py")
    source = Resolver(Stated(Layer({}, COMMAND_LINE, str(Path.cwd())), ()))
    checker = FileChecker(source, [path], {os.path.realpath(path): SourceFile(str(path), text)})
    try:
        with bounded(Limits()):
            found = checker.check_with_runs(path)
    except (OutOfTime, MemoryError) as limit:
        return {"faults": [], "found": [], "given_up": type(limit).__name__}
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return {"faults": ["".join(traceback.format_exception(error))[-1500:]], "found": []}
    assert isinstance(found, tuple)
    result, runs = found
    reasons = {stop.reason for run in runs for stop in run.stops}
    said = [f"{d.code} {d.location.row}: {d.message}"[:200] for d in result.diagnostics[:MOST_TOLD]]
    return {"faults": sorted(reason for reason in reasons if reason.startswith(PREFIX)), "found": said}


def measured(name: str, text: str) -> dict[str, object]:
    """The same in a child, with its processor time and its memory."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS, 2 * SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (ENOUGH, ENOUGH))
        answer = json.dumps(checked(name, text))
        os.write(write, answer.encode()[:60_000])
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        answer = pipe.read()
    _, status, usage = os.wait4(child, 0)
    said = json.loads(answer) if answer else {"faults": [ended(status)], "found": []}
    return {"name": name, "seconds": usage.ru_utime + usage.ru_stime, "bytes": usage.ru_maxrss * 1024, **said}


def ended(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"ended by {signal.Signals(os.WTERMSIG(status)).name}"
    return f"ended with {os.WEXITSTATUS(status)}"


def main() -> None:
    for text in (
        "import torch\ntorch.ones(1)\n",
        "import keras\nimport numpy as np\nkeras.Input((1,))\nimport einops\n",
    ):
        checked("first", text)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(measured(*json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
