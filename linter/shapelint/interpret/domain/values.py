"""The values that the interpreter computes with.

Numbers, strings, bytes, booleans, None, Ellipsis and tuples are Python's own, exact. Sizes may be
`symbolic.Expression`s and tensors are `ir.Tensor`s. Everything mutable is a heap object with identity, below. What is
not known is an `Unknown` that says why.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING, Union

from shapelint.interpret.domain.containers import ALWAYS as ALWAYS
from shapelint.interpret.domain.containers import SERIAL as SERIAL
from shapelint.interpret.domain.containers import DictValue as DictValue
from shapelint.interpret.domain.containers import IteratorValue as IteratorValue
from shapelint.interpret.domain.containers import ListValue as ListValue
from shapelint.interpret.domain.containers import Opening as Opening
from shapelint.interpret.domain.containers import SetValue as SetValue
from shapelint.interpret.domain.containers import Step as Step
from shapelint.interpret.domain.containers import Suspended as Suspended
from shapelint.ir.elements import Storage
from shapelint.lifetimes import RUN
from shapelint.records import dataclass, field
from shapelint.symbolic import Expression, Size, fresh
from shapelint.syntax.source import Place

if TYPE_CHECKING:
    from shapelint.interpret.api.vocabulary import Entry
    from shapelint.syntax.nodes import ClassDef, FunctionDef, Lambda
    from shapelint.syntax.source import SourceFile


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """A value that is not known. `key` identifies the unknown thing: two unknowns of the same key are the same value,
    so that decisions on it stay consistent along a path. `typical` is what each of its elements looks like, where it is
    a sequence of unknown length."""

    reason: str
    place: Place | None = None
    key: Hashable = None
    size: list[Size] = field(default_factory=list)
    may_be: tuple[object, ...] = ()  # the objects of which it may be one, or that it may hold
    may_be_missing: bool = False  # there may be no such variable at all
    free: str = ""  # who decides what it is, where that is free (see freedom)
    typical: object = None
    one_of: tuple[str, ...] = ()  # the texts of which it is one
    is_number: bool = False  # certainly a single real number, or a truth value

    def same(self) -> Unknown:
        """What stands for the unknown thing itself, in keys and assumptions: the first unknown of that key, so that a
        key made of other unknowns costs no more to compare than they do."""
        if self.key is None:
            return self
        return self.key if isinstance(self.key, Unknown) else STANDING.setdefault(self.key, self)

    def as_size(self) -> Size:
        """What this value is where an int is needed: the same symbol every time, and for the same key."""
        if not self.size:
            if self.key is None:
                self.size.append(fresh("unknown", low=None))
            else:
                self.size.append(KEYED_SIZES.setdefault(self.key, fresh("unknown", low=None)))
        return self.size[0]


def is_one_number(value: object) -> bool:
    """Whether a value is certainly a single real number, known or not; a truth value counts as one."""
    return value.is_number if isinstance(value, Unknown) else isinstance(value, (int, float, Expression))


def unknown_text(reason: str, place: Place | None, prefix: str = "", suffix: str = "") -> Unknown:
    """A text of which at most the beginning and the end are known."""
    return Unknown(reason, place, ("text", prefix, suffix, SERIAL()))


def is_text(value: Unknown) -> bool:
    """Whether a value that is not known is certainly a text."""
    return isinstance(value.key, tuple) and len(value.key) == 4 and value.key[0] == "text"


def may_read(value: object, text: str) -> bool:
    """Whether a text that is known in part, or not at all, may be that one."""
    if isinstance(value, Unknown) and is_text(value) and isinstance(value.key, tuple):
        prefix, suffix = str(value.key[1]), str(value.key[2])
        return text.startswith(prefix) and text.endswith(suffix) and len(text) >= len(prefix) + len(suffix)
    return value == text if isinstance(value, str) else True


def roots_of(value: Unknown) -> Iterator[Unknown]:
    """The unknown things that a value was read from: attributes of attributes, items and elements are parts of them."""
    start = value.same()
    known = ROOTS.get(start)
    if known is None:
        known = ROOTS[start] = tuple(found_roots(start))
    yield from known


def found_roots(start: Unknown) -> Iterator[Unknown]:
    """The same, looked for: each part once, however often the value is made of it."""
    waiting, seen = [start], {start}
    while waiting:
        root = waiting.pop()
        inner = [part.same() for part in root.key if isinstance(part, Unknown)] if isinstance(root.key, tuple) else []
        if not inner or (isinstance(root.key, tuple) and root.key[0] == "result"):
            yield root
            continue
        parts = [other for part in inner for other in ROOTS.get(part, (part,))]
        waiting.extend(dict.fromkeys(part for part in parts if part not in seen))
        seen.update(parts)


STANDING: dict[Hashable, Unknown] = RUN.table({})  # the first unknown of each key
ROOTS: dict[Unknown, tuple[Unknown, ...]] = RUN.table({})  # of the unknowns that were asked for
KEYED_SIZES: dict[Hashable, Size] = RUN.table({})  # the symbols of unknowns by their keys


@dataclass(slots=True, eq=False)
class Cell:
    """One scope's variables; `parent` is the enclosing function's scope, for closures."""

    variables: dict[str, object]
    parent: Cell | None = None
    function_name: str = ""
    outer_names: dict[str, str] | None = None  # name -> "global" or "nonlocal"
    is_captured: bool = False  # a function made in it may outlive the call
    born: int = field(default_factory=SERIAL, repr=False)


@dataclass(slots=True, eq=False)
class LazyImport:
    """What an import in a module that is only imported binds a name to, until the name is used."""

    load: Callable[[], object]
    loaded: tuple[object, ...] = ()  # what it has given, once it was carried out


@dataclass(slots=True, eq=False)
class ModuleValue:
    """A module: its dotted name, its file when its source is read, its names, and how a missing name is looked up."""

    name: str
    variables: dict[str, object]
    file: SourceFile | None = None
    lookup: Callable[[str], object] | None = None
    removed: str = ""  # why importing it fails, where what it held is known all the same
    places: dict[int, Place] = field(default_factory=dict, repr=False)  # those in its file, as they were asked for
    open: Opening | None = None
    born: int = field(default_factory=SERIAL, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Removed:
    """A name that a declared module no longer has: what it used to be, and why reading it fails."""

    value: object
    reason: str


@dataclass(slots=True, eq=False)
class FunctionValue:
    """A function read from source."""

    name: str
    definition: FunctionDef | Lambda
    module: ModuleValue
    scope: Cell | None
    defaults: dict[str, object]
    owner: ClassValue | None = None
    attributes: dict[str, object] = field(default_factory=dict)
    cache: DictValue | None = None  # the results by their arguments, of a function that keeps them
    wrapped: str = ""  # why a decorator around it is not known: its calls may bind otherwise, and give other values
    open: Opening | None = None
    class_name: str = ""  # of the class in whose body it stands, however deep
    born: int = field(default_factory=SERIAL, repr=False)


@dataclass(slots=True, eq=False)
class NativeFunction:
    """A function of the interpreter's own: `body(interpreter, arguments, keywords, place)` gives the value."""

    name: str
    body: Callable[..., object]


