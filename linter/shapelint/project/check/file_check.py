"""Checking one file: its runs, the rules over them, diagnostics."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.diagnostics.remedy import Number
from shapelint.diagnostics.rule import Rule
from shapelint.diagnostics.suppression import find_suppressions
from shapelint.ir import Stop
from shapelint.ir.run import Run
from shapelint.lifetimes import CHECK
from shapelint.problems import Problem
from shapelint.project.check.relevance import concerns_models
from shapelint.project.config.rulebook import RulesInForce, all_rules, codes_of, rules_in_force
from shapelint.project.config.settings import Settings, SettingsSource
from shapelint.project.config.user_extensions import stated_of, unknown_layer
from shapelint.project.execution.resource_limits import OutOfTime, stop_the_clock
from shapelint.project.files.imports import ProjectFiles
from shapelint.project.filesystem.environments import is_third_party
from shapelint.project.findings.collect import Found, Seen, confirmed, find, one_for_each
from shapelint.project.findings.diagnose import at_position, diagnose_all, without_fix
from shapelint.project.findings.fix_edits import RequiredValues
from shapelint.project.findings.locator import Locator
from shapelint.project.results.file_result import FileDirectives, FileResult, PlaceKey, StopFact, WantedPlace, place_key
from shapelint.records import replace
from shapelint.syntax.collector import collecting_rarely
from shapelint.syntax.source import SourceFile

GoOn = Callable[[], bool]
Trials = Literal["at once", "later", "never"]


def always() -> bool:
    return True


def never() -> bool:
    return False


class FileChecker:
    """Checks files one after the other, each under the settings that hold for it; what is read is read once.

    `asked` are all the files that the user asked for; `stated` those whose text is given, by their real paths.
    `trials` says when fixes are tried, so that only those are offered that hold what they promise: while a file is
    checked, or "later", when `with_fixes` is asked for them, until when none is offered; or "never", and all are."""

    def __init__(
        self,
        source: SettingsSource,
        asked: Iterable[Path],
        stated: Mapping[str, SourceFile | Problem] | None = None,
        trials: Trials = "at once",
    ) -> None:
        self._trials = trials
        self._untried: dict[str, Callable[[GoOn], tuple[Diagnostic, ...]]] = {}
        self._source = source
        self._asked = {os.path.abspath(path) for path in asked}
        self._stated = stated or {}
        self._files: dict[tuple[object, ...], ProjectFiles] = {}
        self._in_force: dict[Settings, RulesInForce | Problem] = {}
        self._locator = Locator()

    def check(self, path: Path) -> FileResult | Problem:
        """Read a file and check it."""
        found = self.check_with_runs(path)
        return found if isinstance(found, Problem) else found[0]

    def check_with_runs(self, path: Path) -> tuple[FileResult, tuple[Run, ...]] | Problem:
        """The same, with the runs that the result comes from: none of a file that cannot be about a model."""
        with CHECK.begin(), collecting_rarely():
            return self._check_with_runs(path)

    def _check_with_runs(self, path: Path) -> tuple[FileResult, tuple[Run, ...]] | Problem:
        from shapelint.analysis import Options, analyze

        settings = self.settings(path)
        opened = self.files(settings).open(path)
        in_force = self._rules(settings)
        if isinstance(in_force, Problem):
            return in_force
        if isinstance(opened, Problem):
            unreadable = self.unreadable(opened, path)
            return unreadable if isinstance(unreadable, Problem) else (unreadable, ())
        files = self.files(settings)
        declared = frozenset(name.partition(".")[0] for name, _ in settings.layers)
        if not concerns_models(opened, files, declared):
            return FileResult(opened.path), ()
        options = Options(settings.inputs, stated_of(settings))
        analysis = analyze(opened, files, options)

        def again() -> tuple[Run, ...]:
            return analyze(opened, files, options, analysis.chosen).runs

        found = self._found(analysis.runs, in_force, again if analysis.chosen else None)
        return self._result(path, opened, analysis.runs, found, settings, in_force), analysis.runs

    def has_untried(self) -> bool:
        """Whether anything that was checked has fixes which are still to be tried."""
        return bool(self._untried)

    def with_fixes(self, result: FileResult, go_on: GoOn) -> FileResult:
        """The result of a file with the fixes that were to be tried later; none where `go_on` says to stop."""
        trial = self._untried.get(result.filename)
        return result if trial is None else replace(result, diagnostics=trial(go_on))

    def _with_tried_fixes(
        self,
        path: Path,
        kept: Sequence[Diagnostic],
        plain: Mapping[PlaceKey, Diagnostic],
        runs: tuple[Run, ...],
        go_on: GoOn = always,
    ) -> tuple[Diagnostic, ...]:
        """The diagnostics with the fixes that hold what they promise; `plain` as they are without."""
        from shapelint.project.check.fix_trial import tried

        def check(changed: Mapping[str, SourceFile]) -> Sequence[Diagnostic]:
            if not go_on():
                raise OutOfTime
            other = FileChecker(self._source, map(Path, self._asked), {**self._stated, **changed}, trials="never")
            found = other.check_with_runs(path)
            return () if isinstance(found, Problem) else found[0].diagnostics

        try:
            return tried(kept, plain, check, 1 + sum(len(run.nodes) for run in runs))
        except OutOfTime:  # what was found is worth more than what would mend it
            stop_the_clock()
            return tried(kept, plain, check, 0)

    def _found(
        self, runs: tuple[Run, ...], in_force: RulesInForce, again: Callable[[], tuple[Run, ...]] | None
    ) -> list[Found]:
        """What the rules find, once for each mistake; errors only if they are found `again`, with nothing chosen."""
        rules = [rule for rule in all_rules() if rule.code in in_force.codes]
        found = find(runs, rules, self._is_foreign)
        if again is not None:
            found = confirmed(found, lambda: find(again(), rules, self._is_foreign))
        return one_for_each(found, Seen(self._locator.is_literal))

    def unreadable(self, problem: Problem, path: Path) -> FileResult | Problem:
        """Report a file that is no text."""
        settings = self.settings(path)
        in_force = self._rules(settings)
        if isinstance(in_force, Problem):
            return in_force
        rule = _rule("unreadable-file", in_force)
        message = f"the file cannot be read: {problem.text}"
        found = [] if rule is None else [at_position(rule, message, SourceFile(str(path), ""), 1, 1)]
        return FileResult(str(path), adjusted(found, settings, in_force))

    def files(self, settings: Settings) -> ProjectFiles:
        """The files of the project as the settings see them."""
        key = (settings.packages, settings.src, settings.max_file_size)
        if key not in self._files:
            self._files[key] = ProjectFiles(self._stated, *key)
        return self._files[key]

    def settings(self, path: Path) -> Settings:
        """Those that hold for a file."""
        return self._source.of_directory(os.path.dirname(os.path.abspath(path)))

    def _rules(self, settings: Settings) -> RulesInForce | Problem:
        if settings not in self._in_force:
            self._in_force[settings] = unknown_layer(settings.layers) or rules_in_force(settings)
        return self._in_force[settings]

    def _result(
        self,
        path: Path,
        file: SourceFile,
        runs: tuple[Run, ...],
        found: list[Found],
        settings: Settings,
        in_force: RulesInForce,
    ) -> FileResult:
        diagnostics = _syntax(file, in_force) if is_empty(runs) else []
        wants = RequiredValues()
        wants.note(runs)
        said = diagnose_all(found, self._locator, wants)
        changes = {place_key(d): numbers for d, f in zip(said, found, strict=True) if (numbers := new_numbers(f))}
        stops = dict.fromkeys(stop_fact(stop) for run in runs for stop in run.stops)
        revealed = dict.fromkeys(stop_fact(one) for run in runs for one in run.revealed)
        commented = None if diagnostics else _commented(file, settings, in_force)
        if commented is not None:
            diagnostics += _malformed(file, in_force)
        kept = adjusted([*diagnostics, *said], settings, in_force)
        if self._trials != "never" and any(diagnostic.fix is not None for diagnostic in kept):
            pairs = zip(said, found, strict=True)
            plain = {place_key(d): without_fix(d, f, self._locator) for d, f in pairs if d.fix is not None}
            trial = partial(self._with_tried_fixes, path, kept, plain, runs)
            if self._trials == "later":
                self._untried[file.path] = trial
            kept = trial(always if self._trials == "at once" else never)
        return FileResult(
            file.path,
            kept,
            tuple(stops),
            wants.plain(),
            changes,
            commented,
            tuple(revealed),
            has_models=not is_empty(runs),
        )

    def _is_foreign(self, file: SourceFile) -> bool:
        """Whether a file belongs to a third-party package that was not asked for."""
        return is_third_party(Path(file.path)) and os.path.abspath(file.path) not in self._asked


def stop_fact(stop: Stop) -> StopFact:
    return StopFact(stop.reason) if stop.place is None else StopFact(stop.reason, stop.place.file.path, stop.place.at)


def new_numbers(found: Found) -> tuple[tuple[WantedPlace, int], ...]:
    """The numbers that a finding's remedy puts somewhere."""
    changes = () if found.finding.remedy is None else found.finding.remedy.changes
    return tuple(((c.place.file.path, c.place.at), c.value) for c in changes if isinstance(c, Number))


