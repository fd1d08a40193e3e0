"""Imports: which module a name means, and running a module's body once."""

from __future__ import annotations

import sys
from collections.abc import Callable

from shapelint.interpret.domain.containers import Opening
from shapelint.interpret.domain.values import (
    Cell,
    LazyImport,
    ListValue,
    ModuleValue,
    Removed,
    Unknown,
    is_special,
    present,
)
from shapelint.interpret.interpreter import External, Frame, Interpreter
from shapelint.interpret.language.names import assign_name
from shapelint.interpret.language.unfinished import leave_unfinished
from shapelint.interpret.raising.errors import is_caught, is_optional, missing_name
from shapelint.interpret.raising.exceptions import make_exception
from shapelint.interpret.signals import Completion, Raised
from shapelint.interpret.state.choices import ABSENT_MODULE, choose
from shapelint.interpret.state.escape import module_opened
from shapelint.ir import Stop
from shapelint.syntax import nodes, parse
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import Place, SourceFile

NO_FILE = SourceFile("<none>", "")
ARITHMETIC = frozenset({"abs", "all", "any", "divmod", "max", "min", "pow", "round", "sum"})
"""The built-in functions that libraries of numbers have under the same names."""


def run_import(m: Interpreter, node: nodes.Import, frame: Frame) -> Completion | None:
    """`import a.b`, `import a.b as c`."""
    for alias in node.names:
        bind = alias.asname or alias.name.split(".")[0]

        def load(alias: nodes.Alias = alias) -> object:
            place, importing = m.place(node.at, frame), frame.module.file or NO_FILE
            value = import_module(m, alias.name, importing, 0, place)
            if alias.asname is not None or "." not in alias.name:
                return value
            if isinstance(value, ModuleValue):
                bind_in_parent(m, alias.name, value, importing)
            return import_module(m, alias.name.split(".")[0], importing, 0, place)

        assign_name(m, bind, deferred(m, frame, load), frame)
    return None


def run_import_from(m: Interpreter, node: nodes.ImportFrom, frame: Frame) -> Completion | None:
    """`from a.b import c as d`, `from . import c`, `from a import *`."""
    if node.module == "__future__":
        return None
    place = m.place(node.at, frame)

    def source() -> object:
        return import_module(m, node.module or "", frame.module.file or NO_FILE, node.level, place)

    for alias in node.names:
        if alias.name == "*":
            import_all(m, source(), frame)
            continue

        def load(alias: nodes.Alias = alias) -> object:
            return import_name(m, source(), alias.name, place)

        assign_name(m, alias.asname or alias.name, deferred(m, frame, load), frame)
    return None


def deferred(m: Interpreter, frame: Frame, load: Callable[[], object]) -> object:
    """The imported value; in the body of a module that is itself only imported, it waits for its first use, so that a
    package costs no more than what is used of it. Where a missing module would be caught, the import is made at
    once."""
    if frame.module.name == "__main__" or frame.function is not None or is_caught(m, "ModuleNotFoundError"):
        return load()
    return LazyImport(load)


def import_module(m: Interpreter, name: str, importing: SourceFile, level: int, place: Place | None) -> object:
    """The module a dotted name means from a file: declared, read from source, or unknown."""
    if level == 0:
        known = import_declared(m, name)
        if known is not None:
            if known.removed:
                missing_name(m, "ImportError", Removed(known, known.removed), place)
            return known
    found = m.resolver.find(name, importing, level)
    if isinstance(found, Missing):
        partly_known = first_of(m, m.fallbacks, name) if level == 0 else None
        if partly_known is None and is_optional(m, "ModuleNotFoundError") and choose(m, ABSENT_MODULE):
            raise Raised(make_exception("ModuleNotFoundError", f"No module named '{name}'"), place)
        key = ("import", level, name)
        if partly_known is None and level == 0 and m.hides_no_model(name.partition(".")[0]):
            m.may_raise()
            return Unknown(found.reason, place, key)  # nothing stops there that anybody would miss
        return partly_known or m.unknown(found.reason, place, key)
    known = m.modules.get(found.name)
    if known is not None and known.file is not None and known.file.path == found.path:
        return known
    return run_module(m, found, found.name)


