"""The rules that come with shapelint: one module each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapelint.diagnostics.rule import Rule

MODULES = (
    "syntax_error",
    "unused_suppression",
    "malformed_directive",
    "unreadable_file",
    "conv_in_channels",
    "linear_in_features",
    "norm_features",
    "wrong_rank",
    "spatial_collapse",
    "reshape_size",
    "operand_mismatch",
    "concat_mismatch",
    "matmul_mismatch",
    "invalid_hyperparameter",
    "recurrent_input_size",
    "attention_dims",
    "axis_out_of_range",
    "bad_call",
    "no_input_fits",
    "loss_target_mismatch",
    "fed_data_mismatch",
    "undefined_layer",
    "index_out_of_range",
    "view_folds_batch",
    "layout_mismatch",
    "accidental_broadcast",
    "squeeze_drops_batch",
    "dense_before_flatten",
    "flatten_merges_batch",
    "reshape_as_transpose",
    "softmax_axis",
    "discarded_border",
    "unregistered_layers",
    "missing_super_init",
    "unused_layer",
    "softmax_before_cross_entropy",
    "layer_built_in_forward",
    "bias_before_norm",
    "linear_after_linear",
    "annotation_mismatch",
)


def load() -> tuple[Rule, ...]:
    """All rules, in the order of their codes."""
    from importlib import import_module

    return tuple(import_module(f"{__name__}.{name}").RULE for name in MODULES)
