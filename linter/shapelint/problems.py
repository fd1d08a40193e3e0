"""What ends a command with one line for the user: something outside of shapelint is not as it has to be."""

from __future__ import annotations


class WrongUseError(Exception):
    """The text names the thing, the place and the way out."""
