"""What somebody who has just heard of shapelint does, from an empty directory on. It takes a package index, for pip and
for pre-commit: `pytest -m slow tests/e2e`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from integrations.hooked import BROKEN, MENDED, Repository, copy_of_checkout

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def first(language: str) -> str:
    """The first block of README.md in a language."""
    found = re.search(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.slow
def test_the_first_minute_as_the_readme_has_it(tmp_path: Path) -> None:
    """From a wheel, as from an index: every command of README.md's consoles, in an empty directory."""
    source = tmp_path / "source"
    source.mkdir()
    checkout = copy_of_checkout(source)
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    programs = tmp_path / "venv" / "bin"
    subprocess.run([programs / "pip", "wheel", "--quiet", "--wheel-dir", tmp_path / "wheels", checkout], check=True)
    project = tmp_path / "project"
    project.mkdir()
    (project / "net.py").write_text(first("python"), encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(tmp_path / "wheels"),
    }
    commands = re.findall(r"^\$ (.*?)(?:\s+#.*)?$", README, re.MULTILINE)[:2]
    assert commands == ["pip install shapelint", "shapelint net.py"]
    for command in commands:
        done = subprocess.run(
            command, shell=True, cwd=project, env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    shown = re.search(r"^```\n(net\.py:.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert shown is not None
    assert done.stdout.startswith(shown[1].rstrip())
    for command in (
        "shapelint summary net.py::body",
        "shapelint rule SHP102",
        "shapelint net.py --fix",
        "shapelint net.py",
    ):
        done = subprocess.run(
            command, shell=True, cwd=project, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)


@pytest.mark.slow
def test_from_an_empty_directory_to_an_accepted_commit(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    checkout = copy_of_checkout(source)
    project = tmp_path / "project"
    project.mkdir()

    subprocess.run([sys.executable, "-m", "venv", str(project / ".venv")], check=True)
    programs = project / ".venv" / "bin"
    subprocess.run([programs / "pip", "install", "--quiet", checkout], check=True)
    repository = Repository(project, "shapelint", checkout, tmp_path / "cache")
    (project / ".gitignore").write_text(".venv\n", encoding="utf-8")
    shapelint = str(programs / "shapelint")

    (project / "net.py").write_text(BROKEN, encoding="utf-8")
    found = repository.attempt(shapelint, "check")
    assert found.returncode == 1
    assert found.stdout.startswith("net.py:4:76: error[SHP102]: Linear expects 512 features")

    refused = repository.commit()
    assert refused.returncode == 1
    assert "net.py:4:76: error[SHP102]" in refused.stdout + refused.stderr
    assert repository.attempt("git", "rev-parse", "--verify", "--quiet", "HEAD").returncode == 1

    assert repository.attempt(shapelint, "check", "--fix").returncode == 0
    assert (project / "net.py").read_text(encoding="utf-8") == MENDED
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert repository.run("git", "show", "HEAD:net.py") == MENDED
    assert repository.run(shapelint, "check").startswith("Nothing found in 1 file")
    assert "20,490" in repository.run(shapelint, "summary", "net.py")
