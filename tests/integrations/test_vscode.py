"""The extension for VS Code: its parts are tried without an editor, and packed as they are published."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from shapelint.version import __version__

EXTENSION = Path(__file__).resolve().parents[2] / "editors" / "vscode"
ABOUT = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
SOURCE = (EXTENSION / "extension.js").read_text(encoding="utf-8")


def test_what_it_declares_is_there() -> None:
    assert ABOUT["version"] == __version__
    assert (EXTENSION / ABOUT["icon"]).read_bytes().startswith(b"\x89PNG")
    registered = set(re.findall(r'registerCommand\("([\w.]+)"', SOURCE))
    assert {command["command"] for command in ABOUT["contributes"]["commands"]} <= registered
    read = {f"shapelint.{key}" for key in re.findall(r'configuration\.get\("(\w+)"\)', SOURCE)}
    assert read == set(ABOUT["contributes"]["configuration"]["properties"])


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node")
def test_the_server_is_found() -> None:
    done = subprocess.run(["node", "--test"], cwd=EXTENSION, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npm") is None, reason="there is no npm")
def test_it_is_packed_with_all_that_it_needs(tmp_path: Path) -> None:
    """Takes package indexes, for npm and pip."""
    for directory in ("editors/vscode", "linter", "rules"):
        shutil.copytree(
            EXTENSION.parents[1] / directory,
            tmp_path / directory,
            ignore=shutil.ignore_patterns("node_modules", "bundled", "dist", "__pycache__"),
        )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(EXTENSION.parents[1] / name, tmp_path / name)
    place = tmp_path / "editors" / "vscode"
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=place, check=True)
    pack = ["npx", "vsce", "package", "--no-dependencies", "--skip-license", "--out", "shapelint.vsix"]
    subprocess.run(pack, cwd=place, check=True, capture_output=True)
    with zipfile.ZipFile(place / "shapelint.vsix") as packed:
        names = set(packed.namelist())
    assert {"extension/dist/extension.js", "extension/package.json", "extension/icon.png"} <= names
    assert {"extension/bundled/shapelint/start.py", "extension/bundled/pygls/__init__.py"} <= names
    assert not [name for name in names if name.endswith((".so", ".pyd", ".pyc")) or "node_modules" in name]
