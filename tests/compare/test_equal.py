"""A model against itself, and against itself written otherwise, is equal."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from compare.ported import SETTINGS, comparison
from zoo.records import installed

from shapelint.analysis.inputs import parse_input
from shapelint.compare.differences import compare
from shapelint.compare.records import Architecture
from shapelint.problems import Problem
from shapelint.project.compare import Opened, compare_targets, read
from shapelint.project.config.settings import SameSettings, Settings
from shapelint.project.target_models import open_target
from shapelint.records import replace

FIXTURES = Path(__file__).parents[2] / "fixtures"
LEFT_OUT = {"packages", "lightning", "cases", "peers", "segmentation"}  # models of several files
NAMED_FROM_OUTSIDE = {"unused_layer_meant", "inheritance", "inheritance_wrong"}  # the attributes of their models
FILES = sorted(
    path
    for folder in ("torch", "keras")
    for path in (FIXTURES / folder).rglob("*.py")
    if not {"packages", "lightning", "cases", "peers", "segmentation"} & set(path.parts)
    and path.stem not in NAMED_FROM_OUTSIDE
)
ASSIGNED = re.compile(r"self\.(\w+)\s*=\s*(?:nn|layers|keras|torch|L)\.")
TORCHVISION = {
    "alexnet": ("alexnet",),
    "vgg": ("vgg11", "vgg13", "vgg16_bn", "vgg19"),
    "resnet": (
        "resnet18",
        "resnet34",
        "resnet50",
        "resnet101",
        "resnext50_32x4d",
        "wide_resnet50_2",
        "resnext101_64x4d",
    ),
    "squeezenet": ("squeezenet1_0", "squeezenet1_1"),
    "densenet": ("densenet121", "densenet161", "densenet169", "densenet201"),
    "mobilenetv2": ("mobilenet_v2",),
    "mobilenetv3": ("mobilenet_v3_small", "mobilenet_v3_large"),
    "mnasnet": ("mnasnet0_5", "mnasnet0_75", "mnasnet1_0", "mnasnet1_3"),
    "shufflenetv2": ("shufflenet_v2_x0_5", "shufflenet_v2_x1_0", "shufflenet_v2_x1_5", "shufflenet_v2_x2_0"),
    "efficientnet": ("efficientnet_b0", "efficientnet_b1", "efficientnet_b2", "efficientnet_v2_s"),
    "regnet": (
        "regnet_y_400mf",
        "regnet_y_800mf",
        "regnet_y_1_6gf",
        "regnet_x_400mf",
        "regnet_x_800mf",
        "regnet_x_1_6gf",
    ),
    "convnext": ("convnext_tiny", "convnext_small", "convnext_base", "convnext_large"),
    "vision_transformer": ("vit_b_16", "vit_b_32", "vit_l_32"),
    "swin_transformer": ("swin_t", "swin_s", "swin_v2_t"),
    "maxvit": ("maxvit_t",),
}
ZOO = [(file, name) for file, names in TORCHVISION.items() for name in names]
SHARE = {"resnet18", "convnext_tiny", "swin_v2_t", "mnasnet0_5"}


def models(path: Path) -> list[Architecture]:
    opened = open_target(str(path), SETTINGS)
    assert not isinstance(opened, Problem)
    found = read(Opened(str(path), opened, "", ""), ())
    return [] if isinstance(found, Problem) else found


def renamed(text: str) -> str:
    """The source with other names for the attributes that hold layers."""
    names = set(ASSIGNED.findall(text)) - {"example_input_array"}
    named = r"(\bself\.|(?<=state_dict)\(\)\[.)(\w+)"
    return re.sub(named, lambda m: f"{m[1]}other_{m[2]}" if m[2] in names else m[0], text)


@pytest.mark.parametrize("path", random.Random(3).sample(FILES, 16), ids=lambda path: path.stem)
def test_renamed_attributes(path: Path, tmp_path: Path) -> None:
    here = tmp_path / path.name
    here.write_text(renamed(path.read_text(encoding="utf-8")), encoding="utf-8")
    first, second = models(path), models(here)
    assert len(first) == len(second)
    for one, other in zip(first, second, strict=True):
        found = compare(one, other)
        assert found.differences == ()
        assert found.equal is not bool(found.unknown)


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_renamed_attributes_of_every_fixture(path: Path, tmp_path: Path) -> None:
    test_renamed_attributes(path, tmp_path)


def of_torchvision(file: str, name: str) -> None:
    given = parse_input("2,3,224,224")
    settings = SameSettings(replace(Settings(), inputs=(given,)))  # type: ignore[arg-type]
    target = f"{installed('torchvision') / 'torchvision' / 'models' / file}.py::{name}()"
    found = compare_targets(target, target, settings)
    assert isinstance(found, list), found
    assert found[0].differences == ()
    assert found[0].unknown == ()
    assert found[0].equal


@pytest.mark.parametrize(("file", "name"), [one for one in ZOO if one[1] in SHARE], ids=lambda one: str(one))
def test_models_of_torchvision(file: str, name: str) -> None:
    of_torchvision(file, name)


@pytest.mark.slow
@pytest.mark.parametrize(("file", "name"), ZOO, ids=lambda one: str(one))
def test_every_model_of_torchvision(file: str, name: str) -> None:
    assert len(ZOO) >= 50
    of_torchvision(file, name)


PLAIN = """
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, padding=1)
        self.bn1 = nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 8, 3, padding=1)
        self.bn2 = nn.BatchNorm2d(8)
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        z = torch.relu(self.bn2(self.conv2(y)))
        return self.fc((y + z).mean((2, 3)))


