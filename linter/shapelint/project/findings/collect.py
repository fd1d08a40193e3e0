"""Running the rules over what the runs of a file left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from shapelint.diagnostics.evidence import Evidence, weakest
from shapelint.diagnostics.rule import Finding, Related, Rule
from shapelint.ir import Definition, Event, Kind, Node, Tensor
from shapelint.ir.run import Run
from shapelint.project.findings.batch_rows import with_rows
from shapelint.project.findings.causes import TOGETHER, Causes
from shapelint.project.findings.construction_site import with_builder, with_call
from shapelint.project.findings.other_operand import with_counterpart
from shapelint.records import dataclass, replace
from shapelint.symbolic import Verdict
from shapelint.syntax.source import Place, SourceFile


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, the rule that it is of, and what it was found on."""

    rule: Rule
    finding: Finding
    subject: Definition | Node | Event | Run | None = None


IsForeign = Callable[[SourceFile], bool]


def never(file: SourceFile) -> bool:
    return False


def find(runs: Iterable[Run], rules: Sequence[Rule], is_foreign: IsForeign = never) -> list[Found]:
    """The findings of the rules over all runs. What happens in a file that is not the user's (`is_foreign`) is reported
    at the user's call that leads there. Where something raises, nothing is said of what it does else."""
    every = [found for run in runs for found in _of_run(run, rules, is_foreign)]
    raising = {found.finding.place for found in every if is_error(found) and isinstance(found.subject, Node)}
    return [
        one for one in every if is_error(one) or not isinstance(one.subject, Run) or one.finding.place not in raising
    ]


def confirmed(found: Sequence[Found], again: Callable[[], Sequence[Found]]) -> list[Found]:
    """The findings without the errors that are not found `again`, where nothing is chosen any more."""
    if not any(is_error(one) for one in found):
        return list(found)
    kept = {(one.rule.code, one.finding.place) for one in again() if is_error(one)}
    return [one for one in found if not is_error(one) or (one.rule.code, one.finding.place) in kept]


def is_error(found: Found) -> bool:
    return (found.finding.severity or found.rule.severity) == "error"


def one_for_each(found: Iterable[Found], seen: Seen) -> list[Found]:
    """One finding for each mistake that has not been seen before."""
    return [one for one in found if not seen.before(one)]


def _of_run(run: Run, rules: Sequence[Rule], is_foreign: IsForeign) -> Iterator[Found]:
    """In the order in which things happen: what is built, what is run, what Python refuses, then what only the whole
    shows."""
    own = replace(
        run,
        nodes=tuple(own_mistakes(run.nodes)),
        events=tuple(event for event in run.events if not event.guarded),
    )
    subjects: tuple[Definition | Node | Event | Run, ...] = (*own.definitions, *own.nodes, *own.events, own)
    concerned = {
        kind: [rule for rule in rules if issubclass(kind, rule.subscribes)] for kind in set(map(type, subjects))
    }
    of_others = {kind: [rule for rule in listed if not rule.of_failures] for kind, listed in concerned.items()}
    for subject in subjects:
        is_fine = isinstance(subject, (Node, Definition)) and not _fails(subject)
        for rule in (of_others if is_fine else concerned)[type(subject)]:
            for finding in rule.check(subject):
                own_finding = at_own_place(finding, subject, is_foreign)
                if own_finding is not None:
                    if isinstance(subject, Node) and rule.is_error:
                        own_finding = with_counterpart(
                            with_call(with_builder(own_finding, subject, own), subject), subject
                        )
                        own_finding = with_rows(own_finding, subject)
                    yield Found(rule, replace(own_finding, evidence=evidence_of(subject, run)), subject)


def evidence_of(subject: Definition | Node | Event | Run, run: Run) -> Evidence:
    """What a finding on it rests on: the run's evidence, or that somebody has to choose so."""
    chosen = isinstance(subject, (Node, Event)) and subject.chosen
    return weakest(run.evidence, "assumed") if chosen else run.evidence


def at_own_place(finding: Finding, subject: Definition | Node | Event | Run, is_foreign: IsForeign) -> Finding | None:
    """The finding at the innermost call in the user's own files; None if no such call leads to it."""
    if not is_foreign(finding.place.file):
        return finding
    stack = () if isinstance(subject, Run) else subject.stack
    place = next((place for place in reversed(stack) if not is_foreign(place.file)), None)
    if place is None:
        return None
    related = (Related(finding.place, "it happens"), *finding.related)
    return replace(finding, place=place, replacement="", remedy=None, related=related)


def own_mistakes(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes that fail by a mistake of their own, and those that do not fail."""
    causes = Causes()
    for node in nodes:
        if not node.guarded and not is_consequence(node) and not causes.explain(node):
            yield node


def is_consequence(node: Node) -> bool:
    """Whether a node only repeats what has failed before it: the construction of its layer, a reshape, of which what
    came out was a guess, or tensors that do not fit together, where what was made of them fits no other one."""
    if not _fails(node):
        return False
    if node.definition is not None and _fails(node.definition):
        return True
    undeclared = all(r.kind in TOGETHER for r in node.requirements if r.verdict is Verdict.FAILS)
    guesses = TOGETHER | {Kind.RESHAPE} if undeclared else frozenset({Kind.RESHAPE})
    return any(_is_guess(tensor, guesses) for tensor in node.inputs)


def _fails(subject: Node | Definition) -> bool:
    for requirement in subject.requirements:  # noqa: SIM110 - asked of everything, and cheaper than any()
        if requirement.verdict is Verdict.FAILS:
            return True
    return False


def _is_guess(tensor: Tensor, kinds: frozenset[Kind]) -> bool:
    """Whether the tensor is what an operation was taken to give that has failed by one of these kinds, seen through
    operations that keep the shape."""
    producer = tensor.producer
    while producer is not None:
        if any(r.kind in kinds and r.verdict is Verdict.FAILS for r in producer.requirements):
            return True
        if not producer.inputs or producer.inputs[0].shape != tensor.shape:
            return False
        producer = producer.inputs[0].producer
    return False


class Seen:
    """What has been reported. A finding is the same mistake as one before if it stands at the same place, or if the
    same value was expected to have the same number by the same rule, unless a plain number stands there that has to be
    changed for itself. A place that was part of one mistake stays so. `is_literal` tells whether a plain number stands
    at a place."""

    def __init__(self, is_literal: Callable[[Place], bool]) -> None:
        self._is_literal = is_literal
        self._places: set[tuple[str, Place]] = set()
        self._operands: set[tuple[str, object, object]] = set()
        self._kept: list[Tensor] = []  # so that no identity is used again

    def before(self, found: Found) -> bool:
        finding, code = found.finding, found.rule.code
        place = (code, finding.place)
        known = place in self._places
        if finding.operand is not None and found.rule.is_error:  # a warning is about its place
            operand = (code, cause_of(finding.operand), finding.expected)
            if not known and operand in self._operands:
                known = not (finding.replacement and self._is_literal(finding.place))
            self._operands.add(operand)
            self._kept.append(finding.operand)
        self._places.add(place)
        return known


def cause_of(tensor: Tensor) -> object:
    """What stands for a tensor: where it comes from, and its shape. The same layer called again gives the same."""
    producer = tensor.producer
    if producer is None or producer.place.at == 0:
        return id(tensor)
    definition = producer.definition.place if producer.definition is not None else None
    return producer.place, definition, producer.path, tensor.shape
