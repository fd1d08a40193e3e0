"""Under which names keras.ops has its functions."""

from __future__ import annotations

# The functions that keras.ops.nn has as well; all others that are not in a module of their own stand in
# keras.ops.numpy.
NEURAL = frozenset({
    "adaptive_average_pool", "adaptive_max_pool", "average_pool", "batch_normalization", "binary_crossentropy",
    "categorical_crossentropy", "celu", "conv", "conv_transpose", "depthwise_conv", "dot_product_attention", "elu",
    "gelu", "glu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh", "layer_normalization",
    "leaky_relu", "log_sigmoid", "log_softmax", "max_pool", "moments", "multi_hot", "normalize", "one_hot", "relu",
    "relu6", "rms_normalization", "selu", "separable_conv", "sigmoid", "silu", "soft_shrink", "softmax", "softplus",
    "softsign", "sparse_categorical_crossentropy", "sparse_plus", "sparse_sigmoid", "sparsemax", "squareplus",
    "swish", "tanh_shrink", "threshold",
})  # fmt: skip

# The functions that stand in keras.ops alone.
CORE = frozenset({
    "cast", "convert_to_tensor", "dtype", "erf", "erfc", "erfinv", "in_top_k", "is_tensor", "logsumexp", "rsqrt",
    "saturate_cast", "shape", "slice", "stop_gradient", "top_k", "unstack",
})  # fmt: skip


def ops_names(name: str) -> tuple[str, ...]:
    """keras.ops.relu and keras.ops.nn.relu; keras.ops.add and keras.ops.numpy.add."""
    if name in CORE:
        return (f"keras.ops.{name}",)
    module = "nn" if name in NEURAL else "numpy"
    return (f"keras.ops.{name}", f"keras.ops.{module}.{name}")
