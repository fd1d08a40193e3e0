"""The line that a check ends with."""

from __future__ import annotations

from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.diagnostics.diagnostic import Diagnostic


def closing_line(
    diagnostics: Sequence[Diagnostic],
    files: int,
    stops: int,
    silenced: int,
    known: int = 0,
    fixable: Sequence[Diagnostic] | None = None,
    with_models: int = 1,
    are_stops_shown: bool = False,
) -> str:
    """What a check ends with: how much was found in how many files (`with_models` is how many of them have anything of
    a model), how much of it can be fixed (`fixable`, else all that carries a fix), and how much could not be seen, with
    the way to see where unless `are_stops_shown`."""
    found = counted(diagnostics)
    nothing = (
        f"{'Nothing' if with_models else 'No models'} found in {_files(files)}" if files else "No Python files found"
    )
    parts = [f"Found {found} in {_files(files)}" if found else nothing]
    fixes = [d.fix for d in (diagnostics if fixable is None else fixable) if d.fix is not None]
    safe, unsafe = (sum(fix.is_safe is safe for fix in fixes) for safe in (True, False))
    if safe:
        parts.append(f"{safe} fixable with --fix")
    if unsafe:
        parts.append(f"{unsafe} {'more ' if safe else 'fixable '}with --unsafe-fixes")
    if silenced:
        parts.append(f"{silenced} silenced by comments")
    if known:
        parts.append(f"{known} known from the baseline")
    if stops:
        way_out = "" if are_stops_shown else " (run with --verbose for details)"
        parts.append(f"inference stopped at {stops} place{'s' * (stops != 1)}{way_out}")
    return "; ".join(parts) + "."


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """How many there are of each severity; "" for none."""
    return ", ".join(
        f"{count} {severity}{'s' * (count != 1)}"
        for severity in ("error", "warning")
        if (count := sum(d.severity == severity for d in diagnostics))
    )


def _files(count: int) -> str:
    return f"{count} file{'s' * (count != 1)}"
