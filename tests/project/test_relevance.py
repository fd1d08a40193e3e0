"""Which files are run: those that can have a model in their hands, and not those that only speak of a framework."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.cli import main

WRONG = "def make():\n    import torch\n    torch.nn.Linear(3, 4)(torch.ones(2, 5))\n"
SPEAKS = '"""Counts the layers of torch models."""\n'


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(capsys: pytest.CaptureFixture[str], *paths: str) -> list[str]:
    main(["check", *paths, "--output-format", "concise", "--quiet"])
    return [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("text", "is_run"),
    [
        (SPEAKS + "def apply(f):\n    return f(1, 2)\n", False),
        (SPEAKS + "import os, sys\nfrom pathlib import (\n    Path,\n)\n", False),
        (WRONG, True),
        (SPEAKS + "from parts import (\n    layer,\n)\nlayer(1)\n", True),
        (SPEAKS + "from pkg import (\n    inner,\n)\ninner.layer(1)\n", True),
        (SPEAKS + "def late():\n    from far import way\n    return way()\n", True),
        (SPEAKS + "import importlib\nlib = importlib.import_module('tor' + 'ch')\n", True),
        (SPEAKS + "exec('import torch')\n", True),
        (SPEAKS + "import mylib\nmylib.Fused(3, 4)\n", False),
        ("import torch  # (\nx = (\n", True),
    ],
)
def test_what_is_run(text: str, is_run: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is imported may be deep: `far` imports `parts`, which imports torch."""
    from shapelint.project.check.relevance import concerns_models
    from shapelint.project.files.imports import ProjectFiles
    from shapelint.syntax.source import SourceFile

    Path("pkg").mkdir()
    Path("pkg/__init__.py").touch()
    for name in ("parts", "pkg/inner"):
        Path(f"{name}.py").write_text("import torch\n\n\ndef layer(x):\n    return torch.nn.Linear(x, x)\n")
    Path("far.py").write_text("from near import way\n")
    Path("near.py").write_text("import parts\n\n\ndef way():\n    return parts.layer(3)\n")
    Path("net.py").write_text(text, encoding="utf-8")
    files = ProjectFiles()
    opened = files.open(Path("net.py"))
    assert isinstance(opened, SourceFile)
    assert concerns_models(opened, files) is is_run
    if "mylib" in text:
        assert concerns_models(opened, files, frozenset({"mylib"}))


def test_a_result_ends_when_what_is_imported_becomes_a_model(capsys: pytest.CaptureFixture[str]) -> None:
    Path("net.py").write_text(SPEAKS + "from parts import layer\n\nlayer(5)\n", encoding="utf-8")
    Path("parts.py").write_text("from base import layer\n", encoding="utf-8")
    Path("base.py").write_text("def layer(x):\n    return x\n", encoding="utf-8")
    assert found(capsys, "net.py") == []
    made = "import torch\n\n\ndef layer(x):\n    return torch.nn.Linear(3, 4)(torch.ones(2, x))\n"
    Path("base.py").write_text(made, encoding="utf-8")
    assert found(capsys, "net.py") == ["base.py"]
