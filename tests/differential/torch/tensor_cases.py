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
