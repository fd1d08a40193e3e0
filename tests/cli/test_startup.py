"""No module is imported that a command does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import shapelint
import shapelint_rules

SOURCES = [str(Path(package.__file__).parents[1]) for package in (shapelint, shapelint_rules)]
PROGRAM = """
import json, sys
before = set(sys.modules)
sys.argv = ["shapelint", *sys.argv[1:]]
from shapelint.start import main
sys.stdout, told = open({sink!r}, "w"), sys.stdout
try:
    main()
except SystemExit:
    pass
json.dump(sorted(set(sys.modules) - before), told)
"""
RIGHT = "import torch\n\nnet = torch.nn.Linear(8, 4)\nnet(torch.randn(2, 8))\n"
START = {"shapelint", "shapelint.start", "shapelint.version"}
COMMAND = START | {
    "shapelint.cli", "shapelint.cli.commands", "shapelint.cli.error_boundary", "shapelint.cli.help",
    "shapelint.cli.options", "shapelint.limits", "shapelint.problems", "shapelint.records",
}  # fmt: skip
WARM = COMMAND | {
    "shapelint.cli.check", "shapelint.cli.checking", "shapelint.cli.checking.check_options",
    "shapelint.cli.checking.reporting", "shapelint.cli.common_options", "shapelint.cli.execution",
    "shapelint.cli.output", "shapelint.cli.settings_from_options", "shapelint.files",
    "shapelint.frontends", "shapelint.frontends.registry",
    "shapelint.project", "shapelint.project.cache", "shapelint.project.cache.cache_directory",
    "shapelint.project.cache.codec", "shapelint.project.cache.field_types", "shapelint.project.cache.store",
    "shapelint.project.check", "shapelint.project.check.combine", "shapelint.project.config.framework_names",
    "shapelint.project.check.pipeline", "shapelint.project.check.related_files", "shapelint.project.check.request",
    "shapelint.project.config",
    "shapelint.project.config.configuration_files", "shapelint.project.config.resolution",
    "shapelint.project.config.selection", "shapelint.project.config.settings", "shapelint.project.execution",
    "shapelint.project.execution.file_limits", "shapelint.project.files", "shapelint.project.files.discovery",
    "shapelint.project.filesystem", "shapelint.project.filesystem.asked_once",
    "shapelint.project.filesystem.file_system_trace",
    "shapelint.project.filesystem.gitignore", "shapelint.project.filesystem.glob_automata",
    "shapelint.project.filesystem.globs", "shapelint.project.filesystem.package_paths",
    "shapelint.project.filesystem.source_roots", "shapelint.project.results", "shapelint.project.results.file_result",
    "shapelint.project.results.report", "shapelint.report", "shapelint.report.formats", "shapelint.report.summary_line",
}  # fmt: skip
DEAR = {
    "concurrent.futures", "dataclasses", "difflib", "hashlib", "importlib.metadata", "inspect", "libcst", "logging",
    "multiprocessing", "pathlib", "shutil", "subprocess", "tempfile", "tokenize", "tomllib", "typing", "urllib.parse",
}  # fmt: skip


def imported(directory: Path, *arguments: str) -> set[str]:
    """The modules that a command imports beyond those that Python itself has, and json, which the program needs."""
    program = PROGRAM.format(sink=os.devnull)
    answer = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(answer.stdout))


def own(modules: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] in ("shapelint", "shapelint_rules")}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "net.py").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def test_the_version(project: Path) -> None:
    assert own(imported(project, "--version")) == START


@pytest.mark.parametrize("command", ["check", "summary", "shapes", "clean"])
def test_help(project: Path, command: str) -> None:
    modules = imported(project, command, "--help")
    assert not modules & DEAR
    assert own(modules) <= WARM | {f"shapelint.cli.{command}"}


def test_a_check_when_nothing_has_changed(project: Path) -> None:
    imported(project, "check")
    modules = imported(project, "check")
    assert own(modules) == WARM
    assert not modules & DEAR


def test_a_check_that_has_to_look(project: Path) -> None:
    modules = imported(project, "check", "--no-cache")
    assert "libcst" not in modules
    unneeded = (
        "shapelint.frontends.keras.provider",
        "shapelint.frontends.keras.models.layer",
        "shapelint.lsp",
        "multiprocessing",
        "importlib.metadata",
        "tomllib",
    )
    assert not [name for name in modules if name.startswith(unneeded)]


def test_a_project_without_models(project: Path) -> None:
    (project / "net.py").write_text("print('no framework')\n", encoding="utf-8")
    modules = imported(project, "check", "--no-cache")
    assert "libcst" not in modules
