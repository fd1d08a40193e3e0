"""`importlib`: modules that programs import by name, and whether there are any of that name."""

from __future__ import annotations

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import Instance, ModuleValue, Unknown, as_mixed
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.modules import import_declared, import_module
from shapelint.interpret.raising.errors import is_caught
from shapelint.interpret.raising.exceptions import EXCEPTIONS, make_exception
from shapelint.interpret.signals import Raised
from shapelint.interpret.state.choices import ABSENT_MODULE, choose
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import SourceFile

NOWHERE = SourceFile("<none>", "")
SPECIFICATION = native_class("importlib.machinery.ModuleSpec")
SPECIFICATION.variables["__getattr__"] = native(
    "ModuleSpec.__getattr__", lambda m, s, spec, name: Unknown(f"the {name} of a module's specification", s.place)
)


def imported(m: Interpreter, site: Site, name: object, package: object = None) -> object:
    """`importlib.import_module(name, package)`."""
    name = as_mixed(name)
    if not isinstance(name, str):
        return m.unknown("a module of a name that is not known", site.place)
    importing, level = m.current_file() or NOWHERE, 0
    if name.startswith("."):
        anchor = m.modules.get(package) if isinstance(package, str) else None
        if anchor is None or anchor.file is None:
            return m.unknown("a module relative to a package that is not known", site.place)
        importing, level = anchor.file, len(name) - len(name.lstrip("."))
        if not anchor.file.path.endswith("__init__.py"):
            level += 1
    return import_module(m, name.lstrip("."), importing, level, site.place)


def is_found(m: Interpreter, name: str) -> bool | None:
    """Whether there is a module of that name; None where that is not known: what is found nowhere may be installed."""
    if import_declared(m, name) is not None or not isinstance(
        m.resolver.find(name, m.current_file() or NOWHERE, 0), Missing
    ):
        return True
    return False if choose(m, ABSENT_MODULE) else None


def specification(m: Interpreter, site: Site, name: object, package: object = None) -> object:
    """`importlib.util.find_spec(name)`."""
    there = is_found(m, name) if isinstance(name, str) and not name.startswith(".") else None
    if there is None:
        return m.unknown("whether a module is there", site.place)
    return Instance(SPECIFICATION, {"name": name}, place=site.place) if there else None


def version(m: Interpreter, site: Site, name: object) -> object:
    """`importlib.metadata.version(name)`: which one is installed is not known, but that none is."""
    there = is_found(m, name.replace("-", "_")) if isinstance(name, str) else None
    if there is False and is_caught(m, "ModuleNotFoundError"):
        raise Raised(make_exception("ModuleNotFoundError", f"No package metadata was found for {name}"), site.place)
    return Unknown("the version of a package", site.place)


def reloaded(m: Interpreter, site: Site, module: object) -> object:
    return module if isinstance(module, ModuleValue) else m.unknown("a module that is not known", site.place)


NAMES: dict[str, object] = {
    "importlib.import_module": native("importlib.import_module", imported),
    "importlib.reload": native("importlib.reload", reloaded),
    "importlib.util.find_spec": native("importlib.util.find_spec", specification),
    "importlib.metadata.version": native("importlib.metadata.version", version),
    "importlib.metadata.PackageNotFoundError": EXCEPTIONS["ModuleNotFoundError"],
}
