"""The requirements that certainly fail, with the place and the layer to blame: what most rules report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from shapelint.diagnostics.rule import Finding
from shapelint.ir import BoundArgument, Definition, Event, Kind, Node, Place, Requirement, Tensor
from shapelint.ir.run import Run
from shapelint.records import dataclass, replace
from shapelint.symbolic import Verdict
from shapelint_rules.support.wording import counted, parameter, size

Subject = Node | Definition | Event


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed requirement. `layer` is the layer or function as the framework names it; `replaceable` tells that
    `place` is an expression whose value is the number required, so that the actual one could stand there instead."""

    requirement: Requirement
    layer: str
    place: Place
    replaceable: bool
    operand: Tensor | None
    subject: Subject

    @property
    def has_numbers(self) -> bool:
        """Whether the requirement compares two values; a refusal may only say what it is about."""
        return self.requirement.expected != "" and self.requirement.actual != ""

    @property
    def in_words(self) -> str:
        """The layer and the requirement's own text."""
        return f"{self.layer}: {self.requirement.text.rstrip('.') or 'the framework refuses this'}"


def failures(subject: Subject, kind: Kind) -> Iterator[Failure]:
    """The failed requirements of that kind."""
    for requirement in requirements_of(subject):
        if requirement.kind is kind and requirement.verdict is Verdict.FAILS:
            yield blame(subject, requirement)


def failures_of_run(run: Run, kind: Kind) -> Iterator[Failure]:
    """The failed requirements of that kind in a whole run, where either a layer or its call may be to blame: a layer
    with one call is, at its argument or its construction; of several calls the one that fails is."""
    uses: dict[Definition, set[Place]] = {}
    for node in run.nodes:
        if node.definition is not None:
            uses.setdefault(node.definition, set()).add(node.place)
    for subject in chain[Subject](run.definitions, run.nodes, run.events):
        for failure in failures(subject, kind):
            definition = subject.definition if isinstance(subject, Node) else None
            if definition is None:
                yield failure
            elif len(uses[definition]) > 1:
                yield replace(failure, place=subject.place)
            elif failure.place == subject.place:
                yield replace(failure, place=definition.place)
            else:
                yield failure


def in_words(kind: Kind) -> Callable[[Subject], Iterator[Finding]]:
    """The check of a rule that reports every failure of one kind in the requirement's own words."""

    def check(subject: Subject) -> Iterator[Finding]:
        for failure in failures(subject, kind):
            required = failure.requirement
            yield Finding(failure.in_words, failure.place, required.expected, required.actual, operand=failure.operand)

    return check


def features_expected(failure: Failure) -> str:
    required = failure.requirement
    expected = f"{counted(required.expected, 'feature')}{parameter(required.argument)}"
    return f"{failure.layer} expects {expected}, but receives {size(required.actual)}"


def requirements_of(subject: Subject) -> tuple[Requirement, ...]:
    if isinstance(subject, Event):
        return (subject.requirement,) if subject.kind == "rejected" and subject.requirement else ()
    return subject.requirements


def blame(subject: Subject, requirement: Requirement) -> Failure:
    """Who and where: the argument at fault where it was written, else the call."""
    written = written_argument(subject, requirement.argument)
    same = written is not None and isinstance(written.value, int) and written.value == requirement.expected
    return Failure(
        requirement,
        layer_name(subject),
        (written and written.place) or fallback_place(subject, requirement.argument),
        same and isinstance(requirement.actual, int),
        operand_of(subject, requirement),
        subject,
    )


def written_argument(subject: Subject, argument: str | None) -> BoundArgument | None:
    """The value of a parameter that was written, in the layer's construction or in the call; None for a default."""
    if argument is None or isinstance(subject, Event):
        return None
    for arguments in _bindings(subject):
        bound = arguments.get(argument)
        if bound is not None and bound.place is not None:
            return bound
    return None


def _bindings(subject: Node | Definition) -> Iterator[Mapping[str, BoundArgument]]:
    if isinstance(subject, Definition):
        yield subject.arguments
        return
    if subject.definition is not None:
        yield subject.definition.arguments
    yield subject.arguments


def fallback_place(subject: Subject, argument: str | None) -> Place:
    """The place when the argument was not written: the layer's construction if a default of it is at fault, else the
    call."""
    definition = subject.definition if isinstance(subject, Node) else None
    return definition.place if definition is not None and argument in definition.arguments else subject.place


def operand_of(subject: Subject, requirement: Requirement) -> Tensor | None:
    """The input tensor that the requirement is about; the first one for a requirement on a call's arguments."""
    if not isinstance(subject, Node) or not subject.inputs:
        return None
    position = requirement.operand or 0
    return subject.inputs[position] if position < len(subject.inputs) else subject.inputs[0]


def call_place(node: Node) -> Place:
    """Where a node is called; for a layer that a container calls by its position, where the layer is built."""
    is_position = node.path.rpartition(".")[2].isdigit()
    return node.definition.place if node.definition is not None and is_position else node.place


def layer_name(subject: Subject) -> str:
    """The layer's class name, or the function's name as it is usually written ("F.conv2d", "torch.cat",
    "Tensor.view")."""
    if isinstance(subject, Definition):
        return subject.type_name
    if isinstance(subject, Node) and subject.definition is not None:
        return subject.definition.type_name
    if subject.callee == "[]":
        return "indexing"
    if not subject.callee[:1].isidentifier():
        return f"operator {subject.callee}"
    for prefix, short in subject.dialect.spelling.prefixes:
        if subject.callee.startswith(prefix):
            return short + subject.callee[len(prefix) :]
    head, _, last = subject.callee.rpartition(".")
    return last if head and last[:1].isupper() else subject.callee
