"""Operations that move, merge and split axes. To permute axes, and to add or drop axes of size one, takes no step."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.compare.reading.lookahead import order_of, wanted_order
from shapelint.compare.reading.reader import Reader
from shapelint.compare.reading.views import Sizes, Value, View, is_one, shown, with_unit, without_axes
from shapelint.compare.records import Segment
from shapelint.ir import Node
from shapelint.ops.axes import same
from shapelint.ops.layout.concat_split import Concatenate, Stack
from shapelint.ops.layout.indexing import EllipsisItem, Index, IntItem, MaskItem, NewAxis, SliceItem, TensorItem
from shapelint.ops.layout.reshape import Squeeze, Unsqueeze
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.reduction import Reduce
from shapelint.symbolic import Size


def permute(reader: Reader, node: Node, operation: Operation) -> None:
    view = reader.view(node.inputs[0])
    order = order_of(operation, len(view.axes))
    if order is None or sorted(order) != list(range(len(view.axes))):
        return reader.lose(node)
    return reader.give(node, View(view.value, tuple(view.axes[axis] for axis in order), view.padding))


def emit_mean(reader: Reader, node: Node, view: View, gone: Sequence[int], keep: bool, name: str = "mean") -> None:
    """A reduction of neutral axes; axes of size one stand in their places where they are kept."""
    lost = tuple(sorted(gone))
    if name in ("mean", "sum", "max", "min") and all(is_one(view.value.sizes[axis]) for axis in lost):
        return reader.give(node, view if keep else without_axes(view, lost))
    keep_axes = [axis for axis in range(len(view.value.sizes)) if axis not in lost]
    sizes = tuple(view.value.sizes[axis] for axis in keep_axes)
    traits = reader.traits(node)
    short = node.callee.rpartition(".")[2]
    name = short if short in OPPOSITES else name
    used = {k: v for k, v in traits.values.items() if k not in ("counts_padding", "divisor", "mode")}
    value = reader.emit(
        "reduction", node, [(view, tuple(keep_axes))], sizes, {"function": name, "over": lost, **used}, (), traits
    )
    place = {axis: position for position, axis in enumerate(keep_axes)}
    makers = {place[axis]: steps for axis, steps in view.value.makers.items() if axis in place}
    orders = {place[axis]: order for axis, order in view.value.orders.items() if axis in place}
    made = View(
        Value(value.step, 0, sizes, orders, makers, view.value.is_positive and name in ("mean", "sum", "max")),
        tuple(place[axis] for axis in view.axes if axis in place),
    )
    if keep:
        for position, axis in enumerate(view.axes):
            if axis in lost:
                made = with_unit(made, position)
    reader.give(node, made)
    return None


def reduce(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, Reduce)
    view = reader.solid(node.inputs[0])
    rank = len(view.axes)
    axes = tuple(range(rank)) if operation.axes is None else operation.axes
    is_pair = operation.outputs == 2 and operation.name in ("max", "min") and 1 not in reader.outputs.get(id(node), {})
    if (operation.outputs != 1 and not is_pair) or not all(-rank <= a < rank for a in axes):
        return reader.lose(node)
    emit_mean(reader, node, view, [view.axes[axis] for axis in axes], operation.keep, operation.name)
    return None


def squeeze(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, Squeeze)
    view = reader.solid(node.inputs[0])
    rank = len(view.axes)
    axes = range(rank) if operation.axes is None else [axis % rank for axis in operation.axes]
    reader.give(node, without_axes(view, [view.axes[axis] for axis in axes if is_one(view.sizes[axis])]))


def unsqueeze(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, Unsqueeze)
    view = reader.solid(node.inputs[0])
    rank = len(view.axes) + len(operation.axes)
    for axis in sorted(axis % rank for axis in operation.axes):
        view = with_unit(view, axis)
    reader.give(node, view)


def reshape(reader: Reader, node: Node, operation: Operation) -> None:
    """A reshape as runs of axes that are merged or split; what is neither is a step of its own."""
    view = reader.solid(node.inputs[0])
    shape = node.output_types[0].shape
    if shape is None:
        return reader.lose(node)
    runs = matched(view.sizes, shape)
    if runs is None:
        return reordered(reader, node, view, shape)
    return follow(reader, node, view, shape, runs)


OPPOSITES = frozenset({"argmin", "nanquantile"})  # which one operation computes with others of the same shapes
Run = tuple[tuple[int, ...], tuple[int, ...]]


def matched(before: Sizes, after: Sizes) -> list[Run] | None:
    """The runs of axes that become runs of axes with as many elements, as short as possible; None where they cannot be
    told."""
    runs: list[Run] = []
    i = j = 0
    while i < len(before) or j < len(after):
        if i < len(before) and j < len(after) and same(before[i], after[j]):
            runs.append(((i,), (j,)))
            i, j = i + 1, j + 1
            continue
        if i < len(before) and is_one(before[i]):
            runs.append(((i,), ()))
            i += 1
            continue
        if j < len(after) and is_one(after[j]):
            runs.append(((), (j,)))
            j += 1
            continue
        found = shortest(before, after, i, j)
        if found is None:
            return None
        end, stop = found
        runs.append((tuple(range(i, end)), tuple(range(j, stop))))
        i, j = end, stop
    return runs


def shortest(before: Sizes, after: Sizes, i: int, j: int) -> tuple[int, int] | None:
    """Where the shortest runs with equal products that start at i and j end."""
    ends: list[tuple[int, Size]] = []
    product: Size = 1
    for end in range(i, len(before)):
        product = product * before[end]
        ends.append((end + 1, product))
    candidates: list[tuple[int, int, int]] = []
    product = 1
    for stop in range(j, len(after)):
        product = product * after[stop]
        for end, other in ends:
            if same(product, other):
                candidates.append((end - i + stop + 1 - j, end, stop + 1))
                break
    best = min(candidates, default=None)
    return None if best is None else (best[1], best[2])


def follow(reader: Reader, node: Node, view: View, shape: Sizes, runs: list[Run]) -> None:
    """Merge and split one run after the other."""
    if any(len(old) > 1 and len(new) > 1 for old, new in runs):
        return reordered(reader, node, view, shape)
    units = [old[0] for old, new in runs if not new and len(old) == 1]
    view_axes = view.axes
    gone = [view_axes[position] for position in units]
    for old, _ in runs:
        if len(old) > 1:
            axes = [view_axes[position] for position in old]
            real = [axis for axis in axes if not is_one(view.value.sizes[axis])]
            if len(real) < 2:
                kept = real[0] if real else axes[0]
                gone += [axis for axis in axes if axis != kept]
    names = {axis: axis for axis in range(len(view.value.sizes))}
    if gone:
        keep = [axis for axis in range(len(view.value.sizes)) if axis not in gone]
        names = {axis: position for position, axis in enumerate(keep)}
        view = without_axes(view, gone)
    for old, new in runs:
        axes = [names[view_axes[position]] for position in old if view_axes[position] in names]
        if len(old) > 1 and len(axes) > 1:
            merged = merge(reader, node, view, axes)
            if merged is None:
                return reordered(reader, node, view, shape)
            view, renamed = merged
            names = {axis: renamed[place] for axis, place in names.items() if place in renamed}
        elif len(new) > 1 and len(axes) == 1:
            view, renamed = split(reader, node, view, axes[0], tuple(shape[position] for position in new))
            names = {axis: renamed[place] for axis, place in names.items() if place in renamed}
    for old, new in runs:
        if not old:
            for position in new:
                view = with_unit(view, position)
    if len(view.axes) != len(shape):
        return reader.lose(node)
    reader.give(node, view)
    return None


def merge(reader: Reader, node: Node, view: View, axes: list[int]) -> tuple[View, dict[int, int]] | None:
    """Several neutral axes as one, which stands where the first of them stood; and where each neutral axis is then."""
    value = view.value
    if any(axis in value.orders for axis in axes):
        return None
    target = min(axes)
    size: Size = 1
    for axis in axes:
        size = size * value.sizes[axis]
    keep = [axis for axis in range(len(value.sizes)) if axis not in axes or axis == target]
    place = {axis: position for position, axis in enumerate(keep)}
    sizes = tuple(size if axis == target else value.sizes[axis] for axis in keep)
    order = (Segment(tuple(shown(value.sizes[axis]) for axis in axes), tuple(axes)),)
    orders = {place[axis]: held for axis, held in value.orders.items() if axis in place}
    if list(axes) != sorted(axes):
        orders[place[target]] = order
    made = reader.emit("flattening", node, [(View(value, view.axes), tuple(range(len(value.sizes))))], sizes,
                       {"merged": tuple(sorted(axes))})  # fmt: skip
    first = next(axis for axis in view.axes if axis in axes)
    shown_axes = [
        place[target] if axis == first else place[axis] for axis in view.axes if axis == first or axis not in axes
    ]
    makers = {place[axis]: held for axis, held in value.makers.items() if axis in place and axis not in axes}
    result = View(Value(made.step, 0, sizes, orders, makers, value.is_positive), tuple(shown_axes))
    return result, {**place, **dict.fromkeys(axes, place[target])}


def split(reader: Reader, node: Node, view: View, axis: int, parts: Sizes) -> tuple[View, dict[int, int]]:
    """One neutral axis as several, in the neutral order in which they are read later. The weights that made the axis
    have its elements in another order then."""
    value = view.value
    count = len(parts)
    at = view.axes.index(axis)
    order = wanted_order(reader, node, at, count, len(view.axes) + count - 1)  # of each part, its neutral place
    neutral = sorted(range(count), key=lambda part: order[part])
    sizes = (*value.sizes[:axis], *(parts[part] for part in neutral), *value.sizes[axis + 1 :])
    place = {other: other if other <= axis else other + count - 1 for other in range(len(value.sizes))}
    attributes: dict[str, object] = {"split": axis, "sizes": tuple(shown(parts[part]) for part in neutral)}
    if list(order) != list(range(count)):
        turned = (Segment(tuple(shown(part) for part in parts), tuple(order)),)
        makers = value.makers.get(axis, ())
        for step in makers:
            for weight in reader.steps[step].weights:
                weight.permuted.setdefault(0, turned)
        if not makers:
            attributes["order of elements"] = tuple(order)
    made = reader.emit("unflattening", node, [(view, tuple(range(len(value.sizes))))], sizes, attributes)
    axes: list[int] = []
    for position, other in enumerate(view.axes):
        axes += [axis + order[part] for part in range(count)] if position == at else [place[other]]
    orders = {place[other]: held for other, held in value.orders.items() if other != axis}
    makers_left = {place[other]: held for other, held in value.makers.items() if other != axis}
    return View(Value(made.step, 0, sizes, orders, makers_left, value.is_positive), tuple(axes)), place


def reordered(reader: Reader, node: Node, view: View, shape: Sizes) -> None:
    """A reshape that mixes axes: it reads the elements in the tensor's own order."""
    attributes: dict[str, object] = {"shape": tuple(shown(size) for size in shape[1:])}
    if view.value.orders:
        attributes["order of elements"] = str(sorted(view.value.orders.items()))
    value = reader.emit("reshaping", node, [(view, view.axes)], shape, attributes)
    order = wanted_order(reader, node, 0, len(shape), len(shape))
    if list(order) != list(range(len(shape))):
        reader.steps[-1].attributes["into"] = tuple(order)
        neutral = sorted(range(len(shape)), key=lambda part: order[part])
        sizes = tuple(shape[part] for part in neutral)
        reader.steps[-1].outputs = [tuple(shown(size) for size in sizes[1:])]
        return reader.give(node, View(Value(value.step, 0, sizes), tuple(order)))
    return reader.give(node, View(Value(value.step, 0, shape), tuple(range(len(shape)))))


