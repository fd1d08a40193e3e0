"""torch.nn's transformer layers: https://docs.pytorch.org/docs/stable/nn.html#transformer-layers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shapelint.frontends.torch.nn.attention import given_masks
from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.arguments import Flag
from shapelint.interpret.layers import Layer
from shapelint.interpret.values import Instance
from shapelint.interpret.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.normalization import LayerNormalization
from shapelint.ops.operation import Opaque, Operation
from shapelint.ops.transformer import EncoderDecoder, TransformerLayer, TransformerStack


def with_masks(operation: TransformerLayer, names: tuple[str, ...]) -> TransformerLayer:
    return replace(operation, masks=names) if names else operation


def stack_with_masks(operation: TransformerStack, names: tuple[str, ...]) -> TransformerStack:
    return replace(operation, layer=with_masks(operation.layer, names)) if names else operation


def call_encoder_layer(
    operation: TransformerLayer, src: Tensor, src_mask: Tensor | None = None,
    src_key_padding_mask: Tensor | None = None, is_causal: Any = False,
) -> Application:  # fmt: skip
    names, masks = given_masks(src_mask=src_mask, src_key_padding_mask=src_key_padding_mask)
    return Application(with_masks(operation, names), (src, *masks))


def call_decoder_layer(
    operation: TransformerLayer, tgt: Tensor, memory: Tensor, tgt_mask: Tensor | None = None,
    memory_mask: Tensor | None = None, tgt_key_padding_mask: Tensor | None = None,
    memory_key_padding_mask: Tensor | None = None, tgt_is_causal: Any = False, memory_is_causal: Any = False,
) -> Application:  # fmt: skip
    names, masks = given_masks(
        tgt_mask=tgt_mask, memory_mask=memory_mask, tgt_key_padding_mask=tgt_key_padding_mask,
        memory_key_padding_mask=memory_key_padding_mask,
    )  # fmt: skip
    return Application(with_masks(operation, names), (tgt, memory, *masks))


def call_encoder(
    operation: TransformerStack, src: Tensor, mask: Tensor | None = None, src_key_padding_mask: Tensor | None = None,
    is_causal: Any = None,
) -> Application:  # fmt: skip
    names, masks = given_masks(src_mask=mask, src_key_padding_mask=src_key_padding_mask)
    return Application(stack_with_masks(operation, names), (src, *masks))


def call_decoder(
    operation: TransformerStack, tgt: Tensor, memory: Tensor, tgt_mask: Tensor | None = None,
    memory_mask: Tensor | None = None, tgt_key_padding_mask: Tensor | None = None,
    memory_key_padding_mask: Tensor | None = None, tgt_is_causal: Any = None, memory_is_causal: Any = False,
) -> Application:  # fmt: skip
    names, masks = given_masks(
        tgt_mask=tgt_mask, memory_mask=memory_mask, tgt_key_padding_mask=tgt_key_padding_mask,
        memory_key_padding_mask=memory_key_padding_mask,
    )  # fmt: skip
    return Application(stack_with_masks(operation, names), (tgt, memory, *masks))


def call_transformer(
    operation: EncoderDecoder, src: Tensor, tgt: Tensor, src_mask: Any = None, tgt_mask: Any = None,
    memory_mask: Any = None, src_key_padding_mask: Any = None, tgt_key_padding_mask: Any = None,
    memory_key_padding_mask: Any = None, src_is_causal: Any = None, tgt_is_causal: Any = None,
    memory_is_causal: Any = False,
) -> Application:  # fmt: skip
    return Application(operation, (src, tgt))


@torch.layer(*layer_names("transformer", "TransformerEncoderLayer"), call=call_encoder_layer)
def encoder_layer(
    d_model: int, nhead: int, dim_feedforward: int = 2048, dropout: Any = 0.1, activation: Any = "relu",
    layer_norm_eps: Any = 1e-05, batch_first: bool = False, norm_first: bool = False, bias: Flag = True,
    device: Any = None, dtype: Any = None,
) -> TransformerLayer:  # fmt: skip
    return TransformerLayer(
        d_model, nhead, dim_feedforward, bias, bool(batch_first), norm_first=bool(norm_first)
    )


@torch.layer(*layer_names("transformer", "TransformerDecoderLayer"), call=call_decoder_layer)
def decoder_layer(
    d_model: int, nhead: int, dim_feedforward: int = 2048, dropout: Any = 0.1, activation: Any = "relu",
    layer_norm_eps: Any = 1e-05, batch_first: bool = False, norm_first: bool = False, bias: Flag = True,
    device: Any = None, dtype: Any = None,
) -> TransformerLayer:  # fmt: skip
    return TransformerLayer(d_model, nhead, dim_feedforward, bias, bool(batch_first), True, bool(norm_first))


def operation_of(value: object) -> Operation | None:
    """The operation of a layer object of a class that torch itself declares."""
    if not isinstance(value, Instance) or value.type.entry is None or not isinstance(value.payload, Layer):
        return None
    return None if isinstance(value.payload.operation, Opaque) else value.payload.operation


def stack(layer: object, count: Any, norm: object, decoder: bool) -> TransformerStack | Undetermined:
    """Copies of a layer object."""
    operation = operation_of(layer)
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
    encoder_layer: Any, num_layers: int, norm: Any = None, enable_nested_tensor: Any = True, mask_check: Any = True
) -> TransformerStack | Undetermined:
    return stack(encoder_layer, num_layers, norm, decoder=False)


@torch.layer(*layer_names("transformer", "TransformerDecoder"), call=call_decoder)
def decoder(decoder_layer: Any, num_layers: int, norm: Any = None) -> TransformerStack | Undetermined:
    return stack(decoder_layer, num_layers, norm, decoder=True)


@torch.layer(*layer_names("transformer", "Transformer"), call=call_transformer)
def transformer(
    d_model: int = 512, nhead: int = 8, num_encoder_layers: int = 6, num_decoder_layers: int = 6,
    dim_feedforward: int = 2048, dropout: Any = 0.1, activation: Any = "relu", custom_encoder: Any = None,
    custom_decoder: Any = None, layer_norm_eps: Any = 1e-05, batch_first: bool = False, norm_first: bool = False,
    bias: Flag = True, device: Any = None, dtype: Any = None,
) -> EncoderDecoder | Undetermined:  # fmt: skip
    if custom_encoder is not None or custom_decoder is not None:
        return Undetermined("a transformer with an encoder or decoder of its own")
    layer = TransformerLayer(
        d_model, nhead, dim_feedforward, bias, bool(batch_first), norm_first=bool(norm_first)
    )
    norm = LayerNormalization((d_model,), center=bias)
    return EncoderDecoder(
        TransformerStack(layer, num_encoder_layers, norm),
        TransformerStack(replace(layer, decoder=True), num_decoder_layers, norm),
    )