net = Net()
net(torch.randn(2, 3, 8, 8))
"""
OTHERWISE = """
import torch
import torch.nn.functional as F
from torch import nn


def block(channels, out):
    return nn.Sequential(nn.Conv2d(channels, out, kernel_size=3, padding="same"), nn.BatchNorm2d(out), nn.ReLU())


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.last = nn.Linear(8, 2)

    def forward(self, x):
        return self.last(torch.flatten(self.pool(x), 1))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = Head()
        self.blocks = nn.ModuleList([block(3, 8), block(8, 8)])

    def forward(self, x):
        first = self.blocks[0](x)
        second = self.blocks[1](first)
        return self.head(second + first)


net = Net()
net(torch.randn(2, 3, 8, 8))
"""


def test_reordered_definitions_and_an_extracted_helper(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(PLAIN)
    (tmp_path / "b.py").write_text(OTHERWISE)
    found = comparison(f"{tmp_path}/a.py::net", f"{tmp_path}/b.py::net")
    assert found.differences == ()
    assert found.equal


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("padding=1)\n        self.bn1", "padding=0)\n        self.bn1", "padding"),
        ("nn.Linear(8, 2)", "nn.Linear(8, 3)", "argument"),
        ("(y + z)", "(y * z)", "argument"),
        ("(y + z)", "(z + z)", "connection"),
        ("self.bn2(self.conv2(y))", "self.bn1(self.conv2(y))", "sharing"),
        ("torch.relu(self.bn2(self.conv2(y)))", "self.bn2(self.conv2(y))", "activation"),
        ("nn.BatchNorm2d(8)\n        self.conv2", "nn.BatchNorm2d(8, eps=1e-3)\n        self.conv2", "epsilon"),
        (".mean((2, 3))", ".amax((2, 3))", "activation"),
        ("(y + z).mean", "(2 * (y + z)).mean", "layer"),
        ("self.fc((y + z).mean((2, 3)))", "self.fc((y + z).mean((2, 3))).flip(1)", "layer"),
        ("self.fc((y + z).mean((2, 3)))", "unknown(self.fc((y + z).mean((2, 3))))", "?"),
    ],
)
def test_every_change_is_seen(tmp_path: Path, before: str, after: str, kind: str) -> None:
    assert before in PLAIN
    (tmp_path / "a.py").write_text(PLAIN)
    (tmp_path / "b.py").write_text(
        PLAIN.replace(before, after).replace("import torch\n", "import torch\nfrom x import *\n", 1)
    )
    found = comparison(f"{tmp_path}/a.py::net", f"{tmp_path}/b.py::net")
    assert not found.equal
    if kind == "?":
        assert found.unknown
    else:
        assert kind in {one.kind for one in found.differences}


SUBTLE = (Path(__file__).with_name("subtle_pairs.txt")).read_text(encoding="utf-8").splitlines()
AROUND = """import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 8)
        self.lstm = nn.LSTM(8, 8, batch_first=True, bidirectional=True)
        self.conv = nn.Conv1d(6, 6, 3, padding=1)
        self.att = nn.MultiheadAttention(8, 2, batch_first=True)
        self.p = nn.Parameter(torch.ones(8))
        self.q = nn.Parameter(torch.ones(8))
        self.register_buffer("buf", torch.ones(8))

    def forward(self, x):
        return RESULT


def make():
    net = Net()
    net(torch.randn(4, 6, 8))
    return net
"""


@pytest.mark.parametrize("pair", SUBTLE)
def test_what_computes_something_else_is_not_equal(pair: str, tmp_path: Path) -> None:
    first, second = pair.split(" <> ")
    (tmp_path / "a.py").write_text(AROUND.replace("RESULT", first))
    (tmp_path / "b.py").write_text(AROUND.replace("RESULT", second))
    found = comparison(f"{tmp_path}/a.py::make", f"{tmp_path}/b.py::make")
    assert not found.equal
    assert found.differences or found.unknown
