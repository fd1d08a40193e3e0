"""The element types of torch's functions and of the methods of the same names, by the name behind torch's prefixes."""

from __future__ import annotations

from shapelint.frontends.torch.element_types.kinds import (
    EXTREME,
    FLOAT,
    INDEX,
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
    WHOLE_SUM,
    contraction,
    dtype_or,
    floating_only,
    indices,
    known_alike,
    mask,
    real_only,
)
from shapelint.frontends.torch.element_types.needs import (
    attention_alike,
    attention_mask,
    division_of_whole,
    dropped,
    no_negative_power,
    no_power_of_truths,
    no_truths,
    of_flag,
    of_two,
    real_if_rounded,
    summed_alike,
    together,
    without_flag,
)
from shapelint.frontends.torch.promotion import TO_COMPLEX, result_type
from shapelint.ir import TypedCall
from shapelint.ops.element_types import (
    BOOL,
    COMPLEX,
    FLOATING,
    INEXACT,
    INTEGERS,
    NUMERIC,
    REAL,
    WHOLE,
    Answer,
    Rule,
    alike,
    all_alike,
    always,
    argument,
    each,
    element,
    inexact,
    like_argument,
    mapped,
    name_of,
    needs,
    needs_argument,
    only,
    promoted,
    refuses,
    same,
    several,
)

