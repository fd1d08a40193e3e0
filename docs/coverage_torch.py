"""The names of torch that have a meaning for shapes, and what shapelint makes of each."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from types import ModuleType

import torch
from coverage_names import Namespace, NoFiles, state_of_entry, state_of_function, state_of_value
from torch.overrides import get_testing_overrides

from shapelint.analysis.engine import make_interpreter
from shapelint.frontends.torch.declarations import load
from shapelint.frontends.torch.provider import make_package

VOCABULARY = load()


PACKAGE = make_package(make_interpreter(NoFiles()))
TAKING_TENSORS = frozenset(get_testing_overrides())


def version() -> str:
    return f"torch {torch.__version__.partition('+')[0]}"


def public(namespace: ModuleType | type) -> list[str]:
    return [name for name in dir(namespace) if not name.startswith("_")]


def is_function(value: object) -> bool:
    return callable(value) and not inspect.isclass(value)


def documentation(value: object) -> str:
    text = getattr(value, "__doc__", None)
    return text.strip() if isinstance(text, str) else ""


def layers() -> list[str]:
    """The classes of torch.nn."""
    return [name for name in public(torch.nn) if inspect.isclass(getattr(torch.nn, name))]


def functions_of(namespace: ModuleType) -> list[str]:
    """The documented functions that take tensors, as torch's own table of them says, or give them, as their
    documentation says."""
    found = []
    for name in public(namespace):
        value = getattr(namespace, name)
        signature = documentation(value).partition("\n\n")[0]
        gives_tensors = "Tensor" in signature.partition("->")[2]
        if is_function(value) and documentation(value) and (value in TAKING_TENSORS or gives_tensors):
            found.append(name)
    return found


def functional() -> list[str]:
    """The documented functions of torch.nn.functional that are written there or in torch's compiled code."""
    namespace = torch.nn.functional
    homes = {"torch", "torch._C._nn", namespace.__name__}
    found = {name: getattr(namespace, name) for name in public(namespace)}
    return [
        name
        for name, value in found.items()
        if is_function(value) and documentation(value) and getattr(value, "__module__", None) in homes
    ]


def methods() -> list[str]:
    """The documented attributes of torch.Tensor."""
    return [name for name in public(torch.Tensor) if documentation(getattr(torch.Tensor, name))]


def state_below(prefix: str) -> Callable[[str], str]:
    return lambda name: state_of_value(PACKAGE.find(f"{prefix}.{name}"))


def state_of_method(name: str) -> str:
    if name in VOCABULARY.properties:
        return state_of_function(VOCABULARY.properties[name])
    return state_of_entry(VOCABULARY.methods.get(name))


FUNCTIONS = (
    "The documented functions of {} that take tensors, by torch's own table of them "
    "(`torch.overrides.get_testing_overrides`), or give them, by the signature in their documentation."
)
NAMESPACES = (
    Namespace("torch.nn", "The public classes of torch.nn.", 1.0, layers, state_below("torch.nn")),
    Namespace(
        "torch.nn.functional",
        "The documented functions of torch.nn.functional that are written there or in torch's compiled code.",
        0.95,
        functional,
        state_below("torch.nn.functional"),
    ),
    Namespace(
        "torch.Tensor", "The public attributes of torch.Tensor with documentation.", 0.95, methods, state_of_method
    ),
    *(
        Namespace(
            module.__name__, FUNCTIONS.format(module.__name__), 0.95, partial(functions_of, module),
            state_below(module.__name__),
        )
        for module in (torch, torch.linalg, torch.fft, torch.special)
    ),
)  # fmt: skip