@dataclass(slots=True, eq=False)
class DeclaredFunction:
    """An API function from a vocabulary."""

    entry: Entry


@dataclass(slots=True, eq=False)
class BoundMethod:
    function: object
    receiver: object


@dataclass(slots=True, eq=False)
class PropertyValue:
    getter: object
    setter: object = None
    deleter: object = None
    cached: bool = False


@dataclass(slots=True, eq=False)
class StaticMethod:
    function: object


@dataclass(slots=True, eq=False)
class ClassMethod:
    function: object


@dataclass(slots=True, eq=False)
class ClassValue:
    """A class: read from source (`definition`), declared by a vocabulary (`entry`), or the interpreter's own
    (neither)."""

    name: str
    bases: tuple[ClassValue, ...]
    variables: dict[str, object]
    mro: tuple[ClassValue, ...] = ()
    module: ModuleValue | None = None
    definition: ClassDef | None = None
    entry: Entry | None = None
    qualified_name: str = ""
    unknown_base: str = ""  # why a base is unknown, "" when all are known
    names: frozenset[str] | None = None  # all attributes of its objects, where a declared class knows them
    is_barrier: bool = False  # it stands for an unknown base in a method resolution order
    open: Opening | None = None
    born: int = field(default_factory=SERIAL, repr=False)


