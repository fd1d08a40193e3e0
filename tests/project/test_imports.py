"""Where modules are found, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.project.files.imports import ProjectFiles, module_name
from shapelint.project.filesystem.source_roots import import_root
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import SourceFile


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"# {path}\n", encoding="utf-8")


def found(files: ProjectFiles, name: str, importing: Path, level: int = 0) -> str | None:
    source = files.open(importing)
    assert isinstance(source, SourceFile)
    answer = files.find(name, source, level)
    return None if isinstance(answer, Missing) else answer.text.removeprefix("# ").strip()


def test_names_follow_the_packages(tmp_path: Path) -> None:
    write(tmp_path, "app/__init__.py", "app/models/__init__.py", "app/models/net.py", "train.py")
    assert module_name(tmp_path / "app/models/net.py") == "app.models.net"
    assert module_name(tmp_path / "app/models/__init__.py") == "app.models"
    assert module_name(tmp_path / "train.py") == "train"
    assert import_root(str(tmp_path / "app/models")) == str(tmp_path)


def test_an_unpacked_wheel_is_its_own_root(tmp_path: Path) -> None:
    write(tmp_path, "torchvision/__init__.py", "torchvision/models/__init__.py", "torchvision/models/resnet.py")
    write(tmp_path, "torchvision/ops/__init__.py", "torchvision/ops/misc.py")
    files, resnet = ProjectFiles(), tmp_path / "torchvision/models/resnet.py"
    assert found(files, "torchvision.ops.misc", resnet) == "torchvision/ops/misc.py"
    assert found(files, "ops.misc", resnet, level=2) == "torchvision/ops/misc.py"
    assert found(files, "", resnet, level=1) == "torchvision/models/__init__.py"


def test_siblings_of_a_script(tmp_path: Path) -> None:
    write(tmp_path, "train.py", "model.py", "layers/conv.py")
    files, train = ProjectFiles(), tmp_path / "train.py"
    assert found(files, "model", train) == "model.py"
    assert found(files, "layers.conv", train) == "layers/conv.py"


def test_a_file_named_as_the_package_that_it_imports(tmp_path: Path) -> None:
    write(tmp_path, "app/__init__.py", "app/sparse.py", "app/dense.py", "tools/sparse.py", "tools/run.py")
    files = ProjectFiles()
    assert found(files, "sparse", tmp_path / "app/sparse.py") is None
    assert found(files, "app.sparse", tmp_path / "app/sparse.py") == "app/sparse.py"
    assert found(files, "sparse", tmp_path / "app/sparse.py", level=1) == "app/sparse.py"
    assert found(files, "sparse", tmp_path / "app/dense.py") == "app/sparse.py"
    assert found(files, "sparse", tmp_path / "tools/run.py") == "tools/sparse.py"


def test_a_folder_of_python_files_is_an_empty_package(tmp_path: Path) -> None:
    write(tmp_path, "train.py", "layers/conv.py")
    (tmp_path / "data").mkdir()
    files, train = ProjectFiles(), tmp_path / "train.py"
    assert found(files, "layers", train) == ""
    assert found(files, "data", train) is None


def test_source_layout(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "src/app/__init__.py", "src/app/net.py", "scripts/train.py", "tools/helper.py")
    files, train = ProjectFiles(), tmp_path / "scripts/train.py"
    assert found(files, "app.net", train) == "src/app/net.py"
    assert found(files, "tools.helper", train) == "tools/helper.py"


@pytest.mark.parametrize("name", ["torch", "torch.nn", "keras", "tensorflow.keras", "os.path", "collections"])
def test_frameworks_and_the_standard_library_are_not_read(tmp_path: Path, name: str) -> None:
    write(tmp_path, "train.py", "torch/nn.py", "keras/__init__.py", "collections.py")
    assert found(ProjectFiles(), name, tmp_path / "train.py") is None


def test_the_same_file_is_the_same_object(tmp_path: Path) -> None:
    write(tmp_path, "a/__init__.py", "a/one.py", "a/two.py", "main.py")
    files = ProjectFiles()
    one, main = files.open(tmp_path / "a/one.py"), files.open(tmp_path / "main.py")
    assert isinstance(one, SourceFile)
    assert isinstance(main, SourceFile)
    assert files.find("two", one, 1) is files.find("a.two", main, 0)
    assert files.find("a.one", main, 0) is one


def test_a_missing_module_says_so(tmp_path: Path) -> None:
    write(tmp_path, "main.py")
    files = ProjectFiles()
    main = files.open(tmp_path / "main.py")
    assert isinstance(main, SourceFile)
    assert files.find("nowhere.to", main, 0) == Missing(
        "no module nowhere.to in the project (if it is a package, install it or pass --python)"
    )


def test_an_unreadable_module_is_missing(tmp_path: Path) -> None:
    write(tmp_path, "main.py")
    (tmp_path / "latin.py").write_bytes(b"name = '\xe9'\n")
    assert found(ProjectFiles(), "latin", tmp_path / "main.py") is None


def test_a_stated_text_stands_in_for_the_file(tmp_path: Path) -> None:
    write(tmp_path, "main.py", "model.py")
    buffer = SourceFile(str(tmp_path / "model.py"), "# edited", "model")
    assert found(ProjectFiles({str(tmp_path / "model.py"): buffer}), "model", tmp_path / "main.py") == "edited"
