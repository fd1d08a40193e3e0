"""The built-in functions that look into namespaces, or run texts in them: `vars`, `globals`, `dir`, `eval`, `exec`."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.interpret.builtins.functions import has_attr
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    Instance,
    IteratorValue,
    ListValue,
    ModuleValue,
    NativeFunction,
    Unknown,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.attributes import (
    as_dict,
)
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.state.escape import escape


def variables_of(m: Interpreter, site: Site, value: object = None) -> object:
    if isinstance(value, (Instance, ModuleValue, ClassValue)):
        return as_dict(value)
    return DictValue({}, "vars() of a value that is not known")


def global_variables(m: Interpreter, site: Site) -> object:
    return as_dict(m.frames[-1].module)


def local_variables(m: Interpreter, site: Site) -> object:
    return DictValue(dict(m.frames[-1].scope.variables.items()))


def names_of(m: Interpreter, site: Site, value: object = None) -> object:
    if isinstance(value, Instance):
        names = {n for c in value.type.mro for n in c.variables} | set(value.attributes)
        return ListValue([*sorted(names)], as_dict(value).open)
    if isinstance(value, ModuleValue) and value.lookup is None:
        return ListValue([*sorted(value.variables)], as_dict(value).open)
    if isinstance(value, ModuleValue):
        return Instance(NAMES_OF_MODULE, {}, value)
    return ListValue([], "dir() of a value that is not known")


def names_contain(m: Interpreter, site: Site, names: Instance, name: object) -> object:
    return has_attr(m, site, names.payload, name)


NAMES_OF_MODULE = native_class("list")  # what dir() gives of a module that is declared: its names are looked up


NAMES_OF_MODULE.variables["__contains__"] = native("__contains__", names_contain)


NAMES_OF_MODULE.variables["__iter__"] = native(
    "__iter__", lambda m, s, v: IteratorValue([], "dir() of a module that is not read from source")
)


NAMES_OF_MODULE.variables["__getattr__"] = native("a method", lambda m, s, v, name: Unknown(f"dir().{name}", s.place))


def evaluated(m: Interpreter, site: Site, source: object, *scopes: object) -> object:
    """`eval("nn.ReLU")`: a text that is known is an expression like any other."""
    from shapelint.syntax import nodes, parse
    from shapelint.syntax.source import SourceFile

    if isinstance(source, str) and not scopes and m.frames:
        tree = parse(SourceFile("<eval>", source + "\n"))
        if (
            isinstance(tree, nodes.Module)
            and len(tree.body) == 1
            and isinstance(tree.body[0], nodes.ExpressionStatement)
        ):
            return m.evaluate(tree.body[0].value, m.frames[-1])
    return m.unknown("eval() of a text that is not known", site.place)


def executed(m: Interpreter, site: Site, source: object = None, *scopes: object) -> object:
    """`exec(text)`: any name of the module may have another value from now on."""
    escape(m, scopes)
    if not scopes and m.frames:
        escape(m, [m.frames[-1].module], "exec() may have set it")
    m.unknown("exec() is not interpreted", site.place)
    return None


BODIES: dict[str, Callable[..., object]] = {
    "vars": variables_of,
    "globals": global_variables,
    "locals": local_variables,
    "dir": names_of,
    "eval": evaluated,
    "exec": executed,
}
FUNCTIONS: dict[str, NativeFunction] = {name: native(name, body) for name, body in BODIES.items()}
