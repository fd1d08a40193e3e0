"""Repositories with shapelint's hooks installed by the real pre-commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
BROKEN = """\
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.Flatten(), nn.Linear(8 * 8 * 8, 10))
net(torch.randn(1, 3, 16, 16))
"""
MENDED = BROKEN.replace("8 * 8 * 8", "8 * 16 * 16")


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


def copy_of_checkout(path: Path) -> str:
    """This checkout as it stands, uncommitted changes included, as a repository that pre-commit can clone."""
    for name in ("linter", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(origin, path / name)
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "checkout"]):
        subprocess.run(["git", *identity, *command], cwd=path, check=True)
    return str(path)
