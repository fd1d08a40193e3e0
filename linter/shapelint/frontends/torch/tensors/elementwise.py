"""Arithmetic, comparisons and other functions of each element:
https://docs.pytorch.org/docs/stable/torch.html#pointwise-ops."""

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
from shapelint.frontends.torch.vocabulary import torch
from shapelint.interpret.api.coercions import Operand, Sizes
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.layout.creation import Creation
from shapelint.ops.pointwise.elementwise import Elementwise

# Functions of the input alone, by the type of their result. All are methods as well, and have an in-place form.
UNARY = {
    "promote": (
        "abs", "absolute", "ceil", "floor", "round", "trunc", "fix", "neg", "negative", "positive", "sign",
        "sgn", "square",
        "conj", "conj_physical", "resolve_conj", "resolve_neg", "bitwise_not",
    ),
    "float": (
        "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt", "rsqrt", "sin", "cos", "tan", "sinh", "cosh",
        "asin", "acos", "atan", "asinh", "acosh", "atanh", "arcsin", "arccos", "arctan", "arcsinh", "arccosh",
        "arctanh",
        "erf", "erfc", "erfinv", "lgamma", "digamma", "reciprocal", "frac", "sinc", "deg2rad", "rad2deg", "i0",
    ),
    "bool": ("isnan", "isinf", "isfinite", "isreal", "isposinf", "isneginf", "logical_not", "signbit"),
}  # fmt: skip

# Functions of two broadcast operands, with the same three kinds of results.
BINARY = {
    "promote": (
        "maximum", "minimum", "fmax", "fmin", "fmod", "remainder", "floor_divide", "bitwise_and", "bitwise_or",
        "bitwise_xor", "bitwise_left_shift", "bitwise_right_shift", "gcd", "lcm", "heaviside", "hypot", "nextafter",
    ),
    "float": ("true_divide", "atan2", "arctan2", "xlogy", "logaddexp", "logaddexp2", "copysign", "float_power"),
    "bool": (
        "eq", "ne", "lt", "le", "gt", "ge", "not_equal", "less", "less_equal", "greater", "greater_equal",
        "logical_and",
        "logical_or", "logical_xor",
    ),
}  # fmt: skip


def declare_unary(name: str, dtype: str) -> None:
    @declare(name, in_place=True)
    def unary(input: Tensor, *, decimals: Any = 0, out: object = None) -> Application:
        return same_shape(name if decimals == 0 else f"{name} to decimals", input, dtype)


def declare_binary(name: str, dtype: str) -> None:
    @declare(name)
    def binary(input: Operand, other: Operand, *, out: object = None) -> Application:
        return apply(Elementwise(name, dtype), input, other)

    @declare_method(f"{name}_")
    def in_place(self: Tensor, other: Operand) -> Application:
        return apply(Elementwise(name, in_place=True), self, other)


def declare_scaled(name: str, *aliases: str) -> None:
    @declare(name, *aliases)
    def scaled(input: Operand, other: Operand, *, alpha: Any = 1, out: object = None) -> Application:
        return apply(Elementwise(name if alpha == 1 else f"scaled {name}"), input, other)

    @declare_method(*(f"{n}_" for n in (name, *aliases)))
    def in_place(self: Tensor, other: Operand, *, alpha: object = 1) -> Application:
        return apply(Elementwise(name, in_place=True), self, other)


for kind, unary_names in UNARY.items():
    for unary_name in unary_names:
        declare_unary(unary_name, kind)
for kind, binary_names in BINARY.items():
    for binary_name in binary_names:
        declare_binary(binary_name, kind)
for first, *others in (("add",), ("sub", "subtract"), ("rsub",), ("mul", "multiply")):
    declare_scaled(first, *others)


@declare("div", "divide")
def div(input: Operand, other: Operand, *, rounding_mode: Any = None, out: object = None) -> Application:
    return apply(Elementwise("div", "float" if rounding_mode is None else "promote"), input, other)


@declare_method("div_", "divide_")
def div_(self: Tensor, other: Operand, *, rounding_mode: object = None) -> Application:
    return apply(Elementwise("div", in_place=True), self, other)


@declare("pow")
def power(input: Operand, exponent: Operand, *, out: object = None) -> Application:
    return apply(Elementwise("pow"), input, exponent)


