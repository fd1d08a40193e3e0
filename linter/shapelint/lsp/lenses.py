"""Code lenses: the number of parameters above each model class."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from shapelint.analysis.results import Dim
from shapelint.lsp.positions import Lines
from shapelint.project.editor.inspection import ModelFact


def lenses(models: Iterable[ModelFact], lines: Lines) -> list[types.CodeLens]:
    """Nothing is said of a model whose size depends on how it is built."""
    return [
        types.CodeLens(lines.range(model.location, model.location), types.Command(title(model), ""))
        for model in models
        if isinstance(model.total, int)
    ]


def title(model: ModelFact) -> str:
    """ "62,006 parameters", with how many of them are trained where not all are."""
    total = f"{number(model.total)} parameter{'' if model.total == 1 else 's'}"
    return total if model.trainable in (model.total, None) else f"{total} ({number(model.trainable)} trainable)"


def number(count: Dim) -> str:
    return f"{count:,}" if isinstance(count, int) else str(count)
