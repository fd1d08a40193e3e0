"""A call of every name in torch's tables of element types: `Given` tensors of any type stand where tensors stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from differential.harness import Given
from differential.torch.cases import TORCH

from shapelint.frontends.torch.element_types import functions
from shapelint.frontends.torch.element_types.layers import LAYERS
from shapelint.frontends.torch.element_types.rules import CASTING, NAMED

X, SQUARE, VECTOR, IMAGE = Given((2, 3)), Given((2, 2)), Given((3,)), Given((1, 4, 8, 8))
HEADS = Given((2, 3, 4))
Arguments = tuple[Any, ...]

SPECIAL: dict[str, Sequence[Arguments]] = {
    "as_strided": [(X, (2,), (1,))],
    "broadcast_to": [(X, (4, 2, 3))], "expand": [(X, 2, 3)], "expand_as": [(X, X)], "repeat": [(X, 2, 1)],
    "flip": [(X, (0,))], "roll": [(X, 1)], "rot90": [(X,)], "tile": [(X, (2, 1))], "narrow": [(X, 0, 0, 1)],
    "moveaxis": [(X, 0, 1)], "movedim": [(X, 0, 1)], "permute": [(X, (1, 0))], "swapaxes": [(X, 0, 1)],
    "swapdims": [(X, 0, 1)], "transpose": [(X, 0, 1)], "reshape": [(X, (6,))], "view": [(X, 6)],
    "reshape_as": [(X, X)], "view_as": [(X, X)], "select": [(X, 0, 0)], "split": [(X, 1)], "chunk": [(X, 2)],
    "tensor_split": [(X, 2)], "hsplit": [(X, 3)], "vsplit": [(X, 2)], "dsplit": [(Given((2, 2, 2)), 2)],
    "unflatten": [(X, 1, (3, 1))], "unfold": [(X, 0, 1, 1)], "unsqueeze": [(X, 0)], "diag": [(VECTOR,)],
    "diag_embed": [(X,)], "diagflat": [(VECTOR,)], "repeat_interleave": [(X, 2)],
    "take_along_dim": [(X, Given((2, 3)), 1)],
    "pixel_shuffle": [(IMAGE, 2)], "pixel_unshuffle": [(IMAGE, 2)], "channel_shuffle": [(IMAGE, 2)],
    "pad": [(X, (1, 1))], "logsumexp": [(X, 0)], "isin": [(X, X)], "clamp": [(X, 0, 1), (X, 0.5), (X, X)],
    "clip": [(X, 0, 1)], "clamp_min": [(X, 0), (X, X)], "clamp_max": [(X, 1.5)], "lerp": [(X, X, 0.5)],
    "where": [(X, X, X), (X, X, 1.5)], "masked_fill": [(X, X, 0)], "masked_select": [(X, X)],
    "masked_scatter": [(X, X, X)], "threshold": [(X, 0, 0)], "glu": [(Given((2, 4)),)],
    "softmax": [(X, 0)], "log_softmax": [(X, 0)], "softmin": [(X, 0)], "cumsum": [(X, 0)], "cumprod": [(X, 0)],
    "max": [(X,), (X, 0), (X, X)], "min": [(X,), (X, 0), (X, X)], "cummax": [(X, 0)], "cummin": [(X, 0)],
    "topk": [(X, 1)], "kthvalue": [(X, 1)], "median": [(X,), (X, 0)], "nanmedian": [(X,), (X, 0)],
    "amax": [(X, 0)], "amin": [(X, 0)], "bincount": [(VECTOR,)], "bucketize": [(X, VECTOR)],
    "searchsorted": [(VECTOR, X)], "logcumsumexp": [(X, 0)], "quantile": [(X, 0.5)],
    "mm": [(X, Given((3, 2)))], "bmm": [(Given((2, 2, 3)), Given((2, 3, 2)))], "matmul": [(X, Given((3, 2)))],
    "__matmul__": [(X, Given((3, 2)))], "mv": [(X, VECTOR)], "dot": [(VECTOR, VECTOR)], "vdot": [(VECTOR, VECTOR)],
    "inner": [(VECTOR, VECTOR)], "addmm": [(SQUARE, X, Given((3, 2)))], "addmv": [(Given((2,)), X, VECTOR)],
    "addbmm": [(SQUARE, Given((2, 2, 3)), Given((2, 3, 2)))], "addmm_": [(SQUARE, X, Given((3, 2)))],
    "baddbmm": [(SQUARE, Given((2, 2, 3)), Given((2, 3, 2)))],
    "baddbmm_": [(Given((2, 2, 2)), Given((2, 2, 3)), Given((2, 3, 2)))],
    "linear": [(X, Given((2, 3))), (X, Given((2, 3)), Given((2,)))],
    "bilinear": [(X, X, Given((2, 3, 3)))],
    "outer": [(VECTOR, VECTOR)], "ger": [(VECTOR, VECTOR)], "kron": [(X, X)],
    "einsum": [("ij,jk->ik", X, Given((3, 2))), ("ij,ij->ij", X, X)], "tensordot": [(X, Given((3, 2)), 1)],
    "cdist": [(X, X)], "chain_matmul": [(X, Given((3, 2)))], "linalg.multi_dot": [([X, Given((3, 2))],)],
    "block_diag": [(X, X)], "cartesian_prod": [(VECTOR, VECTOR)],
    **dict.fromkeys(("cat", "concat", "concatenate", "stack", "hstack", "vstack", "dstack", "column_stack",
                     "row_stack"), (([X, X],), ([X, X, X],))),
    "dropout": [(X, 0.5, False), (X, 0.5)],
    **{name: [(Given((1, 2, *(4,) * rank)), 0.5, False)] for rank in (1, 2, 3) for name in (f"dropout{rank}d",)},
    "alpha_dropout": [(X, 0.5, False)], "feature_alpha_dropout": [(X, 0.5, False)],
    "gather": [(X, 0, Given((1, 3)))], "index_select": [(X, 0, Given((1,)))], "take": [(X, Given((1,)))],
    "scatter_add": [(X, 0, Given((1, 3)), X)], "index_add": [(X, 0, Given((1,)), Given((1, 3)))],
    "index_copy": [(X, 0, Given((1,)), Given((1, 3)))], "scatter": [(X, 0, Given((1, 3)), X), (X, 0, Given((1, 3)), 1)],
    "one_hot": [(VECTOR, 3)], "embedding": [(VECTOR, Given((4, 2)))],
    "interpolate": [(IMAGE, (4, 4))], "upsample": [(IMAGE, (4, 4))], "cosine_similarity": [(X, X)],
    "multinomial": [(Given((3,), values="identity"), 1)],
    "full": [((2,), 1), ((2,), 1.5), ((2,), True)], "eye": [(2,)], "linspace": [(0, 1, 3)], "logspace": [(0, 1, 3)],
    **dict.fromkeys(("randn", "rand", "zeros", "ones", "empty"), ((2, 3),)), "empty_strided": [((2,), (1,))],
    **{f"{name}_window": [(4,)] for name in ("hann", "hamming", "blackman", "bartlett", "kaiser")},
    "full_like": [(X, 1)], "randint_like": [(X, 2)], "new_zeros": [(X, (2,))], "new_ones": [(X, (2,))],
    "new_empty": [(X, (2,))], "new_full": [(X, (2,), 1.5)], "randint": [(2, (3,))], "randperm": [(3,)],
    "tril_indices": [(2, 2)], "triu_indices": [(2, 2)], "arange": [(3,), (0, 3), (0, 1, 0.5), (3.0,)],
    "tensor": [([1, 2],), ([1, 2.5],), ([True],), ([[1], [2.0]],), (2,), (X,)], "as_tensor": [([1.5],), (X,)],
    "asarray": [([1],)], "normal": [(0.0, 1.0, (2,))],
    "to": [(X, "float64"), (X, X), (X, "cpu"), (X, "cpu", "int32")], "type": [(X, "torch.DoubleTensor")],
    "type_as": [(X, X)], "copy_": [(X, X)], "fill_": [(X, 1)], "masked_fill_": [(X, X, 0)],
    "transpose_": [(X, 0, 1)], "swapaxes_": [(X, 0, 1)], "swapdims_": [(X, 0, 1)], "unsqueeze_": [(X, 0)],
    "bernoulli": [(Given((2, 3)),)],
    "view_as_real": [(X,)],
    "scaled_dot_product_attention": [(HEADS, HEADS, HEADS), (HEADS, HEADS, HEADS, Given((3, 3)))],
    "grid_sample": [(Given((1, 2, 4, 4)), Given((1, 3, 3, 2)))], "gumbel_softmax": [(X,)],
    "complex": [(X, X)], "polar": [(X, X)], "index_fill": [(X, 0, Given((1,)), 1.0)],
    "index_put": [(X, (Given((1,), "int64"),), Given((1, 3)))],
    "scatter_reduce": [(X, 0, Given((1, 3)), X, "sum")], "histc": [(X, 3, 0, 1)], "nanquantile": [(X, 0.5)],
    "prelu": [(X, Given((1,)))], "pdist": [(X,)], "fold": [(Given((1, 8, 4)), (3, 3), 2)], "renorm": [(X, 2, 0, 1.0)],
    "hypot": [(X, X)], "heaviside": [(X, X)], "dist": [(X, X)], "pairwise_distance": [(X, X)],
    "rms_norm": [(X, (3,))], "layer_norm": [(X, (3,))], "group_norm": [(IMAGE, 2)], "instance_norm": [(IMAGE,)],
    "batch_norm": [(X, VECTOR, VECTOR)], "cross": [(X, X)],
    "slice_scatter": [(X, X, 0)], "diagonal_scatter": [(SQUARE, Given((2,)))], "split_with_sizes": [(X, (1, 1))],
    "unsafe_split_with_sizes": [(X, (1, 1))], "unsafe_split": [(X, 1)], "unsafe_chunk": [(X, 2)],
    "narrow_copy": [(X, 0, 0, 1)], "expand_copy": [(X, (2, 3))], "permute_copy": [(X, (1, 0))],
    "unsqueeze_copy": [(X, 0)], "transpose_copy": [(X, 0, 1)], "select_copy": [(X, 0, 0)],
    "unfold_copy": [(X, 0, 1, 1)], "squeeze_copy": [(X,)], "diagonal_copy": [(X,)],
    **dict.fromkeys(("soft_margin_loss", "poisson_nll_loss", "hinge_embedding_loss", "multilabel_soft_margin_loss",
                     "multilabel_margin_loss", "mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "kl_div",
                     "binary_cross_entropy", "binary_cross_entropy_with_logits"), ((X, X),)),
    "multi_margin_loss": [(X, Given((2,)))],
    "margin_ranking_loss": [(VECTOR, VECTOR, VECTOR)], "triplet_margin_loss": [(X, X, X)],
    "cosine_embedding_loss": [(X, X, Given((2,)))],
}  # fmt: skip
BINARY = {
    *functions.ARITHMETIC, *functions.PROMOTING, *functions.DIVIDING, *functions.BITWISE, "div", "divide", "pow",
    "remainder", "fmod", "eq", "ne", "lt", "le", "gt", "ge", "not_equal", "less", "less_equal", "greater",
    "greater_equal", "logical_and", "logical_or", "logical_xor", "isclose", "-", "**", "%", "==", "!=", "<", "<=",
    ">", ">=",
}  # fmt: skip
NOT_CALLED = {
    "data", "retain_grad", "requires_grad_", "from_numpy", "__array__", "numpy", "cuda", "pin_memory", "T", "mT", "H",
    "mH", "[]", "[] =", "@", "view_as_real",
}  # fmt: skip
"""Attributes, indexing, and what takes a machine or another library: these have tests of their own."""

NUMBERS = (2, 1.5, True)
POOLED = {
    **{f"{kind}_pool{rank}d": (2,) for kind in ("avg", "max", "adaptive_avg", "adaptive_max") for rank in (1, 2, 3)},
    **{f"lp_pool{rank}d": (2.0, 2) for rank in (1, 2, 3)},
}


def calls_of(name: str) -> Sequence[Arguments]:
    """The calls of a name, with tensors of float32."""
    base = name[:-1] if name.endswith("_") and name not in SPECIAL else name
    if base in SPECIAL:
        return SPECIAL[base]
    if base in BINARY:
        scalars = [(X, number) for number in NUMBERS]
        return [(X, X), (X, VECTOR), (X, Given(())), (Given(()), Given(())), (Given((0,)), Given((1,))), *scalars]
    if base in POOLED:
        return [(Given((1, 2, *(4,) * int(base[-2]))), *POOLED[base])]
    if base.startswith("conv_transpose"):
        rank = int(base[-2])
        return [(Given((1, 2, *(4,) * rank)), Given((2, 3, *(1,) * rank)))]
    if base.startswith("conv"):
        rank = int(base[-2])
        shape, kernel = Given((1, 2, *(4,) * rank)), Given((3, 2, *(1,) * rank))
        return [(shape, kernel), (shape, kernel, Given((3,)))]
    if base in functions.LAYOUT and base in ("adjoint", "fliplr", "flipud", "t", "tril", "triu"):
        return [(X,)]
    return [(X,), (Given(()),)] if base not in ("nonzero", "msort") else [(X,)]


def forms_of(name: str) -> tuple[str, ...]:
    """The names under which a rule's function is declared: as a function, of torch or of torch.nn.functional, and as a
    method."""
    full = (f"torch.{name}", f"torch.nn.functional.{name}", f"torch.special.{name}")
    found = [form for form in full if form in TORCH.entries and TORCH.entries[form].shape == "function"]
    return (*found, *((f".{name}",) if name in TORCH.methods and hasattr(torch.Tensor, name) else ()))


LOSSES = {
    "cross_entropy": [(Given((4, 3)), Given((4,))), (Given((4, 3)), Given((4, 3)))],
    "nll_loss": [(Given((4, 3)), Given((4,)))],
}
WEIGHTED: Mapping[str, tuple[Arguments, Arguments]] = {
    "Linear": ((3, 2), (X,)), "Bilinear": ((3, 3, 2), (X, X)), "PReLU": ((), (X,)),
    **{f"{kind}{rank}d": ((2, 3, 1), (Given((1, 2, *(4,) * rank)),))
       for kind in ("Conv", "ConvTranspose") for rank in (1, 2, 3)},
    **{f"Lazy{kind}{rank}d": ((3, 1), (Given((1, 2, *(4,) * rank)),))
       for kind in ("Conv", "ConvTranspose") for rank in (1, 2, 3)},
    "LazyLinear": ((2,), (X,)),
    **{kind: ((3, 2), (Given((4, 2, 3)),)) for kind in ("RNN", "GRU", "LSTM")},
    **{f"{kind}Cell": ((3, 2), (X,)) for kind in ("RNN", "GRU", "LSTM")},
    "TransformerEncoderLayer": ((4, 2, 8), (Given((4, 2, 4)),)),
    "MultiheadAttention": ((4, 2), (Given((4, 2, 4)), Given((4, 2, 4)), Given((4, 2, 4)))),
    **{f"{lazy}{kind}{rank}d": (() if lazy else (2,), (Given((2, 2, *(4,) * rank)),))
       for lazy in ("", "Lazy") for kind in ("BatchNorm", "InstanceNorm") for rank in (1, 2, 3)},
    "LayerNorm": ((3,), (X,)), "GroupNorm": ((1, 3), (Given((4, 3, 2)),)),
    "Embedding": ((4, 2), (X,)), "EmbeddingBag": ((4, 2), (X,)), "Identity": ((), (X,)),
    "Flatten": ((), (X,)), "Unflatten": ((1, (3, 1)), (X,)), "PixelShuffle": ((2,), (IMAGE,)),
    "PixelUnshuffle": ((2,), (IMAGE,)), "ChannelShuffle": ((2,), (IMAGE,)), "Upsample": (((4, 4),), (IMAGE,)),
    "GLU": ((), (Given((2, 4)),)), "Softmax2d": ((), (IMAGE,)),
    **dict.fromkeys(("Softmax", "LogSoftmax", "Softmin"), ((1,), (X,))),
    **{f"{kind}Pool{rank}d": ((2,), (Given((1, 2, *(4,) * rank)),))
       for kind in ("Avg", "Max", "AdaptiveAvg", "AdaptiveMax") for rank in (1, 2, 3)},
    **{f"{kind}Pad{rank}d": ((1,), (Given((1, 2, *(4,) * rank)),))
       for kind in ("Reflection", "Replication", "Circular", "Zero") for rank in (1, 2, 3)},
    **{f"ConstantPad{rank}d": ((1, 0), (Given((1, 2, *(4,) * rank)),)) for rank in (1, 2, 3)},
    **{f"Dropout{rank}d": ((), (Given((1, 2, *(4,) * rank)),)) for rank in (1, 2, 3)},
    "TransformerDecoderLayer": ((4, 2, 8), (Given((4, 2, 4)), Given((4, 2, 4)))),
    "RMSNorm": ((3,), (X,)), "SyncBatchNorm": ((3,), (X,)), "LocalResponseNorm": ((2,), (IMAGE,)),
    "Threshold": ((0, 0), (X,)), "CosineSimilarity": ((), (X, X)), "PairwiseDistance": ((), (X, X)),
    "Unfold": ((2,), (IMAGE,)), "Fold": (((3, 3), 2), (Given((1, 8, 4)),)),
    **dict.fromkeys(("UpsamplingNearest2d", "UpsamplingBilinear2d"), (((4, 4),), (IMAGE,))),
    **{f"LPPool{rank}d": ((2, 2), (Given((1, 2, *(4,) * rank)),)) for rank in (1, 2, 3)},
    "MultiMarginLoss": ((), (X, Given((2,)))), "MarginRankingLoss": ((), (VECTOR, VECTOR, VECTOR)),
    "TripletMarginLoss": ((), (X, X, X)), "CosineEmbeddingLoss": ((), (X, X, Given((2,)))),
    "CrossEntropyLoss": ((), (Given((4, 3)), Given((4,)))), "NLLLoss": ((), (Given((4, 3)), Given((4,)))),
    "NLLLoss2d": ((), (Given((1, 3, 2, 2)), Given((1, 2, 2)))),
}  # fmt: skip


def layer_cases(name: str) -> tuple[Arguments, Arguments]:
    """How a layer is made, and what it is called with."""
    if name in WEIGHTED:
        return WEIGHTED[name]
    return ((), (X, X) if name.endswith("Loss") else (X,))


FUNCTION_NAMES = sorted(name for name in (*NAMED, *CASTING) if name not in NOT_CALLED and forms_of(name))
IN_PLACE = sorted(
    name for name in TORCH.methods
    if name.endswith("_") and not name.endswith("__") and name[:-1] in NAMED and name not in {*NAMED, *CASTING}
)  # fmt: skip
LAYER_NAMES = sorted(name for name in LAYERS if name not in ("TransformerEncoder", "TransformerDecoder", "Transformer"))
