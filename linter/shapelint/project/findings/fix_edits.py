"""From a rule's remedy to a fix: edits at lines and columns, and whether they are certain."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from shapelint.diagnostics.diagnostic import Location
from shapelint.diagnostics.fix import Edit, Fix
from shapelint.diagnostics.remedy import Change, FirstStatement, Insertion, Keyword, Number, Remedy, Removal, Rewrite
from shapelint.ir import Node, Place
from shapelint.ir.run import Run
from shapelint.ops.layout.reshape import Reshape
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, product
from shapelint.syntax.editing.edits import TextEdit, edited
from shapelint.syntax.source import SourceFile

if TYPE_CHECKING:
    from shapelint.syntax.editing.editor import Editor

LONGEST_SHOWN = 90  # characters of what is replaced and of what replaces it

WantedPlace = tuple[str, int]
"""A path and the number of a node of that file."""


class RequiredValues:
    """What the operations that were run want to stand at the places of arguments: the actual value of each requirement
    that names an argument, None where a run cannot tell. At the place of a reshape it is the size of one sample."""

    def __init__(self) -> None:
        self._values: dict[Place, set[Size | str | None]] = {}

    def note(self, runs: Iterable[Run]) -> None:
        for run in runs:
            for node in run.nodes:
                self._note(node)

    def _note(self, node: Node) -> None:
        if isinstance(node.operation, Reshape) and node.definition is None and node.inputs[0].shape:
            sample = product(node.inputs[0].shape[1:])
            self._values.setdefault(node.place, set()).add(sample if isinstance(sample, int) else None)
        for required in node.requirements:
            if required.argument is None or required.relation != "==":
                continue
            for arguments in (node.definition.arguments if node.definition is not None else {}, node.arguments):
                written = arguments.get(required.argument)
                if written is not None and written.place is not None:
                    value = None if required.verdict is Verdict.UNDECIDED else required.actual
                    self._values.setdefault(written.place, set()).add(value)

    def plain(self) -> dict[WantedPlace, frozenset[int | str | None]]:
        """The same by path and number of each place, as it can be kept beyond this run."""
        return {
            (place.file.path, place.at): frozenset(v if v is None or isinstance(v, int) else str(v) for v in values)
            for place, values in self._values.items()
        }

    def agree(self, place: Place, value: int) -> bool:
        """Whether everything that is known wants that value there."""
        return self._values.get(place) == {value}

    def contradict(self, place: Place, value: int) -> bool:
        """Whether something wants another value there."""
        return bool(self._values.get(place, set()) - {value, None})


def fix_of(remedy: Remedy, file: SourceFile, wants: RequiredValues) -> Fix | None:
    """The fix that a remedy amounts to in the finding's file; None where the source does not have the form for it."""
    from shapelint.syntax.editing.editor import open_editor

    if any(change.place.file != file for change in remedy.changes):
        return None
    editor = open_editor(file.text)
    if editor is None:
        return None
    made = [_made(editor, change, wants) for change in remedy.changes]
    done = [one for one in made if one is not None]
    edits = sorted({edit for one in done for edit in one.edits}, key=lambda e: (e.start, e.end))
    if len(done) < len(made) or not edits or any(one.end > other.start for one, other in pairwise(edits)):
        return None
    loses_comment = any("#" in file.text[e.start : e.end] for e in edits)
    is_safe = remedy.applicability == "safe" and all(one.is_certain for one in done) and not loses_comment
    return Fix(
        "safe" if is_safe else "unsafe", _message(editor, remedy, done), tuple(_located(editor, e) for e in edits)
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """What one change amounts to: its edits, whether they are certain, and the indices from and to which the text is
    that it replaces, None where it puts something in or takes something out."""

    edits: tuple[TextEdit, ...]
    is_certain: bool = True
    extent: tuple[int, int] | None = None


def _made(editor: Editor, change: Change, wants: RequiredValues) -> _Made | None:
    if isinstance(change, Number):
        return _number(editor, change, wants)
    node = editor.node(change.place.at)
    if node is None:
        return None
    if isinstance(change, (Rewrite, Keyword)) and change.called:
        from shapelint.syntax.editing.template import is_call_of

        if not is_call_of(node, change.called):
            return None
    if isinstance(change, Rewrite):
        from shapelint.syntax.editing.template import rewrite_edits

        edits = rewrite_edits(editor, change.place.at, change.template)
        if edits is None and change.otherwise:
            edits = rewrite_edits(editor, change.place.at, change.otherwise)
        return None if edits is None else _Made(edits, extent=editor.bare_extent(node))
    edit = _insertion(editor, change)
    if edit is None:
        return None
    extent = editor.bare_extent(node) if isinstance(change, Keyword) else None
    return _Made((edit,), _is_certain(editor, change), extent)


def _is_certain(editor: Editor, change: Change) -> bool:
    from shapelint.syntax.editing.insertion import derives_only_from

    if isinstance(change, FirstStatement) and change.bases:
        return derives_only_from(editor, change.place.at, change.bases)
    return True


def _insertion(editor: Editor, change: Keyword | FirstStatement | Removal | Insertion) -> TextEdit | None:
    from shapelint.syntax.editing.insertion import first_statement_edit, insertion_edit, keyword_edit, removal_edit

    if isinstance(change, Keyword):
        return keyword_edit(editor, change.place.at, change.name, change.content)
    if isinstance(change, FirstStatement):
        return first_statement_edit(editor, change.place.at, change.content, change.function)
    if isinstance(change, Insertion):
        return insertion_edit(editor, change.place.at, change.content, change.behind)
    return removal_edit(editor, change.place.at)


def _number(editor: Editor, change: Number, wants: RequiredValues) -> _Made | None:
    from shapelint.syntax.editing.numbers import last_size, number_edit

    if not change.follows and wants.contradict(change.place, change.value):
        return None
    node = last_size(editor, change.place.at) if change.last_size else editor.node(change.place.at)
    made = None if node is None else number_edit(editor, node, change.written, change.value, change.factors)
    if made is None:
        return None
    edit, is_private = made
    agreed = change.follows or wants.agree(change.place, change.value)
    return _Made((edit,), is_private and agreed, (edit.start, edit.end))


def _message(editor: Editor, remedy: Remedy, done: Iterable[_Made]) -> str:
    """What the remedy does, and, unless that would be long, "replace 64*5*5 with 64*6*6"."""
    pairs: list[str] = []
    for one in done:
        if one.extent is not None:
            old, new = _before_and_after(editor.text, one)
            pairs.append(f"{old} with {new}")
            if remedy.message and (len(pairs[-1]) > LONGEST_SHOWN):
                return remedy.message
    replaced = f"replace {', and '.join(dict.fromkeys(pairs))}" if pairs else ""
    return ": ".join(text for text in (remedy.message, replaced) if text)


def _before_and_after(text: str, one: _Made) -> tuple[str, str]:
    assert one.extent is not None
    start, end = one.extent
    moved = [TextEdit(e.start - start, e.end - start, e.content) for e in one.edits]
    old = text[start:end]
    return _one_line(old), _one_line(edited(old, moved))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _located(editor: Editor, edit: TextEdit) -> Edit:
    return Edit(edit.content, Location(*editor.position(edit.start)), Location(*editor.position(edit.end)))
