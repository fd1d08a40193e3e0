"""The Python interface: the command line's meanings as functions."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Sequence

from shapelint.analysis.inputs import parse_inputs
from shapelint.analysis.results import ShapeFact, Summary
from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.problems import Problem
from shapelint.project.cache.store import ResultCache
from shapelint.project.check.executors import Executor
from shapelint.project.check.pipeline import check
from shapelint.project.check.request import CheckRequest, text_request
from shapelint.project.config.configuration_files import Layer
from shapelint.project.config.resolution import Resolver, Stated
from shapelint.project.config.selection import COMMAND_LINE
from shapelint.project.files.given_source import source_of_text
from shapelint.project.results.report import Report
from shapelint.project.summary import inferred_shapes, summaries
from shapelint.project.target_models import names_expression


def check_paths(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    inputs: Sequence[str] = (),
    select: Sequence[str] | None = None,
    ignore: Sequence[str] = (),
    python: str | os.PathLike[str] | None = None,
    executor: Executor | None = None,
    cache_dir: str | os.PathLike[str] | None = None,
) -> list[Diagnostic]:
    """The diagnostics of files and directories, in the order of files and lines, under the configuration that holds for
    each file.

    `inputs` are specifications as `--input` has them ("1,3,32,32"); `select` and `ignore` are rule codes or names;
    `python` is the environment whose packages may be read, as `--python` has it. `executor` is a
    concurrent.futures.Executor that does the work: processes, threads, or a cluster that reads the same files at the
    same paths. `cache_dir` is where results are kept, nowhere by default.
    Raises FileNotFoundError for a path that does not exist, ValueError for an input, a selector, an environment or a
    configuration that cannot be understood. An error of shapelint's own costs the file in which it happens, and is a
    RuntimeWarning."""
    resolver = _resolver(inputs, select, ignore, python)
    cache = None if cache_dir is None else ResultCache(os.fspath(cache_dir))
    listed = tuple(os.fspath(path) for path in _listed(paths))
    report = _reported(CheckRequest(listed, resolver, cache=cache, executor=executor), resolver)
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
    resolver = _resolver(inputs, select, ignore, python)
    name = os.fspath(filename)
    return list(_reported(text_request(source_of_text(text, name), name, resolver), resolver).diagnostics)


def summarize(
    target: str, *, inputs: Sequence[str] | None = None, python: str | os.PathLike[str] | None = None
) -> Summary | list[Summary]:
    """The summary of the model that `target` names ("net.py::Net"), or, without an expression, of every model in the
    file. `python` as for `check_paths`.

    Raises ValueError when the target, an input or the environment cannot be understood.
    """
    resolver = _resolver(inputs or (), None, (), python)
    found = summaries(target, resolver)
    _without_problems(resolver)
    if isinstance(found, Problem):
        raise ValueError(found.text)
    return found[0] if names_expression(target) and found else found


def shapes(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    inputs: Sequence[str] = (),
    python: str | os.PathLike[str] | None = None,
) -> list[ShapeFact]:
    """The shape of every tensor-valued name or expression that was inferred. `python` as for `check_paths`.

    Raises FileNotFoundError for a path that does not exist or cannot be read, ValueError for an input or an environment
    that cannot be understood."""
    resolver = _resolver(inputs, None, (), python)
    found = inferred_shapes(_listed(paths), resolver)
    _without_problems(resolver)
    if found.problems:
        raise FileNotFoundError("; ".join(found.problems))
    return list(found.facts)


def _listed(paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str]) -> list[str | os.PathLike[str]]:
    return [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)


def _resolver(
    inputs: Sequence[str], select: Sequence[str] | None, ignore: Sequence[str], python: str | os.PathLike[str] | None
) -> Resolver:
    specs = parse_inputs(tuple(inputs))
    if isinstance(specs, Problem):
        raise ValueError(specs.text)
    values: dict[str, object] = {}
    if select is not None:
        values["select"] = tuple(select)
    if ignore:
        values["ignore"] = tuple(ignore)
    if python is not None:
        values["python"] = os.path.abspath(python)
    return Resolver(Stated(Layer(values, COMMAND_LINE, os.getcwd()), specs))


def _without_problems(resolver: Resolver) -> None:
    if resolver.problems:
        raise ValueError(resolver.problems[0])


def _reported(request: CheckRequest, resolver: Resolver) -> Report:
    report = check(request)
    _without_problems(resolver)
    if isinstance(report, Problem):
        raise ValueError(report.text)
    for path, text in report.crashes:
        warnings.warn(f"{path}: internal error; file skipped: {text}", RuntimeWarning, stacklevel=3)
    for path, text in report.stopped:
        warnings.warn(f"{path}: {text}; file skipped", RuntimeWarning, stacklevel=3)
    return report
