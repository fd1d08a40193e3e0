"""A trail in columns: name, shape, where; within the width that there is."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.diagnostics.diagnostic import Diagnostic, TrailStep
from shapelint.report.printable import printable
from shapelint.report.style import Style

LONGEST = 14
LAST_SHOWN = 11
LEFT_OUT = "..."
NARROW = 20
"""Columns that a name is left even where a shape is long."""
PACKAGES = ("/site-packages/", "/dist-packages/")


def trail_lines(diagnostic: Diagnostic, style: Style, margin: int) -> list[str]:
    """The stations of a diagnostic's trail, each a line, or two, behind a margin of so many columns. The middle of a
    very long trail is left out; what has no room beside its shape goes to a line of its own."""
    steps = diagnostic.trail
    if not steps:
        return []
    shown: list[TrailStep | int] = list(steps)
    if len(steps) > LONGEST:
        shown = [steps[0], len(steps) - LAST_SHOWN - 1, *steps[-LAST_SHOWN:]]
    room = style.width - margin
    printed = [step for step in shown if isinstance(step, TrailStep)]
    name_room = max(room - 2 - widest(step.shape for step in printed), NARROW)
    names = min(widest(step.name for step in printed), name_room)
    shapes = widest(step.shape for step in printed if names + 2 + len(step.shape) <= room)
    lines: list[str] = []
    for step in shown:
        if isinstance(step, int):
            lines.append(style.faint(f"... {step} more"))
        else:
            lines.append("\n".join(map(printable, step_lines(step, diagnostic, names, shapes, room))))
    return lines


def step_lines(step: TrailStep, diagnostic: Diagnostic, names: int, shapes: int, room: int) -> list[str]:
    """A station: in one line if there is room."""
    place = where(step, diagnostic)
    name = shortened(step.name, names)
    line = f"{name.ljust(names)}  {step.shape.ljust(shapes)}  {place}"
    if len(line) <= room:
        return [line]
    first = f"{name.ljust(names)}  {step.shape}"
    if len(first) > room:
        first = f"{name}  {shortened_shape(step.shape, room - len(name) - 2)}"
    place = where(step, diagnostic, room - 2)
    return [first, f"{' ' * max(min(names + 2, room - len(place)), 2)}{place}"]


def shortened(name: str, room: int) -> str:
    """A dotted name without its beginning, as far as there is no room for it."""
    if len(name) <= room:
        return name
    parts = name.split(".")
    for count in range(1, len(parts)):
        text = f"{LEFT_OUT}{'.'.join(parts[count:])}"
        if len(text) <= room:
            return text
    return f"{LEFT_OUT}{name[len(LEFT_OUT) - room :]}"


def shortened_shape(shape: str, room: int) -> str:
    """A shape with its longest sizes left out, one after the other, until there is room for it."""
    sizes = shape.strip("()").split(", ")
    for longest in sorted(range(len(sizes)), key=lambda index: -len(sizes[index])):
        if len(shape) <= room:
            break
        sizes[longest] = LEFT_OUT
        shape = f"({', '.join(sizes)})"
    return shape


def widest(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0)


def where(step: TrailStep, diagnostic: Diagnostic, room: int = 0) -> str:
    """Where a station is, and what it comes from, which is cut short where there is only so much room."""
    row = step.location.row
    place = f"line {row}" if step.filename == diagnostic.filename else f"{short_path(step.filename)}:{row}"
    if step.cell is not None and step.cell != diagnostic.cell:
        place = f"cell {step.cell}, {place}"
    if not step.note:
        return place
    if not step.note.endswith(")"):
        return step.note
    over = len(step.note) + len(f" at {place}") - room if room else 0
    note = step.note if over <= 0 else f"{step.note[: -over - len(LEFT_OUT)]}{LEFT_OUT}"
    return f"{note} at {place}"


def short_path(path: str) -> str:
    """A file's path; of one in a package that is installed, the part from the package on."""
    plain = path.replace("\\", "/")
    return next((plain.rpartition(packages)[2] for packages in PACKAGES if packages in plain), path)
