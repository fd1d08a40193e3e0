"""Files that are no files of weights, or are made to do harm: one clause each, and nothing in them is run."""

from __future__ import annotations

import io
import os
import pickle
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import h5py
import numpy as np
import pytest
import safetensors.torch
import torch

from shapelint.problems import Problem
from shapelint.weights.formats.read import read_weights
from shapelint.weights.records import Checkpoint

FORBIDDEN = ("exec", "os.system", "subprocess.Popen", "compile", "import", "os.exec", "socket.connect")


class Calls:
    def __init__(self, function: object, *arguments: object) -> None:
        self._call = (function, arguments)

    def __reduce__(self) -> tuple[object, ...]:
        return self._call


def torch_file(path: Path, data: bytes, storages: dict[str, bytes] | None = None) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", data)
        for name, content in (storages or {}).items():
            archive.writestr(f"archive/data/{name}", content)
    return path


def nested(depth: int) -> bytes:
    """Each tuple holds the one before twice."""
    made = pickle.PROTO + b"\x02" + pickle.EMPTY_TUPLE
    for _ in range(depth):
        made += pickle.BINPUT + b"\x00" + pickle.BINGET + b"\x00" + pickle.TUPLE2
    return made + pickle.STOP


HOSTILE = {
    "system": pickle.dumps({"a": Calls(os.system, "touch PWNED")}),
    "eval": pickle.dumps(Calls(eval, "1+1")),
    "getattr": pickle.dumps(Calls(getattr, "a", "upper")),
    "old protocol": pickle.dumps({"a": Calls(os.system, "touch PWNED")}, 0),
    "extension": pickle.PROTO + b"\x02" + pickle.EXT1 + b"\x01" + pickle.STOP,
    "inst": b"(S'touch PWNED'\nios\nsystem\n.",
    "no stop": pickle.PROTO + b"\x02" + pickle.EMPTY_DICT,
    "empty": b"",
    "only stop": pickle.STOP,
    "unknown memo": pickle.BINGET + b"\x07" + pickle.STOP,
    "no mark": pickle.TUPLE + pickle.STOP,
    "set item of nothing": pickle.NONE + pickle.NONE + pickle.NONE + pickle.SETITEM + pickle.STOP,
    "long text": pickle.BINUNICODE8 + struct.pack("<Q", 1 << 60) + b"a",
    "long number": pickle.LONG4 + struct.pack("<i", 1 << 30) + b"\x01",
    "decimal": b"I" + b"9" * 5000 + b"\n.",
    "doubled": nested(100),
    "unhashable key": pickle.EMPTY_DICT + pickle.EMPTY_LIST + pickle.NONE + pickle.SETITEM + pickle.STOP,
    "persistent": pickle.EMPTY_TUPLE + pickle.BINPERSID + pickle.STOP,
    "many steps": pickle.PROTO + b"\x02" + (pickle.NONE + pickle.POP) * 1_000_000 + pickle.STOP,
    "deep": pickle.PROTO + b"\x02" + pickle.EMPTY_LIST * 200_000 + pickle.APPEND * 199_999 + pickle.STOP,
}


@pytest.fixture(autouse=True)
def nothing_is_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield
    assert not (tmp_path / "PWNED").exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_pickles(name: str, tmp_path: Path) -> None:
    held = read_weights(torch_file(tmp_path / "a.pt", HOSTILE[name]))
    assert isinstance(held, Problem) or not held.sections[0].tensors
    if isinstance(held, Problem):
        assert "\n" not in held.text
        assert len(held.text) < 200


def test_a_call_is_named(tmp_path: Path) -> None:
    held = read_weights(torch_file(tmp_path / "a.pt", HOSTILE["system"]))
    assert held == Problem("its data.pkl calls posix.system: only tensors and dictionaries are read")


