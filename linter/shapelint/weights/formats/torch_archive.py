"""What `torch.save` writes: a zip archive whose `data.pkl` says which tensors there are.

https://docs.pytorch.org/docs/stable/notes/serialization.html
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shapelint.weights.formats.pickle_reader import Named, StoredArray, read_pickle
from shapelint.weights.formats.zip_directory import Member, content, directory
from shapelint.weights.records import BadFileError, Checkpoint, Section, StoredTensor

LARGEST = 16 << 20  # bytes of data.pkl
DEEPEST = 4  # dictionaries within dictionaries that are looked into
MOST = 100_000


def read_torch(path: Path) -> Checkpoint:
    members = {member.name: member for member in directory(path)}
    described = next(member for name, member in members.items() if name.endswith("/data.pkl"))
    if any(name.endswith("/constants.pkl") or "/code/" in name for name in members):
        raise BadFileError("it is a TorchScript program, not a state dict; save model.state_dict() instead")
    if described.size > LARGEST:
        raise BadFileError(f"its data.pkl is longer than {LARGEST >> 20} MiB")
    with path.open("rb") as file:
        data = content(file, described, LARGEST)
    if len(data) < described.size:
        raise BadFileError("the file is truncated: its data.pkl is not complete")
    value = read_pickle(data)
    if isinstance(value, Named):
        raise BadFileError(f"it holds an object of {value.name}, not a state dict; save model.state_dict() instead")
    if not isinstance(value, dict):
        raise BadFileError("it holds no state dict, but another value")
    root = described.name.removesuffix("data.pkl")
    return Checkpoint("torch", tuple(sections_of(value, members, root)))


def check_storage(name: str, array: StoredArray, member: Member | None) -> None:
    if member is None or member.size < array.bytes_needed:
        raise BadFileError(f"the file is truncated or damaged: the data of {name!r} is not all in it")


def sections_of(value: dict[object, object], members: dict[str, Member], root: str) -> Iterator[Section]:
    """The dictionaries in a value, itself first, each with its arrays."""
    for path, held in dictionaries(value):
        key = ".".join(path)
        arrays = {str(name): one for name, one in held.items() if isinstance(one, StoredArray)}
        for name, array in arrays.items():
            check_storage(f"{key}.{name}" if key else name, array, members.get(f"{root}data/{array.key}"))
        others = tuple(str(name) for name, one in held.items() if not isinstance(one, (StoredArray, dict)))
        tensors = tuple(StoredTensor(name, array.shape, array.dtype) for name, array in arrays.items())
        if tensors or others or not path:
            yield Section(key, tensors, path, others)


def dictionaries(value: dict[object, object]) -> Iterator[tuple[tuple[str, ...], dict[object, object]]]:
    waiting: list[tuple[tuple[str, ...], dict[object, object]]] = [((), value)]
    seen: set[int] = set()
    while waiting and len(seen) < MOST:
        path, held = waiting.pop(0)
        if id(held) in seen:
            continue
        seen.add(id(held))
        yield path, held
        if len(path) < DEEPEST:
            waiting += [((*path, str(name)), one) for name, one in held.items() if isinstance(one, dict)]
