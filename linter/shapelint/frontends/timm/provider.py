"""timm where its source cannot be read. What is declared of it stands in `stubs/timm.py`."""

from __future__ import annotations

from shapelint.frontends.stubs import Stub, paths_beside
from shapelint.frontends.timm.checkpoints import CHECKPOINTS, Checkpoint
from shapelint.frontends.torch.dialect import TORCH
from shapelint.frontends.torch.module import REGISTRIES, registry
from shapelint.frontends.torchvision.parts import LOOKED_INTO, expose
from shapelint.frontends.torchvision.without_source import backbone_attribute, sized
from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    Instance,
    ModuleValue,
    NativeFunction,
    Unknown,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.modules import import_module, import_name
from shapelint.ir import Tensor, TensorType
from shapelint.symbolic import fresh
from shapelint.syntax.source import SourceFile

UNREAD = "the source of timm cannot be read (install timm, or pass --python)"
ENTRY = native_class("timm.models")
HARMLESS = frozenset({
    "drop_rate", "drop_path_rate", "drop_block_rate", "in_chans", "pretrained_cfg_overlay", "cache_dir", "scriptable",
    "exportable",
})  # fmt: skip
"""The arguments of `create_model` that leave the sizes of what comes out as they are."""
OWN = frozenset({"_entry", "_chosen", "num_classes", "num_features", "feature_info", "training"})


def timm_fallback(m: Interpreter, name: str) -> ModuleValue | None:
    """timm's own modules; what is not declared in them is unknown."""
    if name not in ("timm", "timm.models"):
        return None
    return ModuleValue(name, {"__name__": name}, lookup=lambda child: of_stub(m, name, child))


def of_stub(m: Interpreter, name: str, child: str) -> object:
    if name == "timm" and child == "models":
        return timm_fallback(m, "timm.models")
    return STUB.find(m, "create_model") if child == "create_model" else None


def is_harmless(m: Interpreter, site: Site, given: object) -> object:
    """Whether further arguments leave the sizes of what comes out as they are."""
    held = given.exactly() if isinstance(given, DictValue) else None
    return held is not None and held.keys() <= HARMLESS


def about(m: Interpreter, site: Site, name: object) -> object:
    """What the table says of a name, with or without the tag of its weights: `resnet18.a1_in1k`."""
    entry = CHECKPOINTS.get(name.partition(".")[0]) if isinstance(name, str) else None
    if entry is None:
        return None
    shown = {name: getattr(entry, name) for name in ("features", "num_features", "head", "maps")}
    return Instance(ENTRY, dict(shown), entry)


def entry_of(model: Instance) -> Checkpoint:
    entry = model.attributes["_entry"]
    assert isinstance(entry, Instance)
    assert isinstance(entry.payload, Checkpoint)
    return entry.payload


def held(m: Interpreter, model: Instance) -> dict[object, object]:
    """What the program has set in a model."""
    return {name: value for kind in REGISTRIES for name, value in registry(m, model, kind).at_least().items()}


def is_as_built(m: Interpreter, site: Site, model: object) -> object:
    """Whether no part can have been exchanged, but for the head."""
    if not isinstance(model, Instance) or model.open is not None or "_exposed" in model.attributes:
        return False
    own = OWN | {*REGISTRIES}
    return set(model.attributes) <= own and set(held(m, model)) <= {entry_of(model).head} - {""}


def hide(m: Interpreter, site: Site, model: object) -> object:
    """A model holds more than is seen."""
    if isinstance(model, Instance):
        for kind in REGISTRIES:
            registry(m, model, kind).gain(UNREAD)
    return None


def head_of(m: Interpreter, site: Site, model: object) -> object:
    """The head of a model, if it is a layer of its own: as it is built, or what the program has put in its place."""
    return held(m, model).get(entry_of(model).head) if isinstance(model, Instance) else None


def maps_of(m: Interpreter, site: Site, images: object, channels: object) -> object:
    """Maps of so many channels, and of sides that nobody knows, for a batch of images."""
    shape = images.shape if isinstance(images, Tensor) else None
    if shape is None or len(shape) != 4 or not isinstance(channels, int) or not isinstance(images, Tensor):
        return m.unknown(UNREAD, site.place)
    kind = TensorType((shape[0], channels, fresh("side"), fresh("side")), images.type.dtype)
    return Tensor(kind, "data", "the maps of the model", site.place, dialect=TORCH)


def given(m: Interpreter) -> dict[str, object]:
    layers = import_module(m, "torch.nn", SourceFile("<none>", ""), 0, None)
    return {name: import_name(m, layers, name, None) for name in ("Module", "Linear")}


def finish(module: ModuleValue) -> None:
    """A model has more than is seen: whoever looks for that may exchange what it holds."""
    for name in ("Model", "Pyramid"):
        made = module.variables[name]
        assert isinstance(made, ClassValue)
        made.unknown_base = UNREAD
        made.variables["__getattr__"] = NativeFunction(f"{name}.__getattr__", backbone_attribute)
        for method in LOOKED_INTO:
            made.variables[method] = native(method, expose)


BODIES: dict[str, Body] = {
    "unknown": lambda m, site, reason: Unknown(str(reason), site.place),
    "about": about,
    "is_as_built": is_as_built,
    "is_harmless": is_harmless,
    "head_of": head_of,
    "hide": hide,
    "sized": lambda m, site, images, count: sized(m, site, images, (count,)),
    "maps_of": maps_of,
}
STUB = Stub("timm", paths_beside(__file__, "timm"), BODIES, given, finish)
