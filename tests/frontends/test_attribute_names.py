"""The attributes that the frameworks' own classes have are known: none of them is taken for one that is missing."""

from __future__ import annotations

from shapelint.frontends.keras.models.layer_names import LAYER_NAMES
from shapelint.frontends.torch.module_names import MODULE_NAMES, may_be_attribute


def public(value: object) -> set[str]:
    return {name for name in dir(value) if not name.startswith("__")}


def test_torch_module() -> None:
    from torch import nn

    assert public(nn.Module()) <= MODULE_NAMES


def test_keras_layer_and_model() -> None:
    import keras

    class Model(keras.Model):
        """A model of no layers."""

    assert public(keras.layers.Layer()) | public(Model()) <= LAYER_NAMES


def test_torch_layers() -> None:
    """What torch's own layers set and define, read from their source."""
    import ast
    from pathlib import Path

    import torch.nn.modules

    def names(node: ast.AST) -> set[str]:
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                return {name}
            case ast.ClassDef(body=body):
                methods = {s.name for s in body if isinstance(s, ast.FunctionDef)}
                return methods | {s.target.id for s in body if isinstance(s, ast.AnnAssign)}  # type: ignore[union-attr]
        return set()

    found: set[str] = set()
    for path in Path(torch.nn.modules.__file__).parent.glob("*.py"):
        found.update(*map(names, ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    assert len(found) > 300
    assert not [name for name in found if not may_be_attribute(name)]
