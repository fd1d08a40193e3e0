"""The server's log: one line for each thing that goes wrong, whatever a client sends."""

from __future__ import annotations

import logging
import sys
import threading

from shapelint.report.printable import printable

LONGEST = 300
"""Characters of a line: a message may hold a whole document."""


class OneLine(logging.Formatter):
    """What happened, without where in the source it did."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        what = "" if error is None else f" ({type(error).__name__}: {error})"
        begun = record.getMessage().strip().partition("\n")[0]  # some put a whole traceback behind it
        return f"shapelint: {record.levelname.lower()}: {line(begun + what)}"


def line(text: str) -> str:
    whole = printable(" ".join(text.split()))
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}..."


def keep_log() -> None:
    """Write warnings and errors of all libraries to standard error, one line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    threading.excepthook = lambda raised: logging.error("%s: %s", raised.exc_type.__name__, raised.exc_value)
