"""`collections`, `copy`, and named tuples."""

from __future__ import annotations

from shapelint.interpret.builtins.counters import made_counter
from shapelint.interpret.builtins.native import native
from shapelint.interpret.builtins.types import COUNTER, DEFAULT, LISTED, ORDERED, TYPES, fill_dict
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    NativeFunction,
    SetValue,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.calls import call_function
from shapelint.interpret.language.classes import CREATED, native_class
from shapelint.interpret.language.comparisons import has_a_say
from shapelint.interpret.language.iteration import iterate
from shapelint.interpret.language.operators import compare
from shapelint.interpret.language.subscripts import get_item
from shapelint.interpret.raising.errors import python_error
from shapelint.interpret.raising.exceptions import OBJECT
from shapelint.interpret.record import costs
from shapelint.ir import Tensor
from shapelint.records import replace

FIELDS = "_fields"
DEQUE_KIND = "collections.deque"


def make_default_dict(
    m: Interpreter, site: Site, owner: ClassValue, factory: object = None, *rest: object, **keywords: object
) -> object:
    made = DictValue({}, factory=factory, kind="defaultdict")
    for source in rest:
        fill_dict(m, site, made, source)
    made.update(keywords)
    return made


def make_deque(m: Interpreter, site: Site, owner: ClassValue, values: object = (), maxlen: object = None) -> object:
    items, complete = iterate(m, values, site.place)
    if maxlen is not None and not isinstance(maxlen, int):
        return ListValue([], "a deque of unknown length", kind=DEQUE_KIND)
    kept = [] if not complete else items if maxlen is None else items[max(len(items) - maxlen, 0) :]
    return ListValue(kept, "" if complete else "a deque of unknown length", maxlen, kind=DEQUE_KIND)


def counter(m: Interpreter, site: Site, owner: ClassValue, values: object = None, **counts: object) -> object:
    return made_counter(m, site, values, counts)


# --------------------------------------------------------------------------------------------------- named tuples


def field_values(made: Instance) -> list[object]:
    names = class_attribute(made.type, FIELDS)
    assert isinstance(names, tuple)
    return [made.attributes.get(str(name)) for name in names]


def same_fields(m: Interpreter, site: Site, value: Instance, other: object) -> object:
    """Whether two named tuples, or a named tuple and a tuple, hold the same."""
    if has_a_say(other):
        return NotImplemented
    held: object = other
    if isinstance(other, Instance):
        held = tuple(field_values(other)) if class_attribute(other.type, FIELDS) is not None else None
    return isinstance(held, tuple) and compare(m, "==", tuple(field_values(value)), held, site.place)


def named_tuple_class(
    name: str, fields: list[str], defaults: dict[str, object], bases: tuple[ClassValue, ...]
) -> ClassValue:
    made = native_class(name, bases)
    equip_named_tuple(made, fields, defaults)
    return made


def equip_named_tuple(made: ClassValue, fields: list[str], defaults: dict[str, object]) -> None:
    """Give a class the construction and the sequence behaviour of a named tuple."""

    def new(m: Interpreter, site: Site, owner: ClassValue, *values: object, **keywords: object) -> object:
        given = {**dict(zip(fields, values, strict=False)), **keywords}
        missing = [f for f in fields if f not in given and f not in defaults]
        if missing or len(values) > len(fields) or any(k not in fields for k in keywords):
            return python_error(m, "TypeError", f"{owner.name}() was called with the wrong fields", site.place)
        return Instance(owner, {f: given.get(f, defaults.get(f)) for f in fields}, place=site.place)

    def replaced(m: Interpreter, site: Site, value: Instance, **keywords: object) -> object:
        return Instance(value.type, {**value.attributes, **keywords}, place=site.place)

    made.variables.update(
        {
            FIELDS: tuple(fields),
            "__new__": native(made.name, new),
            "__init__": OBJECT.variables["__init__"],
            "__iter__": native("__iter__", lambda m, s, v: ListValue(field_values(v))),
            "__len__": native("__len__", lambda m, s, v: len(field_values(v))),
            "__getitem__": native("__getitem__", lambda m, s, v, i: get_item(m, tuple(field_values(v)), i, s.place)),
            "_replace": native("_replace", replaced),
            "__eq__": native("__eq__", same_fields),
            "_asdict": native("_asdict", lambda m, s, v: DictValue(dict(v.attributes))),
        }
    )


