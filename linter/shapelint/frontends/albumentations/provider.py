"""Albumentations as the interpreter imports it. What its transforms do to sizes stands in `stubs/albumentations.py`.

It is declared whether or not its source can be read, which says little of sizes.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from shapelint.frontends.external import Package, read_stub
from shapelint.frontends.pandas.rows import array, shape_of, unknown
from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import UNLISTED, ClassValue, LazyImport, ModuleValue
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.modules import import_module
from shapelint.syntax.source import SourceFile

STUB = Path(__file__).with_name("stubs") / "albumentations.py"
STUB_READ = "albumentations.stub"
PACKAGE = "albumentations.package"
KINDS = {
    "Keeping": (
        "HorizontalFlip", "VerticalFlip", "Flip", "Normalize", "RandomBrightnessContrast", "RandomGamma", "CLAHE",
        "HueSaturationValue", "RGBShift", "ShiftScaleRotate", "Affine", "Rotate", "Blur", "GaussianBlur", "MotionBlur",
        "MedianBlur", "GaussNoise", "ISONoise", "CoarseDropout", "Cutout", "ElasticTransform", "GridDistortion",
        "OpticalDistortion", "ColorJitter", "ToFloat", "ImageCompression", "ChannelShuffle", "Sharpen", "Emboss",
        "Perspective", "RandomBrightness", "RandomContrast", "RandomFog", "RandomRain", "RandomShadow", "Solarize",
        "Posterize", "Equalize", "InvertImg", "NoOp", "GridDropout", "MultiplicativeNoise",
    ),
    "Turning": ("RandomRotate90", "Transpose"),
    "Sizing": ("Resize", "CenterCrop", "RandomCrop", "RandomResizedCrop"),
}  # fmt: skip
"""The transforms of each class of the stub."""


def albumentations_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name; what is not declared in it is unknown."""
    package = m.state.get(PACKAGE)
    if not isinstance(package, Package):
        package = m.state[PACKAGE] = Package(names(m), {}, lambda entry: None)
    return package.module(name)


def names(m: Interpreter) -> dict[str, object]:
    found: dict[str, object] = {"albumentations.Compose": LazyImport(partial(of_stub, m, "Compose"))}
    for where in ("albumentations", "albumentations.pytorch", "albumentations.pytorch.transforms"):
        found[f"{where}.ToTensorV2"] = LazyImport(partial(of_stub, m, "ToTensorV2"))
    for kind, listed in KINDS.items():
        found.update({f"albumentations.{name}": LazyImport(partial(transform, m, kind, name)) for name in listed})
    return found


def of_stub(m: Interpreter, name: str) -> object:
    return stub(m).variables[name]


def transform(m: Interpreter, kind: str, name: str) -> ClassValue:
    parent = stub(m).variables[kind]
    assert isinstance(parent, ClassValue)
    made = native_class(f"albumentations.{name}", (parent,))
    made.variables[UNLISTED] = True
    return made


def stub(m: Interpreter) -> ModuleValue:
    """The stub, read when the first of its names is asked for."""
    known = m.state.get(STUB_READ)
    if isinstance(known, ModuleValue):
        return known
    torch = import_module(m, "torch", SourceFile("<none>", ""), 0, None)
    bodies: dict[str, Body] = {"unknown": unknown, "array": array}
    bodies["shape_of"] = lambda m, site, value: shape_of(value)
    given = {name: native(name, body) for name, body in bodies.items()}
    known = m.state[STUB_READ] = read_stub(m, STUB, {"torch": torch, **given})
    for name, value in known.variables.items():
        if isinstance(value, ClassValue) and value.module is known:
            value.qualified_name = f"albumentations.{name}"
            value.definition = None
            value.variables[UNLISTED] = True
    return known
