"""Turns of phrase that several rules share."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.symbolic import Size, product, render


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


def factors(sizes: Sequence[Size]) -> str:
    """A product of sizes as it is made up: "64*6*6 = 2304"; one size alone, and a product that is not known, as it
    is."""
    whole = render(product(sizes))
    parts = [render(s) for s in sizes if s != 1]
    written = "*".join(part if part.isalnum() else f"({part})" for part in parts)
    return whole if len(parts) < 2 or written == whole else f"{written} = {whole}"
