"""`inspect`: signatures of functions that are read from source, and of declared classes."""

from __future__ import annotations

import inspect

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import (
    BoundMethod,
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    NativeFunction,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.attributes import find_attribute
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.plain_values import is_plain

KINDS = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD")
SIGNATURE = native_class("inspect.Signature")
PARAMETER = native_class("inspect.Parameter")
EMPTY = native_class("inspect.Parameter.empty")
for number, kind in enumerate(KINDS):
    PARAMETER.variables[kind] = number
PARAMETER.variables["empty"] = SIGNATURE.variables["empty"] = EMPTY


def function_of(value: object) -> tuple[FunctionValue, int] | None:
    """The function whose signature a value has, wrappers seen through, and how many parameters are already bound."""
    bound = 0
    if isinstance(value, BoundMethod):
        value, bound = value.function, 1
    if isinstance(value, ClassValue):
        value, bound = class_attribute(value, "__init__"), 1
    while isinstance(value, FunctionValue) and "__wrapped__" in value.attributes:
        value = value.attributes["__wrapped__"]
    return (value, bound) if isinstance(value, FunctionValue) else None


def parameter(name: str, kind: int, default: object) -> Instance:
    return Instance(PARAMETER, {"name": name, "kind": kind, "default": default, "annotation": EMPTY})


def signature(m: Interpreter, site: Site, value: object, **options: object) -> object:
    found = function_of(value)
    declared = None if found is not None else declared_signature(m, value)
    if declared is not None:
        return declared
    if found is None:
        return m.unknown("the signature of a function that is not read from source", site.place)
    function, bound = found
    parameters = function.definition.parameters
    made: list[Instance] = []
    for group, kind in ((parameters.positional_only, 0), (parameters.regular, 1)):
        made += [parameter(p.name, kind, function.defaults.get(p.name, EMPTY)) for p in group]
    made = made[bound:]
    if parameters.var_positional is not None:
        made.append(parameter(parameters.var_positional.name, 2, EMPTY))
    made += [parameter(p.name, 3, function.defaults.get(p.name, EMPTY)) for p in parameters.keyword_only]
    if parameters.var_keyword is not None:
        made.append(parameter(parameters.var_keyword.name, 4, EMPTY))
    return Instance(SIGNATURE, {"parameters": DictValue({p.attributes["name"]: p for p in made})})


def declared_signature(m: Interpreter, value: object) -> Instance | None:
    """The signature of a declared class, where that is held against the framework's own."""
    entry = value.entry if isinstance(value, ClassValue) else None
    vocabulary = None if entry is None else m.vocabularies.get(entry.framework)
    if entry is None or vocabulary is None or not entry.exact or entry.name in vocabulary.unsigned:
        return None
    made: dict[object, object] = {}
    for one in inspect.signature(entry.implementation).parameters.values():
        given = EMPTY if one.default is one.empty else one.default
        default = given if given is EMPTY or is_plain(given) else Unknown(f"the default of {one.name}")
        made[one.name] = parameter(one.name, int(one.kind), default)
    return Instance(SIGNATURE, {"parameters": DictValue(made)})


def is_kind(*kinds: type) -> object:
    return native(
        "inspect.is", lambda m, s, v: Unknown("inspect", s.place) if isinstance(v, Unknown) else isinstance(v, kinds)
    )


def get_module(m: Interpreter, site: Site, value: object) -> object:
    name = find_attribute(m, value, "__module__", site.place)
    return m.modules.get(name) if isinstance(name, str) else None


NAMES: dict[str, object] = {
    "inspect.signature": native("inspect.signature", signature),
    "inspect.Parameter": PARAMETER,
    "inspect.Signature": SIGNATURE,
    "inspect.isclass": is_kind(ClassValue),
    "inspect.isfunction": is_kind(FunctionValue),
    "inspect.ismethod": is_kind(BoundMethod),
    "inspect.isroutine": is_kind(FunctionValue, BoundMethod, NativeFunction),
    "inspect.getmodule": native("inspect.getmodule", get_module),
}
