"""Third-party packages: which environment is read, what is read of it, and where its findings are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint
from shapelint.cli import main
from shapelint.project.files.imports import ProjectFiles
from shapelint.project.filesystem.environments import package_directories
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import SourceFile

BLOCKS = """\
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, channels, features):
        super().__init__()
        self.conv = nn.Conv2d(channels, 8, 3)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(8, features)

    def forward(self, x):
        return self.fc(self.pool(self.conv(x)).flatten(1))


class Broken(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block(5, 4)

    def forward(self, x):
        return self.block(x)


Broken()(torch.randn(1, 3, 9, 9))
"""
USER = """\
import torch
from torch import nn
from blocks import Block


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block({channels}, 6)
        self.head = nn.Linear({features}, 2)

    def forward(self, x):
        return self.head(self.block(x))


Net()(torch.randn(2, 3, 20, 20))
"""


@pytest.fixture(autouse=True)
def no_active_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)


def environment(root: Path, version: str = "3.11", source: str = BLOCKS) -> Path:
    """A virtual environment with one package, `blocks`."""
    packages = root / f"lib/python{version}/site-packages"
    (packages / "blocks").mkdir(parents=True)
    (packages / "blocks/__init__.py").write_text("from blocks.block import Block as Block\n", encoding="utf-8")
    (packages / "blocks/block.py").write_text(source, encoding="utf-8")
    (root / "bin").mkdir(exist_ok=True)
    (root / "bin/python").write_text("", encoding="utf-8")
    (root / "pyvenv.cfg").write_text("", encoding="utf-8")
    return root


def user_file(project: Path, channels: int, features: int) -> Path:
    (project / "src").mkdir(parents=True)
    path = project / "src/net.py"
    path.write_text(USER.format(channels=channels, features=features), encoding="utf-8")
    return path


def found(path: Path, python: Path | None = None) -> list[tuple[str, str, int]]:
    return [(d.code, d.filename, d.location.row) for d in shapelint.check_paths(path, python=python)]


def test_a_stated_environment_is_read(tmp_path: Path) -> None:
    path, env = user_file(tmp_path / "project", 3, 7), environment(tmp_path / "env")
    assert found(path) == []
    assert found(path, env) == [("SHP102", str(path), 10)]
    assert found(path, env / "bin/python") == [("SHP102", str(path), 10)]
    assert found(path, env / "lib/python3.11/site-packages") == [("SHP102", str(path), 10)]


def test_the_active_environment_comes_before_the_projects_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = user_file(tmp_path / "project", 3, 7)
    environment(tmp_path / "project/.venv")
    assert found(path) == [("SHP102", str(path), 10)]
    monkeypatch.setenv("VIRTUAL_ENV", str(environment(tmp_path / "active", source="Block = None\n")))
    assert ("SHP102", str(path), 10) not in found(path)


def test_what_fails_in_a_package_is_reported_at_the_call_that_leads_there(tmp_path: Path) -> None:
    path, env = user_file(tmp_path / "project", 4, 6), environment(tmp_path / "env")
    (diagnostic,) = shapelint.check_paths(path, python=env)
    assert (diagnostic.code, diagnostic.filename, diagnostic.location.row) == ("SHP101", str(path), 13)
    assert "blocks/block.py:" in diagnostic.help


def test_a_package_that_is_asked_for_is_checked_itself(tmp_path: Path) -> None:
    package = environment(tmp_path / "env") / "lib/python3.11/site-packages/blocks/block.py"
    assert [(code, filename) for code, filename, _ in found(package)] == [("SHP101", str(package))]


def test_a_package_that_imports_its_modules_by_its_own_name(tmp_path: Path) -> None:
    path, env = user_file(tmp_path / "project", 3, 7), environment(tmp_path / "env")
    package = env / "lib/python3.11/site-packages/blocks/__init__.py"
    package.write_text("from blocks import block\nfrom blocks.block import Block\n", encoding="utf-8")
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "from blocks import Block", "from blocks import block\nBlock = block.Block"
        ),
        encoding="utf-8",
    )
    assert found(path, env) == [("SHP102", str(path), 11)]


def test_the_newest_python_of_an_environment(tmp_path: Path) -> None:
    env = environment(environment(tmp_path / "env", "3.9"), "3.13")
    assert [path.parent.name for path in package_directories(env)] == ["python3.13", "python3.9"]
    assert package_directories(tmp_path / "nowhere") == ()


def test_packages_that_state_that_they_need_no_framework_are_not_read(tmp_path: Path) -> None:
    packages = environment(tmp_path / "env") / "lib/python3.11/site-packages"
    importing = SourceFile(str(tmp_path / "net.py"), "")

    def is_read(requirements: str) -> bool:
        metadata = packages / "blocks-1.0.dist-info"
        metadata.mkdir(exist_ok=True)
        (metadata / "METADATA").write_text(f"Name: blocks\n{requirements}\nAbout torch.\n", encoding="utf-8")
        return not isinstance(ProjectFiles(packages=(packages,)).find("blocks", importing, 0), Missing)

    assert is_read("Requires-Dist: torch >=2\n")
    assert is_read('Requires-Dist: numpy\nRequires-Dist: tensorflow ; extra == "tf"\n')
    assert not is_read("Requires-Dist: numpy\n")


def test_declared_packages_are_not_read(tmp_path: Path) -> None:
    packages = environment(tmp_path / "env") / "lib/python3.11/site-packages"
    (packages / "torch").mkdir()
    (packages / "torch/__init__.py").write_text("", encoding="utf-8")
    importing = SourceFile(str(tmp_path / "net.py"), "")
    assert isinstance(ProjectFiles(packages=(packages,)).find("torch", importing, 0), Missing)


def test_a_module_of_an_environment_is_a_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    env = environment(tmp_path / "env")
    summary = shapelint.summarize("blocks.block::Block(3, 5)", inputs=["1,3,8,8"], python=env)
    assert isinstance(summary, shapelint.Summary)
    assert summary.outputs == ((1, 5),)


@pytest.mark.parametrize("command", [["check", "."], ["shapes", "."], ["summary", "net.py::Net"]])
def test_what_is_no_environment_is_wrong_use(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*command, "--python", "nothing"]) == 2
    assert "--python nothing: no Python environment" in capsys.readouterr().err
