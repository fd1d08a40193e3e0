"""einops as the interpreter imports it."""

from __future__ import annotations

from shapelint.frontends.einops.functions import LAYERS, einops
from shapelint.frontends.external import Package
from shapelint.frontends.registry import frameworks_of, layer_class
from shapelint.interpret.api.vocabulary import Entry, call_with_input
from shapelint.interpret.domain.values import ModuleValue
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.raising.exceptions import EXCEPTIONS

STATE = "einops.package"
HOMES = ("torch", "keras", "tensorflow")  # the modules of layers, called for packages of frameworks


def einops_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name if einops declares it."""
    package = m.state.get(STATE)
    if not isinstance(package, Package):
        package = m.state[STATE] = make_package()
    layers, _, home = name.rpartition(".")
    if layers == "einops.layers" and home in HOMES:
        add_layers(m, package, home)
    return package.module(name)


def make_package() -> Package:
    error = native_class("einops.EinopsError", (EXCEPTIONS["RuntimeError"],))
    names: dict[str, object] = {"einops.EinopsError": error, "einops.__version__": "0.8.1"}
    package = Package(names, einops.entries, lambda entry: None)
    package.prefixes |= {"einops.layers", *(f"einops.layers.{home}" for home in HOMES)}
    return package


def add_layers(m: Interpreter, package: Package, home: str) -> None:
    """The layers of one framework, subclasses of its own base class."""
    first = f"einops.layers.{home}.Rearrange"
    if first in package.native:
        return
    framework = frameworks_of(m).named(home)
    assert framework is not None
    for name, implementation in LAYERS.items():
        full = f"einops.layers.{home}.{name}"
        entry = Entry(full, framework.name, "layer", implementation, call_with_input)
        package.native[full] = layer_class(m, framework.name, entry)
