"""torchvision's models where their source cannot be read: objects whose heads are known, so that a replaced head is
held against the features it is given."""

from __future__ import annotations

from pathlib import Path

from shapelint.frontends.stubs import read_stub
from shapelint.frontends.torch.dialect import TORCH
from shapelint.frontends.torch.module import REGISTRIES, registry
from shapelint.frontends.torch.provider import torch_external
from shapelint.frontends.torchvision.backbones import CLASSES, HEADS, Head, Sizes
from shapelint.frontends.torchvision.parts import (
    NAME,
    PARTS,
    UNREAD,
    WALKS,
    children,
    declare_part,
    expose,
    is_as_built,
    named_children,
    part_of_maps,
    parts_of,
)
from shapelint.interpret.api.binding import reject
from shapelint.interpret.api.vocabulary import Rejected
from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import ClassValue, DictValue, Instance, ModuleValue, NativeFunction, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.calls import call
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.modules import import_name
from shapelint.ir import Kind, Shape, Tensor, TensorType
from shapelint.symbolic import Size, Verdict, equal, fresh

STUB = Path(__file__).with_name("stubs") / "backbone.py"
CLASSES_READ = "torchvision.backbone"
TABLE_ENTRY = native_class("torchvision.models")
STEM = frozenset({"conv1", "bn1", "relu", "maxpool"})
"""Children whose own sizes do not reach the head: what follows them is declared for their channels."""
COLOURS = 3
HARMLESS = frozenset({"weights", "pretrained", "progress", "transform_input", "init_weights"})
"""A factory's arguments that leave all sizes as they are."""


def torchvision_fallback(m: Interpreter, name: str) -> ModuleValue | None:
    """torchvision, torchvision.models and its modules, as far as the table knows them."""
    if name == "torchvision":
        return ModuleValue(name, {"__name__": name}, lookup=lambda child: torchvision_fallback(m, f"{name}.{child}"))
    if name == "torchvision.models":
        return ModuleValue(name, {"__name__": name}, lookup=lambda child: factory(child) or submodule(m, child))
    return submodule(m, name.removeprefix("torchvision.models.")) if name.startswith("torchvision.models.") else None


def submodule(m: Interpreter, child: str) -> ModuleValue | None:
    names = {name for name, head in HEADS.items() if head.module == child}
    if not names:
        return None
    full = f"torchvision.models.{child}"
    return ModuleValue(full, {"__name__": full}, lookup=lambda name: factory(name) if name in names else None)


