"""An array that is loaded from a file of the project has the shape and the type that stand in the file's header."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import shapelint
from shapelint.frontends.numpy.files import header


def loaded(directory: Path, before: str = "", call: str = "np.load('held.npy')") -> dict[str, object]:
    path = directory / "program.py"
    path.write_text(f"import numpy as np\nimport torch\n\n{before}\nx = {call}\n", encoding="utf-8")
    return next((fact.to_dict() for fact in shapelint.shapes([path]) if fact.expression == "x"), {})


def test_header(tmp_path: Path) -> None:
    for array in (np.zeros((5, 3), np.float32), np.arange(7), np.zeros((2, 0, 4), bool), np.array(1.5)):
        np.save(tmp_path / "held.npy", array)
        assert loaded(tmp_path).get("shape") == list(array.shape)
        kind = header((tmp_path / "held.npy").read_bytes())
        assert kind is not None
        assert kind.dtype == str(array.dtype)


def test_what_is_not_known(tmp_path: Path) -> None:
    np.save(tmp_path / "held.npy", np.zeros((5, 3)))
    assert loaded(tmp_path, "np.save('held.npy', np.zeros(4))").get("shape") is None
    assert loaded(tmp_path, call="np.load('absent.npy')").get("shape") is None
    (tmp_path / "held.npy").write_bytes(b"\x93NUMPY\x01\x00\xff\xff{'shape': (")
    assert loaded(tmp_path).get("shape") is None
    assert loaded(tmp_path, call="np.load(f'{input()}.npy')").get("shape") is None
