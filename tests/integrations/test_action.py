"""The GitHub action: its form, and its shell steps run as the runner would run them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
BROKEN = "import torch\nfrom torch import nn\n\nnn.Linear(3, 4)(torch.randn(1, 5))\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A checked-out repository with a mistake in it, and a `shapelint` to be found."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "net.py").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "shapelint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m shapelint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def run_step(name: str, workspace: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """A shell step with these inputs, the others as they are by default."""
    step = next(step for step in STEPS if step.get("name") == name)
    given = {key: inputs.get(key.replace("-", "_"), spec["default"]) for key, spec in ACTION["inputs"].items()}
    stated = {name: expanded(value, given) for name, value in step["env"].items()}
    environment = {
        **os.environ, **stated, "PATH": f"{workspace / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(workspace / "output"), "GITHUB_STEP_SUMMARY": str(workspace / "summary.md"),
        "GITHUB_PATH": str(workspace / "path"),
        "RUNNER_TEMP": str(workspace / "temp"), "GITHUB_ACTION_PATH": str(ROOT),
    }  # fmt: skip
    script = workspace / "script.sh"
    script.write_text(step["run"], encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, check=False)


def expanded(value: str, inputs: dict[str, str]) -> str:
    value = value.replace("${{ steps.python.outputs.python-path }}", sys.executable)
    return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: inputs[match[1]], value)


def test_form() -> None:
    assert ACTION["runs"]["using"] == "composite"
    for step in STEPS:
        assert "uses" in step or ("run" in step and step["shell"] == "bash"), step
        assert "${{" not in step.get("run", ""), "inputs reach a script through its environment only"
    for spec in ACTION["inputs"].values():
        assert spec["description"]
        assert isinstance(spec["default"], str)
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(ACTION["inputs"])


def test_findings_become_annotations_and_fail_the_job(workspace: Path) -> None:
    done = run_step("Check", workspace)
    assert done.returncode == 1
    assert done.stdout.startswith("::error title=shapelint (SHP102),file=src/net.py,line=4,")
    assert run_step("Check", workspace, args="--ignore SHP102 --ignore SHP101", paths="src/net.py src").returncode == 0
    assert run_step("Check", workspace, fail="false").returncode == 0


def test_wrong_use_fails_the_job_whatever_is_said(workspace: Path) -> None:
    assert run_step("Check", workspace, fail="false", args="--select NONE").returncode == 2


def test_sarif(workspace: Path) -> None:
    done = run_step("Write a SARIF report", workspace, upload_sarif="true")
    assert done.returncode == 0, done.stderr
    assert (workspace / "output").read_text(encoding="utf-8") == "sarif-file=shapelint.sarif\n"
    report = json.loads((workspace / "shapelint.sarif").read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in report["runs"][0]["results"]] == ["SHP102"]
    assert run_step("Write a SARIF report", workspace, sarif_file="a.sarif", args="--ignore SHP102").returncode == 0
    assert json.loads((workspace / "a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"] == []


def test_paths_are_a_list_from_a_directory(workspace: Path) -> None:
    (workspace / "src" / "a b.py").write_text(BROKEN, encoding="utf-8")
    done = run_step("Check", workspace, working_directory="src", paths="net.py\n\na b.py\n")
    assert done.returncode == 1
    assert re.findall(r"file=([^,]+)", done.stdout) == ["a b.py", "net.py"]
    assert run_step("Write a SARIF report", workspace, working_directory="src", sarif_file="a.sarif").returncode == 0
    assert len(json.loads((workspace / "a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 2


def test_the_summary_of_the_job_has_the_findings(workspace: Path) -> None:
    assert run_step("Check", workspace).returncode == 1
    written = (workspace / "summary.md").read_text(encoding="utf-8")
    assert written.startswith(
        "## shapelint\n\n| where | what | help |\n|---|---|---|\n| `src/net.py` line 4 | **error** SHP102 "
    )
    (workspace / "summary.md").unlink()
    assert run_step("Check", workspace, summary="false").returncode == 1
    assert not (workspace / "summary.md").exists()


def git(workspace: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    subprocess.run(("git", *who, *arguments), cwd=workspace, check=True, capture_output=True)


def test_models_are_compared_with_the_merge_base(workspace: Path) -> None:
    net = "from torch import nn\n\nnet = nn.Sequential(nn.Linear(4, {}))\n"
    for name in ("net.py", "other.py", "a b.py"):
        (workspace / "src" / name).write_text(net.format(8), encoding="utf-8")
    (workspace / "src" / "plain.py").write_text("x = 1\n", encoding="utf-8")
    git(workspace, "init", "-q", "-b", "main")
    git(workspace, "add", "src")
    git(workspace, "commit", "-qm", "x")
    git(workspace, "checkout", "-qb", "branch")
    for name in ("net.py", "a b.py"):
        (workspace / "src" / name).write_text(net.format(9), encoding="utf-8")
    (workspace / "src" / "plain.py").write_text("x = 2\n", encoding="utf-8")
    git(workspace, "commit", "-qam", "y")
    done = run_step("Compare models", workspace, compare_with="main", working_directory="src")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("plain.py: shapelint: error: ")
    written = (workspace / "summary.md").read_text(encoding="utf-8")
    assert re.findall(r"^## Models of `(.+)`$", written, re.MULTILINE) == ["a b.py", "net.py"]
    assert written.count("the number of output features is 8 in A, 9 in B") == 2
    done = run_step("Compare models", workspace, compare_with="gone")
    assert done.returncode == 2
    assert "::error::there is no merge base with gone: fetch it" in done.stdout


@pytest.mark.slow
def test_installation(workspace: Path) -> None:
    """From the checkout that the action is in."""
    done = run_step("Install shapelint", workspace)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"shapelint [\d.]+\S*\n", done.stdout)
    added = (workspace / "path").read_text(encoding="utf-8").splitlines()
    assert any((Path(directory) / "shapelint").exists() for directory in added)