def test_no_event_of_execution(tmp_path: Path) -> None:
    """The audit hook of Python sees neither code that is run nor a module that is imported for a pickle."""
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.mkdir()
    bad.mkdir()
    good_files(good)
    torch_file(good / "none.pt", b"")
    for name, data in HOSTILE.items():
        torch_file(bad / f"{name}.pt", data)
    code = f"""
import sys
from pathlib import Path
from shapelint.weights.formats import read
for path in Path({str(good)!r}).iterdir():
    read.read_weights(path)  # what is imported and made at the first use, is so before
"".encode("raw-unicode-escape")
seen = []
sys.addaudithook(lambda event, arguments: seen.append((event, str(arguments)[:90])) if event in {FORBIDDEN!r} else None)
for path in Path({str(bad)!r}).iterdir():
    read.read_weights(path)
print(sorted(set(seen)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def good_files(folder: Path) -> list[Path]:
    tensors = {"a": torch.zeros(4, 5), "b": torch.zeros(7)}
    torch.save(tensors, folder / "a.pt")
    safetensors.torch.save_file(tensors, folder / "a.safetensors")
    np.savez(folder / "a.npz", **{name: value.numpy() for name, value in tensors.items()})
    with h5py.File(folder / "a.weights.h5", "w") as file:
        for name, value in tensors.items():
            file[f"layers/{name}/vars/0"] = value.numpy()
    with zipfile.ZipFile(folder / "a.keras", "w") as archive:
        archive.write(folder / "a.weights.h5", "model.weights.h5")
    return sorted(folder.iterdir())


def test_truncated_files(tmp_path: Path) -> None:
    for path in good_files(tmp_path):
        whole = path.read_bytes()
        held = read_weights(path)
        assert isinstance(held, Checkpoint)
        assert sum(len(section.tensors) for section in held.sections) == 2
        for length in sorted({*range(0, len(whole), max(1, len(whole) // 40)), len(whole) - 1}):
            path.write_bytes(whole[:length])
            cut = read_weights(path)
            assert isinstance(cut, Problem), (path.name, length, len(whole))
            assert "\n" not in cut.text


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files(tmp_path: Path, seed: int) -> None:
    chance = np.random.default_rng(seed)
    for path in good_files(tmp_path):
        if path.suffix in (".h5", ".keras"):
            continue  # read by h5py, in a process of its own
        whole = bytearray(path.read_bytes())
        for _ in range(100):
            changed = bytearray(whole)
            for at in chance.integers(0, len(whole), 3):
                changed[at] = chance.integers(0, 256)
            path.write_bytes(changed)
            assert isinstance(read_weights(path), (Checkpoint, Problem))


def test_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no weights")
    (tmp_path / "empty.pt").touch()
    os.mkfifo(tmp_path / "pipe.pt")
    reasons = [read_weights(tmp_path / name) for name in ("a.txt", "empty.pt", "pipe.pt", "none.pt", ".")]
    assert [type(one) for one in reasons] == [Problem] * 5
    with zipfile.ZipFile(tmp_path / "a.pt", "w") as archive:
        archive.writestr("readme.txt", "x")
    assert read_weights(tmp_path / "a.pt") == Problem("it is a zip archive without weights")


def sparse(path: Path, start: bytes, end: bytes = b"", size: int = 10 << 30) -> Path:
    with path.open("wb") as file:
        file.write(start)
        file.truncate(size)
        file.seek(size - len(end))
        file.write(end)
    return path


def huge_zip(path: Path) -> Path:
    """An archive whose directory is said to be as long as the file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("archive/data.pkl", b"x")
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFF0, 0, 0)
    return sparse(path, held.getvalue(), end)


def test_huge_files(tmp_path: Path) -> None:
    """10 GB of nothing, within 2 seconds of processor time and 200 MiB."""
    header = b'{"a": {"dtype": "F32", "shape": [2000000000], "data_offsets": [0, 8000000000]}}'
    paths = [
        sparse(tmp_path / "a.safetensors", struct.pack("<Q", len(header)) + header),
        sparse(tmp_path / "long.safetensors", struct.pack("<Q", 9 << 30) + b"{"),
        sparse(tmp_path / "a.npz", b"PK\x03\x04"),
        sparse(tmp_path / "a.pt", b"\x80\x02"),
        sparse(tmp_path / "a.h5", b"\x89HDF\r\n\x1a\n"),
        sparse(tmp_path / "zeros.pt", b""),
        huge_zip(tmp_path / "directory.pt"),
    ]
    code = f"""
import resource, sys
from shapelint.weights.formats.read import read_weights
for path in {[str(path) for path in paths]!r}:
    print(read_weights(path))

used = resource.getrusage(resource.RUSAGE_SELF)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # not what a parent had
print(used.ru_utime + used.ru_stime, int(peak.split()[1]) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *told, spent = done.stdout.splitlines()
    assert len(told) == len(paths)
    seconds, megabytes = map(float, spent.split())
    assert seconds < 2
    assert megabytes < 200
    assert told[0].startswith("Checkpoint")
    assert all(one.startswith("Problem") for one in told[1:])
