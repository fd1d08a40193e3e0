"""The Python interface: the command line's meanings as functions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from shapelint.analysis.inputs import Malformed, parse_inputs
from shapelint.analysis.results import Problem, ShapeFact, Summary
from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.project.checking import Report, Settings, check, check_text
from shapelint.project.environments import stated_directories
from shapelint.project.rulebook import Selection, UnknownSelector
from shapelint.project.summarizing import inferred_shapes, summaries


def check_paths(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    inputs: Sequence[str] = (),
    select: Sequence[str] | None = None,
    ignore: Sequence[str] = (),
    python: str | os.PathLike[str] | None = None,
) -> list[Diagnostic]:
    """The diagnostics of files and directories, in the order of files and lines.

    `inputs` are specifications as `--input` has them ("1,3,32,32"); `select` and `ignore` are rule codes or names;
    `python` is the environment whose packages may be read, as `--python` has it.
    Raises FileNotFoundError for a path that does not exist, ValueError for an input, a selector or an environment that
    cannot be understood."""
    report = _reported(check(_listed(paths), _settings(inputs, select, ignore, python)))
    if report.missing:
        raise FileNotFoundError(f"no such file or directory: {', '.join(report.missing)}")
    return list(report.diagnostics)


def check_source(
    text: str,
    *,
    filename: str | os.PathLike[str] = "<string>",
    inputs: Sequence[str] = (),
    select: Sequence[str] | None = None,
    ignore: Sequence[str] = (),
    python: str | os.PathLike[str] | None = None,
) -> list[Diagnostic]:
    """The diagnostics of a text as if it stood in the file `filename`, so that its imports resolve. Raises as
    `check_paths`."""
    report = _reported(check_text(text, os.fspath(filename), _settings(inputs, select, ignore, python)))
    return list(report.diagnostics)


def summarize(
    target: str, *, inputs: Sequence[str] | None = None, python: str | os.PathLike[str] | None = None
) -> Summary | list[Summary]:
    """The summary of the model that `target` names ("net.py::Net"), or, without an expression, of every model in the
    file. `python` as for `check_paths`.

    Raises ValueError when the target, an input or the environment cannot be understood.
    """
    found = summaries(target, inputs or (), _packages(python))
    if isinstance(found, Problem):
        raise ValueError(found.text)
    return found[0] if names_expression(target) and found else found


def names_expression(target: str) -> bool:
    return "::" in target


def shapes(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    inputs: Sequence[str] = (),
    python: str | os.PathLike[str] | None = None,
) -> list[ShapeFact]:
    """The shape of every tensor-valued name or expression that was inferred. `python` as for `check_paths`.

    Raises FileNotFoundError for a path that does not exist or cannot be read, ValueError for an input or an environment
    that cannot be understood."""
    settings = _settings(inputs, None, (), python)
    found = inferred_shapes(_listed(paths), settings.inputs, packages=settings.packages)
    if found.problems:
        raise FileNotFoundError("; ".join(found.problems))
    return list(found.facts)


def _listed(paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str]) -> list[str | os.PathLike[str]]:
    return [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)


def _packages(python: str | os.PathLike[str] | None) -> tuple[Path, ...] | None:
    found = stated_directories(python)
    if isinstance(found, Problem):
        raise ValueError(found.text)
    return found


def _settings(
    inputs: Sequence[str], select: Sequence[str] | None, ignore: Sequence[str], python: str | os.PathLike[str] | None
) -> Settings:
    specs = parse_inputs(tuple(inputs))
    if isinstance(specs, Malformed):
        raise ValueError(specs.text)
    return Settings(
        Selection(None if select is None else tuple(select), (), tuple(ignore)), specs, packages=_packages(python)
    )


def _reported(report: Report | UnknownSelector) -> Report:
    if isinstance(report, UnknownSelector):
        raise ValueError(report.text)
    return report
