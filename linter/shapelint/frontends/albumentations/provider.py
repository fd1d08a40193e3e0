"""Albumentations as the interpreter imports it. What its transforms do to sizes stands in `stubs/albumentations.py`.

It is declared whether or not its source can be read, which says little of sizes.
"""

from __future__ import annotations

from shapelint.frontends.pandas.rows import array, shape_of, unknown
from shapelint.frontends.stubs import Stub, module_of, paths_beside
from shapelint.interpret.builtins.native import Body
from shapelint.interpret.domain.values import ModuleValue
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.modules import import_module
from shapelint.syntax.source import SourceFile

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
    return module_of(m, PACKAGE, names, name)


def names(m: Interpreter) -> dict[str, object]:
    found: dict[str, object] = {"albumentations.Compose": STUB.later(m, "Compose")}
    for where in ("albumentations", "albumentations.pytorch", "albumentations.pytorch.transforms"):
        found[f"{where}.ToTensorV2"] = STUB.later(m, "ToTensorV2")
    for kind, listed in KINDS.items():
        found.update({full: STUB.kind_later(m, kind, full) for full in (f"albumentations.{name}" for name in listed)})
    return found


def torch_of(m: Interpreter) -> dict[str, object]:
    return {"torch": import_module(m, "torch", SourceFile("<none>", ""), 0, None)}


BODIES: dict[str, Body] = {"unknown": unknown, "array": array, "shape_of": lambda m, site, value: shape_of(value)}
STUB = Stub("albumentations", paths_beside(__file__, "albumentations"), BODIES, torch_of)