def factory(name: str) -> NativeFunction | None:
    """The function that makes the model of that name; None for one that the table does not have."""
    head = HEADS.get(name)
    if head is None:
        return None

    def make(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        unusual = set(keywords) - HARMLESS - {"num_classes", "aux_logits"}
        classes = keywords.get("num_classes", CLASSES)
        if len(arguments) > 2 or unusual or not isinstance(classes, int):
            return m.unknown(f"{name} with these arguments: {UNREAD}", site.place)
        m.recorder.stop(f"the layers of {name}: {UNREAD}", site.place)
        return build(m, name, head, classes, site)

    return native(f"torchvision.models.{name}", make)


def build(m: Interpreter, name: str, head: Head, classes: int, site: Site) -> object:
    """The model with its head, everything else in it unknown."""
    stub = classes_of(m)
    part_class = stub["Part"]
    assert isinstance(part_class, ClassValue)
    sizes = with_classes(head, classes)
    layers: dict[object, object] = {}
    before = head.features
    for (layer, kind, _), after in zip(head.layers, sizes, strict=True):
        layers[layer] = made_layer(m, kind, before, after, site)
        before = after
    top: object = layers.get("")
    if top is None:
        given: dict[object, object] = {name: after for (name, _, _), after in zip(head.layers, sizes, strict=True)}
        top = call(m, stub["Head"], [DictValue(layers), DictValue(given)], {}, site)
    about = Instance(TABLE_ENTRY, {"attribute": head.attribute}, head)
    model = call(m, stub["Backbone"], [top, about], {}, site)
    if isinstance(model, Instance):
        for kind in REGISTRIES:
            registry(m, model, kind).gain(UNREAD)
        model.attributes[PARTS] = parts_of(m, model, name, part_class)
        model.attributes[NAME] = name
    return model


def with_classes(head: Head, classes: int) -> list[Sizes]:
    """The sizes that the layers give, for another number of classes."""
    names = [name for name, kind, sizes in head.layers if kind in ("Linear", "Conv2d") and sizes[0] == CLASSES]
    last = max(i for i, layer in enumerate(head.layers) if layer[0] in names)
    return [
        (classes, *sizes[1:]) if i >= last and sizes[0] == CLASSES else sizes
        for i, (_, _, sizes) in enumerate(head.layers)
    ]


def made_layer(m: Interpreter, kind: str, before: Sizes, after: Sizes, site: Site) -> object:
    """A layer of the head as it is built, where its type and sizes say all about it."""
    if kind == "Linear":
        arguments: list[object] = [before[-1], after[-1]]
    elif kind in ("ReLU", "Dropout", "Tanh", "Hardswish"):
        arguments = []
    else:
        return Unknown(f"a {kind} of the head: {UNREAD}", site.place, (CLASSES_READ, kind))
    nn = torch_external(m, "torch.nn")
    return call(m, import_name(m, nn, kind, site.place), arguments, {}, Site(site.place))


def classes_of(m: Interpreter) -> dict[str, object]:
    """The classes of the stub, read once."""
    known = m.state.get(CLASSES_READ)
    if isinstance(known, dict):
        return known
    nn = torch_external(m, "torch.nn")
    given = {name: import_name(m, nn, name, None) for name in ("Module", "Sequential")}
    helpers: dict[str, Body] = {"features_of": features_of, "result_of": result_of, "sized": sized, "is_same": is_same}
    helpers |= {"is_hidden": is_hidden, "ends_in_maps": ends_in_maps, "part_of_maps": part_of_maps}
    read = read_stub(m, STUB, given | {name: native(name, body) for name, body in helpers.items()})
    made = {name: value for name, value in read.variables.items() if isinstance(value, ClassValue)}
    backbone = made["Backbone"]
    backbone.variables["__getattr__"] = NativeFunction("Backbone.__getattr__", backbone_attribute)
    for name in WALKS:
        backbone.variables[name] = native(name, expose)
    backbone.variables["children"] = native("children", children)
    backbone.variables["named_children"] = native("named_children", named_children)
    declare_part(made["Part"])
    for value in made.values():
        value.definition = None
        value.unknown_base = UNREAD
    m.state[CLASSES_READ] = made
    return made  # type: ignore[return-value]


def backbone_attribute(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """A registered child, parameter or buffer, or a child of the table. Any other part is unknown, and whoever has it
    may change it."""
    model, name = arguments[:2]
    assert isinstance(model, Instance)
    for held in REGISTRIES:
        items = registry(m, model, held).at_least()
        if name in items:
            return items[name]
    parts = model.attributes.get(PARTS)
    if isinstance(parts, DictValue) and name in parts.at_least():
        return parts.at_least()[name]
    return expose(m, site, model) if name not in REGISTRIES else registry(m, model, str(name))


def about(model: Instance) -> Head | None:
    """What the table says of a model; None once code that is not known may have changed what it holds."""
    entry = model.attributes.get("_about")
    return entry.payload if isinstance(entry, Instance) and isinstance(entry.payload, Head) else None


def ends_in_maps(m: Interpreter, site: Site, model: Instance) -> object:
    """Whether the head gives maps of one pixel, which the model flattens then."""
    head = about(model)
    return m.unknown(UNREAD, site.place) if head is None else len(head.layers[-1][2]) > 1


def features_of(m: Interpreter, site: Site, model: Instance, given: object) -> object:
    """What the head is given, unless a part before it may have been replaced."""
    head = about(model)
    if head is None or "_exposed" in model.attributes:
        return m.unknown(UNREAD, site.place)
    replaced = set(registry(m, model, "_modules").at_least()) - {head.attribute} - STEM
    parts = model.attributes.get(PARTS)
    changed = isinstance(parts, DictValue) and not all(is_as_built(part) for part in parts.at_least().values())
    if replaced or changed:
        return m.unknown(UNREAD, site.place)
    if not STEM & set(registry(m, model, "_modules").at_least()):
        refuse_channels(m, model, given, site)
    return sized(m, site, given, head.features)


def refuse_channels(m: Interpreter, model: Instance, given: object, site: Site) -> None:
    """Every model of the table begins with a convolution of images in colour."""
    shape = given.shape if isinstance(given, Tensor) else None
    if shape is None or len(shape) != 4 or equal(shape[1], COLOURS) is not Verdict.FAILS:
        return
    place = m.frames[-1].call_place or site.place
    callee = f"torchvision.models.{model.attributes.get(NAME)}"
    reject(m, Rejected(Kind.IN_CHANNELS, None, f"images of {COLOURS} channels", COLOURS, shape[1]), callee, place, {})


def sized(m: Interpreter, site: Site, given: object, sizes: object) -> object:
    """A tensor of these sizes after the batch of what is given."""
    shape = given.shape if isinstance(given, Tensor) else None
    if isinstance(given, Tensor) and shape is not None and len(shape) == 0:
        return m.unknown(UNREAD, site.place)
    batch: Size = shape[0] if shape else fresh("batch")
    assert isinstance(sizes, tuple)
    full: Shape = (batch, *(fresh("size") if size is None else size for size in sizes))
    dtype = given.type.dtype if isinstance(given, Tensor) else None
    return Tensor(TensorType(full, dtype), "data", "the features of the model", site.place, dialect=TORCH)


def result_of(m: Interpreter, site: Site, model: Instance, result: object) -> object:
    """What the model gives: what its head gives, if that is all."""
    head = about(model)
    return result if head is not None and head.alone else m.unknown(UNREAD, site.place)


def is_same(m: Interpreter, site: Site, layer: object, built: object) -> object:
    return layer is built


def is_hidden(m: Interpreter, site: Site, layer: object) -> object:
    return isinstance(layer, Unknown) and isinstance(layer.key, tuple) and layer.key[0] == CLASSES_READ
