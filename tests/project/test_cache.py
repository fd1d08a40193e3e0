"""Kept results: used when nothing has changed, never when anything has, and never believed when damaged."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import shapelint.project
from shapelint.project.cache.cache_directory import remove
from shapelint.project.cache.codec import decode, encode
from shapelint.project.cache.store import ResultCache, file_opener
from shapelint.project.check.file_check import FileChecker
from shapelint.project.check.pipeline import check as check_request
from shapelint.project.check.request import CheckRequest
from shapelint.project.config.resolution import Resolver
from shapelint.project.config.selection import Selection
from shapelint.project.config.settings import SameSettings, Settings
from shapelint.project.filesystem.asked_once import forget
from shapelint.project.results.report import Report

NET = """\
import torch
from parts import width
from torch import nn

net = nn.Sequential(nn.Linear(8, width), nn.Linear(12, 4))
net(torch.randn(2, 8))
"""
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SAMPLES = sorted([*FIXTURES.glob("torch/**/*wrong*.py"), *FIXTURES.glob("keras/**/*wrong*.py")])[::9]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    write("net.py", NET)
    write("parts.py", "width = 16\n")
    forget()
    yield tmp_path
    forget()


def write(path: str, text: str | bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text if isinstance(text, bytes) else text.encode())


def check(*paths: str, settings: Settings | None = None) -> Report:
    forget()
    source = Resolver() if settings is None else SameSettings(settings)
    report = check_request(CheckRequest(paths or ("net.py",), source, cache=ResultCache("kept")))
    assert isinstance(report, Report)
    return report


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are really checked from here on."""
    names: list[str] = []
    original = FileChecker.check

    def remember(self: FileChecker, path: Path) -> object:
        names.append(path.name)
        return original(self, path)

    monkeypatch.setattr(FileChecker, "check", remember)
    return names


def test_what_is_kept_is_what_was_found(checked: list[str]) -> None:
    first = check()
    assert [d.code for d in first.diagnostics] == ["SHP102"]
    assert checked == ["net.py"]
    assert check() == first
    assert checked == ["net.py"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_results_survive_writing_and_reading(path: Path) -> None:
    result = FileChecker(SameSettings(Settings()), [path]).check(path)
    assert decode(json.loads(json.dumps(encode(result))), file_opener()) == result


def test_there_is_something_to_survive() -> None:
    results = [FileChecker(SameSettings(Settings()), [path]).check(path) for path in SAMPLES]
    assert sum(len(result.diagnostics) for result in results) > 3  # type: ignore[union-attr]
    assert any(d.fix is not None for result in results for d in result.diagnostics)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("net.py", NET + "# more\n"),
        ("parts.py", "width = 12\n"),
        ("parts/__init__.py", "width = 12\n"),
        ("src/parts.py", "width = 12\n"),
        ("__init__.py", ""),
        ("pyproject.toml", ""),
        (".venv/lib/python3.11/site-packages/parts.py", "width = 12\n"),
        ("shapelint.toml", 'ignore = ["SHP103"]'),
    ],
)
def test_whatever_the_result_depends_on(checked: list[str], path: str, text: str) -> None:
    if path == "src/parts.py":
        write("pyproject.toml", "")
        write("src/other.py", "")
        Path("parts.py").unlink()
    check()
    write(path, text)
    check()
    assert checked == ["net.py", "net.py"]
    check()
    assert checked == ["net.py", "net.py"]


def test_an_import_that_could_not_be_found(checked: list[str]) -> None:
    Path("parts.py").unlink()
    assert check().diagnostics == ()
    write("parts.py", "width = 16\n")
    assert [d.code for d in check().diagnostics] == ["SHP102"]


def test_settings_and_what_has_nothing_to_do_with_it(checked: list[str]) -> None:
    check(settings=Settings())
    check(settings=Settings(selection=Selection(ignore=("SHP102",))))
    check(settings=Settings(output_format="json", baseline="x"))
    write("other.py", "import torch\n")
    check(settings=Settings())
    assert checked == ["net.py", "net.py"]


def test_damage_is_noticed(checked: list[str]) -> None:
    first = check()
    (entry,) = Path("kept").glob("*.json")
    whole = entry.read_bytes()
    damaged = [b"", b"\n", b"{}", whole[:-1], whole[:40], whole.replace(b"SHP102", b"SHP103"), os.urandom(200)]
    for content in damaged:
        entry.write_bytes(content)
        assert check() == first
        assert entry.read_bytes() == whole
    assert len(checked) == 1 + len(damaged)


def test_a_place_that_cannot_be_written(checked: list[str]) -> None:
    write("kept", "a file")
    assert check() == check()
    assert Path("kept").read_text(encoding="utf-8") == "a file"


def test_a_file_that_is_no_text(checked: list[str]) -> None:
    write("latin.py", b"import torch\nname = '\xe9'\n")
    assert [d.code for d in check("latin.py").diagnostics] == ["SHP004"]
    assert [d.code for d in check("latin.py").diagnostics] == ["SHP004"]
    assert checked == ["latin.py"]


def test_only_a_cache_is_deleted() -> None:
    check()
    assert remove("kept") == ""
    assert not Path("kept").exists()
    assert remove("kept") == ""
    assert remove(".").startswith(".: no cache of shapelint")
    assert Path("net.py").exists()


def test_a_cache_is_ignored_by_git_and_tagged() -> None:
    check()
    assert Path("kept/.gitignore").read_text(encoding="utf-8") == "*\n"
    assert (
        Path("kept/CACHEDIR.TAG").read_text(encoding="utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )


def test_several_processes_find_what_one_finds() -> None:
    for number in range(4, 18):
        write(f"more/net{number}.py", NET.replace("from parts import width\n", "").replace("width", str(number)))
    files = sorted(str(path) for path in Path("more").glob("*.py"))
    alone = check_request(CheckRequest(tuple(files), Resolver()))
    together = check_request(CheckRequest(tuple(files), Resolver(), jobs=2))
    assert together == alone
    assert isinstance(alone, Report)
    assert len(alone.diagnostics) == 13


def test_whatever_a_process_has_learnt_can_be_forgotten() -> None:
    """What is asked of the world outside is kept by `asked_once` alone, which knows what there is to forget."""
    project = Path(shapelint.project.__file__).parent
    kept = {path.relative_to(project).as_posix() for path in project.rglob("*.py") if "@cache" in path.read_text()}
    assert kept == {"cache/codec.py", "cache/field_types.py"}  # of shapelint's own classes
