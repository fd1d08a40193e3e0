"""Writes keras/applications/table.py of the frontends from the models of the installed Keras, which are built.

usage: generate_keras_applications.py NAME ...

The last maps of these models have (size + offset) // stride rows for an image of that many: floors of floors of
linear functions are such functions. The offset is found by bisection and held against further sizes, and against models
that are built for one size, which may pad in another way.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["KERAS_BACKEND"] = "torch"  # works out shapes without making a graph

import keras
from keras.src.applications import imagenet_utils

TABLE = Path(__file__).resolve().parents[1] / "linter/shapelint/frontends/keras/applications/table.py"
STRIDE = 32
START = 256
OTHERS = (224, 299, 331, 417)
BUILT_FOR = (97, 130, 160, 224, 255)
HEADER = '''"""The models of keras.applications without heads: channels, and maps of (size + offset) // stride.

Generated from Keras {version} by tools/generate_keras_applications.py; not to be edited.
"""

from __future__ import annotations

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Backbone:
    """A model: the modules of keras.applications that hold it, the channels of its last maps, how their height and
    width follow from those of the image where it is built for images of one size and of any, and the size of the images
    that its head is for."""

    modules: tuple[str, ...]
    channels: int
    offset: int
    open_offset: int
    stride: int
    image: int


BACKBONES: dict[str, Backbone] = {{
'''


def modules_of(name: str) -> tuple[str, ...]:
    """The public modules of keras.applications that hold the model."""
    found = []
    for module in dir(keras.applications):
        held = getattr(keras.applications, module)
        if inspect.ismodule(held) and getattr(held, name, None) is getattr(keras.applications, name):
            found.append(module)
    return tuple(found)


def default_size(make: Callable[..., Any]) -> int:
    """The size of the images that a model is for, as it asks for it itself."""
    asked: list[int] = []

    def ask(input_shape: object, default_size: int, **options: object) -> tuple[None, None, int]:
        asked.append(default_size)
        return (None, None, 3)

    own = imagenet_utils.obtain_input_shape
    imagenet_utils.obtain_input_shape = ask
    try:
        make(weights=None, include_top=False)
    finally:
        imagenet_utils.obtain_input_shape = own
    return asked[0]


def rows_of(make: Callable[..., Any], built_for: int | None, size: int) -> int:
    """The rows of the last maps of a model that is built for images of a size, or of any."""
    model = make(weights=None, include_top=False, input_shape=(built_for, built_for, 3))
    return int(model.compute_output_shape((1, size, size, 3))[1])


def measured(make: Callable[..., Any]) -> tuple[int, int, int]:
    """The channels of a model, and its offsets where it is built for one size and for any."""
    keras.backend.clear_session()
    model = make(weights=None, include_top=False, input_shape=(None, None, 3))

    def rows(size: int) -> int:
        return int(model.compute_output_shape((1, size, size, 3))[1])

    low, high, first = START, START + STRIDE, rows(START)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if rows(middle) == first else (low, middle)
    offset = (first + 1) * STRIDE - high
    assert all(rows(size) == (size + offset) // STRIDE for size in OTHERS), make.__name__
    built = {size: rows_of(make, size, size) for size in BUILT_FOR}
    fixed = next((o for o in (offset, STRIDE - 1) if all(r == (s + o) // STRIDE for s, r in built.items())), None)
    assert fixed is not None, built
    return int(model.output_shape[-1]), fixed, offset


def main() -> None:
    lines = [HEADER.format(version=keras.__version__)]
    for name in sorted(sys.argv[1:]):
        make = getattr(keras.applications, name)
        with keras.device("meta"):  # without the values of weights
            channels, fixed, offset = measured(make)
            image = default_size(make)
        held = ", ".join(f'"{module}"' for module in modules_of(name))
        lines.append(f'    "{name}": Backbone(({held},), {channels}, {fixed}, {offset}, {STRIDE}, {image}),\n')
    TABLE.write_text("".join([*lines, "}\n"]), encoding="utf-8")


if __name__ == "__main__":
    main()
