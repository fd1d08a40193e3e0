"""The methods of Python's own types."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shapelint.interpret.api.coercions import elements
from shapelint.interpret.bounded import formatted_length, no_room_for_text, text_length
from shapelint.interpret.builtins.functions import NO_DEFAULT, next_value, ordered
from shapelint.interpret.builtins.native import native
from shapelint.interpret.builtins.types import fill_dict
from shapelint.interpret.domain.join import grow, merged_typical, possible_among
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    FunctionValue,
    Instance,
    IteratorValue,
    ListValue,
    SetValue,
    Unknown,
    as_mixed,
    class_attribute,
    unknown_text,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.attributes import MISSING, NATIVE_METHODS, instance_attribute
from shapelint.interpret.language.comparisons import are_vague, is_vague
from shapelint.interpret.language.in_place import extend
from shapelint.interpret.language.iteration import iterate
from shapelint.interpret.language.operators import compare
from shapelint.interpret.language.subscripts import typical
from shapelint.interpret.language.suspension import exhaust
from shapelint.interpret.language.truth import truth
from shapelint.interpret.plain_values import is_plain, plain
from shapelint.interpret.raising.errors import python_error
from shapelint.interpret.raising.exceptions import OBJECT

EXTENDED = "extended by something of unknown length"


# ------------------------------------------------------------------------------------------------------------- str

TEXT_METHODS = (
    "capitalize", "casefold", "center", "count", "endswith", "expandtabs", "find", "index", "isalnum", "isalpha",
    "isdecimal",
    "isdigit", "isidentifier", "islower", "isnumeric", "isspace", "istitle", "isupper", "ljust", "lower", "lstrip",
    "partition",
    "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split",
    "splitlines", "startswith", "strip", "swapcase", "title", "translate", "upper", "zfill", "encode",
)  # fmt: skip


GIVING_TEXT = frozenset(
    {"center", "ljust", "lstrip", "removeprefix", "removesuffix", "replace", "rjust", "rstrip", "strip", "zfill"}
)


def text_method(name: str) -> Callable[..., object]:
    """A method of str that is exact on exact arguments."""

    def run(m: Interpreter, site: Site, value: object, *arguments: object, **keywords: object) -> object:
        value, arguments = as_mixed(value), tuple(map(as_mixed, arguments))
        if not isinstance(value, str):  # `map(str.lower, words)`
            return Unknown(f"str.{name}() of a text that is not known", site.place)
        if not all(is_plain(a) for a in (*arguments, *keywords.values())):
            reason = f"str.{name}() with an argument that is not known"
            return unknown_text(reason, site.place) if name in GIVING_TEXT else Unknown(reason, site.place)
        refusal = no_room_for_text(m, length_after(name, value, (*arguments, *keywords.values())), site.place)
        if refusal is not None:
            return refusal
        try:
            result = getattr(value, name)(*map(plain, arguments), **{k: plain(v) for k, v in keywords.items()})
        except (TypeError, ValueError, LookupError, OverflowError) as error:
            return python_error(m, type(error).__name__, str(error), site.place)
        return ListValue(result) if isinstance(result, list) else result

    return run


PADDING = frozenset({"center", "ljust", "rjust", "zfill"})


def length_after(name: str, value: str, arguments: tuple[object, ...]) -> int:
    """How long the text is at most that a method makes of another one."""
    if name in PADDING:
        return max([len(value), *(a for a in arguments if isinstance(a, int))])
    if name == "expandtabs":
        sizes = [a for a in arguments if isinstance(a, int)]
        return len(value) + value.count("\t") * max([8, *sizes])
    if name == "replace" and len(arguments) > 1 and all(isinstance(a, str) for a in arguments[:2]):
        old, new = arguments[:2]
        return len(value) + (value.count(old) if old else len(value) + 1) * len(new)  # type: ignore[arg-type]
    if name == "translate":
        return len(value) * (1 + text_length(arguments))
    return 3 * len(value)  # a letter may have three in the other case


def text_format(m: Interpreter, site: Site, value: object, *arguments: object, **keywords: object) -> object:
    if not isinstance(value, str) or not all(is_plain(a) for a in (*arguments, *keywords.values())):
        return unknown_text("a formatted string with an unknown part", site.place)
    length = formatted_length(value, (*arguments, *keywords.values()))
    refusal = no_room_for_text(m, length, site.place)
    if refusal is not None:
        return refusal
    try:
        return value.format(*map(plain, arguments), **{k: plain(v) for k, v in keywords.items()})
    except (LookupError, ValueError, AttributeError, TypeError, OverflowError) as error:
        return python_error(m, type(error).__name__, str(error), site.place)


def text_join(m: Interpreter, site: Site, value: object, parts: object) -> object:
    items, complete = iterate(m, parts, site.place)
    value, items = as_mixed(value), [as_mixed(item) for item in items]
    if isinstance(value, str) and complete and all(isinstance(i, str) for i in items):
        length = sum(len(i) for i in items if isinstance(i, str)) + len(value) * len(items)
        refusal = no_room_for_text(m, length, site.place)
        return refusal if refusal is not None else value.join(str(i) for i in items)
    return unknown_text("joined from texts that are not all known", site.place)


# ------------------------------------------------------------------------------------------------------------ list


def list_append(m: Interpreter, site: Site, value: ListValue, item: object) -> object:
    m.journal.record_write(value)
    grow(value, (item,))
    return None


def append_left(m: Interpreter, site: Site, value: ListValue, item: object) -> object:
    return list_insert(m, site, value, 0, item)


def list_extend(m: Interpreter, site: Site, value: ListValue, items: object) -> object:
    found, complete = iterate(m, items, site.place)
    extend(m, value, found, complete, site.place)
    return None


def list_insert(m: Interpreter, site: Site, value: ListValue, index: object, item: object) -> object:
    m.journal.record_write(value)
    held = value.at_least()
    if isinstance(index, int) and (value.exactly() is not None or 0 <= index <= len(held)):
        value.insert(index, item)
    else:
        like = merged_typical([item, *(held if value.exactly() is not None else [value.typical])])
        value.rearrange("an element inserted at an unknown index")
        grow(value, (item,))
        value.typical = like
    return None


def list_pop(m: Interpreter, site: Site, value: ListValue, index: object = -1) -> object:
    held = value.exactly()
    if held is not None and isinstance(index, int):
        if not -len(held) <= index < len(held):
            return python_error(m, "IndexError", "pop index out of range", site.place)
        m.journal.record_write(value)
        return value.take(index)
    m.journal.record_write(value)
    if isinstance(index, int) and 0 <= index < len(value.at_least()):
        return value.take(index)
    m.may_raise()
    taken = typical(value, site.place)
    if not isinstance(index, int) or index != -1:
        value.rearrange("an element taken out at an unknown index")
    value.take_last()
    return taken


def list_remove(m: Interpreter, site: Site, value: ListValue, item: object) -> object:
    m.journal.record_write(value)
    for position, candidate in enumerate(value.at_least()):
        same = truth(m, compare(m, "==", candidate, item, None))
        if same:
            value.take(position)
            return None
        if same is None:
            count = value.fewest()
            value.hold(value.at_least()[:position], "an element that was removed is not known")
            value.more = max(count - 1 - position, 0)
            m.may_raise()
            return None
    if value.exactly() is None:
        value.forget("an element that was removed is not known")
        m.may_raise()
        return None
    return python_error(m, "ValueError", "list.remove(x): x not in list", site.place)


def list_clear(m: Interpreter, site: Site, value: ListValue) -> object:
    m.journal.record_write(value)
    value.hold(())
    return None


def list_copy(m: Interpreter, site: Site, value: ListValue) -> object:
    return value.copied()


def list_reverse(m: Interpreter, site: Site, value: ListValue) -> object:
    m.journal.record_write(value)
    held = value.exactly()
    if held is None:
        value.rearrange(value.open)
    else:
        value.hold(held[::-1])
    return None


def list_sort(m: Interpreter, site: Site, value: ListValue, key: object = None, reverse: object = False) -> object:
    result = ordered(m, site, value, key, reverse)
    m.journal.record_write(value)
    if isinstance(result, ListValue):
        value.become(result)
    return None


def sequence_index(m: Interpreter, site: Site, value: object, item: object, *bounds: object) -> object:
    items, complete = iterate(m, value, site.place)
    for position, candidate in enumerate(items):
        same = truth(m, compare(m, "==", candidate, item, None))
        if same is None or not complete or bounds:
            return Unknown("an index that is not known", site.place)
        if same:
            return position
    return python_error(m, "ValueError", "a value that is not in the sequence", site.place)


def sequence_count(m: Interpreter, site: Site, value: object, item: object) -> object:
    items, complete = iterate(m, value, site.place)
    results = [truth(m, compare(m, "==", candidate, item, None)) for candidate in items]
    return results.count(True) if complete and None not in results else Unknown("a count that is not known", site.place)


def tuple_numel(m: Interpreter, site: Site, value: tuple[object, ...]) -> object:
    """`torch.Size.numel()`."""
    from shapelint.interpret.language.operators import binary

    result: object = 1
    for item in value:
        result = binary(m, "*", result, item, site.place)
    return result


def sequence_length(m: Interpreter, site: Site, value: object) -> object:
    from shapelint.interpret.builtins.functions import length

    return length(m, site, value)


def list_from(m: Interpreter, site: Site, value: tuple[object, ...]) -> object:
    """`tensor.shape.as_list()`."""
    return ListValue(list(value))


def is_defined(m: Interpreter, site: Site, value: tuple[object, ...]) -> object:
    """`tensor.shape.is_fully_defined()`."""
    return all(isinstance(size, int) for size in value)


def joined_shapes(m: Interpreter, site: Site, value: tuple[object, ...], other: object) -> object:
    """`tensor.shape.concatenate(other)`."""
    items = elements(other)
    return (*value, *items) if items is not None else Unknown("a shape that is not known", site.place)


def same_shape(m: Interpreter, site: Site, value: tuple[object, ...], *other: object) -> object:
    """`tensor.shape.with_rank(n)` and its kin: the shape, if the assertion holds."""
    return value


# ------------------------------------------------------------------------------------------------------------ dict


def dict_get(m: Interpreter, site: Site, value: DictValue, key: object, default: object = None) -> object:
    held = value.at_least()
    if is_vague(key):
        among = possible_among([*held.values(), default])
        is_empty = not held and not value.open and value.owner is None
        return default if is_empty else Unknown("a key that is not known", site.place, may_be=among)
    if key in held:
        return held[key]
    if value.holds(key) is None or are_vague(held):
        return Unknown(value.open or "a dict with an unknown key", site.place, may_be=possible_among([default]))
    return default


def view(kind: str, items: Iterable[object], value: DictValue) -> ListValue:
    """What a view of a dict gives; of an open one it is not known what comes first."""
    held = list(items)
    if value.exactly() is None:
        return ListValue([], str(value.open), more=len(held), kind=kind)
    return ListValue(held, kind=kind)


def dict_keys(m: Interpreter, site: Site, value: DictValue) -> object:
    return view("dict_keys", value.at_least(), value)


def dict_values(m: Interpreter, site: Site, value: DictValue) -> object:
    return view("dict_values", value.at_least().values(), value)


def dict_items(m: Interpreter, site: Site, value: DictValue) -> object:
    return view("dict_items", value.at_least().items(), value)


def dict_update(m: Interpreter, site: Site, value: DictValue, *others: object, **keywords: object) -> object:
    m.journal.record_write(value)
    for other in others:
        fill_dict(m, site, value, other)
    value.update(keywords)
    return None


def dict_pop(m: Interpreter, site: Site, value: DictValue, key: object, default: object = NO_DEFAULT) -> object:
    if is_vague(key) or (key not in value.at_least() and are_vague(value.at_least())):
        m.journal.record_write(value)
        value.forget("a key that is not known was taken out")
        return Unknown(value.open, site.place)
    if key in value.at_least():
        m.journal.record_write(value)
        return value.drop(key)
    if value.holds(key) is None:
        return Unknown(value.open, site.place)
    return python_error(m, "KeyError", f"{key!r}", site.place) if default is NO_DEFAULT else default


def dict_popitem(m: Interpreter, site: Site, value: DictValue, last: object = True) -> object:
    held = value.exactly()
    m.journal.record_write(value)
    if not held or not isinstance(last, bool):
        value.forget(value.open)
        return m.unknown(value.open or "an item of an empty dict", site.place)
    key = list(held)[-1 if last else 0]
    return (key, value.drop(key))


def dict_setdefault(m: Interpreter, site: Site, value: DictValue, key: object, default: object = None) -> object:
    held = value.at_least()
    if key in held and not is_vague(key):
        return held[key]
    m.journal.record_write(value)
    if value.holds(key) is None or is_vague(key) or are_vague(held):
        among = possible_among([*held.values(), default])
        value.gain("a key that is not known")
        return Unknown(value.open, site.place, may_be=among)
    value.put(key, default)
    return default


def dict_copy(m: Interpreter, site: Site, value: DictValue) -> object:
    return value.copied()


def dict_clear(m: Interpreter, site: Site, value: DictValue) -> object:
    m.journal.record_write(value)
    value.hold({})
    return None


def dict_from_keys(m: Interpreter, site: Site, keys: object, value: object = None) -> object:
    items, complete = iterate(m, keys, site.place)
    if not complete or are_vague(items):
        return DictValue({} if not complete else {k: value for k in items if not is_vague(k)}, EXTENDED)
    return DictValue(dict.fromkeys(items, value))


def move_to_end(m: Interpreter, site: Site, value: DictValue, key: object, last: object = True) -> object:
    if key in value.at_least():
        m.journal.record_write(value)
        item = value.drop(key)
        held = value.at_least()
        value.hold({**held, key: item} if last is not False else {key: item, **held}, value.open)
    return None


# ------------------------------------------------------------------------------------------------------------- set


def set_add(m: Interpreter, site: Site, value: SetValue, item: object) -> object:
    m.journal.record_write(value)
    add_elements(value, [item])
    return None


def add_elements(value: SetValue, items: list[object], why: str = "") -> None:
    """Add elements to a set; one that is not known may be the same as another."""
    why = why or ("an element that is not known" if are_vague(items) else "")
    for item in items:
        if not is_vague(item):
            value.add(item)
    value.open = value.open or why


def set_update(m: Interpreter, site: Site, value: SetValue, *others: object) -> object:
    m.journal.record_write(value)
    for other in others:
        items, complete = iterate(m, other, site.place)
        add_elements(value, items if complete else [], "" if complete else EXTENDED)
    return None


def set_discard(m: Interpreter, site: Site, value: SetValue, item: object) -> object:
    m.journal.record_write(value)
    if is_vague(item) or are_vague(value.at_least()):
        value.forget("an element that is not known was taken out")
    elif item in value.at_least():
        value.drop(item)
    return None


def set_remove(m: Interpreter, site: Site, value: SetValue, item: object) -> object:
    if is_vague(item) or value.exactly() is None or item in value.at_least():
        return set_discard(m, site, value, item)
    return python_error(m, "KeyError", "an element that is missing", site.place)


def set_pop(m: Interpreter, site: Site, value: SetValue) -> object:
    m.journal.record_write(value)
    value.forget("an element that is not known was taken out")
    return m.unknown(value.open, site.place)


def set_clear(m: Interpreter, site: Site, value: SetValue) -> object:
    m.journal.record_write(value)
    value.hold(())
    return None


def set_algebra(
    keep: Callable[[dict[object, object], dict[object, object]], dict[object, object]],
) -> Callable[..., object]:
    def run(m: Interpreter, site: Site, value: SetValue, *others: object) -> object:
        result = dict(value.at_least())
        missing = value.open
        for other in others:
            items, complete = iterate(m, other, site.place)
            result = keep(result, {i: i for i in items})
            whole = complete and not any(isinstance(i, Unknown) for i in items)
            missing = missing or ("" if whole else EXTENDED)
        return SetValue({} if missing else result, missing)

    return run


def set_contains(every: bool, swapped: bool) -> Callable[..., object]:
    def run(m: Interpreter, site: Site, value: SetValue, other: object) -> object:
        items, complete = iterate(m, other, site.place)
        held = value.exactly()
        if not complete or held is None or are_vague(items) or are_vague(held):
            return Unknown("a set that is not all known", site.place)
        left, right = set(held), set(items)
        return (left >= right if swapped else left <= right) if every else not left & right

    return run


SETS: dict[str, Callable[..., object]] = {
    "add": set_add,
    "update": set_update,
    "discard": set_discard,
    "remove": set_remove,
    "pop": set_pop,
    "clear": set_clear,
    "copy": set_algebra(lambda a, b: a),
    "union": set_algebra(lambda a, b: {**a, **b}),
    "intersection": set_algebra(lambda a, b: {k: v for k, v in a.items() if k in b}),
    "difference": set_algebra(lambda a, b: {k: v for k, v in a.items() if k not in b}),
    "symmetric_difference": set_algebra(lambda a, b: {k: v for k, v in {**a, **b}.items() if (k in a) is not (k in b)}),
    "issubset": set_contains(True, False),
    "issuperset": set_contains(True, True),
    "isdisjoint": set_contains(False, False),
}

# --------------------------------------------------------------------------------------------------------- numbers


def bit_length(m: Interpreter, site: Site, value: object) -> object:
    return value.bit_length() if isinstance(value, int) else Unknown("the bits of a size", site.place)


def is_integer(m: Interpreter, site: Site, value: object) -> object:
    return value.is_integer() if isinstance(value, float) else True


def generator_send(m: Interpreter, site: Site, value: IteratorValue, sent: object = None) -> object:
    return next_value(m, site, value, NO_DEFAULT, sent)


def generator_close(m: Interpreter, site: Site, value: IteratorValue) -> None:
    """`close()`: what remains to be done where the generator is left happens now."""
    ending = None if value.pending is None else value.pending.ending()
    m.journal.record_write(value)
    value.become(IteratorValue([]) if ending is None else IteratorValue([], pending=ending))
    exhaust(m, value)


def itself(m: Interpreter, site: Site, value: object) -> object:
    return value


def as_type(m: Interpreter, site: Site, value: object, dtype: object, *rest: object, **options: object) -> object:
    """`np.ceil(x).astype(int)`: a number as a class of numbers makes it."""
    if isinstance(dtype, ClassValue):
        return m.call_function(dtype, [value], place=site.place)
    return Unknown("a number as another type", site.place)


# What numpy's numbers have besides; exact ones are held as Python's own.
NUMBER: dict[str, Callable[..., object]] = {"item": itself, "tolist": itself, "copy": itself, "astype": as_type}


def plain_attribute(m: Interpreter, site: Site, value: object, name: object) -> object:
    """`object.__getattribute__`."""
    if not isinstance(value, Instance) or not isinstance(name, str):
        return m.unknown("an attribute that is not known", site.place)
    found = instance_attribute(m, value, name, site.place, is_plain=True)
    if found is MISSING and isinstance(class_attribute(value.type, "__getattribute__"), FunctionValue):
        return m.unknown("an attribute that __getattr__ may be asked for next", site.place)
    if found is MISSING:
        return python_error(m, "AttributeError", f"'{value.type.name}' object has no attribute '{name}'", site.place)
    return found


TABLES: dict[str, dict[str, Callable[..., object]]] = {
    "str": {**{name: text_method(name) for name in TEXT_METHODS}, "format": text_format, "join": text_join},
    "ListValue": {
        "append": list_append, "extend": list_extend, "insert": list_insert, "pop": list_pop, "remove": list_remove,
        "clear": list_clear, "copy": list_copy, "reverse": list_reverse, "sort": list_sort, "index": sequence_index,
        "count": sequence_count, "appendleft": append_left,
        "popleft": lambda m, s, v: list_pop(m, s, v, 0), "__len__": sequence_length,
    },
    "tuple": {
        "index": sequence_index, "count": sequence_count, "numel": tuple_numel, "num_elements": tuple_numel,
        "as_list": list_from, "__len__": sequence_length, "is_fully_defined": is_defined,
        "concatenate": joined_shapes, "with_rank": same_shape, "with_rank_at_least": same_shape,
        "assert_has_rank": same_shape, "merge_with": same_shape, "assert_is_compatible_with": same_shape,
    },
    "DictValue": {
        "get": dict_get, "keys": dict_keys, "values": dict_values, "items": dict_items, "update": dict_update,
        "pop": dict_pop, "popitem": dict_popitem, "setdefault": dict_setdefault, "copy": dict_copy, "clear": dict_clear,
        "move_to_end": move_to_end, "__len__": sequence_length,
    },
    "SetValue": SETS,
    "int": {"bit_length": bit_length, "is_integer": is_integer, **NUMBER},
    "float": {"is_integer": is_integer, **NUMBER},
    "IteratorValue": {"send": generator_send, "__next__": generator_send, "close": generator_close},
}  # fmt: skip
for kind, table in TABLES.items():
    NATIVE_METHODS[kind] = {
        name: native(f"{kind.removesuffix('Value').lower()}.{name}", body) for name, body in table.items()
    }
NATIVE_METHODS["range"] = {"index": native("index", sequence_index), "count": native("count", sequence_count)}
NATIVE_METHODS["list"] = NATIVE_METHODS["ListValue"]
NATIVE_METHODS["dict"] = {**NATIVE_METHODS["DictValue"], "fromkeys": native("dict.fromkeys", dict_from_keys)}
NATIVE_METHODS["OrderedDict"] = NATIVE_METHODS["defaultdict"] = NATIVE_METHODS["dict"]
NATIVE_METHODS["set"] = NATIVE_METHODS["SetValue"]
OBJECT.variables["__getattribute__"] = native("object.__getattribute__", plain_attribute)
