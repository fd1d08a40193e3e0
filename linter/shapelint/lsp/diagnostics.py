"""Diagnostics as the protocol has them."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from shapelint.diagnostics.diagnostic import Diagnostic, TrailStep
from shapelint.lsp.documents import Documents

SOURCE = "shapelint"
SEVERITIES = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning}


def published(found: Iterable[Diagnostic], documents: Documents) -> dict[str, list[types.Diagnostic]]:
    """The diagnostics of each document, by its URI; one that several files lead to is there once."""
    listed: dict[str, dict[tuple[object, ...], types.Diagnostic]] = {}
    for diagnostic in found:
        uri = documents.document(diagnostic.filename, diagnostic.cell)
        key = (diagnostic.code, diagnostic.location, diagnostic.end_location)
        listed.setdefault(uri, {}).setdefault(key, as_protocol(diagnostic, uri, documents))
    return {uri: list(several.values()) for uri, several in listed.items()}


def as_protocol(diagnostic: Diagnostic, uri: str, documents: Documents) -> types.Diagnostic:
    """The message with its help; the trail as places to go to."""
    lines = documents.lines(uri)
    return types.Diagnostic(
        range=lines.range(diagnostic.location, diagnostic.end_location),
        message=f"{diagnostic.message}\n{diagnostic.help}" if diagnostic.help else diagnostic.message,
        severity=SEVERITIES[diagnostic.severity],
        code=diagnostic.code,
        source=SOURCE,
        related_information=[_related(step, documents) for step in diagnostic.trail],
    )


def _related(step: TrailStep, documents: Documents) -> types.DiagnosticRelatedInformation:
    uri = documents.document(step.filename, step.cell)
    place = documents.lines(uri).range(step.location, step.location)
    return types.DiagnosticRelatedInformation(types.Location(uri, place), step.message)
