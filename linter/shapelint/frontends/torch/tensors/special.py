"""Special functions: https://docs.pytorch.org/docs/stable/special.html, and those of them that torch has as well."""

from __future__ import annotations

from shapelint.frontends.torch.tensors.declaring import apply, declare, declare_method, same_shape
from shapelint.frontends.torch.tensors.reduction import reduce
from shapelint.interpret.api.coercions import Axes, Axis, Operand
from shapelint.interpret.api.vocabulary import Application
from shapelint.ir import Tensor
from shapelint.ops.layout.permute import Softmax
from shapelint.ops.pointwise.elementwise import Elementwise

UNARY = (
    "airy_ai", "bessel_j0", "bessel_j1", "bessel_y0", "bessel_y1", "digamma", "entr", "erf", "erfc", "erfcx", "erfinv",
    "exp2", "expit", "expm1", "gammaln", "i0", "i0e", "i1", "i1e", "log1p", "log_ndtr", "modified_bessel_i0",
    "modified_bessel_i1", "modified_bessel_k0", "modified_bessel_k1", "ndtr", "ndtri", "psi",
    "scaled_modified_bessel_k0", "scaled_modified_bessel_k1", "sinc", "spherical_bessel_j0",
)  # fmt: skip
BINARY = (
    "chebyshev_polynomial_t", "chebyshev_polynomial_u", "chebyshev_polynomial_v", "chebyshev_polynomial_w", "gammainc",
    "gammaincc", "hermite_polynomial_h", "hermite_polynomial_he", "laguerre_polynomial_l", "legendre_polynomial_p",
    "shifted_chebyshev_polynomial_t", "shifted_chebyshev_polynomial_u", "shifted_chebyshev_polynomial_v",
    "shifted_chebyshev_polynomial_w", "xlog1py", "xlogy", "zeta",
)  # fmt: skip


def declare_unary(name: str) -> None:
    @declare(f"special.{name}", method=False)
    def unary(input: Tensor, *, out: object = None) -> Application:
        return same_shape(name, input, "float")


def declare_binary(name: str) -> None:
    @declare(f"special.{name}", method=False)
    def binary(input: Operand, other: Operand, *, out: object = None) -> Application:
        return apply(Elementwise(name, "float"), input, other)


for unary_name in UNARY:
    declare_unary(unary_name)
for binary_name in BINARY:
    declare_binary(binary_name)


@declare("special.logit", method=False)
def logit(input: Tensor, eps: object = None, *, out: object = None) -> Application:
    return same_shape("logit", input, "float")


@declare("special.round", method=False)
def round_(input: Tensor, *, decimals: object = 0, out: object = None) -> Application:
    return same_shape("round", input)


@declare("special.softmax", "special.log_softmax", method=False)
def softmax(input: Tensor, dim: Axis, *, dtype: object = None) -> Application:
    return apply(Softmax("softmax", (dim,), dtype=None), input)


@declare("special.logsumexp", method=False)
def logsumexp(input: Tensor, dim: Axes, keepdim: bool = False, *, out: object = None) -> Application:
    return reduce("logsumexp", input, dim, keepdim, "float")


@declare("special.multigammaln", "mvlgamma", in_place=True)
def multigammaln(input: Tensor, p: object, *, out: object = None) -> Application:
    return same_shape("multigammaln", input, "float")


@declare("special.polygamma", "polygamma", method=False)
def polygamma(n: object, input: Tensor, *, out: object = None) -> Application:
    return same_shape("polygamma", input, "float")


@declare_method("polygamma", "polygamma_")
def polygamma_method(self: Tensor, n: object) -> Application:
    return same_shape("polygamma", self, "float")


@declare("igammac")
@declare("igamma")
def igamma(input: Tensor, other: Operand, *, out: object = None) -> Application:
    return apply(Elementwise("igamma"), input, other)


@declare_method("igamma_", "igammac_")
def igamma_(self: Tensor, other: Operand) -> Application:
    return apply(Elementwise("igamma", in_place=True), self, other)
