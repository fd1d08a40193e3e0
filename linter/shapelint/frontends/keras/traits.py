"""What Keras's arguments mean, in neutral words."""

from __future__ import annotations

from shapelint.frontends.traits import NamedActivation, Trait, TraitTable, activation, plain


def training(name: str) -> Trait:
    return Trait(name, training=True)


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SYNONYMS: dict[str, NamedActivation | None] = {
    "linear": None,
    "swish": NamedActivation("silu"),
    "leaky_relu": NamedActivation("leaky_relu", (("slope", 0.2),)),
    "hard_swish": NamedActivation("hard_swish"),
    "hard_silu": NamedActivation("hard_swish"),
    "exponential": NamedActivation("exp"),
}


def named(value: object) -> object:
    return activation(value, SYNONYMS)


def remainder(value: object) -> object:
    """The share of what is new, where Keras gives that of what is old."""
    return round(1 - value, 12) if isinstance(value, (int, float)) else value


HELD = names(
    "filters kernel_size strides padding data_format dilation_rate groups use_bias units axis center scale_ pool_size "
    "size cropping target_shape dims n input_dim output_dim num_heads key_dim value_dim output_shape attention_axes "
    "depth_multiplier output_padding keepdims return_sequences return_state time_major unroll use_cudnn merge_mode "
    "layer backward_layer weights name inputs sequences training mask initial_state stateful height width "
    "return_attention_scores use_causal_mask query_mask value_mask key_mask attention_mask flash_attention seed "
    "lora_rank lora_alpha quantization_config dtype trainable input_shape batch_input_shape shared_axes "
    "output_size renorm_clipping renorm_momentum synchronized operands axes shape newshape new_shape sparse ragged "
    "input_length noise_shape autocast axis1 axis2 x repeats indices_or_sections num_outputs pattern implementation "
    "crop_to_aspect_ratio batch_size activity_regularizer input_axis use_gate invert xs initializers build_dtype "
    "pad_to_aspect_ratio scale_factor start limit step equation query value key new_axis args"
)

TRAITS = {
    "epsilon": Trait("epsilon"),
    "momentum": Trait("momentum", remainder, training=True),
    "negative_slope": Trait("slope"),
    "alpha": Trait("alpha"),
    "activation": Trait("activation", named),
    "recurrent_activation": Trait("gate_activation", named),
    "reset_after": Trait("reset_after"),
    "go_backwards": Trait("backwards"),
    "approximate": Trait("approximate"),
    "interpolation": Trait("mode"),
    "fill_mode": Trait("fill_mode"),
    "max_value": Trait("high"),
    "threshold": Trait("threshold"),
    "x_min": Trait("low"),
    "x_max": Trait("high"),
    "mode": Trait("mode"),
    "constant_values": Trait("fill"),
    "rate": training("rate"),
    "dropout": training("dropout"),
    "recurrent_dropout": training("recurrent_dropout"),
    "mask_zero": Trait("masks_zero"),
    "unit_forget_bias": Trait("forget bias of one", initial=True),
    "mask_value": Trait("mask_value"),
    "renorm": training("renorm"),
    "rms_scaling": Trait("rms"),
    **{
        f"{weight}_initializer": Trait(f"{weight} initializer", plain, initial=True)
        for weight in ("kernel", "bias", "beta", "gamma", "moving_mean", "moving_variance", "recurrent", "embeddings",
                       "depthwise", "pointwise", "alpha", "scale")
    },
    **{
        f"{weight}_{what}": Trait(f"{weight} {what}", plain, training=True)
        for weight in ("kernel", "bias", "beta", "gamma", "recurrent", "embeddings", "depthwise", "pointwise", "alpha",
                       "activity")
        for what in ("regularizer", "constraint")
    },
}  # fmt: skip

EXCEPTIONS: dict[str, dict[str, Trait | None]] = {
    "LeakyReLU": {"alpha": Trait("slope")},
    "Rescaling": {"scale": Trait("factor"), "offset": Trait("offset")},
    "Normalization": {"mean": Trait("mean"), "variance": Trait("variance"), "invert": Trait("invert")},
    "BatchNormalization": {"scale": Trait("scale_used", bool)},
    "LayerNormalization": {"scale": Trait("scale_used", bool)},
    "GroupNormalization": {"scale": Trait("scale_used", bool)},
    "gelu": {"approximate": Trait("approximate", bool)},
    "leaky_relu": {"negative_slope": Trait("slope")},
}

TABLE = TraitTable(TRAITS, HELD, EXCEPTIONS)
