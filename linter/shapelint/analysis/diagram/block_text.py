"""What a block says of its operation."""

from __future__ import annotations

from shapelint.interpret.domain.values import ClassValue, FunctionValue, Instance, ListValue, Unknown
from shapelint.ir import Node
from shapelint.ops.operation import Operation
from shapelint.symbolic import Expression, render

DETAILS = (("kernel_size", ""), ("pool_size", ""), ("stride", "/"), ("dilation", "dilation "), ("groups", "groups "))
"""Fields of operations whose values are told, and what stands before each."""

TOLD_IF_ONE = frozenset({"kernel_size", "pool_size"})
SPELLED = {"[]": "index", "[] =": "assign"}
LONGEST = 60
TIMES = "\N{MULTIPLICATION SIGN}"


def family_of(operation: Operation) -> str:
    """The family of operations that it is of: the folder of shapelint.ops in which it stands."""
    parts = type(operation).__module__.split(".")
    return parts[2] if parts[:2] == ["shapelint", "ops"] and len(parts) > 3 else "other"


def function_name(callee: str) -> str:
    """The last part of a callee's full name: `flatten` of `torch.Tensor.flatten`."""
    return SPELLED.get(callee, callee.rsplit(".", 1)[-1] or callee)


def detail_of(operation: Operation) -> str:
    """The sizes of a window and its steps, as far as they say something: `3x3 /2`, with a multiplication sign."""
    said = []
    for name, before in DETAILS:
        value = getattr(operation, name, None)
        sizes = value if isinstance(value, tuple) else () if value is None else (value,)
        if not sizes or not all(isinstance(size, (int, Expression)) for size in sizes):
            continue
        if name in TOLD_IF_ONE or any(size != 1 for size in sizes):
            same = len(set(sizes)) == 1 and name not in TOLD_IF_ONE
            said.append(before + TIMES.join(render(size) for size in (sizes[:1] if same else sizes)))
    return " ".join(said)


def arguments_of(node: Node) -> tuple[tuple[str, str], ...]:
    """The arguments that the source gives the layer or function, by parameter."""
    given = node.definition.arguments if node.definition is not None else node.arguments
    return tuple((name, spelled(one.value)) for name, one in given.items() if one.place is not None)


def spelled(value: object) -> str:
    """A value in Python's notation, as far as it has a short one."""
    if isinstance(value, Unknown):
        return "?"
    if isinstance(value, Expression):
        return render(value)
    if isinstance(value, (ClassValue, FunctionValue)):
        return value.name
    if isinstance(value, Instance):
        return f"{value.type.name}(...)"
    if isinstance(value, ListValue):
        return f"[{', '.join(spelled(one) for one in value.seen())}]"
    if isinstance(value, tuple):
        inner = ", ".join(spelled(one) for one in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if value is None or isinstance(value, (bool, int, float, str)):
        text = repr(value)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
    return "..."
