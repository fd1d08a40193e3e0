"""The names that `state_dict()` has for the parameters and buffers of a torch module."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.frontends.inspection import NamedWeight, NamedWeights
from shapelint.frontends.torch.module import TRANSIENT, children
from shapelint.frontends.torch.parameters import gap_of
from shapelint.interpret.domain.values import DictValue, FunctionValue, Instance, Unknown, class_attribute
from shapelint.interpret.interpreter import STUB, Interpreter
from shapelint.ir import Tensor

COUNTER = "num_batches_tracked"  # which older files do not have
OWN_NAMES = (
    "state_dict", "load_state_dict", "_load_from_state_dict", "_save_to_state_dict", "get_extra_state",
    "set_extra_state",
)  # fmt: skip
MOST = 100_000


def named_weights(m: Interpreter, model: Instance) -> NamedWeights:
    """Every parameter and buffer under each of its names: what is shared has several."""
    found: list[NamedWeight] = []
    gap = own = ""
    for path, module in paths(model, "", ()):
        if len(found) > MOST:
            return NamedWeights(tuple(found), f"more than {MOST} weights")
        gap = gap or gap_of(module) or open_buffers(module)
        own = own or own_ways(module)
        for registry in ("_parameters", "_buffers"):
            held = module.attributes.get(registry)
            for name, value in held.at_least().items() if isinstance(held, DictValue) else ():
                if not isinstance(value, Tensor):
                    gap = gap or (value.reason if isinstance(value, Unknown) else "")
                    continue
                needed = name != COUNTER and id(value) not in transient(m)
                full = f"{path}.{name}" if path else str(name)
                found.append(NamedWeight(full, full, value, path, module, needed))
    return NamedWeights(tuple(found), gap, own)


def paths(module: Instance, prefix: str, above: tuple[int, ...]) -> Iterator[tuple[str, Instance]]:
    """A module and all below it, under each of their paths."""
    yield prefix, module
    for name, child in children(module):
        if id(child) not in above:
            yield from paths(child, f"{prefix}.{name}" if prefix else name, (*above, id(module)))


def transient(m: Interpreter) -> set[int]:
    held = m.state.setdefault(TRANSIENT, set())
    assert isinstance(held, set)
    return held


def open_buffers(module: Instance) -> str:
    """Why a module may have other buffers than those that are known; "" when it surely has not."""
    held = module.attributes.get("_buffers")
    return str(held.open) if isinstance(held, DictValue) and held.open else ""


def own_ways(module: Instance) -> str:
    """Why a module may name its weights otherwise: its class says itself how they are stored."""
    for name in OWN_NAMES:
        method = class_attribute(module.type, name)
        if not isinstance(method, FunctionValue):
            continue
        file = method.module.file
        if file is None or not file.path.startswith(STUB):
            return f"{module.type.name} has its own {name}"
    return ""
