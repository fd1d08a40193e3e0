"""A reader of the pickles in torch's archives that builds names, numbers, dictionaries and the shapes of tensors, and
nothing else. No module is imported and no object is made for what a pickle names; the first call that is not one of a
few known ones ends the reading.

The opcodes: https://github.com/python/cpython/blob/main/Lib/pickletools.py
"""

from __future__ import annotations

import pickletools
from collections.abc import Callable
from math import prod

from shapelint.records import dataclass
from shapelint.weights.records import BadFileError

MOST_STEPS = 400_000
MOST_AXES = 64
STORAGES = {
    "Float": ("float32", 4), "Double": ("float64", 8), "Half": ("float16", 2), "BFloat16": ("bfloat16", 2),
    "Long": ("int64", 8), "Int": ("int32", 4), "Short": ("int16", 2), "Char": ("int8", 1), "Byte": ("uint8", 1),
    "Bool": ("bool", 1), "ComplexFloat": ("complex64", 8), "ComplexDouble": ("complex128", 16), "Untyped": (None, 1),
}  # fmt: skip
INERT = (
    "torch.device", "torch.serialization._get_layout", "pathlib.PosixPath", "pathlib._local.PosixPath",
    "pathlib.WindowsPath", "argparse.Namespace", "numpy.dtype", "numpy.core.multiarray.scalar",
    "numpy._core.multiarray.scalar", "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct",
    "numpy.ndarray", "_codecs.encode", "builtins.bytearray", "datetime.datetime", "datetime.date",
)  # fmt: skip
"""What checkpoints call beside: what it gives is not made."""
DAMAGED = "its data.pkl is damaged"


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A name that a pickle asks for ("torch.FloatStorage"), or an object of the class of that name."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Storage:
    """Where the elements of a tensor lie: the archive's member, the element type and its width in bytes."""

    key: str
    dtype: str | None
    width: int


@dataclass(frozen=True, slots=True, eq=False)
class StoredArray:
    """A tensor: its shape, its element type, the archive's member with its data, and how much of that it needs."""

    shape: tuple[int, ...]
    dtype: str | None
    key: str
    bytes_needed: int


MARK = object()
Stack = list[object]
Memo = dict[int, object]


def read_pickle(data: bytes) -> object:
    """The value that a pickle describes: dictionaries, lists, tuples, numbers, texts, StoredArrays and Named.

    Raises BadFileError for a pickle that calls anything else than what makes tensors and dictionaries.
    """
    stack: Stack = []
    memo: Memo = {}
    for count, (opcode, argument, _) in enumerate(pickletools.genops(data)):
        if count > MOST_STEPS:
            raise BadFileError(f"its data.pkl has more than {MOST_STEPS} steps")
        if opcode.name == "STOP":
            if not stack:
                break
            return stack[-1]
        if opcode.name in LITERALS:
            stack.append(argument)
            continue
        step = STEPS.get(opcode.name)
        if step is None:
            raise BadFileError(f"its data.pkl has the opcode {opcode.name}, which no tensor needs")
        step(stack, memo, argument)
    raise BadFileError(DAMAGED)


LITERALS = frozenset(
    {
        "INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4", "STRING", "BINSTRING", "SHORT_BINSTRING",
        "BINBYTES", "SHORT_BINBYTES", "BINBYTES8", "UNICODE", "SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "FLOAT",
        "BINFLOAT",
    }
)  # fmt: skip


def since_mark(stack: Stack) -> list[object]:
    """Take away what stands above the last mark, and the mark."""
    at = len(stack) - 1
    while at >= 0 and stack[at] is not MARK:
        at -= 1
    if at < 0:
        raise BadFileError(DAMAGED)
    found = stack[at + 1 :]
    del stack[at:]
    return found


def take(stack: Stack, count: int) -> tuple[object, ...]:
    if len(stack) < count:
        raise BadFileError(DAMAGED)
    found = tuple(stack[len(stack) - count :])
    del stack[len(stack) - count :]
    return found


