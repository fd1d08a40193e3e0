"""`torch.load`, `state_dict` and `load_state_dict`: which tensors a program loads into a module, by name.

https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.load_state_dict
"""

from __future__ import annotations

from collections.abc import Mapping

from shapelint.frontends.inspection import NamedWeight
from shapelint.frontends.torch.dialect import TORCH
from shapelint.frontends.torch.module import is_module
from shapelint.frontends.torch.state_names import named_weights
from shapelint.frontends.weight_files import held_against, loaded, report
from shapelint.interpret.domain.values import DictValue, Instance, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.raising.errors import is_caught
from shapelint.ir import Tensor, TensorType
from shapelint.syntax.source import Place
from shapelint.weights.fit import Fit
from shapelint.weights.records import Checkpoint

WRITERS = ("torch.save", "save_file", "save_model", "save_checkpoint", "save_pretrained")
LOAD = "torch.nn.Module.load_state_dict"
HELP = "build the model with the sizes of the weights, or leave out the weights of other shapes before loading"
NAMES_HELP = "rename the keys before loading; strict=False would leave them out, silently"


def load(m: Interpreter, site: Site, f: object = None, *rest: object, **options: object) -> object:
    """What `torch.save` has put into a file of the project."""
    held = loaded(m, f, WRITERS)
    return m.unknown("what a file holds that is loaded", site.place) if held is None else as_dict(m, held, f, site)


def as_dict(m: Interpreter, held: Checkpoint, file: object, site: Site) -> object:
    """The dictionaries of a file, with tensors of the stored shapes."""
    whole = DictValue({})
    for section in held.sections:
        target = whole
        for key in section.path:
            inner = target.at_least().get(key)
            if not isinstance(inner, DictValue):
                inner = DictValue({})
                target.put(key, inner)
            target = inner
        for name in section.others:
            target.put(name, Unknown("what a file holds beside tensors", site.place))
        for one in section.tensors:
            kind = TensorType(one.shape, one.dtype)
            target.put(one.name, Tensor(kind, "data", f"torch.load({file!r})", site.place, dialect=TORCH))
    return whole


def state_dict(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """All parameters and buffers by name; None where these are not all known, or other names are asked for."""
    module = arguments[0]
    if not isinstance(module, Instance) or len(arguments) > 1 or keywords:
        return None
    named = named_weights(m, module)
    if named.doubt:
        return None
    return DictValue({one.name: one.tensor for one in named.weights if one.needed or is_counter(one)}, kind="dict")


def is_counter(weight: NamedWeight) -> bool:
    return weight.name.endswith("num_batches_tracked")


def check_load(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """Hold what is loaded against the module, as far as both are known. Gives the keys that are left out."""
    module, given, strict = arguments[:3]
    if isinstance(module, Instance) and isinstance(given, DictValue):
        check(m, module, given, strict is True, m.frames[-1].call_place)
    return Unknown("the keys that a module has not loaded", site.place)


def check(m: Interpreter, module: Instance, given: DictValue, strict: bool, place: Place | None) -> None:
    held = given.exactly()
    if held is None or not all(isinstance(name, str) for name in held) or is_caught(m, "RuntimeError"):
        return
    named = named_weights(m, module)
    if not is_module(module) or named.doubt or module.attributes.get("_shapelint_load_hooks"):
        return
    shapes = {str(name): value.shape if isinstance(value, Tensor) else None for name, value in held.items()}
    found = held_against(named.weights, shapes)
    if not strict:
        found = Fit(found.matched, wrong=found.wrong)
    report(m, LOAD, source_of(held), named.weights, found, Site(place), HELP if found.wrong else NAMES_HELP)


def source_of(held: Mapping[object, object]) -> str:
    """Where the tensors come from, in words."""
    for value in held.values():
        if isinstance(value, Tensor) and value.origin.startswith("torch.load("):
            return value.origin.removeprefix("torch.load(").removesuffix(")").strip("'\"")
    return "the state dict"
