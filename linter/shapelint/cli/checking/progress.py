"""A progress bar for checks that take long."""

from __future__ import annotations

import time
from typing import TextIO

PATIENCE = 1.0
"""Seconds before anything is shown."""
WIDTH = 30


class Bar:
    """Draws one line on a terminal again and again, and takes it away when everything is done."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._began = time.monotonic()
        self._is_shown = False

    def __call__(self, done: int, total: int) -> None:
        if done >= total:
            self._clear()
        elif time.monotonic() - self._began >= PATIENCE:
            full = WIDTH * done // max(total, 1)
            self._stream.write(f"\r\x1b[2Kchecking [{'=' * full}{' ' * (WIDTH - full)}] {done}/{total}")
            self._stream.flush()
            self._is_shown = True

    def _clear(self) -> None:
        if self._is_shown:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._is_shown = False
