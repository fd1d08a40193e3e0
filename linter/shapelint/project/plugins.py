"""Packages that bring their own rules and layers, found by their entry points."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from shapelint.project.trace import file_digest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

RULES = "shapelint.rules"
FRONTENDS = "shapelint.frontends"


@cache
def entry_points_of(group: str) -> tuple[EntryPoint, ...]:
    """What installed packages offer under a group, ordered by name."""
    from importlib.metadata import entry_points

    return tuple(sorted(entry_points(group=group), key=lambda point: (point.name, point.value)))


def plugin_answers() -> dict[str, str]:
    """The digests of the modules of all plug-ins that have been loaded: a result rests on them as well."""
    packages = {
        point.value.partition(":")[0].partition(".")[0] for g in (RULES, FRONTENDS) for point in entry_points_of(g)
    }
    files = [
        module.__file__
        for name, module in sorted(sys.modules.items())
        if name.partition(".")[0] in packages and getattr(module, "__file__", None)
    ]
    return {file: file_digest(file) for file in files if file is not None}
