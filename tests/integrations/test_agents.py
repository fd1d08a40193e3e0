"""The plug-in for agents: its files are well formed, and its hook says what an edit has broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shapelint.cli import parser_of
from shapelint.version import __version__

PLUGIN = Path(__file__).resolve().parents[2] / "editors" / "agents"
BROKEN = "import torch\nfrom torch import nn\n\nnn.Linear(3, 4)(torch.randn(1, 5))\n"


def read(name: str) -> dict:
    return json.loads((PLUGIN / name).read_text(encoding="utf-8"))


def test_files() -> None:
    assert read(".claude-plugin/plugin.json")["version"] == __version__
    for server in (read(".mcp.json")["mcpServers"]["shapelint"], read(".lsp.json")["shapelint"]):
        assert server["command"] == "shapelint"
        parser_of(server["args"][0]).parse_args(server["args"][1:])
    (told,) = read("hooks/hooks.json")["hooks"]["PostToolUse"]
    assert (PLUGIN / "hooks" / "check_edited.py").name in told["hooks"][0]["command"]
    head = (PLUGIN / "skills/tensor-shapes/SKILL.md").read_text(encoding="utf-8").split("---\n")[1]
    assert [line.partition(":")[0] for line in head.splitlines()] == ["name", "description"]


def hook(directory: Path, told: object) -> tuple[int, str]:
    """The exit code of the hook, and what it hands over."""
    (directory / "bin").mkdir(exist_ok=True)
    program = directory / "bin" / "shapelint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m shapelint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    done = subprocess.run(
        [sys.executable, PLUGIN / "hooks" / "check_edited.py"],
        input=json.dumps(told),
        cwd=directory,
        env={**os.environ, "PATH": f"{directory / 'bin'}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_an_edit_that_breaks_something_is_handed_over(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(BROKEN, encoding="utf-8")
    code, said = hook(tmp_path, {"tool_input": {"file_path": str(tmp_path / "net.py")}})
    assert code == 2
    assert '"SHP102"' in said
    (tmp_path / "net.py").write_text(BROKEN.replace("(1, 5)", "(1, 3)"), encoding="utf-8")
    assert hook(tmp_path, {"tool_input": {"file_path": str(tmp_path / "net.py")}}) == (0, "")


@pytest.mark.parametrize("told", [{}, [], {"tool_input": {"file_path": "notes.md"}}, {"tool_input": {"file_path": 3}}])
def test_anything_else_is_silence(told: object, tmp_path: Path) -> None:
    assert hook(tmp_path, told) == (0, "")
