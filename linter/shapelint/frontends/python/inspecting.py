"""`inspect`: signatures of functions that are read from source."""

from __future__ import annotations

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
