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
from shapelint.ops.reshape import Reshape
from shapelint.symbolic import Size, Verdict, product
from shapelint.syntax.source import SourceFile

if TYPE_CHECKING:
    from shapelint.syntax.edit import TextEdit
    from shapelint.syntax.editor import Editor


WantedPlace = tuple[str, int]
"""A path and the number of a node of that file."""


class Wants:
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


def fix_of(remedy: Remedy, file: SourceFile, wants: Wants) -> Fix | None:
    """The fix that a remedy amounts to in the finding's file; None where the source does not have the form for it."""
    from shapelint.syntax.editor import open_editor

    if any(change.place.file != file for change in remedy.changes):
        return None
    editor = open_editor(file.text)
    if editor is None:
        return None
    edits: list[TextEdit] = []
    is_safe = remedy.applicability == "safe"
    for change in remedy.changes:
        made = _edits(editor, change, wants)
        if made is None:
            return None
        edits += made[0]
        is_safe = is_safe and made[1]
    edits.sort(key=lambda e: (e.start, e.end))
    if not edits or any(one.end > other.start for one, other in pairwise(edits)):
        return None
    is_safe = is_safe and not any("#" in file.text[e.start : e.end] for e in edits)
    message = remedy.message or _replacement(editor, edits)
    return Fix("safe" if is_safe else "unsafe", message, tuple(_located(editor, e) for e in edits))


def _edits(editor: Editor, change: Change, wants: Wants) -> tuple[tuple[TextEdit, ...], bool] | None:
    """The edits of one change, and whether they are certain."""
    if isinstance(change, Number):
        return _number(editor, change, wants)
    if isinstance(change, Rewrite):
        from shapelint.syntax.template import rewrite_edits

        edits = rewrite_edits(editor, change.place.at, change.template)
        if edits is None and change.otherwise:
            edits = rewrite_edits(editor, change.place.at, change.otherwise)
        return None if edits is None else (edits, True)
    edit = _insertion(editor, change)
    return None if edit is None else ((edit,), True)


def _insertion(editor: Editor, change: Keyword | FirstStatement | Removal | Insertion) -> TextEdit | None:
    from shapelint.syntax.insertion import first_statement_edit, insertion_edit, keyword_edit, removal_edit

    if isinstance(change, Keyword):
        return keyword_edit(editor, change.place.at, change.name, change.content)
    if isinstance(change, FirstStatement):
        return first_statement_edit(editor, change.place.at, change.content)
    if isinstance(change, Insertion):
        return insertion_edit(editor, change.place.at, change.content, change.behind)
    return removal_edit(editor, change.place.at)


def _number(editor: Editor, change: Number, wants: Wants) -> tuple[tuple[TextEdit, ...], bool] | None:
    from shapelint.syntax.numbers import last_size, number_edit

    if not change.follows and wants.contradict(change.place, change.value):
        return None
    node = last_size(editor, change.place.at) if change.last_size else editor.node(change.place.at)
    made = None if node is None else number_edit(editor, node, change.written, change.value, change.factors)
    return (
        None if made is None else ((made[0],), made[1] and (change.follows or wants.agree(change.place, change.value)))
    )


def _replacement(editor: Editor, edits: list[TextEdit]) -> str:
    """ "replace 64*5*5 with 64*6*6"."""
    first, last = edits[0], edits[-1]
    old = editor.text[first.start : last.end]
    new = "".join(_pieces(editor.text, edits))
    return f"replace {_one_line(old)} with {_one_line(new)}"


def _pieces(text: str, edits: list[TextEdit]) -> Iterable[str]:
    done = edits[0].start
    for edit in edits:
        yield text[done : edit.start]
        yield edit.content
        done = edit.end


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _located(editor: Editor, edit: TextEdit) -> Edit:
    return Edit(edit.content, Location(*editor.position(edit.start)), Location(*editor.position(edit.end)))