def _commented(file: SourceFile, settings: Settings, in_force: RulesInForce) -> FileDirectives | None:
    """What there is to say about the file's comments; None where none speaks to shapelint."""
    if "shapelint" not in file.text and "noqa" not in file.text.lower():
        return None
    ignored = codes_ignored_in(file.path, settings)
    return FileDirectives(file, in_force.codes - ignored, in_force.severities)


def _malformed(file: SourceFile, in_force: RulesInForce) -> list[Diagnostic]:
    """The comments that speak to shapelint and cannot be understood."""
    from shapelint.project.suppress.directives import malformed

    rule = _rule("malformed-directive", in_force)
    return [] if rule is None else list(malformed(file, find_suppressions(file.text), rule))


def _syntax(file: SourceFile, in_force: RulesInForce) -> list[Diagnostic]:
    """The syntax error, if that is why nothing was run."""
    from shapelint.syntax.parse import parse
    from shapelint.syntax.syntax_problem import SyntaxProblem

    rule = _rule("syntax-error", in_force)
    problem = parse(file)
    if rule is None or not isinstance(problem, SyntaxProblem) or problem.may_be_valid:
        return []
    message = f"syntax error: {' '.join(problem.message.split())}"
    return [at_position(rule, message, file, problem.row, problem.column)]


