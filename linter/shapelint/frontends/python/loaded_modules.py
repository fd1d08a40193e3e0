"""`sys.modules`: the modules that have been imported so far, by name."""

from __future__ import annotations

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ALWAYS, Instance, ModuleValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class

NOT_IMPORTED = "a module that may not have been imported"


def candidates(m: Interpreter, name: object) -> tuple[object, ...]:
    """The modules that one of that name may be: where the name is not known, each that is read from source."""
    return () if isinstance(name, str) else tuple(v for v in m.modules.values() if v.file is not None)


def loaded(m: Interpreter, name: object) -> ModuleValue | None:
    """The module of that name if the run has imported it. What other modules Python has loaded is not known."""
    return m.modules.get(name) if isinstance(name, str) else None


def get_item(m: Interpreter, site: Site, modules: Instance, name: object) -> object:
    found = loaded(m, name)
    if found is not None:
        return found
    m.may_raise()
    key = ("sys.modules", name_key(name))
    return Unknown(NOT_IMPORTED, site.place, key, may_be=candidates(m, name))


def get(m: Interpreter, site: Site, modules: Instance, name: object, default: object = None) -> object:
    found = loaded(m, name)
    return Unknown(NOT_IMPORTED, site.place, may_be=candidates(m, name)) if found is None else found


def contains(m: Interpreter, site: Site, modules: Instance, name: object) -> object:
    if loaded(m, name) is not None:
        return True
    return Unknown("whether a module has been imported", site.place, ("in sys.modules", name_key(name)))


def name_key(name: object) -> object:
    return name.same() if isinstance(name, Unknown) else name if isinstance(name, str) else id(name)


MODULES = native_class("sys.modules")
MODULES.variables.update(
    {
        "__getitem__": native("__getitem__", get_item),
        "__contains__": native("__contains__", contains),
        "get": native("get", get),
        "__setitem__": native("__setitem__", lambda m, s, v, name, item: None),
        "__delitem__": native("__delitem__", lambda m, s, v, name: None),
        "__getattr__": native("a method", lambda m, s, v, name: Unknown(f"sys.modules.{name}", s.place)),
    }
)
NAMES: dict[str, object] = {"sys.modules": Instance(MODULES, {}, born=ALWAYS)}
