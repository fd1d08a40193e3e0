"""Attributes: where Python looks for them, on every kind of value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from shapelint.interpret.api.binding import from_declared
from shapelint.interpret.api.constants import overwrite
from shapelint.interpret.domain.join import merge_values
from shapelint.interpret.domain.values import (
    BoundMethod,
    ClassMethod,
    ClassValue,
    DeclaredFunction,
    DictValue,
    FunctionValue,
    Instance,
    Member,
    ModuleValue,
    Namespace,
    NativeFunction,
    Opening,
    PropertyValue,
    Removed,
    StaticMethod,
    SuperValue,
    Unknown,
    as_mixed,
    class_attribute,
    has_class_attribute,
    is_data,
    is_own_of_unknown,
    is_special,
    may_read,
    present,
    type_name,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.known_names import class_lacks, is_stub, lacks, may_have, unmodelled
from shapelint.interpret.raising.errors import missing_name, python_error
from shapelint.interpret.raising.exceptions import EXCEPTIONS, OBJECT
from shapelint.interpret.state.escape import changeable, escape
from shapelint.interpret.state.in_place import replace_receiver
from shapelint.ir import Tensor
from shapelint.symbolic import Expression
from shapelint.syntax.source import Place

NATIVE_METHODS: dict[
    str, dict[str, NativeFunction]
] = {}  # filled by interpret.builtins: type name -> method -> function
MISSING = object()


def get_attribute(m: Interpreter, value: object, name: str, place: Place | None) -> object:
    """`value.name`; AttributeError as Python has it, an unknown where the value is one."""
    found = find_attribute(m, value, name, place)
    if found is MISSING:
        if isinstance(value, Instance) and name.startswith("__") and name.endswith("__"):
            return Unknown(f"the special attribute {name}", place)
        return python_error(m, "AttributeError", f"{describe_owner(value)} has no attribute '{name}'", place)
    return found


def describe_owner(value: object) -> str:

    if isinstance(value, ModuleValue):
        return f"module '{value.name}'"
    if isinstance(value, ClassValue):
        return f"class '{value.name}'"
    return f"'{type_name(value)}' object"


def find_attribute(m: Interpreter, value: object, name: str, place: Place | None) -> object:
    """The attribute, or MISSING."""
    if isinstance(value, Instance):
        own = class_attribute(value.type, "__getattribute__")
        if isinstance(own, FunctionValue):
            return m.call_function(own, [value, name], place=place)
        return instance_attribute(m, value, name, place)
    if isinstance(value, Tensor):
        return tensor_attribute(m, value, name, place)
    if isinstance(value, ModuleValue):
        return module_attribute(m, value, name, place)
    if isinstance(value, ClassValue):
        return attribute_of_class(m, value, name, place)
    if isinstance(value, Unknown):
        return Unknown(value.reason, value.place, m.part_key(value, ("attribute",), name))
    if isinstance(value, SuperValue):
        return super_attribute(m, value, name)
    if isinstance(value, FunctionValue):
        return function_attribute(value, name, place)
    if isinstance(value, BoundMethod):
        special = {"__self__": value.receiver, "__func__": value.function}
        return special[name] if name in special else find_attribute(m, value.function, name, place)
    if isinstance(value, PropertyValue) and name in ("setter", "getter", "deleter"):
        return NativeFunction(f"property.{name}", lambda m, a, k, s: with_accessor(value, name, a[0]))
    if isinstance(value, (NativeFunction, DeclaredFunction)):
        full = value.name if isinstance(value, NativeFunction) else value.entry.name
        return full.rsplit(".", 1)[-1] if name in ("__name__", "__qualname__") else Unknown(f"{full}.{name}", place)
    return builtin_attribute(m, value, name)


def with_accessor(prop: PropertyValue, name: str, function: object) -> PropertyValue:
    return PropertyValue(
        function if name == "getter" else prop.getter,
        function if name == "setter" else prop.setter,
        function if name == "deleter" else prop.deleter,
    )


def builtin_attribute(m: Interpreter, value: object, name: str) -> object:
    """Methods of Python's own types."""
    own = value.kind if isinstance(value, DictValue) else type(value).__name__
    kind = "int" if isinstance(value, Expression) else own
    method = NATIVE_METHODS.get(kind, {}).get(name)
    if method is None and isinstance(value, bool):
        method = NATIVE_METHODS.get("int", {}).get(name)
    if method is not None:
        return BoundMethod(method, value)
    if name == "__class__":
        return m.class_of(value)
    vocabulary = m.vocabularies.get(str(m.state.get("framework", "")))
    if vocabulary is not None and type(value) in vocabulary.held_attributes:
        found = vocabulary.held_attributes[type(value)](value, name)
        return found if found is not MISSING else unmodelled(m, value, name) or MISSING
    if isinstance(value, slice) and name in ("start", "stop", "step"):
        return getattr(value, name)
    if isinstance(value, (int, float)) and name in ("real", "imag", "numerator", "denominator"):
        return getattr(value, name)
    if isinstance(value, range) and name in ("start", "stop", "step"):
        return getattr(value, name)
    return unmodelled(m, value, name) or MISSING


