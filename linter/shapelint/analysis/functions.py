"""The functions of a module as entry points: which there are, and how each is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shapelint.analysis.running import call_with_unknowns, guarded
from shapelint.diagnostics.evidence import Evidence
from shapelint.interpret.domain.values import FunctionValue, Instance, ListValue, ModuleValue
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.calls import call
from shapelint.interpret.state.choices import is_open_default
from shapelint.ir import Event
from shapelint.ir.run import Run
from shapelint.records import dataclass
from shapelint.syntax import nodes
from shapelint.syntax.source import Place

FUNCTION_STEPS = 300_000
REFUSED_BY_PYTHON = frozenset({"bad-call", "key", "index", "attribute", "type", "name"})


@dataclass(frozen=True, slots=True)
class FunctionEntry:
    """A function as it is written, and what its name is bound to: itself, or what its decorators made of it."""

    name: str
    definition: nodes.FunctionDef
    value: FunctionValue
    place: Place

    @property
    def evidence(self) -> Evidence:
        """What a run of it rests on: only a function without parameters can be called in one way alone."""
        parameters = self.definition.parameters
        every = (*parameters.positional_only, *parameters.regular, *parameters.keyword_only)
        if not every and parameters.var_positional is None and parameters.var_keyword is None:
            return "called"
        return "built" if all(p.default is None for p in every) else "default"

    @property
    def needs_arguments(self) -> bool:
        """Whether a parameter has no default."""
        parameters = self.definition.parameters
        every = (*parameters.positional_only, *parameters.regular, *parameters.keyword_only)
        return any(p.default is None for p in every) or parameters.var_positional is not None


def functions_of(module: ModuleValue, tree: nodes.Module) -> list[FunctionEntry]:
    """The functions that a module defines, decorated or not, in order."""
    if module.file is None:
        return []
    written = {s.name: s for s in definitions_in(tree.body)}
    found: list[FunctionEntry] = []
    for name, value in module.variables.items():
        if not isinstance(value, FunctionValue):
            continue
        own = value.definition if value.module is module else written.get(name)
        if isinstance(own, nodes.FunctionDef) and not any(own is entry.definition for entry in found):
            found.append(FunctionEntry(own.name, own, value, Place(module.file, own.at)))
    return found


def definitions_in(body: Iterable[nodes.Statement]) -> Iterator[nodes.FunctionDef]:
    """The functions that a module's body binds, in its branches too."""
    for statement in body:
        if isinstance(statement, nodes.FunctionDef):
            yield statement
        elif isinstance(statement, nodes.If):
            yield from definitions_in((*statement.body, *statement.orelse))
        elif isinstance(statement, nodes.Try):
            yield from definitions_in(statement.body)


def run_function(m: Interpreter, entry: FunctionEntry) -> tuple[Run, object]:
    """Call a function with its defaults, and with unknowns for what has none.

    Further keywords that it takes are left out where a model comes out: that is a factory with its defaults. Whatever
    else may be meant for keywords, so that what Python refuses without them is no proof.
    """
    m.recorder.start()
    if not entry.needs_arguments and takes_keywords(entry) and has_own_defaults(m, entry):
        result = guarded(
            m, lambda: call(m, entry.value, [], {}, Site(entry.place)), FUNCTION_STEPS, reached=(entry.value,)
        )
        run = m.recorder.finish(f"{entry.name}()", "default")
        if isinstance(result, Instance) and not any(is_refusal(event) for event in run.events):
            return run, result
        m.recorder.start()
    result = call_with_unknowns(m, entry.value, entry.place, FUNCTION_STEPS)
    return m.recorder.finish(f"{entry.name}(...)", entry.evidence), result


def has_own_defaults(m: Interpreter, entry: FunctionEntry) -> bool:
    """Whether the function may be called with all of its defaults."""
    return not any(is_open_default(m, default) for default in entry.value.defaults.values())


def takes_keywords(entry: FunctionEntry) -> bool:
    """Whether the function, or what its decorators made of it, takes more than the parameters that it names."""
    parameters = entry.value.definition.parameters
    return parameters.var_keyword is not None or parameters.var_positional is not None


def is_refusal(event: Event) -> bool:
    return event.kind in REFUSED_BY_PYTHON


def instances_in(value: object) -> Sequence[Instance]:
    """The objects that a function gives back: one, or several in a tuple or list."""
    if isinstance(value, Instance):
        return (value,)
    items = value.seen() if isinstance(value, ListValue) else value if isinstance(value, tuple) else ()
    return tuple(item for item in items if isinstance(item, Instance))
