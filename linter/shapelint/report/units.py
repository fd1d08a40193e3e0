"""Large numbers as people say them."""

from __future__ import annotations

STEPS = ((10**12, "T"), (10**9, "G"), (10**6, "M"), (10**3, "k"))
BYTES = ((10**12, "TB"), (10**9, "GB"), (10**6, "MB"), (10**3, "kB"))
UNKNOWN = "?"


def short_number(value: int | str | None) -> str:
    """A count in three figures: 1.82 G, 25.6 M, 940. A symbolic one as it is; "?" where it is not known."""
    if not isinstance(value, int):
        return UNKNOWN if value is None or "unknown" in value else value
    return scaled(value, STEPS) or str(value)


def short_bytes(value: int | str | None) -> str:
    """A size in bytes, in decimal units: 102 MB, 4.6 kB, 12 B."""
    if not isinstance(value, int):
        return UNKNOWN if value is None or "unknown" in value else f"{value} B"
    return scaled(value, BYTES) or f"{value} B"


def scaled(value: int, steps: tuple[tuple[int, str], ...]) -> str:
    """Three figures and a unit; "" for what is below all units."""
    for size, unit in steps:
        if value >= size * 0.9995:
            figure = value / size
            digits = 2 if figure < 9.995 else 1 if figure < 99.95 else 0
            return f"{figure:.{digits}f} {unit}"
    return ""