def put(target: object, pairs: list[object]) -> None:
    """Put pairs of keys and values, flat in a list, into a dictionary. Keys that are no names do not matter."""
    if not isinstance(target, dict) or len(pairs) % 2:
        raise BadFileError(DAMAGED)
    for key, value in zip(pairs[::2], pairs[1::2], strict=True):
        if isinstance(key, (str, int)):
            target[key] = value


def set_item(stack: Stack, memo: Memo, argument: object) -> None:
    pair = list(take(stack, 2))
    put(stack[-1] if stack else None, pair)


def set_items(stack: Stack, memo: Memo, argument: object) -> None:
    pairs = since_mark(stack)
    put(stack[-1] if stack else None, pairs)


def extend(stack: Stack, values: list[object]) -> None:
    target = stack[-1] if stack else None
    if isinstance(target, list):
        target.extend(values)
    elif not isinstance(target, (set, Named)):
        raise BadFileError(DAMAGED)


def call(stack: Stack, memo: Memo, argument: object) -> None:
    """A call of a name: known ones give what they describe; any other ends the reading."""
    function, arguments = take(stack, 2)
    if not isinstance(function, Named) or not isinstance(arguments, tuple):
        raise BadFileError(DAMAGED)
    make = CALLS.get(function.name)
    if make is None:
        raise BadFileError(f"its data.pkl calls {shown(function.name)}: only tensors and dictionaries are read")
    stack.append(make(arguments))


def shown(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:77]}..."


def new_object(stack: Stack, memo: Memo, argument: object) -> None:
    """`cls.__new__(cls, *arguments)`: an object that is not made; its class is remembered."""
    owner, _ = take(stack, 2)
    if not isinstance(owner, Named):
        raise BadFileError(DAMAGED)
    stack.append(Named(owner.name))


def set_state(stack: Stack, memo: Memo, argument: object) -> None:
    """What an object would be told of its state: dictionaries keep what they hold, and other objects have no state."""
    take(stack, 1)
    if not stack:
        raise BadFileError(DAMAGED)


def named(stack: Stack, memo: Memo, argument: object) -> None:
    stack.append(Named(str(argument).replace(" ", ".", 1)))


def named_on_stack(stack: Stack, memo: Memo, argument: object) -> None:
    module, name = take(stack, 2)
    if not isinstance(module, str) or not isinstance(name, str):
        raise BadFileError(DAMAGED)
    stack.append(Named(f"{module}.{name}"))


def storage(stack: Stack, memo: Memo, argument: object) -> None:
    """`("storage", class, key, device, count)`, by which a pickle refers to a member of the archive."""
    (reference,) = take(stack, 1)
    if not isinstance(reference, tuple) or len(reference) < 5 or reference[0] != "storage":
        raise BadFileError(DAMAGED)
    kind = reference[1].name.rpartition(".")[2] if isinstance(reference[1], Named) else ""
    if not kind.endswith("Storage") or not isinstance(reference[2], str):
        raise BadFileError(DAMAGED)
    dtype, width = STORAGES.get(kind.removesuffix("Storage"), (None, 1))
    stack.append(Storage(reference[2], dtype, width))


def tensor(arguments: tuple[object, ...]) -> object:
    """`torch._utils._rebuild_tensor_v2(storage, offset, size, stride, ...)`."""
    if len(arguments) < 4:
        raise BadFileError(DAMAGED)
    held, offset, shape, stride = arguments[:4]
    if not isinstance(held, Storage) or type(offset) is not int or not (is_sizes(shape) and is_sizes(stride)):
        raise BadFileError(DAMAGED)
    assert isinstance(shape, tuple)
    assert isinstance(stride, tuple)
    if len(shape) != len(stride):
        raise BadFileError(DAMAGED)
    last = offset + sum((size - 1) * step for size, step in zip(shape, stride, strict=True))
    needed = 0 if prod(shape) == 0 else (last + 1) * held.width
    return StoredArray(shape, held.dtype, held.key, needed)


def is_sizes(value: object) -> bool:
    return (
        isinstance(value, tuple) and len(value) <= MOST_AXES and all(type(s) is int and 0 <= s < 1 << 62 for s in value)
    )


def parameter(arguments: tuple[object, ...]) -> object:
    """`torch._utils._rebuild_parameter(tensor, ...)`."""
    if not arguments or not isinstance(arguments[0], StoredArray):
        raise BadFileError(DAMAGED)
    return arguments[0]


