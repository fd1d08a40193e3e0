"""The pictures of the documentation are those of its models, which do what the pictures say."""

from __future__ import annotations

import importlib.util
import os
import runpy
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURES = DOCS / "pictures"
OWN = ("unet", "two_inputs", "gan", "lstm", "broken")


def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_pictures", DOCS / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", OWN)
def test_a_picture_is_what_would_be_drawn(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PICTURES)
    assert drawing().text_of(name) == Path(f"{name}.dot").read_text(encoding="utf-8")


def test_every_picture_is_shown_and_drawn() -> None:
    page = (DOCS / "graph.md").read_text(encoding="utf-8")
    assert {path.stem for path in PICTURES.glob("*.svg")} == set(drawing().DRAWN)
    assert all(f"(pictures/{name}.svg)" in page for name in drawing().DRAWN)


@pytest.mark.parametrize(
    ("name", "model", "shape", "result"),
    [
        ("unet", "UNet", (1, 3, 128, 128), (1, 2, 128, 128)),
        ("gan", "GAN", (1, 100, 1, 1), (1, 1)),
        ("lstm", "Classifier", (1, 64), (1, 5)),
    ],
)
def test_a_model_gives_what_the_picture_says(
    name: str, model: str, shape: tuple[int, ...], result: tuple[int, ...]
) -> None:
    import torch

    built = runpy.run_path(str(PICTURES / f"{name}.py"))[model]().eval()
    given = torch.zeros(shape, dtype=torch.int64 if name == "lstm" else torch.float32)
    assert tuple(built(given).shape) == result


def test_what_is_red_raises() -> None:
    with pytest.raises(RuntimeError, match="1x2304 and 1600x120"):
        runpy.run_path(os.fspath(PICTURES / "broken.py"))


def test_the_keras_model_is_as_drawn() -> None:
    model = runpy.run_path(str(PICTURES / "two_inputs.py"))["model"]
    assert model.output_shape == (None, 1)
    assert "keras" in sys.modules
