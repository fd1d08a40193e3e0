"""The inputs that a model's own source declares: in a comment, by the annotations of its entry function, or as an
example.

The annotations are those of jaxtyping, https://docs.kidger.site/jaxtyping/api/array/: `Float[Tensor, "b 3 32 32"]`. A
named size is the same wherever it stands. What a size is that is written as an expression, or that may broadcast, is
left open; so is the whole shape where the number of axes is.
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.analysis.input_comments import commented_inputs
from shapelint.analysis.inputs import InputSpec
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.shape_annotations import DTYPES, shape_text
from shapelint.interpret.domain.values import ClassValue, DictValue, FunctionValue, Instance, class_attribute
from shapelint.interpret.interpreter import STUB, Interpreter
from shapelint.ir import Tensor
from shapelint.limits import MOST_AXES, written_size
from shapelint.syntax import nodes
from shapelint.syntax.source import SourceFile

STATE = "commented inputs"


def declared_for(m: Interpreter, model: ClassValue) -> tuple[InputSpec, ...]:
    """The inputs that the source of a model class declares; those of a comment win."""
    for owner in model.mro:
        file = owner.module.file if owner.module is not None else None
        if file is None or file.path.startswith(STUB) or owner.definition is None:
            continue
        stated = comments_of(m, file).get(owner.name)
        if stated:
            return stated
    return next((found for name in ("forward", "call") if (found := annotated_inputs(model, name))), ())


def example_inputs(model: Instance) -> tuple[InputSpec, ...]:
    """What a model keeps as `example_input_array`, with which Lightning calls it before it is trained.
    https://lightning.ai/docs/pytorch/stable/common/lightning_module.html#example-input-array"""
    held = model.attributes.get("example_input_array", class_attribute(model.type, "example_input_array"))
    if isinstance(held, DictValue):
        found = [as_spec(name, value) for name, value in held.at_least().items()]
    else:
        found = [as_spec(None, value) for value in (elements(held) or (held,))]
    specs = tuple(spec for spec in found if spec is not None)
    return specs if len(specs) == len(found) else ()


def as_spec(name: object, value: object) -> InputSpec | None:
    """A tensor of known sizes as a statement of its shape."""
    shape = value.shape if isinstance(value, Tensor) else None
    if shape is None or not isinstance(value, Tensor):
        return None
    dims = tuple(size for size in shape if isinstance(size, int))
    if len(dims) < len(shape) or not dims:
        return None
    return InputSpec(name if isinstance(name, str) else None, dims, value.type.dtype, "its example_input_array")


def comments_of(m: Interpreter, file: SourceFile) -> dict[str, tuple[InputSpec, ...]]:
    known = m.state.setdefault(STATE, {})
    assert isinstance(known, dict)
    if file.path not in known:
        known[file.path] = commented_inputs(file.text)
    found: dict[str, tuple[InputSpec, ...]] = known[file.path]
    return found


def annotated_inputs(model: ClassValue, name: str) -> tuple[InputSpec, ...]:
    """The inputs that the annotations of a method say."""
    function = class_attribute(model, name)
    if not isinstance(function, FunctionValue):
        return ()
    parameters = function.definition.parameters
    every = (*parameters.positional_only, *parameters.regular, *parameters.keyword_only)[1:]
    return tuple(spec for p in every if (spec := annotated(p)) is not None)


def annotated(parameter: nodes.Parameter) -> InputSpec | None:
    """The input that a parameter's annotation says; None when it says no shape."""
    found = shape_text(parameter.annotation)
    if found is None:
        return None
    word, text = found
    dims = sizes(text, parameter.name)
    if not dims:
        return None
    return InputSpec(parameter.name, dims, DTYPES[word], f'declared as {word}[..., "{text}"]')


def sizes(text: str, parameter: str) -> tuple[int | str, ...] | None:
    """The sizes of a shape as jaxtyping writes it; None where the number of axes is open."""
    words = text.split()
    if len(words) > MOST_AXES or "..." in text or any(word.startswith("*") for word in words):
        return None
    return tuple(one_by_one(text, parameter))


def one_by_one(text: str, parameter: str) -> Iterator[int | str]:
    for position, word in enumerate(text.split()):
        size = word.rpartition("=")[2]
        if number := written_size(size):
            yield number
        elif size.isidentifier() and size != "_":
            yield size
        else:
            yield f"{parameter}_{position}"
