"""The declared parameters of torchvision's data sets are those of its source, which is read, not imported."""

from __future__ import annotations

import ast
from importlib.util import find_spec
from pathlib import Path

import pytest

from shapelint.frontends.torchvision.names import FAKE, IMAGE_SETS

OPEN = {"EMNIST", "ImageNet", "QMNIST"}
"""Data sets that hand further keywords on to another one."""


def classes() -> dict[str, ast.ClassDef]:
    spec = find_spec("torchvision")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "datasets"
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.py"))]
    return {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}


CLASSES = classes()


def signature(name: str) -> list[tuple[str, bool]]:
    """The parameters of a class's constructor, its own or inherited, and whether each has a default."""
    node = CLASSES[name]
    init = next((n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"), None)
    if init is None:
        base = node.bases[0]
        assert isinstance(base, ast.Name)
        return signature(base.id)
    names = [argument.arg for argument in init.args.args[1:]]
    required = len(names) - len(init.args.defaults)
    return [(name, position >= required) for position, name in enumerate(names)]


@pytest.mark.parametrize("name", [*IMAGE_SETS, "FakeData"])
def test_parameters(name: str) -> None:
    declared = FAKE if name == "FakeData" else IMAGE_SETS[name].parameters
    found = [(parameter, default is not ...) for parameter, default in declared]
    real = signature(name)
    assert (found[: len(real)] if name in OPEN else found) == real
