"""The element types of tensorflow's own functions and operators, which promote nothing.

https://www.tensorflow.org/api_docs/python/tf/Tensor. Keras's layers and operations convert what they are given, so that
no type is followed through them; a program that asks numpy's behaviour of tensorflow has no certain types at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.interpret.domain.values import ListValue
from shapelint.ir import Requirement, Tensor, TypedCall, Typing
from shapelint.ir.element_types import INFERRED, UNTYPED
from shapelint.ops.element_types import (
    INEXACT,
    INTEGERS,
    WHOLE,
    Answer,
    Need,
    Rule,
    alike,
    all_alike,
    always,
    answered,
    argument,
    element,
    failed,
    is_number,
    name_of,
    needs,
    same,
)
from shapelint.symbolic import Expression

PREFIX = "tensorflow."
ARITHMETIC = (
    "+", "-", "*", "//", "%", "**", "add", "subtract", "multiply", "maximum", "minimum", "pow", "math.floordiv",
    "math.floormod", "math.mod", "math.squared_difference",
)  # fmt: skip
COMPARING = (
    "==", "!=", "<", "<=", ">", ">=", "equal", "not_equal", "greater", "greater_equal", "less", "less_equal",
)  # fmt: skip
FLOATING_ALONE = (
    "acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "sigmoid", "sin", "sinh", "sqrt", "tan",
    "tanh", "math.log", "math.log1p", "math.expm1", "math.rsqrt", "math.erf", "floor", "math.ceil", "nn.softmax",
    "nn.log_softmax", "nn.softplus", "nn.elu", "nn.selu", "nn.gelu", "nn.softsign",
)  # fmt: skip
QUOTIENTS = ("/", "divide", "math.divide", "truediv")
WITH_NUMBERS = frozenset({*ARITHMETIC, *COMPARING, *QUOTIENTS})
"""Where a Python number has the type of the tensor beside it."""
KEPT = (
    "abs", "negative", "square", "sign", "round", "nn.relu", "identity", "stop_gradient", "reshape", "transpose",
    "expand_dims", "squeeze", "reverse", "tile", "reduce_max", "reduce_min", "reduce_prod", "reduce_sum",
    "reduce_mean", "broadcast_to", "[]",
)  # fmt: skip
MADE = (
    "zeros", "ones", "eye", "linalg.eye", "random.normal", "random.truncated_normal", "random.uniform", "cast",
)  # fmt: skip


def typed(call: TypedCall) -> Typing:
    """The element types that a call of tensorflow's gives; unknown for all that is Keras's own."""
    if call.default is None or call.definition is not None:
        return UNTYPED
    if any(tensor.framework not in ("keras", "") for tensor in call.operands):
        return UNTYPED
    is_operator = not call.callee[:1].isidentifier()
    if not is_operator and not call.callee.startswith(PREFIX):
        return UNTYPED
    name = call.callee.removeprefix(PREFIX)
    if name not in WITH_NUMBERS and any(is_number(tensor) for tensor in call.operands):
        return UNTYPED  # a number alone becomes a tensor of its own type
    return answered(RULES.get(name), call)


def one_type(call: TypedCall) -> Iterator[Requirement]:
    """Both operands must be of one type; a Python number is converted to that of the tensor, if it can be."""
    if len(call.operands) < 2 or (call.callee == "*" and "bool" in (name_of(call, 0), name_of(call, 1))):
        return  # a product of booleans is their conjunction
    yield from alike(0, 1, "the first operand", "the second")(call)
    for position in (0, 1):
        tensor, number = call.operands[position], call.operands[1 - position]
        name = name_of(call, position)
        if name in WHOLE and not is_number(tensor) and is_number(number) and name_of(call, 1 - position) == "float32":
            text = f"a float beside a tensor of {name}, which it cannot be converted to"
            yield failed(call, position, "float32", str(name), text)


def own(call: TypedCall) -> Answer:
    """The type of the operand that is a tensor; a product with booleans is not followed."""
    if call.callee == "*" and "bool" in (name_of(call, 0), name_of(call, 1)):
        return None
    tensors = [tensor for tensor in call.operands if not is_number(tensor)]
    if not tensors or any(tensor.element is None for tensor in call.operands):
        return None
    return tensors[0].element


def quotient(call: TypedCall) -> Answer:
    """`/`: whole numbers of 32 and 64 bits divide to float64."""
    name = own(call)
    found = name if name is None or isinstance(name, str) else name.name
    return "float64" if found in ("int32", "int64") else name if found in INEXACT else None


def given(call: TypedCall) -> Answer:
    """`constant`, `fill`: of the type that is named, of the array, or of the numbers."""
    value = argument(call, "value")
    if argument(call, "dtype") is not None:
        return INFERRED
    if isinstance(value, Tensor):
        return value.element
    return INFERRED if holds_numbers(value) and not call.has_scalars else None


def holds_numbers(value: object) -> bool:
    if isinstance(value, (int, float, Expression)):
        return True
    items = value.exactly() if isinstance(value, ListValue) else value if isinstance(value, tuple) else None
    return items is not None and all(holds_numbers(item) for item in items)


def counted(call: TypedCall) -> Answer:
    """`range`: int32 of whole numbers; of others it is not followed."""
    if argument(call, "dtype") is not None:
        return None
    bounds = [argument(call, name) for name in ("start", "limit", "delta")]
    plain = all(value is None or isinstance(value, (int, Expression)) for value in bounds)
    return "int32" if plain and not call.has_scalars else None


def like(call: TypedCall) -> Answer:
    return element(call, 0) if argument(call, "dtype") is None else INFERRED


def chosen(call: TypedCall) -> Answer:
    return element(call, 1) if name_of(call, 1) == name_of(call, 2) else None


def joined(call: TypedCall) -> Answer:
    names = {name_of(call, i) for i in range(len(call.operands))}
    return element(call, 0) if len(names) == 1 else None


TRUTH = frozenset({"bool"})
POSITIONS = frozenset({"int32", "int64"})
FLOATS: Need = needs(0, INEXACT, "the input", "floating")
RULES: dict[str, Rule] = {
    **dict.fromkeys(ARITHMETIC, Rule(own, (one_type,))),
    **dict.fromkeys(QUOTIENTS, Rule(quotient, (one_type,))),
    **dict.fromkeys(COMPARING, Rule(always("bool"), (one_type,))),
    **dict.fromkeys(FLOATING_ALONE, Rule(same(), (FLOATS,))),
    **dict.fromkeys(KEPT, Rule(same())),
    **dict.fromkeys(MADE, Rule(always(INFERRED))),
    **dict.fromkeys(("constant", "convert_to_tensor", "fill"), Rule(given)),
    **dict.fromkeys(("zeros_like", "ones_like"), Rule(like)),
    **dict.fromkeys(("matmul", "linalg.matmul", "@"), Rule(joined, (all_alike(0, "operand {}"),))),
    **dict.fromkeys(("concat", "stack"), Rule(joined, (all_alike(0, "part {}"),))),
    "where": Rule(chosen, (needs(0, TRUTH, "the condition", "bool"), alike(1, 2, "one choice", "the other"))),
    "range": Rule(counted),
    "one_hot": Rule(always(None), (needs(0, INTEGERS, "the input of one_hot", "int32"),)),
    "gather": Rule(same(), (needs(1, INTEGERS, "the indices", "int32 or int64"),)),
    "nn.sparse_softmax_cross_entropy_with_logits": Rule(always(None), (
        needs(0, POSITIONS, "the labels", "int32 or int64"),
    )),
    "nn.conv2d": Rule(joined, (alike(0, 1, "the input", "the filters"),)),
}  # fmt: skip
