"""Subscripts: reading, writing and deleting items of every kind of container."""

from __future__ import annotations

from shapelint.interpret.api.apply import apply_operation
from shapelint.interpret.api.coercions import as_operand
from shapelint.interpret.api.constants import number_in, overwrite
from shapelint.interpret.bounded import held
from shapelint.interpret.domain.join import another, merge_values, possible_among
from shapelint.interpret.domain.values import (
    ClassMethod,
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    NativeFunction,
    SetValue,
    Unknown,
    class_attribute,
    is_hashable,
)
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.operand_types import UNSAMPLED, sample
from shapelint.interpret.raising.errors import python_error
from shapelint.interpret.state.choices import ONE_TENSOR, choose, may_be_several
from shapelint.interpret.state.escape import escape
from shapelint.ir import BoundArgument, Tensor
from shapelint.ops.layout.indexing import (
    AssignIndex,
    EllipsisItem,
    Index,
    IntItem,
    Item,
    MaskItem,
    NewAxis,
    SliceItem,
    TensorItem,
    UnknownItem,
)
from shapelint.symbolic import Expression
from shapelint.syntax.source import Place


def get_item(m: Interpreter, value: object, index: object, place: Place | None) -> object:
    """`value[index]`."""
    if isinstance(value, Tensor):
        if may_be_several(value) and takes_sequences(index) and not choose(m, ONE_TENSOR):
            return m.unknown("a part of an input that may be no tensor", place)
        return index_tensor(m, value, index, place)
    if isinstance(value, (ListValue, tuple, str, bytes, range)):
        return sequence_item(m, value, index, place)
    if isinstance(value, DictValue):
        return dict_item(m, value, index, place)
    if isinstance(value, Instance):
        method = class_attribute(value.type, "__getitem__")
        if method is not None:
            return m.call_function(method, [value, index], place=place)
        return m.unknown(f"an item of {value.type.name}", place)
    if isinstance(value, ClassValue):
        return class_item(m, value, index, place)
    if isinstance(value, Unknown):
        known = isinstance(index, (int, str))
        return Unknown(value.reason, value.place, m.part_key(value, (), "item", index) if known else None)
    if isinstance(value, NativeFunction):
        return value
    return m.unknown("an item of something that is not known", place)


def takes_sequences(index: object) -> bool:
    """Whether a list, tuple or dict takes such an index as well."""
    return isinstance(index, (int, slice, str, Unknown))


def class_item(m: Interpreter, value: ClassValue, index: object, place: Place | None) -> object:
    """An enum's member by its name; else a generic class, which is the class itself."""
    members = value.variables.get("__members__")
    if isinstance(members, DictValue):
        return dict_item(m, members, index, place)
    own = class_attribute(value, "__class_getitem__")
    function = own.function if isinstance(own, ClassMethod) else own
    if isinstance(function, FunctionValue):
        return m.call_function(function, [value, index], place=place)
    return value


def sequence_item(
    m: Interpreter, value: ListValue | tuple[object, ...] | str | bytes | range, index: object, place: Place | None
) -> object:
    open_ = value.open if isinstance(value, ListValue) else ""
    items = value.seen() if isinstance(value, ListValue) else value
    if isinstance(index, slice):
        bounds = (index.start, index.stop, index.step)
        if open_ or not all(b is None or isinstance(b, int) for b in bounds):
            return some_of(value, index, place)
        try:
            part = items[index]
        except ValueError as error:
            return python_error(m, "ValueError", str(error), place)
        return ListValue(list(part)) if isinstance(value, ListValue) else held(m, part, place)
    if isinstance(index, Instance):
        method = class_attribute(index.type, "__index__")
        index = m.call_function(method, [index], place=place) if method is not None else index
    if isinstance(index, Tensor):
        number = number_in(index)
        index = number if isinstance(number, int) else index
    if isinstance(index, (int, bool)):
        if isinstance(items, range):
            return item_of_range(m, items, index, place)
        if -len(items) <= index < len(items) and not (open_ and index < 0):
            return items[index]
        if open_:
            m.may_raise()
            return typical(value, place)
        kind = "list" if isinstance(value, ListValue) else type(value).__name__
        return python_error(m, "IndexError", f"{kind} index {index} out of range for {len(items)} elements", place)
    if isinstance(index, (Unknown, Expression, Tensor)):
        m.may_raise()
        return typical(value, place)
    if sample(index) is UNSAMPLED:  # it may have an `__index__` of its own
        return typical(value, place)
    return python_error(m, "TypeError", "list indices must be integers or slices", place)


def item_of_range(m: Interpreter, value: range, index: int, place: Place | None) -> object:
    """A number of a range, which may have more of them than `len` counts."""
    try:
        return value[index]
    except IndexError as error:
        return python_error(m, "IndexError", str(error), place)


