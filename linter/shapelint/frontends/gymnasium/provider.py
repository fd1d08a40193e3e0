"""Gymnasium as the interpreter imports it. What its spaces and environments give stands in `stubs/gymnasium.py`.

It is declared whether or not its source can be read, which registers environments and says little of sizes.
"""

from __future__ import annotations

from shapelint.frontends.gymnasium.environments import ENVIRONMENTS
from shapelint.frontends.pandas.rows import array, shape_of, unknown
from shapelint.frontends.stubs import Stub, module_of, paths_beside
from shapelint.interpret.builtins.native import Body
from shapelint.interpret.domain.values import ModuleValue, Unknown
from shapelint.interpret.free_conditions import CHANCE
from shapelint.interpret.interpreter import Interpreter, Site

PACKAGE = "gymnasium.package"
NAMES = {
    "gymnasium.make": "make_current",
    "gym.make": "make_earlier",
    **{f"{root}.spaces.{name}": name for root in ("gymnasium", "gym") for name in ("Box", "Discrete")},
}
"""The public names, and theirs in the stub."""


def gymnasium_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name; what is not declared in it is unknown."""
    return module_of(m, PACKAGE, lambda m: {full: STUB.later(m, own) for full, own in NAMES.items()}, name)


def number(m: Interpreter, site: Site) -> object:
    return Unknown("what an environment gives", site.place, free=CHANCE, is_number=True)


def spaces_of(m: Interpreter, site: Site, name: object) -> object:
    """The spaces of an environment: `CartPole-v1`."""
    found = ENVIRONMENTS.get(name.rpartition("-v")[0]) if isinstance(name, str) else None
    return None if found is None else (found.observations, found.actions)


BODIES: dict[str, Body] = {
    "unknown": unknown,
    "array": array,
    "number": number,
    "spaces_of": spaces_of,
    "shape_of": lambda m, site, value: shape_of(value),
}
STUB = Stub("gymnasium", paths_beside(__file__, "gymnasium"), BODIES)
