"""The models of keras.applications where their source is not read: what comes out of them is known from a table, what
they are made of is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from shapelint.frontends.keras.applications.table import BACKBONES, Backbone
from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.models.history import history
from shapelint.frontends.keras.models.names import DATA_FORMAT
from shapelint.frontends.stubs import read_stub
from shapelint.interpret.api.apply import apply_node
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import ClassValue, Instance, ModuleValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.modules import import_module, import_name
from shapelint.ir import Shape, Tensor, TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass, replace
from shapelint.symbolic import Expression, Size
from shapelint.symbolic.division import floor_divide
from shapelint.syntax.source import SourceFile

STUB = Path(__file__).with_name("stubs") / "application.py"
STUB_READ = "keras.applications.stub"
ROOT = "keras.applications"
UNREAD = "the source of keras.applications is not read"
TABLE_ENTRY = native_class("keras.applications.Backbone")
HARMLESS = frozenset({"weights", "classifier_activation", "name", "include_preprocessing"})
"""The arguments that leave all sizes as they are."""
TOLD = frozenset({"include_top", "input_tensor", "input_shape", "pooling", "classes", "alpha"})
WIDTHS: dict[str, Callable[[int, float], int | None]] = {
    "MobileNet": lambda channels, alpha: int(channels * alpha),
    "MobileNetV2": lambda channels, alpha: channels if alpha <= 1 else None,
}
"""The channels of the last maps for a width `alpha`, None where it is not known: the sources of the two modules."""


def application_module(m: Interpreter, name: str) -> ModuleValue | None:
    """keras.applications, or one of its modules; None for any other."""
    if name != ROOT and not name.startswith(f"{ROOT}."):
        return None
    module = name.removeprefix(ROOT).removeprefix(".")
    if module and not any(module in one.modules for one in BACKBONES.values()):
        return None
    return ModuleValue(name, {"__name__": name}, lookup=lambda child: held(m, module, child))


def held(m: Interpreter, module: str, name: str) -> object:
    """What stands under a name in the package, or in a module of it."""
    about = BACKBONES.get(name)
    if about is not None and (not module or module in about.modules):
        return native(f"{ROOT}.{name}", partial(make, about))
    return None if module else application_module(m, f"{ROOT}.{name}")


def make(about: Backbone, m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    """The model that a call gives; unknown where an argument is not the usual one."""
    top, pooling = keywords.get("include_top", True), keywords.get("pooling")
    classes = keywords.get("classes", 1000)
    shape, given = keywords.get("input_shape"), keywords.get("input_tensor")
    settled = isinstance(top, bool) and isinstance(classes, int) and pooling in (None, "avg", "max")
    images = given is None or (isinstance(given, Tensor) and given in history(m).inputs)
    if arguments or keywords.keys() - HARMLESS - TOLD or not settled or not images or m.state.get(DATA_FORMAT):
        return m.unknown(f"a model with these arguments: {UNREAD}", site.place)
    if shape is not None and (elements(shape) is None or len(elements(shape) or ()) != 3):
        return m.unknown(f"a model for images of unknown size: {UNREAD}", site.place)
    if "alpha" in keywords:
        channels = channels_at(about, keywords["alpha"])
        if channels is None:
            return m.unknown(f"a model of unknown width: {UNREAD}", site.place)
        about = replace(about, channels=channels)
    entry = Instance(TABLE_ENTRY, {}, about)
    name = keywords.get("name")
    called = name if isinstance(name, str) else Unknown(f"the name of a model: {UNREAD}", site.place)
    build = stub(m).variables["application"]
    sizes = given.shape[1:] if isinstance(given, Tensor) and given.shape else elements(shape) or ()
    is_fixed = all(isinstance(size, int) for size in sizes[:2]) if sizes else top
    if not is_fixed and any(isinstance(size, int) for size in sizes[:2]):
        return m.unknown(f"a model for images of one known side: {UNREAD}", site.place)
    chosen = [pooling, classes if top else None, is_fixed, called]
    return m.call(build, [entry, about.image if top else None, given, shape, *chosen], {}, Site(site.place))


def channels_at(about: Backbone, alpha: object) -> int | None:
    """The channels of a model's last maps at a width; None where it has none, or that is not known."""
    name = next(name for name, one in BACKBONES.items() if one is about)
    if name not in WIDTHS or not isinstance(alpha, (int, float)) or isinstance(alpha, bool) or alpha <= 0:
        return None
    return WIDTHS[name](about.channels, alpha)


def stub(m: Interpreter) -> ModuleValue:
    known = m.state.get(STUB_READ)
    if isinstance(known, ModuleValue):
        return known
    keras = import_module(m, "keras", SourceFile("<none>", ""), 0, None)
    given = {name: import_name(m, keras, name, None) for name in ("Layer", "Model", "Input")}
    bodies: dict[str, Body] = {"features_of": features_of, "classes_of": classes_of, "pooled": pooled}
    bodies["unknown"] = lambda m, site, reason: Unknown(str(reason), site.place)
    names = given | {name: native(name, body) for name, body in bodies.items()}
    known = m.state[STUB_READ] = read_stub(m, STUB, names)
    for value in known.variables.values():
        if isinstance(value, ClassValue) and value.module is known:
            value.qualified_name = f"{ROOT}.{value.name}"
            value.unknown_base = UNREAD
    return known


# ------------------------------------------------------------------------------------------------- what comes out


@dataclass(frozen=True, slots=True)
class HiddenLayers(Operation):
    """Layers of which only the shape of what they give is known."""

    shape: Shape

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        return Inference((TensorType(self.shape, "float32"),))

    def parameters(self) -> None:
        return None

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        return None


def output(m: Interpreter, site: Site, source: Tensor, shape: Shape) -> Tensor:
    return apply_node(m, HiddenLayers(shape), (source,), ROOT, site.place, KERAS)[1][0]


def features_of(m: Interpreter, site: Site, images: object, entry: object, is_fixed: object) -> object:
    """The last maps for a batch of images; unknown for images that are too small, or of which not all is known."""
    about = entry.payload if isinstance(entry, Instance) else None
    if not isinstance(about, Backbone) or not isinstance(images, Tensor) or images.shape is None:
        return m.unknown(UNREAD, site.place)
    if len(images.shape) != 4:
        return m.unknown(UNREAD, site.place)
    batch, height, width, _ = images.shape
    offset = about.offset if is_fixed is True else about.open_offset
    sizes = [floor_divide(size + offset, about.stride) for size in (height, width)]
    if not all(isinstance(size, Expression) or size > 0 for size in sizes):
        return m.unknown(UNREAD, site.place)
    return output(m, site, images, (batch, *sizes, about.channels))


def classes_of(m: Interpreter, site: Site, images: object, classes: object) -> object:
    """What the head gives for a batch of images."""
    if not isinstance(images, Tensor) or not images.shape or not isinstance(classes, int):
        return m.unknown(UNREAD, site.place)
    return output(m, site, images, (images.shape[0], classes))


def pooled(m: Interpreter, site: Site, maps: object) -> object:
    """One value for each map."""
    if not isinstance(maps, Tensor) or maps.shape is None:
        return m.unknown(UNREAD, site.place)
    return output(m, site, maps, (maps.shape[0], maps.shape[-1]))
