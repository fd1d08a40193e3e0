"""Packages whose behaviour is written in Python: source of shapelint's own, interpreted like the program, where its
classes and functions are those of the package.

    STUB = Stub("gymnasium", paths_beside(__file__, "gymnasium"), {"unknown": unknown, "number": number})

Such source is given functions of the interpreter (`bodies`) and other values (`given`) by name. It is read once a run,
when the first of its names is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from shapelint.frontends.external import Package
from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import UNLISTED, ClassValue, LazyImport, ModuleValue
from shapelint.interpret.interpreter import STUB, Interpreter
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.modules import run_body
from shapelint.records import dataclass
from shapelint.syntax import nodes, parse
from shapelint.syntax.source import SourceFile

STATE = "{} in source"
Given = Callable[[Interpreter], Mapping[str, object]]


def paths_beside(module: str, *names: str) -> tuple[Path, ...]:
    """The files of these names in the folder `stubs` beside a module."""
    return tuple(Path(module).with_name("stubs") / f"{name}.py" for name in names)


def read_before(m: Interpreter, package: str) -> ModuleValue | None:
    """The source that stands for a package, if the program has asked for something of it."""
    known = m.state.get(STATE.format(package))
    return known if isinstance(known, ModuleValue) else None


@dataclass(frozen=True, slots=True, eq=False)
class Stub:
    """The source that stands for a package. `finish` is called with what was read. Classes that are not `listed` may
    have more attributes than the source gives them."""

    package: str
    paths: tuple[Path, ...]
    bodies: Mapping[str, Body]
    given: Given = lambda m: {}
    finish: Callable[[ModuleValue], None] = lambda module: None
    listed: bool = False

    def read(self, m: Interpreter) -> ModuleValue:
        """All of the source as one module."""
        known = read_before(m, self.package)
        if known is not None:
            return known
        names = {**self.given(m), **{name: native(name, body) for name, body in self.bodies.items()}}
        modules = read_together(m, self.paths, names)
        known = m.state[STATE.format(self.package)] = modules[0]
        for name, value in known.variables.items():
            if isinstance(value, ClassValue) and any(value.module is one for one in modules):
                value.qualified_name = f"{self.package}.{name}"
                value.definition = None
                if not self.listed:
                    value.variables[UNLISTED] = True
        self.finish(known)
        return known

    def find(self, m: Interpreter, name: str) -> object:
        return self.read(m).variables[name]

    def module(self, m: Interpreter, name: str, names: Mapping[str, str]) -> ModuleValue:
        """A module of the package in which `names`, public ones and the source's, are known, and all else unknown."""

        def lookup(child: str) -> object:
            return self.find(m, names[child]) if child in names else None

        return ModuleValue(name, {"__name__": name}, lookup=lookup)

    def class_of(self, m: Interpreter, name: str) -> ClassValue:
        found = self.find(m, name)
        assert isinstance(found, ClassValue), name
        return found

    def later(self, m: Interpreter, name: str) -> LazyImport:
        """A name of the source, which is read when that is asked for."""
        return LazyImport(partial(self.find, m, name))

    def kind_later(self, m: Interpreter, kind: str, full: str) -> LazyImport:
        """A class by its full name that does what one of the source does, as that one's subclass."""
        return LazyImport(partial(self._kind, m, kind, full))

    def _kind(self, m: Interpreter, kind: str, full: str) -> ClassValue:
        made = native_class(full, (self.class_of(m, kind),))
        if not self.listed:
            made.variables[UNLISTED] = True
        return made


def module_of(
    m: Interpreter, state: str, names: Callable[[Interpreter], Mapping[str, object]], name: str
) -> ModuleValue | None:
    """The module of that name in a package of values by their full names, made once a run; None if it has none."""
    package = m.state.get(state)
    if not isinstance(package, Package):
        package = m.state[state] = Package(names(m), {}, lambda entry: None)
    return package.module(name)


def read_stub(m: Interpreter, path: Path, names: Mapping[str, object]) -> ModuleValue:
    """Interpret one of the package's own stub files with some names given in advance."""
    file = SourceFile(f"{STUB}/{path.name}", path.read_text(encoding="utf-8"), path.stem)
    module = ModuleValue(path.stem, dict(names), file)
    tree = parse(file)
    assert isinstance(tree, nodes.Module), f"{path.name} does not parse"
    run_body(m, tree, module)
    return module


def read_together(m: Interpreter, paths: Sequence[Path], names: Mapping[str, object]) -> list[ModuleValue]:
    """Interpret several stub files, in that order, which know each other's names as one module would."""
    modules = [read_stub(m, path, names) for path in paths]
    together = {name: value for module in modules for name, value in module.variables.items()}
    for module in modules:
        module.variables.update(together)
    return modules