def instance_attribute(
    m: Interpreter, value: Instance, name: str, place: Place | None, is_plain: bool = False
) -> object:
    """An attribute of an object. `is_plain` as `object.__getattribute__` has it, which never asks `__getattr__`."""
    held = class_attribute(value.type, name)
    if isinstance(held, PropertyValue) and not (held.cached and name in value.attributes):
        return read_property(m, held, value, name, place)
    if isinstance(held, Instance) and class_attribute(held.type, "__set__") is not None:
        return bind_to(m, held, value, value.type, place)
    if name in value.attributes:
        return value.attributes[name]
    fallback = None if is_plain else class_attribute(value.type, "__getattr__")
    if isinstance(held, Unknown) and isinstance(fallback, NativeFunction):  # an object's parts stand before the class's
        return m.call_function(fallback, [value, name], place=place)
    if held is not None or has_class_attribute(value.type, name):
        if hides_data(value) and is_data(held) and not is_special(name):
            return of_open(value, name, place)
        return bind_to(m, held, value, value.type, place)
    if name == "__class__":
        return value.type
    if name == "__dict__":
        return as_dict(value)
    if fallback is not None:
        return m.call_function(fallback, [value, name], place=place)
    if isinstance(value, Member):
        of_mixed = NATIVE_METHODS.get(type(as_mixed(value)).__name__, {}).get(name)
        if of_mixed is not None:
            return BoundMethod(of_mixed, value)
    if value.open is not None:
        return of_open(value, name, place)
    unknown = next((c.unknown_base for c in value.type.mro if c.unknown_base), "")
    if unknown:
        return Unknown(unknown, place, ("attribute", value, name))
    if lacks(value.type, name):
        return MISSING
    return Unknown(f"{value.type.name}.{name} is not modelled", place, may_be=(value,))


def as_dict(namespace: Instance | ClassValue | ModuleValue) -> DictValue:
    """`vars(namespace)`: what is written into the dict is written into the namespace."""
    names = namespace.attributes if isinstance(namespace, Instance) else namespace.variables
    reason = "" if namespace.open is None else namespace.open.reason
    if isinstance(namespace, Instance):
        reason = reason or next((why for c in namespace.type.mro if (why := reason_for_more(c))), "")
    return DictValue(names, reason, owner=namespace)  # type: ignore[arg-type]


def reason_for_more(owner: ClassValue) -> str:
    """Why the objects of a class have attributes that are not known, in their own dict; "" where they have none."""
    is_modelled = owner.entry is not None or is_stub(owner)
    return owner.unknown_base or (f"what {owner.name} keeps in its objects is not modelled" if is_modelled else "")