def concatenate(reader: Reader, node: Node, operation: Operation) -> None:
    """Tensors behind each other along an axis; elements in another order stay so in their part."""
    assert isinstance(operation, Concatenate)
    views = [reader.solid(tensor) for tensor in node.inputs]
    shape = node.output_types[0].shape
    rank = len(views[0].axes) if views else 0
    if shape is None or not views or any(len(v.axes) != rank or len(v.value.sizes) != rank for v in views):
        return reader.lose(node)
    if len(views) == 1:
        return reader.give(node, views[0])
    if operation.skip_empty and any(len(view.axes) != len(shape) for view in views):
        return reader.lose(node)
    axis = operation.axis % rank
    finals = reader.last_states(node, views, axis)
    if finals is not None:
        return reader.give(node, finals)
    main = views[0]
    views = [part for view in views for part in reader.parts(view, main.axes[axis], view.axes[axis])]
    along = main.axes[axis]
    sizes = tuple(shape[main.axes.index(a)] for a in range(rank))
    inputs = [(view, tuple(view.axes[main.axes.index(a)] for a in range(rank))) for view in views]
    orders: dict[int, tuple[Segment, ...]] = {}
    if any(along in view.value.orders or view.axes[axis] in view.value.orders for view in views):
        orders[along] = tuple(
            segment
            for view in views
            for segment in view.value.orders.get(view.axes[axis], (Segment((shown(view.sizes[axis]),), (0,)),))
        )
    value = reader.emit("concatenation", node, inputs, sizes, {"along": along}, (), reader.traits(node))
    if not orders:
        reader.joined[value.step] = (along, views)
    positive = all(view.value.is_positive for view in views)
    reader.give(node, View(Value(value.step, 0, sizes, orders, {}, positive), main.axes))
    return None


