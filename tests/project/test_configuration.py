"""Configuration files: which one holds, what they say, how they are laid over each other, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shapelint.analysis.inputs import InputSpec
from shapelint.problems import Problem
from shapelint.project.config import configuration_files
from shapelint.project.config.configuration_files import Layer, find_configuration, read_configuration
from shapelint.project.config.resolution import Resolver, Stated
from shapelint.project.config.rulebook import all_rules, choose
from shapelint.project.config.setting_kinds import Wrong
from shapelint.project.config.setting_table import BY_KEY, SETTINGS
from shapelint.project.config.settings import Settings
from shapelint.project.config.settings_page import settings_page, settings_toml
from shapelint.project.filesystem.asked_once import forget
from shapelint.project.filesystem.globs import Glob

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    forget()
    yield
    forget()


def write(path: str, text: str) -> str:
    target = Path(path).absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return str(target)


def settings(directory: str = ".", **stated: object) -> Settings:
    resolver = Resolver(Stated(Layer(stated, "the command line", str(Path.cwd()))))
    found = resolver.of_directory(str(Path(directory).absolute()))
    assert resolver.problems == []
    return found


def problem(text: str, name: str = "shapelint.toml") -> str:
    found = read_configuration(write(name, text))
    assert isinstance(found, Problem)
    return found.text


def codes(given: Settings) -> frozenset[str]:
    chosen = choose(given.selection)
    assert isinstance(chosen, frozenset)
    return chosen


# ------------------------------------------------------------------------------------------------- which file holds


def test_the_nearest_file_holds() -> None:
    outer = write("pyproject.toml", "[tool.shapelint]\n")
    inner = write("pkg/shapelint.toml", "")
    (Path.cwd() / "pkg" / "deep").mkdir()
    assert find_configuration(str(Path.cwd())) == outer
    assert find_configuration(str(Path.cwd() / "pkg" / "deep")) == inner


def test_a_project_file_without_the_table_is_passed_over() -> None:
    outer = write("shapelint.toml", "")
    write("pkg/pyproject.toml", "[project]\nname = 'x'\n[tool.other]\nshapelint = 1\n")
    assert find_configuration(str(Path.cwd() / "pkg")) == outer


def test_in_one_directory_the_own_file_comes_first() -> None:
    write("pyproject.toml", "[tool.shapelint]\n")
    own = write("shapelint.toml", "")
    assert find_configuration(str(Path.cwd())) == own
    hidden = write(".shapelint.toml", "")
    assert find_configuration(str(Path.cwd())) == hidden


def test_isolated_and_stated_files() -> None:
    write("shapelint.toml", "force-exclude = true")
    other = write("other.toml", "output-format = 'concise'")
    nothing = Layer({}, "the command line", "")
    here = str(Path.cwd())
    assert not Resolver(Stated(nothing, isolated=True)).of_directory(here).force_exclude
    chosen = Resolver(Stated(nothing, configuration=other)).of_directory(here)
    assert (chosen.force_exclude, chosen.output_format) == (False, "concise")


# ----------------------------------------------------------------------------------------------------- what it says


def test_values_reach_the_settings() -> None:
    write(
        "pyproject.toml",
        """
        [tool.shapelint]
        src = ["lib"]
        exclude = ["old"]
        extend-exclude = ["new/*"]
        force-exclude = true
        respect-gitignore = false
        output-format = "json"
        baseline = "known.json"
        cache-dir = "kept"
        inputs = {"pkg.Net" = [[1, 3, "H", 32], "tokens=N,8:int64"]}
        severity = {"SHP1" = "warning"}
        layers = {"mylib.FusedConv" = "torch.nn.Conv2d"}
        per-file-ignores = {"tests/*" = ["SHP1"]}
        """,
    )
    here = Path.cwd()
    found = settings()
    assert found.src == (here / "lib",)
    assert found.exclude == (Glob("old", str(here)), Glob("new/*", str(here)))
    assert (found.force_exclude, found.respect_gitignore, found.output_format) == (True, False, "json")
    assert (found.baseline, found.cache_dir) == (str(here / "known.json"), str(here / "kept"))
    assert found.model_inputs == (
        ("pkg.Net", (InputSpec(None, (1, 3, "H", 32)), InputSpec("tokens", ("N", 8), "int64"))),
    )
    assert found.severity == (("SHP1", "warning"),)
    assert found.layers == (("mylib.FusedConv", "torch.nn.Conv2d"),)
    assert found.per_file_ignores == ((Glob("tests/*", str(here)), ("SHP1",)),)


def test_extend() -> None:
    write(
        "base/shapelint.toml",
        'exclude = ["a"]\nextend-exclude = ["b"]\nseverity = {SHP1 = "warning"}\nselect = ["SHP1"]',
    )
    write(
        "shapelint.toml",
        'extend = "base/shapelint.toml"\nextend-exclude = ["c"]\nseverity = {SHP2 = "error"}\nignore = ["SHP102"]',
    )
    base, here = str(Path.cwd() / "base"), str(Path.cwd())
    found = settings()
    assert found.exclude == (Glob("a", base), Glob("b", base), Glob("c", here))
    assert found.severity == (("SHP1", "warning"), ("SHP2", "error"))
    assert codes(found) == {r.code for r in all_rules() if r.code.startswith("SHP1")} - {"SHP102"}


def test_the_command_line_wins() -> None:
    write("shapelint.toml", 'output-format = "json"\nselect = ["SHP101"]\nignore = ["SHP102"]')
    assert settings(**{"output-format": "concise"}).output_format == "concise"
    assert codes(settings(**{"extend-select": ("SHP103",)})) == {"SHP101", "SHP103"}
    assert codes(settings(select=("SHP102", "SHP103"))) == {"SHP102", "SHP103"}
    assert codes(settings(ignore=("SHP101",))) == frozenset()


def test_what_a_file_only_ignores_stays_ignored() -> None:
    write("shapelint.toml", 'ignore = ["SHP102"]')
    assert "SHP102" not in codes(settings(select=("SHP1",)))
    assert codes(settings(select=("SHP102",))) == frozenset()


# ----------------------------------------------------------------------------------------------------- what is wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("slect = []", "unknown key 'slect' (did you mean 'select'?)"),
        ("per_file_ignores = {}", "unknown key 'per_file_ignores' (did you mean 'per-file-ignores'?)"),
        ("zzz = 1", "unknown key 'zzz'"),
        ("select = 'SHP1'", "select: expected a list of rules, found a string"),
        ("select = ['SHP1', 2]", "select[1]: expected a string, found an integer"),
        ("force-exclude = 'yes'", "force-exclude: expected a boolean, found a string"),
        ("exclude = [1]", "exclude[0]: expected a glob, found an integer"),
        ("src = ['']", "src[0]: expected a path, found an empty string"),
        ("output-format = 'xml'", 'output-format: expected one of "full", "concise", "json"'),
        ("severity = {SHP1 = 'fatal'}", 'severity."SHP1": expected one of "error", "warning", found "fatal"'),
        ("inputs = {Net = [[1, 0]]}", 'inputs."Net"[0]: expected a positive whole number or a name, found 0'),
        ("inputs = {Net = [1, 3]}", 'inputs."Net"[0]: expected an input such as [1, 3, 32, 32], found an integer'),
        (
            "inputs = {Net = ['1,x!']}",
            "inputs.\"Net\"[0]: expected an input such as [1, 3, 32, 32], found input '1,x!'",
        ),
        ("select = [", "it is not valid TOML: "),
        ("extend = 'none.toml'", "extend: none.toml: no such file"),
        ("extend = 'shapelint.toml'", "extend leads back to shapelint.toml"),
    ],
)
def test_problems_name_the_file_and_the_key(text: str, said: str) -> None:
    assert problem(text).startswith(f"shapelint.toml: {said}")


def test_problems_name_the_table_of_a_project_file() -> None:
    assert problem("[tool.shapelint]\nslect = []", "pyproject.toml") == (
        "pyproject.toml: unknown key 'slect' in [tool.shapelint] (did you mean 'select'?)"
    )
    forget()
    assert problem("[project]\n", "pyproject.toml") == "pyproject.toml: there is no table [tool.shapelint] in it"


# ------------------------------------------------------------------------------------------------------- the table


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_examples_and_defaults_can_be_read(setting) -> None:
    layers = read_configuration(write("shapelint.toml", setting.example.replace("../shapelint.toml", "base.toml")))
    if setting.key == "extend":
        assert isinstance(layers, Problem)
        assert "no such file" in layers.text
        return
    assert isinstance(layers, tuple), layers
    assert list(layers[0].values) == [setting.key]
    assert all(not isinstance(value, Wrong) for _, value in configuration_files.defaults("/"))


def test_the_defaults_are_those_of_the_settings_record(tmp_path: Path) -> None:
    stated = dict(configuration_files.defaults(""))
    own = Settings()
    assert stated["exclude"] == own.exclude
    assert stated["include"] == own.include
    assert stated["output-format"] == own.output_format
    assert (stated["force-exclude"], stated["respect-gitignore"]) == (own.force_exclude, own.respect_gitignore)
    assert [key for key in BY_KEY if key not in stated] == ["extend", "python", "select", "baseline"]


def test_shown_settings_can_be_read_again() -> None:
    layers = read_configuration(
        write(
            "shapelint.toml",
            "inputs = {Net = [[1, 3], 'x=N,2:int64']}\nper-file-ignores = {'a*' = ['SHP1']}\nignore = ['SHP1']",
        )
    )
    assert isinstance(layers, tuple)
    again = read_configuration(write("again.toml", settings_toml(layers, str(Path.cwd()))))
    assert isinstance(again, tuple), again
    for key, value in layers[0].values.items():
        assert again[0].values[key] == value


def test_the_page_is_generated() -> None:
    assert (DOCS / "configuration.md").read_text(encoding="utf-8") == settings_page(), "run python docs/generate.py"
