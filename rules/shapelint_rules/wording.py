"""Turns of phrase that several rules share."""

from __future__ import annotations

from shapelint.symbolic import Size, render


def size(value: Size | str) -> str:
    return value if isinstance(value, str) else render(value)


def counted(value: Size | str, singular: str, plural: str | None = None) -> str:
    """ "1 feature", "16 features"."""
    return f"{size(value)} {singular if value == 1 else plural or singular + 's'}"


def parameter(argument: str | None) -> str:
    """ " (in_features)", or nothing when there is no parameter to name."""
    return f" ({argument})" if argument else ""


def sentence(text: str) -> str:
    """The text as a clause after a colon: without a full stop."""
    return text.rstrip(".")