def stack(reader: Reader, node: Node, operation: Operation) -> None:
    assert isinstance(operation, Stack)
    views = [reader.solid(tensor) for tensor in node.inputs]
    shape = node.output_types[0].shape
    if shape is None or not views or any(view.axes != views[0].axes for view in views):
        return reader.lose(node)
    rank = len(shape)
    axis = operation.axis % rank
    main = views[0]
    sizes = (*main.value.sizes, len(views))
    inputs = [(view, tuple(range(len(view.value.sizes)))) for view in views]
    value = reader.emit("stacking", node, inputs, sizes, {}, (), reader.traits(node))
    axes = list(main.axes)
    axes.insert(axis, len(main.value.sizes))
    return reader.give(node, View(Value(value.step, 0, sizes), tuple(axes)))


def index(reader: Reader, node: Node, operation: Operation) -> None:
    """Whole numbers and slices; the last step of a sequence that a recurrent layer gives is its final state."""
    assert isinstance(operation, Index)
    view = reader.solid(node.inputs[0])
    rank = len(view.axes)
    items = list(operation.items)
    plain = (IntItem, SliceItem, NewAxis, EllipsisItem)
    if len(node.inputs) > 1 or not all(isinstance(item, plain) for item in items):
        if "index" not in node.arguments and not any(isinstance(item, (TensorItem, MaskItem)) for item in items):
            reader.doubt("what an index picks", node.place)
        return reader.lose(node)
    given = sum(not isinstance(item, (NewAxis, EllipsisItem)) for item in items)
    at = next((i for i, item in enumerate(items) if isinstance(item, EllipsisItem)), len(items))
    items[at : at + 1] = [SliceItem() for _ in range(rank - given)]
    picked: dict[int, object] = {}
    position = 0
    new: list[int] = []
    for item in items:
        if isinstance(item, NewAxis):
            new.append(position - sum(isinstance(p, int) for a, p in picked.items()))
            continue
        axis = view.axes[position]
        if isinstance(item, IntItem):
            picked[axis] = item.value
        elif isinstance(item, SliceItem) and (item.start, item.stop, item.step) != (None, None, None):
            picked[axis] = (item.start, item.stop, item.step)
        position += 1
    final = reader.final_state(view, picked)
    if final is not None:
        return reader.give(node, final)
    if picked:
        view = selected(reader, node, view, picked)
    for place in new:
        view = with_unit(view, place)
    return reader.give(node, view)


def selected(reader: Reader, node: Node, view: View, picked: dict[int, object]) -> View:
    """The view of what is picked along some neutral axes."""
    shape = node.output_types[0].shape or ()
    gone = [axis for axis, one in picked.items() if not isinstance(one, tuple)]
    keep = [axis for axis in range(len(view.value.sizes)) if axis not in gone]
    left = [axis for axis in view.axes if axis not in gone]
    real = list(shape)
    if len(real) != len(left):
        sizes = tuple(view.value.sizes[axis] for axis in keep)
    else:
        by_axis = dict(zip(left, real, strict=True))
        sizes = tuple(by_axis.get(axis, view.value.sizes[axis]) for axis in keep)
    stated = tuple(sorted((axis, str(one)) for axis, one in picked.items()))
    value = reader.emit("selection", node, [(view, tuple(range(len(view.value.sizes))))], sizes, {"picked": stated})
    place = {axis: position for position, axis in enumerate(keep)}
    return View(Value(value.step, 0, sizes, is_positive=view.value.is_positive), tuple(place[axis] for axis in left))
