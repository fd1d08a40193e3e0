"""What is declared beyond shapelint's own vocabularies: by plug-ins, and by the user for layers that cannot be read."""

from __future__ import annotations

from shapelint.frontends.external import Package
from shapelint.frontends.registry import Framework, layer_class
from shapelint.interpret.api.vocabulary import Entry, Vocabulary
from shapelint.interpret.domain.values import ClassValue, DeclaredFunction, ModuleValue
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.modules import import_declared
from shapelint.records import dataclass, replace

STATE = "extension"


@dataclass(frozen=True, slots=True)
class Extension:
    """`vocabularies` are those of plug-ins for frameworks that are known, `frameworks` those that plug-ins bring;
    `layers` are full names with the full name of the declared layer or function that each one behaves like, and win
    over them."""

    vocabularies: tuple[Vocabulary, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    layers: tuple[tuple[str, str], ...] = ()

    def names(self) -> list[str]:
        """The full names of all that is declared."""
        return [name for v in self.vocabularies for name in v.entries] + [name for name, _ in self.layers]


NOTHING = Extension()


class Declared(Package):
    """The declared names as values, each made when it is first asked for."""

    def __init__(self, m: Interpreter, extension: Extension) -> None:
        entries = {name: entry for v in extension.vocabularies for name, entry in v.entries.items()}
        super().__init__({}, entries, lambda entry: layer_class(m, entry.framework, entry))
        self._m = m
        self._targets = dict(extension.layers)
        self.prefixes = {name[:end] for name in extension.names() for end in range(len(name)) if name[end] == "."}

    def find(self, name: str) -> object | None:
        if name in self._targets and name not in self.native:
            value = like(self._m, name, self._targets[name])
            if value is not None:
                self.native[name] = value
        return super().find(name)

    def overriding(self, module: str) -> dict[str, object]:
        """The names of a module that is read from source which have a declared meaning instead."""
        prefix = f"{module}."
        names = [n for n in (*self.entries, *self._targets) if n.startswith(prefix) and "." not in n[len(prefix) :]]
        found = {name[len(prefix) :]: self.find(name) for name in names}
        return {name: value for name, value in found.items() if value is not None}


def extend(m: Interpreter, extension: Extension) -> None:
    """Give an interpreter the declared names: those of modules that cannot be read, and those that stand in for what is
    read."""
    declared = Declared(m, extension)
    m.fallbacks = (lambda m, name: declared.module(name), *m.fallbacks)
    m.overriding = declared.overriding


def target(m: Interpreter, name: str) -> object | None:
    """The declared value of a full dotted name; None if there is none."""
    module, _, last = name.rpartition(".")
    found = import_declared(m, module) if module else None
    return found.lookup(last) if isinstance(found, ModuleValue) and found.lookup is not None else None


def like(m: Interpreter, name: str, target_name: str) -> object | None:
    """What behaves as the target does under another name: a subclass of a class, any other value itself."""
    value = target(m, target_name)
    if not isinstance(value, ClassValue):
        return value
    if value.entry is None:
        return native_class(name, (value,))
    made = layer_class(m, value.entry.framework, replace(value.entry, name=name))
    made.mro = (made, *value.mro)
    return made


def unknown_targets(m: Interpreter, extension: Extension) -> list[str]:
    """The targets of declared layers that are no layers or functions of a framework."""
    return [
        name
        for _, name in extension.layers
        if not isinstance(target(m, name), (ClassValue, DeclaredFunction)) or isinstance(target(m, name), ModuleValue)
    ]


def known_layers(m: Interpreter, target_name: str) -> dict[str, Entry]:
    """The declared names of the framework that a target's name begins with."""
    import_declared(m, target_name.partition(".")[0])
    return {name: entry for v in m.vocabularies.values() for name, entry in v.entries.items()}