@dataclass(slots=True, eq=False)
class Instance:
    """An object. `payload` is what a native class keeps for itself (a layer's Definition, a namedtuple's values)."""

    type: ClassValue
    attributes: dict[str, object]
    payload: object = None
    place: Place | None = None
    open: Opening | None = None
    born: int = field(default_factory=SERIAL, repr=False)


class Member(Instance):
    """A member of an enumeration that is mixed with text or a number: as a key it is what it is mixed with."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        value = self.attributes.get("_value_")
        return self is other or value == (other.attributes.get("_value_") if isinstance(other, Member) else other)

    def __hash__(self) -> int:
        value = self.attributes.get("_value_")
        return hash(value) if isinstance(value, (str, int, float)) else id(self)


def as_mixed(value: object) -> object:
    """The text or number that a member of `class Level(int, Enum)` is; any other value itself."""
    return value.attributes["_value_"] if isinstance(value, Member) else value


HeapObject = Union[
    ListValue, SetValue, DictValue, IteratorValue, Cell, ModuleValue, FunctionValue, ClassValue, Instance, Storage
]


@dataclass(slots=True, eq=False)
class SuperValue:
    start: ClassValue
    receiver: object


def key_of(value: object) -> Hashable:
    """What stands for a value in the key of an unknown: an unknown by what it is, a slice by its bounds."""
    if isinstance(value, Unknown):
        return value.same()
    if isinstance(value, slice):
        return ("slice", key_of(value.start), key_of(value.stop), key_of(value.step))
    return tuple(map(key_of, value)) if isinstance(value, tuple) else value


def is_hashable(value: object) -> bool:
    """Whether a value can stand for itself as a key: a slice cannot, nor a tuple with one."""
    try:
        hash(value)
    except TypeError:
        return False
    return True


CONSTRUCTORS = frozenset({"__new__", "__init__"})
Namespace = Union[Instance, ClassValue, ModuleValue, FunctionValue]


def class_attribute(owner: ClassValue, name: str) -> object | None:
    """The attribute as the classes of the method resolution order hold it, unbound; None when there is none, an unknown
    when an unknown base comes first. Of special methods an unknown base is taken to have none of its own, constructors
    aside."""
    hidden = ""
    for base in owner.mro:
        if name in base.variables:
            is_hidden = hidden and base is not owner.mro[-1]
            return Unknown(hidden, None, ("class", id(owner), name)) if is_hidden else base.variables[name]
        if base.is_barrier and is_own_of_unknown(name):
            hidden = base.unknown_base
    return None


UNLISTED = "_shapelint_unlisted"
"""Set in a declared class of whose objects it is not known which attributes they have."""


def is_own_of_unknown(name: str) -> bool:
    """Whether a class that is not known may well have a method of that name: any but those that Python itself looks up;
    of these, the ones that make objects."""
    return not is_special(name) or name in CONSTRUCTORS


def is_special(name: str) -> bool:
    """Whether Python itself looks the name up."""
    return name.startswith("__") and name.endswith("__")


def is_data(value: object) -> bool:
    """Whether what a class holds under a name is a value, not a method or a class."""
    kinds = (FunctionValue, NativeFunction, DeclaredFunction, StaticMethod, ClassMethod, PropertyValue, ClassValue)
    return not isinstance(value, kinds)


def has_class_attribute(owner: ClassValue, name: str) -> bool:
    """Whether the classes have that attribute; its value may be None."""
    return any(name in base.variables for base in owner.mro)


def type_name(value: object) -> str:
    """The name of a value's type as Python would say it."""
    if isinstance(value, Instance):
        return value.type.name
    names = {ListValue: "list", DictValue: "dict", SetValue: "set", IteratorValue: "generator", type(None): "NoneType"}
    return names.get(type(value), type(value).__name__)


def present(variables: dict[str, object], name: str) -> object:
    """The value of a variable; an import that waited for its first use is carried out now."""
    value = variables[name]
    if isinstance(value, LazyImport):
        if value.loaded:
            variables[name] = value.loaded[0]
            return value.loaded[0]
        del variables[name]  # `from package import module` in the package itself must not find its own name
        loaded: object = value
        try:
            loaded = value.load()
            value.loaded = (loaded,)
        finally:
            variables[name] = loaded
        return loaded
    return value


def carried_out(value: object) -> object:
    """What a name is bound to, where that is an import that has been carried out since."""
    return value.loaded[0] if isinstance(value, LazyImport) and value.loaded else value
