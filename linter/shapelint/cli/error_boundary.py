"""The outermost edge of the program: whatever gets there becomes one line and an exit code."""

from __future__ import annotations

import os
import sys

from shapelint.problems import MENDING, TRACEBACK, InternalError, WrongUseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

INTERNAL_ERROR = 2
INTERRUPTED = 130


class Boundary:
    """Turns an exception that nothing expected into one line on `stream`, and the exit code 2.

    SHAPELINT_TRACEBACK=1 in the environment lets it through, for those who mend it.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.exit_code = 0

    def __enter__(self) -> Boundary:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        if error is None or isinstance(error, SystemExit):
            return False
        if isinstance(error, BrokenPipeError):
            # The reader of the output has gone; Python would complain once more when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self.exit_code = INTERNAL_ERROR
            return True
        if isinstance(error, KeyboardInterrupt):
            self.exit_code = INTERRUPTED
            return True
        if isinstance(error, WrongUseError):
            from shapelint.report.printable import printable

            self._stream.write(f"shapelint: error: {printable(str(error))}\n")
            self.exit_code = INTERNAL_ERROR
            return True
        if os.environ.get(TRACEBACK):
            return False
        message = " ".join(str(error).split())
        name = "" if isinstance(error, InternalError) else f"{type(error).__name__}: "
        self._stream.write(f"shapelint: internal error: {name}{message}\n")
        self._stream.write(f"shapelint: {MENDING}\n")
        self.exit_code = INTERNAL_ERROR
        return True
