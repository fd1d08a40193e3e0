"""Replaced heads of torchvision's models, with torchvision's source at hand and without it."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

import shapelint
from shapelint.frontends.torch.backbones import HEADS

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


WRONG = {
    "model = models.resnet50(weights=None)\nmodel.fc = nn.Linear(512, 10)\nmodel(torch.randn(2, 3, 224, 224))": 2048,
    "model = resnet18(num_classes=7)\nmodel(torch.randn(2, 3, 64, 64)) @ torch.zeros(7, 3)\n"
    "model.fc = nn.Linear(2048, 10)\nmodel(torch.randn(2, 3, 224, 224))": 512,
    "model = torchvision.models.vgg16()\nmodel.classifier[6] = nn.Linear(2048, 10)\n"
    "model(torch.randn(1, 3, 224, 224))": 4096,
    "model = models.vgg16()\nmodel.classifier = nn.Linear(4096, 10)\nmodel(torch.randn(1, 3, 224, 224))": 25088,
    "model = models.mobilenet_v2()\nmodel.classifier[-1] = nn.Linear(1000, 10)\nmodel(torch.randn(1, 3, 96, 96))": 1280,
    "model = models.densenet121()\nmodel.classifier = nn.Sequential(nn.Dropout(), nn.Linear(2048, 4))\n"
    "model(torch.randn(1, 3, 96, 96))": 1024,
    "model = models.convnext_tiny()\nmodel.classifier[2] = nn.Linear(512, 4)\nmodel(torch.randn(1, 3, 96, 96))": 768,
    "model = models.resnet34()\nmodel.conv1 = nn.Conv2d(1, 64, 7, 2, 3)\nmodel.fc = nn.Linear(2048, 4)\n"
    "model(torch.randn(1, 1, 96, 96))": 512,
    "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
    "        self.backbone = models.resnet50(pretrained=True)\n"
    "        for p in self.backbone.parameters():\n            p.requires_grad = False\n"
    "        self.backbone.fc = nn.Identity()\n        self.head = nn.Linear(512, 10)\n"
    "    def forward(self, x):\n        return self.head(self.backbone(x))\n": 2048,
}
RIGHT = (
    "model = models.resnet50()\nmodel.fc = nn.Linear(model.fc.in_features, 10)\nmodel(torch.randn(2, 3, 224, 224))",
    "model = models.vgg16()\nmodel.classifier[6] = nn.Linear(model.classifier[6].in_features, 10)\n"
    "model(torch.randn(1, 3, 224, 224))",
    "model = models.resnet18()\nmodel.layer4 = nn.Conv2d(256, 2048, 1)\nmodel.fc = nn.Linear(2048, 10)\n"
    "model(torch.randn(1, 3, 224, 224))",
    "model = models.vgg16()\nmodel.features.add_module('last', nn.Conv2d(512, 8, 1))\n"
    "model.classifier = nn.Linear(8 * 49, 10)\nmodel(torch.randn(1, 3, 224, 224))",
    "net = nn.Sequential(*list(models.resnet18().children())[:-1], nn.Flatten(), nn.Linear(512, 4))\n"
    "net(torch.randn(1, 3, 224, 224))",
    "model = models.mobilenet_v2(width_mult=2.0)\nmodel.classifier[1] = nn.Linear(2560, 10)\n"
    "model(torch.randn(1, 3, 224, 224))",
    "model = models.vgg16()\nmodel.classifier = nn.Sequential(*list(model.classifier.children())[:-1])\n"
    "nn.Linear(4096, 3)(model(torch.randn(1, 3, 224, 224)))",
    "model = models.inception_v3(init_weights=False)\nmodel.AuxLogits.fc = nn.Linear(768, 10)\n"
    "model.fc = nn.Linear(2048, 10)\noutput, aux = model(torch.randn(2, 3, 299, 299))",
    "model = models.squeezenet1_0()\nmodel.classifier[1] = nn.Conv2d(512, 10, 1)\nmodel(torch.randn(2, 3, 224, 224))",
)


@pytest.mark.parametrize("code", WRONG)
def test_a_head_that_does_not_fit(code: str, python: Path) -> None:
    ((found, expected, actual),) = findings(code, python)
    assert found == "SHP102"
    assert WRONG[code] in (expected, actual)


@pytest.mark.parametrize("code", RIGHT)
def test_what_runs_is_no_finding(code: str, python: Path) -> None:
    assert findings(code, python) == []


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
