"""What checking one file has given."""

from __future__ import annotations

from collections.abc import Mapping

from shapelint.records import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.diagnostics.diagnostic import Diagnostic
    from shapelint.diagnostics.rule import Severity
    from shapelint.syntax.source import SourceFile

PlaceKey = tuple[str, str, int, int, int, int]
WantedPlace = tuple[str, int]


@dataclass(frozen=True, slots=True)
class FileDirectives:
    """A file with comments that speak to shapelint, the rules in force in it, and what they count as where that is not
    their own severity. Whether a comment silences anything shows only when all files have been checked."""

    file: SourceFile
    codes: frozenset[str]
    severities: Mapping[str, Severity]


@dataclass(frozen=True, slots=True)
class StopFact:
    """Where inference stopped, and why: the number of a node of a file, which is None for no place in particular."""

    reason: str
    filename: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class FileResult:
    """The diagnostics of one file's entry points, in whichever file each stands, before comments have silenced any,
    and where inference stopped. `filename` is the file as it is shown.

    A fix that changes a number is certain only if whatever uses the number wants the new one: `wanted` holds what
    this file's runs want at which place (None where they cannot tell), `changes` the new numbers of each
    diagnostic's fix. `crash` is the error of shapelint's own that ended the check, `stopped` the limit that did, each
    in one line. `revealed` is what `shapelint.reveal` tells. `has_models` says whether there is anything of a model in
    the file at all: a layer that is built, an operation on tensors."""

    filename: str
    diagnostics: tuple[Diagnostic, ...] = ()
    stops: tuple[StopFact, ...] = ()
    wanted: Mapping[WantedPlace, frozenset[int | str | None]] = field(default_factory=dict)
    changes: Mapping[PlaceKey, tuple[tuple[WantedPlace, int], ...]] = field(default_factory=dict)
    commented: FileDirectives | None = None
    revealed: tuple[StopFact, ...] = ()
    crash: str = ""
    stopped: str = ""
    has_models: bool = False

    @property
    def has_something_to_say(self) -> bool:
        """Whether there is more to it than where inference stopped, or that the check broke down."""
        return bool(self.diagnostics or self.revealed) or self.commented is not None


def place_key(diagnostic: Diagnostic) -> PlaceKey:
    """Which rule found something where."""
    start, end = diagnostic.location, diagnostic.end_location
    return (diagnostic.code, diagnostic.filename, start.row, start.column, end.row, end.column)
