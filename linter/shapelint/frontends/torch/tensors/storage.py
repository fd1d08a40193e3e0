"""Tensors held in other ways (sparse, quantized, on other devices), and copies instead of views; what is said of how a
tensor is held is not looked into.

https://docs.pytorch.org/docs/stable/sparse.html, https://docs.pytorch.org/docs/stable/tensors.html
"""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.tensors.declaring import (
    Answer,
    apply,
    declare,
    declare_method,
    dtype_of,
    same_shape,
    sizes_of,
)
from shapelint.frontends.torch.tensors.properties import BYTES
from shapelint.frontends.torch.vocabulary import torch
from shapelint.interpret.api.coercions import Axis, Sizes, as_size, as_sizes
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor
from shapelint.ops.axes import unknown_shape
from shapelint.ops.dense.matmul import AddProduct, MatrixMultiply
from shapelint.ops.layout.creation import Creation
from shapelint.ops.layout.indexing import Index, SliceItem
from shapelint.symbolic import Expression, product

# torch.view_copy(x, size) and its kin do what the method does and give a tensor of its own.
COPIES = (
    "detach", "diagonal", "expand", "narrow", "permute", "select", "split", "split_with_sizes", "squeeze", "t",
    "transpose", "unbind", "unfold", "unsqueeze", "view",
)  # fmt: skip
for copied in COPIES:
    torch.function(f"torch.{copied}_copy")(torch.methods[copied].implementation)
for viewed in ("view_as_real", "view_as_complex", "as_strided"):
    torch.function(f"torch.{viewed}_copy")(torch.entries[f"torch.{viewed}"].implementation)
torch.method("narrow_copy")(torch.methods["narrow"].implementation)


@declare("alias_copy", method=False)
def alias_copy(input: Tensor, *, out: object = None) -> Application:
    return same_shape("alias", input)


@declare("slice_copy", method=False)
def slice_copy(
    input: Tensor, dim: Axis = 0, start: Any = None, end: Any = None, step: Any = 1, *, out: object = None
) -> Answer:
    if input.shape is None or not -len(input.shape) <= dim < len(input.shape):
        return Undetermined("a slice of a tensor of unknown rank")
    bounds = [bound if bound is None else as_size(bound) for bound in (start, end, step)]
    if any(not isinstance(bound, (int, Expression, type(None))) for bound in bounds):
        return Undetermined("a slice whose bounds are not known")
    whole = (SliceItem(),) * (dim % len(input.shape))
    return apply(Index((*whole, SliceItem(*bounds))), input)  # type: ignore[arg-type]


# Other layouts of the same elements; a sparse one has the shape of the dense one.
@declare_method(
    "to_sparse", "to_sparse_coo", "to_sparse_csr", "to_sparse_csc", "to_sparse_bsr", "to_sparse_bsc", "to_dense",
    "to_mkldnn", "coalesce", "sparse_mask",
)  # fmt: skip
def same_elements(self: Tensor, *settings: object, **options: Any) -> Application:
    return same_shape("to_sparse", self, dtype_of(options.get("dtype"), "promote"))


@declare("dequantize")
def dequantize(input: Tensor) -> Application:
    return same_shape("dequantize", input, "float32")


@declare("quantize_per_tensor", "quantize_per_channel", "quantize_per_tensor_dynamic", method=False)
def quantize(input: Tensor, *settings: object, **options: object) -> Application:
    return same_shape("quantize", input, None)


@declare("fake_quantize_per_tensor_affine", "fake_quantize_per_channel_affine", method=False)
def fake_quantize(input: Tensor, *settings: object, **options: object) -> Application:
    return same_shape("fake_quantize", input)


@declare_method("int_repr")
def int_repr(self: Tensor) -> Application:
    return same_shape("int_repr", self, None)


@declare_method("chalf")
def chalf(self: Tensor, memory_format: object = None) -> Application:
    return same_shape("to", self, None)


@declare_method("as_subclass", "module_load")
def as_subclass(self: Tensor, cls: object = None, assign: object = False) -> Tensor:
    return self


def declare_sparse(name: str, indices: int) -> None:
    """A constructor of `indices` index tensors, the values, and the size."""

    @declare(name, method=False)
    def sparse(*arguments: Any, **options: Any) -> Answer:
        given = options.get("size", arguments[indices + 1] if len(arguments) > indices + 1 else None)
        if given is None:
            return Undetermined("the size of a sparse tensor follows from its indices")
        values = options.get("values", arguments[indices] if len(arguments) > indices else None)
        own = values.type.dtype if isinstance(values, Tensor) else None
        sizes = as_sizes(given)
        if not isinstance(sizes, tuple):
            return Undetermined("the size of a sparse tensor is not known")
        return apply(Creation(name, sizes, dtype_of(options.get("dtype"), own)))


