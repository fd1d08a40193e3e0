"""What torch's arguments mean, in neutral words."""

from __future__ import annotations

from shapelint.frontends.traits import NamedActivation, Trait, TraitTable


def training(name: str) -> Trait:
    return Trait(name, training=True)


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


HELD = names(
    "in_channels out_channels kernel_size stride padding dilation groups bias padding_mode num_features affine "
    "track_running_stats normalized_shape elementwise_affine num_groups num_channels in_features out_features "
    "num_embeddings embedding_dim input_size hidden_size num_layers batch_first bidirectional proj_size embed_dim "
    "num_heads add_bias_kv kdim vdim output_size output_padding dim keepdim start_dim end_dim return_indices "
    "ceil_mode out shape dims dim0 dim1 size scale_factor hx need_weights attn_mask key_padding_mask "
    "average_attn_weights _stacklevel device dtype inplace input in1_features in2_features "
    "num_parameters upscale_factor downscale_factor d_model nhead dim_feedforward norm_first "
    "split_size_or_sections chunks operands memory_format start source destination _freeze _weight "
    "recompute_scale_factor sections unflattened_size axis axes target_output_size split_size generator layout "
    "requires_grad copy non_blocking decimals training args "
)

TRAITS = {
    "eps": Trait("epsilon"),
    "negative_slope": Trait("slope"),
    "alpha": Trait("alpha"),
    "approximate": Trait("approximate", lambda value: value == "tanh"),
    "count_include_pad": Trait("counts_padding"),
    "divisor_override": Trait("divisor"),
    "align_corners": Trait("align_corners", bool),
    "mode": Trait("mode"),
    "antialias": Trait("antialias", bool),
    "value": Trait("fill"),
    "beta": Trait("beta"),
    "threshold": Trait("threshold"),
    "lambd": Trait("threshold"),
    "min_val": Trait("low"),
    "max_val": Trait("high"),
    "min": Trait("low"),
    "max": Trait("high"),
    "nonlinearity": Trait("activation", lambda value: NamedActivation(str(value))),
    "add_zero_attn": Trait("adds_zero_attention", bool),
    "scale": Trait("attention_scale"),
    "is_causal": Trait("causal", bool),
    "momentum": training("momentum"),
    "p": training("rate"),
    "dropout": training("dropout"),
    "dropout_p": training("dropout"),
    "padding_idx": training("padding_index"),
    "max_norm": training("max_norm"),
    "norm_type": Trait("norm"),
    "scale_grad_by_freq": training("scales_gradient"),
    "sparse": training("sparse_gradient"),
}

NORM: dict[str, Trait | None] = {"p": Trait("norm")}
EXCEPTIONS: dict[str, dict[str, Trait | None]] = {
    "norm": NORM, "normalize": NORM, "Embedding": {"norm_type": None}, "EmbeddingBag": {"norm_type": None},
    "TransformerEncoderLayer": {"layer_norm_eps": Trait("epsilon"), "activation": Trait("function", str)},
    "add": {"alpha": Trait("factor")}, "sub": {"alpha": Trait("factor")},
}  # fmt: skip

TABLE = TraitTable(TRAITS, HELD, EXCEPTIONS)