def named_tuple(
    m: Interpreter, site: Site, name: object, fields: object, *, defaults: object = (), **rest: object
) -> object:
    """`namedtuple("Point", "x y")` or with a list of names."""
    if isinstance(fields, str):
        names: list[object] = list(fields.replace(",", " ").split())
    else:
        names, complete = iterate(m, fields, site.place)
        if not complete:
            return m.unknown("a namedtuple of unknown fields", site.place)
    plain = [f if isinstance(f, str) else str(f[0]) if isinstance(f, tuple) else "" for f in names]
    values = iterate(m, defaults, site.place)[0] if defaults is not None else []
    return named_tuple_class(
        str(name), plain, dict(zip(plain[len(plain) - len(values) :], values, strict=False)), (TYPES["tuple"],)
    )


def typed_tuple_created(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`class Point(NamedTuple): x: int = 0`."""
    made = arguments[0]
    assert isinstance(made, ClassValue)
    annotations = made.variables.get("__annotations__")
    fields = [str(name) for name, _, _ in annotations] if isinstance(annotations, list) else []
    equip_named_tuple(made, fields, {f: made.variables.pop(f) for f in fields if f in made.variables})
    return None


NAMED_TUPLE = native_class("typing.NamedTuple", (TYPES["tuple"],))
NAMED_TUPLE.variables[CREATED] = NativeFunction("typing.NamedTuple", typed_tuple_created)
NAMED_TUPLE.variables["__new__"] = native(
    "typing.NamedTuple", lambda m, s, owner, name, fields=(): named_tuple(m, s, name, fields)
)

# ------------------------------------------------------------------------------------------------------------ copy


def shallow(m: Interpreter, site: Site, value: object) -> object:
    if isinstance(value, (ListValue, DictValue, SetValue)):
        return value.copied()
    if isinstance(value, Instance):
        return Instance(value.type, dict(value.attributes), value.payload, value.place)
    return value


def deep(m: Interpreter, site: Site, value: object, memo: object = None) -> object:
    return deep_copy(m, value, {})


def deep_copy(m: Interpreter, value: object, seen: dict[int, object]) -> object:
    """A copy of everything mutable that is reachable; tensors are copied so that parameters stay apart."""
    if id(value) in seen:
        return seen[id(value)]
    m.spend(costs.OF_A_COPY)
    made: object = value
    if isinstance(value, Instance):
        method = class_attribute(value.type, "__deepcopy__")
        if isinstance(method, FunctionValue):
            return call_function(m, method, [value, DictValue({})])
        made = seen[id(value)] = Instance(value.type, {}, value.payload, value.place)
        made.attributes.update({k: deep_copy(m, v, seen) for k, v in value.attributes.items()})
    elif isinstance(value, ListValue):
        made = seen[id(value)] = ListValue([])
        made.become(value.changed(lambda item: deep_copy(m, item, seen)))
    elif isinstance(value, DictValue):
        made = seen[id(value)] = DictValue({}, "", value.factory, value.kind)
        made.hold(value.changed(lambda item: deep_copy(m, item, seen)).at_least(), value.open)
    elif isinstance(value, SetValue):
        made = value.copied()
    elif isinstance(value, tuple):
        made = tuple(deep_copy(m, v, seen) for v in value)
    elif isinstance(value, Tensor) and value.role in ("parameter", "buffer"):
        made = replace(value)
    seen[id(value)] = made
    return made


DEQUE = LISTED["collections.deque"]
DEQUE.variables["__new__"] = native("collections.deque", make_deque)
DEFAULT.variables["__new__"] = native("collections.defaultdict", make_default_dict)
COUNTER.variables["__new__"] = native("collections.Counter", counter)
NAMES: dict[str, object] = {
    "collections.OrderedDict": ORDERED,
    "collections.defaultdict": DEFAULT,
    "collections.deque": DEQUE,
    "collections.Counter": COUNTER,
    "collections.namedtuple": native("collections.namedtuple", named_tuple),
    "typing.NamedTuple": NAMED_TUPLE,
    "typing_extensions.NamedTuple": NAMED_TUPLE,
    "typing.OrderedDict": ORDERED,
    "copy.copy": native("copy.copy", shallow),
    "copy.deepcopy": native("copy.deepcopy", deep),
}
