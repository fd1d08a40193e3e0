"""What is to be said of the models that a TARGET names."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from shapelint.problems import Problem
from shapelint.project.config.settings import SameSettings, Settings, SettingsSource
from shapelint.project.config.user_extensions import stated_of, unknown_layer
from shapelint.project.files.imports import ProjectFiles
from shapelint.project.target import Target, resolve_target
from shapelint.records import dataclass
from shapelint.syntax.parse import parse
from shapelint.syntax.source import SourceFile
from shapelint.syntax.syntax_problem import SyntaxProblem

if TYPE_CHECKING:
    from shapelint.analysis.engine import Stated
    from shapelint.analysis.model_runs import ModelRun
    from shapelint.interpret.interpreter import Interpreter

T = TypeVar("T")


def settings_for(target: str, source: SettingsSource) -> Settings:
    """The settings of a TARGET's file; those of the current directory for a module that is named."""
    path = os.path.abspath(target.partition("::")[0].strip() or os.curdir)
    return source.of_directory(os.path.dirname(path) if os.path.isfile(path) else os.getcwd())


def names_expression(target: str) -> bool:
    return "::" in target


def told_of_models(
    target: str,
    settings: Settings | SettingsSource,
    tell: Callable[[Interpreter, ModelRun], T],
    hidden: frozenset[str] = frozenset(),
) -> list[T] | Problem:
    """What `tell` says of the model that a TARGET's expression gives, or of every model in its file, when it has been
    run. The choices that are `hidden` are not made."""
    from shapelint.analysis.model_runs import each_model

    opened = open_target(target, SameSettings(settings) if isinstance(settings, Settings) else settings)
    if isinstance(opened, Problem):
        return opened
    found = opened.target
    inputs = opened.settings.inputs
    result = each_model(found.expression, found.file, opened.files, inputs, opened.stated, tell, hidden)
    if isinstance(result, Problem):
        return is_broken(found.file) or result
    return result


@dataclass(frozen=True, slots=True, eq=False)
class OpenedTarget:
    """A target with the project that it stands in: its settings, its files, and what is stated about it."""

    target: Target
    settings: Settings
    files: ProjectFiles
    stated: Stated


def open_target(text: str, source: SettingsSource) -> OpenedTarget | Problem:
    """A TARGET and its project, or what is wrong with it."""
    own = settings_for(text, source)
    unknown = unknown_layer(own.layers)
    if unknown is not None:
        return Problem(unknown.text)
    files = ProjectFiles(packages=own.packages, source_roots=own.src)
    found = resolve_target(text, files)
    return found if isinstance(found, Problem) else OpenedTarget(found, own, files, stated_of(own))


def is_broken(file: SourceFile) -> Problem | None:
    """Why a file cannot be read as Python, with the place; None where it can."""
    broken = parse(file)
    if not isinstance(broken, SyntaxProblem):
        return None
    return Problem(f"{file.path}:{broken.row}:{broken.column}: {' '.join(broken.message.split())}")
