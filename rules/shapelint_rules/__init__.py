"""The rules that come with shapelint: one module each, in a folder for each hundred of codes.

`support` has what several share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapelint.diagnostics.rule import Rule

RULES = {
    "SHP001": "files.syntax_error",
    "SHP002": "files.unused_suppression",
    "SHP003": "files.malformed_directive",
    "SHP004": "files.unreadable_file",
    "SHP101": "errors.conv_in_channels",
    "SHP102": "errors.linear_in_features",
    "SHP103": "errors.norm_features",
    "SHP104": "errors.wrong_rank",
    "SHP105": "errors.spatial_collapse",
    "SHP106": "errors.reshape_size",
    "SHP107": "errors.operand_mismatch",
    "SHP108": "errors.concat_mismatch",
    "SHP109": "errors.matmul_mismatch",
    "SHP110": "errors.invalid_hyperparameter",
    "SHP111": "errors.recurrent_input_size",
    "SHP112": "errors.attention_dims",
    "SHP113": "errors.axis_out_of_range",
    "SHP114": "errors.bad_call",
    "SHP115": "errors.no_input_fits",
    "SHP116": "errors.loss_target_mismatch",
    "SHP117": "errors.fed_data_mismatch",
    "SHP118": "errors.undefined_layer",
    "SHP119": "errors.index_out_of_range",
    "SHP120": "errors.single_value_statistics",
    "SHP121": "errors.weights_mismatch",
    "SHP122": "errors.dtype_mismatch",
    "SHP123": "errors.left_open",
    "SHP201": "hazards.view_folds_batch",
    "SHP202": "hazards.layout_mismatch",
    "SHP203": "hazards.accidental_broadcast",
    "SHP204": "hazards.squeeze_drops_batch",
    "SHP205": "hazards.dense_before_flatten",
    "SHP206": "hazards.flatten_merges_batch",
    "SHP207": "hazards.reshape_as_transpose",
    "SHP208": "hazards.softmax_axis",
    "SHP209": "hazards.discarded_border",
    "SHP210": "hazards.softmax_over_one",
    "SHP212": "hazards.lossy_types",
    "SHP301": "definitions.unregistered_layers",
    "SHP302": "definitions.missing_super_init",
    "SHP303": "definitions.unused_layer",
    "SHP304": "definitions.softmax_before_cross_entropy",
    "SHP305": "definitions.layer_built_in_forward",
    "SHP306": "definitions.bias_before_norm",
    "SHP307": "definitions.linear_after_linear",
    "SHP308": "definitions.annotation_mismatch",
    "SHP309": "definitions.unused_result",
    "SHP311": "definitions.device_mismatch",
    "SHP313": "definitions.lazy_layer",
}
"""Where each rule stands: its code, and its module below this package."""


def load() -> tuple[Rule, ...]:
    """All rules, in the order of their codes."""
    from importlib import import_module

    return tuple(import_module(f"{__name__}.{name}").RULE for name in RULES.values())
