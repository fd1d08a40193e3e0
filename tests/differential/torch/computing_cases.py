"""Calls that compute: reductions, products, selections and the making of tensors. `CASES` has those of `tensor_cases`
as well."""

from __future__ import annotations

from typing import Any

from differential.harness import Given
from differential.torch.cases import Draw, mostly, shape
from differential.torch.tensor_cases import CASES, SIZES, Call, Case, axes, axis, case, methods, partner, sizes
from hypothesis import strategies as st

__all__ = ["CASES"]

# ----------------------------------------------------------------------------------------------------- reductions


def reduction(several: bool) -> Case:
    def draw_case(draw: Draw) -> Call:
        given = shape(draw, 0, 4, 4)
        keywords: dict[str, Any] = {}
        if draw(st.integers(0, 3)):
            keywords["dim"] = axes(draw, len(given)) if several and draw(st.booleans()) else axis(draw, len(given))
            if draw(st.booleans()):
                keywords["keepdim"] = draw(st.booleans())
        return (Given(given),), keywords

    return draw_case


case(*methods("sum", "mean", "nansum", "std", "var", "all", "any", "amax", "amin"))(reduction(several=True))
case(*methods("argmax", "argmin", "max", "min", "median", "prod", "aminmax"))(reduction(several=False))
case(*methods("norm"), "torch.linalg.norm", "torch.std_mean", "torch.var_mean")(reduction(several=False))


def with_axis(*before: Any) -> Case:
    def draw_case(draw: Draw) -> Call:
        given = shape(draw, 0, 4, 4)
        return (Given(given), *before, axis(draw, len(given))), {}

    return draw_case


case(*methods("logsumexp", "mode", "cumsum", "cumprod", "cummax", "cummin", "logcumsumexp", "sort", "argsort"))(
    with_axis()
)
case(*methods("kthvalue"))(with_axis(1))
case(*methods("softmax", "log_softmax"))(with_axis())


@case(*methods("topk"))
def topk(draw: Draw) -> Call:
    given = shape(draw, 0, 4, 4)
    return (Given(given), draw(st.integers(0, 4)), axis(draw, len(given))), {}


@case(*methods("diff"))
def diff(draw: Draw) -> Call:
    given = sizes(draw, 1)
    return (Given(given), draw(st.integers(0, 3)), axis(draw, len(given))), {}


@case(*methods("trace"))
def trace(draw: Draw) -> Call:
    return (Given(sizes(draw, mostly(draw, 2, st.just(0), 5), 2)),), {}


# ------------------------------------------------------------------------------------------------------- products


@case(*methods("matmul"))
def matmul(draw: Draw) -> Call:
    inner = draw(st.integers(1, 4))
    batch = sizes(draw, 0, 2)
    first = mostly(draw, (*partner(draw, batch), draw(st.integers(1, 4)), inner), st.sampled_from(((inner,), ())), 4)
    second = mostly(
        draw, (*partner(draw, batch), inner, draw(st.integers(1, 4))), st.sampled_from(((inner,), (2, 3))), 4
    )
    return (Given(first), Given(second)), {}


def factors(first: int, second: int) -> Case:
    def draw_case(draw: Draw) -> Call:
        size, inner = draw(st.integers(1, 3)), draw(st.integers(1, 4))
        left = (size, draw(st.integers(1, 4)), inner)[3 - first :]
        right = (size, inner, draw(st.integers(1, 4)))[3 - second :] if second > 1 else (inner,)
        wrong = st.just(tuple(draw(st.integers(1, 4)) for _ in range(draw(st.integers(1, 3)))))
        return (Given(mostly(draw, left, wrong, 6)), Given(mostly(draw, right, wrong, 6))), {}

    return draw_case


case(*methods("mm"))(factors(2, 2))
case(*methods("bmm"))(factors(3, 3))
case(*methods("mv"))(factors(2, 1))
case(*methods("dot", "inner"))(factors(1, 1))
case(*methods("outer"))(factors(1, 1))


