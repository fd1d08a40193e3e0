"""What Keras has to itself, for the interpreter and the rules."""

from __future__ import annotations

from shapelint.ir.dialect import Advice, Dialect, ModelLayout, ModelSpelling, Spelling, StackSpelling, TensorBehavior

PACKAGES = ("keras", "tensorflow.keras", "tf_keras")


def everywhere(name: str) -> str:
    """A name below Keras as a template has it: in whichever package a program imports Keras from."""
    return "|".join(f"{package}.{name}" for package in PACKAGES)


KERAS = Dialect(
    "keras",
    channels_last=True,
    tensors=TensorBehavior(compares_any=True),
    models=ModelLayout(
        bases=tuple(f"{p}.{n}" for p in PACKAGES for n in ("Model", "models.Model", "Layer", "layers.Layer")),
        set_up="_shapelint_weights",
        is_symbolic=True,
        builds_at_first_call=True,
    ),
    spelling=Spelling(
        bias="use_bias",
        prefixes=(("keras.ops.", "ops."),),
        flatten_layer=everywhere("layers.Flatten"),
        transposed="{" + everywhere("ops.swapaxes") + "}({text}, -2, -1)",
    ),
    advice=Advice(
        flatten="flatten each sample before, as a Flatten layer does",
        whole="use a Flatten layer",
        rows="keep the batch: use a Flatten layer, or give the open size to the features: (batch_size, -1)",
        layout="or build the layer with data_format='{other}'",
        single="float(x) gives the number",
        turn="use a Permute layer (ops.transpose) for the axes, and reshape then",
    ),
    stack=StackSpelling(
        ("import keras", "from keras import layers"),
        ("keras.layers", "layers."),
        "model = keras.Sequential([",
        "])",
        "keras.Input(shape=SHAPE)",
        ModelSpelling(
            opening="inputs = keras.Input(shape=SHAPE)\n",
            called="x = {layer}({before})\n",
            closing="model = keras.Model(inputs, x)\n",
            given="inputs",
        ),
    ),
)
