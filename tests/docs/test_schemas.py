"""The JSON Schemas are those of the code, and what the commands write fits them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from shapelint.cli import main
from shapelint.project.config.setting_table import SETTINGS

DOCS = Path(__file__).resolve().parents[2] / "docs"
NET = """\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(8, 4)
        self.second = nn.Linear(5, 2)

    def forward(self, x):
        return self.second(self.first(x))


net = Net()
y = net(torch.randn(3, 8))
"""


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def validate(value: object, name: str) -> None:
    schema = json.loads((DOCS / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(value, schema, jsonschema.Draft7Validator)


def test_what_comes_from_the_code_is_up_to_date() -> None:
    for path, text in module("generate").others().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run `python docs/generate.py`"


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        (["check", "--output-format", "json"], "check"),
        (["check", "--output-format", "json", "--brief"], "check-brief"),
        (["summary", "--output-format", "json"], "summary"),
        (["shapes"], "shapes"),
    ],
)
def test_what_is_written_fits(
    arguments: list[str], schema: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "net.py"
    path.write_text(NET, encoding="utf-8")
    main([*arguments, str(path)])
    written = json.loads(capsys.readouterr().out)
    assert written
    validate(written, schema)
    with pytest.raises(jsonschema.ValidationError):
        validate([{"code": 3}], schema)


def test_every_example_of_a_setting_fits() -> None:
    tomllib = pytest.importorskip("tomllib")
    for setting in SETTINGS:
        validate(tomllib.loads(setting.example), "configuration")
        if setting.default:
            validate(tomllib.loads(f"{setting.key} = {setting.default}"), "configuration")
    for wrong in ({"selct": []}, {"force-exclude": "yes"}, {"output-format": "xml"}):
        with pytest.raises(jsonschema.ValidationError):
            validate(wrong, "configuration")
