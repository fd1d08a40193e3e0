"""The element types of numpy's arrays: https://numpy.org/doc/stable/reference/arrays.promotion.html.

The declarations give exact types from exact ones, which tests/frontends/numpy holds against numpy; so what is inferred
is certain where the types of all operands are. Operators are no functions of numpy's, and have their rules here.
"""

from __future__ import annotations

from shapelint.frontends.numpy.dtypes import exact_dtype, promote_pair, with_number
from shapelint.interpret.api.coercions import NUMBER
from shapelint.interpret.domain.values import ListValue
from shapelint.ir import Tensor, TypedCall, Typing
from shapelint.ir.element_types import INFERRED, UNTYPED
from shapelint.ops.dtypes import is_integral
from shapelint.ops.element_types import Answer, Rule, always, answered, same
from shapelint.symbolic import Expression

PREFIX = "numpy."
COMPARING = ("==", "!=", "<", "<=", ">", ">=")
ARITHMETIC = ("+", "-", "*", "//", "%", "**", "&", "|", "^", "<<", ">>")
SAMPLES = {"bool": True, "int64": 1, "float32": 1.0, "complex64": 1j}  # of Python's numbers, by how they are held

# What is made without operands, of a type that does not depend on values.
MADE = frozenset({
    "zeros", "ones", "empty", "eye", "identity", "tri", "arange", "linspace", "logspace", "geomspace",
    "random.rand", "random.randn", "random.randint", "random.permutation",
    *(f"random.{name}" for name in (
        "random_sample", "random", "sample", "ranf", "standard_normal", "standard_exponential", "standard_cauchy",
        "uniform", "normal", "lognormal", "laplace", "logistic", "gumbel", "beta", "gamma", "exponential", "rayleigh",
        "chisquare", "standard_t", "poisson", "binomial", "geometric", "triangular",
    )),
})  # fmt: skip
JOINING = frozenset({
    "concatenate", "stack", "append", "vstack", "hstack", "dstack", "column_stack", "row_stack",
})  # fmt: skip
OPEN = frozenset({"random.choice", "einsum", "real", "where", "tensordot", "nan_to_num"})  # not decided by types alone


def typed(call: TypedCall) -> Typing:
    """The element types that a call of numpy's gives."""
    if call.has_scalars and any(tensor.origin in (NUMBER, "values") for tensor in call.operands):
        return UNTYPED  # some number may be one of numpy's, which counts like an array
    if any(tensor.framework not in ("numpy", "") for tensor in call.operands):
        return UNTYPED
    name = call.callee.removeprefix(PREFIX).removeprefix("Tensor.")
    if name in RULES:
        return answered(RULES[name], call)
    if not call.operands:
        return Typing((INFERRED,)) if name in MADE else UNTYPED
    if not call.callee.startswith(PREFIX) or name in OPEN or any(tensor.element is None for tensor in call.operands):
        return UNTYPED
    return Typing((INFERRED,))


def common(call: TypedCall) -> str | None:
    """The common type of arrays and Python numbers; a number counts only if its kind is above the arrays'."""
    result: str | None = None
    numbers = []
    for tensor in call.operands:
        if tensor.element is None:
            return None
        if tensor.element.is_number:
            numbers.append(SAMPLES[tensor.element.name])
            continue
        result = tensor.element.name if result is None else promote_pair(result, tensor.element.name)
        if result is None:
            return None
    for number in numbers:
        result = with_number(result, number)
        if result is None:
            return None
    return result


def quotient(call: TypedCall) -> Answer:
    """`/`: whole numbers divide to float64."""
    found = common(call)
    return "float64" if is_integral(found) else found


def given(call: TypedCall) -> Answer:
    """`array` and its kin: of the type that is named, or that of the array or of the numbers that are given."""
    wanted, data = call.arguments.get("dtype"), call.arguments.get("object")
    if wanted is not None and wanted.value is not None:
        return exact_dtype(wanted.value)
    return of_content(call, None if data is None else data.value)


def of_content(call: TypedCall, data: object) -> Answer:
    if isinstance(data, Tensor):
        return data.element if data.framework == "numpy" else None
    if call.has_scalars:
        return None
    return INFERRED if holds_numbers(data) else None


def holds_numbers(value: object) -> bool:
    """Whether a value is a number of Python's, or a nested sequence of such alone."""
    if isinstance(value, (int, float, complex, Expression, range)):
        return True
    items = value.exactly() if isinstance(value, ListValue) else value if isinstance(value, tuple) else None
    return items is not None and all(holds_numbers(item) for item in items)


def filled(call: TypedCall) -> Answer:
    wanted, fill = call.arguments.get("dtype"), call.arguments.get("fill_value")
    if wanted is not None and wanted.value is not None:
        return exact_dtype(wanted.value)
    return of_content(call, None if fill is None else fill.value)


def converted(call: TypedCall) -> Answer:
    """`x.astype(...)`: the type that is named."""
    wanted = call.arguments.get("dtype")
    return None if wanted is None else exact_dtype(wanted.value)


def joined(call: TypedCall) -> Answer:
    return common(call)


RULES: dict[str, Rule] = {
    **dict.fromkeys(ARITHMETIC, Rule(joined)),
    **dict.fromkeys(COMPARING, Rule(always("bool"))),
    "/": Rule(quotient),
    "~": Rule(same()),
    "[]": Rule(same()),
    **dict.fromkeys(JOINING, Rule(joined)),
    **dict.fromkeys(("array", "asarray", "asanyarray", "ascontiguousarray", "asfortranarray", "require"), Rule(given)),
    **dict.fromkeys(("full",), Rule(filled)),
    "astype": Rule(converted),
}
