"""The Python interface: the command line's meanings as functions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from shapelint.analysis.inputs import Malformed, parse_inputs
from shapelint.analysis.results import Problem, ShapeFact, Summary
from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.project.checking import Report, Settings, check, check_text
from shapelint.project.rulebook import Selection, UnknownSelector
from shapelint.project.summarizing import inferred_shapes, summaries


def check_paths(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    inputs: Sequence[str] = (),
    select: Sequence[str] | None = None,
    ignore: Sequence[str] = (),
) -> list[Diagnostic]:
    """The diagnostics of files and directories, in the order of files and lines.

    `inputs` are specifications as `--input` has them ("1,3,32,32"); `select` and `ignore` are rule codes or names.
    Raises FileNotFoundError for a path that does not exist, ValueError for an input or a selector that cannot be
    understood."""
    report = _reported(check(_listed(paths), _settings(inputs, select, ignore)))
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
) -> list[Diagnostic]:
    """The diagnostics of a text as if it stood in the file `filename`, so that its imports resolve. Raises as
    `check_paths`."""
    report = _reported(check_text(text, os.fspath(filename), _settings(inputs, select, ignore)))
    return list(report.diagnostics)


def summarize(target: str, *, inputs: Sequence[str] | None = None) -> Summary | list[Summary]:
    """The summary of the model that `target` names ("net.py::Net"), or, without an expression, of every model in the
    file.

    Raises ValueError when the target or an input cannot be understood.
    """
    found = summaries(target, inputs or ())
    if isinstance(found, Problem):
        raise ValueError(found.text)
    return found[0] if names_expression(target) and found else found


def names_expression(target: str) -> bool:
    return "::" in target


def shapes(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str], *, inputs: Sequence[str] = ()
) -> list[ShapeFact]:
    """The shape of every tensor-valued name or expression that was inferred.

    Raises FileNotFoundError for a path that does not exist or cannot be read, ValueError for an input that cannot be
    understood."""
    found = inferred_shapes(_listed(paths), _settings(inputs, None, ()).inputs)
    if found.problems:
        raise FileNotFoundError("; ".join(found.problems))
    return list(found.facts)


def _listed(paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str]) -> list[str | os.PathLike[str]]:
    return [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)


def _settings(inputs: Sequence[str], select: Sequence[str] | None, ignore: Sequence[str]) -> Settings:
    specs = parse_inputs(tuple(inputs))
    if isinstance(specs, Malformed):
        raise ValueError(specs.text)
    return Settings(Selection(None if select is None else tuple(select), (), tuple(ignore)), specs)


def _reported(report: Report | UnknownSelector) -> Report:
    if isinstance(report, UnknownSelector):
        raise ValueError(report.text)
    return report
