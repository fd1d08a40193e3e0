"""Writing results and complaints."""

from __future__ import annotations

import io
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def print_error(text: str) -> None:
    """One line on standard error."""
    tell("error", text)


def warn(text: str) -> None:
    """One line on standard error about what keeps nobody from going on."""
    tell("warning", text)


def tell(kind: str, text: str) -> None:
    from shapelint.report.printable import printable

    sys.stderr.write(f"shapelint: {kind}: {printable(text)}\n")


def emit(text: str, output_file: str | None = None, stream: TextIO | None = None) -> str | None:
    """Write to standard output or another stream, or to a file as a whole: it is never left half written. What went
    wrong, if anything did."""
    if output_file is None:
        stream = sys.stdout if stream is None else stream
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
        stream.write(text)
        stream.flush()
        return None
    from shapelint.project.filesystem.replace_file import write_file

    return write_file(output_file, text)
