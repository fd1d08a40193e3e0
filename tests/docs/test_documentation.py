"""What the documentation shows is what happens: commands have valid options, samples print what is printed here."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from shapelint.cli import main, parser_of
from shapelint.project.config.configuration_files import Layer, read_table
from shapelint.project.config.setting_table import BY_KEY

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.ko.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:^|- |script: )(?:\.venv/bin/)?shapelint (\w.*)", re.MULTILINE)
INLINE = re.compile(r"`shapelint (check\b[^`\n]*)`")
SHELL_ENDS = re.compile(r"""^((?:"[^"]*"|'[^']*'|[^"'])*?)\s+(?:#|<|>|\||&&).*""")  # outside of quotes
PLACEHOLDER = re.compile(r"\b[A-Z]{4,}\b|\.\.\.|\[[A-Z]")


def blocks(path: Path, language: str) -> list[str]:
    return [block for _, found, block in FENCE.findall(path.read_text(encoding="utf-8")) if found == language]


def stated_commands(page: Path) -> list[str]:
    """The shapelint commands that can be run as they stand: in blocks for the shell and for CI, and in the text."""
    text = page.read_text(encoding="utf-8")
    lines = [line for language in ("sh", "yaml") for block in blocks(page, language) for line in COMMAND.findall(block)]
    commands = [SHELL_ENDS.sub(r"\1", command) for command in [*lines, *INLINE.findall(text)]]
    return [command for command in commands if not PLACEHOLDER.search(command.replace("SHP", ""))]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_are_understood(page: Path) -> None:
    for command in stated_commands(page):
        name, *arguments = shlex.split(command)
        parser_of(name).parse_args(arguments)


def test_commands_are_found() -> None:
    assert "check net.py --input 1,3,224,224" in stated_commands(ROOT / "docs" / "get-started.md")
    assert any("--output-format gitlab" in command for command in stated_commands(ROOT / "docs/integrations/ci.md"))


@pytest.mark.parametrize("page", ["README.md", "README.ko.md", "docs/get-started.md"])
def test_the_first_example(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = ROOT / page
    source = blocks(path, "python")[0].removeprefix("# net.py\n")
    Path("net.py").write_text(source, encoding="utf-8")
    assert main(["check", "--quiet", "--color", "never", "net.py"]) == 1
    sample = next(block for block in blocks(path, "") if block.startswith("net.py:"))
    assert capsys.readouterr().out == f"{sample}\n"
    assert main(["check", "--quiet", "--fix", "net.py"]) == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_yaml_is_well_formed(page: Path) -> None:
    for block in blocks(page, "yaml"):
        assert yaml.safe_load(block)


def test_links_lead_somewhere() -> None:
    """In the READMEs; those of the site are checked by `mkdocs build --strict`."""
    for page in PAGES[:2]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), (page, target)


def test_settings_for_editors() -> None:
    """What the page on editors sets is a setting."""
    page = (ROOT / "docs" / "integrations" / "editors.md").read_text(encoding="utf-8")
    stated = re.search(r'"shapelint\.settings": \{(.*)\}', page)
    assert stated is not None
    keys = re.findall(r'"([\w-]+)":', stated[1])
    assert keys
    assert set(keys) <= {*BY_KEY, "input", "delay", "configuration"}
    assert isinstance(read_table({"ignore": ["SHP303"]}, "page", str(ROOT)), Layer)


def excerpts() -> list[tuple[str, str]]:
    """The samples of CONTRIBUTING.md that say which file they stand in, with that file."""
    samples = blocks(ROOT / "CONTRIBUTING.md", "python")
    return [(first[2:], rest) for first, _, rest in (s.partition("\n") for s in samples) if first.startswith("# ")]


def test_there_are_excerpts() -> None:
    assert len(excerpts()) >= 3


@pytest.mark.parametrize(("name", "sample"), excerpts(), ids=[name for name, _ in excerpts()])
def test_an_excerpt_stands_in_its_file(name: str, sample: str) -> None:
    assert sample in (ROOT / name).read_text(encoding="utf-8")


OF_THE_HOUSE = ("CONTRIBUTING.md", "docs/architecture.md")


@pytest.mark.parametrize("page", OF_THE_HOUSE)
def test_the_files_that_a_page_names_are_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = {name for name in re.findall(r"`([\w./]+/[\w.]+\.\w+)`", text) if "<" not in name}
    roots = (ROOT, ROOT / "linter/shapelint", ROOT / "rules/shapelint_rules")
    assert [name for name in sorted(named) if not any((root / name).exists() for root in roots)] == []


@pytest.mark.parametrize("page", OF_THE_HOUSE)
def test_the_names_that_a_page_uses_are_those_of_the_code(page: str) -> None:
    named = set(re.findall(r"`([A-Z]\w*[a-z]\w*)`", (ROOT / page).read_text(encoding="utf-8")))
    places = (ROOT / "linter", ROOT / "rules", ROOT / "docs")
    code = "\n".join(p.read_text(encoding="utf-8") for place in places for p in place.rglob("*.py"))
    assert [name for name in sorted(named) if not re.search(rf"\b{name}\b", code)] == []
