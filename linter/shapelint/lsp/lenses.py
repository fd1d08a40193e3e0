"""Code lenses: the number of parameters above each model class, and the way to its picture."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from shapelint.analysis.results import Dim
from shapelint.lsp.positions import Lines
from shapelint.project.editor.inspection import ModelFact

SHOW_GRAPH = "shapelint.showGraph"
"""The command of the editor's extension that shows the picture of a model: a document and a class."""


def lenses(models: Iterable[ModelFact], lines: Lines, drawn: str = "") -> list[types.CodeLens]:
    """Nothing is said of the size of a model that depends on how it is built. `drawn` is the document whose models an
    editor can show pictures of, "" if it cannot."""
    found = []
    for model in models:
        where = lines.range(model.location, model.location)
        if isinstance(model.total, int):
            found.append(types.CodeLens(where, types.Command(title(model), "")))
        if drawn:
            found.append(types.CodeLens(where, types.Command("show graph", SHOW_GRAPH, arguments=[drawn, model.name])))
    return found


def title(model: ModelFact) -> str:
    """ "62,006 parameters", with how many of them are trained where not all are."""
    total = f"{number(model.total)} parameter{'' if model.total == 1 else 's'}"
    return total if model.trainable in (model.total, None) else f"{total} ({number(model.trainable)} trainable)"


def number(count: Dim) -> str:
    return f"{count:,}" if isinstance(count, int) else str(count)
