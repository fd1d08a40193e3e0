"""The arrays in an HDF5 file, as Keras writes them: their places and shapes, by way of h5py, which is an extra.

https://docs.h5py.org/en/stable/high/dataset.html
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shapelint.weights.records import BadFileError, Checkpoint, Section, StoredTensor

MOST = 100_000
EXTRA = "reading HDF5 files takes h5py: pip install 'shapelint[weights]'"


def read_hdf5(path: Path) -> Checkpoint:
    return of_file(str(path), "hdf5")


def of_file(source: Any, form: str) -> Checkpoint:
    """The arrays in an HDF5 file, a path or an open file. Links that lead elsewhere are not followed."""
    try:
        import h5py
    except ImportError as error:
        raise BadFileError(EXTRA) from error
    found: list[StoredTensor] = []

    def visit(name: str, item: Any) -> bool | None:
        if isinstance(item, h5py.Dataset):
            shape = item.shape
            if shape is not None:
                found.append(StoredTensor(name, tuple(map(int, shape)), str(item.dtype)))
        return True if len(found) > MOST else None

    try:
        with h5py.File(source, "r") as file:
            file.visititems(visit)
    except OSError as error:
        raise BadFileError("the HDF5 file is truncated or damaged") from error
    except (RuntimeError, ValueError, KeyError, TypeError) as error:
        raise BadFileError("the HDF5 file is damaged") from error
    return Checkpoint(form, (Section("", tuple(one for one in found if not one.name.startswith("optimizer/"))),))
