"""What a process and the one that has started it tell each other, and over what."""

from __future__ import annotations

import os
from collections.abc import Callable

Answer = Callable[[str], str]
"""What a process makes of a line that it is sent: another line."""


def write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def close(descriptor: int) -> None:
    try:
        os.close(descriptor)
    except OSError:
        return
