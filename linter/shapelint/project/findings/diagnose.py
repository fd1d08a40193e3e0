"""From a finding to a diagnostic."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.diagnostics.diagnostic import Diagnostic, Location, end_of, start_of
from shapelint.diagnostics.fix import Fix
from shapelint.diagnostics.rule import Related, Rule
from shapelint.project.findings.collect import Found
from shapelint.project.findings.fix_edits import RequiredValues, fix_of
from shapelint.project.findings.locator import Locator
from shapelint.project.findings.trail import Station, trail_step, ways_of
from shapelint.records import replace
from shapelint.symbolic import Size, render
from shapelint.syntax.cells import cell_at
from shapelint.syntax.source import Place, SourceFile, Span


def diagnose_all(everything: Sequence[Found], locator: Locator, wants: RequiredValues) -> list[Diagnostic]:
    """The diagnostics of findings, at lines and columns, with their trails and fixes. `wants` is what is known of all
    runs."""
    ways = [ways_of(found.finding.operand, found.finding.counterpart, found.finding.roles) for found in everything]
    for found, way in zip(everything, ways, strict=True):
        locator.need(place for station in way for place in station.places)
        locator.need([found.finding.place, *(related.place for related in found.finding.related)])
    return [diagnose(found, way, locator, wants) for found, way in zip(everything, ways, strict=True)]


def without_fix(diagnostic: Diagnostic, found: Found, locator: Locator) -> Diagnostic:
    """The diagnostic of a finding as it is where there is no fix for it."""
    if diagnostic.fix is None:
        return diagnostic
    label = _label(found, locator.span(found.finding.place), None)
    return replace(diagnostic, fix=None, help=_help(found, None, locator), label=label)


def diagnose(found: Found, way: Sequence[Station], locator: Locator, wants: RequiredValues) -> Diagnostic:
    """The diagnostic of a finding. `way` is the way of the value that it is about."""
    rule, finding = found.rule, found.finding
    span = locator.span(finding.place)
    fix = None if finding.remedy is None else fix_of(finding.remedy, finding.place.file, wants)
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=finding.severity or rule.severity,
        message=finding.message,
        expected=_plain(finding.expected),
        actual=_plain(finding.actual),
        help=_help(found, fix, locator),
        filename=finding.place.file.path,
        location=start_of(span),
        end_location=end_of(span),
        trail=tuple(trail_step(station, locator) for station in way),
        label=_label(found, span, fix),
        file=finding.place.file,
        fix=fix,
        evidence=finding.evidence,
    )


def _label(found: Found, span: Span, fix: Fix | None) -> str:
    """What stands beside the marks under the source: the right text where it replaces what is marked, else also the
    value that is there."""
    finding = found.finding
    if not finding.replacement:
        return ""
    edit = fix.edits[0] if fix is not None else None
    if edit is not None and (edit.location, edit.end_location) == (start_of(span), end_of(span)):
        return f"should be {edit.content}"
    right = f"should be {finding.replacement}"
    return right if finding.expected is None else f"is {_plain(finding.expected)}, {right}"


def _help(found: Found, fix: Fix | None, locator: Locator) -> str:
    finding = found.finding
    parts = [finding.help if fix is None else fix.message]
    parts.extend(_related(related, finding.place, locator) for related in finding.related)
    return "; ".join(part for part in parts if part)


def _related(related: Related, seen_from: Place, locator: Locator) -> str:
    where = _where(related.place, seen_from, locator)
    source = locator.text(related.place) if related.is_quoted else ""
    return f"{related.text} {source} at {where}" if source else f"{related.text} at {where}"


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
