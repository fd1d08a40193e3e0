"""The parameters of a torch module: those that are known to be there, and why there may be others."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.frontends.inspection import Counted, Parameters
from shapelint.frontends.openness import keeps_what_it_holds, reason_open
from shapelint.frontends.torch.module import REGISTRIES, is_module
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.join import ONE_OF_TWO
from shapelint.interpret.domain.tensors import ANY_NAME
from shapelint.interpret.domain.values import DictValue, Instance, IteratorValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.suspension import exhaust
from shapelint.ir import Tensor

PLAIN = frozenset({"training"})  # attributes that are never modules or parameters


def parameters_of(m: Interpreter, model: Instance) -> Parameters:
    """Every parameter of a model and of all modules below it, once."""
    counted: dict[int, Counted] = {}
    gap = ""
    for module, sure in modules_below(model, True, set()):
        own = gap_of(module)
        gap = gap or own
        for tensor in held_tensors(module, "_parameters"):
            known = counted.get(id(tensor))
            is_itself = tensor.origin != ONE_OF_TWO  # else it may be one that is counted elsewhere
            certain = (sure and is_itself and keeps_what_it_holds(module)) or (known is not None and known.sure)
            counted[id(tensor)] = Counted(tensor, trains(m, tensor), certain)
    return Parameters(tuple(counted.values()), gap)


def modules_below(module: Instance, sure: bool, seen: set[int]) -> Iterator[tuple[Instance, bool]]:
    """A module and all below it, each once, and whether it is certain that they are there."""
    if id(module) in seen:
        return
    seen.add(id(module))
    yield module, sure
    below = sure and keeps_what_it_holds(module)
    held = module.attributes.get("_modules")
    for child in held.at_least().values() if isinstance(held, DictValue) else ():
        if isinstance(child, Instance) and is_module(child):
            yield from modules_below(child, below, seen)


def others(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """What a module may hold beside what is in its registries: nothing, or something unknown."""
    gap = gap_of(arguments[0]) if isinstance(arguments[0], Instance) else "a module that is not known"
    return Unknown(gap, site.place) if gap else ()


def once(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """Pairs of a name and a value, those of the same value only once, as torch's `remove_duplicate` has it."""
    _, pairs, wanted = arguments
    if not isinstance(wanted, bool) or not isinstance(pairs, IteratorValue):
        return Unknown("whether each counts once is not known", site.place)
    if not wanted:
        return pairs
    exhaust(m, pairs)
    seen: set[int] = set()
    kept: list[object] = []
    for pair in pairs.seen():
        value = pair[1] if isinstance(pair, tuple) and len(pair) == 2 else pair
        if isinstance(value, Unknown) or id(value) not in seen:
            seen.add(id(value))
            kept.append(pair)
    return IteratorValue(kept, pairs.open, typical=pairs.typical)


def held_tensors(module: Instance, name: str) -> list[Tensor]:
    held = module.attributes.get(name)
    return [v for v in held.at_least().values() if isinstance(v, Tensor)] if isinstance(held, DictValue) else []


def gap_of(module: Instance) -> str:
    """Why a module may hold parameters or modules beside those in its registries; "" when it surely holds no others."""
    reason = reason_open(module)
    if reason:
        return reason
    if any(c.entry is not None for c in module.type.mro) and not isinstance(module.payload, Layer):
        return f"{module.type.name} whose construction is not known"
    for name in REGISTRIES:
        held = module.attributes.get(name)
        if held is None:
            continue
        if not isinstance(held, DictValue):
            return f"the {name} of a {module.type.name} are not known"
        if held.open and name != "_buffers":
            return str(held.open)
        for value in held.at_least().values():
            if value is not None and not is_expected(name, value):
                return value.reason if isinstance(value, Unknown) else f"what {module.type.name} holds is not known"
    return next((str(v.reason) for n, v in own_attributes(module) if isinstance(v, Unknown)), "")


def is_expected(registry: str, value: object) -> bool:
    """Whether a registry's value is one of those that it is for."""
    return is_module(value) if registry == "_modules" else registry == "_buffers" or isinstance(value, Tensor)


def own_attributes(module: Instance) -> Iterator[tuple[str, object]]:
    """The attributes of a module that might be modules or parameters if their values were known: not what a declared
    layer was constructed with."""
    given = module.payload.definition.arguments if isinstance(module.payload, Layer) else {}
    for name, value in module.attributes.items():
        if name not in REGISTRIES and name not in PLAIN and name not in given:
            yield name, value


def trains(m: Interpreter, tensor: Tensor) -> bool | None:
    """Whether a parameter is trained; None when it is not known what the program has set."""
    held = m.tensor_attributes.get(tensor, {})
    wanted = held.get("requires_grad", held.get(ANY_NAME, True))
    return wanted if isinstance(wanted, bool) else None
