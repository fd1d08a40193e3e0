"""What the axes of tensors are: batch, channels, places in space. Nothing is guessed from sizes or names: an axis has a
role because some operation of the run gives it that role, on the way to it or later on its way, or because the
framework itself leaves it open as the batch."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from shapelint.ir import OPEN_BATCH, Node, Tensor
from shapelint.ir.run import Run
from shapelint.ops.axes import resolve_axis
from shapelint.ops.layout.reshape import Flatten, Reshape
from shapelint.ops.loss.criterion import ClassLoss
from shapelint.ops.norm.normalization import BatchNormalization
from shapelint.ops.recurrent.cells import Recurrence
from shapelint.ops.recurrent.rnn import Recurrent
from shapelint.ops.spatial.convolution import Convolution
from shapelint.ops.spatial.pooling import AdaptivePooling, GlobalPooling, Pooling
from shapelint.ops.spatial.resize import Upsample
from shapelint.ops.structural.wrappers import EachStep
from shapelint_rules.support.axis_tracking import moves, spatial_rank, unwrapped

BATCH = "batch"
CHANNEL = "channel"
SPATIAL = "spatial"
MADE = "made"  # the axis was put together, or taken apart, by a reshape or a concatenation

Key = tuple[object, ...]


class AxisRoles:
    """The roles of the axes of all tensors of a run. Axes that operations hand on unchanged are one and the same."""

    def __init__(self, run: Run) -> None:
        self._parents: dict[Key, Key] = {}
        self._marks: dict[Key, set[str]] = {}
        for node in run.nodes:
            has_states = isinstance(node.operation, Recurrent)  # whose axes are others than those of the input
            for position, axis, target in moves(node):
                self._unite(key(node.inputs[position], axis), (id(node), 0, target))
                for further in range(1, 1 if has_states else len(node.output_types)):
                    self._unite((id(node), 0, target), (id(node), further, target))
        for node in run.nodes:
            for tensor_axis, role in evidence(node):
                self._mark(tensor_axis, role)
        for node in run.nodes:
            self._joined(node)

    def role(self, tensor: Tensor, axis: int) -> str:
        """The one role of an axis; "" when it has none, or two that contradict each other."""
        roles = self._of(key(tensor, axis)) - {MADE}
        shape = tensor.shape
        if shape is not None and axis == 0 and shape and shape[0] is OPEN_BATCH:
            roles = roles | {BATCH}
        return next(iter(roles)) if len(roles) == 1 else ""

    def roles(self, tensor: Tensor) -> tuple[str, ...]:
        return tuple(self.role(tensor, axis) for axis in range(len(tensor.shape or ())))

    def has_own_batch(self, tensor: Tensor) -> bool:
        """Whether the first axis is the batch, one sample after the other as the model got them."""
        return bool(tensor.shape) and self.role(tensor, 0) == BATCH and MADE not in self._of(key(tensor, 0))

    def is_same(self, first: Tensor, axis: int, second: Tensor, other: int) -> bool:
        """Whether operations hand the one axis on as the other, or both come from the same one."""
        return self._root(key(first, axis)) == self._root(key(second, other))

    def _of(self, one: Key) -> set[str]:
        return self._marks.get(self._root(one), set())

    def _root(self, one: Key) -> Key:
        path = []
        while (parent := self._parents.get(one, one)) != one:
            path.append(one)
            one = parent
        for passed in path:
            self._parents[passed] = one
        return one

    def _unite(self, first: Key, second: Key) -> None:
        self._parents[self._root(first)] = self._root(second)

    def _mark(self, one: Key, role: str) -> None:
        self._marks.setdefault(self._root(one), set()).add(role)

    def _joined(self, node: Node) -> None:
        """What comes of axes that a reshape joins or splits: places stay places; anything else is put together anew."""
        if not isinstance(node.operation, (Flatten, Reshape)):
            return
        given, out = node.inputs[0].shape, node.output_types[0].shape
        if given is None or out is None:
            return
        handed = list(moves(node))
        taken, filled = {axis for _, axis, _ in handed}, {target for _, _, target in handed}
        sources = {self.role(node.inputs[0], axis) for axis in range(len(given)) if axis not in taken}
        for target in range(len(out)):
            if target not in filled:
                self._mark((id(node), 0, target), SPATIAL if sources == {SPATIAL} else MADE)


def key(tensor: Tensor, axis: int) -> Key:
    """An axis of a tensor. Several objects that stand for one output of a node are one tensor."""
    node = tensor.producer
    if node is not None:
        for position, type in enumerate(node.output_types):
            if type is tensor.type:
                return id(node), position, axis
    return id(tensor), axis


def evidence(node: Node) -> Iterator[tuple[Key, str]]:
    """The roles that an operation gives to axes, as its documentation names them: of its first input and output."""
    operation = unwrapped(node.operation)
    if not node.inputs or not node.output_types:
        return
    given, out = node.inputs[0].shape, node.output_types[0].shape
    if given is None:
        return
    if isinstance(operation, (Convolution, Pooling, AdaptivePooling, GlobalPooling, Upsample)):
        yield from _image_roles(node, given, out)
    elif isinstance(operation, (BatchNormalization, Recurrence, EachStep, ClassLoss)) and len(given) > 1:
        yield key(node.inputs[0], 0), BATCH
        if isinstance(operation, BatchNormalization):
            axis = resolve_axis(operation.axis, len(given))
            if axis:
                yield key(node.inputs[0], axis), CHANNEL
    elif isinstance(operation, Recurrent) and len(given) == 3:
        yield key(node.inputs[0], 0 if operation.batch_first else 1), BATCH
        for position in range(1, len(node.output_types)):
            yield (id(node), position, 1), BATCH  # the last states have it there in either case
    elif isinstance(operation, Flatten) and node.definition is not None and operation.start == 1 and len(given) > 2:
        yield key(node.inputs[0], 0), BATCH


def _image_roles(node: Node, given: tuple[object, ...], out: tuple[object, ...] | None) -> Iterator[tuple[Key, str]]:
    operation = unwrapped(node.operation)
    spatial = len(operation.factors) if isinstance(operation, Upsample) else spatial_rank(operation)
    if spatial is None:
        return
    last = bool(getattr(operation, "channels_last", False))
    if len(given) != spatial + 2:
        return
    yield key(node.inputs[0], 0), BATCH
    yield from _layout(lambda axis: key(node.inputs[0], axis), spatial, last)
    if out is not None and len(out) == spatial + 2:
        yield from _layout(lambda axis: (id(node), 0, axis), spatial, last)


def _layout(place: object, spatial: int, last: bool) -> Iterator[tuple[Key, str]]:
    assert callable(place)
    yield place(spatial + 1 if last else 1), CHANNEL
    for axis in range(spatial):
        yield place(axis + (1 if last else 2)), SPATIAL


@lru_cache(maxsize=4)
def axis_roles(run: Run) -> AxisRoles:
    """The roles of a run, worked out once for all rules that ask."""
    return AxisRoles(run)
