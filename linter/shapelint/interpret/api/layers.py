"""Objects of declared layer classes: what a constructor call makes of the declaration, and what calling the object
runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shapelint.interpret.api.apply import apply_node, arranged, is_guarded
from shapelint.interpret.api.binding import bind, refuse, reject, requirement_of, too_many_parts
from shapelint.interpret.api.vocabulary import Application, Entry, Rejected, Undetermined
from shapelint.interpret.domain.values import Instance
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.raising.errors import stack
from shapelint.interpret.raising.exceptions import make_exception
from shapelint.interpret.record import costs
from shapelint.interpret.record.recorder import UNPLACED
from shapelint.interpret.signals import Raised
from shapelint.ir import BoundArgument, Definition, ElementType
from shapelint.ir.devices import Device
from shapelint.ops.operation import Opaque, Operation, Refusing
from shapelint.records import dataclass, field, replace
from shapelint.symbolic import Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """What a declared layer's object keeps: its definition and the operation, built as far as is known. `fields` are
    its attributes as they were constructed: what it has instead, a program has set."""

    entry: Entry
    definition: Definition
    operation: Operation
    built: bool = False
    fields: Mapping[str, object] = field(default_factory=dict)

    def forget(self, reason: str) -> Layer:
        """The layer when code that is not known may have changed what it does."""
        return self if isinstance(self.operation, Opaque) else replace(self, operation=Opaque(reason))

    def join(self, other: object, reason: str) -> object:
        """The layer in one of two states: before or after its first call, or changed in one of two ways."""
        if not isinstance(other, Layer) or other.definition is not self.definition:
            return self.forget(reason)
        if other.operation is self.operation or isinstance(self.operation, Opaque):
            return self
        if isinstance(other.operation, Opaque):
            return other
        if self.built is not other.built:
            return self if self.built else other
        return self if self.operation == other.operation else self.forget(reason)


Built = Callable[[Interpreter, Instance, Operation], None]
MISSING = object()


def fields_set(instance: Instance, layer: Layer) -> dict[str, object]:
    """The fields that are not as the layer was constructed, with what they are; MISSING for what is not there."""
    attributes, changed = instance.attributes, {}
    for name, before in layer.fields.items():
        now = attributes.get(name, MISSING)
        if now is not before and not is_equal(now, before):
            changed[name] = now
    return changed


def is_equal(first: object, second: object) -> bool:
    plain = (int, float, str, tuple, type(None))
    return isinstance(first, plain) and isinstance(second, plain) and type(first) is type(second) and first == second


def reconstructed(layer: Layer, changed: Mapping[str, object]) -> Operation:
    """The operation of a layer that was constructed with some other arguments; an opaque one where there is none."""
    arguments: dict[str, object] = {name: one.value for name, one in layer.definition.arguments.items()}
    bound = bind(layer.entry.implementation, [], {**arguments, **layer.fields, **changed}, Site(None))
    if isinstance(bound, str) or bound.undetermined:
        return Opaque(bound if isinstance(bound, str) else bound.undetermined)
    answer = layer.entry.implementation(*bound.positional, **bound.keywords)
    if isinstance(answer, Operation):
        return answer
    return Opaque(f"{layer.entry.name} whose fields are set to what it was not made for")


def unshifted(site: Site) -> Site:
    """The site of a call without its receiver."""
    return site.unshifted()


def construct_layer(
    m: Interpreter,
    entry: Entry,
    arguments: list[object],
    keywords: dict[str, object],
    site: Site,
    is_other_version: bool = False,
) -> tuple[Layer, dict[str, BoundArgument]] | None:
    """Bind a constructor call and make the layer's definition; None, with an event, for a call that does not bind.
    Where the program has another version of the framework than the declared one, what that refuses is unknown."""
    m.spend(costs.OF_A_LAYER)
    bound = bind(entry.implementation, arguments, keywords, site)
    if isinstance(bound, str):
        if not is_other_version:
            refuse(m, entry.name, bound, site)
        return None
    answer: object = Undetermined(bound.undetermined)
    if not bound.undetermined:
        answer = entry.implementation(*bound.positional, **bound.keywords)
    if isinstance(answer, Operation) and (too_many := too_many_parts(answer)):
        answer = Undetermined(f"{entry.name} of {too_many}")
    if is_other_version and isinstance(answer, Rejected):
        answer = Undetermined(f"{answer.text} in the declared version")
    if isinstance(answer, Rejected) and answer.when_called:
        answer = Refusing(requirement_of(answer))
    operation = answer if isinstance(answer, Operation) else Opaque(f"{entry.name} is not known")
    if isinstance(answer, Rejected):
        operation = Opaque(answer.text)
        reject(m, answer, entry.name, site.place, bound.arguments)
    elif isinstance(answer, Undetermined):
        operation = Opaque(answer.reason)
        m.recorder.stop(answer.reason, site.place)
    requirements = operation.validate()
    failed = next((r for r in requirements if r.verdict is Verdict.FAILS), None)
    if failed is not None and is_guarded(m):
        raise Raised(make_exception("ValueError", failed.text), site.place)
    place = site.place or UNPLACED
    depth = 0 if is_built_once(m) else len(m.recorder.paths)
    definition = Definition(
        entry.name, m.dialect(entry.framework), operation, bound.arguments, place, requirements, stack(m), depth
    )
    m.recorder.define(definition)
    return Layer(entry, definition, operation), dict(bound.arguments)


def is_built_once(m: Interpreter) -> bool:
    """Whether what runs is part of an object's construction, or of Keras's `build`, or may not run at all."""
    names = {frame.function.name for frame in m.frames if frame.function is not None}
    return m.branching or bool(names & {"__init__", "build", "__post_init__"})


def invoke_layer(
    m: Interpreter,
    instance: Instance,
    layer: Layer,
    arguments: list[object],
    keywords: dict[str, object],
    site: Site,
    built: Built,
    weights: ElementType | None = None,
    weights_device: Device | None = None,
) -> object:
    """Call a declared layer on interpreted arguments. `built` is told when the call completes the operation;
    `weights` is the element type of the layer's parameters, `weights_device` where they are held."""
    entry = layer.entry
    assert entry.call is not None
    if isinstance(layer.operation, Opaque):
        return m.unknown(layer.operation.reason, site.place)
    bound = bind(entry.call, arguments, keywords, site, skip=1)
    if isinstance(bound, str):
        return refuse(m, entry.name, bound, site)
    if bound.undetermined:
        return m.unknown(bound.undetermined, site.place)
    answer = entry.call(layer.operation, *bound.positional, **bound.keywords)
    if isinstance(answer, Rejected):
        return reject(m, answer, entry.name, site.place, bound.arguments)
    if isinstance(answer, Undetermined):
        return m.unknown(answer.reason, site.place)
    if not isinstance(answer, Application):
        return answer
    if too_many := too_many_parts(answer.operation):
        return m.unknown(f"{entry.name} of {too_many}", site.place)
    operation = answer.operation
    if operation is layer.operation and not layer.built:
        operation = operation.build([t.type for t in answer.inputs])
    _, outputs = apply_node(
        m,
        operation,
        answer.inputs,
        entry.name,
        site.place,
        m.dialect(entry.framework),
        layer.definition,
        bound.arguments,
        weights=weights,
        weights_device=weights_device,
    )
    if answer.operation is layer.operation and not layer.built:
        m.journal.record_write(instance)
        instance.payload = replace(layer, operation=operation, built=True)
        built(m, instance, operation)
    return arranged(answer, outputs)
