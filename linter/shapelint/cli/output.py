"""Writing results and complaints."""

from __future__ import annotations

import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def complain(text: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"shapelint: error: {text}\n")


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
    return write_atomically(output_file, text)


def write_atomically(path: str, text: str) -> str | None:
    """Write beside the file, then put it in its place."""
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        with open(temporary, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.replace(temporary, path)
    except OSError as error:
        if os.path.exists(temporary):
            os.remove(temporary)
        return f"cannot write {path}: {error.strerror or type(error).__name__}"
    return None
