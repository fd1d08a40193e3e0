"""torch.distributions: what its distributions give stands in `stubs/distributions.py`.

https://docs.pytorch.org/docs/stable/distributions.html
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from shapelint.frontends.external import read_stub
from shapelint.frontends.torch.dialect import TORCH
from shapelint.interpret.api.apply import apply_node
from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import UNLISTED, ClassValue, LazyImport, ModuleValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.modules import import_module
from shapelint.ir import Tensor
from shapelint.ops.pointwise.elementwise import LOG_PROBABILITY, Elementwise
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
    bodies: dict[str, Body] = {"unknown": unknown, "log_probability": log_probability}
    given = {name: native(name, body) for name, body in bodies.items()}
    known = m.state[STUB_READ] = read_stub(m, STUB, {"torch": torch, **given})
    for name, value in known.variables.items():
        if isinstance(value, ClassValue) and value.module is known:
            value.qualified_name = f"torch.distributions.{name}"
            value.definition = None
            value.variables[UNLISTED] = True
    return known


def log_probability(m: Interpreter, site: Site, name: object, distributed: object, value: object) -> object:
    """The log-probability of a value, element by element, where the program asks for it."""
    if not isinstance(distributed, Tensor) or not isinstance(value, Tensor):
        return Unknown("a log-probability", site.place)
    place = m.frames[-1].call_place or site.place
    operation = Elementwise(LOG_PROBABILITY, "float")
    _, outputs = apply_node(m, operation, (distributed, value), f"torch.distributions.{name}.log_prob", place, TORCH)
    return outputs[0]


def unknown(m: Interpreter, site: Site, reason: object) -> object:
    return Unknown(str(reason), site.place)