def added(first: int, second: int, *, summed: bool = False) -> Case:
    multiply = factors(first, second)

    def draw_case(draw: Draw) -> Call:
        (left, right), _ = multiply(draw)
        result = (*left.shape[:-1], *right.shape[-1:])[int(summed) :] if second > 1 else left.shape[:-1]
        return (Given(partner(draw, result)), left, right), {}

    return draw_case


case(*methods("addmm"))(added(2, 2))
case(*methods("baddbmm"))(added(3, 3))
case(*methods("addbmm"))(added(3, 3, summed=True))
case(*methods("addmv"))(added(2, 1))


@case("torch.einsum")
def einsum(draw: Draw) -> Call:
    letters = draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True))
    size = {label: draw(st.integers(1, 4)) for label in letters}
    terms, tensors = [], []
    batch = sizes(draw, 0, 2)
    for _ in range(draw(st.integers(1, 3))):
        own = "".join(draw(st.lists(st.sampled_from(letters), max_size=3)))
        dots = draw(st.booleans())
        place = draw(st.integers(0, len(own))) if dots else 0
        own_sizes = [mostly(draw, size[label], st.integers(1, 4), 12) for label in own]
        shaped = (*own_sizes[:place], *(partner(draw, batch) if dots else ()), *own_sizes[place:])
        terms.append(f"{own[:place]}...{own[place:]}" if dots else own)
        tensors.append(Given(mostly(draw, shaped, st.just((*shaped, 2)), 12)))
    equation = ",".join(terms)
    if draw(st.booleans()):
        used = sorted({label for term in terms for label in term if label != "."})
        kept = "".join(label for label in used if draw(st.booleans()))
        equation += "->" + ("..." if draw(st.booleans()) else "") + kept
    return (equation, *tensors), {}


@case("torch.tensordot")
def tensordot(draw: Draw) -> Call:
    first, second = sizes(draw, 0, 3), sizes(draw, 0, 3)
    count = draw(st.integers(0, min(len(first), len(second))))
    if count:
        second = (*first[len(first) - count :], *second[count:])
    second = tuple(mostly(draw, size, SIZES, 12) for size in second)
    return (Given(first), Given(second), count), {}


@case("torch.cdist")
def cdist(draw: Draw) -> Call:
    batch, features = sizes(draw, 0, 2), draw(st.integers(1, 3))
    other = mostly(draw, features, st.integers(1, 3), 5)
    first, second = (*partner(draw, batch), 3, features), (*partner(draw, batch), 2, other)
    return (Given(first), Given(mostly(draw, second, st.just((3,)), 8))), {}


# ------------------------------------------------------------------------------------------------------ selection


@case(*methods("gather"))
def gather(draw: Draw) -> Call:
    given = shape(draw, 0, 3, 4)
    dim = axis(draw, len(given))
    return (Given(given), dim, Given(index_for(draw, given, dim), "int64")), {}


def index_for(draw: Draw, given: tuple[int, ...], dim: int) -> tuple[int, ...]:
    """The shape of an index into the given one."""
    found = tuple(
        draw(st.integers(1, 5)) if a == dim % max(len(given), 1) else draw(st.integers(1, size))
        for a, size in enumerate(given)
    )
    found = tuple(mostly(draw, size, st.integers(0, 5), 12) for size in found)
    return mostly(draw, found, st.just((*found, 2)), 10)


@case(*methods("scatter_add", "scatter"), ".scatter_")
def scatter(draw: Draw) -> Call:
    given = shape(draw, 0, 3, 4)
    dim = axis(draw, len(given))
    index = index_for(draw, given, dim)
    source = tuple(size + draw(st.integers(0, 1)) for size in index)
    source = tuple(mostly(draw, size, st.integers(1, 3), 12) for size in source)
    return (Given(given), dim, Given(index, "int64"), Given(source)), {}


@case(*methods("index_select"))
def index_select(draw: Draw) -> Call:
    given = shape(draw, 1, 3, 4)
    return (Given(given), axis(draw, len(given)), Given(sizes(draw, 0, mostly(draw, 1, st.just(2), 6)), "int64")), {}


@case(*methods("select"))
def select(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(given), axis(draw, len(given)), draw(st.integers(-4, 4))), {}


