"""What goes wrong outside of shapelint: a value within, one line for the user at the end of a command."""

from __future__ import annotations

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer: a file that cannot be read, a setting, target or input that means nothing, ... The text
    is one line or clause for the user, which names the thing at fault."""

    text: str


class WrongUseError(Exception):
    """The text names the thing, the place and the way out."""


class InternalError(Exception):
    """An error of shapelint's own in another process, in one line."""


TRACEBACK = "SHAPELINT_TRACEBACK"
"""The variable of the environment that lets an error of shapelint's own through, for those who mend it."""
MENDING = f"please report this; set {TRACEBACK}=1 for a traceback"
