"""The attributes that every torch.nn.Module has, and those that torch's own layers have beside them. A test compares
both with the real ones."""

from __future__ import annotations

MODULE_NAMES = frozenset(
    [
        "T_destination",
        "_apply",
        "_backward_hooks",
        "_backward_pre_hooks",
        "_buffers",
        "_call_impl",
        "_compiled_call_impl",
        "_forward_hooks",
        "_forward_hooks_always_called",
        "_forward_hooks_with_kwargs",
        "_forward_pre_hooks",
        "_forward_pre_hooks_with_kwargs",
        "_get_backward_hooks",
        "_get_backward_pre_hooks",
        "_get_name",
        "_is_full_backward_hook",
        "_load_from_state_dict",
        "_load_state_dict_post_hooks",
        "_load_state_dict_pre_hooks",
        "_maybe_warn_non_full_backward_hook",
        "_modules",
        "_named_members",
        "_non_persistent_buffers_set",
        "_parameters",
        "_register_load_state_dict_pre_hook",
        "_register_state_dict_hook",
        "_replicate_for_data_parallel",
        "_save_to_state_dict",
        "_slow_forward",
        "_state_dict_hooks",
        "_state_dict_pre_hooks",
        "_version",
        "_wrapped_call_impl",
        "add_module",
        "apply",
        "bfloat16",
        "buffers",
        "call_super_init",
        "children",
        "compile",
        "cpu",
        "cuda",
        "double",
        "dump_patches",
        "eval",
        "extra_repr",
        "float",
        "forward",
        "get_buffer",
        "get_extra_state",
        "get_parameter",
        "get_submodule",
        "half",
        "ipu",
        "load_state_dict",
        "modules",
        "mtia",
        "named_buffers",
        "named_children",
        "named_modules",
        "named_parameters",
        "parameters",
        "register_backward_hook",
        "register_buffer",
        "register_forward_hook",
        "register_forward_pre_hook",
        "register_full_backward_hook",
        "register_full_backward_pre_hook",
        "register_load_state_dict_post_hook",
        "register_load_state_dict_pre_hook",
        "register_module",
        "register_parameter",
        "register_state_dict_post_hook",
        "register_state_dict_pre_hook",
        "requires_grad_",
        "set_extra_state",
        "set_submodule",
        "share_memory",
        "state_dict",
        "to",
        "to_empty",
        "train",
        "training",
        "type",
        "xpu",
        "zero_grad",
    ]
)

LAYER_WORDS = """
_adjust _all_weights _apply_instance_norm _ceil_div _check_input_dim _check_non_zero_input_channels
_compute_batch_chunk_size _conv_forward _ff_block _fill_padding_idx_with_zero _flat_weight_refs _flat_weights
_flat_weights_names _get_abs_string_index _get_full_log_prob _get_in_channels _get_item_by_idx _get_no_batch_dim
_get_num_spatial_dims _handle_no_batch_input _infer_parameters _init_flat_weights _initialize_hook _key_to_attr
_keys _lazy_load_hook _load_hook _mask _mha_block _output_padding _qkv_same_embed_dim _random_samples
_require_tuple_int _reset_parameters _resolve_auto_acc_dtype _reversed_padding_repeated_twice _sa_block _size
_update_flat_weights _weights_have_changed acc_dtype acc_policy activation activation_relu_or_gelu add_zero_attn
affine align_corners all_weights alloc_input_chunk_acc_buf alloc_input_grad_acc_buf alloc_linear_bias_grad_chunk
alloc_logits_acc_buf alloc_weight_grad_chunk allow_retain_graph alpha amax append approximate backward
batch_chunk_size batch_first bchunk_size bchunk_start beta bias bias_grad_acc bias_hh bias_ih bias_k bias_v
bidirectional bind_chunk blank build ceil_mode check_forward_args check_hidden_size check_input chunking_method
chunks clear cls_to_become compute_input_grad compute_linear_bias_grad compute_linear_weight_grad
convert_sync_batchnorm copy corrected_target count_include_pad ctx cutoffs d_model decoder delta dilation dim
distance_function div div_value divisor_override dotgather downscale_factor dropout dropout1 dropout2 dropout3
dtype elementwise_affine embed_dim embedding_dim enable_nested_tensor encoder end_dim eps extend
flatten_parameters forward_uses_acc_input forward_uses_cuda_out_dtype freeze from_pretrained fromkeys full
generate_square_subsequent_mask get get_expected_cell_size get_expected_hidden_size grad_input grad_input_chunk
grad_input_dtype grad_linear_bias grad_linear_weight groups has_uninitialized_params head head_bias head_dim
head_size hidden_size hook ignore_index in1_features in2_features in_channels in_features in_proj_bias
in_proj_weight include_last_offset init initialize_parameters inplace input input_chunk input_chunk_acc
input_chunk_acc_buf input_grad_acc_buf input_grad_linear_weight input_grad_logits input_grad_uses_logits_lw
input_size insert is_cuda items k k_proj_weight kdim keepdim kernel_size keys label_smoothing lambd layers
linear linear1 linear2 linear_bias linear_bias_cast linear_bias_grad_chunk linear_weight linear_weight_cast
linear_weight_cast_dtype log_input log_prob log_target logits logits_acc_buf logits_buf logits_downcast
logits_upcast loop_caches_logits_downcast loss_grad_output lower margin mask_check max_norm max_val merge_masks
min_val missing_keys mm mode module momentum mul multihead_attn n_classes n_clusters name needs_input_grad
neg_weight_target negative_slope nhead nonlinearity norm norm1 norm2 norm3 norm_first norm_type normalized_shape
num_batches num_batches_tracked num_channels num_classes num_embeddings num_features num_groups num_heads
num_layers num_parameters options out_channels out_features out_proj output output_padding output_ratio
output_size p padding padding_idx padding_mode permute_hidden pop popitem pos_weight predict process_group
proj_size q_proj_weight recompute_scale_factor reduction reset_parameters reset_running_stats return_indices
running_mean running_var save_for_backward saved_tensors scale_factor scale_grad_by_freq self_attn setdefault
shortlist_size size sparse start_dim stride sum sumexp_ swap tail target target_chunk threshold tmp
track_running_stats transposed unexpected_keys unflattened_size update upper upscale_factor use_acc_dtype
use_nested_tensor v_proj_weight value values vdim weight weight_chunk weight_chunk_dtype weight_grad_chunk
weight_grad_input weight_grad_mm_same_dtype weight_grad_uses_logits_buf_temp weight_hh weight_ih with_module
zero_infinity
"""
LAYER_NAMES = frozenset(LAYER_WORDS.split())
ADDED = ("weight", "bias", "parametrizations", "__")  # how names begin that torch's tools give to a layer later


def may_be_attribute(name: str) -> bool:
    """Whether some layer of torch's own may have an attribute of that name."""
    return name in MODULE_NAMES or name in LAYER_NAMES or name.startswith(ADDED)