for sparse_name, index_count in (
    ("sparse_coo_tensor", 1), ("sparse_csr_tensor", 2), ("sparse_csc_tensor", 2), ("sparse_bsr_tensor", 2),
    ("sparse_bsc_tensor", 2), ("sparse_compressed_tensor", 2),
):  # fmt: skip
    declare_sparse(sparse_name, index_count)


@declare("smm", "hspmm", "sparse.mm")
def sparse_product(input: Tensor, mat: Tensor, *, out: object = None) -> Application:
    return apply(MatrixMultiply((2, 2)), input, mat)


@declare("sspaddmm", "sparse.addmm")
def sparse_sum(input: Tensor, mat1: Tensor, mat2: Tensor, *, beta: object = 1, alpha: object = 1) -> Application:
    return apply(AddProduct((2, 2)), input, mat1, mat2)


# The parts of a sparse tensor: their lengths are the number of its elements, which is not known.
@declare_method("indices", "values", "crow_indices", "col_indices", "ccol_indices", "row_indices")
def parts(self: Tensor) -> Undetermined:
    return Undetermined("the parts of a sparse tensor")


@declare_method(
    "dense_dim", "sparse_dim", "is_coalesced", "is_conj", "is_neg", "is_nonzero", "const_data_ptr", "dim_order",
    "q_per_channel_axis", "q_scale", "q_zero_point", "qscheme", "storage_type", "q_per_channel_scales",
    "q_per_channel_zero_points",
)  # fmt: skip
def held(self: Tensor, *arguments: object, **keywords: object) -> Unknown:
    return Unknown("how a tensor is held")


@declare("is_conj", "is_inference", "is_nonzero", "is_neg", "is_same_size", "is_signed", method=False)
def asked(input: Tensor, *others: object) -> Unknown:
    return Unknown("how a tensor is held")


@torch.attribute(
    "is_cpu", "is_ipu", "is_sparse_csr", "is_xla", "is_xpu", "is_vulkan", "retains_grad", "grad_dtype", "is_mkldnn",
    "is_nested", "output_nr",
)  # fmt: skip
def where_held(self: Tensor) -> Unknown:
    return Unknown("what depends on the machine or on the run", None, ("where it is held", self))


@torch.attribute("nbytes")
def nbytes(self: Tensor) -> object:
    size = BYTES.get(self.type.dtype or "")
    return Unknown("the bytes of a tensor") if self.shape is None or size is None else product(self.shape) * size


@declare_method("register_post_accumulate_grad_hook")
def hook(self: Tensor, hook: object) -> Unknown:
    return Unknown("a handle of a hook")


@declare_method("mtia")
def moved(self: Tensor, *arguments: object, **keywords: object) -> Application:
    return same_shape("to", self)


@declare_method("new_empty_strided")
def new_empty_strided(self: Tensor, size: Sizes, stride: object, **options: Any) -> Application:
    return apply(Creation("empty", size, dtype_of(options.get("dtype"), self.type.dtype)))


@declare("empty_permuted", method=False)
def empty_permuted(size: Sizes, physical_layout: object, **options: Any) -> Application:
    return apply(Creation("empty", size, dtype_of(options.get("dtype"), "float32")))


@declare("from_dlpack", "from_file", method=False)
def from_elsewhere(source: object, *arguments: object, **options: object) -> Undetermined:
    return Undetermined("a tensor of what is elsewhere")


@declare("frombuffer", method=False)
def frombuffer(
    buffer: object, *, dtype: Any, count: Any = -1, offset: object = 0, requires_grad: object = False
) -> Answer:
    known = sizes_of((count,)) if isinstance(count, int) and count > 0 else unknown_shape(1)
    return known if isinstance(known, Undetermined) else apply(Creation("frombuffer", known, dtype_of(dtype)))


# Sizes that a program traces: plain numbers here.
@declare("sym_int", "sym_float", "sym_ite", "sym_max", "sym_min", "sym_not", "sym_sum", method=False)
def symbolic_number(*arguments: object) -> Unknown:
    return Unknown("a number that is worked out when a program is traced")


@declare_method("sparse_resize_", "sparse_resize_and_clear_")
def resized(self: Tensor, *arguments: object) -> Undetermined:
    return Undetermined("a sparse tensor that is resized")


@declare("quantized_batch_norm", "quantized_max_pool1d", "quantized_max_pool2d", method=False)
def quantized_layer(input: Tensor, *arguments: object, **options: object) -> Undetermined:
    return Undetermined("a layer on quantized numbers")
