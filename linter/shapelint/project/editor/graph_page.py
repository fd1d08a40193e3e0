"""The page with the picture of a model that stands in an editor's buffer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from shapelint.project.check.file_check import FileChecker
from shapelint.project.check.request import text_request
from shapelint.project.config.settings import SettingsSource
from shapelint.syntax.source import SourceFile


def graph_page(file: SourceFile, name: str, stated: Mapping[str, SourceFile], source: SettingsSource) -> str:
    """The page of the model of a class of that name; "" where there is none. `stated` are files whose text is that of a
    buffer, by their real paths."""
    from shapelint.problems import Problem
    from shapelint.project.graph import GraphOptions, diagrams_in
    from shapelint.report.diagram.html import render_html

    request = text_request(file, file.path, source, stated)
    checker = FileChecker(request.source, map(Path, request.stated), request.stated, trials="never")
    settings = checker.settings(Path(file.path))
    found = diagrams_in(file, name, checker.files(settings), settings, GraphOptions())
    return "" if isinstance(found, Problem) or not found else render_html(found[0])