def hides_data(value: Instance) -> bool:
    """Whether an object may have attributes of its own before the values that its class has."""
    return value.open is not None and not value.open.only_adds


def of_open(value: Namespace, name: str, place: Place | None) -> Unknown:
    """An attribute that code which is not known may have set."""
    assert value.open is not None
    owner = value if isinstance(value, Instance) else id(value)
    return Unknown(value.open.reason, place, ("attribute", owner, value.open.serial, name))


def read_property(m: Interpreter, held: PropertyValue, value: Instance, name: str, place: Place | None) -> object:
    result = m.call_function(held.getter, [value], place=place)
    if held.cached:
        m.journal.record_write(value)
        value.attributes[name] = result
    return result


def bind_to(m: Interpreter, held: object, receiver: object, owner: ClassValue, place: Place | None) -> object:
    """A class attribute as an instance (or, with `receiver` a class, the class itself) sees it."""
    if isinstance(held, (FunctionValue, NativeFunction)):
        return BoundMethod(held, receiver)
    if isinstance(held, StaticMethod):
        return held.function
    if isinstance(held, ClassMethod):
        return BoundMethod(held.function, owner)
    if isinstance(held, Instance):
        getter = class_attribute(held.type, "__get__")
        if getter is not None:
            return m.call_function(getter, [held, receiver, owner], place=place)
    return held


def attribute_of_class(m: Interpreter, value: ClassValue, name: str, place: Place | None) -> object:
    held = class_attribute(value, name)
    if held is not None or has_class_attribute(value, name):
        if isinstance(held, ClassMethod):
            return BoundMethod(held.function, value)
        return held.function if isinstance(held, StaticMethod) else held
    special: dict[str, object] = {
        "__name__": value.name,
        "__qualname__": value.name,
        "__module__": value.module.name if value.module is not None else value.qualified_name.rpartition(".")[0],
        "__mro__": value.mro,
        "__bases__": value.bases,
        "__doc__": value.definition.docstring if value.definition is not None else None,
        "__dict__": None,
    }
    if name == "__dict__":
        return DictValue(dict(value.variables.items()))
    if name in special:
        return special[name]
    opened = next((c for c in value.mro if c.open is not None), None)
    if opened is not None:
        return of_open(opened, name, place)
    unknown = next((c.unknown_base for c in value.mro if c.unknown_base), "")
    if unknown:
        return Unknown(unknown, place, ("attribute", id(value), name))
    native = NATIVE_METHODS.get(value.name, {}).get(name)
    if native is not None and value.definition is None:
        return native if name in CLASS_METHODS else of_its_own(native, value)
    if value.entry is not None or value.definition is None:
        return Unknown(f"{value.name}.{name}", place)
    return MISSING if class_lacks(value, name) else Unknown(f"{value.name}.{name} is not modelled", place)


CLASS_METHODS = frozenset({"fromkeys"})


def is_one(kind: ClassValue, owner: ClassValue) -> bool:
    return kind is owner or owner in kind.mro


def of_its_own(method: NativeFunction, owner: ClassValue) -> NativeFunction:
    """A method of a Python type, read from the type itself (`str.lower`): what it is called on may be anything."""

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        kind = m.class_of(arguments[0]) if arguments else None
        if not isinstance(kind, ClassValue) or not is_one(kind, owner):
            return m.unknown(f"{method.name}() of a value that is not known to be a {owner.name}", site.place)
        return method.body(m, arguments, keywords, site)

    return NativeFunction(method.name, run)


