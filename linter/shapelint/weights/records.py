"""What a file of weights holds, as far as a model is concerned."""

from __future__ import annotations

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class StoredTensor:
    """One array of a file: its name, its shape, and torch's name for its element type (None when it is another)."""

    name: str
    shape: tuple[int, ...]
    dtype: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Arrays that stand together: the whole file under "", or what an entry of it holds (`checkpoint["state_dict"]`).
    `path` are the keys that lead there, `others` those of what is no array in it, nor holds any."""

    key: str
    tensors: tuple[StoredTensor, ...]
    path: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        return {one.name: one.shape for one in self.tensors}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A file of weights: `form` says in words what kind of file it is."""

    form: str
    sections: tuple[Section, ...]


class BadFileError(ValueError):
    """A file that is not what its kind demands; the text says why. Raised and caught within this package."""
