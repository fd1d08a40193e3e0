"""The hooks, by the real pre-commit, on a repository that the test makes. pre-commit installs shapelint from this
checkout into an environment of its own, which takes a package index: `pytest -m slow tests/integrations`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from integrations.hooked import BROKEN, MENDED, ROOT, Repository, copy_of_checkout
from notebooks import broken_model

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_hooks_are_well_formed() -> None:
    """As pre-commit itself sees it."""
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [hook["id"] for hook in HOOKS] == ["shapelint", "shapelint-fix"]


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_entries_are_commands(hook: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(BROKEN, encoding="utf-8")
    program, *arguments = hook["entry"].split()
    assert program == "shapelint"
    command = [sys.executable, "-m", "shapelint", *arguments, "net.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    text = (tmp_path / "net.py").read_text(encoding="utf-8")
    assert (done.returncode, text) == ((0, MENDED) if "--fix" in arguments else (1, BROKEN)), done.stderr


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    return copy_of_checkout(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


@pytest.mark.slow
def test_a_commit_is_refused_until_it_is_right(tmp_path: Path, source: str, cache: Path) -> None:
    repository = Repository(tmp_path, "shapelint", source, cache)
    (tmp_path / "net.py").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "run.ipynb").write_text(broken_model(), encoding="utf-8")
    refused = repository.commit()
    assert refused.returncode == 1
    assert "net.py:4:" in refused.stdout + refused.stderr
    assert "run.ipynb:cell 4:6:" in refused.stdout + refused.stderr
    (tmp_path / "net.py").write_text(MENDED, encoding="utf-8")
    (tmp_path / "run.ipynb").write_text(broken_model().replace("32*5*5", "32*16*16"), encoding="utf-8")
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


@pytest.mark.slow
def test_the_fixing_hook_mends_and_lets_the_next_commit_through(tmp_path: Path, source: str, cache: Path) -> None:
    repository = Repository(tmp_path, "shapelint-fix", source, cache)
    (tmp_path / "net.py").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "run.ipynb").write_text(broken_model(), encoding="utf-8")
    refused = repository.commit()
    assert refused.returncode == 1
    assert "files were modified by this hook" in refused.stdout + refused.stderr
    assert (tmp_path / "net.py").read_text(encoding="utf-8") == MENDED
    assert (tmp_path / "run.ipynb").read_text(encoding="utf-8") == broken_model().replace("32*5*5", "32*16*16")
    assert repository.commit().returncode == 0


@pytest.mark.slow
def test_excluded_files_are_left_alone(tmp_path: Path, source: str, cache: Path) -> None:
    repository = Repository(tmp_path, "shapelint", source, cache)
    (tmp_path / "shapelint.toml").write_text('extend-exclude = ["old"]\n', encoding="utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "net.py").write_text(BROKEN, encoding="utf-8")
    assert repository.commit().returncode == 0
