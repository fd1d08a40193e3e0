"""From the run of a model to its steps in neutral terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from shapelint.analysis.model_runs import ModelRun
from shapelint.compare.reading import attention, dense, layout, pointwise, recurrent, spatial
from shapelint.compare.reading.lookahead import channel_axis
from shapelint.compare.reading.reader import Reader, beside
from shapelint.compare.reading.views import Value, View, dims, shown
from shapelint.compare.reading.weights import plain_weight
from shapelint.compare.records import Architecture, Edge, Input, Output, Step
from shapelint.compare.values import COMMUTATIVE
from shapelint.interpret.domain.tensors import all_known, tensors_in
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Node, Tensor
from shapelint.ops.attention.attention import MultiHeadAttention
from shapelint.ops.attention.multi_head_projection import HeadAttention
from shapelint.ops.dense.embedding import Embedding
from shapelint.ops.dense.linear import Linear
from shapelint.ops.dense.matmul import MatrixMultiply
from shapelint.ops.layout.concat_split import Concatenate, Stack
from shapelint.ops.layout.indexing import Index
from shapelint.ops.layout.merge_layers import ConcatenateSamples, Merge
from shapelint.ops.layout.permute import MoveAxes, Permute, ReverseAxes, Softmax, Transpose
from shapelint.ops.layout.reshape import Flatten, Reshape, Squeeze, Unflatten, Unsqueeze
from shapelint.ops.norm.normalization import (
    BatchNormalization,
    GroupNormalization,
    InstanceNormalization,
    LayerNormalization,
    RMSNormalization,
)
from shapelint.ops.norm.standardization import Standardization
from shapelint.ops.operation import Opaque, Operation
from shapelint.ops.pointwise.activation import Activation, UnknownActivation
from shapelint.ops.pointwise.dropout import Dropout
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce
from shapelint.ops.recurrent.cells import Recurrence
from shapelint.ops.recurrent.rnn import Recurrent
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution
from shapelint.ops.spatial.padding import Crop, Pad, PadTrailing
from shapelint.ops.spatial.pooling import AdaptivePooling, GlobalPooling, Pooling
from shapelint.ops.spatial.resize import Resize, Upsample
from shapelint.ops.spatial.separable import DepthwiseConvolution, SeparableConvolution
from shapelint.ops.structural.model_input import Feed
from shapelint.ops.structural.per_sample import FlattenSamples
from shapelint.ops.structural.wrappers import BothDirections, EachStep
from shapelint.records import replace
from shapelint.symbolic import Verdict

Handler = Callable[[Reader, Node, Operation], None]
HANDLERS: dict[type[Operation], Handler] = {
    Convolution: spatial.convolution, DepthwiseConvolution: spatial.convolution,
    SeparableConvolution: spatial.separable, TransposedConvolution: spatial.transposed, Pooling: spatial.pooling,
    AdaptivePooling: spatial.adaptive, GlobalPooling: spatial.global_pooling, Pad: spatial.padding,
    Crop: spatial.padding, PadTrailing: spatial.padding, Upsample: spatial.resizing, Resize: spatial.resizing,
    Activation: pointwise.activation, Elementwise: pointwise.elementwise, Merge: pointwise.elementwise,
    Softmax: pointwise.softmax, Dropout: pointwise.dropout, Permute: layout.permute, Transpose: layout.permute,
    ReverseAxes: layout.permute, MoveAxes: layout.permute, Reduce: layout.reduce, Squeeze: layout.squeeze,
    Unsqueeze: layout.unsqueeze, Reshape: layout.reshape, Flatten: layout.reshape, FlattenSamples: layout.reshape,
    Unflatten: layout.reshape, Concatenate: layout.concatenate, ConcatenateSamples: layout.concatenate,
    Stack: layout.stack, Index: layout.index, Linear: dense.linear, Embedding: dense.embedding,
    BatchNormalization: dense.batch_normalization, InstanceNormalization: dense.batch_normalization,
    LayerNormalization: dense.layer_normalization, RMSNormalization: dense.layer_normalization,
    GroupNormalization: dense.group_normalization, MatrixMultiply: dense.product, Recurrent: recurrent.recurrent,
    Recurrence: recurrent.recurrence, BothDirections: recurrent.recurrence, MultiHeadAttention: attention.multi_head,
    HeadAttention: attention.projected, Standardization: pointwise.standardization,
    UnknownActivation: pointwise.unknown_activation, EachStep: dense.each_step,
}  # fmt: skip


def architecture(m: Interpreter, one: ModelRun) -> Architecture:
    """The model as steps in the order of the data. Never raises; what it cannot tell, it says."""
    results = list(tensors_in([one.result]))
    named = one.inspection.weights(m, one.model)
    nodes = list(leading_to(results, {id(weight.tensor) for weight in named.weights}))
    reader = Reader(one, named.weights, nodes)
    for tensor in results:
        reader.note(tensor, None)
    inputs = list(read_inputs(reader, one, nodes, results))
    for node in nodes:
        read(reader, node)
    outputs = tuple(output(reader, tensor) for tensor in results)
    doubts(reader, one, named.gap, results)
    unused = [
        plain_weight(weight, "unused") for weight in named.weights if weight.name not in reader.used and weight.needed
    ]
    steps, outputs = in_order(reader.steps, outputs)
    return Architecture(
        one.name,
        one.inspection.dialect.name,
        tuple(inputs),
        steps,
        outputs,
        tuple((reason, reader.located(place)) for reason, place in reader.unknown.items()),
        tuple(unused),
        one.inspection.porting,
    )


def leading_to(results: Iterable[Tensor], weights: set[int]) -> Iterator[Node]:
    """The operations that lead to some tensors, each after those that it needs; weights are led to by none."""
    done: set[int] = set()
    stack: list[tuple[Tensor, bool]] = [(tensor, False) for tensor in reversed(list(results))]
    while stack:
        tensor, ready = stack.pop()
        node = None if id(tensor) in weights else tensor.producer
        if node is None or id(node) in done:
            continue
        if ready:
            done.add(id(node))
            yield node
            continue
        stack.append((tensor, True))
        stack.extend((given, False) for given in reversed((*node.inputs, *beside(node, weights))))


def read_inputs(reader: Reader, one: ModelRun, nodes: Iterable[Node], results: Iterable[Tensor]) -> Iterator[Input]:
    """The model's inputs: in the order of its parameters."""
    seen: dict[int, Tensor] = {}
    taken = (given for node in nodes for given in (*node.inputs, *beside(node, reader.of_tensor)))
    for tensor in (*taken, *results):
        if tensor.role == "input" and tensor.producer is None:
            seen.setdefault(id(tensor), tensor)
    names = list(one.inputs.shapes)
    ordered = sorted(seen.values(), key=lambda tensor: position_of(one, tensor))
    for position, tensor in enumerate(ordered):
        sizes = tensor.shape
        name = names[position] if position < len(names) else f"input {position}"
        if sizes is None:
            reader.doubt("the shape of an input", tensor.place)
            sizes = ()
        channel = channel_axis(reader, tensor, len(sizes)) if len(sizes) >= 3 else None
        order = list(range(len(sizes)))
        if channel is not None and channel > 1:
            order.remove(channel)
            order.insert(1, channel)
        neutral = tuple(sizes[axis] for axis in order)
        reader.steps.append(
            Step("input", {"position": position}, (), [dims(neutral)], [], name, "input", reader.located(tensor.place))
        )
        value = Value(len(reader.steps) - 1, 0, neutral, is_positive=False)
        reader.views[id(tensor)] = View(value, tuple(order.index(axis) for axis in range(len(sizes))))
        guessed = name in one.inputs.guessed or name in one.inputs.batched
        yield Input(name, tuple(shown(size) for size in neutral), tuple(order), guessed, tensor.type.dtype)


