"""Classes: making them from source, their method resolution order, and what is an instance of what."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from itertools import islice

from shapelint.interpret.domain.values import (
    ALWAYS,
    Cell,
    ClassMethod,
    ClassValue,
    FunctionValue,
    Instance,
    NativeFunction,
    PropertyValue,
    StaticMethod,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import Frame, Interpreter
from shapelint.interpret.raising.exceptions import OBJECT
from shapelint.limits import ELEMENTS_OF_A_STEP
from shapelint.syntax import nodes

CREATED = "__class_created__"  # a native class's hook on the making of subclasses (enum, NamedTuple, ...)


def linearize(made: ClassValue, bases: tuple[ClassValue, ...]) -> tuple[ClassValue, ...]:
    """The method resolution order (C3, https://docs.python.org/3/howto/mro.html); left to right where C3 has no
    answer."""
    if len(bases) == 1:
        return (made, *bases[0].mro)
    waiting = [deque(b.mro) for b in bases] + [deque(bases)]
    behind = Counter(c for sequence in waiting for c in islice(sequence, 1, None))  # not yet first of their sequences
    order = {made: None}
    while waiting := [sequence for sequence in waiting if sequence]:
        head = next((s[0] for s in waiting if not behind[s[0]]), waiting[0][0])
        order[head] = None
        for sequence in waiting:
            while sequence and sequence[0] in order:
                sequence.popleft()
                if sequence:
                    behind[sequence[0]] -= 1
    return tuple(order)


def make_class(m: Interpreter, node: nodes.ClassDef, frame: Frame) -> object:
    """Run a class body and make the class. An unknown base leaves a class whose missing attributes are unknown."""
    arguments, keywords, site = m.evaluate_arguments(node, frame)
    bases, unknown = known_bases(arguments)
    if "*" in keywords or "**" in keywords:
        unknown = unknown or "base classes that are not all known"
    unknown = unknown or reason_of_metaclass(keywords.get("metaclass"))
    outer = frame.scope.variables.get("__qualname__") if frame.is_class_body else None
    qualified = f"{outer}.{node.name}" if isinstance(outer, str) else node.name
    scope = Cell({"__module__": frame.module.name, "__qualname__": qualified}, frame.scope)
    body = Frame(frame.module, scope, frame.function, frame.receiver, is_class_body=True)
    m.execute(node.body, body)
    name = node.name
    made = ClassValue(name, tuple(bases), scope.variables, module=frame.module, definition=node, unknown_base=unknown)
    made.qualified_name = f"{frame.module.name}.{name}"
    made.mro = linearize(made, tuple(bases))
    for value in (*body.methods, *made.variables.values()):
        adopt(value, made)
    for own, value in list(made.variables.items()):
        named = class_attribute(value.type, "__set_name__") if isinstance(value, Instance) else None
        if isinstance(named, FunctionValue):
            m.call_function(named, [value, made, own], place=site.place)
    return created(m, made, keywords, site)


MAKING = frozenset(
    {"__call__", "__new__", "__init__", "__prepare__", "__getattr__", "__getattribute__", "__instancecheck__"}
)
"""The methods by which a metaclass makes classes and objects in its own way."""


def reason_of_metaclass(metaclass: object) -> str:
    """Why a class of that metaclass, and its objects, may be made otherwise than its source says; "" if they are
    not."""
    if isinstance(metaclass, Unknown):
        return metaclass.reason
    if isinstance(metaclass, FunctionValue):
        return "a function makes the class"
    own = [c for c in metaclass.mro if c.definition is not None] if isinstance(metaclass, ClassValue) else []
    return "a metaclass makes the class or its objects" if any(MAKING & c.variables.keys() for c in own) else ""


def known_bases(bases: Iterable[object]) -> tuple[list[ClassValue], str]:
    """The base classes, with a barrier in the place of each that is not known, and why one is not; `object` where none
    is given."""
    found: list[ClassValue] = []
    unknown = ""
    for base in bases:
        if isinstance(base, ClassValue):
            if base not in found:
                found.append(base)
        elif base is not None:
            unknown = base.reason if isinstance(base, Unknown) else "a base class that is not a class"
            found.append(barrier(unknown))
    return found or [OBJECT], unknown


def barrier(reason: str) -> ClassValue:
    """What stands for an unknown base class among the bases: it hides what the classes behind it hold."""
    made = ClassValue("a class that is not known", (OBJECT,), {}, unknown_base=reason, is_barrier=True)
    made.mro = (made, OBJECT)
    return made


def adopt(value: object, owner: ClassValue) -> None:
    """Tell a function in a class body which class `super()` means in it."""
    if isinstance(value, FunctionValue):
        if value.owner is None:
            value.owner = owner
    elif isinstance(value, (StaticMethod, ClassMethod)):
        adopt(value.function, owner)
    elif isinstance(value, PropertyValue):
        adopt(value.getter, owner)
        adopt(value.setter, owner)


def created(m: Interpreter, made: ClassValue, keywords: dict[str, object], site: object) -> object:
    """Let the bases know: native hooks first, then `__init_subclass__` read from source."""
    m.spend(len(made.mro) // ELEMENTS_OF_A_STEP)
    hook = next((c.variables[CREATED] for c in made.mro[1:] if CREATED in c.variables), None)
    if isinstance(hook, NativeFunction):
        hook.body(m, [made], keywords, site)
    parent = made.mro[1] if len(made.mro) > 1 else OBJECT
    subclass_hook = class_attribute(parent, "__init_subclass__")
    function = subclass_hook.function if isinstance(subclass_hook, ClassMethod) else subclass_hook
    if isinstance(function, FunctionValue):
        m.call_function(function, [made], {k: v for k, v in keywords.items() if k != "metaclass"})
    return made


def is_subclass(value: ClassValue, of: ClassValue) -> bool | None:
    """Whether a class is a subclass of another; None when a base of it is unknown."""
    if any(c is of or (c.qualified_name and c.qualified_name == of.qualified_name) for c in value.mro):
        return True
    return None if any(c.unknown_base for c in value.mro) else False


def native_class(name: str, bases: tuple[ClassValue, ...] = (OBJECT,), **variables: object) -> ClassValue:
    """A class of the interpreter's own under its full name."""
    made = ClassValue(name.rsplit(".", 1)[-1], bases, dict(variables), qualified_name=name, born=ALWAYS)
    made.mro = linearize(made, bases)
    return made


def class_of_run(m: Interpreter, name: str, make: Callable[[str], ClassValue] = native_class) -> ClassValue:
    """The class of that full name, made at its first use: the same one for all of a run."""
    found = m.state.get(f"class {name}")
    if found is None:
        found = m.state[f"class {name}"] = make(name)
    assert isinstance(found, ClassValue)
    return found


def new_instance(owner: ClassValue, payload: object = None) -> Instance:
    return Instance(owner, {}, payload)
