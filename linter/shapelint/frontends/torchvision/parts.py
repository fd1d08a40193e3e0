"""The children of torchvision's models where their source cannot be read: what they do to maps is known from a table,
until somebody changes what is in them."""

from __future__ import annotations

from shapelint.frontends.torch.dialect import TORCH
from shapelint.frontends.torch.module import REGISTRIES, registry
from shapelint.frontends.torchvision.children import CHILDREN, Child
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ClassValue, DictValue, Instance, IteratorValue, NativeFunction
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.ir import Shape, Tensor, TensorType
from shapelint.records import dataclass
from shapelint.symbolic import Expression, Size, Verdict, equal
from shapelint.symbolic.division import floor_divide

UNREAD = "the source of torchvision cannot be read (install torchvision, or pass --python)"
PARTS = "_parts"
NAME = "_name"
ENTRY = native_class("torchvision.models.child")
WALKS = ("children", "named_children", "modules", "named_modules", "apply")
LOOKED_INTO = (
    *WALKS, "__getitem__", "__setitem__", "__delitem__", "__iter__", "__len__", "__add__", "__iadd__", "__contains__",
    "append", "insert", "extend", "pop", "add_module", "register_module", "get_submodule", "set_submodule",
)  # fmt: skip
"""What gives or takes layers within a part."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The model that a part is a child of, and what the table says of it."""

    model: Instance
    child: Child


def declare_part(made: ClassValue) -> None:
    """What the class of parts has besides its stub."""
    made.variables["__getattr__"] = NativeFunction("Part.__getattr__", part_attribute)
    for name in LOOKED_INTO:
        made.variables[name] = native(name, expose)


def parts_of(m: Interpreter, model: Instance, name: str, part_class: ClassValue) -> DictValue:
    """The children of a model by their names, but for those that it is built with."""
    held = registry(m, model, "_modules").at_least()
    return DictValue(
        {
            child.name: made_part(m, part_class, Origin(model, child))
            for child in CHILDREN.get(name, ())
            if child.name not in held
        }
    )


def made_part(m: Interpreter, part_class: ClassValue, origin: Origin) -> Instance:
    part = Instance(part_class, {"training": True, "_about": Instance(ENTRY, {}, origin)})
    for kind in REGISTRIES:
        registry(m, part, kind).gain(UNREAD)
    return part


def origin_of(part: object) -> Origin | None:
    entry = part.attributes.get("_about") if isinstance(part, Instance) else None
    return entry.payload if isinstance(entry, Instance) and isinstance(entry.payload, Origin) else None


def is_as_built(part: object) -> bool:
    """Whether nobody can have changed what is in a part: nothing was set in it, and nothing of it handed out."""
    if not isinstance(part, Instance) or part.open is not None:
        return False
    known = {"training", "_about", *REGISTRIES}
    held = [part.attributes.get(kind) for kind in REGISTRIES]
    return set(part.attributes) <= known and all(not d.at_least() for d in held if isinstance(d, DictValue))


def expose(m: Interpreter, site: Site, model: object, *arguments: object, **keywords: object) -> object:
    """Hand out parts of a model that are not known; what they do afterwards is not known either."""
    origin = origin_of(model)
    for one in (model, None if origin is None else origin.model):
        if isinstance(one, Instance):
            m.journal.record_write(one)
            one.attributes["_exposed"] = True
    return m.unknown(UNREAD, site.place)


def part_attribute(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    part, name = arguments[:2]
    assert isinstance(part, Instance)
    for held in REGISTRIES:
        items = registry(m, part, held).at_least()
        if name in items:
            return items[name]
    return registry(m, part, str(name)) if name in REGISTRIES else expose(m, site, part)


def children(m: Interpreter, site: Site, model: object, *arguments: object, **keywords: object) -> object:
    held = held_children(m, model)
    if held is None:
        return expose(m, site, model)
    return IteratorValue(list(held.values()))


def named_children(m: Interpreter, site: Site, model: object, *arguments: object, **keywords: object) -> object:
    held = held_children(m, model)
    if held is None:
        return expose(m, site, model)
    return IteratorValue(list(held.items()))


def held_children(m: Interpreter, model: object) -> dict[object, object] | None:
    """The children in order, as far as they are those that the model is built with; None where that is not known."""
    if not isinstance(model, Instance) or model.open is not None or "_exposed" in model.attributes:
        return None
    parts, order = model.attributes.get(PARTS), CHILDREN.get(str(model.attributes.get(NAME)))
    if not isinstance(parts, DictValue) or order is None:
        return None
    own = registry(m, model, "_modules").at_least()
    held: dict[object, object] = {c.name: own.get(c.name, parts.at_least().get(c.name)) for c in order}
    return held if set(own) <= set(held) and all(one is not None for one in held.values()) else None


# ------------------------------------------------------------------------------------------------------ what they do


def part_of_maps(m: Interpreter, site: Site, part: object, given: object) -> object:
    """What a part gives for maps; unknown for others, and where it may have been changed."""
    origin = origin_of(part)
    shape = given.shape if isinstance(given, Tensor) else None
    if origin is None or not origin.child.known or not is_as_built(part) or shape is None:
        return m.unknown(UNREAD, site.place)
    child = origin.child
    if not child.gives:
        return given
    if len(shape) != 4 or equal(shape[1], child.takes) is not Verdict.HOLDS:
        return m.unknown(UNREAD, site.place)
    sides = tuple(side(child, size) for size in shape[2:])
    if not all(isinstance(size, Expression) or size > 0 for size in sides):
        return m.unknown(UNREAD, site.place)
    full: Shape = (shape[0], child.gives, *sides)
    assert isinstance(given, Tensor)
    return Tensor(TensorType(full, given.type.dtype), "data", "the maps of the model", site.place, dialect=TORCH)


def side(child: Child, size: Size) -> Size:
    """The size that a side of maps becomes; 0 where it is too small."""
    if isinstance(size, int) and size < child.smallest:
        return 0
    return floor_divide(size + child.offset, child.stride) if child.stride else child.offset
