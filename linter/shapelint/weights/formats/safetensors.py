"""The header of a safetensors file, and the index of one in several pieces.

https://huggingface.co/docs/safetensors/index#format
"""

from __future__ import annotations

import json
from math import prod
from pathlib import Path

from shapelint.weights.records import BadFileError, Checkpoint, Section, StoredTensor

LARGEST = 8 << 20  # bytes of a header
MOST_PIECES = 1000
MOST_AXES = 64
DTYPES = {
    "BOOL": ("bool", 1), "U8": ("uint8", 1), "I8": ("int8", 1), "I16": ("int16", 2), "I32": ("int32", 4),
    "I64": ("int64", 8), "F16": ("float16", 2), "BF16": ("bfloat16", 2), "F32": ("float32", 4), "F64": ("float64", 8),
}  # fmt: skip


def read_safetensors(path: Path) -> Checkpoint:
    return Checkpoint("safetensors", (Section("", tuple(tensors_in(path))),))


def tensors_in(path: Path) -> list[StoredTensor]:
    """The tensors that a file's header states, all of which must lie within the file."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        file.seek(0, 2)
        held = file.tell() - 8 - length
        if length > LARGEST:
            raise BadFileError(f"its header would be longer than {LARGEST >> 20} MiB: it is damaged")
        if held < 0:
            raise BadFileError("the file is truncated: its header is not complete")
        file.seek(8)
        header = file.read(length)
    try:
        stated = json.loads(header)
    except ValueError as error:
        raise BadFileError("its header is not JSON: it is damaged or no safetensors file") from error
    if not isinstance(stated, dict):
        raise BadFileError("its header is no JSON object")
    return [tensor(name, entry, held) for name, entry in stated.items() if name != "__metadata__"]


def tensor(name: str, entry: object, held: int) -> StoredTensor:
    """One entry of a header; `held` bytes of data follow it."""
    stated = entry if isinstance(entry, dict) else {}
    shape, offsets = numbers(stated.get("shape")), numbers(stated.get("data_offsets"))
    if shape is None or offsets is None or len(offsets) != 2:
        raise BadFileError(f"its header is wrong: {name!r} has no shape and place")
    dtype, width = DTYPES.get(str(stated.get("dtype")), (None, 0))
    if offsets[1] > held:
        text = f"the file is truncated: {name!r} ends at byte {offsets[1]} of its data, of which there are {held}"
        raise BadFileError(text)
    if width and prod(shape) * width != offsets[1] - offsets[0]:
        raise BadFileError(f"its header is wrong: {name!r} has not as many bytes as its shape says")
    return StoredTensor(name, shape, dtype)


def numbers(value: object) -> tuple[int, ...] | None:
    """A list of numbers that are not negative; None for anything else."""
    if not isinstance(value, list) or len(value) > MOST_AXES:
        return None
    return tuple(value) if all(type(one) is int and 0 <= one < 1 << 63 for one in value) else None


def read_index(path: Path) -> Checkpoint:
    """The tensors of a file in several pieces, which an index names: those in the pieces beside it."""
    if path.stat().st_size > LARGEST:
        raise BadFileError(f"the index is longer than {LARGEST >> 20} MiB")
    try:
        stated = json.loads(path.read_bytes())
    except ValueError as error:
        raise BadFileError("the index is not JSON") from error
    where = stated.get("weight_map") if isinstance(stated, dict) else None
    if not isinstance(where, dict) or not all(isinstance(piece, str) for piece in where.values()):
        raise BadFileError("the index has no weight_map")
    pieces = list(dict.fromkeys(where.values()))
    if len(pieces) > MOST_PIECES:
        raise BadFileError(f"the index names more than {MOST_PIECES} pieces")
    found: dict[str, StoredTensor] = {}
    for piece in pieces:
        beside = path.parent / piece
        if Path(piece).name != piece:
            raise BadFileError(f"the index names {piece!r}, which is no file beside it")
        if not beside.is_file():
            raise BadFileError(f"the piece {piece} is not beside the index")
        found.update((one.name, one) for one in tensors_in(beside))
    absent = next((name for name in where if name not in found), None)
    if absent is not None:
        raise BadFileError(f"the index has {absent!r}, which is not in {where[absent]}")
    return Checkpoint("safetensors in pieces", (Section("", tuple(found[name] for name in where)),))