def merged_elements(items: list[object], place: Place | None) -> object:
    """What is true of every element: the value at an unknown index."""

    if not items:
        return Unknown("an element of an empty sequence", place)
    merged = items[0]
    for item in items[1:]:
        merged = merge_values(merged, item, "an element at an unknown index")
    return merged


def typical(value: object, place: Place | None) -> object:
    """One element that stands for any of a sequence."""
    if isinstance(value, range):
        few = value[:3]
        return merged_elements(list(few), place) if len(few) < 3 else Unknown("a number of a range", place)
    if not isinstance(value, ListValue):
        return merged_elements(list(value), place)  # type: ignore[call-overload]
    items = value.exactly()
    if items is not None:
        return merged_elements(list(items), place)
    return Unknown(value.open, place) if value.typical is None else another(value.typical)


def some_of(value: object, index: slice, place: Place | None) -> object:
    """A slice of a sequence of which not all is known, or with bounds that are not."""
    if not isinstance(value, ListValue):
        return Unknown("a slice with unknown bounds", place)
    why = value.open or "a slice with unknown bounds"
    items = value.at_least()
    from_first = index.step is None and index.start in (None, 0)
    if from_first and isinstance(index.stop, int) and 0 <= index.stop <= len(items):
        return ListValue(list(items[: index.stop]))
    held = value.exactly()
    like = value.typical if held is None else merged_elements(list(held), place)
    return ListValue([], why, typical=None if isinstance(like, Unknown) else like)


def has_equality(value: object) -> bool:
    """Whether an object may equal another one."""
    return (
        isinstance(value, Instance)
        and "_value_" not in value.attributes
        and (class_attribute(value.type, "__eq__") is not None)
    )


COUNTER = "Counter"  # the kind of dict that has 0 for what it does not hold


def dict_item(m: Interpreter, value: DictValue, key: object, place: Place | None) -> object:
    if isinstance(key, (slice, Tensor)) or not is_hashable(key):
        return m.unknown("a dict's item under such a key", place)
    if value.factory is not None and (isinstance(key, (Unknown, Expression)) or value.open):
        return item_of_default(m, value, key, place)
    held = value.at_least()
    if key in held:
        return held[key]
    if isinstance(key, (Unknown, Expression)):
        return (
            merged_elements(list(held.values()), place)
            if held and value.exactly() is not None
            else Unknown("a key that is not known", place)
        )
    if value.holds(key) is None or any(isinstance(k, Unknown) or has_equality(k) for k in (key, *held)):
        return Unknown(value.open or "a dict with an unknown key", place)
    if value.kind == COUNTER:
        return 0
    if value.factory is not None:
        made = m.call_function(value.factory, [], place=place)
        m.journal.record_write(value)
        value.put(key, made)
        return made
    return python_error(m, "KeyError", f"{key!r}" if isinstance(key, (str, int)) else "a key that is missing", place)


def item_of_default(m: Interpreter, value: DictValue, key: object, place: Place | None) -> object:
    """The item of a defaultdict under a key that may be there or not: reading it makes it. What is then done to it is
    done to an item that it holds, whichever."""
    held = value.at_least()
    if key in held and not isinstance(key, (Unknown, Expression)):
        return held[key]
    why = value.open or "a key that is not known"
    m.journal.record_write(value)
    value.gain(str(why))
    given = possible_among(held.values()) if isinstance(key, (Unknown, Expression)) else ()
    return Unknown(why, place, may_be=given)


def index_item(index: object) -> Item:
    """One item of a tensor's index, in the operation's terms."""
    if isinstance(index, bool):
        return MaskItem(())
    if isinstance(index, (int, Expression)):
        return IntItem(index)
    if isinstance(index, slice):
        return slice_item(index)
    if index is None:
        return NewAxis()
    if index is Ellipsis:
        return EllipsisItem()
    if isinstance(index, Tensor):
        number = number_in(index) if index.shape == () else None
        if isinstance(number, int):
            return IntItem(int(number)) if index.type.dtype != "bool" else MaskItem(())
        if index.type.dtype is None and index.dialect.tensors.untyped_masks:
            return UnknownItem()
        if index.type.dtype == "bool" or (index.type.dtype == "uint8" and index.dialect.tensors.byte_masks):
            return MaskItem(index.shape)
        return TensorItem(index.shape)
    if isinstance(index, (ListValue, range)):
        items = index.exactly() if isinstance(index, ListValue) else index
        if items is None or not all(isinstance(i, (int, Expression)) for i in items):
            return UnknownItem()
        is_mask = bool(items) and all(isinstance(i, bool) for i in items)
        return MaskItem((len(items),)) if is_mask else TensorItem((len(items),))
    return UnknownItem()


def slice_item(index: slice) -> Item:
    bounds = []
    for bound in (index.start, index.stop, index.step):
        if isinstance(bound, Unknown):
            bound = bound.as_size()
        if bound is not None and not isinstance(bound, (int, Expression)):
            return UnknownItem(True)
        bounds.append(bound)
    return SliceItem(*bounds)


