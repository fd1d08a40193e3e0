"""What reshapes, subscripts, broadcasting and concatenation say of sizes that are left open."""

from __future__ import annotations

import pytest

from shapelint.ir import Kind, Requirement, TensorType
from shapelint.ir.types import UNKNOWN_TENSOR
from shapelint.ops.dense.matmul import MatrixMultiply
from shapelint.ops.layout.concat_split import Chunk, Concatenate, Split, chunk_sizes, split_sizes
from shapelint.ops.layout.indexing import EllipsisItem, Index, IntItem, Item, MaskItem, NewAxis, SliceItem, TensorItem
from shapelint.ops.layout.reshape import Expand, Flatten, Reshape, Squeeze
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.symbolic import Size, Symbol, Verdict, fresh, maximum, minimum

N, T = Symbol("N"), Symbol("T")
Shape = tuple[Size, ...]


def run(operation: Operation, *shapes: Shape | None) -> Inference:
    return operation.infer([UNKNOWN_TENSOR if shape is None else TensorType(shape) for shape in shapes])


def undecided(inference: Inference) -> tuple[Requirement, ...]:
    assert not any(r.verdict is Verdict.FAILS for r in inference.requirements)
    return tuple(r for r in inference.requirements if r.verdict is Verdict.UNDECIDED)


def fails(inference: Inference) -> bool:
    return any(r.verdict is Verdict.FAILS for r in inference.requirements)


class TestReshape:
    def test_the_open_batch_is_found_again(self) -> None:
        inference = run(Reshape((-1, 1600)), (N, 64, 5, 5))
        assert inference.outputs[0].shape == (N, 1600)
        assert not inference.requirements

    def test_a_batch_that_folds_is_not_refused(self) -> None:
        """Of 2304 images of 1600 elements, 1600 rows of 2304 can be made."""
        (required,) = undecided(run(Reshape((-1, 2304)), (N, 1600)))
        assert (required.kind, required.relation, required.expected) == (Kind.RESHAPE, "divides", 2304)

    def test_no_batch_makes_it_fit(self) -> None:
        assert fails(run(Reshape((3, 5)), (2 * N, 4)))
        assert fails(run(Reshape((-1, 2)), (2 * N + 1, 3)))

    def test_a_mismatch_leaves_the_declared_sizes(self) -> None:
        inference = run(Reshape((-1, 7)), (2, 5))
        assert fails(inference)
        assert inference.outputs[0].shape is not None
        assert inference.outputs[0].shape[1] == 7

    def test_an_unknown_size_may_be_the_one_that_is_left_open(self) -> None:
        unknown = fresh("unknown")
        assert not fails(run(Reshape((unknown, 3)), (2, 3)))
        assert not fails(run(Reshape((2 * unknown + 1, 3)), (2, 3)))
        assert fails(run(Reshape((unknown, 4)), (2, 3)))

    def test_an_unknown_rank_takes_the_declared_shape(self) -> None:
        assert run(Reshape((2, 3)), None).outputs[0].shape == (2, 3)

    def test_the_kept_axes(self) -> None:
        assert run(Reshape((-1, 3), kept=1), (N, 4, 6)).outputs[0].shape == (N, 8, 3)


class TestFlatten:
    def test_the_elements_of_a_sample(self) -> None:
        assert run(Flatten(1), (N, 64, T, T)).outputs[0].shape == (N, 64 * T * T)

    def test_an_unknown_rank_has_two_axes_afterwards(self) -> None:
        shape = run(Flatten(1), None).outputs[0].shape
        assert shape is not None
        assert len(shape) == 2
        assert run(Flatten(1, 2), None).outputs[0].shape is None


class TestSqueeze:
    def test_an_open_size_may_be_one(self) -> None:
        assert run(Squeeze(), (N, 3)).outputs[0].shape is None
        assert run(Squeeze((1,)), (N, 1, 3)).outputs[0].shape == (N, 3)
        assert run(Squeeze((0,)), (N + 1, 1, 3)).outputs[0].shape == (N + 1, 1, 3)


