"""Summaries and shapes: from a TARGET or paths to what `shapelint summary` and `shapelint shapes` tell."""

from __future__ import annotations

import os
from collections.abc import Iterable

from shapelint.analysis.results import Problem, ShapeFact, Summary
from shapelint.project.discovery import discover
from shapelint.project.extending import stated_of, unknown_layer
from shapelint.project.file_check import FileChecker
from shapelint.project.imports import ProjectFiles
from shapelint.project.relevance import concerns_models
from shapelint.project.settings import SameSettings, Settings, SettingsSource
from shapelint.project.targets import resolve_target
from shapelint.records import dataclass
from shapelint.syntax.source import SourceFile


def settings_for(target: str, source: SettingsSource) -> Settings:
    """The settings of a TARGET's file; those of the current directory for a module that is named."""
    path = os.path.abspath(target.partition("::")[0].strip() or os.curdir)
    return source.of_directory(os.path.dirname(path) if os.path.isfile(path) else os.getcwd())


def summaries(target: str, settings: Settings | SettingsSource) -> list[Summary] | Problem:
    """The summary of the model that a TARGET's expression gives, or of every model in its file."""
    from shapelint.analysis import summarize
    from shapelint.syntax.parse import SyntaxProblem, parse

    source = SameSettings(settings) if isinstance(settings, Settings) else settings
    own = settings_for(target, source)
    unknown = unknown_layer(own.layers)
    if unknown is not None:
        return Problem(unknown.text)
    files = ProjectFiles(packages=own.packages, source_roots=own.src)
    found = resolve_target(target, files)
    if isinstance(found, Problem):
        return found
    result = summarize(found.expression, found.file, files, own.inputs, stated_of(own))
    if isinstance(result, Problem) or not result:
        broken = parse(found.file)
        if isinstance(broken, SyntaxProblem):
            return Problem(f"{found.file.path}:{broken.row}:{broken.column}: {' '.join(broken.message.split())}")
    return result


@dataclass(frozen=True, slots=True)
class Shapes:
    """The inferred shapes, and the paths that do not exist or cannot be read, each with its reason."""

    facts: tuple[ShapeFact, ...]
    problems: tuple[str, ...]


def inferred_shapes(paths: Iterable[str | os.PathLike[str]], settings: Settings | SettingsSource) -> Shapes:
    """The shapes of all tensor-valued names and expressions in files and directories."""
    from shapelint.analysis import Options, shapes

    source = SameSettings(settings) if isinstance(settings, Settings) else settings
    discovery = discover(paths, source)
    checker = FileChecker(source, discovery.files)
    facts: list[ShapeFact] = []
    problems = [f"{path}: no such file or directory" for path in discovery.missing]
    for path in discovery.files:
        own = source.of_directory(os.path.dirname(os.path.abspath(path)))
        files = checker.files(own)
        file = files.open(path)
        if not isinstance(file, SourceFile):
            problems.append(f"{path}: the file cannot be read: {file.reason}")
        elif concerns_models(file, files):
            facts.extend(shapes(file, files, Options(own.inputs, stated_of(own))))
    return Shapes(tuple(facts), tuple(problems))
