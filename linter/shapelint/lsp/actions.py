"""Code actions: mending a finding, mending all of them, silencing one with a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types

from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.diagnostics.fix import Edit
from shapelint.lsp.diagnostics import as_protocol
from shapelint.lsp.documents import Documents
from shapelint.lsp.positions import Lines

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.shapelint"
EVERY_FIX = types.CodeAction("Fix all shapelint findings", kind=FIX_ALL)
IGNORED = re.compile(r"#\s*shapelint:\s*ignore\[[^\]]*(?=\])")


def in_document(found: Iterable[Diagnostic], uri: str, documents: Documents) -> list[Diagnostic]:
    """The diagnostics of a document, each once."""
    ours = {(d.code, d.location): d for d in found if documents.document(d.filename, d.cell) == uri}
    return list(ours.values())


def overlapping(found: Iterable[Diagnostic], wanted: types.Range, lines: Lines) -> list[Diagnostic]:
    """Those that touch a range."""
    return [d for d in found if _touch(lines.range(d.location, d.end_location), wanted)]


def _touch(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def is_wanted(action: types.CodeAction, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether an action is of a kind that the editor asks for: kinds are nested by dots."""
    if only is None:
        return True
    kind = _name(action.kind or "")
    return any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in map(_name, only))


def _name(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def fixes(found: Iterable[Diagnostic], uri: str, documents: Documents) -> Iterator[types.CodeAction]:
    """The fix of each diagnostic that has one; a safe one is what the editor may take without asking which."""
    for diagnostic in found:
        if diagnostic.fix is not None:
            title = diagnostic.fix.message
            yield types.CodeAction(
                f"{title[:1].upper()}{title[1:]}",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[as_protocol(diagnostic, uri, documents)],
                is_preferred=diagnostic.fix.is_safe,
                edit=types.WorkspaceEdit(changes={uri: _edits(diagnostic.fix.edits, documents.lines(uri))}),
            )


def fix_all(found: Iterable[Diagnostic], uri: str, documents: Documents) -> Iterator[types.CodeAction]:
    """All safe fixes of a document at once; of two that overlap the first."""
    taken: list[Edit] = []
    for diagnostic in found:
        fix = diagnostic.fix
        if fix is not None and fix.is_safe and not any(_overlap(edit, other) for edit in fix.edits for other in taken):
            taken.extend(fix.edits)
    if taken:
        edit = types.WorkspaceEdit(changes={uri: _edits(taken, documents.lines(uri))})
        yield types.CodeAction(EVERY_FIX.title, kind=FIX_ALL, edit=edit)


def _overlap(one: Edit, other: Edit) -> bool:
    first, second = sorted((one, other), key=_place)
    return _place(second) < (first.end_location.row, first.end_location.column) or _place(first) == _place(second)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.location.row, edit.location.column


def _edits(edits: Iterable[Edit], lines: Lines) -> list[types.TextEdit]:
    return [types.TextEdit(lines.range(edit.location, edit.end_location), edit.content) for edit in edits]


def suppressions(found: Iterable[Diagnostic], uri: str, documents: Documents) -> Iterator[types.CodeAction]:
    """For each diagnostic the comment that silences it on its line."""
    for diagnostic in found:
        edit = suppression(diagnostic, documents.lines(uri))
        if edit is not None:
            yield types.CodeAction(
                f"Ignore {diagnostic.code} ({diagnostic.name}) on this line",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[as_protocol(diagnostic, uri, documents)],
                edit=types.WorkspaceEdit(changes={uri: [edit]}),
            )


def suppression(diagnostic: Diagnostic, lines: Lines) -> types.TextEdit | None:
    """The code put among those that a comment on the line ignores, or a comment of its own at the end of the line. None
    where the line cannot end with a comment, as it is joined to the next."""
    row = diagnostic.end_location.row
    text = lines.line(row)
    listed = IGNORED.search(text)
    if listed is not None:
        at = lines.position(Location(row, listed.end() + 1))
        return types.TextEdit(types.Range(at, at), f", {diagnostic.code}")
    if text.endswith("\\"):
        return None
    kept = Location(row, len(text.rstrip()) + 1)
    return types.TextEdit(lines.range(kept, lines.line_end(row)), f"  # shapelint: ignore[{diagnostic.code}]")
