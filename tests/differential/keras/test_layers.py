"""Every declared layer against the real one: shapes, weights, and what is refused."""

from __future__ import annotations

import pytest
from differential.keras import strategies as draw
from differential.keras.cases import Case
from differential.keras.comparing import check_layer, sampled
from differential.keras.declared import keras
from hypothesis import given
from hypothesis import strategies as st

axes = st.integers(-4, 4)
rates = st.sampled_from([0, 0.2, 0.5, 1, 1.5, -0.1])
several_axes = st.one_of(axes, st.sampled_from([[-1], [1, 2], [-2, -1], (-1, 1)]))
positive = st.integers(1, 6)
norm = {"center": draw.flags, "scale": draw.flags}

LAYERS: dict[str, st.SearchStrategy[Case]] = {
    "Dense": draw.on_tensors(1, 4, {"units": st.integers(0, 6)}, use_bias=draw.flags),
    "EinsumDense": draw.einsum_projections(),
    "Embedding": draw.on_tensors(1, 3, {"input_dim": st.integers(0, 9), "output_dim": positive}),
    "ReversibleEmbedding": draw.on_tensors(1, 3, {"input_dim": st.integers(0, 9), "output_dim": positive}),
    "Activation": draw.on_tensors(1, 4, {"activation": st.sampled_from(["relu", "tanh", "linear", "gelu", None])}),
    "Identity": draw.on_tensors(1, 4),
    "Masking": draw.on_tensors(1, 4),
    "Flatten": draw.on_tensors(1, 5, data_format=draw.formats),
    "Reshape": draw.reshaped(),
    "Permute": draw.on_tensors(2, 4, {"dims": st.sampled_from([(1,), (2, 1), (1, 3, 2), (3, 1, 2), (1, 3), (0, 1)])}),
    "RepeatVector": draw.on_tensors(2, 3, {"n": st.integers(0, 4)}),
    "UpSampling1D": draw.on_images(1, size=st.integers(0, 3)),
    "UpSampling2D": draw.on_images(2, size=draw.sizes(2), data_format=draw.formats),
    "UpSampling3D": draw.on_images(3, size=draw.sizes(3), data_format=draw.formats),
    "BatchNormalization": draw.on_tensors(2, 4, axis=axes, **norm),
    "LayerNormalization": draw.on_tensors(2, 4, axis=several_axes, **norm),
    "GroupNormalization": draw.on_tensors(2, 4, groups=st.sampled_from([1, 2, 3, -1, 0]), axis=axes, **norm),
    "UnitNormalization": draw.on_tensors(2, 4, axis=several_axes),
    "RMSNormalization": draw.on_tensors(2, 4, axis=several_axes),
    "SpectralNormalization": draw.spectral(),
    "Dropout": draw.on_tensors(1, 4, {"rate": rates}),
    "GaussianDropout": draw.on_tensors(1, 4, {"rate": rates}),
    "AlphaDropout": draw.on_tensors(1, 4, {"rate": rates}),
    "GaussianNoise": draw.on_tensors(1, 4, {"stddev": rates}),
    "SpatialDropout1D": draw.on_tensors(2, 4, {"rate": rates}),
    "SpatialDropout2D": draw.on_tensors(3, 5, {"rate": rates}, data_format=draw.formats),
    "SpatialDropout3D": draw.on_tensors(4, 6, {"rate": rates}, data_format=draw.formats),
    "ActivityRegularization": draw.on_tensors(1, 4, l2=rates),
    "ReLU": draw.on_tensors(1, 4, max_value=st.sampled_from([None, 1.0, -1.0]), negative_slope=rates, threshold=rates),
    "LeakyReLU": draw.on_tensors(1, 4, negative_slope=rates, alpha=rates),
    "ELU": draw.on_tensors(1, 4, alpha=rates),
    "PReLU": draw.on_tensors(2, 4, shared_axes=st.sampled_from([None, 1, [1], [1, 2], [2], [3]])),
    "Softmax": draw.on_tensors(2, 4, axis=several_axes),
    "Concatenate": draw.concatenated(),
    "Dot": draw.dotted(),
    "SimpleRNN": draw.recurrent(),
    "GRU": draw.recurrent(reset_after=draw.flags),
    "LSTM": draw.recurrent(go_backwards=draw.flags),
    "RNN": draw.run_cells(),
    "TimeDistributed": draw.each_step(),
    "Bidirectional": draw.both_directions(),
    "MultiHeadAttention": draw.multi_head(),
    "GroupQueryAttention": draw.grouped_query(),
    "Attention": draw.scored(use_scale=draw.flags, score_mode=st.sampled_from(["dot", "concat", "sum"])),
    "AdditiveAttention": draw.scored(use_scale=draw.flags),
    "Rescaling": draw.on_tensors(1, 4, {"scale": st.just(0.5)}),
    "Normalization": draw.on_tensors(2, 4, axis=st.one_of(axes, st.none(), st.just((1, 2)))),
    "CategoryEncoding": draw.on_tensors(
        1, 3, {"num_tokens": st.integers(0, 4)}, output_mode=st.sampled_from(["multi_hot", "one_hot", "count", "sum"])
    ),
    "Resizing": draw.on_tensors(3, 4, {"height": positive, "width": positive}, data_format=draw.formats),
    "CenterCrop": draw.on_tensors(2, 4, {"height": positive, "width": positive}, data_format=draw.formats),
    "RandomCrop": draw.on_tensors(3, 4, {"height": positive, "width": positive}, data_format=draw.formats),
    "RandomFlip": draw.on_tensors(3, 4),
    "RandomRotation": draw.on_tensors(3, 4, {"factor": st.just(0.1)}),
}
for _name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"):
    LAYERS[_name] = draw.merged()
