"""What code that is not run may change: all that it can get at.

Whatever is handed to a function that is not known, or stored where such a function finds it, *escapes*: the items of a
list are not known any more, the attributes of an object may have other values and be joined by further ones, and so on
for all that can be reached from it. What the program stores afterwards is known again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelint.interpret.domain.join import is_named_tuple
from shapelint.interpret.domain.tensors import ANY_NAME
from shapelint.interpret.domain.values import (
    BoundMethod,
    Cell,
    ClassMethod,
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    IteratorValue,
    LazyImport,
    ListValue,
    ModuleValue,
    NativeFunction,
    Opening,
    PropertyValue,
    SetValue,
    StaticMethod,
    SuperValue,
    Unknown,
    is_data,
    is_special,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.record import costs
from shapelint.interpret.state.branches import attempt
from shapelint.interpret.state.effects import Effects, effects_of, written_on
from shapelint.ir import Tensor
from shapelint.limits import ELEMENTS_OF_A_STEP

HANDED_OVER = "given to a function that is not known"
Roots = tuple[object, ...]
CHANGEABLE = (ListValue, DictValue, SetValue, IteratorValue, Instance, tuple, Unknown)
"""What a function that uses a name may change through it: a tuple's items, and what an unknown may be."""


def escape(m: Interpreter, values: Iterable[object], reason: str = HANDED_OVER) -> Roots:
    """Let values escape. Returns the objects among them that can be changed, for whoever hands them on."""
    waiting = list(values)
    roots = tuple(dict.fromkeys(changeable(waiting)))
    seen: set[int] = set()
    while waiting:
        value = waiting.pop()
        if value is None or isinstance(value, (int, str, float)) or id(value) in seen:
            continue
        seen.add(id(value))
        waiting.extend(opened_up(m, value, reason))
    m.steps += costs.OF_AN_ESCAPE * len(seen)  # all of them escape before the run may end for it
    return roots


def changeable(values: Iterable[object]) -> Iterator[object]:
    """The objects that code may change which is handed some values; what several of them hold is looked into once."""
    waiting = [*values][::-1]
    seen: set[int] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, (ListValue, DictValue, SetValue, IteratorValue, Instance, ClassValue, FunctionValue)):
            yield value
        elif isinstance(value, Unknown):
            yield from value.may_be
        elif isinstance(value, tuple) and id(value) not in seen:
            seen.add(id(value))
            waiting.extend(value[::-1])
        elif isinstance(value, BoundMethod):
            waiting += (value.function, value.receiver)


def opened_up(m: Interpreter, value: object, reason: str) -> Iterable[object]:
    """Forget what code that has a value in hands may change of it; returns what it gets at from there."""
    if isinstance(value, Unknown):
        m.renew(value)
        return value.may_be
    if isinstance(value, tuple):
        return value
    if isinstance(value, (ListValue, IteratorValue, DictValue, SetValue)):
        return container_opened(m, value, reason)
    if isinstance(value, Tensor):
        return tensor_opened(m, value, reason)
    if isinstance(value, Instance):
        return instance_opened(m, value, reason)
    if isinstance(value, ClassValue):
        return class_opened(m, value, reason)
    if isinstance(value, FunctionValue):
        return function_opened(m, value, reason)
    if isinstance(value, ModuleValue):
        return module_opened(m, value, reason)
    if isinstance(value, BoundMethod):
        return (value.receiver, value.function)
    if isinstance(value, SuperValue):
        return (value.receiver,)
    if isinstance(value, NativeFunction) and value.name == "super" and m.frames:
        return (m.frames[-1].receiver,)
    if isinstance(value, PropertyValue):
        return (value.getter, value.setter, value.deleter)
    if isinstance(value, (StaticMethod, ClassMethod)):
        return (value.function,)
    return ()


def container_opened(
    m: Interpreter, value: ListValue | IteratorValue | DictValue | SetValue, reason: str
) -> list[object]:
    m.journal.record_write(value)
    if isinstance(value, IteratorValue) and value.pending is not None:
        held = [*yielded(m, value), *value.pending.opens()]
        value.pending = value.pending.lost()
        return held
    if isinstance(value, (ListValue, IteratorValue)):
        held = [*value.seen(), *([] if value.typical is None else [value.typical])]
    else:
        held = [*value.at_least().keys(), *value.at_least().values()]
    value.forget(reason)
    return held


def yielded(m: Interpreter, generator: IteratorValue) -> list[object]:
    """What a suspended iterator would give; what it changes on the way is taken back."""
    tried = attempt(m, None, True, lambda: m.iterate(generator, None)[0])
    return [] if tried.value is None else list(tried.value)


def tensor_opened(m: Interpreter, value: Tensor, reason: str) -> tuple[object, ...]:
    """Code that has a parameter in hands may set its attributes: whether it is trained, say."""
    if value.role == "parameter" or value in m.tensor_attributes:
        m.tensor_attributes[value] = {ANY_NAME: Unknown(reason)}
    return ()


def instance_opened(m: Interpreter, value: Instance, reason: str) -> list[object]:
    held = list(value.attributes.values())
    if is_unchangeable(value):
        return held
    m.keep_as_built(value)
    m.journal.record_write(value)
    kept = {n: v for n, v in value.attributes.items() if n in m.registries and isinstance(v, DictValue)}
    value.attributes.clear()
    value.attributes.update(kept)
    value.open = Opening(reason, handed_over=True)
    forget = getattr(value.payload, "forget", None)
    if forget is not None:
        value.payload = forget(reason)
    return held


def is_unchangeable(value: Instance) -> bool:
    """Whether an object is a value: a member of an enumeration, a named tuple, an element type."""
    return "_value_" in value.attributes or is_named_tuple(value) or isinstance(value.payload, str)


