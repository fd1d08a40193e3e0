"""Attributes of model objects that are read before anything has set them, or set before the object is ready for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from shapelint.interpret.api.apply import is_guarded
from shapelint.interpret.domain.values import ClassValue, FunctionValue, Instance, class_attribute
from shapelint.interpret.free_conditions import is_in_doubt
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.raising.errors import is_caught, stack
from shapelint.ir import Event, EventKind
from shapelint.ir.dialect import NEUTRAL, Dialect
from shapelint.syntax import nodes
from shapelint.syntax.walk import walk

UNDEFINED: Final = "undefined-layer"
UNINITIALIZED: Final = "uninitialized"
REFUSED_UNINITIALIZED: Final = "uninitialized-refused"
UNREADY_CALL: Final = "uninitialized-call"
LATE: Final = "initialized-late"
BY_NAME = re.compile(r"\b(setattr|__dict__|__getattr__|vars|exec|eval|globals|add_module|register_module)\b")
ABSTRACT = re.compile(r"Base|Abstract|Mixin|Interface|Template|Meta$")


def loaded(m: Interpreter) -> list[Dialect]:
    """How the frameworks are written whose models the program may make."""
    return [m.dialect(name) for name in m.vocabularies]


def framework_bases(m: Interpreter) -> frozenset[str]:
    """The frameworks' own base classes of models, and Python's."""
    return frozenset({"object", *(name for dialect in loaded(m) for name in dialect.models.bases)})


def is_set_up(m: Interpreter, model: Instance) -> bool:
    """Whether a framework's own constructor has run on the object."""
    marks = [dialect.models.set_up for dialect in loaded(m)]
    return any(mark in model.attributes for mark in marks if mark)


def dialect_of(m: Interpreter, model: Instance) -> Dialect:
    """How the framework is written that a model is of."""
    known = (m.dialect(c.qualified_name.partition(".")[0]) for c in model.type.mro if c.definition is None)
    return next((dialect for dialect in known if dialect.name), NEUTRAL)


def note_undefined(m: Interpreter, model: Instance, name: str, built: list[str], site: Site) -> None:
    """Record that a model's call reads an attribute that nothing has set: where that is certain, and where the object
    is not one that stands for objects of other classes."""
    if site.place is None or not m.recorder.paths or name.startswith("__"):
        return
    if m.branching or is_in_doubt(m) or is_guarded(m) or is_caught(m, "AttributeError"):
        return
    if not is_whole(m, model, built) or model.type in unready_classes(m):
        return
    message = f"{model.type.name} has no attribute '{name}'"
    event = Event(UNDEFINED, name, message, site.place, model.type.name, ", ".join(built), stack=stack(m))
    m.recorder.reject(event)


def is_set_before_the_call(m: Interpreter, model: Instance, name: str) -> bool:
    """Whether a method that nobody has called here, or another function of the file, sets an attribute that is missing
    in a call that shapelint itself makes: whoever calls the model may have called that before."""
    first = m.frames[0] if m.frames else None
    if first is None or first.receiver is None or first.function is None or first.function.name == "__init__":
        return False
    running = {id(frame.function.definition) for frame in m.frames if frame.function is not None}
    return any(name in names_set(one.body) for one in later_functions(model) if id(one) not in running)


def names_set(body: nodes.Block) -> Iterator[str]:
    """The names of the attributes that are assigned to; any text may name one (`register_buffer("mask", x)`)."""
    for node in walk(body):
        if isinstance(node, nodes.Constant) and isinstance(node.value, str):
            yield node.value
        targets = node.targets if isinstance(node, nodes.Assign) else getattr(node, "target", ())
        yield from (part.name for part in walk(targets) if isinstance(part, nodes.Attribute))


def later_functions(model: Instance) -> Iterator[nodes.FunctionDef]:
    """The functions that may be called once a model has been built: the methods of its classes but the constructors,
    and all others of their files."""
    modules = {id(c.module): c.module for c in model.type.mro if c.module is not None and c.definition is not None}
    for module in modules.values():
        for value in module.variables.values():
            if isinstance(value, FunctionValue) and isinstance(value.definition, nodes.FunctionDef):
                yield value.definition
            elif isinstance(value, ClassValue) and value.definition is not None:
                methods = (node for node in value.definition.body if isinstance(node, nodes.FunctionDef))
                yield from (one for one in methods if one.name != "__init__" or value not in model.type.mro)


