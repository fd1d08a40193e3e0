"""Attention: the function, the layer with heads, and the layers of transformers."""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest
import torch
from differential.harness import Given, Outcome, infer_layer
from differential.torch.cases import TORCH, Draw, check_function, check_layer, mostly
from differential.torch.oracle import Truth, assert_agree, run_layer
from hypothesis import given
from hypothesis import strategies as st

from shapelint.ir import Kind


def sequence(draw: Draw, batch: int | None, length: int, features: int, batch_first: bool) -> tuple[int, ...]:
    """A sequence; its features, length or batch are now and then another."""
    features, length = mostly(draw, features, st.integers(1, 7), 14), mostly(draw, length, st.integers(1, 7), 14)
    if batch is None:
        return length, features
    batch = mostly(draw, batch, st.integers(1, 3), 14)
    return (batch, length, features) if batch_first else (length, batch, features)


def spoiled(draw: Draw, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape, now and then with another number of elements."""
    position = draw(st.integers(0, len(shape) - 1))
    return mostly(draw, shape, st.just((*shape[:position], shape[position] + 1, *shape[position + 1 :])), 6)


def masks(
    draw: Draw, names: tuple[str, str], batch: int | None, heads: int, lengths: tuple[int, int]
) -> dict[str, Given]:
    """An attention mask and a mask of padding, each perhaps."""
    dtype = draw(st.sampled_from(["bool", "float32"]))
    found = {}
    if draw(st.booleans()):
        own = lengths if draw(st.booleans()) else ((batch or 1) * heads, *lengths)
        found[names[0]] = Given(spoiled(draw, own), dtype)
    if draw(st.booleans()):
        found[names[1]] = Given(spoiled(draw, lengths[1:] if batch is None else (batch, lengths[1])), dtype)
    return found


@given(data=st.data())
def test_multi_head_attention(data: Any) -> None:
    draw = data.draw
    heads = mostly(draw, draw(st.integers(1, 4)), st.integers(-1, 4))
    features = mostly(draw, max(heads, 1) * draw(st.integers(1, 2)), st.integers(-1, 7))
    batch, first = draw(st.sampled_from([None, 1, 2, 2])), draw(st.booleans())
    own = draw(st.booleans())
    keys, values = (features, features) if own else (draw(st.integers(1, 6)), draw(st.integers(1, 6)))
    keywords = {
        "embed_dim": features, "num_heads": heads, "batch_first": first, "bias": draw(st.booleans()),
        "add_bias_kv": mostly(draw, False, st.just(True), 3), "add_zero_attn": mostly(draw, False, st.just(True), 3),
    }  # fmt: skip
    keywords |= {} if own else {"kdim": keys, "vdim": values}
    length = draw(st.integers(1, 4))
    source = length if draw(st.booleans()) else draw(st.integers(1, 4))
    inputs = [
        sequence(draw, batch, length, max(features, 0), first),
        sequence(draw, batch, source, max(keys, 0), first),
        sequence(draw, batch, source, max(values, 0), first),
    ]
    call = masks(draw, ("attn_mask", "key_padding_mask"), batch, heads, (length, source))
    call |= {name: draw(st.booleans()) for name in ("need_weights", "average_attn_weights")}
    if "attn_mask" in call or not first:
        call |= {"is_causal": True} if draw(st.integers(0, 5)) == 0 else {}
    check_layer("torch.nn.MultiheadAttention", (), keywords, inputs, call)


class SelfAttention(torch.nn.MultiheadAttention):
    """The query is the key and the value as well, so that the fused implementation is used where it can be."""

    def forward(self, query: torch.Tensor, *args: Any, **kwargs: Any) -> Any:
        return super().forward(query, query, query, **kwargs)


@given(data=st.data())
def test_self_attention(data: Any) -> None:
    draw = data.draw
    heads, batch, first = draw(st.integers(1, 4)), draw(st.sampled_from([None, 1, 2, 2])), draw(st.integers(0, 3)) > 0
    features, length = heads * draw(st.integers(1, 2)), draw(st.integers(1, 4))
    keywords = {
        "embed_dim": features,
        "num_heads": heads,
        "batch_first": first,
        "bias": mostly(draw, True, st.just(False)),
    }
    inputs = [sequence(draw, batch, length, features, first)] * 3
    call = masks(draw, ("attn_mask", "key_padding_mask"), batch, heads, (length, length))
    call |= {name: draw(st.booleans()) for name in ("need_weights", "average_attn_weights")}
    call |= {"is_causal": True} if draw(st.integers(0, 3)) == 0 else {}
    outcome = infer_layer(TORCH, "torch.nn.MultiheadAttention", (), keywords, inputs, call)
    with mock.patch.object(torch.nn, "MultiheadAttention", SelfAttention):
        truth = run_layer("torch.nn.MultiheadAttention", (), keywords, inputs, call)
    assert_agree_unless_causal(outcome, truth, call)


def assert_agree_unless_causal(outcome: Outcome, truth: Truth, call: dict[str, Any]) -> None:
    """Agreement; but what only one of torch's two implementations refuses of a causal call is not refused."""
    if "is_causal" not in call or outcome.raises or not truth.error:
        assert_agree(outcome, truth)


@given(data=st.data())
def test_encoder_layer(data: Any) -> None:
    draw = data.draw
    settings, batch, first = layer_settings(draw)
    length = draw(st.integers(1, 4))
    call = masks(draw, ("src_mask", "src_key_padding_mask"), batch, settings["nhead"], (length, length))
    call |= {"is_causal": True} if draw(st.integers(0, 5)) == 0 else {}
    inputs = [sequence(draw, batch, length, max(settings["d_model"], 0), first)]
    inputs = mostly(draw, inputs, st.sampled_from([[(3,)], [(1, 2, 2, 2)]]), 12)
    name = "torch.nn.TransformerEncoderLayer"
    outcome = infer_layer(TORCH, name, (), settings, inputs, call)
    assert_agree_unless_causal(outcome, run_layer(name, (), settings, inputs, call), call)


def layer_settings(draw: Draw) -> tuple[dict[str, Any], int | None, bool]:
    heads = mostly(draw, draw(st.integers(1, 3)), st.integers(0, 3), 12)
    first = draw(st.booleans())
    settings = {
        "d_model": mostly(draw, max(heads, 1) * 2, st.integers(0, 7), 12), "nhead": heads, "batch_first": first,
        "dim_feedforward": mostly(draw, 5, st.integers(-1, 3)), "norm_first": draw(st.booleans()),
        "bias": draw(st.booleans()), "dropout": mostly(draw, 0.1, st.just(1.5), 12),
        "activation": mostly(draw, "gelu", st.sampled_from(["relu", "tanh"]), 6),
    }  # fmt: skip
    return settings, draw(st.sampled_from([None, 1, 2, 2])), first


@given(data=st.data())
def test_decoder_layer(data: Any) -> None:
    draw = data.draw
    settings, batch, first = layer_settings(draw)
    length, source, features = draw(st.integers(1, 4)), draw(st.integers(1, 4)), max(settings["d_model"], 0)
    heads = settings["nhead"]
    call = masks(draw, ("tgt_mask", "tgt_key_padding_mask"), batch, heads, (length, length))
    call |= masks(draw, ("memory_mask", "memory_key_padding_mask"), batch, heads, (length, source))
    inputs = [sequence(draw, batch, length, features, first), sequence(draw, batch, source, features, first)]
    inputs[1] = mostly(draw, inputs[1], st.sampled_from([(source, features), (1, 1, 1, features)]), 12)
    check_layer("torch.nn.TransformerDecoderLayer", (), settings, inputs, call)


@given(data=st.data())
def test_transformer(data: Any) -> None:
    draw = data.draw
    settings, batch, first = layer_settings(draw)
    counts = (mostly(draw, 1, st.integers(0, 2)), mostly(draw, 1, st.integers(0, 2)))
    settings |= {"num_encoder_layers": counts[0], "num_decoder_layers": counts[1]}
    length, source, features = draw(st.integers(1, 4)), draw(st.integers(1, 4)), max(settings["d_model"], 0)
    heads = settings["nhead"]
    call = masks(draw, ("src_mask", "src_key_padding_mask"), batch, heads, (source, source))
    call |= masks(draw, ("tgt_mask", "tgt_key_padding_mask"), batch, heads, (length, length))
    call |= masks(draw, ("memory_mask", "memory_key_padding_mask"), batch, heads, (length, source))
    call = call if draw(st.booleans()) else {}
    inputs = [sequence(draw, batch, source, features, first), sequence(draw, batch, length, features, first)]
    check_layer("torch.nn.Transformer", (), settings, inputs, call)


@given(data=st.data())
def test_scaled_dot_product(data: Any) -> None:
    draw = data.draw
    grouped = draw(st.integers(0, 3)) == 0
    batch = draw(st.sampled_from([(), (2,), (2, 3), (1, 2), (2, 1, 2)]))
    groups = draw(st.integers(1, 3)) if grouped and batch else 1
    size, length, source = draw(st.integers(1, 3)), draw(st.integers(1, 4)), draw(st.integers(1, 4))
    key_size, value_length = mostly(draw, size, st.integers(1, 3)), mostly(draw, source, st.integers(1, 4))
    inner = mostly(draw, batch, st.sampled_from([(), (3,), (1, 3), (2, 1)]), 4)
    value_size = draw(st.integers(1, 3))
    if value_length != source and len(batch) == 2 and value_size == size:
        value_size += 1  # for equal sizes torch may choose an implementation that takes what it needs of the value
    query = (*batch[:-1], batch[-1] * groups, length, size) if batch else (length, size)
    arguments = [
        Given(query),
        Given((*inner, source, key_size)),
        Given((*inner, value_length, value_size)),
    ]
    if draw(st.booleans()) and len(query) > 2:
        leading = draw(st.sampled_from([(), query[:-2], (1,) * len(query[:-2])]))
        arguments.append(Given(spoiled(draw, (*leading, length, source)), draw(st.sampled_from(["bool", "float32"]))))
    check_function("torch.nn.functional.scaled_dot_product_attention", arguments, {"enable_gqa": grouped})


@pytest.mark.parametrize(
    ("name", "arguments", "inputs", "argument"),
    [
        ("MultiheadAttention", (8, 2), [(5, 3, 6)] * 3, "embed_dim"),
        ("MultiheadAttention", (8, 2, 0.0, True, False, False, 4, 6), [(5, 3, 8), (5, 3, 5), (5, 3, 6)], "kdim"),
        ("TransformerEncoderLayer", (8, 2), [(5, 3, 6)], "d_model"),
        ("TransformerDecoderLayer", (8, 2), [(5, 3, 8), (5, 3, 6)], "d_model"),
        ("Transformer", (8, 2), [(5, 3, 6), (5, 3, 8)], "d_model"),
    ],
)
def test_mismatch_names_the_argument(name: str, arguments: Any, inputs: Any, argument: str) -> None:
    (reason,) = infer_layer(TORCH, f"torch.nn.{name}", arguments, {}, inputs).reasons
    assert (reason.kind, reason.argument) == (Kind.ATTENTION, argument)


def test_heads_that_do_not_divide() -> None:
    (reason,) = infer_layer(TORCH, "torch.nn.MultiheadAttention", (10, 3), {}, [(5, 3, 10)] * 3).reasons
    assert (reason.kind, reason.argument, reason.expected) == (Kind.HYPERPARAMETER, "embed_dim", 3)
