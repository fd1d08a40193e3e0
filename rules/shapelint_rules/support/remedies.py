"""What several rules propose in order to mend a finding."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from shapelint.diagnostics.remedy import Change, Insertion, Number, Remedy, Removal, Rewrite
from shapelint.ir import Node
from shapelint.ops.dense.linear import Bilinear, Linear
from shapelint.ops.layout.reshape import Reshape
from shapelint.ops.norm.normalization import BatchNormalization, GroupNormalization, LayerNormalization
from shapelint.ops.recurrent.rnn import Recurrent, RecurrentStep
from shapelint.ops.spatial.convolution import Convolution
from shapelint.symbolic import Verdict, equal
from shapelint_rules.support.failures import Failure, layer_name, written_argument
from shapelint_rules.support.provenance import known

FED_ALONE = (Linear, Bilinear, BatchNormalization, LayerNormalization, Recurrent, RecurrentStep)
"""Operations whose declared input size has no say in anything but what they are given."""


def right_number(failure: Failure, factors: tuple[int, ...] | None = None) -> Remedy | None:
    """The number that the layer receives, where the number that it expects is written. `factors` are what it is the
    product of, if they are known."""
    expected, actual = failure.requirement.expected, failure.requirement.actual
    if not failure.replaceable or not isinstance(expected, int) or not isinstance(actual, int):
        return None
    number = Number(failure.place, expected, actual, factors or ())
    return Remedy((number,), applicability="safe" if is_independent(failure, actual) else "unsafe")


def is_independent(failure: Failure, value: int) -> bool:
    """Whether nothing else in the layer has to go with its declared input size."""
    operation = failure.subject.operation if isinstance(failure.subject, Node) else None
    if isinstance(operation, Convolution):
        return operation.groups == 1
    if isinstance(operation, GroupNormalization):
        return isinstance(operation.groups, int) and operation.groups > 0 and value % operation.groups == 0
    return isinstance(operation, FED_ALONE)


def flattened(node: Node) -> Rewrite | None:
    """The operation so that it makes one row of each sample."""
    found = node.dialect.spelling.rows.get(node.callee if node.definition is None else node.definition.kind)
    place = node.place if node.definition is None else node.definition.place
    return None if found is None else Rewrite(place, *found)


def features_of(layer: Node, value: int, factors: tuple[int, ...] = ()) -> Number | None:
    """Another number of features for a linear layer, that goes with another change."""
    operation = layer.operation
    written = written_argument(layer, "in_features")
    if not isinstance(operation, Linear) or written is None or written.place is None:
        return None
    if not isinstance(written.value, int) or written.value != operation.in_features:
        return None
    return Number(written.place, written.value, value, factors, follows=True)


def whole_samples(failure: Failure) -> Remedy | None:
    """The number of values that a sample holds, as the last size of a reshape to (batch, size)."""
    node = failure.subject
    shape = failure.operand.shape if failure.operand is not None else None
    if not isinstance(node, Node) or not isinstance(node.operation, Reshape) or node.definition is not None:
        return None
    target, sizes = node.operation.shape, known(shape[1:]) if shape else None
    if (
        len(target) != 2
        or node.operation.kept
        or not shape
        or not sizes
        or node.callee not in node.dialect.spelling.rows
    ):
        return None
    rows, row = target
    keeps_batch = rows == -1 or equal(rows, shape[0]) is Verdict.HOLDS
    if not keeps_batch or not isinstance(row, int) or row < 1:
        return None
    factors, total = tuple(s for s in sizes if s != 1), prod(sizes)
    product = f"{'*'.join(map(str, factors))} = {total}" if len(factors) > 1 else str(total)
    return Remedy(
        (Number(node.place, row, total, factors, last_size=True),), f"take the {product} values of each sample"
    )


def called_name(node: Node) -> str:
    """The name that a layer is called by, as an attribute of its model."""
    return node.path.rpartition(".")[2]


def stands_in_container(node: Node) -> bool:
    """Whether a layer is called by its position in a container, so that there is no call of its own."""
    return node.definition is not None and called_name(node).isdigit()


def left_out(node: Node) -> Remedy | None:
    """A function of one tensor, or the layer, left out: what went into it stands in its place."""
    method = node.dialect.spelling.method_prefix
    if not method:
        return None
    change: Change
    if node.definition is None:
        change = Rewrite(node.place, "{receiver}" if node.callee.startswith(method) else "{input|0}")
    elif stands_in_container(node):
        return Remedy((Removal(node.definition.place),), f"leave {node.definition.type_name} out", "unsafe")
    else:
        change = Rewrite(node.place, "{0}", called=called_name(node))
    return Remedy((change,), f"leave {layer_name(node)} out", "unsafe")


def flatten_added(layer: Node) -> Remedy | None:
    """One row made of each sample before a linear layer that is declared for it."""
    change = flatten_change(layer)
    return None if change is None else Remedy((change,), f"flatten each sample before {layer_name(layer)}")


def flatten_change(layer: Node) -> Change | None:
    """A flatten put before a layer."""
    spelling = layer.dialect.spelling
    if layer.definition is None or not spelling.flatten_layer:
        return None
    flatten = f"{{{spelling.flatten_layer}}}()"
    if stands_in_container(layer) or (not spelling.flatten and layer.place == layer.definition.place):
        return Insertion(layer.definition.place, flatten)
    if spelling.flatten:
        return Rewrite(layer.place, f"{{function}}({spelling.flatten})", called=called_name(layer))
    return Rewrite(layer.place, f"{{function}}({flatten}({{0}}))", called="()")


def flattened_before(layer: Node, sizes: tuple[int, ...], later: Sequence[Node]) -> Remedy | None:
    """A linear layer on an image, with the image flattened before it. The linear layer after it then gets one row of
    its features."""
    message = f"flatten the image before {layer_name(layer)}"
    operation = layer.operation
    if not isinstance(operation, Linear) or layer.definition is None:
        return None
    changes = [flatten_change(layer)]
    if not layer.dialect.models.builds_at_first_call:
        changes.append(features_of(layer, prod(sizes), sizes))
        following = next((n for n in later if isinstance(n.operation, Linear)), None)
        if following is not None and isinstance(operation.out_features, int):
            changes.append(features_of(following, operation.out_features))
    made = tuple(change for change in changes if change is not None)
    return Remedy(made, message, "unsafe") if len(made) == len(changes) else None