def bind_in_parent(m: Interpreter, name: str, module: ModuleValue, importing: SourceFile) -> None:
    """`import a.b.c` makes c an attribute of a.b, and b of a."""
    parent_name, _, child = name.rpartition(".")
    if not parent_name:
        return
    parent = import_module(m, parent_name, importing, 0, None)
    if isinstance(parent, ModuleValue) and parent.lookup is None:
        parent.variables.setdefault(child, module)


def run_module(m: Interpreter, file: SourceFile, name: str) -> object:
    """Run a module's body once; what it defined before an exception stays. What the body does not know matters only
    where it is used, so it is not recorded here."""
    module = ModuleValue(name, {"__name__": name, "__file__": file.path, "__doc__": None}, file)
    m.modules[name] = module
    tree = parse(file)
    if not isinstance(tree, nodes.Module):
        del m.modules[name]
        return m.unknown(f"{file.path} has a syntax error", None)
    levels, m.journal.levels = m.journal.levels, []
    watches, m.journal.watches = m.journal.watches, []
    assumptions, m.assumptions = m.assumptions, {}
    handlers, m.handlers = m.handlers, []
    stops, uncertain = dict(m.recorder.stops), m.uncertain
    begun, imported, left, m.limit = m.steps, m.imported, m.limit, m.budget
    try:
        run_body(m, tree, module)
    except Raised as error:
        stops.setdefault((f"importing {name} raises", error.place), Stop(f"importing {name} raises", error.place))
        uncertain += 1
    finally:
        m.imported = imported + m.steps - begun
        m.limit = min(m.budget, left + m.steps - begun)
        m.recorder.stops, m.uncertain = stops, uncertain
        m.journal.levels, m.assumptions, m.handlers = levels, assumptions, handlers
        m.journal.watches = watches
    module.variables.update(m.overriding(name))
    return module


def run_body(m: Interpreter, tree: nodes.Module, module: ModuleValue) -> None:
    """Run the statements of a module in its own scope."""
    frame = Frame(module, Cell(module.variables, None))
    m.frames.append(frame)
    depth = len(m.journal.levels)
    try:
        m.execute(tree.body, frame)
        m.join_at_exit(frame, 0, None, frozenset({"return", "break", "continue"}))
    except Raised:
        while len(m.journal.levels) > depth:
            m.journal.commit()
        raise
    except Exception:
        while len(m.journal.levels) > depth:
            m.journal.commit()
        leave_unfinished(m, tree.body, module)
        raise
    finally:
        m.frames.pop()


def import_name(m: Interpreter, source: object, name: str, place: Place | None) -> object:
    """`from source import name`: an attribute, or a submodule."""
    if isinstance(source, Unknown):
        return Unknown(source.reason, source.place, ("attribute", source.same(), name))
    if not isinstance(source, ModuleValue):
        return m.unknown(f"{name} is imported from something that is no module", place)
    if name in source.variables:
        return present(source.variables, name)
    if source.lookup is not None:
        found = source.lookup(name)
        if isinstance(found, Removed):
            return missing_name(m, "ImportError", found, place)
        if found is None and source.name.partition(".")[0] not in sys.stdlib_module_names:
            found = import_declared(m, f"{source.name}.{name}")
        if found is not None:
            source.variables[name] = found
            return found
        return m.unknown(f"{source.name}.{name} is not modelled", place, ("module", source.name, name))
    submodule = import_submodule(m, source, name)
    if submodule is not None:
        return submodule
    if "__getattr__" in source.variables:
        return found_by_module(m, source, name, place)
    if is_caught(m, "ImportError"):
        raise Raised(make_exception("ImportError", f"cannot import name '{name}'"), place)
    return m.unknown(f"{source.name} has no name {name}", place, ("module", source.name, name))


