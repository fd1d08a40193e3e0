"""Colours, links and width on a terminal."""

from __future__ import annotations

import os
from typing import TextIO

from shapelint.records import dataclass

WIDTH = 80
"""Columns where nothing says how many there are."""
NARROWEST = 40
NO = ("0", "false", "no")
"""What the variables of the environment that force something say to forbid it."""


@dataclass(frozen=True, slots=True)
class Style:
    """Marks up pieces of text, or leaves them as they are. `with_evidence` tells that what a finding rests on is said
    too; `links` that names of files are links; `width` is how many columns there are."""

    colour: bool = False
    with_evidence: bool = False
    links: bool = False
    width: int = WIDTH

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

    def added(self, text: str) -> str:
        return self._paint(text, "32")

    def removed(self, text: str) -> str:
        return self._paint(text, "31")

    def file_link(self, text: str, path: str) -> str:
        """The text as a link to a file, in the terminals that follow such (OSC 8)."""
        if not self.links:
            return text
        from urllib.parse import quote

        return f"\x1b]8;;file://{quote(os.path.abspath(path).replace(os.sep, '/'))}\x1b\\{text}\x1b]8;;\x1b\\"


PLAIN = Style()


def choose_style(wish: str, stream: TextIO) -> Style:
    """`wish` is "always", "never" or "auto": then NO_COLOR and FORCE_COLOR decide, then whether the stream is a
    terminal that can show colours. The width is COLUMNS, else the terminal's."""
    colour = has_colour(stream) if wish == "auto" else wish == "always"
    return Style(colour, links=colour and has_links(stream), width=columns(stream))


def has_colour(stream: TextIO) -> bool:
    """Whether colours are wanted where the command line leaves it open."""
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR")
    if forced:
        return forced.lower() not in NO
    return is_terminal(stream)


def is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal that understands more than plain text."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def has_links(stream: TextIO) -> bool:
    """Whether a stream is a terminal that is known to show links; FORCE_HYPERLINK decides where it is set."""
    told = os.environ.get("FORCE_HYPERLINK")
    if told:
        return told.lower() not in NO
    if not is_terminal(stream) or os.environ.get("TMUX") or os.environ.get("STY"):
        return False
    known = os.environ.get("TERM_PROGRAM") in ("iTerm.app", "WezTerm", "ghostty", "vscode")
    own = any(name in os.environ for name in ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM"))
    kind = os.environ.get("TERM", "").startswith(("alacritty", "foot", "xterm-kitty", "xterm-ghostty"))
    version = os.environ.get("VTE_VERSION", "")
    return known or own or kind or (version.isdecimal() and int(version) >= 5000)


def columns(stream: TextIO) -> int:
    """How many columns a stream has."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and len(told) < 6 and int(told):
        return max(int(told), NARROWEST)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns or WIDTH, NARROWEST)
    except (OSError, ValueError):  # no terminal, or a stream that is no file
        return WIDTH
