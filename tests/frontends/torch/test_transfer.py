"""Replaced heads of torchvision's models, with torchvision's source at hand and without it."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

import shapelint
from shapelint.frontends.torchvision.backbones import HEADS

SOURCE = """\
import torch
import torchvision
from torch import nn
from torchvision import models
from torchvision.models import resnet18

{code}
"""
READ = Path(str(metadata.distribution("torchvision").locate_file("")))


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(params=["read", "not read"])
def python(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An environment with torchvision in it, and one without."""
    packages = tmp_path / "env/lib/python3.12/site-packages"
    packages.mkdir(parents=True)
    if request.param == "read":
        (packages / "torchvision").symlink_to(READ / "torchvision", target_is_directory=True)
    return tmp_path / "env"


def findings(code: str, python: Path) -> list[tuple[str, object, object]]:
    found = shapelint.check_source(SOURCE.format(code=code), filename="train.py", python=python)
    assert {d.filename for d in found} <= {"train.py"}
    return [(d.code, d.expected, d.actual) for d in found]


def programs() -> list[object]:
    """The programs of heads.txt, each with the features that the head is really given, or "fits"."""
    sections = Path(__file__).with_name("heads.txt").read_text(encoding="utf-8").split("=== ")[1:]
    return [
        pytest.param(*section.split("\n", 1), id=f"{i}: {section.split()[0]}") for i, section in enumerate(sections)
    ]


@pytest.mark.parametrize(("features", "code"), programs())
def test_a_replaced_head(features: str, code: str, python: Path) -> None:
    found = findings(code, python)
    if features == "fits":
        assert found == []
    else:
        ((rule, expected, actual),) = found
        assert rule == "SHP102"
        assert int(features) in (expected, actual)


@pytest.mark.parametrize("imported", ["datasets, models, transforms", "models, transforms, datasets"])
def test_the_data_are_known_beside_the_models(imported: str, python: Path) -> None:
    """The models' own source imports the transforms by relative names: they are declared for the program even so."""
    code = f"""
from torchvision import {imported}
net = models.resnet18(weights=None)
net.fc = nn.Linear(2048, 5)
steps = transforms.Compose([transforms.RandomResizedCrop(64), transforms.Resize(72), transforms.ToTensor()])
for images, _ in torch.utils.data.DataLoader(datasets.FakeData(8, (3, 80, 80), 5, steps), batch_size=4):
    net(images)
"""
    assert findings(code, python) == [("SHP102", 2048, 512)]


def test_no_summary_comes_from_the_table(tmp_path: Path) -> None:
    Path("net.py").write_text(SOURCE.format(code="net = resnet18()"), encoding="utf-8")
    summary = shapelint.summarize("net.py::resnet18()", inputs=["1,3,224,224"])
    assert isinstance(summary, shapelint.Summary)
    assert summary.params.total is None
    assert not summary.complete


def test_the_models_that_everybody_starts_from() -> None:
    known = {name: HEADS[name].layers[-1][0] for name in ("resnet50", "vgg16", "densenet121", "mobilenet_v2")}
    assert known == {"resnet50": "", "vgg16": "6", "densenet121": "", "mobilenet_v2": "1"}
    assert HEADS["resnet50"].features == (2048,)
