"""Keras' vocabulary: what a layer call looks like, and the keywords that every layer takes.

The declared names are those of Keras 3 (`keras.layers.Conv2D`); `tf.keras` and `tensorflow.keras` are spellings of the
same. `declarations.load()` imports the declaring modules, which fill `keras`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from shapelint.frontends.keras.held_attributes import attribute_of_dtype, attribute_of_shape
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.api.ranks import copied_at
from shapelint.interpret.api.vocabulary import Application, Decorator, Rejected, Undetermined, Vocabulary
from shapelint.interpret.domain.values import Instance, Unknown
from shapelint.ir import UNKNOWN_TENSOR, Tensor
from shapelint.ops.operation import Operation

# The coercions of the same names (see `shapelint.interpret.api.coercions`). A body gets a tuple; Any, because the
# defaults are written as Keras writes them, as a number.
Axes = Any
Size1 = Any
Size2 = Any
Size3 = Any

# What the body of a declared layer returns.
LayerResult = Operation | Rejected | Undetermined

# https://keras.io/api/layers/base_layer/#layer-class, with the two spellings that Sequential's first layer may use.
BASE_KEYWORDS = frozenset({
    "activity_regularizer", "trainable", "dtype", "autocast", "name", "input_dim", "input_shape",
})  # fmt: skip

# What Keras 2 took besides.
LEGACY_KEYWORDS = frozenset({"batch_input_shape", "batch_size", "weights", "dynamic"})

# What single layers take out of their `**kwargs` before the base class sees the rest.
OWN_KEYWORDS: dict[str, frozenset[str]] = {
    "keras.layers.Embedding": frozenset({"input_length"}),
    "keras.layers.LeakyReLU": frozenset({"alpha"}),
    "keras.layers.LayerNormalization": frozenset({"rms_scaling"}),
    "keras.layers.Dot": frozenset(),
    "keras.layers.LSTM": frozenset({"implementation", "time_major"}),
    "keras.layers.GRU": frozenset({"implementation", "time_major"}),
    "keras.layers.SimpleRNN": frozenset({"implementation", "time_major"}),
    "keras.layers.RNN": frozenset({"time_major"}),
    "keras.layers.LSTMCell": frozenset({"implementation"}),
    "keras.layers.GRUCell": frozenset({"implementation"}),
    "keras.layers.InputLayer": frozenset({"input_shape", "batch_input_shape"}),
    "keras.layers.IntegerLookup": frozenset({"vocabulary_size", "idf_weights_size"}),
    "keras.layers.StringLookup": frozenset({"vocabulary_size", "idf_weights_size"}),
    "keras.layers.TextVectorization": frozenset({"vocabulary_size", "idf_weights_size"}),
}


def admitted_keywords(name: str, earlier: bool) -> frozenset[str]:
    """What the `**kwargs` of a declared layer may hold; Keras refuses any other name with a ValueError. `earlier` tells
    of a Keras before version 3."""
    return BASE_KEYWORDS | (LEGACY_KEYWORDS if earlier else frozenset()) | OWN_KEYWORDS.get(name, frozenset())


def tensor_of(value: object) -> Tensor | None:
    """The tensor that a layer was given: itself, the one of a list of one, or an unknown tensor for what is unknown;
    None for what is no tensor."""
    if isinstance(value, Tensor):
        return value
    if isinstance(value, Unknown):
        return Tensor(UNKNOWN_TENSOR, origin=value.reason)
    return None


def tensors_of(value: object) -> tuple[Tensor, ...] | None:
    """The tensors of a list or tuple; None when the value is neither, is open, or holds anything else."""
    items = elements(value)
    if items is None:
        return None
    found = tuple(tensor_of(item) for item in items)
    return None if any(t is None for t in found) else found  # type: ignore[return-value]


def operation_of(layer: object) -> Operation | None:
    """The operation of a layer object; None for what is not a declared layer."""
    if isinstance(layer, Instance) and isinstance(layer.payload, Layer):
        return layer.payload.operation
    return None


def call_layer(
    operation: Operation, inputs: Any, training: object = None, mask: object = None
) -> Application | Undetermined:
    """The call of most Keras layers: one tensor in, and switches that change no shape."""
    tensor = tensor_of(inputs)
    if tensor is None:
        return Undetermined("the layer is called on something that is not a tensor")
    return Application(operation, (tensor,))


# What tensorflow's shapes and element types have, which are held as tuples and texts.
SHAPE_NAMES = frozenset(
    (
        "as_list", "as_proto", "assert_has_rank", "assert_is_compatible_with", "assert_is_fully_defined",
        "assert_same_rank", "cast", "concatenate", "dims", "experimental_as_proto", "experimental_from_proto",
        "experimental_type_proto", "flatten", "from_tensors", "is_compatible_with", "is_fully_defined",
        "is_subtype_of", "merge_with", "most_specific_common_supertype", "most_specific_compatible_shape", "ndims",
        "num_elements", "placeholder_value", "rank", "to_tensors", "with_rank", "with_rank_at_least",
        "with_rank_at_most",
    )
)  # fmt: skip
DTYPE_NAMES = frozenset(
    (
        "as_datatype_enum", "as_numpy_dtype", "base_dtype", "cast", "experimental_as_proto",
        "experimental_from_proto", "experimental_type_proto", "flatten", "from_tensors", "is_bool",
        "is_compatible_with", "is_complex", "is_floating", "is_integer", "is_numeric", "is_numpy_compatible",
        "is_quantized", "is_subtype_of", "is_unsigned", "limits", "max", "min", "most_specific_common_supertype",
        "name", "placeholder_value", "real_dtype", "size", "to_tensors",
    )
)  # fmt: skip
keras = Vocabulary(
    "keras",
    layer_call=call_layer,
    exact=("keras.layers.", "keras.ops."),
    compared=(str,),
    held_as={tuple: SHAPE_NAMES, str: DTYPE_NAMES},
    held_attributes={tuple: attribute_of_shape, str: attribute_of_dtype},
)


def layer_of_ranks(
    *names: str, ranks: Sequence[int] = (1, 2, 3), repeats: bool = True, call: Callable[..., object] | None = None
) -> Decorator:
    """Declares a layer once for each number of spatial axes, which stands for `{n}` in its names; see `copied_at`."""

    def register(body: Callable[..., object]) -> Callable[..., object]:
        for rank in ranks:
            named = (f"keras.layers.{name.format(n=rank)}" for name in names)
            keras.layer(*named, call=call)(copied_at(rank, body, repeats))
        return body

    return register