for _rank in (1, 2, 3):
    LAYERS[f"Conv{_rank}D"] = draw.convolutions(_rank)
    LAYERS[f"Conv{_rank}DTranspose"] = draw.transposed(_rank)
    LAYERS[f"ConvLSTM{_rank}D"] = draw.convolutional_recurrent(_rank)
    LAYERS[f"ZeroPadding{_rank}D"] = draw.padded(_rank, "padding")
    LAYERS[f"Cropping{_rank}D"] = draw.padded(_rank, "cropping", _rank > 1)
    if _rank < 3:
        LAYERS[f"SeparableConv{_rank}D"] = draw.depthwise(_rank, separable=True)
        LAYERS[f"DepthwiseConv{_rank}D"] = draw.depthwise(_rank, separable=False)
    for _kind in ("Max", "Average"):
        LAYERS[f"{_kind}Pooling{_rank}D"] = draw.poolings(_rank)
        LAYERS[f"Adaptive{_kind}Pooling{_rank}D"] = draw.adaptive(_rank)
        LAYERS[f"Global{_kind}Pooling{_rank}D"] = draw.on_images(_rank, data_format=draw.formats, keepdims=draw.flags)

# Declared, but of another kind: what they do depends on data or on code of the user's.
NOT_DRAWN = {
    "InputLayer", "SimpleRNNCell", "GRUCell", "LSTMCell", "StackedRNNCells", "Discretization", "Hashing",
    "IntegerLookup", "StringLookup", "TextVectorization", "AugMix", "AutoContrast",
    "ContrastLimitedAdaptiveHistogramEqualization", "CutMix", "Equalization", "MixUp", "RandAugment",
    "RandomBrightness", "RandomColorDegeneration", "RandomColorJitter", "RandomContrast", "RandomElasticTransform",
    "RandomErasing", "RandomGaussianBlur", "RandomGrayscale", "RandomHue", "RandomInvert", "RandomPerspective",
    "RandomPosterization", "RandomSaturation", "RandomSharpness", "RandomShear", "RandomTranslation", "RandomZoom",
    "Solarization",
}  # fmt: skip


def test_every_layer_is_drawn() -> None:
    declared = {e.name.rsplit(".", 1)[-1] for e in keras.entries.values() if e.shape == "layer"}
    assert declared == set(LAYERS) | NOT_DRAWN


@pytest.mark.parametrize("name", sorted(LAYERS))
def test_layer(name: str) -> None:
    @sampled
    @given(LAYERS[name])
    def check(case: Case) -> None:
        check_layer(f"keras.layers.{name}", case)

    check()
