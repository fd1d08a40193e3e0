"""The element types of torch's functions and of the methods of the same names, by the name behind torch's prefixes."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.frontends.torch.element_types.kinds import (
    EXTREME,
    FLOAT,
    LONG,
    MAYBE_FLOAT,
    MEAN,
    POSITIONS,
    PROMOTED,
    SAME,
    SOFTMAX,
    SPREAD,
    SUM,
    TRUTH,
    contraction,
    dtype_or,
    floating_only,
    indices,
    known_alike,
    mask,
    real_only,
)
from shapelint.frontends.torch.promotion import result_type
from shapelint.ir import Requirement, TypedCall
from shapelint.ops.element_types import (
    BOOL,
    COMPLEX,
    FLOATING,
    INEXACT,
    INTEGERS,
    REAL,
    WHOLE,
    Answer,
    Rule,
    alike,
    always,
    element,
    inexact,
    mapped,
    name_of,
    needs,
    only,
    promoted,
    refuses,
    same,
    several,
)

LAYOUT = (
    "adjoint", "as_strided", "broadcast_to", "clone", "contiguous", "cpu", "cuda", "detach", "diag", "diag_embed",
    "diagflat", "diagonal", "diff", "dsplit", "expand", "expand_as", "flatten", "flip", "fliplr", "flipud",
    "hsplit", "moveaxis", "movedim", "narrow", "permute", "ravel", "repeat", "repeat_interleave", "reshape",
    "reshape_as", "roll", "rot90", "select", "split", "squeeze", "swapaxes", "swapdims", "t", "tensor_split",
    "tile", "transpose", "tril", "triu", "unbind", "unflatten", "unfold", "unsqueeze", "view", "view_as", "vsplit",
    "chunk", "atleast_1d", "atleast_2d", "atleast_3d", "nan_to_num", "take_along_dim", "from_numpy", "numpy",
    "__array__", "pin_memory", "share_memory_", "requires_grad_", "resolve_conj", "resolve_neg", "pixel_shuffle",
    "pixel_unshuffle", "channel_shuffle", "pad", "T", "mT", "H", "mH", "data", "retain_grad",
)  # fmt: skip

FLOATING_OF_ANY = (
    "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt", "rsqrt", "sin", "cos", "tan", "sinh", "cosh",
    "tanh", "asin", "acos", "atan", "asinh", "acosh", "atanh", "arcsin", "arccos", "arctan", "arcsinh", "arccosh",
    "arctanh", "reciprocal", "sigmoid", "logsumexp",
)  # fmt: skip
FLOATING_OF_REAL = (
    "erf", "erfc", "erfinv", "lgamma", "digamma", "i0", "deg2rad", "rad2deg", "logit",
)  # fmt: skip
TRUTH_OF_ANY = (
    "isnan", "isinf", "isfinite", "isreal", "isposinf", "isneginf", "logical_not", "signbit", "eq", "ne", "lt",
    "le", "gt", "ge", "not_equal", "less", "less_equal", "greater", "greater_equal", "logical_and", "logical_or",
    "logical_xor", "isclose", "isin", "==", "!=", "<", "<=", ">", ">=",
)  # fmt: skip
ARITHMETIC = (
    "add", "sub", "mul", "rsub", "multiply", "subtract", "+", "*",
)  # fmt: skip
PROMOTING = (
    "maximum", "minimum", "fmax", "fmin", "floor_divide", "//", "bitwise_left_shift", "bitwise_right_shift",
)  # fmt: skip
DIVIDING = (
    "true_divide", "/", "atan2", "arctan2", "xlogy", "logaddexp", "logaddexp2", "copysign",
)  # fmt: skip
BITWISE = (
    "bitwise_and", "bitwise_or", "bitwise_xor", "&", "|", "^",
)  # fmt: skip

# Activations that torch defines for floating numbers alone.
ACTIVATIONS = (
    "gelu", "mish", "elu", "selu", "celu", "leaky_relu", "rrelu", "softplus", "softshrink", "hardshrink",
    "hardswish", "hardsigmoid", "logsigmoid", "glu",
)  # fmt: skip
ADAPTIVE_POOLINGS = [f"adaptive_avg_pool{rank}d" for rank in (1, 2, 3)]
POOLINGS = [f"{kind}_pool{rank}d" for rank in (1, 2, 3) for kind in ("avg", "lp")]
PRODUCTS = (
    "mm", "bmm", "matmul", "__matmul__", "@", "mv", "dot", "vdot", "inner", "addmm", "addmv", "addbmm", "baddbmm",
    "addmm_", "baddbmm_",
)  # fmt: skip


def no_truths(call: TypedCall) -> Iterator[Requirement]:
    """A difference with a tensor of booleans is refused."""
    for position in range(len(call.operands)):
        found = tuple(refuses(position, BOOL, "an operand of a difference", "a number")(call))
        if found:
            yield found[0]
            return


def joined(call: TypedCall) -> Answer:
    return result_type(call, call.operands)


def extreme(call: TypedCall) -> tuple[Answer, ...]:
    """`max` and its kin: of one tensor, or elementwise of two."""
    if len(call.operands) == 2:
        return (result_type(call, call.operands),)
    return (element(call, 0), "int64")


def power(call: TypedCall) -> Answer:
    return None if all(name_of(call, i) == "bool" for i in (0, 1)) else result_type(call, call.operands)


def quotient(call: TypedCall) -> Answer:
    """`div`: as `/` without a rounding mode, else as `//`."""
    given = call.arguments.get("rounding_mode")
    if given is None or given.value is None:
        return FLOAT.result(call)  # type: ignore[return-value]
    return result_type(call, call.operands) if isinstance(given.value, str) else None


def truth(call: TypedCall) -> Answer:
    """`all` and `any`, which leave bytes bytes."""
    return None if name_of(call, 0) in (None, "uint8") else "bool"


def chosen(call: TypedCall) -> Answer:
    return result_type(call, call.operands[1:])


REAL_ONLY = refuses(0, COMPLEX, "the input", "real")
NUMBER = refuses(0, BOOL, "the input", "a number")
FLOATING_INPUT = needs(0, FLOATING, "the input", "floating")
WIDE = frozenset({"float32", "float64"})
DROPOUTS = ("dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout")
FUNCTIONS: dict[str, Rule] = {
    **dict.fromkeys(LAYOUT, SAME),
    **dict.fromkeys(FLOATING_OF_ANY, FLOAT),
    **dict.fromkeys(FLOATING_OF_REAL, Rule(inexact(promoted(result_type)), (REAL_ONLY,))),
    **dict.fromkeys(TRUTH_OF_ANY, TRUTH),
    **dict.fromkeys(ARITHMETIC, PROMOTED),
    **dict.fromkeys(("sub", "subtract", "-"), Rule(promoted(result_type), (no_truths,))),
    **dict.fromkeys(PROMOTING, Rule(promoted(result_type))),
    **dict.fromkeys(DIVIDING, FLOAT),
    **dict.fromkeys(("div", "divide"), Rule(quotient)),
    **dict.fromkeys(BITWISE, Rule(only(WHOLE, promoted(result_type)), (
        needs(0, WHOLE, "the first operand of a bitwise operation", "a whole number or bool"),
        needs(1, WHOLE, "the second operand of a bitwise operation", "a whole number or bool"),
    ))),
    **dict.fromkeys(("pow", "**"), Rule(power)),
    **dict.fromkeys(("remainder", "fmod", "%"), Rule(promoted(result_type))),
    **dict.fromkeys(("abs", "absolute"), Rule(mapped(REAL), (NUMBER,))),
    **dict.fromkeys(("neg", "negative"), Rule(same(), (NUMBER,))),
    **dict.fromkeys(("sign", "square", "positive", "sgn"), Rule(only(FLOATING | INTEGERS, same()))),
    **dict.fromkeys(("floor", "ceil", "round", "trunc", "fix"), Rule(only(FLOATING | INTEGERS, same()))),
    "frac": Rule(only(FLOATING, same())),
    **dict.fromkeys(("bitwise_not", "~"), Rule(same(), (needs(0, WHOLE, "the input", "a whole number or bool"),))),
    **dict.fromkeys(("clamp", "clip", "clamp_min", "clamp_max"), Rule(joined, (REAL_ONLY,))),
    "lerp": Rule(only(INEXACT, same()), (alike(0, 1, "input", "end"),)),
    "where": Rule(chosen, (needs(0, frozenset({"bool", "uint8"}), "the condition", "bool"),)),
    "masked_fill": Rule(same(), (mask(1),)),
    "masked_select": Rule(same(), (mask(1),)),
    "masked_scatter": Rule(same(), (mask(1), alike(0, 2, "input", "source"))),
    **dict.fromkeys(("relu", "relu6", "threshold"), Rule(same(), (NUMBER, REAL_ONLY))),
    "hardtanh": Rule(only(FLOATING, same())),
    **dict.fromkeys(ACTIVATIONS, real_only()),
    "silu": floating_only(),
    **dict.fromkeys(("softsign", "tanhshrink"), MAYBE_FLOAT),
    **dict.fromkeys(("softmax", "log_softmax", "softmin"), SOFTMAX),
    **dict.fromkeys(("sum", "prod", "cumsum", "cumprod", "nansum"), SUM),
    **dict.fromkeys(("mean", "nanmean"), MEAN),
    **dict.fromkeys(("std", "var"), SPREAD),
    **dict.fromkeys(("std_mean", "var_mean"), Rule(only(FLOATING, same()), SPREAD.needs)),
    **dict.fromkeys(("max", "min"), Rule(extreme, (REAL_ONLY,))),
    **dict.fromkeys(("sort", "cummax", "cummin"), EXTREME),
    "mode": Rule(several(same(), always("int64"))),
    **dict.fromkeys(("topk", "kthvalue", "median", "nanmedian"), Rule(several(same(), always("int64")), (
        REAL_ONLY,
    ))),
    **dict.fromkeys(("amax", "amin", "msort", "aminmax"), Rule(same(), (REAL_ONLY,))),
    **dict.fromkeys(("argmax", "argmin", "argsort"), Rule(always("int64"), (REAL_ONLY,))),
    **dict.fromkeys(("count_nonzero", "nonzero", "argwhere", "bincount", "bucketize", "searchsorted"), POSITIONS),
    **dict.fromkeys(("all", "any"), Rule(truth)),
    "norm": Rule(dtype_or(mapped(REAL)), (needs(0, INEXACT, "the input of a norm", "floating"),)),
    "logcumsumexp": floating_only(),
    "quantile": Rule(only(FLOATING, same()), (needs(0, WIDE, "the input", "float32 or float64"),)),
    **dict.fromkeys(PRODUCTS, contraction()),
    **dict.fromkeys(("linear", "bilinear"), contraction()),
    **dict.fromkeys([f"conv{rank}d" for rank in (1, 2, 3)], contraction()),
    **dict.fromkeys([f"conv_transpose{rank}d" for rank in (1, 2, 3)], contraction()),
    **dict.fromkeys(("outer", "ger", "kron"), PROMOTED),
    **dict.fromkeys(("einsum", "tensordot", "cdist", "chain_matmul", "linalg.multi_dot"), Rule(known_alike)),
    **dict.fromkeys(("cat", "concat", "concatenate", "stack", "hstack", "vstack", "dstack", "column_stack", "row_stack",
                     "block_diag", "cartesian_prod"), PROMOTED),
    **dict.fromkeys(ADAPTIVE_POOLINGS, real_only()),
    **dict.fromkeys(POOLINGS, MAYBE_FLOAT),
    **dict.fromkeys([f"max_pool{rank}d" for rank in (1, 2, 3)], Rule(several(only(FLOATING, same()), always("int64")))),
    **dict.fromkeys([f"adaptive_max_pool{rank}d" for rank in (1, 2, 3)], Rule(several(same(), always("int64")), (
        FLOATING_INPUT,
    ))),
    **dict.fromkeys(DROPOUTS, MAYBE_FLOAT),
    "gather": Rule(same(), (indices(1),)),
    "index_select": Rule(same(), (indices(1),)),
    "take": Rule(same(), (indices(1, allowed=LONG),)),
    "scatter_add": Rule(same(), (indices(1), alike(0, 2, "input", "src"))),
    "index_add": Rule(same(), (indices(1), alike(0, 2, "input", "source"))),
    "index_copy": Rule(same(), (indices(1, allowed=LONG), alike(0, 2, "input", "source"))),
    "scatter": Rule(same(), (indices(1), alike(0, 2, "input", "src"))),
    "one_hot": Rule(always("int64"), (indices(0, "the input of one_hot", LONG),)),
    "embedding": Rule(same(1), (indices(0, "the input of an embedding"),)),
    "view_as_real": Rule(mapped(REAL)),
    "interpolate": MAYBE_FLOAT,
    "upsample": MAYBE_FLOAT,
    "normalize": Rule(only(FLOATING, same())),
    "cosine_similarity": Rule(only(FLOATING, promoted(result_type))),
    "multinomial": Rule(always("int64"), (needs(0, FLOATING, "the probabilities", "floating"),)),
    "bernoulli": Rule(same(), (needs(0, FLOATING, "the probabilities", "floating"),)),
}  # fmt: skip
