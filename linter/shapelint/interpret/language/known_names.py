"""Which attributes values certainly lack. What is not modelled is not missing: an attribute is missing only where all
names are known that a value of that kind has."""

from __future__ import annotations

import collections
import types

from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    FunctionValue,
    IteratorValue,
    ListValue,
    SetValue,
    Unknown,
    is_special,
)
from shapelint.interpret.interpreter import STUB, Interpreter
from shapelint.interpret.raising.exceptions import OBJECT
from shapelint.symbolic import Expression
from shapelint.syntax.source import Place

OBJECT_NAMES = frozenset(dir(object)) | {"__dict__", "__module__", "__weakref__", "__annotations__", "__firstlineno__"}
CLASS_NAMES = frozenset(dir(type)) | {"__annotations__", "__static_attributes__", "__type_params__"}
EXCEPTION_NAMES = frozenset(
    {*dir(BaseException), *dir(OSError), *dir(SyntaxError), *dir(UnicodeDecodeError), *dir(StopIteration)}
    | {*dir(ImportError), *dir(KeyError), "add_note", "__notes__", "exceptions", "subgroup", "split", "derive"}
)
OF_DATA_CLASSES = frozenset({"__dataclass_fields__", "__dataclass_params__", "__match_args__", "__attrs_attrs__"})
ADDING_NOTHING = frozenset({"ABC", "Generic", "Protocol", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"})
DICTS = {
    "dict": dict,
    "OrderedDict": collections.OrderedDict,
    "defaultdict": collections.defaultdict,
    "Counter": collections.Counter,
}
NEWER = {int: {"is_integer"}, frozenset: set(), type(None): set()}  # what a later Python has added


def lacks(owner: ClassValue, name: str) -> bool:
    """Whether an object of a class has no attribute of that name, beyond those that its classes show."""
    if name in OF_DATA_CLASSES:
        return False
    return not any(may_have(one, name) for one in owner.mro)


def may_have(owner: ClassValue, name: str) -> bool:
    """Whether a class may give its objects an attribute that it does not show."""
    if owner is OBJECT:
        return name in OBJECT_NAMES
    if owner.definition is not None and not is_stub(owner):
        return False
    if owner.names is not None:
        return name in owner.names or is_special(name)
    if any(c.name == "BaseException" for c in owner.mro):
        return name in EXCEPTION_NAMES
    return owner.name not in ADDING_NOTHING or name.startswith("_")


def is_stub(owner: ClassValue) -> bool:
    """Whether a class is what the interpreter itself is given to read: it shows only what is modelled of it."""
    file = None if owner.module is None else owner.module.file
    return file is not None and file.path.startswith(STUB)


def class_lacks(owner: ClassValue, name: str) -> bool:
    """Whether a class itself has no attribute of that name, beyond those that it and its bases show."""
    return name not in CLASS_NAMES and lacks(owner, name)


def unmodelled(m: Interpreter, value: object, name: str, place: Place | None = None) -> Unknown | None:
    """The attribute of a value of Python's own that is there, or may be, and is not modelled; None when it is
    missing."""
    kind, known = names_of(value)
    if known is not None and name not in known and not stands_for_another(m, kind, name):
        return None
    changed = (value,) if isinstance(value, (ListValue, DictValue, SetValue, IteratorValue)) else ()
    return Unknown(f"{kind.__name__}.{name} is not modelled", place, may_be=changed)


def names_of(value: object) -> tuple[type, frozenset[str] | None]:
    """The Python type of a value, and all its attributes where they are known."""
    kind: type | None = type(value)
    if isinstance(value, Expression):
        kind = int
    elif isinstance(value, ListValue):
        kind = list if value.kind == "list" and value.limit is None else None
    elif isinstance(value, DictValue):
        kind = None if value.open else DICTS.get(value.kind)
    elif isinstance(value, SetValue):
        kind = frozenset if value.frozen else set
    elif isinstance(value, IteratorValue):
        kind = None
    elif isinstance(value, FunctionValue):
        kind = types.FunctionType
    if kind is None:
        return type(value), None
    if kind.__module__.startswith("shapelint"):
        return kind, None
    return kind, frozenset(dir(kind)) | NEWER.get(kind, set())


def stands_for_another(m: Interpreter, kind: type, name: str) -> bool:
    """Whether a framework has values, held here as Python's own, that have the attribute: numpy's scalars, shapes."""
    return any(name in names for v in m.vocabularies.values() for k, names in v.held_as.items() if k is kind)
