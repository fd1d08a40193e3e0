"""What the annotations of a declared parameter mean: the coercion of an interpreted value before a body sees it.

Annotations are read as text, so each name below is a word of the declaration language:
    int            an exact int or a symbolic size; an unknown becomes a fresh unknown symbol
    Size1/2/3      an int or a sequence of that many, as a tuple of sizes (torch's kernel_size, Keras's strides)
    Sizes          an int or any sequence of ints, as a tuple of sizes; unknown length is undetermined
    Axis           an exact int; an unknown is undetermined
    Axes           an int or a sequence of ints as a tuple, or None
    bool str float exactly that; an unknown is undetermined
    Flag           a bool, or None when unknown: for switches that change no shape (bias, affine)
    Tensor         a tensor; an unknown becomes an unknown tensor
    Operand        a tensor, or a number as a tensor of rank 0
    Numbers        as Operand, or nested lists of numbers as the tensor that tensorflow makes of them
    Tensors        a sequence of tensors as a tuple
    Any            the interpreted value itself, known or not
    object         the same, for what has no meaning for shapes: the body does not look at it

`X | None` and `X | str` admit None and strings as they are. What is unknown may be a string as well: it is UNSETTLED
for `Size2 | str`.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from shapelint.interpret.api.vocabulary import Undetermined
from shapelint.interpret.domain.values import DictValue, ListValue, Unknown
from shapelint.ir import LEFT_OPEN, UNKNOWN_TENSOR, Elements, ElementType, Tensor, TensorType
from shapelint.limits import MOST_PARTS, is_countable
from shapelint.symbolic import Expression, Size, fresh

# The names of the declaration language, so that declarations type-check; at run time only their text matters.
Size1 = tuple[Size]
Size2 = tuple[Size, Size]
Size3 = tuple[Size, Size, Size]
Sizes = tuple[Size, ...]
Axis = int
Axes = tuple[int, ...]
Flag = bool | None
Operand = Tensor
Numbers = Tensor
Tensors = tuple[Tensor, ...]
ManyTensors = tuple[Tensor, ...]

Coercion = Callable[[object], object]

# numpy's words for torch's, which torch's own functions take as well, and the words of overloads for the declared one.
SYNONYMS = {
    "axis": "dim", "keepdims": "keepdim", "indices": "indices_or_sections", "sections": "indices_or_sections",
}  # fmt: skip


def declared_name(keyword: str, admitted: Container[str]) -> str:
    """The declared parameter that a keyword means."""
    other = SYNONYMS.get(keyword)
    return other if other is not None and keyword not in admitted and other in admitted else keyword


UNSETTLED = "unsettled"
"""Sizes or the name for them (`padding="same"`), it is not known which."""


class Unfit:
    """The value has the wrong kind for the parameter; what Python or the framework would call a TypeError."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def _undetermined(value: object) -> Undetermined:
    return Undetermined(value.reason if isinstance(value, Unknown) else f"a {type(value).__name__} of unknown content")


def as_size(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, Expression)):
        return value if is_countable(value) else Unfit("an int of 64 bits is needed")
    if isinstance(value, Unknown):
        return value.as_size()
    if isinstance(value, Tensor):
        known = None if value.elements is None else value.elements.known
        if known is not None and len(known) == 1 and isinstance(known[0], int) and is_countable(known[0]):
            return int(known[0])
        return fresh("unknown", low=None)
    if isinstance(value, float):
        return Unfit("an int is needed, not a float")
    if value is Ellipsis:  # a number that is still to be written
        return fresh(LEFT_OPEN, low=0)
    return Unfit(f"an int is needed, not {describe(value)}")


def describe(value: object) -> str:
    if value is None:
        return "None"
    if isinstance(value, ListValue):
        return "a list"
    if isinstance(value, DictValue):
        return "a dict"
    if isinstance(value, (str, float, tuple, bytes)):
        return f"a {type(value).__name__}"
    return "an object"


def elements(value: object) -> tuple[object, ...] | None:
    """The elements of a list or tuple; None when they are not all known to be there."""
    if isinstance(value, tuple):
        return value
    items = value.exactly() if isinstance(value, ListValue) else None
    return None if items is None else tuple(items)


def sized(count: int) -> Coercion:
    def coerce(value: object) -> object:
        if isinstance(value, Unknown) or (isinstance(value, ListValue) and value.open):
            return tuple(fresh("unknown", low=None) for _ in range(count))
        found = elements(value)
        if found is None:
            one = as_size(value)
            return one if isinstance(one, Unfit) else (one,) * count
        if len(found) == 1:
            found = found * count
        if len(found) != count:
            return Unfit(f"an int or {count} ints are needed, not {len(found)}")
        sizes = tuple(as_size(v) for v in found)
        return next((s for s in sizes if isinstance(s, Unfit)), sizes)

    return coerce


def as_sizes(value: object) -> object:
    found = elements(value)
    if found is not None and len(found) > MOST_PARTS:
        return Undetermined(f"more than {MOST_PARTS:,} sizes")
    if found is None:
        if isinstance(value, (Unknown, ListValue)):
            return _undetermined(value)
        if isinstance(value, Tensor) and value.shape != ():
            return sizes_in(value)
        one = as_size(value)
        return one if isinstance(one, Unfit) else (one,)
    sizes = tuple(as_size(v) for v in found)
    return next((s for s in sizes if isinstance(s, Unfit)), sizes)


