"""What checking one file has given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shapelint.records import dataclass, field

if TYPE_CHECKING:
    from shapelint.diagnostics.diagnostic import Diagnostic
    from shapelint.diagnostics.rule import Severity
    from shapelint.ir import Stop
    from shapelint.syntax.source import SourceFile

PlaceKey = tuple[str, str, int, int, int, int]
WantedPlace = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Commented:
    """A file with comments that speak to shapelint, the rules in force in it, and what they count as where that is not
    their own severity. Whether a comment silences anything shows only when all files have been checked."""

    file: SourceFile
    codes: frozenset[str]
    severities: Mapping[str, Severity]


@dataclass(frozen=True, slots=True)
class FileResult:
    """The diagnostics of one file's entry points, in whichever file each stands, before comments have silenced any,
    and where inference stopped. `filename` is the file as it is shown.

    A fix that changes a number is certain only if whatever uses the number wants the new one: `wanted` holds what
    this file's runs want at which place (None where they cannot tell), `changes` the new numbers of each
    diagnostic's fix."""

    filename: str
    diagnostics: tuple[Diagnostic, ...] = ()
    stops: tuple[Stop, ...] = ()
    wanted: Mapping[WantedPlace, frozenset[int | str | None]] = field(default_factory=dict)
    changes: Mapping[PlaceKey, tuple[tuple[WantedPlace, int], ...]] = field(default_factory=dict)
    commented: Commented | None = None


def place_key(diagnostic: Diagnostic) -> PlaceKey:
    """Which rule found something where."""
    start, end = diagnostic.location, diagnostic.end_location
    return (diagnostic.code, diagnostic.filename, start.row, start.column, end.row, end.column)
