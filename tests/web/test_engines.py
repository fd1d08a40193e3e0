"""Both engines, and the command line, give the same answers: for every fixture of fewer than 200 lines.

Pyodide runs in node, with the packages of tools/playground (`npm ci --prefix tools/playground`).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import shapelint
from shapelint.web.answers import answer
from shapelint.web.bundle import engine_zip

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "tools" / "playground"
MOST_LINES = 200
FIXTURES = [
    path for path in sorted((ROOT / "fixtures").rglob("*.py")) if len(path.read_bytes().splitlines()) < MOST_LINES
]
HOSTILE = (
    "(" * 60 + ")" * 60,
    "x = " + "-" * 3000 + "1", "import torch\n" + "x = [" * 40, "\0", "lambda: (yield)", "ŝ" * 1000,
    "import torch\nx = " + "-" * 3000 + "1", "import torch\nx = " + "(" * 80 + "1" + ")" * 80,
    "import torch\nx = " + "1+" * 5000 + "1", "import torch\n" + "".join(" " * n + "if x:\n" for n in range(90)),
    "import torch\ndef f(): return f()\nf()",
    "import torch\nx = '" + "a" * 300_000 + "'",
)  # fmt: skip

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and (MODULES / "node_modules" / "pyodide").is_dir()),
    reason="takes node, and `npm ci --prefix tools/playground`",
)


def differing(texts: list[str], directory: Path) -> list[int]:
    """The positions of the texts to which Pyodide has another answer than this Python."""
    requests = [{"kind": "check", "text": text} for text in texts]
    asked, told, archive = directory / "asked", directory / "told", directory / "shapelint.zip"
    asked.write_text("\n".join(json.dumps(request) for request in requests), encoding="utf-8")
    archive.write_bytes(engine_zip())
    script = Path(__file__).with_name("pyodide_answers.mjs")
    subprocess.run(["node", script, MODULES, archive, asked, told], check=True, capture_output=True, timeout=3600)
    found = [json.loads(line) for line in told.read_text(encoding="utf-8").split("\n")]
    own = [json.loads(json.dumps(answer(request, str(directory)))) for request in requests]
    assert len(found) == len(own)
    return [position for position, (one, other) in enumerate(zip(found, own, strict=True)) if one != other]


def names_of_differing(paths: list[Path], directory: Path) -> list[str]:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    return [str(paths[position].relative_to(ROOT)) for position in differing(texts, directory)]


def test_a_share_of_the_fixtures(tmp_path: Path) -> None:
    assert names_of_differing(FIXTURES[::120], tmp_path) == []


def test_hostile_texts(tmp_path: Path) -> None:
    """They end in an answer; where a text is nested so deeply that a browser cannot read it, in another one."""
    differing(list(HOSTILE), tmp_path)
    told = [json.loads(line) for line in (tmp_path / "told").read_text(encoding="utf-8").split("\n")]
    assert [text[:20] for text, one in zip(HOSTILE, told, strict=True) if "diagnostics" not in one] == []


@pytest.mark.slow
def test_all_fixtures(tmp_path: Path) -> None:
    assert names_of_differing(FIXTURES, tmp_path) == []


@pytest.mark.slow
def test_the_command_line_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    for fixture in FIXTURES[::5]:
        text = fixture.read_text(encoding="utf-8", errors="replace")
        told = answer({"kind": "check", "text": text}, str(tmp_path))
        codes = [(d.code, d.location.row) for d in shapelint.check_paths(path)]
        assert [(d["code"], d["location"]["row"]) for d in told["diagnostics"]] == codes  # type: ignore[attr-defined]
