"""Calls: of functions, methods, classes, objects and declared API entries."""

from __future__ import annotations

from shapelint.interpret.api.binding import call_declared
from shapelint.interpret.api.constants import overwrite, without_elements
from shapelint.interpret.bounded import weight
from shapelint.interpret.domain.values import (
    SERIAL,
    BoundMethod,
    ClassMethod,
    ClassValue,
    DeclaredFunction,
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    NativeFunction,
    StaticMethod,
    Unknown,
    class_attribute,
    type_name,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.functions import call_source
from shapelint.interpret.language.known_names import lacks
from shapelint.interpret.raising.errors import python_error
from shapelint.interpret.raising.exceptions import OBJECT
from shapelint.interpret.record import costs
from shapelint.interpret.record.recorder import UNPLACED
from shapelint.interpret.state.escape import escape, escape_from
from shapelint.interpret.state.in_place import is_in_place, replace_receiver
from shapelint.ir import Tensor
from shapelint.limits import MOST_ELEMENTS
from shapelint.syntax.source import Place


def call(m: Interpreter, function: object, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """The result of calling any value."""
    if isinstance(function, BoundMethod):
        result = call(m, function.function, [function.receiver, *arguments], keywords, site.shifted())
        if is_in_place(function) and isinstance(function.receiver, Tensor):
            overwrite(m, [function.receiver])
            return replace_receiver(m, function.receiver, without_elements(result))
        return result
    if isinstance(function, FunctionValue):
        return call_source(m, function, arguments, keywords, site)
    if isinstance(function, NativeFunction):
        m.spend(costs.OF_A_NATIVE_CALL)
        if not is_pythons_own(function):
            overwrite(m, (*arguments, *keywords.values()))
            arguments, keywords = manageable(m, arguments, keywords)
        if "*" in keywords:
            return call_with_some(m, function, arguments, keywords, site)
        return function.body(m, arguments, keywords, site)
    if isinstance(function, ClassValue):
        return instantiate(m, function, arguments, keywords, site)
    if isinstance(function, DeclaredFunction):
        return declared_result(m, function, *manageable(m, arguments, keywords), site)
    if isinstance(function, Instance):
        return call_instance(m, function, arguments, keywords, site)
    if isinstance(function, (StaticMethod, ClassMethod)):
        return call(m, function.function, arguments, keywords, site)
    if isinstance(function, Unknown):
        return call_unknown(m, function, arguments, keywords, site)

    return python_error(m, "TypeError", f"'{type_name(function)}' object is not callable", site.place)


def call_with_some(
    m: Interpreter, function: NativeFunction, arguments: list[object], keywords: dict[str, object], site: Site
) -> object:
    """A native function with at least the given arguments: one that needs more of them gives an unknown."""
    try:
        return function.body(m, arguments, keywords, site)
    except (IndexError, ValueError):
        escape(m, [*arguments, *keywords.values()])
        return m.unknown(f"{function.name} with arguments of unknown number", site.place)


OF_CONTAINERS = ("list.", "tuple.", "dict.", "set.", "str.", "int.", "float.", "iterator.")


def is_pythons_own(function: NativeFunction) -> bool:
    """Whether a native function is one of Python's built-in ones or a method of its types, which write into no tensor's
    memory."""
    return "." not in function.name or function.name.startswith(OF_CONTAINERS)


def manageable(
    m: Interpreter, arguments: list[object], keywords: dict[str, object]
) -> tuple[list[object], dict[str, object]]:
    """The arguments of an API; one that holds more than may be looked through is unknown to it."""
    if not any(isinstance(value, LARGE) for value in (*arguments, *keywords.values())):
        return arguments, keywords
    lighter = Unknown(f"a value of more than {MOST_ELEMENTS:,} parts")
    return (
        [value if is_manageable(m, value) else lighter for value in arguments],
        {name: value if is_manageable(m, value) else lighter for name, value in keywords.items()},
    )


LARGE = (range, ListValue, DictValue)


def is_manageable(m: Interpreter, value: object) -> bool:
    if isinstance(value, range):
        return not value[MOST_ELEMENTS : MOST_ELEMENTS + 1]
    if not isinstance(value, (ListValue, DictValue)):
        return True
    count = weight(value)
    m.spend(count // costs.ELEMENTS_GIVEN_FOR_A_STEP)
    return count <= MOST_ELEMENTS


def declared_result(
    m: Interpreter, function: DeclaredFunction, arguments: list[object], keywords: dict[str, object], site: Site
) -> object:
    result = call_declared(m, function.entry, arguments, keywords, site)
    if keywords.get("out") is None:
        return result
    overwrite(m, [keywords["out"]])
    return without_elements(result)


def call_function(
    m: Interpreter,
    function: object,
    arguments: list[object],
    keywords: dict[str, object] | None = None,
    place: Place | None = None,
) -> object:
    """A call that the interpreter makes itself (special methods, callbacks)."""
    if place is None:
        place = next((f.call_place for f in reversed(m.frames) if f.call_place is not None), UNPLACED)
    return call(m, function, arguments, keywords or {}, Site(place))


def call_unknown(
    m: Interpreter, function: Unknown, arguments: list[object], keywords: dict[str, object], site: Site
) -> Unknown:
    """A call of something unknown: its result is, and all that it was given escapes to it and may come back from it."""
    values = (*arguments, *keywords.values())
    handed = escape_from(m, function, values)
    overwrite(m, values)
    reason, place = function.reason, function.place or site.place
    m.recorder.stop(reason, place)
    m.may_raise()
    return Unknown(reason, place, ("result", function.same(), SERIAL()), may_be=handed)


def call_instance(
    m: Interpreter, function: Instance, arguments: list[object], keywords: dict[str, object], site: Site
) -> object:
    method = class_attribute(function.type, "__call__")
    if method is None:
        unknown = next((c.unknown_base for c in function.type.mro if c.unknown_base), "")
        if unknown or not lacks(function.type, "__call__"):
            return m.unknown(unknown or f"{function.type.name}.__call__ is not modelled", site.place)
        return python_error(m, "TypeError", f"'{function.type.name}' object is not callable", site.place)
    return call(m, method, [function, *arguments], keywords, site.shifted())


def instantiate(
    m: Interpreter, owner: ClassValue, arguments: list[object], keywords: dict[str, object], site: Site
) -> object:
    """Make an object: `__new__`, then `__init__`."""
    m.spend(costs.OF_AN_OBJECT)
    maker = class_attribute(owner, "__new__")
    if isinstance(maker, StaticMethod):
        maker = maker.function
    if isinstance(maker, NativeFunction):
        if not is_pythons_own(maker):
            overwrite(m, (*arguments, *keywords.values()))
            arguments, keywords = manageable(m, arguments, keywords)
        made = maker.body(m, [owner, *arguments], keywords, site.shifted())
        if not isinstance(made, Instance):
            is_own = owner.definition is not None and "__members__" not in owner.variables
            return m.unknown(f"{owner.name} derives from a built-in type", site.place) if is_own else made
        if made.type is not owner:
            m.instances.append(made)
            return made
    elif isinstance(maker, FunctionValue):
        made = call(m, maker, [owner, *arguments], keywords, site.shifted())
        if not isinstance(made, Instance):
            return made
    else:
        made = Instance(owner, {}, place=site.place)
    if isinstance(made, Instance):
        made.place = made.place or site.place
        m.instances.append(made)
    initializer = class_attribute(owner, "__init__")
    unknown = next((c.unknown_base for c in owner.mro if c.unknown_base), "")
    if initializer is OBJECT.variables["__init__"] or initializer is None:
        if unknown:
            m.recorder.stop(unknown, site.place)
            if isinstance(made, Instance):
                escape(m, [made, *arguments, *keywords.values()], unknown)
        elif (arguments or keywords) and maker is None and owner.definition is not None:
            python_error(m, "TypeError", f"{owner.name}() takes no arguments", site.place)
        return made
    return initialized(m, made, initializer, arguments, keywords, site)


def initialized(
    m: Interpreter,
    made: Instance,
    initializer: object,
    arguments: list[object],
    keywords: dict[str, object],
    site: Site,
) -> object:
    """The object after its `__init__`. One that was not run to its end leaves nothing to go by: such an object is not
    among those of the program."""
    is_complete = False
    try:
        result = call(m, initializer, [made, *arguments], keywords, site.shifted())
        is_complete = not (isinstance(initializer, FunctionValue) and isinstance(result, Unknown))
        if is_complete and isinstance(result, Unknown):
            escape(m, [made], result.reason)  # what its constructor would have set is not known
    finally:
        if not is_complete:
            m.instances[:] = [one for one in m.instances if one is not made]
    return made if is_complete else result
