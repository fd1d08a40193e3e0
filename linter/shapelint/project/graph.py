"""Diagrams of models: from a TARGET to what `shapelint graph` draws, with the findings at the blocks that have them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from shapelint.analysis.diagram.build import Marks, diagram_of, diagram_of_script
from shapelint.analysis.diagram.folding import fold_to_depth, fold_to_fit, numbered
from shapelint.analysis.diagram.records import Block, Diagram, Group, Mark
from shapelint.analysis.diagram.repeats import fold_repeats
from shapelint.analysis.model_runs import ModelRun, each_model, of_script
from shapelint.analysis.results import SourceLocation
from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.diagnostics.rule import Rule
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.state.choices import OPTION
from shapelint.ir import Definition, Node
from shapelint.ir.run import Run
from shapelint.problems import Problem
from shapelint.project.config.rulebook import all_rules, rules_in_force
from shapelint.project.config.settings import SameSettings, Settings, SettingsSource
from shapelint.project.config.user_extensions import stated_of
from shapelint.project.files.imports import ProjectFiles
from shapelint.project.filesystem.environments import is_third_party
from shapelint.project.findings.collect import Found, Seen, find, is_error, one_for_each
from shapelint.project.findings.diagnose import diagnose_all
from shapelint.project.findings.fix_edits import RequiredValues
from shapelint.project.findings.locator import Locator
from shapelint.project.target_models import names_expression, open_target, settings_for, told_of_models
from shapelint.records import dataclass, replace
from shapelint.syntax.source import SourceFile

Tell = Callable[[Interpreter, ModelRun], object]
Told = Callable[[Tell, frozenset[str]], "list[object] | Problem"]
Confirmed = frozenset[tuple[str, SourceLocation | None]]


@dataclass(frozen=True, slots=True)
class GraphOptions:
    """How a diagram is folded. `depth` levels of groups are open, None for as many as can be read; with `unfold` every
    repeat is drawn for itself."""

    depth: int | None = None
    unfold: bool = False


def diagrams(target: str, settings: Settings | SettingsSource, options: GraphOptions) -> list[Diagram] | Problem:
    """The diagram of the model that a TARGET's expression gives, or of every model in its file; of a file without any,
    that of what it runs."""
    source = SameSettings(settings) if isinstance(settings, Settings) else settings

    def told(tell: Tell, hidden: frozenset[str]) -> list[object] | Problem:
        return told_of_models(target, source, tell, hidden)

    found = drawn(told, settings_for(target, source), target.partition("::")[0], options)
    if not isinstance(found, Problem) or names_expression(target):
        return found
    script = diagram_of_file(target, source, options)
    return found if isinstance(script, Problem) else [script]


def diagram_of_file(target: str, settings: Settings | SettingsSource, options: GraphOptions) -> Diagram | Problem:
    """The diagram of a file that is run as a script: of what it computes outside its models too."""
    source = SameSettings(settings) if isinstance(settings, Settings) else settings
    opened = open_target(target, source)
    if isinstance(opened, Problem):
        return opened
    in_force = rules_in_force(opened.settings)
    if isinstance(in_force, Problem):
        return Problem(in_force.text)
    path = opened.target.file.path
    finder = MarkFinder([rule for rule in all_rules() if rule.code in in_force.codes], path)

    def tell(m: Interpreter, run: Run) -> Diagram | None:
        name = Path(path).name
        return diagram_of_script(m, name, run, finder.marks(m, (run,), run)) if run.nodes else None

    found = of_script(opened.target.file, opened.files, opened.stated, tell)
    if found is None:
        return Problem(f"{target} runs nothing with tensors")
    return found if isinstance(found, Problem) else arranged(found, options)


def diagrams_in(
    file: SourceFile, name: str, files: ProjectFiles, settings: Settings, options: GraphOptions
) -> list[Diagram] | Problem:
    """The diagrams of a file's models of one name, as a summary of the whole file finds them; the text may be an
    editor's."""

    def told(tell: Tell, hidden: frozenset[str]) -> list[object] | Problem:
        return each_model(None, file, files, settings.inputs, stated_of(settings), tell, hidden)

    found = drawn(told, settings, file.path, options)
    return found if isinstance(found, Problem) else [one for one in found if one.model == name]


