"""The interpreter's state and its few verbs. What each verb does for each kind of syntax or value stands in its own
module.

The interpreter knows Python; a framework is known only through the providers that are handed in (`externals`), which
give the names of modules that are not read from source.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from shapelint.interpret.domain.values import (
    Cell,
    ClassValue,
    DictValue,
    FunctionValue,
    IteratorValue,
    ModuleValue,
    Opening,
    Unknown,
    roots_of,
)
from shapelint.interpret.journal import Journal
from shapelint.interpret.record import costs, faults
from shapelint.interpret.record.recorder import Recorder
from shapelint.interpret.signals import Completion, Raised, Signal, StepBudgetExceeded
from shapelint.ir.dialect import NEUTRAL, Dialect
from shapelint.records import dataclass, field
from shapelint.syntax.imports import ImportResolver
from shapelint.syntax.nodes import Block, Call, ClassDef, Expression, For
from shapelint.syntax.source import Place, SourceFile

if TYPE_CHECKING:
    from shapelint.interpret.api.vocabulary import Vocabulary
    from shapelint.interpret.domain.values import Instance
    from shapelint.interpret.journal import Changes
    from shapelint.ir import Definition, Tensor
    from shapelint.ir.devices import Device

STEPS = 600_000
STUB = "<shapelint>"
DEPTH = 90
PASSED_ON = (Signal, RecursionError, MemoryError)  # what ends more than an expression
BUILDERS = frozenset({"__init__", "build", "__post_init__", "__new__"})


@dataclass(slots=True, eq=False)
class Site:
    """Where a call was written: the place of the call and of each of its arguments. It does not change once it is made;
    the sites next to it are kept when they have been asked for."""

    place: Place | None
    positional: tuple[Place | None, ...] = ()
    keywords: Mapping[str, Place] = field(default_factory=dict)
    unfolds: bool = False  # some arguments come from a sequence or dict
    with_receiver: Site | None = field(default=None, repr=False)
    without_receiver: Site | None = field(default=None, repr=False)

    def of(self, position: int) -> Place | None:
        return self.positional[position] if position < len(self.positional) else None

    def shifted(self) -> Site:
        """The site of the same call with one more argument in front (a method's receiver)."""
        if self.with_receiver is None:
            self.with_receiver = Site(self.place, (None, *self.positional), self.keywords, self.unfolds, None, self)
        return self.with_receiver

    def unshifted(self) -> Site:
        """The site of the same call without its first argument."""
        if self.without_receiver is None:
            self.without_receiver = Site(self.place, self.positional[1:], self.keywords, self.unfolds)
        return self.without_receiver


@dataclass(slots=True, eq=False)
class Deferred:
    """A side of an undecided branch that left the block early, while the other side goes on in an open journal
    level."""

    completion: Completion
    changes: Changes
    assumptions: dict[object, bool]
    doubt: int  # how much the condition counts that the side left by


@dataclass(slots=True, eq=False)
class Frame:
    """One activation: of a module body, a class body, a function or a comprehension."""

    module: ModuleValue
    scope: Cell
    function: FunctionValue | None = None
    receiver: object = None
    deferred: list[Deferred] = field(default_factory=list)
    call_place: Place | None = None
    is_class_body: bool = False
    methods: list[FunctionValue] = field(default_factory=list)  # what a class body defines, whatever wraps it
    outer: Frame | None = None  # of a comprehension: where it stands
    handling: object = None  # the exception that is being handled
    on_yield: Callable[[object], object] | None = None  # what a generator that is run as a whole does at each yield
    levels: int = 0  # the undecided branches that led to it

    @property
    def class_name(self) -> str:
        """The name of the class whose body, or a function in whose body, is being run."""
        if self.is_class_body:
            return str(self.scope.variables.get("__qualname__", "")).rpartition(".")[2]
        return "" if self.function is None else self.function.class_name


@dataclass(frozen=True, slots=True, eq=False)
class AsBuilt:
    """What an object held before code that is not known had it in hands. `openings` says of each registry why it may
    have held more even then ("" where it did not)."""

    instance: Instance
    attributes: Mapping[str, object]
    registries: Mapping[str, Mapping[object, object]]
    openings: Mapping[str, str]
    payload: object


def nothing_is_told(package: str) -> bool:
    """Of no package it is known what is in it."""
    return False


def nothing_is_harmless(function: Unknown) -> bool:
    return False


def nothing_overridden(module: str) -> dict[str, object]:
    """No name of a module has another meaning than its source gives it."""
    return {}


def unknown_dialect(name: str) -> Dialect:
    """No framework is known."""
    return NEUTRAL


External = Callable[["Interpreter", str], "ModuleValue | None"]


class Language(Protocol):
    """What the interpreter's verbs mean: each is a method of Interpreter, which says what goes in and out."""

    def call(
        self, m: Interpreter, function: object, arguments: list[object], keywords: dict[str, object], site: Site, /
    ) -> object: ...
    def call_function(
        self,
        m: Interpreter,
        function: object,
        arguments: list[object],
        keywords: dict[str, object] | None,
        place: Place | None,
        /,
    ) -> object: ...
    def iterate(
        self, m: Interpreter, value: object, place: Place | None, wanted: int | None, /
    ) -> tuple[list[object], bool]: ...
    def get_item(self, m: Interpreter, value: object, index: object, place: Place | None, /) -> object: ...
    def compare(self, m: Interpreter, operator: str, left: object, right: object, place: Place | None, /) -> object: ...
    def truth(self, m: Interpreter, value: object, /) -> bool | None: ...
    def assign(self, m: Interpreter, target: Expression, value: object, frame: Frame, /) -> None: ...
    def join_at_exit(
        self, m: Interpreter, frame: Frame, count: int, completion: Completion | None, kinds: frozenset[str], /
    ) -> Completion | None: ...
    def resume_from_deferred(self, m: Interpreter, frame: Frame, count: int, error: Raised, /) -> list[Completion]: ...
    def evaluate_arguments(
        self, m: Interpreter, node: Call | ClassDef, frame: Frame, /
    ) -> tuple[list[object], dict[str, object], Site]: ...
    def import_submodule(self, m: Interpreter, package: ModuleValue, name: str, /) -> object | None: ...
    def suspended(self, m: Interpreter, frame: Frame, body: Block, /) -> IteratorValue: ...
    def in_loop(self, m: Interpreter, frame: Frame, loop: For, /) -> IteratorValue: ...
    def builtin(self, name: str, /) -> object | None: ...
    def class_of(self, m: Interpreter, value: object, /) -> ClassValue: ...


class Interpreter:
    """An abstract interpreter for Python: `evaluate`, `execute`, `call` and what they share.

    language is what these mean for each kind of syntax and value (see dispatch); resolver finds the source of project
    modules; externals gives the modules that are declared rather than read, and fallbacks those that are only known in
    part, for want of a source to read; recorder receives what was run; dialect describes a framework, by its name or
    that of a package of it.
    One instance serves one file's entry points, so that modules are executed once.
    """

    def __init__(
        self,
        language: Language,
        resolver: ImportResolver,
        externals: Sequence[External],
        recorder: Recorder,
        fallbacks: Sequence[External] = (),
        dialect: Callable[[str], Dialect] = unknown_dialect,
    ) -> None:
        self.language = language
        self.resolver = resolver
        self.externals = tuple(externals)
        self.fallbacks = tuple(fallbacks)
        self.recorder = recorder
        self.dialect = dialect
        self.journal = Journal()
        self.assumptions: dict[object, bool] = {}
        self.modules: dict[str, ModuleValue] = {}
        self.frames: list[Frame] = []
        self.steps = 0
        self.budget = STEPS  # of the run
        self.limit = STEPS  # how far its part may go that runs now (see state/limited)
        self.imported = 0  # the steps of the modules that it has imported
        self.spent = 0  # the steps of the runs before this one
        self.handlers: list[frozenset[str]] = []  # the exception names that enclosing `try` statements catch
        self.escapable = 0  # how many handlers enclose what an assertion that may fail has perhaps kept from running
        self.is_assumed = False  # the arguments of the entry point are not the program's own
        self.hidden: frozenset[str] = frozenset()  # the choices that are not made (see choices)
        self.relied: set[str] = set()  # those that were
        self.doubts = 0  # what the undecided conditions count that lead to what runs now (see freedom), loops aside
        self.uncertain = 0  # counts what may raise for all that is known, for `try`
        self.instances: list[Instance] = []  # every object made of a class that is read from source
        self.handed: set[ClassValue] = set()  # classes that code that is not known was given, and may make objects of
        self.touched: set[Definition] = set()  # layers whose weights the program has looked at or replaced
        self.executed: set[int] = set()  # the functions read from source that have been run, by their definition's id
        self.node_outputs: dict[int, tuple[Tensor, ...]] = {}  # what a node gave, for models that are replayed
        self.state: dict[str, object] = {}  # a framework's own state (name counters, defaults)
        self.tensor_classes: dict[str, ClassValue] = {}  # by framework, or framework and role; filled by the externals
        self.vocabularies: dict[str, Vocabulary] = {}  # filled by the externals as frameworks are imported
        self.overriding: Callable[[str], dict[str, object]] = nothing_overridden  # by the name of a module
        self.registries: frozenset[str] = frozenset()  # the attributes in which frameworks keep an object's parts
        self.harmless: Callable[[Unknown], bool] = (
            nothing_is_harmless  # whether a call leaves what it is given as it is
        )
        self.hides_no_model: Callable[[str], bool] = nothing_is_told  # by the name of a package
        self.versions: dict[Unknown, int] = {}  # how often what is not known may have changed since it was first seen
        self.with_yields: dict[int, tuple[Block, frozenset[int]]] = {}  # by the bodies of generators (see stepping)
        self.loops: dict[int, tuple[Expression, For]] = {}  # what generator expressions run
        self.sites: dict[int, tuple[Call | ClassDef, Site]] = {}  # of the calls in which nothing is unfolded
        self.escaped: dict[int, AsBuilt] = {}  # objects that escaped when they were complete, as they were then
        self.tensor_attributes: dict[Tensor, dict[str, object]] = {}  # what a program sets on a tensor (requires_grad)
        self.moved: dict[Tensor, Device | None] = {}  # where parameters are held that were moved with their module
        self.obscured = 0  # how many contexts are open that may change the element types of results
        self.obscuring: set[int] = set()  # the functions that run in such a context, by their definition's id

    # ------------------------------------------------------------------------------------------------- running

    def evaluate(self, node: Expression, frame: Frame) -> object:
        """The value of an expression in a frame."""
        self.steps += 1
        if self.steps > self.limit:
            raise StepBudgetExceeded
        try:
            return EXPRESSIONS[type(node)](self, node, frame)
        except PASSED_ON:
            raise
        except Exception as error:  # noqa: BLE001 - the one place where a mistake of shapelint's own is contained
            return faults.contained(self, error, self.place(node.at, frame))

    def spend(self, steps: int) -> None:
        """Count what a native operation does as so many steps."""
        self.steps += steps
        if self.steps > self.limit:
            raise StepBudgetExceeded

    def execute(self, block: Block, frame: Frame) -> Completion | None:
        """Run a block; None when it ended at its end."""
        for statement in block:
            self.steps += 1
            if self.steps > self.limit:
                raise StepBudgetExceeded
            completion = STATEMENTS[type(statement)](self, statement, frame)
            if completion is not None:
                return completion
        return None

    # ------------------------------------------------------------------- verbs that the parts of the language implement

    def call(self, function: object, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        """The result of calling any value."""
        return self.language.call(self, function, arguments, keywords, site)

    def call_function(
        self,
        function: object,
        arguments: list[object],
        keywords: dict[str, object] | None = None,
        place: Place | None = None,
    ) -> object:
        """A call that the interpreter makes itself (special methods, callbacks)."""
        return self.language.call_function(self, function, arguments, keywords, place)

    def iterate(self, value: object, place: Place | None, wanted: int | None = None) -> tuple[list[object], bool]:
        """The elements of a value, and whether these are all of them."""
        return self.language.iterate(self, value, place, wanted)

    def get_item(self, value: object, index: object, place: Place | None) -> object:
        """`value[index]`."""
        return self.language.get_item(self, value, index, place)

    def compare(self, operator: str, left: object, right: object, place: Place | None) -> object:
        """One comparison."""
        return self.language.compare(self, operator, left, right, place)

    def same(self, left: object, right: object) -> bool | None:
        """Whether two values are equal; None when that is not decided."""
        return self.language.truth(self, self.compare("==", left, right, None))

    def assign(self, target: Expression, value: object, frame: Frame) -> None:
        """Bind a value to a target."""
        self.language.assign(self, target, value, frame)

    def join_at_exit(
        self, frame: Frame, count: int, completion: Completion | None, kinds: frozenset[str]
    ) -> Completion | None:
        """Let the deferred sides of undecided branches meet."""
        return self.language.join_at_exit(self, frame, count, completion, kinds)

    def resume_from_deferred(self, frame: Frame, count: int, error: Raised) -> list[Completion]:
        """The ends of the deferred sides of undecided branches, when the side that goes on raises."""
        return self.language.resume_from_deferred(self, frame, count, error)

    def evaluate_arguments(self, node: Call | ClassDef, frame: Frame) -> tuple[list[object], dict[str, object], Site]:
        """The arguments of a call or the bases of a class, with their places."""
        return self.language.evaluate_arguments(self, node, frame)

    def import_submodule(self, package: ModuleValue, name: str) -> object | None:
        """A module of a package that is read from source; None when there is none."""
        return self.language.import_submodule(self, package, name)

    def builtin(self, name: str) -> object | None:
        """The built-in function, type, exception or constant of that name."""
        return self.language.builtin(name)

    def suspended(self, frame: Frame, body: Block) -> IteratorValue:
        """A generator of which nothing has been run."""
        return self.language.suspended(self, frame, body)

    def in_loop(self, frame: Frame, loop: For) -> IteratorValue:
        """A generator expression, whose outermost iterator is in its scope."""
        return self.language.in_loop(self, frame, loop)

    def class_of(self, value: object) -> ClassValue:
        """The class of a value that is known."""
        return self.language.class_of(self, value)

    # ------------------------------------------------------------------------------------------------ reporting

    def place(self, at: int, frame: Frame) -> Place | None:
        """The place of a node; in the interpreter's own stubs, the place that called into them."""
        module = frame.module
        known = module.places.get(at)
        if known is not None:
            return known
        file = module.file
        if file is None or file.path.startswith(STUB):
            return frame.call_place
        known = module.places[at] = Place(file, at)
        return known

    def unknown(self, reason: str, place: Place | None, key: object = None) -> Unknown:
        """An unknown value, and a record of why it is unknown."""
        self.recorder.stop(reason, place)
        self.may_raise()
        return Unknown(reason, place, key)

    def may_raise(self) -> None:
        """What runs here may raise, for all that is known: every enclosing `try` keeps the state that its handlers
        would find."""
        self.uncertain += 1
        for watch in self.journal.watches:
            self.steps += costs.OF_A_KEPT_STATE * watch.note("a `try` whose body may have raised")

    def renew(self, value: Unknown) -> None:
        """What is not known may have changed: what was decided on it, and the sizes that it had, hold no longer."""
        for root in roots_of(value):
            self.versions[root] = self.versions.get(root, 0) + 1

    def version(self, value: Unknown) -> int:
        """How often what is not known may have changed since it was first seen."""
        return sum(self.versions.get(root, 0) for root in roots_of(value)) if self.versions else 0

    def part_key(self, value: Unknown, before: tuple[Hashable, ...], *after: Hashable) -> Hashable:
        """The key of what is read from an unknown thing as it is now (`before` and `after` say what is read)."""
        version = self.version(value)
        return (*before, value.same(), *after, *((version,) if version else ()))

    def identity(self, value: Unknown) -> Hashable:
        """What stands for an unknown thing as it is now, in keys and assumptions."""
        version = self.version(value)
        return (value.same(), version) if version else value.same()

    def keep_as_built(self, instance: Instance) -> None:
        """Remember an object that is about to escape as it was built, unless that is still under way."""
        if any(frame.function is not None and frame.function.name in BUILDERS for frame in self.frames):
            self.escaped.pop(id(instance), None)
            return
        before = self.escaped.get(id(instance)) if instance.open is not None else None
        if instance.open is not None and before is None:
            return
        held = {n: v for n in self.registries if isinstance(v := instance.attributes.get(n), DictValue)}
        registries = {n: {**(before.registries.get(n, {}) if before else {}), **d.at_least()} for n, d in held.items()}
        openings = before.openings if before is not None else {name: found.open for name, found in held.items()}
        attributes = {**(before.attributes if before else {}), **instance.attributes}
        payload = before.payload if before is not None else instance.payload
        self.escaped[id(instance)] = AsBuilt(instance, attributes, registries, openings, payload)

    def reinstate(self) -> None:
        """Put the objects that have escaped back into the state in which they were built: for runs that ask what these
        do as they were built. What else they hold by now stays unknown."""
        for kept in self.escaped.values():
            kept.instance.attributes.update(kept.attributes)
            kept.instance.payload = kept.payload
            if kept.instance.open is not None:
                kept.instance.open = Opening(kept.instance.open.reason, only_adds=True)
            for name, items in kept.registries.items():
                held = kept.instance.attributes[name]
                assert isinstance(held, DictValue)
                held.hold({**items, **held.at_least()}, kept.openings.get(name, ""))
        self.escaped.clear()

    def doubted(self, value: object) -> object:
        """The result of an operation: one that is not known may have raised instead."""
        if self.journal.watches and isinstance(value, Unknown):
            self.may_raise()
        return value

    @property
    def branching(self) -> bool:
        """Whether what runs now may not run at all, for all that is known."""
        return bool(self.journal.levels)

    def vocabulary(self, framework: str) -> Vocabulary | None:
        """The vocabulary that a tensor's properties and methods come from; the only one loaded, if that is not
        known. That of a framework which the program does not name itself (`tensor.numpy()`) is loaded here."""
        if framework and framework not in self.vocabularies:
            next((True for external in self.externals if external(self, framework) is not None), False)
        if framework in self.vocabularies:
            return self.vocabularies[framework]
        return next(iter(self.vocabularies.values()), None) if len(self.vocabularies) == 1 else None

    def current_file(self) -> SourceFile | None:
        return self.frames[-1].module.file if self.frames else None


ExpressionTable = dict[type, Callable[["Interpreter", Any, Frame], object]]
StatementTable = dict[type, Callable[["Interpreter", Any, Frame], "Completion | None"]]
EXPRESSIONS: ExpressionTable = {}
STATEMENTS: StatementTable = {}
