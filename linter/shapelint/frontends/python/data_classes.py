"""`dataclasses`."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    NativeFunction,
    Opening,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.calls import call, call_function
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.comparisons import has_a_say
from shapelint.interpret.language.operators import compare
from shapelint.interpret.raising.errors import python_error
from shapelint.interpret.state.escape import escape
from shapelint.records import dataclass

FIELD = native_class("dataclasses.Field")
MISSING = object()


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `init` tells whether the constructor takes it, `keyword_only` whether by name alone, `passing` whether
    it is handed on to `__post_init__` rather than kept (an InitVar)."""

    name: str
    default: object
    factory: object
    init: bool
    keyword_only: bool = False
    passing: bool = False


def fields_of(owner: ClassValue) -> list[Field]:
    """The fields of a data class and of its bases, in the order of the constructor."""
    found: dict[str, Field] = {}
    for base in reversed(owner.mro):
        own = base.variables.get("__shapelint_fields__")
        if isinstance(own, tuple):
            found.update({f.name: f for f in own})
    return list(found.values())


def kept_fields(owner: ClassValue) -> list[Field]:
    """The fields that an object holds."""
    return [f for f in fields_of(owner) if not f.passing]


def own_fields(made: ClassValue, keyword_only: bool) -> tuple[Field, ...]:
    annotations = made.variables.get("__annotations__")
    found: list[Field] = []
    for name, annotation, _ in annotations if isinstance(annotations, list) else []:
        written = repr(annotation)
        if "ClassVar" in written:
            continue
        if "KW_ONLY" in written:
            keyword_only = True
            continue
        by_name = keyword_only
        default, factory, init = made.variables.get(name, MISSING), MISSING, True
        if isinstance(default, Instance) and default.type is FIELD:
            factory = default.attributes.get("default_factory", MISSING)
            init = default.attributes.get("init") is not False
            by_name = default.attributes.get("kw_only", keyword_only) is True
            default = default.attributes.get("default", MISSING)
            if default is MISSING:
                made.variables.pop(name, None)
            else:
                made.variables[name] = default
        found.append(Field(name, default, factory, init, by_name, "InitVar" in written))
    return tuple(found)


def equip(m: Interpreter, made: ClassValue, options: dict[str, object]) -> ClassValue:
    """Give a class the constructor that `@dataclass` writes."""
    m.journal.record_write(made)
    made.variables["__shapelint_fields__"] = own_fields(made, options.get("kw_only") is True)
    if "__init__" not in made.variables and options.get("init") is not False:
        made.variables["__init__"] = NativeFunction(f"{made.name}.__init__", construct_from)
    if options.get("frozen") is True:
        made.variables["__setattr__"] = native(f"{made.name}.__setattr__", refuse_to_change)
    if options.get("eq") is not False and "__eq__" not in made.variables:
        made.variables["__eq__"] = native(f"{made.name}.__eq__", compared("=="))
    if options.get("order") is True:
        for name, operator in ORDER.items():
            made.variables[name] = native(f"{made.name}.{name}", compared(operator))
    made.variables["__match_args__"] = tuple(f.name for f in fields_of(made) if f.init and not f.keyword_only)
    return made


ORDER = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


def compared(operator: str) -> Callable[..., object]:
    """A comparison of two data objects of one class, field by field."""

    def run(m: Interpreter, site: Site, value: Instance, other: object) -> object:
        if not isinstance(other, Instance) or other.type is not value.type:
            return False if operator == "==" and not has_a_say(other) else NotImplemented
        names = [f.name for f in fields_of(value.type)]
        one, two = (tuple(v.attributes.get(n) for n in names) for v in (value, other))
        return compare(m, operator, one, two, site.place)

    return run


def refuse_to_change(m: Interpreter, site: Site, value: Instance, name: str, item: object) -> object:
    return python_error(m, "FrozenInstanceError", f"cannot assign to field '{name}'", site.place)