def class_opened(m: Interpreter, value: ClassValue, reason: str) -> Iterable[object]:
    if value.definition is None:
        return ()
    m.journal.record_write(value)
    value.open = Opening(reason)
    held = [v for v in value.variables.values() if is_data(v)]
    for name, one in value.variables.items():
        if is_data(one) and not is_special(name):
            value.variables[name] = Unknown(reason)
    return held


def module_opened(m: Interpreter, value: ModuleValue, reason: str) -> Iterable[object]:
    """The variables of a module that is read from source may have other values, its functions and classes stay."""
    if value.lookup is not None:
        return ()
    m.journal.record_write(value)
    value.open = Opening(reason)
    named = {n: v for n, v in value.variables.items() if is_data(v) and (n == "__all__" or not is_special(n))}
    named = {n: v for n, v in named.items() if not isinstance(v, (ModuleValue, LazyImport))}
    value.variables.update({name: Unknown(reason) for name in named})
    return list(named.values())


def function_opened(m: Interpreter, function: FunctionValue, reason: str) -> Iterable[object]:
    """A function may be called: what it rebinds is not known any more, what it may change is forgotten."""
    m.journal.record_write(function)
    function.open = Opening(reason)
    effects = effects_of(function.definition.body)
    return [*function.attributes.values(), *changed_outside(m, function, effects, reason)]


def changed_outside(m: Interpreter, function: FunctionValue, effects: Effects, reason: str) -> Iterator[object]:
    """Rebind what a function rebinds; gives the objects that it may change, and the functions that it may call."""
    for name in effects.rebinds:
        holder = holder_of(function, name)
        if holder is not None:
            m.journal.record_write(holder)
            holder.variables[name] = Unknown(reason)
    for name in effects.changes | effects.calls:
        holder = holder_of(function, name)
        value = None if holder is None else holder.variables.get(name)
        if (isinstance(value, (FunctionValue, BoundMethod)) and name in effects.calls) or (
            isinstance(value, CHANGEABLE) and name in effects.changes
        ):
            yield value


def holder_of(function: FunctionValue, name: str) -> Cell | ModuleValue | None:
    """Where a function finds a name that is not its own: an enclosing call's variables, or its module."""
    scope = function.scope
    while scope is not None:
        if name in scope.variables:
            return scope
        scope = scope.parent
    return function.module if name in function.module.variables else None


def escape_from(m: Interpreter, function: Unknown, values: Iterable[object]) -> Roots:
    """Let the arguments of a call escape to a function that is not known, and with them what the function is a part of:
    whatever its object holds. Nothing escapes to functions that are known to leave things as they are."""
    values = tuple(values)
    for value in values:
        if isinstance(value, ClassValue):
            m.handed.add(value)
    for value in (*values, *inherited_by(function)):
        if isinstance(value, Instance):
            call_back(m, value)
    if m.harmless(function):  # though it may call back, whenever it likes
        return escape(m, [value for value in values if isinstance(value, FunctionValue)])
    m.renew(function)
    return escape(m, [*receivers(m, function), *constructed(m, function), *values])


def inherited_by(function: Unknown) -> Iterator[object]:
    """The object whose method is called, where that is a base class's that is not known."""
    if isinstance(function.key, tuple) and function.key[0] == "attribute":
        yield function.key[1]


CALLED_BACK = "an attribute that a method sets which a base class may have called"


def call_back(m: Interpreter, value: Instance) -> None:
    """A base class that is not known calls the methods that the object's own class has for it: what these set is not
    known any more. The parts that a model has keep their places."""
    if not any(base.unknown_base for base in value.type.mro):
        return
    for base in value.type.mro:
        for name, method in base.variables.items() if base.definition is not None else ():
            if isinstance(method, FunctionValue) and not is_special(name):
                take_back_writes(m, value, method)


def take_back_writes(m: Interpreter, value: Instance, method: FunctionValue) -> None:
    parameters = method.definition.parameters
    receiver = next((p.name for p in (*parameters.positional_only, *parameters.regular)), "")
    bound, changed = written_on(receiver, method.definition.body)  # type: ignore[arg-type]
    for name in bound:
        held = value.attributes.get(name)
        if name in value.attributes and is_data(held) and not isinstance(held, Instance):
            m.journal.record_write(value)
            value.attributes[name] = Unknown(CALLED_BACK)
    for name in changed:
        held = value.attributes.get(name)
        if isinstance(held, (ListValue, IteratorValue, DictValue, SetValue)):
            container_opened(m, held, CALLED_BACK)


def constructed(m: Interpreter, function: Unknown) -> Iterator[object]:
    """The object that is being made, where the constructor that is called on the way is not known: that of an unknown
    `super()` has the object in hands."""
    is_constructor = (
        isinstance(function.key, tuple) and function.key[0] == "attribute" and function.key[2] == "__init__"
    )
    running = m.frames[-1] if m.frames else None
    if is_constructor and running is not None and isinstance(running.receiver, Instance):
        yield running.receiver


def receivers(m: Interpreter, function: Unknown) -> Iterator[object]:
    """What a method that is not known is a method of, as far as that is known; each part once, however often the method
    is made of it."""
    waiting, seen = [function], {id(function)}
    while waiting:
        owner = waiting.pop()
        yield from owner.may_be
        parts = owner.key if isinstance(owner.key, tuple) else ()
        for part in reversed(parts):
            if isinstance(part, Unknown) and id(part) not in seen:
                seen.add(id(part))
                waiting.append(part)
    m.steps += len(seen) // ELEMENTS_OF_A_STEP
