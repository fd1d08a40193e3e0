"""Draws the pictures of the documentation, each with the command that its page shows: `python docs/pictures.py`.

Takes Graphviz, and torchvision for the models that are its own. `--check` writes nothing, and says which text for
Graphviz is not what it was when the pictures were drawn.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from importlib import metadata
from pathlib import Path

from shapelint.cli import main

PICTURES = Path(__file__).resolve().parent / "pictures"
TORCHVISION = "torchvision/models"
DRAWN = {
    "resnet50": (f"{TORCHVISION}/resnet.py::resnet50(weights=None)", "1,3,224,224"),
    "inception_v3": (f"{TORCHVISION}/inception.py::inception_v3(weights=None, init_weights=False)", "1,3,299,299"),
    "vit_b_16": (f"{TORCHVISION}/vision_transformer.py::vit_b_16(weights=None)", "1,3,224,224"),
    "unet": ("unet.py::UNet", "1,3,128,128"),
    "two_inputs": ("two_inputs.py::model", ""),
    "gan": ("gan.py::GAN", "1,100,1,1"),
    "lstm": ("lstm.py::Classifier", "1,64:int64"),
    "broken": ("broken.py::Net", ""),
}
"""The target and the input of each picture."""


def command(name: str, target: str) -> list[str]:
    """The arguments of the command that writes a file from the target of a picture."""
    where, inputs = DRAWN[name]
    if where.startswith(TORCHVISION):
        where = str(metadata.distribution("torchvision").locate_file(where))
    return ["graph", where, *(["--input", inputs] if inputs else []), "-o", target]


def text_of(name: str) -> str:
    """What a picture is drawn from."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(command(name, "-")) == 0, name
    return said.getvalue()


def draw(name: str) -> None:
    for suffix in ("svg", "dot"):
        assert main(command(name, f"{name}.{suffix}")) == 0, name


if __name__ == "__main__":
    os.chdir(PICTURES)
    if sys.argv[1:] == ["--check"]:
        stale = [name for name in DRAWN if text_of(name) != Path(f"{name}.dot").read_text(encoding="utf-8")]
        raise SystemExit(f"to be drawn again: {', '.join(stale)}" if stale else 0)
    for name in DRAWN:
        draw(name)
