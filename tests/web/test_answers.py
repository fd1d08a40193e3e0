"""What the page is told: the same as the command line, in one answer, whatever is asked."""

from __future__ import annotations

# ruff: noqa: E501
import json
from pathlib import Path

import pytest

import shapelint
from shapelint.web.answers import answer, answer_text
from shapelint.web.stacks import chain_in

WRONG = "import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Flatten(), nn.Linear(7, 3))\nnet(torch.ones(2, 2, 4))\n"
FITS = """\
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 5)
        self.head = nn.Linear(8 * 14 * 14, 10)

    def forward(self, x):
        return self.head(nn.functional.max_pool2d(self.conv(x), 2).flatten(1))
"""


def test_a_check_is_that_of_the_command_line(tmp_path: Path) -> None:
    told = answer({"kind": "check", "text": WRONG}, str(tmp_path))
    path = tmp_path / "model.py"
    assert told["problem"] is None
    same = [{**d.to_dict(), "filename": "model.py"} for d in shapelint.check_paths(path)]
    for one in same:
        for step in one["trail"]:  # type: ignore[attr-defined]
            step["filename"] = "model.py"
    assert json.loads(json.dumps(told["diagnostics"])) == json.loads(json.dumps(same))
    shapes = [{**fact.to_dict(), "filename": "model.py"} for fact in shapelint.shapes(path)]
    assert json.loads(json.dumps(told["shapes"])) == json.loads(json.dumps(shapes))
    assert [model["model"] for model in told["models"]] == ["Sequential"]  # type: ignore[attr-defined]
    assert str(tmp_path) not in json.dumps(told)


def test_the_sides_that_fit(tmp_path: Path) -> None:
    told = answer({"kind": "check", "text": FITS}, str(tmp_path))
    assert [model["sides"] for model in told["models"]] == [[[32, 33]]]  # type: ignore[attr-defined]
    told = answer({"kind": "check", "text": FITS, "input": "2,3,40,40"}, str(tmp_path))
    assert [d["code"] for d in told["diagnostics"]] == ["SHP102"]  # type: ignore[attr-defined]
    assert [model["sides"] for model in told["models"]] == [[[32, 33]]]  # type: ignore[attr-defined]


def test_no_side_fits_where_only_other_images_do(tmp_path: Path) -> None:
    told = answer({"kind": "check", "text": FITS.replace("14 * 14", "13")}, str(tmp_path))
    assert [model["sides"] for model in told["models"]] == [[]]  # type: ignore[attr-defined]


def test_pictures(tmp_path: Path) -> None:
    told = answer({"kind": "picture", "text": FITS}, str(tmp_path))
    (picture,) = told["pictures"]  # type: ignore[misc]
    assert picture["model"] == "Net"  # type: ignore[index]
    assert picture["dot"].startswith("digraph")  # type: ignore[index]
    assert "no model" in str(answer({"kind": "picture", "text": "x = 1"}, str(tmp_path))["problem"])


def test_a_stack_in_both_frameworks(tmp_path: Path) -> None:
    told = answer(
        {"kind": "stack", "chain": "Conv2d(3, 8, 3) > Flatten > Linear(?, 2)", "input": "3,8,8"}, str(tmp_path)
    )
    assert told["chain"]["output"] == [2]  # type: ignore[index]
    assert set(told["written"]) == {"torch", "keras"}  # type: ignore[call-overload]
    assert "layers.Dense(2)" in told["written"]["keras"]["code"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (None, "object"), ([], "object"), ({}, "kind"), ({"kind": []}, "kind"), ({"kind": "check", "text": 3}, None),
        ({"kind": "check", "text": "x", "input": "a b"}, "neither"), ({"kind": "check", "text": "x" * 3_000_000}, "more than"),
        ({"kind": "stack", "chain": "nothing("}, "not a layer"), ({"kind": "stack", "chain": "Flatten"}, "one input"),
        ({"kind": "chain", "text": "x = ("}, "model.py:1:5"), ({"kind": "chain", "text": "x = 1"}, "has no model"),
        ({"kind": "check", "text": "\x00 \ud800 ((("}, None), ({"kind": "check", "text": "{", "filename": "a.ipynb"}, None),
    ],
)  # fmt: skip
def test_whatever_is_asked_is_answered(request_: object, expected: str | None, tmp_path: Path) -> None:
    told = answer(request_, str(tmp_path))
    if expected is None:
        assert told["problem"] is None
    else:
        assert expected in str(told["problem"])
    json.dumps(told)


def test_what_is_no_json(tmp_path: Path) -> None:
    assert "JSON" in json.loads(answer_text("{", str(tmp_path)))["problem"]


