"""What is known of the element types of a call's operands when it is made: certain, or nothing.

Three things take the certainty away: code that is not known has had the tensor in hands, or the program has given it
other data; the call is made within a context that changes types (autocast, or one that is not known); a default type
that some other part of the program may set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from shapelint.interpret.api.coercions import as_operand
from shapelint.interpret.domain.tensors import ANY_NAME
from shapelint.interpret.interpreter import STUB, Interpreter
from shapelint.ir import BoundArgument, Definition, ElementType, Tensor, TypedCall, Typing
from shapelint.ir.devices import Device
from shapelint.ir.element_types import UNTYPED, own_type
from shapelint.ops.operation import Operation
from shapelint.records import replace
from shapelint.syntax.source import Place

RETYPED = "element type"  # the attribute of a tensor whose element type has changed behind its back
SCALARS = "foreign scalars"  # in the interpreter's state: some Python number may be one of an array library's
RETYPES = "changed element types"  # in the interpreter's state: something may change the types that operations give
MENTIONED = "default types mentioned"  # in the interpreter's state: for how many modules it is known who sets defaults
APART = "devices apart"  # in the interpreter's state: something moves tensors that the program does not move
DEFAULTS = "default element types"  # in the interpreter's state, by framework: None where it is not known


def certain(m: Interpreter, tensor: Tensor) -> ElementType | None:
    """The element type of a tensor, unless something may have changed it."""
    if tensor.element is None or not m.tensor_attributes:
        return tensor.element
    held = m.tensor_attributes.get(tensor)
    return None if held is not None and (ANY_NAME in held or RETYPED in held) else tensor.element


def retyped(m: Interpreter, tensor: Tensor) -> None:
    """Note that a tensor's element type is not that with which it was made any more."""
    for one in (tensor, *tensor.may_be):
        m.tensor_attributes.setdefault(one, {})[RETYPED] = True


def default_type(m: Interpreter, framework: str) -> str | None:
    """The floating type that a framework gives to what is created; None when it is not known: the program sets it
    somewhere, though it has not done so yet."""
    held = m.state.get(DEFAULTS)
    if isinstance(held, dict) and framework in held:
        run, found = held[framework]
        if run is m.recorder.nodes:
            return found if isinstance(found, str) else None
    return None if mentions_default(m, framework) else "float32"


def mentions_default(m: Interpreter, framework: str) -> bool:
    """Whether a module that is read says the name of what sets the default type."""
    vocabulary = m.vocabularies.get(framework)
    if vocabulary is None or not vocabulary.default_setters:
        return False
    known = m.state.get(MENTIONED)
    if isinstance(known, tuple) and known[:2] == (len(m.modules), framework):
        return bool(known[2])
    texts = [module.file.text for module in m.modules.values() if module.file is not None]
    found = any(word in text for text in texts for word in vocabulary.default_setters)
    m.state[MENTIONED] = (len(m.modules), framework, found)
    return found


def set_default_type(m: Interpreter, framework: str, name: str | None) -> None:
    """Note the floating type that a program gives to what is created from now on."""
    held = m.state.setdefault(DEFAULTS, {})
    assert isinstance(held, dict)
    held[framework] = (m.recorder.nodes, None if m.branching else name)  # of this run alone


def is_obscured(m: Interpreter) -> bool:
    """Whether some context that is open here may change the types that operations give."""
    if m.obscured or RETYPES in m.state:
        return True
    return bool(m.obscuring) and any(
        frame.function is not None and id(frame.function.definition) in m.obscuring for frame in m.frames
    )


def is_of_stub(m: Interpreter) -> bool:
    """Whether what runs is part of what stands for a package, and not of the program."""
    file = m.frames[-1].module.file if m.frames else None
    return file is not None and file.path.startswith(STUB)


def typing_of(
    m: Interpreter,
    operation: Operation,
    operands: Iterable[object],
    callee: str,
    place: Place | None,
    framework: str,
    definition: Definition | None,
    arguments: Mapping[str, BoundArgument] | None,
    weights: ElementType | None = None,
    weights_device: Device | None = None,
) -> Typing:
    """What the tables of a framework say of a call."""
    vocabulary = m.vocabularies.get(framework)
    if vocabulary is None:
        return UNTYPED
    operands = tuple(operands)
    if not operands and is_of_stub(m):
        return UNTYPED  # what a tool makes in its own way
    return vocabulary.typed(
        typed_call(m, operation, operands, callee, place, framework, definition, arguments, weights, weights_device)
    )


def typed_call(
    m: Interpreter,
    operation: Operation,
    operands: Iterable[object],
    callee: str,
    place: Place | None,
    framework: str,
    definition: Definition | None,
    arguments: Mapping[str, BoundArgument] | None,
    weights: ElementType | None,
    weights_device: Device | None = None,
) -> TypedCall:
    """The call as the tables of element types see it."""
    hidden = is_obscured(m)
    tensors = []
    apart = hidden or APART in m.state
    for operand in operands:
        tensor = operand if isinstance(operand, Tensor) else as_operand(operand)
        if isinstance(tensor, Tensor):
            known = None if hidden else certain(m, tensor)
            device = None if apart else device_of(m, tensor)
            same = known is tensor.element and device is tensor.device
            tensors.append(tensor if same else replace(tensor, element=known, device=device))
    return TypedCall(
        callee,
        operation,
        tuple(tensors),
        arguments or {},
        place,
        None if definition is None else definition.arguments,
        None if hidden else weights,
        default_type(m, framework),
        SCALARS in m.state,
        None if apart else weights_device,
        not apart,
        hidden_type if hidden else partial(certain, m) if m.tensor_attributes else own_type,
    )


def hidden_type(tensor: Tensor) -> None:
    """The type of a tensor where none is certain."""


def device_of(m: Interpreter, tensor: Tensor) -> Device | None:
    """Where a tensor is held: where it was made, or of what a module holds, where that was moved; as long as it was
    not, something else may move it."""
    if tensor.role in ("parameter", "buffer"):
        return m.moved.get(tensor)
    return m.moved.get(tensor, tensor.device)
