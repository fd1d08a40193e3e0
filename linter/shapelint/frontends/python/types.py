"""`typing`, `abc`, `types` and `collections.abc`: names that say something about types and do nothing."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import (
    BoundMethod,
    ClassValue,
    DeclaredFunction,
    DictValue,
    FunctionValue,
    Instance,
    IteratorValue,
    ListValue,
    NativeFunction,
    SetValue,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import class_of_run, native_class
from shapelint.interpret.raising.exceptions import OBJECT
from shapelint.ir import Tensor

SEQUENCES = (ListValue, tuple, str, range)
KINDS: dict[str, tuple[type, ...]] = {
    "Sequence": SEQUENCES,
    "MutableSequence": (ListValue,),
    "Iterable": (*SEQUENCES, DictValue, SetValue, IteratorValue),
    "Iterator": (IteratorValue,),
    "Generator": (IteratorValue,),
    "Collection": (*SEQUENCES, DictValue, SetValue),
    "Container": (*SEQUENCES, DictValue, SetValue),
    "Sized": (*SEQUENCES, DictValue, SetValue),
    "Mapping": (DictValue,),
    "MutableMapping": (DictValue,),
    "Set": (SetValue,),
    "Callable": (FunctionValue, NativeFunction, DeclaredFunction, BoundMethod, ClassValue),
    "List": (ListValue,),
    "Dict": (DictValue,),
    "Tuple": (tuple,),
    "Hashable": (str, int, float, tuple),
}
METHODS: dict[str, tuple[str, ...]] = {
    "Iterable": ("__iter__",),
    "Iterator": ("__iter__", "__next__"),
    "Collection": ("__len__", "__iter__", "__contains__"),
    "Container": ("__contains__",),
    "Sized": ("__len__",),
    "Callable": ("__call__",),
}
"""The methods by which any object is one of these, as their `__subclasshook__` has it; the others go by base class."""
NOMINAL = ("Sequence", "MutableSequence", "Mapping", "MutableMapping", "Set", "List", "Dict", "Tuple", "Generator")


def checks_kind(name: str, kinds: tuple[type, ...]) -> Callable[..., object]:
    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: object) -> object:
        value = arguments[0]
        if isinstance(value, ListValue) and value.kind != "list":
            return True if name in METHODS else False if name in ("List", "Dict", "Tuple", "Mapping") else None
        if isinstance(value, kinds):
            return True
        if isinstance(value, Instance):
            return object_is(name, value.type)
        if isinstance(value, Tensor) and name not in NOMINAL:
            return False if name in ("Iterator", "Callable") else True if value.dialect.tensors.is_iterable else None
        return None if name == "Hashable" else False

    return run


def object_is(name: str, owner: ClassValue) -> bool | None:
    """Whether an object of the class is one of those, where all its methods and bases are known."""
    wanted = METHODS.get(name)
    if wanted is not None and all(class_attribute(owner, method) is not None for method in wanted):
        return True
    if not all(map(is_whole, owner.mro)):
        return None
    if wanted is not None:
        return False
    return False if name in NOMINAL and class_attribute(owner, "__getitem__") is None else None


def is_whole(owner: ClassValue) -> bool:
    """Whether all methods of a class are known: it is read from source, an API's, or has nothing of its own."""
    if owner.unknown_base:
        return False
    if owner.definition is not None or owner.entry is not None or owner is OBJECT:
        return True
    return owner.qualified_name in WHOLE or (owner.qualified_name.startswith("typing.") and owner.name not in KINDS)


WHOLE = frozenset({"torch.nn.Module"})


def abstract_name(m: Interpreter, name: str) -> object:
    """A name of typing or collections.abc as a class; those that isinstance may be asked about know their kinds."""
    if name in SPECIAL:
        return SPECIAL[name]
    return class_of_run(m, f"typing.{name}", abstract_class)


def abstract_class(full: str) -> ClassValue:
    made, name = native_class(full), full.rpartition(".")[2]
    if name in KINDS:
        made.variables["__instancecheck__"] = NativeFunction(name, checks_kind(name, KINDS[name]))
    return made


def typing_name(m: Interpreter, name: str) -> object:
    return abstract_name(m, name)


def second(m: Interpreter, site: Site, kind: object, value: object) -> object:
    return value


def first(m: Interpreter, site: Site, value: object = None, *rest: object) -> object:
    return value


def type_variable(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    return abstract_name(m, "TypeVar")


SPECIAL: dict[str, object] = {
    "TYPE_CHECKING": False,
    "cast": native("typing.cast", second),
    "overload": native("typing.overload", first),
    "final": native("typing.final", first),
    "no_type_check": native("typing.no_type_check", first),
    "runtime_checkable": native("typing.runtime_checkable", first),
    "override": native("typing.override", first),
    "TypeVar": native("typing.TypeVar", type_variable),
    "ParamSpec": native("typing.ParamSpec", type_variable),
    "NewType": native("typing.NewType", second),
    "abstractmethod": native("abc.abstractmethod", first),
    "get_type_hints": native("typing.get_type_hints", lambda m, s, *a: DictValue({}, "type hints")),
}
NAMES: dict[str, object] = {"types.ModuleType": native_class("module"), "types.FunctionType": native_class("function")}
