"""Gymnasium as the interpreter imports it. What its spaces and environments give stands in `stubs/gymnasium.py`.

It is declared whether or not its source can be read, which registers environments and says little of sizes.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from shapelint.frontends.external import Package, read_stub
from shapelint.frontends.gymnasium.environments import ENVIRONMENTS
from shapelint.frontends.pandas.rows import array, shape_of, unknown
from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import UNLISTED, ClassValue, LazyImport, ModuleValue, Unknown
from shapelint.interpret.free_conditions import CHANCE
from shapelint.interpret.interpreter import Interpreter, Site

STUB = Path(__file__).with_name("stubs") / "gymnasium.py"
STUB_READ = "gymnasium.stub"
PACKAGE = "gymnasium.package"
NAMES = {
    "gymnasium.make": "make_current",
    "gym.make": "make_earlier",
    **{f"{root}.spaces.{name}": name for root in ("gymnasium", "gym") for name in ("Box", "Discrete")},
}
"""The public names, and theirs in the stub."""


def gymnasium_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name; what is not declared in it is unknown."""
    package = m.state.get(PACKAGE)
    if not isinstance(package, Package):
        names: dict[str, object] = {full: LazyImport(partial(of_stub, m, own)) for full, own in NAMES.items()}
        package = m.state[PACKAGE] = Package(names, {}, lambda entry: None)
    return package.module(name)


def of_stub(m: Interpreter, name: str) -> object:
    return stub(m).variables[name]


def stub(m: Interpreter) -> ModuleValue:
    """The stub, read when the first of its names is asked for."""
    known = m.state.get(STUB_READ)
    if isinstance(known, ModuleValue):
        return known
    bodies: dict[str, Body] = {"unknown": unknown, "array": array, "number": number, "spaces_of": spaces_of}
    bodies["shape_of"] = lambda m, site, value: shape_of(value)
    known = m.state[STUB_READ] = read_stub(m, STUB, {name: native(name, body) for name, body in bodies.items()})
    for name, value in known.variables.items():
        if isinstance(value, ClassValue) and value.module is known:
            value.qualified_name = f"gymnasium.{name}"
            value.definition = None
            value.variables[UNLISTED] = True
    return known


def number(m: Interpreter, site: Site) -> object:
    return Unknown("what an environment gives", site.place, free=CHANCE, is_number=True)


def spaces_of(m: Interpreter, site: Site, name: object) -> object:
    """The spaces of an environment: `CartPole-v1`."""
    found = ENVIRONMENTS.get(name.rpartition("-v")[0]) if isinstance(name, str) else None
    return None if found is None else (found.observations, found.actions)