def sizes_in(tensor: Tensor) -> tuple[object, ...] | Undetermined:
    """The sizes that a tensor of one axis holds, as many as it has elements."""
    count = tensor.shape[0] if tensor.shape is not None and len(tensor.shape) == 1 else None
    if not isinstance(count, int):
        return Undetermined("sizes in a tensor of which it is not known how many there are")
    if count > MOST_PARTS:
        return Undetermined(f"more than {MOST_PARTS:,} sizes")
    known = None if tensor.elements is None else tensor.elements.known
    if known is not None and len(known) == count and all(isinstance(n, int) and is_countable(n) for n in known):
        return tuple(known)
    return tuple(fresh("unknown", low=None) for _ in range(count))


def as_axis(value: object) -> object:
    size = as_size(value)
    return Undetermined("an axis is not known") if isinstance(size, Expression) else size


def as_axes(value: object) -> object:
    if value is None:
        return None
    sizes = as_sizes(value)
    if isinstance(sizes, tuple) and not all(isinstance(s, int) for s in sizes):
        return Undetermined("an axis is not known")
    return sizes


def exactly(*types: type) -> Coercion:
    def coerce(value: object) -> object:
        if isinstance(value, types):
            return value
        if isinstance(value, (Unknown, Expression, Tensor)):
            return _undetermined(value)
        return Unfit(f"{types[0].__name__} is needed, not {describe(value)}")

    return coerce


def as_flag(value: object) -> object:
    return None if isinstance(value, Unknown) else bool(value)


def as_tensor(value: object) -> object:
    if isinstance(value, Tensor):
        return value
    if isinstance(value, Unknown):
        return Tensor(UNKNOWN_TENSOR, origin=value.reason)
    return Unfit(f"a tensor is needed, not {describe(value)}")


NUMBER = "a number"  # the origin of a number that is taken as a tensor


def as_operand(value: object) -> object:
    if isinstance(value, bool):
        return number("bool", Elements((value,)))
    if isinstance(value, int):
        return number("int64", Elements((value,)))
    if isinstance(value, float):
        return number("float32", Elements((value,)))
    if isinstance(value, Expression):
        return number("int64", None)
    if isinstance(value, complex):
        return Tensor(TensorType((), "float32"), origin=NUMBER, element=ElementType("complex64", is_number=True))
    if isinstance(value, Unknown) and value.is_number:
        return Tensor(TensorType(()), origin=NUMBER)
    return as_tensor(value)


def number(dtype: str, elements: Elements | None) -> Tensor:
    """A Python number as a tensor of rank 0."""
    return Tensor(TensorType((), dtype), origin=NUMBER, elements=elements, element=ElementType(dtype, is_number=True))


def as_numbers(value: object) -> object:
    shape = shape_of_numbers(value)
    return as_operand(value) if not shape else Tensor(TensorType(shape), origin="a list of numbers")


def shape_of_numbers(value: object) -> tuple[int, ...] | None:
    """The shape of evenly nested lists of numbers; None for anything else."""
    if isinstance(value, (int, float)):
        return ()
    items = elements(value)
    shapes = {shape_of_numbers(item) for item in items or ()}
    inner = shapes.pop() if len(shapes) == 1 else None
    return None if inner is None or items is None else (len(items), *inner)


def as_tensors(value: object) -> object:
    found = elements(value)
    if found is None:
        return _undetermined(value) if isinstance(value, (Unknown, ListValue)) else Unfit("a list of tensors is needed")
    tensors = tuple(as_tensor(v) for v in found)
    return next((t for t in tensors if isinstance(t, Unfit)), tensors)


class Several(tuple[Tensor, ...]):
    """Tensors of unknown number: one, which is like the others."""

    __slots__ = ()


def as_many_tensors(value: object) -> object:
    """Like `as_tensors`, but one tensor stands for a list of unknown length of which each element looks like it."""
    is_open = isinstance(value, Unknown) or (isinstance(value, ListValue) and value.exactly() is None)
    typical = value.typical if is_open and isinstance(value, (Unknown, ListValue)) else None
    return Several((typical,)) if isinstance(typical, Tensor) else as_tensors(value)


COERCIONS: dict[str, Coercion] = {
    "int": as_size,
    "Size1": sized(1),
    "Size2": sized(2),
    "Size3": sized(3),
    "Sizes": as_sizes,
    "Axis": as_axis,
    "Axes": as_axes,
    "bool": exactly(bool, int),
    "str": exactly(str),
    "float": exactly(float, int),
    "Flag": as_flag,
    "Tensor": as_tensor,
    "Operand": as_operand,
    "Numbers": as_numbers,
    "Tensors": as_tensors,
    "ManyTensors": as_many_tensors,
}


def as_given_axes(value: object) -> object:
    """Axes that a call must name: None is none."""
    return Unfit("axes are needed, not None") if value is None else as_axes(value)


def coercion(annotation: object, needs_value: bool = False) -> Coercion | None:
    """The coercion that an annotation's text asks for; None for Any and for no annotation."""
    if needs_value and annotation == "Axes":
        return as_given_axes
    if not isinstance(annotation, str):
        return None
    words = [word.strip() for word in annotation.split("|")]
    main = next((COERCIONS[w] for w in words if w in COERCIONS and w != "str"), None)
    admits_none, admits_text = "None" in words, "str" in words
    if main is None:
        main = COERCIONS["str"] if admits_text else None
    if main is None:
        return None

    def coerce(value: object) -> object:
        if (value is None and admits_none) or (isinstance(value, str) and admits_text):
            return value
        if admits_text and isinstance(value, Unknown) and main is not COERCIONS["str"]:
            return UNSETTLED
        return main(value)

    return coerce if admits_none or admits_text else main
