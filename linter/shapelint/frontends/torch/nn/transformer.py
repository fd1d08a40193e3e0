"""torch.nn's transformer layers: https://docs.pytorch.org/docs/stable/nn.html#transformer-layers."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.nn.attention import given_masks
from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.coercions import Flag
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.interpret.domain.values import Instance
from shapelint.ir import Kind, Tensor
from shapelint.ops.attention.transformer import EncoderDecoder, TransformerLayer, TransformerStack
from shapelint.ops.norm.normalization import LayerNormalization
from shapelint.ops.operation import Opaque, Operation
from shapelint.records import replace
from shapelint.symbolic import Size

LayerAnswer = TransformerLayer | Rejected | Undetermined


def flag(value: object) -> bool | None:
    """A switch of a call: None, for which torch looks at the mask, and what is not known are both unknown."""
    return bool(value) if isinstance(value, (bool, int)) else None


def with_masks(
    operation: TransformerLayer, names: tuple[str, ...], causal: tuple[object, object] = (False, False)
) -> TransformerLayer:
    flags = flag(causal[0]), flag(causal[1])
    return replace(operation, masks=names, causal=flags) if names or flags != operation.causal else operation


def stack_with_masks(
    operation: TransformerStack, names: tuple[str, ...], causal: tuple[object, object] = (False, False)
) -> TransformerStack:
    layer = with_masks(operation.layer, names, causal)
    return operation if layer is operation.layer else replace(operation, layer=layer)


def call_encoder_layer(
    operation: TransformerLayer, src: Tensor, src_mask: Tensor | None = None,
    src_key_padding_mask: Tensor | None = None, is_causal: Any = False,
) -> Application:  # fmt: skip
    names, masks = given_masks(src_mask=src_mask, src_key_padding_mask=src_key_padding_mask)
    return Application(with_masks(operation, names, (is_causal, False)), (src, *masks))


def call_decoder_layer(
    operation: TransformerLayer, tgt: Tensor, memory: Tensor, tgt_mask: Tensor | None = None,
    memory_mask: Tensor | None = None, tgt_key_padding_mask: Tensor | None = None,
    memory_key_padding_mask: Tensor | None = None, tgt_is_causal: Any = False, memory_is_causal: Any = False,
) -> Application:  # fmt: skip
    names, masks = given_masks(
        tgt_mask=tgt_mask, memory_mask=memory_mask, tgt_key_padding_mask=tgt_key_padding_mask,
        memory_key_padding_mask=memory_key_padding_mask,
    )  # fmt: skip
    return Application(with_masks(operation, names, (tgt_is_causal, memory_is_causal)), (tgt, memory, *masks))


def detected(is_causal: object) -> object:
    """A stack that is not told whether its mask is causal finds out, and takes it for causal only if its shape is
    right."""
    return False if is_causal is None else is_causal


def call_encoder(
    operation: TransformerStack, src: Tensor, mask: Tensor | None = None, src_key_padding_mask: Tensor | None = None,
    is_causal: Any = None,
) -> Application:  # fmt: skip
    names, masks = given_masks(src_mask=mask, src_key_padding_mask=src_key_padding_mask)
    return Application(stack_with_masks(operation, names, (detected(is_causal), False)), (src, *masks))


def call_decoder(
    operation: TransformerStack, tgt: Tensor, memory: Tensor, tgt_mask: Tensor | None = None,
    memory_mask: Tensor | None = None, tgt_key_padding_mask: Tensor | None = None,
    memory_key_padding_mask: Tensor | None = None, tgt_is_causal: Any = None, memory_is_causal: Any = False,
) -> Application:  # fmt: skip
    names, masks = given_masks(
        tgt_mask=tgt_mask, memory_mask=memory_mask, tgt_key_padding_mask=tgt_key_padding_mask,
        memory_key_padding_mask=memory_key_padding_mask,
    )  # fmt: skip
    causal = detected(tgt_is_causal), memory_is_causal
    return Application(stack_with_masks(operation, names, causal), (tgt, memory, *masks))


def call_transformer(
    operation: EncoderDecoder, src: Tensor, tgt: Tensor, src_mask: Tensor | None = None, tgt_mask: Tensor | None = None,
    memory_mask: Tensor | None = None, src_key_padding_mask: Tensor | None = None,
    tgt_key_padding_mask: Tensor | None = None, memory_key_padding_mask: Tensor | None = None,
    src_is_causal: Any = None, tgt_is_causal: Any = None, memory_is_causal: Any = False,
) -> Application:  # fmt: skip
    names, masks = given_masks(
        src_mask=src_mask, tgt_mask=tgt_mask, memory_mask=memory_mask, src_key_padding_mask=src_key_padding_mask,
        tgt_key_padding_mask=tgt_key_padding_mask, memory_key_padding_mask=memory_key_padding_mask,
    )  # fmt: skip
    encoder = stack_with_masks(operation.encoder, (), (detected(src_is_causal), False))
    decoder = stack_with_masks(operation.decoder, (), (detected(tgt_is_causal), memory_is_causal))
    if names or encoder is not operation.encoder or decoder is not operation.decoder:
        operation = EncoderDecoder(encoder, decoder, names)
    return Application(operation, (src, tgt, *masks))


def operation_of(value: object) -> tuple[str, Operation] | None:
    """Class and operation of a layer object of a class that torch itself declares."""
    if not isinstance(value, Instance) or value.type.entry is None or not isinstance(value.payload, Layer):
        return None
    return None if isinstance(value.payload.operation, Opaque) else (value.type.name, value.payload.operation)


def transformer_layer(
    sizes: tuple[Size, Size, Size], dropout: object, activation: object, batch_first: bool, norm_first: bool,
    bias: bool | None, decoder: bool,
) -> LayerAnswer:  # fmt: skip
    """A layer, or why torch refuses it."""
    if isinstance(dropout, (int, float)) and not 0 <= dropout <= 1:
        text = "the dropout probability must be between 0 and 1"
        return Rejected(Kind.HYPERPARAMETER, "dropout", text, "0 to 1", str(dropout))
    if isinstance(activation, str) and activation not in ("relu", "gelu"):
        text = "activation is relu or gelu, or a function"
        return Rejected(Kind.HYPERPARAMETER, "activation", text, "relu or gelu", activation)
    part = operation_of(activation)
    if isinstance(activation, Instance) and part is None:
        return Undetermined("an activation of another class")
    return TransformerLayer(*sizes, bias, bool(batch_first), decoder, bool(norm_first), part)


@torch.layer(*layer_names("transformer", "TransformerEncoderLayer"), call=call_encoder_layer)
def encoder_layer(
    d_model: int, nhead: int, dim_feedforward: int = 2048, dropout: Any = 0.1, activation: Any = "relu",
    layer_norm_eps: object = 1e-05, batch_first: bool = False, norm_first: bool = False, bias: Flag = True,
    device: object = None, dtype: object = None,
) -> LayerAnswer:  # fmt: skip
    sizes = d_model, nhead, dim_feedforward
    return transformer_layer(sizes, dropout, activation, batch_first, norm_first, bias, decoder=False)


@torch.layer(*layer_names("transformer", "TransformerDecoderLayer"), call=call_decoder_layer)
def decoder_layer(
    d_model: int, nhead: int, dim_feedforward: int = 2048, dropout: Any = 0.1, activation: Any = "relu",
    layer_norm_eps: object = 1e-05, batch_first: bool = False, norm_first: bool = False, bias: Flag = True,
    device: object = None, dtype: object = None,
) -> LayerAnswer:  # fmt: skip
    sizes = d_model, nhead, dim_feedforward
    return transformer_layer(sizes, dropout, activation, batch_first, norm_first, bias, decoder=True)


def stack(layer: object, count: Any, norm: object, decoder: bool) -> TransformerStack | Undetermined:
    """Copies of a layer object."""
    found = operation_of(layer)
    operation = None if found is None else found[1]
    if not isinstance(operation, TransformerLayer) or operation.decoder is not decoder:
        return Undetermined("a stack of layers of another class")
    if norm is None:
        return TransformerStack(operation, count)
    ending = operation_of(norm)
    if ending is None:
        return Undetermined("a norm of another class")
    return TransformerStack(operation, count, ending)


@torch.layer(*layer_names("transformer", "TransformerEncoder"), call=call_encoder)
def encoder(
    encoder_layer: Any,
    num_layers: int,
    norm: Any = None,
    enable_nested_tensor: object = True,
    mask_check: object = True,
) -> TransformerStack | Undetermined:
    return stack(encoder_layer, num_layers, norm, decoder=False)


@torch.layer(*layer_names("transformer", "TransformerDecoder"), call=call_decoder)
def decoder(decoder_layer: Any, num_layers: int, norm: Any = None) -> TransformerStack | Undetermined:
    return stack(decoder_layer, num_layers, norm, decoder=True)


@torch.layer(*layer_names("transformer", "Transformer"), call=call_transformer)
def transformer(
    d_model: int = 512, nhead: int = 8, num_encoder_layers: int = 6, num_decoder_layers: int = 6,
    dim_feedforward: int = 2048, dropout: Any = 0.1, activation: Any = "relu", custom_encoder: Any = None,
    custom_decoder: Any = None, layer_norm_eps: object = 1e-05, batch_first: bool = False, norm_first: bool = False,
    bias: Flag = True, device: object = None, dtype: object = None,
) -> EncoderDecoder | Rejected | Undetermined:  # fmt: skip
    if custom_encoder is not None or custom_decoder is not None:
        return Undetermined("a transformer with an encoder or decoder of its own")
    sizes = d_model, nhead, dim_feedforward
    layer = transformer_layer(sizes, dropout, activation, batch_first, norm_first, bias, decoder=False)
    if not isinstance(layer, TransformerLayer):
        return layer
    norm = "LayerNorm", LayerNormalization((d_model,), center=bias)
    return EncoderDecoder(
        TransformerStack(layer, num_encoder_layers, norm),
        TransformerStack(replace(layer, decoder=True), num_decoder_layers, norm),
    )
