"""Shapes in annotations, as jaxtyping writes them: `Float[Tensor, "batch 3 32 32"]`.
https://docs.kidger.site/jaxtyping/api/array/

A named size is the same wherever it stands in one call. Sizes that are written as expressions, or that may broadcast
(`#b`), say nothing here; `_` and `...` say nothing anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from shapelint.interpret.domain.values import FunctionValue
from shapelint.interpret.free_conditions import is_in_doubt
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Event, Shape, Tensor
from shapelint.limits import written_size
from shapelint.ops.axes import render_shape
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, equal
from shapelint.syntax import nodes
from shapelint.syntax.source import Place

DTYPES = {
    "Float": None, "Float16": "float16", "Float32": "float32", "Float64": "float64", "BFloat16": "bfloat16",
    "Int": "int64", "Int8": "int8", "Int16": "int16", "Int32": "int32", "Int64": "int64", "Integer": "int64",
    "UInt8": "uint8", "UInt": "uint8", "Bool": "bool", "Shaped": None, "Num": None, "Real": None, "Inexact": None,
    "Complex": "complex64", "Complex64": "complex64", "Complex128": "complex128",
}  # fmt: skip
"""jaxtyping's words, and the dtype that is taken where they leave several open (None: floating)."""
TUPLES = frozenset({"tuple", "Tuple"})
EVENT: Final = "annotation"
Known = dict[str, "Size | Shape"]


@dataclass(frozen=True, slots=True)
class Axes:
    """One word of an annotation: a size, the name of one, or of any number of them; nothing of these says nothing."""

    size: int | None = None
    name: str = ""
    is_many: bool = False


def shape_text(node: nodes.Expression | None) -> tuple[str, str] | None:
    """jaxtyping's word of an annotation and the shape as it is written; None for any other annotation."""
    if not isinstance(node, nodes.Subscript) or not isinstance(node.index, nodes.TupleDisplay):
        return None
    word = node.value.id if isinstance(node.value, nodes.Name) else getattr(node.value, "name", None)
    parts = node.index.elements
    if word not in DTYPES or len(parts) != 2:
        return None
    text = parts[1]
    return (str(word), text.value) if isinstance(text, nodes.Constant) and isinstance(text.value, str) else None


def axes_of(text: str) -> tuple[Axes, ...]:
    return tuple(map(one_word, text.split()))


def one_word(word: str) -> Axes:
    if word == "...":
        return Axes(is_many=True)
    marks = word[: len(word) - len(word.lstrip("*#?_"))]
    name = word[len(marks) :].rpartition("=")[2]
    if "*" in marks:
        return Axes(name="" if set(marks) & {"#", "_"} or not name.isidentifier() else name, is_many=True)
    if set(marks) & {"#", "_", "?"}:
        return Axes()
    size = written_size(name)
    if size is not None:
        return Axes(size)
    return Axes(name=name if name.isidentifier() else "")


def contradicts(axes: Sequence[Axes], shape: Shape, known: Known) -> bool:
    """Whether a shape is surely not as annotated. Names that it settles are added to those that are known."""
    many = next((i for i, one in enumerate(axes) if one.is_many), None)
    if many is None:
        return len(shape) != len(axes) or any(differs(a, s, known) for a, s in zip(axes, shape, strict=True))
    behind = len(axes) - many - 1
    if len(shape) < many + behind:
        return True
    middle = shape[many : len(shape) - behind]
    pairs = [*zip(axes[:many], shape[:many], strict=True)]
    pairs += zip(axes[many + 1 :], shape[len(shape) - behind :], strict=True)
    return any(differs(one, size, known) for one, size in pairs) or differ(axes[many], middle, known)


def differs(axis: Axes, size: Size, known: Known) -> bool:
    if axis.size is not None:
        return equal(axis.size, size) is Verdict.FAILS
    if not axis.name:
        return False
    other = known.setdefault(axis.name, size)
    return not isinstance(other, tuple) and equal(other, size) is Verdict.FAILS


def differ(axis: Axes, sizes: Shape, known: Known) -> bool:
    other = known.setdefault(axis.name, sizes) if axis.name else sizes
    if not isinstance(other, tuple):
        return False
    return len(other) != len(sizes) or any(equal(a, b) is Verdict.FAILS for a, b in zip(other, sizes, strict=True))


def annotated_results(node: nodes.Expression | None, result: object) -> Iterator[tuple[str, Tensor]]:
    """The tensors of known rank that a call has given, each with the shape that is annotated."""
    text = shape_text(node)
    if text is not None and isinstance(result, Tensor):
        yield text[1], result
    if isinstance(node, nodes.Subscript) and getattr(node.value, "id", getattr(node.value, "name", "")) in TUPLES:
        parts = node.index.elements if isinstance(node.index, nodes.TupleDisplay) else ()
        if isinstance(result, tuple) and len(parts) == len(result):
            for part, one in zip(parts, result, strict=True):
                yield from annotated_results(part, one)


def check_result(m: Interpreter, function: FunctionValue, given: dict[str, object], result: object) -> None:
    """Note where a function gives tensors of other shapes than its annotation says, by the sizes of its arguments."""
    node, file = function.definition, function.module.file
    if not isinstance(node, nodes.FunctionDef) or node.returns is None or file is None or is_in_doubt(m):
        return
    known: Known = {}
    parameters = node.parameters
    for parameter in (*parameters.positional_only, *parameters.regular, *parameters.keyword_only):
        text, value = shape_text(parameter.annotation), given.get(parameter.name)
        shape = value.shape if isinstance(value, Tensor) else None
        if text is not None and shape is not None and contradicts(axes_of(text[1]), shape, known):
            return
    for written, tensor in annotated_results(node.returns, result):
        if tensor.shape is not None and contradicts(axes_of(written), tensor.shape, known):
            message = f'{function.name} gives {render_shape(tensor.shape)}, but is annotated to give "{written}"'
            place = Place(file, node.returns.at)
            m.recorder.reject(Event(EVENT, function.name, message, place, written, render_shape(tensor.shape)))