def super_attribute(m: Interpreter, value: SuperValue, name: str) -> object:
    receiver = value.receiver
    owner = receiver.type if isinstance(receiver, Instance) else receiver
    if not isinstance(owner, ClassValue):
        return Unknown("super() of an unknown class")
    order = owner.mro
    start = next((i for i, c in enumerate(order) if c is value.start), len(order) - 1)
    hidden = False
    for base in order[start + 1 :]:
        hidden = hidden or base.is_barrier
        if hidden and (base is OBJECT or is_own_of_unknown(name)):
            break
        if name in base.variables:
            held = base.variables[name]
            if isinstance(held, PropertyValue) and isinstance(receiver, Instance):
                return read_property(m, held, receiver, name, None)
            return bind_to(m, held, receiver, owner, None)
    unknown = next((c.unknown_base for c in order[start + 1 :] if c.unknown_base), "")
    if unknown and name == "__new__":  # as where a class that is not known stands among the bases itself
        return OBJECT.variables["__new__"]
    if unknown:
        return Unknown(unknown, None, ("super", Unknown(unknown, may_be=(receiver,)), name))
    is_there = any(may_have(base, name) for base in order[start + 1 :])
    return Unknown(f"super().{name} is not modelled") if is_there else MISSING


def function_attribute(value: FunctionValue, name: str, place: Place | None) -> object:
    if name in value.attributes:
        return value.attributes[name]
    if name in ("__name__", "__qualname__"):
        return value.name
    if name == "__doc__":
        return getattr(value.definition, "docstring", None)
    if name == "__module__":
        return value.module.name
    if value.open is not None:
        return of_open(value, name, place)
    if value.wrapped:
        return Unknown(value.wrapped, place, ("attribute", id(value), name))
    if name in ("__wrapped__",):
        return MISSING
    return Unknown(f"the attribute {name} of a function") if name.startswith("__") else MISSING


def module_attribute(m: Interpreter, value: ModuleValue, name: str, place: Place | None) -> object:
    if name in value.variables:
        return present(value.variables, name)
    if value.lookup is not None:
        found = value.lookup(name)
        if isinstance(found, Removed):
            return missing_name(m, "AttributeError", found, place)
        if found is not None:
            value.variables[name] = found
            return found
        return Unknown(f"{value.name}.{name} is not modelled", None, ("module", value.name, name))

    submodule = m.import_submodule(value, name)
    if submodule is None and "__getattr__" in value.variables and not is_special(name):
        found = m.call_function(present(value.variables, "__getattr__"), [name], place=place)
        if not isinstance(found, Unknown):
            value.variables.setdefault(name, found)
        return found
    if submodule is None and value.open is not None:
        return of_open(value, name, place)
    if submodule is None and is_special(name):
        return Unknown(f"{value.name}.{name} is not modelled", place)
    return MISSING if submodule is None else submodule


def tensor_attribute(m: Interpreter, value: Tensor, name: str, place: Place | None) -> object:
    """A property or method of a tensor, as its framework declares it."""
    framework = value.framework or str(m.state.get("framework", ""))
    vocabulary = m.vocabulary(framework)
    if vocabulary is None:
        return Unknown(f"the attribute {name} of a tensor of unknown kind", place)
    if value.type.shape is None and value.type.source is not None and name in ("shape", "size"):
        key = ("shape", value.type.source)
        if name == "shape":
            return Unknown("the shape of an input of unknown rank", place, key)
        return NativeFunction("size", partial(size_of_source, key))
    reader = vocabulary.properties.get(name)
    if reader is not None:
        return from_declared(m, reader(value), f"Tensor.{name}", m.dialect(framework), place)
    setter = vocabulary.setters.get(name)
    if setter is not None:
        return NativeFunction(name, partial(set_on_tensor, value, *setter))
    entry = vocabulary.methods.get(name)
    if entry is not None:
        return BoundMethod(DeclaredFunction(entry), value)
    assigned = m.tensor_attributes.get(value, {})
    if name in assigned:
        return assigned[name]
    return m.unknown(f"Tensor.{name} is not modelled", place)