def is_whole(m: Interpreter, model: Instance, built: list[str]) -> bool:
    """Whether the class builds layers itself, by names that can be read, and is meant for objects of its own."""
    owner = model.type
    sources = [c for c in owner.mro if c.definition is not None and c.module is not None]
    texts = [c.module.file.text for c in sources if c.module is not None and c.module.file is not None]
    bases = framework_bases(m)
    is_plain = all(c.definition is not None or c.qualified_name in bases for c in owner.mro)
    if not built or not is_plain or any(c.unknown_base for c in owner.mro):
        return False
    if any(BY_NAME.search(text) for text in texts):
        return False
    own = owner.variables.get("__init__")
    if not is_stand_in(model):
        return True
    if not isinstance(own, FunctionValue) or ABSTRACT.search(owner.name) or len(sources) > 1:
        return False
    return not any(re.search(rf"class\s+\w+\(.*\b{owner.name}\b", text) for text in texts)


def is_stand_in(model: Instance) -> bool:
    """Whether shapelint itself has built the object, for those that the program may build."""
    definition = model.type.definition
    return definition is not None and model.place is not None and model.place.at == definition.at


def unready_classes(m: Interpreter) -> list[ClassValue]:
    """The classes that set layers too early, so that their objects never get where others are set."""
    found = m.state.setdefault(UNINITIALIZED, [])
    assert isinstance(found, list)
    return found


def note_uninitialized(m: Interpreter, model: Instance, name: str, site: Site, refused: bool = False) -> None:
    """Record that a constructor sets a layer before it has called that of the framework's class; `refused` where the
    framework raises there."""
    if not is_surely_unready(m, model, "AttributeError") or site.place is None:
        return
    running = next((f for f in reversed(m.frames) if f.function is not None), None)
    if running is None or running.function is None or running.function.name != "__init__":
        return
    if running.function.wrapped or running.receiver is not model or class_attribute(model.type, "__setattr__") is None:
        return
    message = f"{model.type.name}.__init__ sets {name} before it has called super().__init__()"
    unready_classes(m).append(model.type)
    kind: EventKind = REFUSED_UNINITIALIZED if refused else UNINITIALIZED
    m.recorder.reject(
        Event(kind, model.type.name, message, site.place, actual=name, stack=stack(m), dialect=dialect_of(m, model))
    )


def note_unready_call(m: Interpreter, model: Instance, site: Site) -> None:
    """Record that a layer is called whose constructor has never called that of the framework's class."""
    if site.place is None or not is_surely_unready(m, model, "RuntimeError"):
        return
    if isinstance(class_attribute(model.type, "__init__"), FunctionValue):
        message = f"{model.type.name} is called, but its __init__ has never called super().__init__()"
        m.recorder.reject(Event(UNREADY_CALL, model.type.name, message, site.place, stack=stack(m)))


def note_late(m: Interpreter, model: Instance, site: Site) -> None:
    """Record that the framework's own constructor runs now, on an object that a layer may have been set on before."""
    if site.place is not None and model.attributes and not is_set_up(m, model):
        m.recorder.reject(Event(LATE, model.type.name, "", site.place, stack=stack(m)))


def hands_on_super(owner: ClassValue) -> bool:
    """Whether a constructor gives `super`, or what comes of it, to something else, which may call it."""
    written = (c.variables.get("__init__") for c in owner.mro)
    return any(
        isinstance(node, nodes.Name) and node.id == "super"
        for own in written
        if isinstance(own, FunctionValue) and isinstance(own.definition, nodes.FunctionDef)
        for call in walk(own.definition.body)
        if isinstance(call, nodes.Call)
        for argument in call.arguments
        for node in walk(argument)
    )


def is_surely_unready(m: Interpreter, model: Instance, error: str) -> bool:
    """Whether the framework's own constructor has certainly not run, and nothing would catch what comes of it. Code
    that is not known, and has had the object or its class in hands, may have run it."""
    if is_set_up(m, model) or any(c.unknown_base for c in model.type.mro):
        return False
    if model.open is not None or any(c.open is not None for c in model.type.mro) or hands_on_super(model.type):
        return False
    if any(event.kind == "bad-call" and event.callee.endswith("__init__") for event in m.recorder.events):
        return False  # what would have called it is refused before
    return not (m.branching or is_in_doubt(m) or is_guarded(m) or is_caught(m, error))
