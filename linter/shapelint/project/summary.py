"""Summaries and shapes: from a TARGET or paths to what `shapelint summary` and `shapelint shapes` tell."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from shapelint.analysis.results import ShapeFact, Summary
from shapelint.problems import Problem
from shapelint.project.check.file_check import FileChecker
from shapelint.project.check.relevance import concerns_models
from shapelint.project.config.settings import SameSettings, Settings, SettingsSource
from shapelint.project.config.user_extensions import stated_of
from shapelint.project.files.discovery import discover
from shapelint.project.target_models import told_of_models
from shapelint.records import dataclass
from shapelint.syntax.source import SourceFile


def summaries(target: str, settings: Settings | SettingsSource) -> list[Summary] | Problem:
    """The summary of the model that a TARGET's expression gives, or of every model in its file."""
    from shapelint.analysis.summaries import summary_of

    return told_of_models(target, settings, summary_of)


@dataclass(frozen=True, slots=True)
class Shapes:
    """The inferred shapes, and the paths that do not exist or cannot be read, each with its reason."""

    facts: tuple[ShapeFact, ...]
    problems: tuple[str, ...]


def inferred_shapes(paths: Iterable[str | os.PathLike[str]], settings: Settings | SettingsSource) -> Shapes:
    """The shapes of all tensor-valued names and expressions in files and directories."""
    finder = ShapeFinder(paths, SameSettings(settings) if isinstance(settings, Settings) else settings)
    found = [finder.of(path) for path in finder.files]
    facts = chain.from_iterable(one.facts for one in found)
    return Shapes(tuple(facts), (*finder.problems, *chain.from_iterable(one.problems for one in found)))


class ShapeFinder:
    """Infers the shapes in one file after the other. `problems` are the paths that do not exist."""

    def __init__(self, paths: Iterable[str | os.PathLike[str]], source: SettingsSource) -> None:
        discovery = discover(paths, source)
        self._source = source
        self._checker = FileChecker(source, discovery.files)
        self.files = discovery.files
        self.problems = tuple(f"{path}: no such file or directory" for path in discovery.missing)

    def of(self, path: Path) -> Shapes:
        """The shapes in a file, or why it cannot be read."""
        from shapelint.analysis import Options, shapes

        own = self._source.of_directory(os.path.dirname(os.path.abspath(path)))
        files = self._checker.files(own)
        file = files.open(path)
        if not isinstance(file, SourceFile):
            return Shapes((), (f"{path}: the file cannot be read: {file.text}",))
        if not concerns_models(file, files):
            return Shapes((), ())
        return Shapes(tuple(shapes(file, files, Options(own.inputs, stated_of(own)))), ())

    def as_json(self, path: str) -> str:
        """The same as JSON, for another process to read."""
        found = self.of(Path(path))
        return json.dumps({"facts": [fact.to_dict() for fact in found.facts], "problems": found.problems})