def size_of_source(
    key: tuple[str, str], m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site
) -> object:
    """`x.size()` and `x.size(i)` of an input whose rank is not known yet."""
    axis = arguments[0] if arguments else keywords.get("dim")
    if axis is None:
        return Unknown("the shape of an input of unknown rank", site.place, key)
    return Unknown(
        "a size of an input of unknown rank",
        site.place,
        (Unknown("a shape", None, key).same(), "item", axis) if isinstance(axis, int) else None,
    )


def set_attribute(m: Interpreter, owner: object, name: str, value: object, place: Place | None) -> None:
    """`owner.name = value`."""
    if isinstance(owner, Instance):
        setter = class_attribute(owner.type, "__setattr__")
        if setter is not None and setter is not OBJECT.variables.get("__setattr__"):
            m.call_function(setter, [owner, name, value], place=place)
            return
        store_attribute(m, owner, name, value)
    elif isinstance(owner, (ClassValue, ModuleValue)):
        m.journal.record_write(owner)
        owner.variables[name] = value
    elif isinstance(owner, FunctionValue):
        m.journal.record_write(owner)
        owner.attributes[name] = value
    elif isinstance(owner, BoundMethod) and isinstance(owner.function, FunctionValue):
        m.journal.record_write(owner.function)
        owner.function.attributes[name] = value
    elif isinstance(owner, Unknown):
        escape(m, [owner, value])
    elif isinstance(owner, Tensor):
        overwrite(m, [owner])
        if name == "shape":
            reshape = tensor_attribute(m, owner, "reshape", place)
            replace_receiver(m, owner, m.call_function(reshape, [value], place=place))
        elif name == "data":
            replace_receiver(m, owner, value)
        else:
            note_on_tensor(m, owner, name, value)


def note_on_tensor(m: Interpreter, tensor: Tensor, name: str, value: object) -> None:
    """Keep an attribute that a program gives to a tensor; where it may not do so, what it is is not known."""
    held = m.tensor_attributes.setdefault(tensor, {})
    held[name] = Unknown("set in a branch that is not decided") if m.branching else value


def set_on_tensor(
    tensor: Tensor,
    name: str,
    default: object,
    m: Interpreter,
    arguments: list[object],
    keywords: dict[str, object],
    site: Site,
) -> object:
    """A method of a tensor that sets one of its attributes, and gives the tensor back."""
    note_on_tensor(m, tensor, name, arguments[0] if arguments else keywords.get(name, default))
    return tensor


UNNAMED = "an attribute was set under a name that is not known"


def set_any_attribute(m: Interpreter, owner: object, name: object, value: object, place: Place | None) -> None:
    """`setattr(owner, name, value)` with a name that is not known: any attribute may have that value from now on."""
    if isinstance(owner, Instance):
        setter = class_attribute(owner.type, "__setattr__")
        if setter is not None and setter is not OBJECT.variables.get("__setattr__"):
            m.call_function(setter, [owner, name, value], place=place)
        else:
            store_any_attribute(m, owner, name, value)
    elif isinstance(owner, (ClassValue, ModuleValue)):
        m.journal.record_write(owner)
        for known, held in owner.variables.items():
            if may_read(name, known) and is_data(held) and not is_special(known):
                owner.variables[known] = merge_values(held, value, UNNAMED)
        owner.open = Opening(UNNAMED, only_adds=True)
    else:
        escape(m, [owner, value])


def store_any_attribute(m: Interpreter, owner: Instance, name: object, value: object) -> None:
    """What `object.__setattr__` does with a name that is not known."""
    m.journal.record_write(owner)
    names = {n: v for c in reversed(owner.type.mro) for n, v in c.variables.items() if is_data(v)}
    for known, held in {**names, **owner.attributes}.items():
        if may_read(name, known) and not is_special(known) and known not in m.registries:
            owner.attributes[known] = merge_values(held, value, UNNAMED)
    owner.open = owner.open or Opening(UNNAMED, only_adds=True)


