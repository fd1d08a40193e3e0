"""Everything about one file at once, as an editor wants it: diagnostics, shapes, and the runs that they come from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from shapelint.analysis.results import Dim, ShapeFact
from shapelint.diagnostics.diagnostic import Location
from shapelint.ir.run import Run
from shapelint.lifetimes import CHECK
from shapelint.problems import Problem
from shapelint.project.check.combine import of_files
from shapelint.project.check.file_check import FileChecker, GoOn
from shapelint.project.check.pipeline import companions_of
from shapelint.project.check.request import CheckRequest, text_request
from shapelint.project.check.worker import checked_or_crashed
from shapelint.project.config.settings import Settings, SettingsSource
from shapelint.project.config.user_extensions import stated_of
from shapelint.project.files.discovery import is_forced_out
from shapelint.project.results.file_result import FileResult, place_key
from shapelint.records import dataclass, replace
from shapelint.syntax.cells import cell_at
from shapelint.syntax.collector import collecting_rarely
from shapelint.syntax.source import SourceFile

MOST_COMPANIONS = 2
"""So many other files are run each time that somebody stops typing."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is known of a file: what checking it gives, the shapes in it, and the runs that both come from. `read` are
    the real paths of all files that it depends on, `crashes` other files that were given up, each with the error of
    shapelint's own. A broken file has no runs.

    Fixes are tried when somebody wants them: `with_fixes` gives the same once more, with those that hold what they
    promise, unless it is told to stop; None where there are none, or they have been tried."""

    file: SourceFile
    result: FileResult
    shapes: tuple[ShapeFact, ...] = ()
    runs: tuple[Run, ...] = ()
    read: frozenset[str] = frozenset()
    crashes: tuple[tuple[str, str], ...] = ()
    with_fixes: Callable[[GoOn], Inspected] | None = None

    @property
    def is_broken(self) -> bool:
        return any(found.name == "syntax-error" for found in self.result.diagnostics)


@dataclass(frozen=True, slots=True)
class ModelFact:
    """A model class: where its name stands, and how many parameters it has (text when symbolic, None when unknown)."""

    name: str
    location: Location
    cell: int | None
    total: Dim
    trainable: Dim


def inspect(file: SourceFile, stated: Mapping[str, SourceFile], source: SettingsSource) -> Inspected | Problem:
    """Run a file and say what is known of it. `stated` are files whose text is that of an editor's buffer, by their
    real paths. Raises what goes wrong in the file itself; in another file it costs that one."""
    with CHECK.begin(), collecting_rarely():
        return _inspected(file, text_request(file, file.path, source, stated))


def _inspected(file: SourceFile, request: CheckRequest) -> Inspected | Problem:
    from shapelint.analysis.shapes import shape_facts

    checker = _checker(request)
    path = Path(file.path)
    found = checker.check_with_runs(path)
    if isinstance(found, Problem):
        return found
    result, runs = found
    if is_outside(path, checker.settings(path)):
        results = [FileResult(file.path)]
    else:
        results = [result, *results_of_companions(request, checker)]
    read = checker.files(checker.settings(path)).opened()
    crashes = tuple((one.filename, one.crash) for one in results if one.crash)
    inspected = Inspected(file, together(results), tuple(shape_facts(file, runs)), runs, read, crashes)
    if not checker.has_untried():
        return inspected

    def with_fixes(go_on: GoOn) -> Inspected:
        return replace(inspected, result=together([checker.with_fixes(one, go_on) for one in results]))

    return replace(inspected, with_fixes=with_fixes)


def results_of_companions(request: CheckRequest, checker: FileChecker) -> Iterator[FileResult]:
    """The results of the nearest files that use a file, but for those that are open as well."""
    for path in companions_of(request, request.paths, MOST_COMPANIONS):
        if os.path.realpath(path) not in request.stated:
            other = checked_or_crashed(checker, path)
            if isinstance(other, FileResult):
                yield other


def together(results: list[FileResult]) -> FileResult:
    """The result of a file, which is the first, with what the others say of it."""
    whole, *others = results
    for other in others:
        whole = joined(whole, of_files(other, [whole]))
    return whole


def joined(one: FileResult, other: FileResult) -> FileResult:
    """Two results as one."""
    keys = {place_key(diagnostic) for diagnostic in one.diagnostics}
    new = tuple(diagnostic for diagnostic in other.diagnostics if place_key(diagnostic) not in keys)
    wanted = dict(one.wanted)
    for place, values in other.wanted.items():
        wanted[place] = wanted.get(place, frozenset()) | values
    changes = {**other.changes, **one.changes}
    return replace(one, diagnostics=(*one.diagnostics, *new), wanted=wanted, changes=changes)


def is_outside(path: Path, settings: Settings) -> bool:
    """Whether the settings leave a file out, so that nothing is reported when it is looked at."""
    return is_forced_out(os.path.abspath(path), False, replace(settings, force_exclude=True))


def _checker(request: CheckRequest) -> FileChecker:
    return FileChecker(request.source, map(Path, request.stated), request.stated, trials="later")


def models(file: SourceFile, stated: Mapping[str, SourceFile], source: SettingsSource) -> list[ModelFact]:
    """The model classes of a file with their numbers of parameters, built as a summary builds them."""
    from shapelint.analysis import summarize
    from shapelint.problems import Problem

    checker = _checker(text_request(file, file.path, source, stated))
    settings = checker.settings(Path(file.path))
    summaries = summarize(None, file, checker.files(settings), settings.inputs, stated_of(settings))
    if isinstance(summaries, Problem):
        return []
    counts = {summary.model: summary.params for summary in summaries}
    return [
        ModelFact(name, location, cell, counts[name].total, counts[name].trainable)
        for name, location, cell in _classes(file)
        if name in counts
    ]


def _classes(file: SourceFile) -> Iterator[tuple[str, Location, int | None]]:
    """The classes at the top of a file, each with the place of its name."""
    from shapelint.syntax import locate, nodes, parse

    tree = parse(file)
    if not isinstance(tree, nodes.Module):
        return
    found = [statement for statement in tree.body if isinstance(statement, nodes.ClassDef)]
    spans = locate(file, [statement.at for statement in found])
    for statement in found:
        span = spans[statement.at]
        cell = cell_at(file.cells, span.row)
        above = 0 if cell is None else cell.row - 1
        yield statement.name, Location(span.row - above, span.column), None if cell is None else cell.number
