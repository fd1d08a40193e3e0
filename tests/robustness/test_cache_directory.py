"""Results are kept in, and deleted from, a directory that shapelint has made, and in no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from robustness.commands import RIGHT, complaints, run

from shapelint.project.cache.cache_directory import IGNORE, MARK, TAG, is_own_name


@pytest.fixture
def project(tmp_path: Path) -> Path:
    place = tmp_path / "project"
    (place / "src").mkdir(parents=True)
    (place / "src" / "net.py").write_text(RIGHT, encoding="utf-8")
    return place


def contents(directory: Path) -> dict[str, bytes | str]:
    """Everything below a directory."""
    return {
        str(path.relative_to(directory)): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.mark.parametrize("place", ["src", ".", "./src/../src"])
def test_a_directory_of_the_users(project: Path, place: str) -> None:
    before = contents(project)
    for command in (("check", "."), ("clean",)):
        done = run(project, *command, "--cache-dir", place)
        assert done.returncode == 2
        assert len(complaints(done)) == 1
    assert contents(project) == before


@pytest.mark.parametrize("place", [".", "src", "..", "/tmp", "~", "../elsewhere", "src/../../elsewhere"])
def test_a_configuration(project: Path, place: str) -> None:
    (project / "pyproject.toml").write_text(f'[tool.shapelint]\ncache-dir = "{place}"\n', encoding="utf-8")
    (project.parent / "elsewhere").mkdir()
    before = contents(project.parent)
    for command in (("check", "."), ("clean",)):
        done = run(project, *command)
        assert done.returncode == 2
        assert len(complaints(done)) == 1
    assert contents(project.parent) == before


def test_a_configuration_within_the_project(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.shapelint]\ncache-dir = "build/kept"\n', encoding="utf-8")
    before = contents(project)
    assert run(project, "check", ".").returncode == 0
    assert (project / "build" / "kept" / MARK).read_text(encoding="utf-8") == TAG
    assert run(project, "clean").returncode == 0
    assert contents(project) == before


def test_the_command_line_may_name_any_place(project: Path) -> None:
    place = project.parent / "kept"
    place.mkdir()
    assert run(project, "check", ".", "--cache-dir", str(place)).returncode == 0
    assert {MARK, IGNORE} < {path.name for path in place.iterdir()}
    assert run(project, "clean", "--cache-dir", str(place)).returncode == 0
    assert not place.exists()


@pytest.mark.parametrize("configured", [True, False])
def test_links(project: Path, configured: bool) -> None:
    elsewhere = project.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.json").write_text("{}", encoding="utf-8")
    if configured:
        (project / "build").symlink_to(elsewhere)
        (project / "shapelint.toml").write_text('cache-dir = "build/kept"\n', encoding="utf-8")
    else:
        (project / ".shapelint_cache").symlink_to(elsewhere)
    before = contents(project.parent)
    done = run(project, "check", ".")
    assert done.returncode == (2 if configured else 0)
    assert len(complaints(done)) == 1
    assert run(project, "clean").returncode == 2
    assert contents(project.parent) == before


def test_the_usual_place_is_taken(project: Path) -> None:
    """Nobody is kept from checking by it."""
    (project / ".shapelint_cache").write_text("mine", encoding="utf-8")
    done = run(project, "check", ".")
    assert done.returncode == 0
    assert complaints(done) == [
        "shapelint: warning: .shapelint_cache: no cache of shapelint (it is no directory); nothing is kept"
    ]
    assert (project / ".shapelint_cache").read_text(encoding="utf-8") == "mine"


def test_only_entries_are_deleted(project: Path) -> None:
    run(project, "check", ".")
    kept, mine = project / ".shapelint_cache", project / "mine"
    mine.write_text("mine", encoding="utf-8")
    (kept / ("0" * 32 + ".json")).symlink_to(mine)
    (kept / "notes.json").write_text("notes", encoding="utf-8")
    (kept / ("1" * 32 + ".json.77.tmp")).write_text("what was being written", encoding="utf-8")
    (kept / "more").mkdir()
    assert len(list(kept.iterdir())) == 7
    done = run(project, "clean")
    assert done.returncode == 2
    assert len(complaints(done)) == 1
    assert {path.name for path in kept.iterdir()} == {"0" * 32 + ".json", "notes.json", "more", MARK}
    assert mine.read_text(encoding="utf-8") == "mine"


def test_an_ignore_file_of_the_users(project: Path) -> None:
    """It is written only beside the mark, and never over another."""
    kept = project / "kept"
    kept.mkdir()
    (kept / MARK).write_text(TAG, encoding="utf-8")
    (kept / IGNORE).write_text("!*\n", encoding="utf-8")
    assert run(project, "check", ".", "--cache-dir", "kept").returncode == 0
    assert run(project, "clean", "--cache-dir", "kept").returncode == 2
    assert (kept / IGNORE).read_text(encoding="utf-8") == "!*\n"


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_an_entry_that_is_a_link(project: Path) -> None:
    """An entry is replaced, never written through."""
    run(project, "check", ".")
    entry = next((project / ".shapelint_cache").glob("*.json"))
    mine = project / "mine"
    mine.write_text("mine", encoding="utf-8")
    entry.unlink()
    entry.symlink_to(mine)
    run(project, "check", ".")
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "is_own"),
    [
        ("0123456789abcdef" * 2 + ".json", True),
        ("0123456789abcdef" * 2 + ".json.12.tmp", True),
        ("0123456789abcdef" * 2 + ".json.tmp", False),
        ("0123456789ABCDEF" * 2 + ".json", False),
        ("0123456789abcdef.json", False),
        ("package.json", False),
        (MARK, True),
        (f"{MARK}.7.tmp", True),
        (f"{MARK}.py", False),
        (IGNORE, True),
        (".gitignore.py", False),
        ("", False),
    ],
)
def test_names(name: str, is_own: bool) -> None:
    assert is_own_name(name) is is_own