def any_attribute(m: Interpreter, owner: object, name: object) -> Iterator[object]:
    """The objects that an attribute of an unknown name may be: those that can be changed."""
    if isinstance(owner, Instance):
        for known, value in owner.attributes.items():
            if known in m.registries and isinstance(value, DictValue):
                yield from changeable(v for k, v in value.at_least().items() if may_read(name, str(k)))
            elif may_read(name, known):
                yield from changeable([value])


def store_attribute(m: Interpreter, owner: Instance, name: str, value: object) -> None:
    """What `object.__setattr__` does: properties first, then the object's own dict."""
    held = class_attribute(owner.type, name)
    if isinstance(held, PropertyValue) and held.setter is not None:
        m.call_function(held.setter, [owner, value])
        return
    if isinstance(held, PropertyValue) and not held.cached:
        python_error(m, "AttributeError", f"property '{name}' of '{owner.type.name}' object has no setter", None)
        return
    if isinstance(held, Instance):
        method = class_attribute(held.type, "__set__")
        if method is not None:
            m.call_function(method, [held, owner, value])
            return
    if held is None and is_slotted(owner.type) and name not in slots_of(owner.type):
        python_error(m, "AttributeError", f"'{owner.type.name}' object has no attribute '{name}'", None)
        return
    m.journal.record_write(owner)
    owner.attributes[name] = value


def is_slotted(owner: ClassValue) -> bool:
    """Whether `__slots__` in every class leaves an object no attributes but those."""
    return all("__slots__" in c.variables for c in owner.mro if c is not OBJECT) and "__dict__" not in slots_of(owner)


def slots_of(owner: ClassValue) -> set[object]:
    slots = [c.variables.get("__slots__") for c in owner.mro]
    return {name for one in slots for name in (one if isinstance(one, tuple) else getattr(one, "items", [one]))}


def delete_attribute(m: Interpreter, owner: object, name: str) -> None:
    """`del owner.name`."""
    if isinstance(owner, Instance):
        deleter = class_attribute(owner.type, "__delattr__")
        if deleter is not None and deleter is not OBJECT.variables["__delattr__"]:
            m.call_function(deleter, [owner, name])
            return
        held = class_attribute(owner.type, name)
        if isinstance(held, PropertyValue) and held.deleter is not None:
            m.call_function(held.deleter, [owner])
            return
        remove_attribute(m, owner, name)
    elif isinstance(owner, (ClassValue, ModuleValue)):
        m.journal.record_write(owner)
        owner.variables.pop(name, None)


def remove_attribute(m: Interpreter, owner: Instance, name: str) -> None:
    """What `object.__delattr__` does."""
    m.journal.record_write(owner)
    owner.attributes.pop(name, None)


def native_delete_attribute(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    owner, name = arguments[:2]
    if isinstance(owner, Instance) and isinstance(name, str):
        remove_attribute(m, owner, name)
    return None


def native_set_attribute(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    owner, name, value = arguments[:3]
    if isinstance(owner, Instance) and isinstance(name, str):
        store_attribute(m, owner, name, value)
    elif isinstance(owner, Instance):
        store_any_attribute(m, owner, name, value)
    return None


def native_init(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    return None


def exception_init(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    if arguments and isinstance(arguments[0], Instance):
        m.journal.record_write(arguments[0])
        arguments[0].attributes["args"] = tuple(arguments[1:])
    return None


OBJECT.variables["__setattr__"] = NativeFunction("object.__setattr__", native_set_attribute)
OBJECT.variables["__delattr__"] = NativeFunction("object.__delattr__", native_delete_attribute)
OBJECT.variables["__init__"] = NativeFunction("object.__init__", native_init)
OBJECT.variables["__init_subclass__"] = ClassMethod(NativeFunction("object.__init_subclass__", native_init))
EXCEPTIONS["BaseException"].variables["__init__"] = NativeFunction("BaseException.__init__", exception_init)