@declare_method("pow_")
def power_(self: Tensor, exponent: Operand) -> Application:
    return apply(Elementwise("pow", in_place=True), self, exponent)


@declare("clamp", "clip")
def clamp(input: Tensor, min: Operand | None = None, max: Operand | None = None, *, out: object = None) -> Application:
    return apply(Elementwise("clamp"), input, *(bound for bound in (min, max) if bound is not None))


@declare_method("clamp_", "clip_")
def clamp_(self: Tensor, min: Operand | None = None, max: Operand | None = None) -> Application:
    return apply(Elementwise("clamp", in_place=True), self, *(bound for bound in (min, max) if bound is not None))


@declare("clamp_min", in_place=True)
def clamp_min(input: Tensor, min: Operand) -> Application:
    return apply(Elementwise("clamp"), input, min)


@declare("clamp_max", in_place=True)
def clamp_max(input: Tensor, max: Operand) -> Application:
    return apply(Elementwise("clamp"), input, max)


@declare("lerp")
def lerp(input: Tensor, end: Tensor, weight: Operand, *, out: object = None) -> Application:
    return apply(Elementwise("lerp"), input, end, weight)


@declare_method("lerp_")
def lerp_(self: Tensor, end: Tensor, weight: Operand) -> Application:
    return apply(Elementwise("lerp", in_place=True), self, end, weight)


def declare_ternary(name: str) -> None:
    @declare(name)
    def ternary(
        input: Tensor, tensor1: Operand, tensor2: Operand, *, value: object = 1, out: object = None
    ) -> Application:
        return apply(Elementwise(name), input, tensor1, tensor2)

    @declare_method(f"{name}_")
    def in_place(self: Tensor, tensor1: Operand, tensor2: Operand, *, value: object = 1) -> Application:
        return apply(Elementwise(name, in_place=True), self, tensor1, tensor2)


declare_ternary("addcmul")
declare_ternary("addcdiv")


@declare("where")
def where(
    condition: Tensor, input: Operand | None = None, other: Operand | None = None, *, out: object = None
) -> Answer:
    if input is None or other is None:
        return Undetermined("the positions where a condition holds")
    return apply(Elementwise("where", values=1), condition, input, other)


@declare_method("where")
def where_method(self: Tensor, condition: Tensor, other: Operand) -> Application:
    return apply(Elementwise("where", values=1), condition, self, other)


@declare("masked_fill")
def masked_fill(input: Tensor, mask: Tensor, value: object) -> Application:
    return apply(Elementwise("masked_fill", dtype=input.type.dtype), input, mask)


@declare_method("masked_fill_")
def masked_fill_(self: Tensor, mask: Tensor, value: object = None) -> Application:
    return apply(Elementwise("masked_fill", in_place=True), self, mask)


@declare_method("masked_scatter_")
def masked_scatter_(self: Tensor, mask: Tensor, source: Tensor) -> Application:
    return apply(Elementwise("masked_fill", in_place=True), self, mask)


@declare("masked_scatter")
def masked_scatter(input: Tensor, mask: Tensor, source: Tensor) -> Application:
    return apply(Elementwise("masked_scatter", dtype=input.type.dtype), input, mask)


@declare("nan_to_num", in_place=True)
def nan_to_num(
    input: Tensor, nan: object = 0.0, posinf: object = None, neginf: object = None, *, out: object = None
) -> Application:
    return same_shape("nan_to_num", input)


@declare("logit", in_place=True)
def logit(input: Tensor, eps: object = None, *, out: object = None) -> Application:
    return same_shape("logit", input)


@declare("isclose")
def isclose(
    input: Tensor, other: Tensor, rtol: object = 1e-05, atol: object = 1e-08, equal_nan: object = False
) -> Application:
    return apply(Elementwise("isclose", "bool"), input, other)


@declare("isin", method=False)
def isin(
    elements: Operand, test_elements: object, *, assume_unique: object = False, invert: object = False
) -> Application:
    return same_shape("isin", elements, "bool")


@declare("bernoulli")
def bernoulli(input: Tensor, p: object = None, *, generator: object = None, out: object = None) -> Application:
    return same_shape("bernoulli", input)


@declare("poisson", method=False)
def poisson(input: Tensor, generator: object = None) -> Application:
    return same_shape("poisson", input)


