"""Plug-ins: the example is installed and run; what is no plug-in is told in one line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace

import pytest

import shapelint
import shapelint_rules
from shapelint.cli import main
from shapelint.diagnostics.rule import Rule
from shapelint.interpret.api.vocabulary import Vocabulary
from shapelint.problems import WrongUseError
from shapelint.project.config import plugins, rulebook
from shapelint.project.filesystem.asked_once import forget

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "plugin"
SOURCES = [str(Path(package.__file__).parents[1]) for package in (shapelint, shapelint_rules)]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built from a copy and installed without the network."""
    place = tmp_path_factory.mktemp("plugin")
    shutil.copytree(EXAMPLE, place / "source")
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check", "--no-index"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(place / "lib"), str(place / "source")]
    subprocess.run(command, check=True)
    return place / "lib"


def run(installed: Path | None, directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([*SOURCES, *([str(installed)] if installed else [])])
    return subprocess.run(
        [sys.executable, "-m", "shapelint", *arguments],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def found(installed: Path | None, directory: Path, *options: str) -> list[tuple[str, int]]:
    answer = run(installed, directory, "check", str(EXAMPLE / "model.py"), "--output-format", "json", *options)
    assert answer.stderr == ""
    return [(one["code"], one["location"]["row"]) for one in json.loads(answer.stdout)]


def test_the_example_is_run(installed: Path, tmp_path: Path) -> None:
    assert found(None, tmp_path) == []
    assert found(installed, tmp_path) == [("EXP001", 9), ("SHP102", 10)]
    assert found(installed, tmp_path) == [("EXP001", 9), ("SHP102", 10)]
    assert found(None, tmp_path) == []
    assert found(installed, tmp_path, "--ignore", "EXP") == [("SHP102", 10)]
    assert found(installed, tmp_path, "--select", "ragged-channels") == [("EXP001", 9)]


def test_its_rule_is_explained_like_any_other(installed: Path, tmp_path: Path) -> None:
    answer = run(installed, tmp_path, "rule", "EXP001")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("ragged-channels (EXP001)")


# ------------------------------------------------------------------------------------------------- what is no plug-in


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    yield
    forget()
    rulebook.all_rules.cache_clear()


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, object], None]:
    """Pretend that a package offers something."""

    def pretend(group: str, value: str, thing: object) -> None:
        module = SimpleNamespace(thing=thing)
        monkeypatch.setitem(sys.modules, "pretended", module)
        point = EntryPoint(name="some", value=value, group=group)
        monkeypatch.setattr(plugins, "entry_points_of", lambda wanted: (point,) if wanted == group else ())
        plugin_caches = (plugins.plugin_rules, plugins.plugin_frontends, rulebook.all_rules)
        for cached in plugin_caches:
            cached.cache_clear()

    return pretend


RULE = Rule("EXP001", "example", "warning", "An example.")


@pytest.mark.parametrize(
    ("value", "thing", "said"),
    [
        ("pretended:thing", [1], "expected rules"),
        ("pretended:thing", 1, "expected rules"),
        ("pretended:other", [], "it cannot be loaded"),
        ("no_such_module:thing", [], "it cannot be loaded"),
        ("pretended:thing", [Rule("SHP102", "mine", "error", "")], "there is a rule SHP102 already"),
        ("pretended:thing", [Rule("EXP1", "linear-in-features", "error", "")], "a rule linear-in-features already"),
        ("pretended:thing", [RULE, RULE], "there is a rule EXP001 already"),
    ],
)
def test_what_is_no_rule(offer: Callable[..., None], value: str, thing: object, said: str) -> None:
    offer(plugins.RULES, value, thing)
    with pytest.raises(WrongUseError, match=said):
        rulebook.all_rules()


def test_a_function_of_rules(offer: Callable[..., None]) -> None:
    offer(plugins.RULES, "pretended:thing", lambda: (RULE,))
    assert RULE in rulebook.all_rules()


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ({}, "expected a Vocabulary or a Framework"),
        (Vocabulary("torhc"), r"it is no framework's: expected Vocabulary\(\"keras\"\) or Vocabulary\(\"torch\"\)"),
        (Vocabulary("numpy"), r"it is no framework's: expected Vocabulary\(\"keras\"\) or Vocabulary\(\"torch\"\)"),
    ],
)
def test_what_is_no_vocabulary(offer: Callable[..., None], thing: object, said: str) -> None:
    offer(plugins.FRONTENDS, "pretended:thing", thing)
    with pytest.raises(WrongUseError, match=said):
        plugins.plugin_frontends()


def test_it_is_one_line_and_exit_2(
    offer: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("net.py").write_text("import torch\n", encoding="utf-8")
    offer(plugins.RULES, "no_such_module:thing", None)
    assert main(["check", "--no-cache", "net.py"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("shapelint: error: plug-in ?: shapelint.rules: some = no_such_module:thing: it cannot be")
    assert error.count("\n") == 1
