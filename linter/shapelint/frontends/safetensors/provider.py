"""safetensors as the interpreter imports it."""

from __future__ import annotations

from shapelint.frontends.external import Package
from shapelint.frontends.weight_files import LOADERS
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ModuleValue
from shapelint.interpret.interpreter import Interpreter, Site

STATE = "safetensors.package"


def safetensors_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name if safetensors declares it."""
    package = m.state.get(STATE)
    if not isinstance(package, Package):
        names = {"safetensors.torch.load_file": native("safetensors.torch.load_file", load_file)}
        package = m.state[STATE] = Package(names, {}, lambda entry: None)
    return package.module(name)


def load_file(m: Interpreter, site: Site, filename: object = None, *rest: object, **options: object) -> object:
    """What a file holds, as the framework loads it that a program has imported."""
    loader = m.state.get(LOADERS)
    if not callable(loader):
        return m.unknown("what a file holds that is loaded", site.place)
    return loader(m, site, filename)
