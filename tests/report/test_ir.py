"""The graph of a model in open formats: the schema holds, and all that is referred to is there."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from shapelint.cli import main

MODELS = Path(__file__).resolve().parents[2] / "docs" / "pictures"
TARGETS = {
    "unet": ("unet.py::UNet", "1,3,64,64"),
    "lstm": ("lstm.py::Classifier", "1,64:int64"),
    "two_inputs": ("two_inputs.py::model", ""),
    "broken": ("broken.py::Net", ""),
    "gan": ("gan.py::GAN", ""),
}


@pytest.fixture(autouse=True)
def beside_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MODELS)


def written(capsys: pytest.CaptureFixture[str], name: str, form: str) -> Any:
    where, given = TARGETS[name]
    assert main(["ir", where, *(["--input", given] if given else []), "--format", form]) == 0
    return json.loads(capsys.readouterr().out)


def schema(capsys: pytest.CaptureFixture[str]) -> Any:
    assert main(["ir", "--format", "schema"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", TARGETS)
def test_the_schema_holds(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    stated = schema(capsys)
    jsonschema.Draft202012Validator.check_schema(stated)
    jsonschema.validate(written(capsys, name, "json"), stated, jsonschema.Draft202012Validator)


def test_the_schema_refuses_what_is_not_so(capsys: pytest.CaptureFixture[str]) -> None:
    stated, document = schema(capsys), written(capsys, "lstm", "json")
    document["nodes"][0]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, stated, jsonschema.Draft202012Validator)


def test_the_schema_in_the_documentation_is_this_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads((MODELS.parent / "ir.schema.json").read_text(encoding="utf-8")) == schema(capsys)


@pytest.mark.parametrize("name", TARGETS)
def test_all_that_is_referred_to_is_there(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    document = written(capsys, name, "json")
    tensors = {tensor["id"]: tensor for tensor in document["tensors"]}
    assert len(tensors) == len(document["tensors"])
    made: set[str] = set()
    for node in document["nodes"]:
        for several in node["inputs"]:
            for one in several:
                assert tensors[one]["producer"] is None or one in made
        made.update(node["outputs"])
    assert {tensor["id"] for tensor in document["tensors"] if tensor["producer"]} == made
    assert set(document["outputs"]) <= made
    assert [tensors[one]["role"] for one in document["inputs"]] == ["input"] * len(document["inputs"])


def test_what_a_layer_is_made_with_and_holds(capsys: pytest.CaptureFixture[str]) -> None:
    document = written(capsys, "broken", "json")
    conv = document["nodes"][0]
    assert (conv["operation"], conv["callee"], conv["path"]) == ("Convolution", "torch.nn.Conv2d", "conv1")
    assert conv["fields"]["kernel_size"] == [3, 3]
    assert conv["parameters"] == {"weight": [32, 3, 3, 3], "bias": [32]}
    assert conv["location"]["filename"] == "broken.py"


@pytest.mark.parametrize("name", TARGETS)
def test_model_explorer_finds_every_node(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    [graph] = written(capsys, name, "model-explorer")["graphCollections"][0]["graphs"]
    ids = {node["id"] for node in graph["nodes"]}
    assert len(ids) == len(graph["nodes"])
    for node in graph["nodes"]:
        for edge in node.get("incomingEdges", ()):
            assert edge["sourceNodeId"] in ids
    if name == "unet":
        assert {node["namespace"] for node in graph["nodes"]} >= {"middle (DoubleConv)/0 (Conv2d)"}


def test_an_onnx_model_of_what_fails_fails(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx")
    path = tmp_path / "broken.onnx"
    assert main(["ir", "broken.py::Net", "--format", "onnx", "-o", str(path)]) == 0
    with pytest.raises(Exception, match="1600 and 2304"):
        onnx.checker.check_model(onnx.load(str(path)), full_check=True)


def test_without_onnx_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    assert main(["ir", "broken.py::Net", "--format", "onnx", "-o", "never.onnx"]) == 2
    assert "shapelint[onnx]" in capsys.readouterr().err
    assert not Path("never.onnx").exists()


def test_a_target_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ir"]) == 2
    assert "a target is missing" in capsys.readouterr().err
