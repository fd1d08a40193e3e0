"""The headers of the arrays in an `.npz` archive.

https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

from __future__ import annotations

import ast
from pathlib import Path

from shapelint.weights.formats.zip_directory import content, directory
from shapelint.weights.records import BadFileError, Checkpoint, Section, StoredTensor

MAGIC = b"\x93NUMPY"
LONGEST = 4096  # bytes of an array's header
DTYPES = {
    "f8": "float64", "f4": "float32", "f2": "float16", "i8": "int64", "i4": "int32", "i2": "int16", "i1": "int8",
    "u1": "uint8", "b1": "bool",
}  # fmt: skip


def read_npz(path: Path) -> Checkpoint:
    with path.open("rb") as file:
        found = [array(member.name.removesuffix(".npy"), content(file, member, LONGEST)) for member in directory(path)]
    return Checkpoint("npz", (Section("", tuple(found)),))


def array(name: str, data: bytes) -> StoredTensor:
    """The array that a header describes."""
    if not data.startswith(MAGIC) or len(data) < 12:
        raise BadFileError(f"{name!r} in it is no array, or the file is truncated")
    start = 10 if data[6] == 1 else 12
    length = int.from_bytes(data[8:start], "little")
    try:
        described = ast.literal_eval(data[start : start + length].decode("latin-1").strip())
        shape, kind = described["shape"], described["descr"]
    except (ValueError, SyntaxError, TypeError, KeyError) as error:
        raise BadFileError(f"the header of {name!r} in it is damaged") from error
    if not isinstance(shape, tuple) or not all(type(size) is int and size >= 0 for size in shape):
        raise BadFileError(f"{name!r} in it has no shape")
    return StoredTensor(name, shape, DTYPES.get(kind[1:]) if isinstance(kind, str) else None)
