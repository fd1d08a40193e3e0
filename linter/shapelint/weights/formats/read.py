"""Which reader a file of weights needs: told by how it begins, not by its name alone."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path

from shapelint.problems import Problem
from shapelint.weights.records import BadFileError, Checkpoint

ZIP = b"PK\x03\x04"
HDF5 = b"\x89HDF\r\n\x1a\n"
SUFFIXES = (".safetensors", ".npz", ".keras", ".h5", ".hdf5", ".pt", ".pth", ".bin", ".ckpt", ".safetensors.index.json")
KINDS = ".safetensors (and its index), .npz, .keras, .weights.h5, .pt and .pth"
FAILURES = (OSError, ValueError, LookupError, TypeError, ArithmeticError, struct.error, EOFError, RecursionError)

Reader = Callable[[Path], Checkpoint]


def read_weights(path: str | os.PathLike[str]) -> Checkpoint | Problem:
    """What a file of weights holds, from its header. Never raises: what cannot be read is Problem."""
    where = Path(path)
    try:
        if where.is_dir():
            return Problem("it is a directory; name a file of weights in it")
        if not where.is_file():
            return Problem("there is no such file" if not where.exists() else "it is no ordinary file")
        reader = reader_of(where)
        if reader is None:
            return Problem(f"it is no file of weights that shapelint reads: {KINDS}")
        return reader(where)
    except BadFileError as error:
        return Problem(str(error))
    except MemoryError:
        return Problem("its header needs more memory than there is")
    except FAILURES as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        return Problem(f"it is damaged or no file of weights ({said})")


def reader_of(path: Path) -> Reader | None:
    """The reader for a file; None for a file that is none of weights."""
    with path.open("rb") as file:
        start = file.read(16)
    if start.startswith(ZIP):
        return archive_reader(path)
    if start.startswith(HDF5):
        from shapelint.weights.formats.hdf5 import read_hdf5

        return read_hdf5
    if path.name.endswith(".index.json"):
        from shapelint.weights.formats.safetensors import read_index

        return read_index
    if start[:1] == b"\x80" and path.suffix in (".pt", ".pth", ".bin", ".ckpt", ".tar", ".pkl"):
        raise BadFileError("it is in the format before torch 1.6, or a plain pickle; save it again with torch.save")
    if path.suffix == ".safetensors" or start[8:9] == b"{":
        from shapelint.weights.formats.safetensors import read_safetensors

        return read_safetensors
    if not start:
        raise BadFileError("the file is empty")
    if path.suffix in (".npz", ".keras", ".pt", ".pth", ".ckpt"):
        raise BadFileError("it does not begin as a zip archive does: it is damaged, or another kind of file")
    return None


def archive_reader(path: Path) -> Reader:
    """The reader for a zip archive, by what the archive contains."""
    from shapelint.weights.formats.zip_directory import directory

    names = [entry.name for entry in directory(path)]
    if any(name.endswith("/data.pkl") for name in names):
        from shapelint.weights.formats.torch_archive import read_torch

        return read_torch
    if any(name.endswith(".weights.h5") for name in names):
        from shapelint.weights.formats.keras_archive import read_keras

        return read_keras
    if names and all(name.endswith(".npy") for name in names):
        from shapelint.weights.formats.numpy_archive import read_npz

        return read_npz
    raise BadFileError("it is a zip archive without weights")