@pytest.mark.parametrize(
    ("text", "layers", "given"),
    [
        ("m = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU())", ["nn.Conv2d(3, 8, 3)", "nn.ReLU()"], ""),
        ("m = keras.Sequential([keras.Input((28, 28, 1)), layers.Dense(2 * 5)])", ["layers.Dense(2 * 5)"], "28,28,1"),
        ("m = keras.Sequential([keras.Input(shape=(7,)), layers.Dense(2)])", ["layers.Dense(2)"], "7"),
        ("m = nn.Sequential(nn.Linear(width, 3))", None, ""),
        ("m = nn.Sequential(*layers)", None, ""),
        ("m = nn.Sequential(nn.Sequential(nn.ReLU()), nn.ReLU())", ["nn.ReLU()"], ""),
    ],
)
def test_stacks_in_code(text: str, layers: list[str] | None, given: str) -> None:
    found = chain_in(text)
    assert found == {"layers": layers, "input": given} if layers else not isinstance(found, dict)


CLASS = """\
import torch
from torch import nn
from torch.nn import functional as F

class Net(nn.Module):
    def __init__(self, widths=(8, 16)):
        super().__init__()
        layers, before = [], 3
        for width in widths:
            layers += [nn.Conv2d(before, width, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2)]
            before = width
        self.body, self.head = nn.Sequential(*layers), nn.Linear(16*7*7, 10)

    def forward(self, x):
        x = F.dropout(self.body(x), 0.1, self.training)
        return F.log_softmax(self.head(x.view(x.size(0), -1)), dim=1)

print(Net()(torch.randn(2, 3, 28, 28)))
"""
LAYERS = [
    "nn.Conv2d(3, 8, 3, padding=1)", "nn.ReLU(True)", "nn.MaxPool2d(2)", "nn.Conv2d(8, 16, 3, padding=1)",
    "nn.ReLU(True)", "nn.MaxPool2d(2)", "nn.Dropout(0.1)", "nn.Flatten()", "nn.Linear(16 * 7 * 7, 10)",
    "nn.LogSoftmax(dim=1)",
]  # fmt: skip
FUNCTIONAL = """\
import keras
from keras import layers

inputs = keras.Input((28, 28, 1))
x = layers.Conv2D(8, (3, 5), activation="relu")(inputs)
model = keras.Model(inputs, layers.Dense(10)(layers.Flatten()(x)))
"""


def test_a_class_is_a_stack_and_a_stack_a_class(tmp_path: Path) -> None:
    found = answer({"kind": "chain", "text": CLASS}, str(tmp_path))
    assert (found["layers"], found["input"], found["form"]) == (LAYERS, "3,28,28", "model")
    stack = answer({"kind": "stack", "chain": " > ".join(LAYERS), "input": "3,28,28"}, str(tmp_path))
    for framework, input_size in (("torch", "N,3,28,28"), ("keras", "")):
        written = stack["written"][framework]["model"]  # type: ignore[index]
        told = answer({"kind": "check", "text": written, "input": input_size}, str(tmp_path))
        assert told["diagnostics"] == []
        assert told["models"][0]["outputs"][0][-1] == 10  # type: ignore[index]
        again = answer({"kind": "chain", "text": written, "input": input_size}, str(tmp_path))
        assert len(again["layers"]) == len(LAYERS)  # type: ignore[arg-type]
        assert framework == "keras" or [one.replace(" ", "") for one in again["layers"]] == [  # type: ignore[attr-defined]
            one.replace(" ", "") for one in LAYERS
        ]


def test_a_functional_model_is_a_stack(tmp_path: Path) -> None:
    found = answer({"kind": "chain", "text": FUNCTIONAL}, str(tmp_path))
    assert found["layers"] == [
        "layers.Conv2D(8, (3, 5), activation='relu')", "layers.Flatten()", "layers.Dense(10)",
    ]  # fmt: skip
    assert found["input"] == "28,28,1"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "return F.log",
            "x = x + x\n        return F.log",
            "line 16: what is computed there is not made of one tensor",
        ),
        ("self.head(x.view(x.size(0), -1))", "self.head(x.view(-1, 7))", "view is no layer of a plain stack"),
        ("nn.MaxPool2d(2)", "nn.MaxPool2d(2, return_indices=True)", "it is not settled which operations"),
        ("x.view(x.size(0), -1)", "x.flatten(1).softmax(0).abs()", "abs is no layer of a plain stack"),
        ("nn.Linear(16*7*7, 10)", "nn.Linear(16*7*7, unknown)", "the arguments of Linear are not all known"),
        ("return F.log", "x.abs_()\n        return F.log", "abs_ is no layer of a plain stack"),
        ("self.body(x), 0.1", "self.body[3](self.body(x)), 0.1", "a layer with weights is used a second time"),
    ],
)
def test_what_is_no_stack_says_why(old: str, new: str, expected: str, tmp_path: Path) -> None:
    assert old in CLASS
    assert expected in str(answer({"kind": "chain", "text": CLASS.replace(old, new)}, str(tmp_path))["problem"])


def test_the_folder_of_the_text_is_never_named(tmp_path: Path) -> None:
    text = "from torch import nn\nfrom .layers import Block\n\nnet = nn.Sequential(Block(3), nn.Linear(3, 4))\n"
    told = answer({"kind": "check", "text": text}, str(tmp_path))
    assert "no module .layers in ." in json.dumps(told)
    assert str(tmp_path) not in json.dumps(told)
