"""Calls of torch.* functions and tensor methods: for each name a way to draw its arguments, mostly such that fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from differential.harness import Given
from differential.torch.cases import Draw, mostly, shape
from hypothesis import strategies as st

Call = tuple[tuple[Any, ...], dict[str, Any]]
Case = Callable[[Draw], Call]
CASES: dict[str, Case] = {}
SIZES = st.integers(0, 4)


def case(*names: str) -> Callable[[Case], Case]:
    def register(body: Case) -> Case:
        for name in names:
            CASES[name] = body
        return body

    return register


def sizes(draw: Draw, least: int = 0, most: int = 4) -> tuple[int, ...]:
    """A shape, now and then with an empty axis."""
    found = shape(draw, least, most, 4)
    return tuple(mostly(draw, size, SIZES, 12) for size in found)


def axis(draw: Draw, rank: int) -> int:
    """An axis of a tensor of that rank, now and then one that it does not have."""
    bound = max(rank, 1)
    return int(mostly(draw, draw(st.integers(-bound, bound - 1)), st.integers(-bound - 2, bound + 1), 10))


def axes(draw: Draw, rank: int, least: int = 0) -> tuple[int, ...]:
    """Different axes, now and then with one that is wrong or repeated."""
    bound = max(rank, 1)
    found = draw(st.lists(st.integers(0, bound - 1), min_size=min(least, bound), max_size=bound, unique=True))
    found = [a - bound if draw(st.booleans()) else a for a in found]
    return tuple(mostly(draw, found, st.just([*found, draw(st.integers(-bound - 1, bound))]), 10))


def partner(draw: Draw, given: tuple[int, ...]) -> tuple[int, ...]:
    """A shape that broadcasts with the given one, now and then one that does not."""
    kept = given[draw(st.integers(0, len(given))) :]
    found = tuple(draw(st.sampled_from((size, size, 1))) for size in kept)
    return tuple(mostly(draw, size, st.integers(1, 4), 12) for size in found)


def methods(*names: str) -> tuple[str, ...]:
    """A function and the method of its name."""
    return tuple(form for name in names for form in (f"torch.{name}", f".{name}"))


# ------------------------------------------------------------------------------------------------------- shapes


@case(*methods("flatten"))
def flatten(draw: Draw) -> Call:
    given = sizes(draw)
    keywords = {n: axis(draw, len(given)) for n in ("start_dim", "end_dim") if draw(st.booleans())}
    return (Given(given),), keywords


def target(draw: Draw, given: tuple[int, ...]) -> tuple[int, ...]:
    """Another shape of as many elements, perhaps with a -1, now and then wrong."""
    total = 1
    for size in given:
        total *= size
    found: list[int] = []
    rest = total
    for _ in range(draw(st.integers(0, 3))):
        divisors = [d for d in range(1, rest + 1) if rest % d == 0] or [draw(st.integers(0, 3))]
        found.append(draw(st.sampled_from(divisors)))
        rest = rest // found[-1] if found[-1] else rest
    found.append(rest)
    found = list(draw(st.permutations(found)))
    if draw(st.booleans()):
        found[draw(st.integers(0, len(found) - 1))] = -1
    if draw(st.integers(1, 8)) == 8:
        found[draw(st.integers(0, len(found) - 1))] = draw(st.integers(-2, 5))
    return tuple(found)


@case("torch.reshape", ".reshape", ".view")
def reshape(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(given), target(draw, given)), {}


def spread_sizes(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(given), *target(draw, given)), {}


case(".reshape (sizes)", ".view (sizes)")(spread_sizes)


@case(".view_as", ".reshape_as")
def view_as(draw: Draw) -> Call:
    given = shape(draw)
    other = mostly(draw, tuple(draw(st.permutations(given))), st.just(shape(draw)))
    return (Given(given), Given(other)), {}


@case(*methods("unflatten"))
def unflatten(draw: Draw) -> Call:
    given = sizes(draw, 1)
    dim = axis(draw, len(given))
    size = given[dim] if -len(given) <= dim < len(given) else 4
    return (Given(given), dim, target(draw, (size,))), {}


@case(*methods("ravel"))
def alone(draw: Draw) -> Call:
    return (Given(sizes(draw)),), {}


@case(*methods("permute"))
def permute(draw: Draw) -> Call:
    given = sizes(draw)
    order = tuple(draw(st.permutations(range(len(given)))))
    order = tuple(a - len(given) if draw(st.booleans()) else a for a in order)
    return (Given(given), mostly(draw, order, st.just(axes(draw, 3)), 6)), {}


@case(*methods("transpose", "swapaxes", "swapdims"))
def transpose(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(given), axis(draw, len(given)), axis(draw, len(given))), {}


@case(*methods("t", "adjoint"))
def matrix(draw: Draw) -> Call:
    return (Given(sizes(draw, 2, mostly(draw, 2, st.just(4), 5))),), {}


@case(*methods("squeeze"))
def squeeze(draw: Draw) -> Call:
    given = tuple(draw(st.sampled_from((1, 2, 3))) for _ in range(draw(st.integers(0, 4))))
    kind = draw(st.integers(0, 2))
    dims = () if kind == 0 else (axis(draw, len(given)),) if kind == 1 else (axes(draw, len(given)),)
    return (Given(given), *dims), {}


@case(*methods("unsqueeze"))
def unsqueeze(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(given), axis(draw, len(given) + 1)), {}


@case(".expand", "torch.broadcast_to", ".broadcast_to")
def expand(draw: Draw) -> Call:
    whole = sizes(draw)
    given = partner(draw, whole)
    lead = len(whole) - len(given)
    wanted = tuple(-1 if a >= lead and draw(st.booleans()) else s for a, s in enumerate(whole))
    wanted = tuple(
        g if w == -1 and a >= lead else w for a, (w, g) in enumerate(zip(wanted, (0,) * lead + given, strict=True))
    )
    return (Given(given), mostly(draw, wanted, st.just((-1, *whole)), 8)), {}


@case(".expand_as")
def expand_as(draw: Draw) -> Call:
    whole = sizes(draw)
    return (Given(partner(draw, whole)), Given(whole)), {}


@case(".repeat", "torch.tile", ".tile")
def repeat(draw: Draw) -> Call:
    given = sizes(draw)
    count = mostly(draw, len(given) + draw(st.integers(0, 1)), st.integers(0, 5), 6)
    return (Given(given), tuple(draw(st.integers(0, 3)) for _ in range(count))), {}


@case(*methods("repeat_interleave"))
def repeat_interleave(draw: Draw) -> Call:
    given = sizes(draw, 1)
    keywords = {"dim": axis(draw, len(given))} if draw(st.booleans()) else {}
    return (Given(given), draw(st.integers(0, 3))), keywords


@case(*methods("movedim", "moveaxis"))
def movedim(draw: Draw) -> Call:
    given = sizes(draw)
    if draw(st.booleans()):
        return (Given(given), axis(draw, len(given)), axis(draw, len(given))), {}
    source = axes(draw, len(given))
    return (Given(given), source, tuple(draw(st.permutations(source)))), {}


@case(*methods("flip"))
def flip(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(given), axes(draw, len(given))), {}


@case(*methods("fliplr", "flipud"))
def flip_fixed(draw: Draw) -> Call:
    return (Given(sizes(draw)),), {}


@case(*methods("roll"))
def roll(draw: Draw) -> Call:
    given = sizes(draw)
    if draw(st.booleans()):
        return (Given(given), 1), {}
    return (Given(given), 1, axis(draw, len(given))), {}


@case(*methods("rot90"))
def rot90(draw: Draw) -> Call:
    given = sizes(draw, 2)
    dims = tuple(draw(st.permutations(range(len(given)))))[:2]
    return (Given(given), draw(st.integers(-1, 3)), dims), {}


@case("torch.atleast_1d", "torch.atleast_2d", "torch.atleast_3d")
def at_least(draw: Draw) -> Call:
    return (Given(sizes(draw)),), {}


@case(
    ".contiguous",
    ".clone",
    ".detach",
    "torch.clone",
    "torch.detach",
    ".float",
    ".half",
    ".long",
    ".int",
    ".bool",
    ".double",
    ".cpu",
)
def copied(draw: Draw) -> Call:
    return (Given(sizes(draw)),), {}


@case("torch.view_as_complex")
def complex_view(draw: Draw) -> Call:
    return (Given((*sizes(draw), mostly(draw, 2, st.just(3), 6))),), {}


@case("torch.view_as_real")
def real_view(draw: Draw) -> Call:
    return (Given(sizes(draw), "complex64"),), {}


# -------------------------------------------------------------------------------------------------- each element


@case(*methods("exp", "sqrt", "abs", "neg", "log", "isnan", "logical_not", "round", "sign", "reciprocal", "erf"))
def unary(draw: Draw) -> Call:
    return (Given(sizes(draw), draw(st.sampled_from(("float32", "int64", "float64")))),), {}


@case(*methods("add", "sub", "mul", "div", "maximum", "eq", "lt", "atan2", "fmax", "pow", "logical_and", "true_divide"))
def binary(draw: Draw) -> Call:
    given = sizes(draw)
    dtypes = st.sampled_from(("float32", "int64", "float64", "float16", "int32"))
    return (Given(given, draw(dtypes)), Given(partner(draw, given), draw(dtypes))), {}


@case(".add_", ".mul_", ".sub_", ".div_", ".copy_", ".pow_")
def in_place(draw: Draw) -> Call:
    given = sizes(draw)
    pair = (Given(given), Given(partner(draw, given)))
    return pair if draw(st.integers(0, 5)) else pair[::-1], {}


@case(*methods("lerp", "addcmul", "addcdiv"))
def ternary(draw: Draw) -> Call:
    given = sizes(draw)
    return tuple(Given(s) for s in draw(st.permutations((given, partner(draw, given), partner(draw, given))))), {}


@case("torch.where")
def where(draw: Draw) -> Call:
    given = sizes(draw)
    first = Given(partner(draw, given), "bool")
    return (first, Given(given), Given(partner(draw, given))), {}


@case(*methods("clamp"))
def clamp(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(given), draw(st.sampled_from((None, 0.5)))), {"max": 1.0}


@case(*methods("masked_fill"))
def masked_fill(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(given), Given(partner(draw, given), "bool"), 0.0), {}


@case(".masked_fill_")
def masked_fill_in_place(draw: Draw) -> Call:
    given = sizes(draw)
    pair = draw(st.sampled_from(((given, partner(draw, given)), (partner(draw, given), given))))
    return (Given(pair[0]), Given(pair[1], "bool"), 0.0), {}


@case(
    "torch.zeros_like", "torch.ones_like", "torch.rand_like", "torch.randn_like", "torch.empty_like", "torch.nan_to_num"
)
def like(draw: Draw) -> Call:
    return (Given(sizes(draw)),), {}


@case("torch.broadcast_tensors")
def broadcast_tensors(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(partner(draw, given)), Given(given), Given(partner(draw, given))), {}


# ------------------------------------------------------------------------------------------ joining and splitting


@case("torch.cat", "torch.concat", "torch.concatenate")
def cat(draw: Draw) -> Call:
    given = sizes(draw)
    dim = axis(draw, len(given))
    tensors = []
    for _ in range(draw(st.integers(0 if draw(st.integers(0, 9)) == 9 else 1, 3))):
        own = list(given)
        if -len(own) <= dim < len(own):
            own[dim] = draw(st.integers(0, 4))
        own = [mostly(draw, size, SIZES, 20) for size in own]
        tensors.append(Given(mostly(draw, tuple(own), st.sampled_from(((0,), (2,), ())), 10)))
    return (tensors, dim), {}


@case("torch.stack")
def stack(draw: Draw) -> Call:
    given = sizes(draw)
    tensors = [
        Given(mostly(draw, given, st.just(sizes(draw)), 10)) for _ in range(mostly(draw, 2, st.integers(0, 3), 5))
    ]
    return (tensors, axis(draw, len(given) + 1)), {}


@case("torch.hstack", "torch.vstack", "torch.dstack")
def numpy_stack(draw: Draw) -> Call:
    given = sizes(draw, 3)
    other = tuple(mostly(draw, size, SIZES, 12) for size in given)
    return ([Given(given), Given(other)],), {}


@case(*methods("split"))
def split(draw: Draw) -> Call:
    given = sizes(draw, 1)
    dim = axis(draw, len(given))
    size = given[dim] if -len(given) <= dim < len(given) else 3
    if draw(st.booleans()):
        return (Given(given), draw(st.integers(1, 5)), dim), {}
    cut = draw(st.integers(0, size))
    return (Given(given), mostly(draw, [cut, size - cut], st.just([cut, size]), 6), dim), {}


@case(*methods("chunk"))
def chunk(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(given), draw(st.integers(0, 6)), axis(draw, len(given))), {}


@case(*methods("tensor_split"))
def tensor_split(draw: Draw) -> Call:
    given = sizes(draw, 1)
    return (Given(given), draw(st.integers(1, 5)), axis(draw, len(given))), {}


@case(*methods("unbind"))
def unbind(draw: Draw) -> Call:
    given = sizes(draw)
    return (Given(given), axis(draw, len(given))), {}


@case("torch.meshgrid")
def meshgrid(draw: Draw) -> Call:
    tensors = [Given(sizes(draw, 0, mostly(draw, 1, st.just(2), 12))) for _ in range(draw(st.integers(1, 3)))]
    return tuple(tensors), {"indexing": draw(st.sampled_from(("ij", "xy")))}


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


@case("torch.nn.functional.embedding")
def embedding(draw: Draw) -> Call:
    return (Given(sizes(draw), "int64"), Given(mostly(draw, (4, 3), st.just((4,)), 6))), {}


@case("torch.nn.functional.scaled_dot_product_attention")
def attention(draw: Draw) -> Call:
    batch = shape(draw, 0, 2, 3)
    length, keys, features, out = (draw(st.integers(1, 4)) for _ in range(4))
    wrong = st.integers(1, 4)
    query = (*batch, length, features)
    key = (*batch, keys, mostly(draw, features, wrong))
    value = (*batch, mostly(draw, keys, wrong), out)
    mask = (mostly(draw, length, wrong), mostly(draw, keys, wrong))
    extra = (Given(mask),) if draw(st.booleans()) else ()
    return (Given(query), Given(key), Given(value), *extra), {}
