"""Files as the real libraries write them, and what their headers are read as."""

from __future__ import annotations

import json
from collections import OrderedDict
from pathlib import Path

import h5py
import numpy as np
import pytest
import safetensors.torch
import torch
from torch import nn

from shapelint.problems import Problem
from shapelint.weights.formats.read import read_weights
from shapelint.weights.records import Checkpoint


def model() -> nn.Module:
    return nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.Flatten(), nn.LazyLinear(5))


def state() -> dict[str, torch.Tensor]:
    made = model()
    made(torch.zeros(2, 3, 6, 6))
    return {**made.state_dict(), "half": torch.zeros(2, 3, dtype=torch.bfloat16), "scalar": torch.tensor(3)}


def shapes(held: Checkpoint | Problem, section: str = "") -> dict[str, tuple[int, ...]]:
    assert isinstance(held, Checkpoint), held
    return next(one.shapes for one in held.sections if one.key == section)


def expected() -> dict[str, tuple[int, ...]]:
    return {name: tuple(value.shape) for name, value in state().items()}


def test_torch(tmp_path: Path) -> None:
    torch.save(state(), tmp_path / "a.pt")
    held = read_weights(tmp_path / "a.pt")
    assert shapes(held) == expected()
    assert isinstance(held, Checkpoint)
    types = {one.name: one.dtype for one in held.sections[0].tensors}
    assert types["half"] == "bfloat16"
    assert types["scalar"] == "int64"


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_torch_of_every_protocol(tmp_path: Path, protocol: int) -> None:
    torch.save(OrderedDict(state()), tmp_path / "a.pth", pickle_protocol=protocol)
    assert shapes(read_weights(tmp_path / "a.pth")) == expected()


def test_torch_checkpoint_with_other_things(tmp_path: Path) -> None:
    made = nn.Linear(3, 4)
    optimizer = torch.optim.AdamW(made.parameters())
    made(torch.ones(3)).sum().backward()
    optimizer.step()
    whole = {
        "epoch": 3, "state_dict": made.state_dict(), "optimizer": optimizer.state_dict(), "best": np.float64(0.5),
        "name": "x", "list": [1, 2.5, None, True, (1,)], "device": torch.device("cpu"), "size": torch.Size([2]),
        "shared": [made.weight, made.weight], "parameter": nn.Parameter(torch.zeros(2)),
    }  # fmt: skip
    torch.save(whole, tmp_path / "c.ckpt")
    held = read_weights(tmp_path / "c.ckpt")
    assert shapes(held, "state_dict") == {"weight": (4, 3), "bias": (4,)}
    assert shapes(held) == {"parameter": (2,)}


def test_torch_views_and_empty_tensors(tmp_path: Path) -> None:
    base = torch.arange(24.0).reshape(4, 6)
    torch.save({"t": base.t(), "row": base[1], "none": torch.zeros(0, 3)}, tmp_path / "a.pt")
    assert shapes(read_weights(tmp_path / "a.pt")) == {"t": (6, 4), "row": (6,), "none": (0, 3)}


def test_safetensors_and_its_index(tmp_path: Path) -> None:
    made = {name: value.contiguous() for name, value in state().items()}
    safetensors.torch.save_file(made, tmp_path / "a.safetensors", metadata={"format": "pt"})
    assert shapes(read_weights(tmp_path / "a.safetensors")) == expected()
    names = list(made)
    pieces = {"one.safetensors": names[:3], "two.safetensors": names[3:]}
    for piece, held in pieces.items():
        safetensors.torch.save_file({name: made[name] for name in held}, tmp_path / piece)
    where = {name: piece for piece, held in pieces.items() for name in held}
    index = tmp_path / "model.safetensors.index.json"
    index.write_text(json.dumps({"metadata": {}, "weight_map": where}))
    assert shapes(read_weights(index)) == expected()
    (tmp_path / "two.safetensors").unlink()
    assert read_weights(index) == Problem("the piece two.safetensors is not beside the index")


def test_npz(tmp_path: Path) -> None:
    arrays = {"a": np.zeros((2, 3)), "b/c": np.zeros((), np.int64)}
    np.savez(tmp_path / "a.npz", **arrays)
    np.savez_compressed(tmp_path / "b.npz", **arrays)
    for name in ("a.npz", "b.npz"):
        assert shapes(read_weights(tmp_path / name)) == {"a": (2, 3), "b/c": ()}


def test_hdf5(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "a.weights.h5", "w") as file:
        file["layers/dense/vars/0"] = np.zeros((3, 4))
        file["elsewhere"] = h5py.ExternalLink("/etc/passwd", "/x")
        file["again"] = h5py.SoftLink("/layers")
    assert shapes(read_weights(tmp_path / "a.weights.h5")) == {"layers/dense/vars/0": (3, 4)}


def test_objects_are_named_and_not_made(tmp_path: Path) -> None:
    torch.save(nn.Linear(2, 2), tmp_path / "a.pt")
    held = read_weights(tmp_path / "a.pt")
    assert held == Problem(
        "it holds an object of torch.nn.modules.linear.Linear, not a state dict; save model.state_dict() instead"
    )
    torch.jit.script(nn.Linear(2, 2)).save(str(tmp_path / "b.pt"))
    assert isinstance(read_weights(tmp_path / "b.pt"), Problem)
    torch.save({"a": torch.zeros(1)}, tmp_path / "old.pt", _use_new_zipfile_serialization=False)
    assert "before torch 1.6" in str(read_weights(tmp_path / "old.pt"))
