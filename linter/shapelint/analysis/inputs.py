"""What `--input` says: `[NAME=]DIM,DIM,...[:DTYPE]`."""

from __future__ import annotations

from shapelint.limits import LARGEST_SIZE, written_size
from shapelint.problems import Problem
from shapelint.records import dataclass

LONGEST_QUOTED = 80

DTYPES = frozenset(
    {"float16", "bfloat16", "float32", "float64", "int8", "int16", "int32", "int64", "bool", "complex64", "complex128"}
    | {"uint8", "uint16", "uint32", "uint64"}
)
ALIASES = {
    "half": "float16",
    "float": "float32",
    "double": "float64",
    "short": "int16",
    "int": "int32",
    "long": "int64",
}


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One input of a model: the parameter's name (None: in order), each size (a name stands for a free one), torch's
    name of the dtype (None: not said), and where that is said."""

    name: str | None
    dims: tuple[int | str, ...]
    dtype: str | None = None
    origin: str = "--input"


def parse_input(text: str) -> InputSpec | Problem:
    """`tokens=1,128:int64` as an InputSpec. A trailing comma is allowed, so that `3,` reads as Python's `(3,)`; so are
    enclosing parentheses."""
    whole = f"input {clipped(text)!r}"
    name, equals, rest = text.rpartition("=")
    name = name.strip()
    if equals and not name.isidentifier():
        return Problem(f"{whole}: {clipped(name)!r} is not a parameter's name")
    dims_text, colon, dtype = rest.partition(":")
    dtype = dtype.strip().rpartition(".")[2]
    dtype = ALIASES.get(dtype, dtype)
    if colon and dtype not in DTYPES:
        return Problem(f"{whole}: {clipped(dtype)!r} is not a dtype, such as float32 or int64")
    dims_text = dims_text.strip()
    if dims_text.startswith("(") and dims_text.endswith(")"):
        dims_text = dims_text[1:-1]
    dims = _dims(dims_text.strip().removesuffix(","))
    if isinstance(dims, str):
        return Problem(f"{whole}: {dims}")
    return InputSpec(name if equals else None, dims, dtype or None)


def clipped(text: str) -> str:
    """A text as a message quotes it: no longer than one can read at a glance."""
    return text if len(text) <= LONGEST_QUOTED else f"{text[: LONGEST_QUOTED - 3]}..."


def _dims(text: str) -> tuple[int | str, ...] | str:
    """The sizes, or what is wrong with them."""
    if not text.strip():
        return "there are no sizes, as in 1,3,32,32"
    dims: list[int | str] = []
    for part in text.split(","):
        word = part.strip()
        if word.isascii() and word.isdigit():
            size = written_size(word)
            if not size:
                return "a size must be at least 1, not 0" if size == 0 else f"a size must be at most {LARGEST_SIZE}"
            dims.append(size)
        elif word.isidentifier():
            dims.append(word)
        else:
            return (
                f"{clipped(word)!r} is neither a positive whole number nor a name" if word else "there is an empty size"
            )
    return tuple(dims)


def parse_inputs(texts: list[str] | tuple[str, ...]) -> tuple[InputSpec, ...] | Problem:
    """All of them, or the first that is malformed."""
    specs: list[InputSpec] = []
    for text in texts:
        spec = parse_input(text)
        if isinstance(spec, Problem):
            return spec
        if spec.name is not None and any(spec.name == other.name for other in specs):
            return Problem(f"input {clipped(text)!r}: {clipped(spec.name)!r} is given twice")
        specs.append(spec)
    return tuple(specs)
