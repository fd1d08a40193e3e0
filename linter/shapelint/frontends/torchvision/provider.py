"""torchvision's data sets and transforms, and the images of PIL that they work on. What they do stands in
`stubs/vision.py`, what there is in `vision_table.py`; here the two are put together.

They are declared whether or not torchvision's source can be read: a data set's source does not say how large its images
are.
"""

from __future__ import annotations

from functools import partial

from shapelint.frontends.external import Package
from shapelint.frontends.numpy.arraylike import MARK
from shapelint.frontends.stubs import Stub, paths_beside
from shapelint.frontends.torch.data import DATASET, some, unknown
from shapelint.frontends.torch.provider import torch_external
from shapelint.frontends.torchvision.images import bodies
from shapelint.frontends.torchvision.names import (
    ANY_SIZE_V2,
    FAKE,
    FUNCTIONAL,
    IMAGE_SETS,
    IMAGES,
    KEEPING,
    KEEPING_V2,
    ONLY_V2,
    TRANSFORMS,
    ImageSet,
)
from shapelint.frontends.torchvision.without_source import torchvision_fallback
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import (
    ClassValue,
    Instance,
    LazyImport,
    ModuleValue,
    NativeFunction,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.abstract_of_many import either
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.modules import import_module
from shapelint.syntax.source import SourceFile

PACKAGE = "torch.vision"
HOLDING = frozenset({"data", "targets", "labels", "samples", "imgs"})
"""The attributes in which a data set holds its images."""
DECLARED = ("torchvision.datasets", "torchvision.transforms", "PIL")


def vision_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The declared module of that name. The rest of torchvision is read where its source can be."""
    if name == "torchvision":
        return ModuleValue(name, {"__name__": name}, lookup=lambda child: submodule(m, f"{name}.{child}"))
    if not any(name == root or name.startswith(f"{root}.") for root in DECLARED):
        return None
    package = m.state.get(PACKAGE)
    if not isinstance(package, Package):
        package = m.state[PACKAGE] = Package(vision_names(m), {}, lambda entry: None)
    return package.module(name)


def submodule(m: Interpreter, name: str) -> object:
    """A module of torchvision: declared, read, or known in part; None when there is none."""
    importing = m.current_file() or SourceFile("<none>", "")
    found = import_module(m, name, importing, 0, None)
    return found if isinstance(found, ModuleValue) else torchvision_fallback(m, name)


def vision_names(m: Interpreter) -> dict[str, object]:
    names: dict[str, object] = {full: STUB.later(m, own) for full, own in IMAGES.items()}
    for name, images in IMAGE_SETS.items():
        names[f"torchvision.datasets.{name}"] = LazyImport(partial(data_set, m, name, images, "Images"))
    fake = ImageSet(FAKE)
    names["torchvision.datasets.FakeData"] = LazyImport(partial(data_set, m, "FakeData", fake, "FakeData"))
    names["torchvision.datasets.VisionDataset"] = STUB.later(m, "VisionDataset")
    for where in ("torchvision.transforms", "torchvision.transforms.transforms", "torchvision.transforms.v2"):
        for name in TRANSFORMS:
            names[f"{where}.{name}"] = STUB.later(m, name)
        for name in KEEPING:
            names[f"{where}.{name}"] = STUB.kind_later(m, "Transform", f"torchvision.transforms.{name}")
    for where in ("torchvision.transforms", "torchvision.transforms.v2"):
        names[f"{where}.ConvertImageDtype"] = STUB.later(m, "ToDtype")
        names.update({f"{where}.functional.{name}": STUB.later(m, own) for name, own in FUNCTIONAL.items()})
    for name in ONLY_V2:
        names[f"torchvision.transforms.v2.{name}"] = STUB.later(m, name)
    for kind, listed in (("Transform", KEEPING_V2), ("AnySize", ANY_SIZE_V2)):
        names.update(
            {
                f"torchvision.transforms.v2.{name}": STUB.kind_later(m, kind, f"torchvision.transforms.{name}")
                for name in listed
            }
        )
    names["torchvision.transforms.v2.Normalize"] = LazyImport(lambda: widening(m))
    return names


def array_shape(image: Instance) -> tuple[object, ...] | None:
    """The shape of the array of an image: without an axis of channels where there is a single one."""
    channels, height, width = (image.attributes.get(name) for name in ("_channels", "height", "width"))
    if not isinstance(channels, int):
        return None
    return (height, width) if channels == 1 else (height, width, channels)


def finish(module: ModuleValue) -> None:
    module.variables["Image"].variables[MARK] = array_shape  # type: ignore[attr-defined]


def subclass(m: Interpreter, base: str, name: str) -> ClassValue:
    """A transform that does to channels and size what another one does."""
    parent = STUB.class_of(m, base)
    return native_class(f"torchvision.transforms.{name}", (parent,))


def widening(m: Interpreter) -> ClassValue:
    made = subclass(m, "Normalize", "Normalize")
    made.variables["widens"] = True
    return made


def data_set(m: Interpreter, name: str, images: ImageSet, base: str) -> ClassValue:
    """The class of a data set."""
    parent = STUB.class_of(m, base)
    made = native_class(f"torchvision.datasets.{name}", (parent,))
    made.variables["__init__"] = constructor(name, images)
    made.variables["called"] = name
    if base == "Images":
        for attribute in ("channels", "height", "width"):
            made.variables[f"_{attribute}"] = getattr(images, attribute)
    made.variables["is_classified"] = images.is_classified
    made.variables["counts"] = images.counts
    return made


def number_of_images(m: Interpreter, site: Site, images: object) -> object:
    """How many images a data set holds, unless the program has put others in their place."""
    counts = class_attribute(images.type, "counts") if isinstance(images, Instance) and images.open is None else None
    if isinstance(images, Instance) and isinstance(counts, tuple) and not HOLDING & images.attributes.keys():
        parameter, known = counts
        part = images.attributes.get(parameter)
        if isinstance(part, (bool, str)) and part in known:
            return known[part]
    return m.unknown("the length of a data set", site.place)


def constructor(name: str, images: ImageSet) -> NativeFunction:
    """Keeps the arguments under the names of the parameters."""

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance, given = arguments[0], arguments[1:]
        assert isinstance(instance, Instance)
        m.journal.record_write(instance)
        instance.attributes.update(dict.fromkeys(("transforms", "loader")))
        known = "*" not in keywords and "**" not in keywords
        hidden = None if known else m.unknown("arguments that are not all known", site.place)
        for position, (parameter, default) in enumerate(images.parameters):
            value = given[position] if position < len(given) else keywords.get(parameter, hidden or default)
            instance.attributes[parameter] = None if value is ... else value
        return None

    return NativeFunction(f"torchvision.datasets.{name}.__init__", run)


def given(m: Interpreter) -> dict[str, object]:
    natives = {name: native(name, body) for name, body in bodies(m).items()}
    return {"Dataset": DATASET, "torch": torch_external(m, "torch"), **natives}


STUB = Stub(
    "torchvision",
    paths_beside(__file__, "vision"),
    {"unknown": unknown, "some": some, "either": either, "number_of_images": number_of_images},
    given,
    finish,
    listed=True,
)