def index_tensor(m: Interpreter, value: Tensor, index: object, place: Place | None) -> object:
    items = index if isinstance(index, tuple) else (index,)
    operation = Index(tuple(index_item(i) for i in items), negative_steps=value.dialect.tensors.negative_steps)
    return apply_operation(m, operation, (value,), "[]", place, arguments=indexed_by(items))


def indexed_by(items: tuple[object, ...]) -> dict[str, BoundArgument]:
    return {"index": BoundArgument(items, None)} if any(isinstance(item, (Tensor, ListValue)) for item in items) else {}


def set_item(m: Interpreter, container: object, index: object, value: object, place: Place | None) -> None:
    """`container[index] = value`."""
    if isinstance(container, Unknown):
        escape(m, [container, value])
    if isinstance(container, Tensor):
        write_tensor(m, container, index, value, place)
    elif isinstance(container, ListValue):
        set_list_item(m, container, index, value, place)
    elif isinstance(container, DictValue):
        m.journal.record_write(container)
        if isinstance(index, (slice, Tensor, Unknown, Expression)) or has_unknown(index):
            held = container.at_least()
            container.hold({k: merged_pair(v, value) for k, v in held.items()}, "a key that is not known")
            return
        container.put(index, value)
    elif isinstance(container, Instance):
        method = class_attribute(container.type, "__setitem__")
        if method is not None:
            m.call_function(method, [container, index, value], place=place)


def write_tensor(m: Interpreter, tensor: Tensor, index: object, value: object, place: Place | None) -> None:
    """`tensor[index] = value`: the value must expand to what the index selects."""
    overwrite(m, [tensor])
    operand = as_operand(value)
    if not tensor.dialect.tensors.in_place or not isinstance(operand, Tensor):
        return
    items = index if isinstance(index, tuple) else (index,)
    operation = AssignIndex(tuple(index_item(i) for i in items))
    apply_operation(m, operation, (tensor, operand), "[] =", place, arguments=indexed_by(items))


def set_list_item(m: Interpreter, container: ListValue, index: object, value: object, place: Place | None) -> None:
    m.journal.record_write(container)
    if isinstance(index, slice):
        items, complete = m.iterate(value, place)
        bounds = (index.start, index.stop, index.step)
        held = container.exactly()
        if complete and held is not None and all(b is None or isinstance(b, int) for b in bounds):
            changed = list(held)
            try:
                changed[index] = items
                container.hold(changed)
                return
            except ValueError:
                python_error(m, "ValueError", "a slice assignment of another length", place)
        container.forget("a slice of it was replaced by something not known")
        return
    count = len(container.at_least())
    lowest = -count if container.exactly() is not None else 0
    if isinstance(index, int) and lowest <= index < count:
        container.put(index % count, value)
    elif isinstance(index, int) and not container.open:
        python_error(m, "IndexError", f"list assignment index {index} out of range", place)
    else:
        m.may_raise()
        container.substitute(lambda item: merged_pair(item, value))
        container.typical = None


def has_unknown(key: object) -> bool:
    """Whether a key holds something that is not known, so that it may be equal to others."""
    return isinstance(key, tuple) and any(isinstance(k, (Unknown, Expression, slice)) or has_unknown(k) for k in key)


def merged_pair(item: object, value: object) -> object:

    return merge_values(item, value, "written at an unknown index")


def delete_item(m: Interpreter, container: object, index: object, place: Place | None) -> None:
    """`del container[index]`."""
    if isinstance(container, Unknown):
        escape(m, [container])
    if isinstance(container, ListValue):
        m.journal.record_write(container)
        plain = isinstance(index, int) or (
            isinstance(index, slice)
            and all(b is None or isinstance(b, int) for b in (index.start, index.stop, index.step))
        )
        held = container.exactly()
        if plain and held is not None:
            left = list(held)
            try:
                del left[index]  # type: ignore[arg-type]
                container.hold(left)
            except IndexError:
                python_error(m, "IndexError", "list index out of range", place)
        else:
            container.forget("an element of it was deleted at an unknown index")
    elif isinstance(container, (DictValue, SetValue)):
        m.journal.record_write(container)
        if isinstance(index, (Unknown, Expression)) or has_unknown(index):
            container.forget("a key that is not known was deleted")
        elif not isinstance(index, slice) and index in container.at_least():
            container.drop(index)
        elif isinstance(container, DictValue) and container.holds(index) is False:
            if any(isinstance(k, Unknown) or has_equality(k) for k in (index, *container.at_least())):
                container.forget("a key that may be equal was deleted")
            else:
                python_error(m, "KeyError", "a key that is missing", place)
    elif isinstance(container, Instance):
        method = class_attribute(container.type, "__delitem__")
        if method is not None:
            m.call_function(method, [container, index], place=place)
