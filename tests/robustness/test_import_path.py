"""Nothing is imported from the directory that is checked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from robustness.commands import RIGHT, SOURCES, complaints, run

SHADOWS = (
    "enum", "types", "struct", "signal", "math", "operator", "selectors", "socket", "select", "weakref", "contextlib",
    "warnings", "argparse", "json", "pickle", "threading", "queue", "subprocess", "re", "traceback", "tempfile",
    "torch", "keras", "numpy", "libcst", "tomllib", "tomli", "pygls", "lsprotocol", "sitecustomize", "usercustomize",
    "conftest", "shapelint_rules", "resource", "difflib", "hashlib", "multiprocessing",
)  # fmt: skip
BEFORE_US = {"contextlib", "warnings", "operator", "types", "weakref", "signal", "enum", "re", "struct"}
"""Python itself imports these, or what they import, before `python -m` gets to shapelint."""
MARK = "import pathlib\npathlib.Path({!r}).touch()\n"


def booby_trap(directory: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (directory / f"{name}.py").write_text(MARK.format(str(directory / f"EXECUTED-{name}")), encoding="utf-8")
    evil = directory / "evil-1.0.dist-info"
    evil.mkdir()
    (evil / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n", encoding="utf-8")
    entry_points = "[shapelint.rules]\nevil = conftest\n[shapelint.frontends]\nevil = conftest\n"
    (evil / "entry_points.txt").write_text(entry_points, encoding="utf-8")
    (directory / "evil.pth").write_text("import conftest\n", encoding="utf-8")


def executed(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.glob("EXECUTED-*"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for number in range(14):
        (tmp_path / f"net{number}.py").write_text(RIGHT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_the_command(project: Path, jobs: str) -> None:
    booby_trap(project, SHADOWS)
    done = run(project, "check", ".", "--no-cache", "--jobs", jobs)
    assert (done.returncode, complaints(done), executed(project)) == (0, [], [])


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_as_a_module(project: Path, jobs: str) -> None:
    booby_trap(project, tuple(name for name in SHADOWS if name not in BEFORE_US))
    done = run(project, "check", ".", "--no-cache", "--jobs", jobs, as_module=True)
    assert (done.returncode, complaints(done), executed(project)) == (0, [], [])


@pytest.mark.parametrize("stated", [".", "", "src:.", "./."])
def test_relative_entries_of_the_variable(project: Path, stated: str) -> None:
    booby_trap(project, ("argparse", "torch", "libcst", "pygls", "queue"))
    (project / "src").mkdir()
    done = run(project, "check", ".", "--no-cache", "--jobs", "4", as_module=True, PYTHONPATH=stated)
    assert (done.returncode, complaints(done), executed(project)) == (0, [], [])


def test_processes_that_are_no_copies(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a process cannot be copied, an isolated Python is started, which finds shapelint where this one has."""
    booby_trap(project, SHADOWS)
    program = (
        f"import sys; sys.path[:] = [p for p in sys.path if p]; sys.path[:0] = {SOURCES!r}\n"
        "from shapelint.project.check import workers\n"
        "workers.can_fork = lambda: False\n"
        "from shapelint.start import main\n"
        "sys.argv = ['shapelint', 'check', '.', '--no-cache', '--jobs', '3']\n"
        "sys.exit(main())\n"
    )
    from robustness.commands import environment, place_for_scripts

    path = place_for_scripts() / "isolated.py"
    path.write_text(program, encoding="utf-8")
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, str(path)],
        cwd=project,
        env=environment({"PYTHONPATH": str(project)}) | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert (done.returncode, complaints(done), executed(project)) == (0, [], [])


def test_a_checkout_that_one_stands_in(tmp_path: Path) -> None:
    """shapelint itself may stand in the current directory; then it is found there, behind everything else."""
    place = tmp_path / "linter"
    place.symlink_to(SOURCES[0])
    (tmp_path / "net.py").write_text(RIGHT, encoding="utf-8")
    done = run(Path(SOURCES[0]), "check", "--no-cache", os.fspath(tmp_path / "net.py"), as_module=True)
    assert (done.returncode, complaints(done)) == (0, [])
