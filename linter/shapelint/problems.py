"""What ends a command with one line for the user: something outside of shapelint is not as it has to be."""

from __future__ import annotations


class WrongUseError(Exception):
    """The text names the thing, the place and the way out."""


class InternalError(Exception):
    """An error of shapelint's own in another process, in one line."""


TRACEBACK = "SHAPELINT_TRACEBACK"
"""The variable of the environment that lets an error of shapelint's own through, for those who mend it."""
MENDING = f"please report this; set {TRACEBACK}=1 for a traceback"