def position_of(one: ModelRun, tensor: Tensor) -> int:
    """The position of an input among those that the model was run with; by shape where nothing else tells."""
    shapes = list(one.inputs.shapes.values())
    return next((i for i, shape in enumerate(shapes) if shape is tensor.shape), 0)


def read(reader: Reader, node: Node) -> None:
    operation = node.operation
    if isinstance(operation, Feed):
        reader.give(node, reader.view(node.inputs[0]))
        return
    if isinstance(operation, Opaque):
        reader.doubt(operation.reason, node.place)
    if not node.certain and not node.chosen:
        reader.doubt(f"whether {node.callee} runs", node.place)
    if any(tensor.may_be for tensor in node.inputs):
        reader.doubt(f"which of several tensors {node.callee} is given", node.place)
    handler = HANDLERS.get(type(operation))
    known = all(tensor.shape is not None for tensor in node.inputs)
    start = len(reader.steps)
    if handler is None or not known or not node.inputs:
        reader.lose(node)
    else:
        handler(reader, node, operation)
    if any(required.verdict is Verdict.FAILS for required in node.requirements):
        for step in reader.steps[start:]:
            step.misfit = step.misfit or step.kind != "padding"
        if start == len(reader.steps):
            reader.doubt(f"{node.callee} does not fit what it is given", node.place)


def output(reader: Reader, tensor: Tensor) -> Output:
    view = reader.solid(tensor)
    order = view.axes
    neutral = tuple(view.value.sizes[axis] for axis in sorted(order))
    elements = str(sorted(view.value.orders.items())) if view.value.orders else ""
    return Output(Edge(view.value.step, view.value.port, order), tuple(map(shown, neutral)), elements)


def doubts(reader: Reader, one: ModelRun, gap: str, results: list[Tensor]) -> None:
    """Why the model may be another than what was read."""
    if gap:
        reader.doubt(gap, None)
    if not results:
        reader.doubt("what the model gives", one.place)
    elif not all_known(one.result):
        reader.doubt("some of what the model gives", one.place)
    for stop in one.stops:
        reader.doubt(stop.reason, stop.place)
    for call in one.run.calls:
        if call.owner is one.model and not call.complete:
            reader.doubt(f"what {call.name} gives", call.place)


def in_order(steps: list[Step], outputs: tuple[Output, ...]) -> tuple[tuple[Step, ...], tuple[Output, ...]]:
    """The steps that lead to the outputs, each after those that it needs, the longest way first; operands whose order
    does not matter stand in this order too."""
    depth: list[int] = []
    for step in steps:
        depth.append(1 + max((depth[edge.step] for edge in step.inputs), default=0))
    for step in steps:
        is_free = step.kind == "combination" and step.attributes.get("function") in COMMUTATIVE
        if is_free:
            step.inputs = tuple(sorted(step.inputs, key=lambda edge: (-depth[edge.step], edge.port)))
    order: list[int] = []
    done: set[int] = set()
    stack = [(one.edge.step, False) for one in reversed(outputs)]
    while stack:
        at, ready = stack.pop()
        if at in done:
            continue
        if ready:
            done.add(at)
            order.append(at)
            continue
        stack.append((at, True))
        stack.extend((edge.step, False) for edge in reversed(steps[at].inputs))
    place = {old: new for new, old in enumerate(order)}
    for at in order:
        steps[at].inputs = tuple(replace(edge, step=place[edge.step]) for edge in steps[at].inputs)
    moved = tuple(replace(one, edge=replace(one.edge, step=place[one.edge.step])) for one in outputs)
    return tuple(steps[at] for at in order), moved
