"""torch.distributions: what its distributions give stands in `stubs/distributions.py`.

https://docs.pytorch.org/docs/stable/distributions.html
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from shapelint.frontends.external import read_stub
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import UNLISTED, ClassValue, LazyImport, ModuleValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.modules import import_module
from shapelint.syntax.source import SourceFile

STUB = Path(__file__).with_name("stubs") / "distributions.py"
STUB_READ = "torch.distributions.stub"
KINDS = {
    "Elementwise": (
        "Normal", "Laplace", "Gumbel", "Cauchy", "Uniform", "Bernoulli", "Beta", "Exponential", "Gamma", "Poisson",
        "StudentT", "Geometric", "HalfNormal", "HalfCauchy", "LogNormal",
    ),
    "Categorical": ("Categorical",),
}  # fmt: skip
"""The classes by the class of the stub that says what they give."""
MODULES = {"StudentT": "studentT", "HalfNormal": "half_normal", "HalfCauchy": "half_cauchy", "LogNormal": "log_normal"}


def distribution_names(m: Interpreter) -> dict[str, object]:
    """The classes by full names, read when the first of them is asked for."""
    names: dict[str, object] = {}
    for kind, listed in KINDS.items():
        for name in listed:
            later = LazyImport(partial(made, m, kind, name))
            module = MODULES.get(name, name.lower())
            names[f"torch.distributions.{name}"] = names[f"torch.distributions.{module}.{name}"] = later
    return names


def made(m: Interpreter, kind: str, name: str) -> ClassValue:
    """The class of a distribution."""
    parent = stub(m).variables[kind]
    assert isinstance(parent, ClassValue)
    own = native_class(f"torch.distributions.{name}", (parent,))
    own.variables[UNLISTED] = True
    return own


def stub(m: Interpreter) -> ModuleValue:
    known = m.state.get(STUB_READ)
    if isinstance(known, ModuleValue):
        return known
    torch = import_module(m, "torch", SourceFile("<none>", ""), 0, None)
    known = m.state[STUB_READ] = read_stub(m, STUB, {"torch": torch, "unknown": native("unknown", unknown)})
    for name, value in known.variables.items():
        if isinstance(value, ClassValue) and value.module is known:
            value.qualified_name = f"torch.distributions.{name}"
            value.definition = None
            value.variables[UNLISTED] = True
    return known


def unknown(m: Interpreter, site: Site, reason: object) -> object:
    return Unknown(str(reason), site.place)
