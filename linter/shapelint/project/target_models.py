"""What is to be said of the models that a TARGET names."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from shapelint.analysis.results import Problem
from shapelint.project.config.settings import SameSettings, Settings, SettingsSource
from shapelint.project.config.user_extensions import stated_of, unknown_layer
from shapelint.project.files.imports import ProjectFiles
from shapelint.project.target import resolve_target

if TYPE_CHECKING:
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
    from shapelint.syntax.parse import parse
    from shapelint.syntax.syntax_problem import SyntaxProblem

    own = settings_for(target, SameSettings(settings) if isinstance(settings, Settings) else settings)
    unknown = unknown_layer(own.layers)
    if unknown is not None:
        return Problem(unknown.text)
    files = ProjectFiles(packages=own.packages, source_roots=own.src)
    found = resolve_target(target, files)
    if isinstance(found, Problem):
        return found
    result = each_model(found.expression, found.file, files, own.inputs, stated_of(own), tell, hidden)
    if isinstance(result, Problem):
        broken = parse(found.file)
        if isinstance(broken, SyntaxProblem):
            return Problem(f"{found.file.path}:{broken.row}:{broken.column}: {' '.join(broken.message.split())}")
    return result