def _rule(name: str, in_force: RulesInForce) -> Rule | None:
    return next((rule for rule in all_rules() if rule.name == name and rule.code in in_force.codes), None)


def adjusted(diagnostics: Iterable[Diagnostic], settings: Settings, in_force: RulesInForce) -> tuple[Diagnostic, ...]:
    """Without what the settings ignore in a diagnostic's file, and with the severity that they give it."""
    kept = [d for d in diagnostics if not is_ignored_there(d, settings)]
    return tuple(
        d if severity is None or severity == d.severity else replace(d, severity=severity)
        for d in kept
        for severity in [in_force.severities.get(d.code)]
    )


def is_ignored_there(diagnostic: Diagnostic, settings: Settings) -> bool:
    """Whether per-file ignores name the diagnostic's rule for its file."""
    return diagnostic.code in codes_ignored_in(diagnostic.filename, settings)


def codes_ignored_in(filename: str, settings: Settings) -> frozenset[str]:
    """The rules that per-file ignores name for a file."""
    if not settings.per_file_ignores:
        return frozenset()
    path = os.path.abspath(filename)
    fitting = (selectors for glob, selectors in settings.per_file_ignores if glob.matches(path))
    return frozenset(code for selectors in fitting for code in codes_of(selectors))


def is_empty(runs: Sequence[Run]) -> bool:
    """Whether the runs left nothing behind, as those of a file that cannot be parsed."""
    return not any(run.nodes or run.definitions or run.events or run.tensors for run in runs)
