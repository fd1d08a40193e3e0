"""tensorflow.image: images, or batches of them, with the channels last."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.ops.neural import Answer, framed
from shapelint.frontends.keras.vocabulary import keras
from shapelint.interpret.arguments import Operand
from shapelint.interpret.vocabulary import Application, Undetermined
from shapelint.ops.elementwise import Elementwise
from shapelint.ops.framing import Framing
from shapelint.ops.gating import Ranked

SAME = ("flip_left_right", "flip_up_down", "per_image_standardization")
RANDOM_FLIPS = ("random_flip_left_right", "random_flip_up_down")


def _same(name: str, image: Operand) -> Answer:
    return Application(Ranked(name, minimum_rank=3), (image,))


def _plain(name: str) -> None:
    @keras.function(f"tensorflow.image.{name}")
    def plain(image: Operand) -> Answer:
        return _same(name, image)


def _random(name: str) -> None:
    @keras.function(f"tensorflow.image.{name}")
    def random(image: Operand, seed: Any = None) -> Answer:
        return _same(name, image)


for _name in SAME:
    _plain(_name)
for _name in RANDOM_FLIPS:
    _random(_name)


@keras.function("tensorflow.image.adjust_brightness")
def adjust_brightness(image: Operand, delta: Any) -> Answer:
    return Application(Elementwise("adjust_brightness"), (image,))


@keras.function("tensorflow.image.adjust_gamma")
def adjust_gamma(image: Operand, gamma: Any = 1, gain: Any = 1) -> Answer:
    return Application(Elementwise("adjust_gamma"), (image,))


@keras.function("tensorflow.image.random_brightness")
def random_brightness(image: Operand, max_delta: Any, seed: Any = None) -> Answer:
    return _same("random_brightness", image)


@keras.function("tensorflow.image.random_contrast")
def random_contrast(image: Operand, lower: Any, upper: Any, seed: Any = None) -> Answer:
    return _same("random_contrast", image)


@keras.function("tensorflow.image.resize")
def resize(
    images: Operand,
    size: Any,
    method: Any = "bilinear",
    preserve_aspect_ratio: bool = False,
    antialias: Any = False,
    name: Any = None,
) -> Answer:
    if preserve_aspect_ratio:
        return Undetermined("the size follows from the aspect ratio")
    return framed("resize", images, size, "channels_last")


@keras.function("tensorflow.image.resize_with_pad")
def resize_with_pad(
    image: Operand, target_height: int, target_width: int, method: Any = "bilinear", antialias: Any = False
) -> Answer:
    return Application(Framing("resize_with_pad", target_height, target_width), (image,))


@keras.function("tensorflow.image.resize_with_crop_or_pad")
def resize_with_crop_or_pad(image: Operand, target_height: int, target_width: int) -> Answer:
    return Application(Framing("resize_with_crop_or_pad", target_height, target_width), (image,))
