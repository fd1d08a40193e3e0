"""torch.distributions: what its distributions give stands in `stubs/distributions.py`.

https://docs.pytorch.org/docs/stable/distributions.html
"""

from __future__ import annotations

from shapelint.frontends.stubs import Stub, paths_beside
from shapelint.frontends.torch.dialect import TORCH
from shapelint.interpret.api.apply import apply_node
from shapelint.interpret.builtins.native import Body
from shapelint.interpret.domain.values import Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.modules import import_module
from shapelint.ir import Tensor
from shapelint.ops.pointwise.elementwise import LOG_PROBABILITY, Elementwise
from shapelint.syntax.source import SourceFile

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
            later = STUB.kind_later(m, kind, f"torch.distributions.{name}")
            module = MODULES.get(name, name.lower())
            names[f"torch.distributions.{name}"] = names[f"torch.distributions.{module}.{name}"] = later
    return names


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


def torch_of(m: Interpreter) -> dict[str, object]:
    return {"torch": import_module(m, "torch", SourceFile("<none>", ""), 0, None)}


BODIES: dict[str, Body] = {"unknown": unknown, "log_probability": log_probability}
STUB = Stub("torch.distributions", paths_beside(__file__, "distributions"), BODIES, torch_of)