@declare("imag")
@declare("real")
def real(input: Tensor) -> Application:
    return same_shape("real", input, {"complex64": "float32", "complex128": "float64"}.get(input.type.dtype or ""))


@declare("angle")
def angle(input: Tensor, *, out: object = None) -> Application:
    return same_shape("angle", input, None)


@declare("polar", method=False)
@declare("complex", method=False)
def complex_(real: Tensor, imag: Tensor, *, out: object = None) -> Application:
    return apply(Elementwise("complex", "complex64"), real, imag)


@torch.attribute("real", "imag")
def real_part(self: Tensor) -> Application:
    return real(self)


@torch.attribute("data")
def data(self: Tensor) -> Application:
    return same_shape("detach", self)


# Conversions that name the element type of the result.
CONVERSIONS = {
    "float": "float32", "double": "float64", "half": "float16", "bfloat16": "bfloat16", "long": "int64", "int": "int32",
    "short": "int16", "char": "int8", "byte": "uint8", "bool": "bool", "cfloat": "complex64", "cdouble": "complex128",
}  # fmt: skip


def declare_conversion(name: str, dtype: str) -> None:
    @declare_method(name)
    def convert(self: Tensor, memory_format: object = None) -> Application:
        return same_shape("to", self, dtype)


for conversion_name, conversion_dtype in CONVERSIONS.items():
    declare_conversion(conversion_name, conversion_dtype)


@declare_method("to")
def to(self: Tensor, *arguments: Any, **keywords: Any) -> Application:
    for value in (*arguments, *keywords.values()):
        if isinstance(value, Tensor):
            return same_shape("to", self, value.type.dtype)
        if (dtype := dtype_of(value)) is not None:
            return same_shape("to", self, dtype)
    sure = all(value is None or isinstance(value, (str, bool)) for value in arguments[:2])
    return same_shape("to", self, "promote" if sure or len(arguments) < 2 else None)


@declare_method("cuda", "cpu", "xpu", "mps", "share_memory_", "ipu")
def move(
    self: Tensor, device: object = None, non_blocking: object = False, memory_format: object = None
) -> Application:
    return same_shape("to", self)


@declare_method("type")
def type_(self: Tensor, dtype: Any = None, non_blocking: object = False) -> object:
    if dtype is None:
        return Undetermined("the name of a tensor's type")
    return same_shape("to", self, dtype_of(dtype))


@declare_method("type_as")
def type_as(self: Tensor, other: Tensor) -> Application:
    return same_shape("to", self, other.type.dtype)


@declare_method("copy_")
def copy_(self: Tensor, src: Tensor, non_blocking: object = False) -> Application:
    return apply(Elementwise("copy", in_place=True), self, src)


@declare_method("set_")
def set_(self: Tensor, source: Any = None, *arguments: Any, **keywords: object) -> object:
    return source if isinstance(source, Tensor) and not arguments else Undetermined("a tensor over another storage")


@declare_method("resize_")
def resize_(self: Tensor, *sizes: Any, memory_format: object = None) -> Application | Undetermined:
    shape = sizes_of(sizes)
    return shape if isinstance(shape, Undetermined) else apply(Creation("resize", shape, self.type.dtype))


@declare_method("resize_as_")
def resize_as_(self: Tensor, the_template: Tensor, memory_format: object = None) -> Application:
    return apply(Creation("resize", the_template.shape, self.type.dtype))


@declare_method("as_strided_")
def as_strided_(self: Tensor, size: Sizes, stride: object, storage_offset: object = None) -> Application:
    return apply(Creation("as_strided", size, self.type.dtype))


# In-place methods that fill or change the tensor whatever their arguments are.
FILLING = (
    "zero_", "fill_", "normal_", "uniform_", "random_", "exponential_", "geometric_", "log_normal_", "cauchy_",
    "bernoulli_", "fill_diagonal_", "apply_", "map_", "zero",
)  # fmt: skip


@declare_method(*FILLING)
def fill(self: Tensor, *arguments: object, **keywords: object) -> Tensor:
    return self


torch.setters["requires_grad_"] = ("requires_grad", True)


@declare_method("backward", "retain_grad", "register_hook", "remove_hook", "record_stream")
def nothing(self: Tensor, *arguments: object, **keywords: object) -> None:
    return None
