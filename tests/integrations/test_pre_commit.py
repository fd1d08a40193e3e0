"""The hooks, by the real pre-commit, on a repository that the test makes. pre-commit installs shapelint from this
checkout into an environment of its own, which takes a package index: `pytest -m slow tests/integrations`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from notebooks import broken_model

ROOT = Path(__file__).resolve().parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
BROKEN = """\
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.Flatten(), nn.Linear(8 * 8 * 8, 10))
net(torch.randn(1, 3, 16, 16))
"""
MENDED = BROKEN.replace("8 * 8 * 8", "8 * 16 * 16")


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


class Repository:
    """A repository with a hook installed, and git and pre-commit as a person would run them."""

    def __init__(self, path: Path, hook: str, source: str, cache: Path) -> None:
        self.path = path
        self.environment = {
            **os.environ, "PRE_COMMIT_HOME": str(cache), "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip
        for variable in ("PYTHONPATH", "VIRTUAL_ENV"):
            self.environment.pop(variable, None)
        self.run("git", "init", "--quiet")
        revision = subprocess.run(
            ["git", "-C", source, "rev-parse", "HEAD"], capture_output=True, text=True, check=True
        ).stdout.strip()
        configuration = {"repos": [{"repo": source, "rev": revision, "hooks": [{"id": hook}]}]}
        (path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
        self.run(sys.executable, "-m", "pre_commit", "install")

    def run(self, *command: str) -> str:
        done = self.attempt(*command)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def attempt(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=self.path, env=self.environment, capture_output=True, text=True, check=False)

    def commit(self) -> subprocess.CompletedProcess[str]:
        self.run("git", "add", ".")
        return self.attempt("git", "commit", "--message", "a model")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    """This checkout as it stands, uncommitted changes included, as a repository that pre-commit can clone."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("linter", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(origin, copy / name)
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "checkout"]):
        subprocess.run(["git", *identity, *command], cwd=copy, check=True)
    return str(copy)


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
