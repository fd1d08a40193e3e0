"""Arrays in files of the project: `np.load` of a `.npy` file, whose header says what it holds.

https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

from __future__ import annotations

import ast

from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor, TensorType
from shapelint.syntax.imports import DataFiles

MAGIC = b"\x93NUMPY"
WRITTEN = "numpy.files.written"
DTYPES = {
    "f8": "float64", "f4": "float32", "f2": "float16", "i8": "int64", "i4": "int32", "i2": "int16", "i1": "int8",
    "u1": "uint8", "b1": "bool",
}  # fmt: skip


def load(m: Interpreter, site: Site, file: object = None, *rest: object, **options: object) -> object:
    """The array that a file holds; unknown where the program itself writes such files, or it cannot be read."""
    program = m.current_file()
    data = None
    is_plain = isinstance(file, str) and file.endswith(".npy") and not rest
    if is_plain and not m.state.get(WRITTEN) and program is not None and isinstance(m.resolver, DataFiles):
        data = m.resolver.data(str(file), program)
    kind = None if data is None else header(data)
    if kind is None:
        return m.unknown("np.load reads what is not in the program", site.place)
    return Tensor(kind, "data", f"np.load({file!r})", site.place, dialect=NUMPY)


def save(m: Interpreter, site: Site, *arguments: object, **options: object) -> object:
    """The program writes a file: what such files held before is no longer what they hold."""
    m.state[WRITTEN] = True
    return None


def header(data: bytes) -> TensorType | None:
    """The type of the array in a file; None for what is no such file."""
    if not data.startswith(MAGIC) or len(data) < 12:
        return None
    width = 2 if data[6] == 1 else 4
    start = 8 + width
    length = int.from_bytes(data[8:start], "little")
    try:
        described = ast.literal_eval(data[start : start + length].decode("latin-1").strip())
        shape, descr = described["shape"], described["descr"]
    except (ValueError, SyntaxError, TypeError, KeyError, RecursionError, MemoryError):
        return None
    if not isinstance(shape, tuple) or not all(type(size) is int and size >= 0 for size in shape):
        return None
    return TensorType(shape, DTYPES.get(descr[1:]) if isinstance(descr, str) else None)
