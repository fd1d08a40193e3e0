"""Random constructions and inputs for each family of layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from differential.keras.cases import Case, Layered, Ranked
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
batches = st.sampled_from([None, None, 2, 3])
formats = st.sampled_from([None, "channels_last", "channels_first"])
flags = st.booleans()


def sizes(rank: int, low: int = 1, high: int = 3) -> st.SearchStrategy[Any]:
    """One number for all spatial axes, or one for each."""
    one = st.integers(low, high)
    return st.one_of(one, st.tuples(*[one] * rank))


def rarely(draw: Draw, usual: Any, unusual: Any) -> Any:
    return draw(unusual) if draw(st.integers(0, 7)) == 0 else draw(usual)


def some(draw: Draw, options: dict[str, st.SearchStrategy[Any]]) -> dict[str, Any]:
    """A random part of the keywords."""
    return {name: draw(strategy) for name, strategy in options.items() if draw(flags)}


def image(draw: Draw, rank: int, channels: st.SearchStrategy[int], low: int = 1, high: int = 9) -> Ranked:
    """A batch of images whose channels stand at either end, now and then of a wrong rank."""
    rank = rarely(draw, st.just(rank), st.integers(0, 4))
    spatial = [draw(st.integers(low, high)) for _ in range(rank)]
    many = draw(channels)
    inner = [*spatial, many] if draw(flags) else [many, *spatial]
    return Ranked((draw(batches), *inner))


def tensor(draw: Draw, low: int = 2, high: int = 4, dtype: str = "float32") -> Ranked:
    rank = draw(st.integers(low, high))
    return Ranked((draw(batches), *[draw(st.integers(1, 6)) for _ in range(rank - 1)]), dtype)


def convolutions(rank: int) -> st.SearchStrategy[Case]:
    @st.composite
    def case(draw: Draw) -> Case:
        groups = draw(st.sampled_from([1, 1, 1, 2, 3]))
        keywords = {
            "filters": rarely(draw, st.sampled_from([2, 4, 6, 3]), st.integers(-1, 0)),
            "kernel_size": rarely(draw, sizes(rank, 1, 4), st.just(0)),
            **some(draw, {
                "strides": sizes(rank), "dilation_rate": sizes(rank, 1, 2), "data_format": formats, "use_bias": flags,
                "padding": st.sampled_from(["valid", "same", "SAME", "causal", "full"]),
            }),
        }  # fmt: skip
        if groups > 1:
            keywords["groups"] = groups
        return Case(keywords, (image(draw, rank, st.sampled_from([2, 4, 6, 3])),))

    return case()


def transposed(rank: int) -> st.SearchStrategy[Case]:
    @st.composite
    def case(draw: Draw) -> Case:
        keywords = {
            "filters": rarely(draw, st.sampled_from([2, 4, 6, 3]), st.integers(-1, 0)),
            "kernel_size": draw(sizes(rank, 1, 4)),
            **some(draw, {
                "strides": sizes(rank), "dilation_rate": sizes(rank, 1, 2), "data_format": formats, "use_bias": flags,
                "padding": st.sampled_from(["valid", "same", "Same", "causal"]),
                "output_padding": st.one_of(st.none(), sizes(rank, 0, 2)),
            }),
        }  # fmt: skip
        return Case(keywords, (image(draw, rank, st.integers(1, 4)),))

    return case()


def depthwise(rank: int, separable: bool) -> st.SearchStrategy[Case]:
    @st.composite
    def case(draw: Draw) -> Case:
        keywords = {
            "kernel_size": draw(sizes(rank, 1, 4)),
            **some(draw, {
                "strides": sizes(rank), "dilation_rate": sizes(rank, 1, 2), "data_format": formats, "use_bias": flags,
                "padding": st.sampled_from(["valid", "same", "VALID"]), "depth_multiplier": st.integers(0, 3),
            }),
        }  # fmt: skip
        if separable:
            keywords["filters"] = rarely(draw, st.integers(1, 5), st.just(0))
        return Case(keywords, (image(draw, rank, st.integers(1, 4)),))

    return case()


def poolings(rank: int) -> st.SearchStrategy[Case]:
    @st.composite
    def case(draw: Draw) -> Case:
        keywords = {
            "pool_size": rarely(draw, sizes(rank, 1, 4), st.just(0)),
            **some(draw, {
                "strides": st.one_of(st.none(), sizes(rank)), "data_format": formats,
                "padding": st.sampled_from(["valid", "same"]),
            }),
        }  # fmt: skip
        return Case(keywords, (image(draw, rank, st.integers(1, 4)),))

    return case()


def adaptive(rank: int) -> st.SearchStrategy[Case]:
    @st.composite
    def case(draw: Draw) -> Case:
        keywords = {"output_size": draw(sizes(rank, 1, 4)), **some(draw, {"data_format": formats})}
        inner = [draw(st.integers(4, 9)) for _ in range(rank + 1)]
        return Case(keywords, (Ranked((draw(batches), *inner)),))

    return case()


def on_images(rank: int, **options: st.SearchStrategy[Any]) -> st.SearchStrategy[Case]:
    """A layer with the given options on images."""

    @st.composite
    def case(draw: Draw) -> Case:
        return Case(some(draw, options), (image(draw, rank, st.integers(1, 6)),))

    return case()


def on_tensors(
    low: int = 2, high: int = 4, required: dict[str, st.SearchStrategy[Any]] | None = None,
    **options: st.SearchStrategy[Any],
) -> st.SearchStrategy[Case]:  # fmt: skip
    """A layer with the given options on tensors of any rank from `low` to `high`."""

    @st.composite
    def case(draw: Draw) -> Case:
        keywords = {name: draw(strategy) for name, strategy in (required or {}).items()}
        return Case({**keywords, **some(draw, options)}, (tensor(draw, low, high),))

    return case()


def padded(rank: int, name: str, formatted: bool = True) -> st.SearchStrategy[Case]:
    """ZeroPadding and Cropping: an int, one for each axis, or a pair for each."""
    one = st.integers(0, 3)
    each = st.one_of(st.tuples(one, one)) if rank == 1 else st.tuples(*[st.one_of(one, st.tuples(one, one))] * rank)
    amount = st.one_of(one, each, st.just(-1))
    options = {name: amount, **({"data_format": formats} if formatted else {})}
    return on_images(rank, **options)


@st.composite
def merged(draw: Draw) -> Case:
    """A few tensors that differ here and there."""
    base = [draw(st.integers(1, 5)) for _ in range(draw(st.integers(1, 3)))]
    batch = draw(batches)
    tensors = []
    for _ in range(draw(st.integers(1, 3))):
        inner = [rarely(draw, st.just(size), st.integers(1, 5)) for size in base]
        inner = inner[draw(st.integers(0, 1)) * (draw(st.integers(0, 4)) == 0) :]
        tensors.append(Ranked((rarely(draw, st.just(batch), batches), *inner)))
    return Case({}, (tensors,))


@st.composite
def concatenated(draw: Draw) -> Case:
    base = draw(merged())
    return Case(some(draw, {"axis": st.integers(-4, 4)}), base.inputs)


@st.composite
def dotted(draw: Draw) -> Case:
    batch = draw(batches)
    common = draw(st.integers(1, 4))
    tensors = []
    for _ in range(2):
        inner = [draw(st.sampled_from([common, common, 2])) for _ in range(draw(st.integers(1, 3)))]
        tensors.append(Ranked((batch, *inner)))
    axis = st.one_of(st.integers(-3, -1), st.integers(1, 3))
    return Case({"axes": draw(st.one_of(axis, st.tuples(axis, axis)))}, (tensors,))


def recurrent(**options: st.SearchStrategy[Any]) -> st.SearchStrategy[Case]:
    @st.composite
    def case(draw: Draw) -> Case:
        keywords = {
            "units": rarely(draw, st.integers(1, 5), st.just(0)),
            **some(draw, {"use_bias": flags, "return_sequences": flags, "return_state": flags, **options}),
        }
        rank = rarely(draw, st.just(3), st.integers(2, 4))
        return Case(keywords, (Ranked((draw(batches), *[draw(st.integers(1, 5)) for _ in range(rank - 1)])),))

    return case()


@st.composite
def cells(draw: Draw) -> Layered:
    name = draw(st.sampled_from(["SimpleRNNCell", "GRUCell", "LSTMCell"]))
    return Layered(f"keras.layers.{name}", (draw(st.integers(1, 4)),), some(draw, {"use_bias": flags}))


@st.composite
def run_cells(draw: Draw) -> Case:
    cell = draw(st.one_of(cells(), st.lists(cells(), min_size=1, max_size=3)))
    keywords = {"cell": cell, **some(draw, {"return_sequences": flags})}
    return Case(keywords, (Ranked((draw(batches), draw(st.integers(1, 4)), draw(st.integers(1, 4)))),))


def convolutional_recurrent(rank: int) -> st.SearchStrategy[Case]:
    @st.composite
    def case(draw: Draw) -> Case:
        keywords = {
            "filters": draw(st.integers(1, 4)),
            "kernel_size": draw(sizes(rank)),
            **some(draw, {
                "padding": st.sampled_from(["valid", "same"]), "data_format": formats, "use_bias": flags,
                "return_sequences": flags, "return_state": flags,
            }),
        }  # fmt: skip
        return Case(keywords, (Ranked((draw(batches), *[draw(st.integers(1, 6)) for _ in range(rank + 2)])),))

    return case()


@st.composite
def both_directions(draw: Draw) -> Case:
    name = draw(st.sampled_from(["SimpleRNN", "GRU", "LSTM"]))
    inner = Layered(
        f"keras.layers.{name}",
        (draw(st.integers(1, 4)),),
        some(draw, {"return_sequences": flags, "return_state": flags, "use_bias": flags}),
    )
    merge = st.sampled_from(["concat", "sum", "mul", "ave", None, "mean"])
    keywords = {"layer": inner, **some(draw, {"merge_mode": merge})}
    return Case(keywords, (Ranked((draw(batches), draw(st.integers(1, 4)), draw(st.integers(1, 4)))),))


@st.composite
def each_step(draw: Draw) -> Case:
    dense = Layered("keras.layers.Dense", (draw(st.integers(1, 4)),))
    convolution = Layered("keras.layers.Conv2D", (draw(st.integers(1, 4)), 2))
    normalization = Layered("keras.layers.BatchNormalization")
    pool = Layered("keras.layers.MaxPooling2D")
    flat = Layered("keras.layers.Flatten")
    inner = draw(st.sampled_from([dense, convolution, normalization, pool, flat]))
    return Case({"layer": inner}, (tensor(draw, 2, 5),))


@st.composite
def spectral(draw: Draw) -> Case:
    dense = Layered("keras.layers.Dense", (draw(st.integers(1, 4)),))
    convolution = Layered("keras.layers.Conv2D", (draw(st.integers(1, 4)), 2))
    return Case({"layer": draw(st.sampled_from([dense, convolution]))}, (tensor(draw, 2, 4),))


@st.composite
def multi_head(draw: Draw) -> Case:
    keywords = {
        "num_heads": rarely(draw, st.integers(1, 3), st.just(0)),
        "key_dim": draw(st.integers(1, 4)),
        **some(draw, {
            "value_dim": st.integers(1, 4), "use_bias": flags, "use_gate": flags, "output_shape": st.integers(1, 5),
        }),
    }  # fmt: skip
    batch, rank = draw(batches), draw(st.sampled_from([3, 3, 4]))
    query = Ranked((batch, *[draw(st.integers(1, 4)) for _ in range(rank - 1)]))
    steps = [draw(st.integers(1, 4)) for _ in range(rank - 2)]
    value = Ranked((batch, *steps, draw(st.integers(1, 4))))
    others: tuple[Ranked, ...] = ()
    if draw(flags):
        others = (
            Ranked((batch, *[rarely(draw, st.just(s), st.integers(1, 4)) for s in steps], draw(st.integers(1, 4)))),
        )
    return Case(keywords, (query, value, *others))


@st.composite
def grouped_query(draw: Draw) -> Case:
    keywords = {
        "head_dim": draw(st.integers(1, 4)),
        "num_query_heads": draw(st.sampled_from([2, 4, 6])),
        "num_key_value_heads": draw(st.sampled_from([1, 2, 4])),
        **some(draw, {"use_bias": flags, "use_gate": flags}),
    }
    batch, features = draw(batches), draw(st.integers(1, 4))
    query = Ranked((batch, draw(st.integers(1, 4)), features))
    value = Ranked((batch, draw(st.integers(1, 4)), rarely(draw, st.just(features), st.integers(1, 4))))
    return Case(keywords, (query, value), some(draw, {"return_attention_scores": flags}))


def scored(**options: st.SearchStrategy[Any]) -> st.SearchStrategy[Case]:
    @st.composite
    def case(draw: Draw) -> Case:
        batch, features, steps = draw(batches), draw(st.integers(1, 4)), draw(st.integers(1, 4))
        tensors = [
            Ranked((batch, draw(st.integers(1, 4)), features)),
            Ranked((batch, steps, features)),
        ]
        if draw(flags):
            tensors.append(Ranked((batch, rarely(draw, st.just(steps), st.integers(1, 4)), features)))
        return Case(some(draw, options), (tensors,), some(draw, {"return_attention_scores": flags}))

    return case()


@st.composite
def einsum_projections(draw: Draw) -> Case:
    equation, output, rank = draw(
        st.sampled_from([
            ("ab,bc->ac", 4, 2), ("abc,cd->abd", (None, 4), 3), ("abc,cde->abde", (None, 2, 3), 3),
            ("abcd,cde->abe", (None, 5), 4), ("...x,xy->...y", 3, 3), ("...x,xy->...y", 3, 2),
            ("ab...,bc->ac...", 4, 3), ("aecd,abcd->acbe", (2, 2, 2), 4), ("ab", 3, 2), ("abc,cd->abd", (7, 4), 3),
        ])
    )  # fmt: skip
    labels = equation.split("->")[-1].replace(".", "")
    bias = st.sampled_from([None, labels[-1], labels[-2:] if len(labels) > 2 else labels[-1]])
    keywords = {"equation": equation, "output_shape": output, **some(draw, {"bias_axes": bias})}
    rank = rarely(draw, st.just(rank), st.integers(2, max(rank, 2)))
    return Case(keywords, (Ranked((draw(batches), *[draw(st.integers(1, 4)) for _ in range(rank - 1)])),))


@st.composite
def reshaped(draw: Draw) -> Case:
    shape = [draw(st.integers(1, 4)) for _ in range(draw(st.integers(1, 3)))]
    target = draw(st.permutations(shape))
    total = 1
    for size in shape:
        total *= size
    target = rarely(draw, st.sampled_from([tuple(target), (-1,), (total,), (-1, shape[-1])]), st.just((-1, 7, -1)))
    target = rarely(draw, st.just(target), st.just((5, 2)))
    return Case({"target_shape": target}, (Ranked((draw(batches), *shape)),))