class TestBroadcasting:
    @pytest.mark.parametrize(
        ("first", "second", "result"),
        [
            ((N, 3), (3,), (N, 3)),
            ((N, 1), (1, T), (N, T)),
            ((N, 4), (T, 4), (maximum(N, T), 4)),
            ((N,), (64,), (64,)),
            ((N + 1,), (1,), (N + 1,)),
        ],
    )
    def test_fits(self, first: Shape, second: Shape, result: Shape) -> None:
        inference = run(Elementwise("add"), first, second)
        assert not fails(inference)
        assert inference.outputs[0].shape == result

    def test_sizes_that_never_fit(self) -> None:
        assert fails(run(Elementwise("add"), (N + 1,), (N + 2,)))
        assert not fails(run(Elementwise("add"), (N,), (N + 1,)))  # N may be 1

    def test_equality_is_required_where_neither_size_may_be_one(self) -> None:
        (required,) = undecided(run(Elementwise("add"), (2 * N,), (64,)))
        assert (required.relation, required.expected, required.actual) == ("==", 2 * N, 64)

    def test_in_place_keeps_the_shape(self) -> None:
        assert fails(run(Elementwise("add", in_place=True), (3,), (2, 3)))
        assert run(Elementwise("add", in_place=True), (N, 3), None).outputs[0].shape == (N, 3)

    def test_expanding(self) -> None:
        assert run(Expand((N, -1)), (1, 3)).outputs[0].shape == (N, 3)
        assert fails(run(Expand((4, 5)), (2 * N + 1, 3)))


class TestCombining:
    def test_open_sizes_add_up(self) -> None:
        assert run(Concatenate(1), (N, 3), (N, T)).outputs[0].shape == (N, T + 3)

    def test_the_other_sizes_are_settled(self) -> None:
        inference = run(Concatenate(1), (N, 3), (2, 4))
        assert inference.outputs[0].shape == (2, 7)
        assert [r.axis for r in undecided(inference)] == [0]

    def test_a_tensor_of_unknown_rank_leaves_the_other_axes(self) -> None:
        shape = run(Concatenate(1, skip_empty=True), (N, 3), None).outputs[0].shape
        assert shape is not None
        assert shape[0] == N
        assert shape[1] != 3

    def test_splitting(self) -> None:
        assert split_sizes(3 * N, N) == (N, N, N)
        assert split_sizes(N, 2) is None
        assert chunk_sizes(2 * N, 2) == (N, N)
        assert chunk_sizes(5, 4) == (2, 2, 1)
        assert fails(run(Split((N, N)), (2 * N + 1,)))
        assert run(Chunk(3, 1), (2, 3 * T)).outputs == (TensorType((2, T)),) * 3


class TestProducts:
    def test_attention_scores(self) -> None:
        scores = run(MatrixMultiply(), (N, 8, T, 16), (N, 8, 16, T))
        assert scores.outputs[0].shape == (N, 8, T, T)
        assert not scores.requirements

    def test_the_inner_size_is_required(self) -> None:
        (required,) = undecided(run(MatrixMultiply(), (N, T), (64, 10)))
        assert (required.kind, required.relation) == (Kind.MATMUL, "==")
        assert {required.expected, required.actual} == {T, 64}


class TestSubscripts:
    @pytest.mark.parametrize(
        ("items", "shape", "result"),
        [
            ((SliceItem(None, -1),), (N + 1,), (N,)),
            ((SliceItem(1),), (N,), (N - 1,)),
            ((SliceItem(None, T),), (512,), (minimum(T, 512),)),
            ((SliceItem(None, N),), (N,), (N,)),
            ((SliceItem(None, None, 2),), (2 * N,), (N,)),
            ((EllipsisItem(), SliceItem(None, 3)), (N, T, 8), (N, T, 3)),
            ((IntItem(0), NewAxis()), (N, T), (1, T)),
            ((SliceItem(), TensorItem((5,)), TensorItem((T, 1))), (N, 3, 4), (N, T, 5)),
            ((TensorItem((5,)), SliceItem(), TensorItem((5,))), (N, 3, 4), (5, 3)),
        ],
    )
    def test_result(self, items: tuple[Item, ...], shape: Shape, result: Shape) -> None:
        inference = run(Index(items), shape)
        assert not fails(inference)
        assert inference.outputs[0].shape == result

    def test_an_unknown_bound_may_count_from_the_end(self) -> None:
        unknown = fresh("unknown")
        shape = run(Index((SliceItem(None, unknown),)), (10,)).outputs[0].shape
        assert shape is not None
        assert shape != (unknown,)
        assert shape != (minimum(unknown, 10),)

    def test_out_of_range(self) -> None:
        assert fails(run(Index((SliceItem(), IntItem(3))), (N, 3)))
        assert fails(run(Index((IntItem(-4),)), (3,)))
        assert not fails(run(Index((IntItem(3),)), (N,)))
        assert fails(run(Index((IntItem(0),) * 3), (N, 3)))
        assert fails(run(Index((MaskItem((4,)),)), (3,)))

    def test_a_mask_leaves_an_unknown_number(self) -> None:
        shape = run(Index((MaskItem((N, T)),)), (N, T, 3)).outputs[0].shape
        assert shape is not None
        assert len(shape) == 2
        assert shape[1] == 3