def drawn(told: Told, settings: Settings, path: str, options: GraphOptions) -> list[Diagram] | Problem:
    """The diagrams of the models that `told` runs, with what the rules in force find in them. `path` is the file that
    was asked for."""
    in_force = rules_in_force(settings)
    if isinstance(in_force, Problem):
        return Problem(in_force.text)
    finder = MarkFinder([rule for rule in all_rules() if rule.code in in_force.codes], path)
    diagrams: list[Diagram] = []

    def tell(m: Interpreter, one: ModelRun) -> None:
        diagrams.append(diagram_of(m, one, finder.marks(m, (one.built, one.run), one.run)))

    found = told(tell, frozenset())
    if isinstance(found, Problem):
        return found
    if finder.chosen and finder.has_errors:
        again = MarkFinder(finder.rules, path)
        told(lambda m, one: again.marks(m, (one.built, one.run), one.run), finder.chosen)
        diagrams = [with_confirmed(one, frozenset(again.errors)) for one in diagrams]
    return [arranged(one, options) for one in diagrams]


def arranged(diagram: Diagram, options: GraphOptions) -> Diagram:
    """The diagram with its repeats drawn once, numbered, and closed as far as the options say."""
    plain = numbered(diagram if options.unfold else fold_repeats(diagram))
    return fold_to_fit(plain) if options.depth is None else fold_to_depth(plain, options.depth)


class MarkFinder:
    """Finds what the rules say of the runs of models. `chosen` is what shapelint has chosen in them, `errors` where
    errors were found."""

    def __init__(self, rules: Sequence[Rule], path: str) -> None:
        self.rules = rules
        self.chosen: frozenset[str] = frozenset()
        self.errors: set[tuple[str, SourceLocation | None]] = set()
        self._locator = Locator()
        self._seen = Seen(self._locator.is_literal)
        self._asked = os.path.abspath(path)

    @property
    def has_errors(self) -> bool:
        return bool(self.errors)

    def marks(self, m: Interpreter, runs: Sequence[Run], drawn: Run) -> Marks:
        """The findings of runs, such as a model's construction and its run, of which one is drawn."""
        self.chosen |= m.relied - {OPTION}
        found = one_for_each(find(runs, self.rules, self._is_foreign), self._seen)
        said = diagnose_all(found, self._locator, RequiredValues())
        at_nodes: dict[int, tuple[Mark, ...]] = {}
        others: list[Mark] = []
        for each, diagnostic in zip(found, said, strict=True):
            mark = mark_of(diagnostic)
            if is_error(each):
                self.errors.add((mark.code, mark.location))
            node = node_of(each, drawn)
            if node is None:
                others.append(mark)
            else:
                at_nodes[id(node)] = (*at_nodes.get(id(node), ()), mark)
        return Marks(at_nodes, tuple(others))

    def _is_foreign(self, file: SourceFile) -> bool:
        path = os.path.abspath(file.path)
        return path != self._asked and is_third_party(Path(path))


def node_of(found: Found, run: Run) -> Node | None:
    """The operation that a finding is at: of a layer, its first."""
    if isinstance(found.subject, Node):
        return found.subject
    if isinstance(found.subject, Definition):
        return next((node for node in run.nodes if node.definition is found.subject), None)
    place = found.finding.place
    built = (node for node in run.nodes if node.definition is not None and node.definition.place == place)
    return next(built, None) or next((node for node in run.nodes if node.place == place), None)


def mark_of(diagnostic: Diagnostic) -> Mark:
    where = diagnostic.location
    location = SourceLocation(diagnostic.filename, where.row, where.column, diagnostic.cell)
    return Mark(diagnostic.code, diagnostic.severity, diagnostic.message, location)


def with_confirmed(diagram: Diagram, confirmed: Confirmed) -> Diagram:
    """The diagram without the errors that are not found where nothing is chosen."""

    def kept(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return tuple(m for m in marks if m.severity != "error" or (m.code, m.location) in confirmed)

    def within(item: Group | Block) -> Group | Block:
        if isinstance(item, Block):
            return replace(item, marks=kept(item.marks))
        return replace(item, children=tuple(map(within, item.children)))

    return replace(diagram, children=tuple(map(within, diagram.children)), marks=kept(diagram.marks))