def construct(m: Interpreter, site: Site, value: Instance, *arguments: object, **keywords: object) -> object:
    open_ended = unknown_fields(value.type, keywords)
    if open_ended:
        construct_in_part(m, value, keywords, open_ended)
        return None
    fields = [f for f in fields_of(value.type) if f.init]
    positional = [f.name for f in fields if not f.keyword_only]
    given: dict[str, object] = dict(zip(positional, arguments, strict=False))
    given.update(keywords)
    unknown = set(given) - {f.name for f in fields}
    missing = [f.name for f in fields if f.name not in given and f.default is MISSING and f.factory is MISSING]
    if unknown or missing or len(arguments) > len(positional):
        what = (
            f"unexpected argument '{min(unknown)}'"
            if unknown
            else f"missing '{missing[0]}'"
            if missing
            else "too many arguments"
        )
        python_error(m, "TypeError", f"{value.type.name}() {what}", site.place)
    m.journal.record_write(value)
    passed: list[object] = []
    for field in fields_of(value.type):
        if field.name in given:
            item = given[field.name]
        elif field.factory is not MISSING:
            item = call_function(m, field.factory, [], place=site.place)
        elif field.default is not MISSING:
            item = field.default
        else:
            item = Unknown(f"the field {field.name}", site.place)
        if field.passing:
            passed.append(item)
        else:
            value.attributes[field.name] = item
    after = class_attribute(value.type, "__post_init__")
    if isinstance(after, FunctionValue):
        call(m, after, [value, *passed], {}, Site(site.place))
    return None


def construct_from(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`__init__`, which may be given arguments of unknown number."""
    value, *rest = arguments
    return construct(m, site, value, *rest, **keywords) if isinstance(value, Instance) else None


def unknown_fields(owner: ClassValue, keywords: dict[str, object]) -> str:
    """Why not all fields, or not all arguments for them, are known; "" when they are."""
    base = next((c.unknown_base for c in owner.mro if c.unknown_base), "")
    return base or ("arguments that are not all known" if keywords.keys() & {"*", "**"} else "")


def construct_in_part(m: Interpreter, value: Instance, keywords: dict[str, object], reason: str) -> None:
    """Fields that are named in the call have those values; all others are not known."""
    m.journal.record_write(value)
    value.attributes.update({field.name: Unknown(reason) for field in fields_of(value.type)})
    value.attributes.update({name: item for name, item in keywords.items() if name not in ("*", "**")})
    value.open = Opening(reason)
    after = class_attribute(value.type, "__post_init__")
    if after is not None:
        escape(m, [value, after], reason)


def decorate(m: Interpreter, site: Site, made: object = None, **options: object) -> object:
    if isinstance(made, ClassValue):
        return equip(m, made, options)
    return native("dataclass", lambda m, s, c: equip(m, c, options) if isinstance(c, ClassValue) else c)


def make_field(m: Interpreter, site: Site, **options: object) -> object:
    return Instance(FIELD, dict(options), place=site.place)


def as_dict(m: Interpreter, site: Site, value: object, **options: object) -> object:
    if not isinstance(value, Instance):
        return m.unknown("asdict() of a value that is not known", site.place)

    def plain(item: object) -> object:
        if isinstance(item, Instance) and fields_of(item.type):
            return DictValue({f.name: plain(item.attributes.get(f.name)) for f in kept_fields(item.type)})
        if isinstance(item, ListValue):
            return item.changed(plain)
        return item

    return plain(value)


def as_tuple(m: Interpreter, site: Site, value: object) -> object:
    if isinstance(value, Instance):
        return tuple(value.attributes.get(f.name) for f in kept_fields(value.type))
    return m.unknown("astuple() of a value that is not known", site.place)


def list_fields(m: Interpreter, site: Site, value: object) -> object:
    owner = value.type if isinstance(value, Instance) else value
    if not isinstance(owner, ClassValue):
        return m.unknown("fields() of a value that is not known", site.place)
    return tuple(Instance(FIELD, {"name": f.name, "default": f.default}) for f in kept_fields(owner))


def replaced(m: Interpreter, site: Site, value: object, **changes: object) -> object:
    """A new object, made of the fields that are given and the others' values, which runs its `__post_init__` again."""
    fields = fields_of(value.type) if isinstance(value, Instance) else []
    if not isinstance(value, Instance) or not fields or any(base.unknown_base for base in value.type.mro):
        return m.unknown("replace() of a value that is not known", site.place)
    kept = {
        field.name: value.attributes.get(field.name, Unknown(f"the field {field.name}", site.place))
        for field in fields
        if field.init and not field.passing
    }
    return call(m, value.type, [], {**kept, **changes}, Site(site.place))


NAMES: dict[str, object] = {
    "dataclasses.dataclass": native("dataclasses.dataclass", decorate),
    "dataclasses.field": native("dataclasses.field", make_field),
    "dataclasses.asdict": native("dataclasses.asdict", as_dict),
    "dataclasses.astuple": native("dataclasses.astuple", as_tuple),
    "dataclasses.fields": native("dataclasses.fields", list_fields),
    "dataclasses.replace": native("dataclasses.replace", replaced),
    "dataclasses.is_dataclass": native(
        "dataclasses.is_dataclass",
        lambda m, s, v: (
            bool(fields_of(v.type if isinstance(v, Instance) else v))
            if isinstance(v, (Instance, ClassValue))
            else False
        ),
    ),
}