@case(*methods("narrow"))
def narrow(draw: Draw) -> Call:
    given = shape(draw, 0, 3, 5)
    return (Given(given), axis(draw, len(given)), draw(st.integers(-2, 3)), draw(st.integers(0, 3))), {}


@case(*methods("diagonal"))
def diagonal(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(given), draw(st.integers(-3, 3)), axis(draw, len(given)), axis(draw, len(given))), {}


@case(*methods("diag"))
def diag(draw: Draw) -> Call:
    return (Given(sizes(draw, 1, mostly(draw, 2, st.just(3), 6))), draw(st.integers(-2, 2))), {}


@case(*methods("diag_embed"))
def diag_embed(draw: Draw) -> Call:
    return (Given(sizes(draw, 1, 3)), draw(st.integers(-2, 2))), {}


@case(*methods("tril", "triu"))
def triangle(draw: Draw) -> Call:
    return (Given(sizes(draw)),), {}


@case(".unfold")
def unfold(draw: Draw) -> Call:
    given = shape(draw, 1, 3, 5)
    return (Given(given), axis(draw, len(given)), draw(st.integers(1, 4)), draw(st.integers(1, 3))), {}


@case(*methods("take"))
def take(draw: Draw) -> Call:
    return (Given(shape(draw)), Given(sizes(draw), "int64")), {}


@case(*methods("take_along_dim"))
def take_along_dim(draw: Draw) -> Call:
    given = shape(draw, 1, 3, 4)
    dim = axis(draw, len(given))
    other = tuple(mostly(draw, size, st.integers(1, 3), 8) for size in given)
    return (Given(given), Given(other, "int64"), dim), {}


@case("torch.linalg.cross")
def cross(draw: Draw) -> Call:
    given = (*sizes(draw, 0, 2), mostly(draw, 3, st.just(2), 6))
    return (Given(given), Given((*partner(draw, given[:-1]), given[-1]))), {}


# -------------------------------------------------------------------------------------------------------- making


def sized_arguments(draw: Draw) -> tuple[Any, ...]:
    wanted = tuple(mostly(draw, size, st.just(-1), 15) for size in sizes(draw))
    return wanted if draw(st.booleans()) and wanted else (wanted,)


@case("torch.randn", "torch.rand", "torch.zeros", "torch.ones", "torch.empty")
def sized(draw: Draw) -> Call:
    return sized_arguments(draw), draw(st.sampled_from(({}, {"dtype": None}, {"requires_grad": False})))


@case(".new_zeros", ".new_ones", ".new_empty")
def new_sized(draw: Draw) -> Call:
    return (Given((2,)), *sized_arguments(draw)), {}


@case("torch.full")
def full(draw: Draw) -> Call:
    return (sizes(draw), draw(st.sampled_from((1, 1.0, True)))), {}


@case("torch.arange")
def arange(draw: Draw) -> Call:
    start, step = draw(st.integers(-3, 3)), draw(st.sampled_from((1, 2, 0.5)))
    end = start + draw(st.integers(0, 7))
    return draw(st.sampled_from((((end - start,), {}), ((start, end), {}), ((start, end, step), {}))))


@case("torch.linspace", "torch.logspace")
def linspace(draw: Draw) -> Call:
    return (0, 1, draw(st.integers(0, 5))), {}


@case("torch.eye")
def eye(draw: Draw) -> Call:
    return tuple(draw(st.lists(st.integers(0, 4), min_size=1, max_size=2))), {}


@case("torch.randint")
def randint(draw: Draw) -> Call:
    given = sizes(draw)
    return draw(st.sampled_from((((5, given), {}), ((0, 5, given), {}), ((5,), {"size": given}))))


@case("torch.randperm", "torch.hann_window")
def randperm(draw: Draw) -> Call:
    return (draw(st.integers(0, 5)),), {}


@case("torch.tensor", "torch.as_tensor", "torch.FloatTensor")
def tensor(draw: Draw) -> Call:
    def nest(rank: tuple[int, ...]) -> Any:
        return draw(st.sampled_from((1.5, 2.5))) if not rank else [nest(rank[1:]) for _ in range(rank[0])]

    return (nest(shape(draw, 1, 3, 3)),), {}
