"""What a check has found, all files together."""

from __future__ import annotations

from shapelint.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.diagnostics.diagnostic import Diagnostic
    from shapelint.project.results.file_result import StopFact


@dataclass(frozen=True, slots=True)
class Report:
    """What a check has found: diagnostics in the order of files and lines, paths that do not exist, how many files were
    read, how many diagnostics comments have silenced, where inference stopped, what `shapelint.reveal` tells, how many
    diagnostics were known from a baseline, for each file whose check broke down, or was given up, its name and what
    happened, and how many files have anything of a model in them."""

    diagnostics: tuple[Diagnostic, ...]
    missing: tuple[str, ...] = ()
    files: int = 0
    silenced: int = 0
    stops: tuple[StopFact, ...] = ()
    revealed: tuple[StopFact, ...] = ()
    known: int = 0
    crashes: tuple[tuple[str, str], ...] = ()
    stopped: tuple[tuple[str, str], ...] = ()
    with_models: int = 0
