"""What somebody who has just heard of shapelint does, from an empty directory on. It takes a package index, for pip and
for pre-commit: `pytest -m slow tests/e2e`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from integrations.hooked import BROKEN, MENDED, Repository, copy_of_checkout


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
