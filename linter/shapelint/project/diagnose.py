"""From a finding to a diagnostic."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.diagnostics.diagnostic import Diagnostic, Location, end_of, start_of
from shapelint.diagnostics.rule import Rule
from shapelint.project.findings import Found
from shapelint.project.locations import Locator
from shapelint.project.trail import Station, stations, trail_step
from shapelint.symbolic import Size, render
from shapelint.syntax.cells import cell_at
from shapelint.syntax.source import Place, SourceFile


def diagnose_all(everything: Sequence[Found], locator: Locator) -> list[Diagnostic]:
    """The diagnostics of findings, at lines and columns, with their trails."""
    ways = [stations(found.finding.operand) for found in everything]
    for found, way in zip(everything, ways, strict=True):
        locator.need(station.place for station in way)
        locator.need([found.finding.place, *(related.place for related in found.finding.related)])
    return [diagnose(found, way, locator) for found, way in zip(everything, ways, strict=True)]


def diagnose(found: Found, way: Sequence[Station], locator: Locator) -> Diagnostic:
    """The diagnostic of a finding. `way` is the way of the value that it is about."""
    rule, finding = found.rule, found.finding
    span = locator.span(finding.place)
    replaceable = bool(finding.replacement) and locator.is_literal(finding.place)
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=finding.message,
        expected=_plain(finding.expected),
        actual=_plain(finding.actual),
        help=_help(found, replaceable, locator),
        filename=finding.place.file.path,
        location=start_of(span),
        end_location=end_of(span),
        trail=tuple(trail_step(station, locator) for station in way),
        label=_label(found, replaceable),
        file=finding.place.file,
    )


def _label(found: Found, replaceable: bool) -> str:
    """What stands beside the marks under the source."""
    finding = found.finding
    if not finding.replacement:
        return ""
    right = f"should be {finding.replacement}"
    return right if replaceable or finding.expected is None else f"is {_plain(finding.expected)}, {right}"


def _help(found: Found, replaceable: bool, locator: Locator) -> str:
    finding = found.finding
    parts = [f"replace {locator.text(finding.place)} with {finding.replacement}" if replaceable else finding.help]
    parts.extend(f"{related.text}: {_where(related.place, finding.place, locator)}" for related in finding.related)
    return "; ".join(part for part in parts if part)


def _where(place: Place, seen_from: Place, locator: Locator) -> str:
    row = locator.span(place).row
    cell = cell_at(place.file.cells, row)
    if cell is not None:
        return f"cell {cell.number}, line {row - cell.row + 1}"
    return f"line {row}" if place.file == seen_from.file else f"{place.file.path}:{row}"


def _plain(value: Size | str | None) -> int | str | None:
    if value is None or isinstance(value, (int, str)):
        return None if value == "" else value
    return render(value)


def at_position(rule: Rule, message: str, file: SourceFile, row: int, column: int) -> Diagnostic:
    """A diagnostic about a file as such, at one character of it."""
    start = Location(max(row, 1), max(column, 1))
    end = Location(start.row, start.column + 1) if file.text else start
    return Diagnostic(rule.code, rule.name, rule.severity, message, None, None, "", file.path, start, end, file=file)