def found_by_module(m: Interpreter, module: ModuleValue, name: str, place: Place | None) -> object:
    """What a module's own `__getattr__` gives for a name (https://peps.python.org/pep-0562/), which is then kept."""
    if is_special(name):
        return m.unknown(f"{module.name}.{name} is found by the module's __getattr__", place)
    getter = present(module.variables, "__getattr__")
    found = m.call_function(getter, [name], place=place)
    if not isinstance(found, Unknown):
        module.variables.setdefault(name, found)
    return found


def import_declared(m: Interpreter, name: str) -> ModuleValue | None:
    """A module under its full name as some external declares it, also where a package that is read has read its own
    source by a relative import; else the module that was imported under that name before."""
    known = m.modules.get(name)
    if known is not None and known.file is None:
        return known
    return first_of(m, m.externals, name) or known


def first_of(m: Interpreter, externals: tuple[External, ...], name: str) -> ModuleValue | None:
    """The module as the first of the externals gives it that has it."""
    for external in externals:
        module = external(m, name)
        if module is not None:
            m.modules.setdefault(name, module)
            return module
    return None


def import_submodule(m: Interpreter, package: ModuleValue, name: str) -> object | None:
    """A module of a package that is read from source; None when there is none."""
    if package.file is None or not package.file.path.endswith("__init__.py"):
        return None
    found = m.resolver.find(name, package.file, 1)
    if isinstance(found, Missing):
        return None
    known = m.modules.get(found.name)
    module = known if known is not None else run_module(m, found, found.name)
    if isinstance(module, ModuleValue):
        package.variables.setdefault(name, module)
    return module


def import_all(m: Interpreter, source: object, frame: Frame) -> None:
    """`from source import *`: what `__all__` lists, else every public name. A module that is not wholly known may bring
    any name."""
    if not isinstance(source, ModuleValue):
        bring_any_name(m, frame.module, "a star import of a module that is not known")
        return
    if source.lookup is not None:
        frame.module.lookup = chained(frame.module.lookup, source.lookup)
        open_names(m, frame.module, f"a star import of {source.name}, which is not modelled whole")
        return
    if source.open is not None:
        bring = open_names if source.open.only_adds else bring_any_name
        bring(m, frame.module, source.open.reason)
    listed = source.variables.get("__all__")
    names: list[str] = []
    if isinstance(listed, (ListValue, tuple)):
        names = [n for n in (listed.at_least() if isinstance(listed, ListValue) else listed) if isinstance(n, str)]
    if not isinstance(listed, tuple) and (not isinstance(listed, ListValue) or listed.exactly() is None):
        names += [n for n in source.variables if not n.startswith("_") and n not in names]
    for name in names:
        assign_name(m, name, import_name(m, source, name, None), frame)


def bring_any_name(m: Interpreter, module: ModuleValue, reason: str) -> None:
    """A module that is not known has been imported whole: it may bring any name, other values for those that are
    bound, and functions of its own in place of Python's arithmetic, as numpy's `sum` is."""
    module_opened(m, module, reason)
    for name in ARITHMETIC - module.variables.keys():
        module.variables[name] = Unknown(reason)


def open_names(m: Interpreter, module: ModuleValue, reason: str) -> None:
    """Any name that the module does not have it may have."""
    if module.open is None:
        m.journal.record_write(module)
        module.open = Opening(reason, only_adds=True)


Lookup = Callable[[str], object]


def chained(first: Lookup | None, second: Lookup) -> Lookup:
    """Look a name up in one declared module, then in another."""
    if first is None:
        return second

    def lookup(name: str) -> object:
        found = first(name)
        return second(name) if found is None else found

    return lookup
