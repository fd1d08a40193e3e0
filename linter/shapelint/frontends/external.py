"""What a declared package looks like to the interpreter: modules whose names are looked up in a vocabulary and in
tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from shapelint.interpret.api.vocabulary import Entry
from shapelint.interpret.domain.values import DeclaredFunction, ModuleValue, present

Lookup = Callable[[str], object]
MakeLayer = Callable[[Entry], object]


class Package:
    """A declared package: `native` values by full name, declared entries by full name, and aliases of whole
    prefixes."""

    def __init__(
        self,
        native: Mapping[str, object],
        entries: Mapping[str, Entry],
        make_layer: MakeLayer,
        aliases: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.native = dict(native)
        self.entries = entries
        self.make_layer = make_layer
        self.aliases = tuple(aliases)
        self.layers: dict[str, object] = {}
        self.modules: dict[str, ModuleValue] = {}
        self.prefixes = {
            name[:end] for name in (*self.native, *entries) for end in range(len(name)) if name[end] == "."
        }

    def canonical(self, name: str) -> str:
        """The name under which the package declares what an alias names."""
        for alias, real in self.aliases:
            if name == alias or name.startswith(alias + "."):
                return real + name[len(alias) :]
        return name

    def find(self, name: str) -> object | None:
        """The value of a full dotted name; None when it is not declared."""
        name = self.canonical(name)
        if name in self.native:
            return present(self.native, name)
        if name in self.layers:
            return self.layers[name]
        entry = self.entries.get(name)
        if entry is not None:
            made = self.layers.get(entry.name)
            if made is None:
                made = self.make_layer(entry) if entry.shape == "layer" else DeclaredFunction(entry)
            self.layers[name] = self.layers[entry.name] = made
            return made
        return self.module(name)

    def module(self, name: str) -> ModuleValue | None:
        """The module of a full dotted name; None when nothing under it is declared."""
        canonical = self.canonical(name)
        if canonical not in self.prefixes:
            return None
        known = self.modules.get(canonical)
        if known is None:
            place = f"{canonical.replace('.', '/')}/__init__.py"  # below wherever it is installed
            names: dict[str, object] = {"__name__": canonical, "__file__": place}
            names.update({child: None for child, value in self.directly_below(canonical) if value is None})
            known = ModuleValue(canonical, names, lookup=lambda child: self.find(f"{canonical}.{child}"))
            self.modules[canonical] = known
        return known

    def directly_below(self, module: str) -> Iterator[tuple[str, object]]:
        """The native values of a module itself; that one is None cannot be told by looking it up (`np.newaxis`)."""
        for name, value in self.native.items():
            parent, _, child = name.rpartition(".")
            if parent == module:
                yield child, value
