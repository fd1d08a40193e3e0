"""Checking files: from paths to diagnostics."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from shapelint.analysis.inputs import InputSpec
from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.diagnostics.rule import Rule
from shapelint.diagnostics.suppression import Suppressions, find_suppressions
from shapelint.ir import Stop
from shapelint.ir.run import Run
from shapelint.project.cells import in_cell
from shapelint.project.diagnose import at_position, diagnose_all
from shapelint.project.discovery import discover
from shapelint.project.environments import is_third_party
from shapelint.project.findings import Found, Seen, find
from shapelint.project.fixing import Wants
from shapelint.project.imports import ProjectFiles, module_name
from shapelint.project.locations import Locator
from shapelint.project.reading import decode, source_of
from shapelint.project.relevance import concerns_models
from shapelint.project.rulebook import Selection, UnknownSelector, all_rules, choose
from shapelint.records import dataclass, field
from shapelint.syntax.read import Unreadable
from shapelint.syntax.source import SourceFile


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has asked for."""

    selection: Selection = field(default_factory=Selection)
    inputs: tuple[InputSpec, ...] = ()
    exclude: tuple[str, ...] = ()
    packages: tuple[Path, ...] | None = None  # see ProjectFiles


@dataclass(frozen=True, slots=True)
class Report:
    """What a check has found: diagnostics in the order of files and lines, paths that do not exist, how many files were
    read and how many diagnostics comments have silenced, and where inference stopped."""

    diagnostics: tuple[Diagnostic, ...]
    missing: tuple[str, ...] = ()
    files: int = 0
    silenced: int = 0
    stops: tuple[Stop, ...] = ()


def check(paths: Iterable[str | os.PathLike[str]], settings: Settings) -> Report | UnknownSelector:
    """Check files and whole directories."""
    codes = choose(settings.selection)
    if isinstance(codes, UnknownSelector):
        return codes
    discovery = discover(paths, settings.exclude)
    check = Check(ProjectFiles(packages=settings.packages), codes, settings.inputs, discovery.files)
    for path in discovery.files:
        check.path(path)
    return check.report(discovery.missing)


def check_text(text: str, filename: str, settings: Settings) -> Report | UnknownSelector:
    """Check a text as if it stood in the file of that name."""
    codes = choose(settings.selection)
    if isinstance(codes, UnknownSelector):
        return codes
    file = source_of(filename, text, module_name(Path(filename)))
    if isinstance(file, Unreadable):
        return unreadable(file, filename, codes)
    files = ProjectFiles({os.path.realpath(filename): file}, settings.packages)
    check = Check(files, codes, settings.inputs, [Path(filename)])
    check.file(file)
    return check.report(())


def check_bytes(data: bytes, filename: str, settings: Settings) -> Report | UnknownSelector:
    """Check the bytes of a source file, as an editor hands them over."""
    codes = choose(settings.selection)
    if isinstance(codes, UnknownSelector):
        return codes
    text = decode(data)
    if not isinstance(text, Unreadable):
        return check_text(text, filename, settings)
    return unreadable(text, filename, codes)


def unreadable(problem: Unreadable, filename: str, codes: frozenset[str]) -> Report:
    """What is said of a text that is no source."""
    check = Check(ProjectFiles(), codes, (), ())
    check.unreadable(problem, Path(filename))
    return check.report(())


class Check:
    """One check while it goes on: what has been seen so far, over all files. `asked` are the files that the user asked
    for."""

    def __init__(
        self, files: ProjectFiles, codes: frozenset[str], inputs: tuple[InputSpec, ...], asked: Iterable[Path]
    ) -> None:
        self._files = files
        self._asked = {os.path.abspath(path) for path in asked}
        self._inputs = inputs
        self._rules = [rule for rule in all_rules() if rule.code in codes]
        self._locator = Locator()
        self._seen = Seen(self._locator.is_literal)
        self._wants = Wants()
        self._found: list[Found] = []
        self._diagnostics: list[Diagnostic] = []  # those about files as such
        self._stops: dict[Stop, None] = {}
        self._count = 0

    def path(self, path: Path) -> None:
        """Read a file and check it."""
        opened = self._files.open(path)
        if isinstance(opened, SourceFile):
            self.file(opened)
        else:
            self.unreadable(opened, path)

    def unreadable(self, problem: Unreadable, path: Path) -> None:
        """Report a file that is no text."""
        self._count += 1
        rule = self._rule("unreadable-file")
        if rule is not None:
            message = f"the file cannot be read: {problem.reason}"
            self._diagnostics.append(at_position(rule, message, SourceFile(str(path), ""), 1, 1))

    def file(self, file: SourceFile) -> None:
        """Check a file whose text is at hand."""
        from shapelint.analysis import Options, analyze

        self._count += 1
        if not concerns_models(file, self._files):
            return
        runs = analyze(file, self._files, Options(inputs=self._inputs)).runs
        if is_empty(runs):
            self._syntax(file)
        self._wants.note(runs)
        self._found.extend(find(runs, self._rules, self._seen, self._is_foreign))
        for run in runs:
            self._stops.update(dict.fromkeys(run.stops))

    def _is_foreign(self, file: SourceFile) -> bool:
        """Whether a file belongs to a third-party package that was not asked for."""
        return is_third_party(Path(file.path)) and os.path.abspath(file.path) not in self._asked

    def _syntax(self, file: SourceFile) -> None:
        """Report a syntax error, if that is why nothing was run."""
        from shapelint.syntax.parse import SyntaxProblem, parse

        rule = self._rule("syntax-error")
        problem = parse(file)
        if rule is not None and isinstance(problem, SyntaxProblem) and not problem.may_be_valid:
            message = f"syntax error: {one_line(problem.message)}"
            self._diagnostics.append(at_position(rule, message, file, problem.row, problem.column))

    def _rule(self, name: str) -> Rule | None:
        return next((rule for rule in self._rules if rule.name == name), None)

    def report(self, missing: tuple[str, ...]) -> Report:
        suppressions: dict[str, Suppressions] = {}
        said = without_repetition([*self._diagnostics, *diagnose_all(self._found, self._locator, self._wants)])
        kept = [d for d in said if not _is_silenced(d, suppressions)]
        kept.sort(key=lambda d: (d.filename, d.location.row, d.location.column, d.code))
        silenced = len(said) - len(kept)
        return Report(tuple(map(in_cell, kept)), missing, self._count, silenced, tuple(self._stops))


def is_empty(runs: Sequence[Run]) -> bool:
    """Whether the runs left nothing behind, as those of a file that cannot be parsed."""
    return not any(run.nodes or run.definitions or run.events or run.tensors for run in runs)


def without_repetition(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """That no input size fits is no news where one run with known sizes has shown what is wrong."""
    shown = {(d.filename, d.location) for d in diagnostics if d.name != "no-input-fits"}
    return [d for d in diagnostics if d.name != "no-input-fits" or (d.filename, d.location) not in shown]


def one_line(text: str) -> str:
    return " ".join(text.split())


def _is_silenced(diagnostic: Diagnostic, known: dict[str, Suppressions]) -> bool:
    file = diagnostic.file
    if file is None or not file.text:
        return False
    if file.path not in known:
        known[file.path] = find_suppressions(file.text)
    return known[file.path].silences(diagnostic)
