"""A `.keras` archive: the HDF5 file in it, which is read where it stands."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from shapelint.weights.formats.hdf5 import of_file
from shapelint.weights.formats.zip_directory import STORED, content_start, directory
from shapelint.weights.records import BadFileError, Checkpoint


class Part(io.RawIOBase):
    """A part of an open file as a file of its own."""

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        super().__init__()
        self._file, self._start, self._length, self._at = file, start, length, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = max(0, offset + (0, self._at, self._length)[whence])
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._file.seek(self._start + self._at)
        data = self._file.read(max(0, min(len(buffer), self._length - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def read_keras(path: Path) -> Checkpoint:
    member = next(one for one in directory(path) if one.name.endswith(".weights.h5"))
    if member.method != STORED:
        raise BadFileError("the weights in the archive are packed: Keras leaves them as they are")
    with path.open("rb") as file:
        return of_file(Part(file, content_start(file, member), member.size), "keras")