def ordered(arguments: tuple[object, ...]) -> object:
    found: dict[object, object] = {}
    pairs = arguments[0] if arguments else []
    for pair in pairs if isinstance(pairs, list) else []:
        if isinstance(pair, (list, tuple)) and len(pair) == 2:
            put(found, list(pair))
    return found


CALLS: dict[str, Callable[[tuple[object, ...]], object]] = {
    "collections.OrderedDict": ordered,
    "collections.defaultdict": lambda arguments: {},
    "builtins.dict": lambda arguments: {},
    "__builtin__.dict": lambda arguments: {},
    "builtins.set": lambda arguments: Named("builtins.set"),
    "__builtin__.set": lambda arguments: Named("builtins.set"),
    "torch._utils._rebuild_tensor": tensor,
    "torch._utils._rebuild_tensor_v2": tensor,
    "torch._utils._rebuild_parameter": parameter,
    "torch._utils._rebuild_parameter_with_state": parameter,
    "torch.Size": lambda arguments: (
        tuple(arguments[0]) if arguments and isinstance(arguments[0], (list, tuple)) else ()
    ),
    **{name: lambda arguments, name=name: Named(name) for name in INERT},  # type: ignore[misc]
}


def remember(stack: Stack, memo: Memo, argument: object) -> None:
    if not stack:
        raise BadFileError(DAMAGED)
    memo[len(memo) if argument is None else int(str(argument))] = stack[-1]


def recall(stack: Stack, memo: Memo, argument: object) -> None:
    key = int(str(argument))
    if key not in memo:
        raise BadFileError(DAMAGED)
    stack.append(memo[key])


def drop(stack: Stack, memo: Memo, argument: object) -> None:
    take(stack, 1)


def drop_to_mark(stack: Stack, memo: Memo, argument: object) -> None:
    since_mark(stack)


def constant(make: Callable[[], object]) -> Callable[[Stack, Memo, object], None]:
    return lambda stack, memo, argument: stack.append(make())


def gathered(make: Callable[[list[object]], object]) -> Callable[[Stack, Memo, object], None]:
    return lambda stack, memo, argument: stack.append(make(since_mark(stack)))


def paired(values: list[object]) -> dict[object, object]:
    found: dict[object, object] = {}
    put(found, values)
    return found


STEPS: dict[str, Callable[[Stack, Memo, object], None]] = {
    "PROTO": lambda stack, memo, argument: None,
    "FRAME": lambda stack, memo, argument: None,
    "MARK": constant(lambda: MARK),
    "NONE": constant(lambda: None),
    "NEWTRUE": constant(lambda: True),
    "NEWFALSE": constant(lambda: False),
    "EMPTY_DICT": constant(dict),
    "EMPTY_LIST": constant(list),
    "EMPTY_TUPLE": constant(tuple),
    "EMPTY_SET": constant(lambda: Named("builtins.set")),
    "DICT": gathered(paired),
    "LIST": gathered(list),
    "TUPLE": gathered(tuple),
    "TUPLE1": lambda stack, memo, argument: stack.append(take(stack, 1)),
    "TUPLE2": lambda stack, memo, argument: stack.append(take(stack, 2)),
    "TUPLE3": lambda stack, memo, argument: stack.append(take(stack, 3)),
    "APPEND": lambda stack, memo, argument: extend(stack, list(take(stack, 1))),
    "APPENDS": lambda stack, memo, argument: extend(stack, since_mark(stack)),
    "ADDITEMS": lambda stack, memo, argument: extend(stack, since_mark(stack)),
    "SETITEM": set_item,
    "SETITEMS": set_items,
    "POP": drop,
    "POP_MARK": drop_to_mark,
    "GLOBAL": named,
    "STACK_GLOBAL": named_on_stack,
    "BINPERSID": storage,
    "REDUCE": call,
    "NEWOBJ": new_object,
    "BUILD": set_state,
    "PUT": remember,
    "BINPUT": remember,
    "LONG_BINPUT": remember,
    "MEMOIZE": remember,
    "GET": recall,
    "BINGET": recall,
    "LONG_BINGET": recall,
}
