"""Where the command keeps results, and how they are deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.cli import main
from shapelint.project.filesystem.asked_once import forget

NET = "import torch\ntorch.nn.Linear(8, 4)(torch.randn(2, 9))\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    forget()
    Path("net.py").write_text(NET, encoding="utf-8")


def kept(directory: str = ".shapelint_cache") -> int:
    return len(list(Path(directory).glob("*.json")))


def test_results_are_kept_beside_the_configuration() -> None:
    Path("pkg").mkdir()
    Path("shapelint.toml").touch()
    assert main(["check", "-q", "net.py"]) == 1
    assert kept() == 1


@pytest.mark.parametrize("option", ["--no-cache", "-n"])
def test_nothing_is_kept(option: str) -> None:
    assert main(["check", option, "net.py"]) == 1
    assert not Path(".shapelint_cache").exists()


def test_somewhere_else_and_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--cache-dir", "there", "net.py"]) == 1
    assert kept("there") == 1
    capsys.readouterr()
    assert main(["clean", "--cache-dir", "there"]) == 0
    assert capsys.readouterr().out == "there is clean\n"
    assert not Path("there").exists()


def test_clean_leaves_other_directories_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine").mkdir()
    assert main(["clean", "--cache-dir", "mine"]) == 2
    assert "mine: no cache of shapelint" in capsys.readouterr().err
    assert Path("mine").exists()


def test_jobs() -> None:
    assert main(["check", "--jobs", "2", "--no-cache", "net.py"]) == 1