LAYOUT = (
    "slice_scatter", "select_scatter", "diagonal_scatter", "as_strided_", "combinations", "unsafe_chunk",
    "unsafe_split", "split_with_sizes", "unsafe_split_with_sizes", "narrow_copy", "slice_copy", "t_copy", "view_copy",
    "conj", "conj_physical", "alias_copy", "detach_copy", "expand_copy", "permute_copy", "squeeze_copy",
    "unsqueeze_copy", "transpose_copy", "select_copy", "diagonal_copy", "unfold_copy",
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
    "isnan", "isinf", "isfinite", "isreal", "logical_not", "eq", "ne", "not_equal", "logical_and", "logical_or",
    "logical_xor", "==", "!=",
)  # fmt: skip
TRUTH_OF_REAL = (
    "isposinf", "isneginf", "signbit", "lt", "le", "gt", "ge", "less", "less_equal", "greater", "greater_equal", "<",
    "<=", ">", ">=",
)  # fmt: skip
ARITHMETIC = (
    "add", "sub", "mul", "rsub", "multiply", "subtract", "+", "*",
)  # fmt: skip
PROMOTING = (
    "maximum", "minimum", "fmax", "fmin",
)  # fmt: skip
REMAINDERS = (
    "floor_divide", "//", "remainder", "fmod", "%",
)  # fmt: skip
SHIFTS = (
    "bitwise_left_shift", "bitwise_right_shift", "<<", ">>",
)  # fmt: skip
DIVIDING = (
    "true_divide", "/", "atan2", "arctan2", "xlogy", "copysign",
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


def joined(call: TypedCall) -> Answer:
    return result_type(call, call.operands)


def extreme(call: TypedCall) -> tuple[Answer, ...]:
    """`max` and its kin: of one tensor, or elementwise of two."""
    if len(call.operands) == 2:
        return (result_type(call, call.operands),)
    return (element(call, 0), "int64")


def quotient(call: TypedCall) -> Answer:
    """`div`: as `/` without a rounding mode, else as `//`."""
    given = call.arguments.get("rounding_mode")
    if given is None or given.value is None:
        return FLOAT.result(call)  # type: ignore[return-value]
    return result_type(call, call.operands) if isinstance(given.value, str) else None


def truth(call: TypedCall) -> Answer:
    """`all` and `any`, which leave bytes bytes."""
    return name_of(call, 0) if name_of(call, 0) in (None, "uint8") else "bool"


def widened(call: TypedCall) -> Answer:
    """The common type of two floating operands, which are reduced."""
    return result_type(call, call.operands) if is_floating(call) else None


def is_floating(call: TypedCall) -> bool:
    return all(name_of(call, i) in FLOATING for i in range(len(call.operands)))


def of_counts(call: TypedCall) -> Answer:
    """`bincount`: counts, unless there are weights, whose sum is not followed."""
    return "int64" if argument(call, "weights") is None else None


def of_attention(call: TypedCall) -> Answer:
    """The type of queries, keys and values, where these are floating."""
    names = {name_of(call, i) for i in range(3)}
    return element(call, 0) if len(names) == 1 and names <= FLOATING else None


def of_parts(call: TypedCall) -> Answer:
    """The complex type of two real parts of one type."""
    return TO_COMPLEX.get(str(name_of(call, 0))) if name_of(call, 0) == name_of(call, 1) else None


def chosen(call: TypedCall) -> Answer:
    return result_type(call, call.operands[1:])


REAL_ONLY = refuses(0, COMPLEX, "the input", "real")
NUMBER = refuses(0, BOOL, "the input", "a number")
FLOATING_INPUT = needs(0, FLOATING, "the input", "floating")
WIDE = frozenset({"float32", "float64"})
PARTS = WIDE | {"float16"}
ORDERED = BOOL | INTEGERS | FLOATING
DROPOUTS = ("dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout")
FUNCTIONS: dict[str, Rule] = {
    **dict.fromkeys(LAYOUT, SAME),
    **dict.fromkeys(FLOATING_OF_ANY, FLOAT),
    **dict.fromkeys(FLOATING_OF_REAL, Rule(inexact(promoted(result_type)), (REAL_ONLY,))),
    **dict.fromkeys(TRUTH_OF_ANY, TRUTH),
    **dict.fromkeys(TRUTH_OF_REAL, Rule(TRUTH.result, (together(ORDERED, "a comparison", "real"),))),
    "isclose": Rule(TRUTH.result, (alike(0, 1, "one operand", "the other"),)),
    "isin": Rule(TRUTH.result, (
        needs(0, INTEGERS | FLOATING, "what is looked for", "a real number"),
        needs(1, INTEGERS | FLOATING, "what is looked in", "a real number"),
    )),
    **dict.fromkeys(ARITHMETIC, PROMOTED),
    **dict.fromkeys(("sub", "subtract", "rsub", "-"), Rule(promoted(result_type), (no_truths,))),
    **dict.fromkeys(PROMOTING, Rule(promoted(result_type), (together(ORDERED, "a comparison", "real"),))),
    **dict.fromkeys(REMAINDERS, Rule(promoted(result_type), (
        together(INTEGERS | FLOATING, "a rounded division", "real numbers"),
    ))),
    **dict.fromkeys(SHIFTS, Rule(promoted(result_type), (together(INTEGERS, "a shift", "whole numbers"),))),
    **dict.fromkeys(DIVIDING, FLOAT),
    **dict.fromkeys(("atan2", "arctan2", "xlogy", "copysign"), Rule(FLOAT.result, (
        together(ORDERED, "the function", "real"),
    ))),
    **dict.fromkeys(("logaddexp", "logaddexp2"), Rule(promoted(result_type), (
        together(INEXACT, "the function", "floating"),
    ))),
    **dict.fromkeys(("div", "divide"), Rule(quotient, (real_if_rounded,))),
    **dict.fromkeys(BITWISE, Rule(only(WHOLE, promoted(result_type)), (
        needs(0, WHOLE, "the first operand of a bitwise operation", "a whole number or bool"),
        needs(1, WHOLE, "the second operand of a bitwise operation", "a whole number or bool"),
    ))),
    **dict.fromkeys(("pow", "**"), Rule(promoted(result_type), (
        no_power_of_truths, no_negative_power,
    ))),
    "addcmul": Rule(promoted(result_type), (together(NUMERIC, "addcmul", "numbers"),)),
    "addcdiv": Rule(promoted(result_type), (division_of_whole,)),
    **dict.fromkeys(("abs", "absolute"), Rule(mapped(REAL), (NUMBER,))),
    **dict.fromkeys(("neg", "negative"), Rule(same(), (NUMBER,))),
    "sign": Rule(same(), (REAL_ONLY,)),
    "square": Rule(mapped({"bool": "int64"})),
    "positive": Rule(same(), (NUMBER,)),
    "sgn": SAME,
    **dict.fromkeys(("floor", "ceil", "round", "trunc", "fix"), Rule(same(), (NUMBER, REAL_ONLY))),
    "frac": real_only(),
    **dict.fromkeys(("bitwise_not", "~"), Rule(same(), (needs(0, WHOLE, "the input", "a whole number or bool"),))),
    **dict.fromkeys(("clamp", "clip", "clamp_min", "clamp_max"), Rule(joined, (
        together(ORDERED, "a clamp", "real"),
    ))),
    "lerp": Rule(known_alike, (alike(0, 1, "input", "end"),)),
    "where": Rule(chosen, (needs(0, frozenset({"bool", "uint8"}), "the condition", "bool"),)),
    "masked_fill": Rule(same(), (mask(1),)),
    "masked_select": Rule(same(), (mask(1),)),
    "masked_scatter": Rule(same(), (mask(1), like_argument("source", "input", "source"))),
    **dict.fromkeys(("relu", "relu6", "threshold"), Rule(same(), (NUMBER, REAL_ONLY))),
    "hardtanh": Rule(same(), (NUMBER, REAL_ONLY)),
    **dict.fromkeys(ACTIVATIONS, real_only()),
    "silu": floating_only(),
    **dict.fromkeys(("softsign", "tanhshrink"), Rule(inexact(same()), (NUMBER,))),
    **dict.fromkeys(("softmax", "log_softmax", "softmin"), SOFTMAX),
    **dict.fromkeys(("sum", "prod", "cumsum", "cumprod", "nansum"), SUM),
    **dict.fromkeys(("mean", "nanmean"), MEAN),
    **dict.fromkeys(("std", "var"), SPREAD),
    **dict.fromkeys(("std_mean", "var_mean"), Rule(several(mapped(REAL), same()), SPREAD.needs)),
    **dict.fromkeys(("cov", "corrcoef", "trapezoid", "cumulative_trapezoid"), Rule(inexact(same()), (NUMBER,))),
    "trace": Rule(mapped(WHOLE_SUM), (NUMBER,)),
    **dict.fromkeys(("max", "min"), Rule(extreme, (REAL_ONLY, of_two(together(ORDERED, "a comparison", "real"))))),
    **dict.fromkeys(("sort", "cummax", "cummin"), EXTREME),
    "topk": Rule(several(same(), always("int64")), (REAL_ONLY,)),
    "mode": Rule(several(same(), always("int64"))),
    **dict.fromkeys(("kthvalue", "median", "nanmedian"), Rule(several(same(), always("int64")), (NUMBER, REAL_ONLY))),
    **dict.fromkeys(("amax", "amin", "msort", "aminmax"), Rule(same(), (REAL_ONLY,))),
    **dict.fromkeys(("argmax", "argmin"), Rule(always("int64"), (NUMBER, REAL_ONLY))),
    "argsort": Rule(always("int64"), (REAL_ONLY,)),
    **dict.fromkeys(("count_nonzero", "nonzero", "nonzero_static", "argwhere"), POSITIONS),
    "bucketize": Rule(of_flag("out_int32", "int32", "int64"), (
        refuses(0, COMPLEX, "what is searched for", "a real number"),
    )),
    "searchsorted": Rule(of_flag("out_int32", "int32", "int64"), (
        needs_argument("input", ORDERED, "what is searched for", "a real number"),
    )),
    "bincount": Rule(of_counts, (needs(0, INTEGERS, "what is counted", "whole numbers"),)),
    "unravel_index": Rule(always("int64"), (needs(0, INTEGERS, "the indices", "whole numbers"),)),
    "histc": Rule(same(), (needs(0, INTEGERS | FLOATING, "the input", "a real number"),)),
    "histogram": Rule(same(), (needs(0, FLOATING, "the input", "floating"),)),
    **dict.fromkeys(("all", "any"), Rule(truth)),
    "norm": Rule(dtype_or(mapped(REAL)), (needs(0, INEXACT, "the input of a norm", "floating"),)),
    "logcumsumexp": floating_only(),
    **dict.fromkeys(("quantile", "nanquantile"), Rule(same(), (needs(0, WIDE, "the input", "float32 or float64"),))),
    **dict.fromkeys(PRODUCTS, contraction()),
    **dict.fromkeys(("linear", "bilinear"), contraction()),
    **dict.fromkeys([f"conv{rank}d" for rank in (1, 2, 3)], contraction()),
    **dict.fromkeys([f"conv_transpose{rank}d" for rank in (1, 2, 3)], Rule(known_alike, (
        *contraction().needs, needs(0, INEXACT | {"int64", "uint8"}, "the input", "floating"),
    ))),
    **dict.fromkeys(("outer", "ger", "kron"), PROMOTED),
    "einsum": Rule(only(INEXACT, known_alike), (summed_alike,)),
    **dict.fromkeys(("tensordot", "chain_matmul", "linalg.multi_dot"), contraction()),
    "cdist": Rule(known_alike, (
        alike(0, 1, "the first operand", "the second"),
        needs(0, FLOATING, "the first operand", "floating"), needs(1, FLOATING, "the second operand", "floating"),
    )),
    "meshgrid": Rule(each, (all_alike(0, "tensor {}"),)),
    "broadcast_tensors": Rule(each),
    **dict.fromkeys(("cat", "concat", "concatenate", "stack", "hstack", "vstack", "dstack", "column_stack", "row_stack",
                     "block_diag"), PROMOTED),
    "cartesian_prod": Rule(known_alike, (all_alike(0, "tensor {}"),)),
    **dict.fromkeys(ADAPTIVE_POOLINGS, real_only()),
    **dict.fromkeys(POOLINGS, MAYBE_FLOAT),
    **dict.fromkeys(("avg_pool1d", "avg_pool2d", "avg_pool3d"), Rule(same(), (
        needs(0, FLOATING | {"int64"}, "the input", "floating"),
    ))),
    "max_pool1d": Rule(several(same(), always("int64")), (
        NUMBER, REAL_ONLY, without_flag("return_indices", FLOATING_INPUT),
    )),
    **dict.fromkeys(("max_pool2d", "max_pool3d"), Rule(several(same(), always("int64")), (NUMBER, REAL_ONLY))),
    **dict.fromkeys([f"adaptive_max_pool{rank}d" for rank in (1, 2, 3)], Rule(several(same(), always("int64")), (
        FLOATING_INPUT,
    ))),
    **dict.fromkeys(DROPOUTS, Rule(same(), (dropped,))),
    "gather": Rule(same(), (indices(1),)),
    "index_select": Rule(same(), (indices(1),)),
    "take": Rule(same(), (indices(1, allowed=LONG),)),
    "scatter_add": Rule(same(), (indices(1), alike(0, 2, "input", "src"))),
    "index_add": Rule(same(), (
        needs_argument("index", INDEX, "the index", "int64 or int32"), like_argument("source", "input", "source"),
    )),
    "index_copy": Rule(same(), (
        needs_argument("index", LONG, "the index", "int64"), like_argument("source", "input", "source"),
    )),
    "index_fill": Rule(same(), (needs_argument("index", INDEX | BOOL, "the index", "int64"),)),
    "index_put": Rule(same(), (like_argument("values", "input", "what is put into it"),)),
    "scatter_reduce": Rule(same(), (indices(1), alike(0, 2, "input", "src"))),
    "take_along_dim": Rule(same(), (indices(1, allowed=LONG),)),
    "repeat_interleave": Rule(same(), (needs_argument("repeats", INDEX, "repeats", "int64 or int32"),)),
    "scatter": Rule(same(), (indices(1), alike(0, 2, "input", "src"))),
    "one_hot": Rule(always("int64"), (indices(0, "the input of one_hot", LONG),)),
    "embedding": Rule(same(1), (indices(0, "the input of an embedding"),)),
    "view_as_real": Rule(mapped(REAL), (refuses(0, BOOL | INTEGERS | FLOATING, "the input", "complex"),)),
    "stft": Rule(always(None), (needs(0, INEXACT, "the input", "floating"),)),
    **dict.fromkeys(("interpolate", "upsample"), Rule(same(), (
        needs(0, FLOATING | {"uint8"}, "an image that is scaled", "floating"),
    ))),
    "grid_sample": Rule(same(), (
        needs(0, FLOATING, "the input", "floating"), alike(0, 1, "the input", "the grid"),
    )),
    "gumbel_softmax": real_only(what="the logits"),
    "normalize": Rule(only(FLOATING, same()), (needs(0, INEXACT, "the input of a norm", "floating"),)),
    "cosine_similarity": Rule(widened, (together(FLOATING, "a cosine", "floating"),)),
    "scaled_dot_product_attention": Rule(of_attention, (attention_alike, attention_mask)),
    "complex": Rule(of_parts, (
        needs(0, PARTS, "the real part", "floating"), alike(0, 1, "the real part", "the imaginary part"),
    )),
    "polar": Rule(of_parts, (
        needs(0, WIDE, "the absolute value", "float32 or float64"),
        alike(0, 1, "the absolute value", "the angle"),
    )),
    "multinomial": Rule(always("int64"), (needs(0, FLOATING, "the probabilities", "floating"),)),
    "poisson": Rule(same(), (needs(0, FLOATING, "the rates", "floating"),)),
    "prelu": Rule(same(), (needs(0, FLOATING, "the input", "floating"), alike(0, 1, "the input", "the weight"))),
    "pdist": real_only(),
    "unfold": SAME,
    "fold": SAME,
    "real": Rule(mapped(REAL)),
    "imag": Rule(mapped(REAL), (refuses(0, BOOL | INTEGERS | FLOATING, "the input", "complex"),)),
    "angle": Rule(inexact(mapped(REAL))),
    "sinc": FLOAT,
    "renorm": floating_only(),
    "hypot": Rule(promoted(result_type), (together(FLOATING, "the function", "floating"),)),
    "heaviside": Rule(same(), (alike(0, 1, "input", "values"),)),
    "dist": Rule(always(None), (together(INEXACT, "a norm", "floating"),)),
    "pairwise_distance": Rule(always(None), (no_truths,)),
    "rms_norm": Rule(same(), (needs(0, INEXACT, "the input", "floating"),)),
    "layer_norm": real_only(),
    "group_norm": real_only(),
    "instance_norm": real_only(),
    "batch_norm": real_only(),
    "bernoulli": Rule(same(), (needs(0, FLOATING, "the probabilities", "floating"),)),
}  # fmt: skip
