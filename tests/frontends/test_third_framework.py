"""A framework that nothing but its own folder (`sketch`) knows is checked, summarised and shown like any other."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from frontends.sketch.framework import FRAMEWORK

import shapelint
from shapelint.cli import main
from shapelint.project.config import plugins
from shapelint.project.filesystem.asked_once import forget

NET = """import sketch
from sketch import functions


class Net(sketch.Model):
    def __init__(self):
        self.conv = sketch.Conv(3, 8, 3)
        self.more = [sketch.Conv({channels}, 4, 3)]
        self.head = sketch.Dense({features}, 10)

    def apply(self, x):
        x = self.conv(x)
        for layer in self.more:
            x = layer(x)
        return self.head(functions.rows(x))


net = Net()
net(sketch.zeros((2, 12, 12, 3)))
"""
RIGHT = NET.format(channels=8, features=4 * 8 * 8)


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A package offers the framework."""
    point = EntryPoint("sketch", "frontends.sketch.framework:FRAMEWORK", plugins.FRONTENDS)
    forget()
    monkeypatch.setattr(plugins, "entry_points_of", lambda group: (point,) if group == plugins.FRONTENDS else ())
    monkeypatch.chdir(tmp_path)
    yield
    monkeypatch.undo()
    plugins.plugin_frontends.cache_clear()
    plugins.plugin_rules.cache_clear()


def found(text: str) -> list[tuple[str, str, int]]:
    Path("net.py").write_text(text, encoding="utf-8")
    return [(d.code, d.message, d.location.row) for d in shapelint.check_paths(["net.py"])]


def test_what_fits_is_not_reported() -> None:
    assert found(RIGHT) == []


def test_what_does_not_fit_is() -> None:
    assert found(NET.format(channels=6, features=4 * 8 * 8)) == [
        ("SHP101", "Conv expects 6 input channels (inputs), but receives 8", 8)
    ]
    assert found(NET.format(channels=8, features=4 * 7 * 7)) == [
        ("SHP102", "Dense expects 196 features (inputs), but receives 256", 9)
    ]


def test_models_that_nothing_calls_are_run() -> None:
    model = NET.format(channels=7, features=4 * 8 * 8).partition("net = ")[0]
    assert [(code, row) for code, _, row in found(model)] == [("SHP101", 8)]


def test_summary(capsys: pytest.CaptureFixture[str]) -> None:
    Path("net.py").write_text(RIGHT, encoding="utf-8")
    assert main(["summary", "net.py::Net"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Net (sketch, input (2, 12, 12, 3))")
    assert [line.split()[:2] for line in shown.splitlines()[4:7]] == [
        ["conv", "(Conv)"],
        ["more.0", "(Conv)"],
        ["head", "(Dense)"],
    ]
    assert "total parameters  3,086" in shown


def test_shapes(capsys: pytest.CaptureFixture[str]) -> None:
    Path("net.py").write_text(RIGHT, encoding="utf-8")
    assert main(["shapes", "net.py"]) == 0
    shapes = {one["expression"]: one["shape"] for one in json.loads(capsys.readouterr().out)}
    assert shapes["self.conv(x)"] == [2, 10, 10, 8]
    assert shapes["functions.rows(x)"] == [2, 256]


def test_nothing_else_knows_it() -> None:
    assert FRAMEWORK.name == "sketch"
    assert not [name for name in sys.modules if name.startswith("shapelint") and "sketch" in name]
