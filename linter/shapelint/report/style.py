"""Colours on a terminal."""

from __future__ import annotations

import os
from typing import TextIO

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """Marks up pieces of text, or leaves them as they are. `with_evidence` tells that what a finding rests on is said
    too."""

    colour: bool = False
    with_evidence: bool = False

    def _paint(self, text: str, codes: str) -> str:
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour and text else text

    def bold(self, text: str) -> str:
        return self._paint(text, "1")

    def severity(self, text: str, severity: str) -> str:
        return self._paint(text, "1;31" if severity == "error" else "1;33")

    def frame(self, text: str) -> str:
        return self._paint(text, "1;34")

    def help(self, text: str) -> str:
        return self._paint(text, "1;36")

    def faint(self, text: str) -> str:
        return self._paint(text, "2")


PLAIN = Style()


def choose_style(wish: str, stream: TextIO) -> Style:
    """`wish` is "always", "never" or "auto": then NO_COLOR and FORCE_COLOR decide, then whether the stream is a
    terminal."""
    if wish != "auto":
        return Style(wish == "always")
    if os.environ.get("NO_COLOR"):
        return Style(False)
    if os.environ.get("FORCE_COLOR"):
        return Style(True)
    return Style(stream.isatty())
