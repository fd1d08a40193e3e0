"""Python's built-in functions."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.interpret.api.apply import apply_operation
from shapelint.interpret.bounded import no_room_for_text, text_length
from shapelint.interpret.builtins.importing import imported_top
from shapelint.interpret.builtins.native import native
from shapelint.interpret.builtins.types import class_of
from shapelint.interpret.domain.join import another, merge_values, merged_typical
from shapelint.interpret.domain.values import (
    UNLISTED,
    BoundMethod,
    ClassValue,
    DeclaredFunction,
    DictValue,
    FunctionValue,
    Instance,
    IteratorValue,
    ListValue,
    ModuleValue,
    NativeFunction,
    SetValue,
    SuperValue,
    Unknown,
    as_mixed,
    class_attribute,
    has_class_attribute,
    is_one_number,
    type_name,
)
from shapelint.interpret.free_conditions import COUNT, TURN, UNCOUNTED
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.attributes import (
    MISSING,
    any_attribute,
    delete_attribute,
    find_attribute,
    set_any_attribute,
    set_attribute,
)
from shapelint.interpret.language.calls import call_function
from shapelint.interpret.language.classes import is_subclass
from shapelint.interpret.language.iteration import iterate, iterator_over
from shapelint.interpret.language.operators import binary
from shapelint.interpret.language.pulling import Chosen, Mapped, Numbered, Zipped
from shapelint.interpret.language.subscripts import merged_elements
from shapelint.interpret.language.suspension import exhaust, is_suspended, left_early, take
from shapelint.interpret.language.truth import truth
from shapelint.interpret.plain_values import format_value, is_plain, plain
from shapelint.interpret.raising.errors import is_caught, python_error
from shapelint.interpret.raising.exceptions import make_exception
from shapelint.interpret.signals import Raised
from shapelint.interpret.state.escape import escape
from shapelint.ir import Tensor
from shapelint.limits import LARGEST_BITS
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.records import replace
from shapelint.symbolic import Expression, fresh, maximum, minimum

NO_DEFAULT = object()


def unknown_like(m: Interpreter, value: object, name: str, site: Site) -> Unknown:
    """What a function of an unknown value gives: the same unknown for the same value."""
    key = m.part_key(value, (name,)) if isinstance(value, Unknown) else None
    reason = value.reason if isinstance(value, Unknown) else f"{name}() of a value that is not known"
    return Unknown(reason, site.place, key, is_number=name in REAL_OF_REAL and is_one_number(value))


REAL_OF_REAL = frozenset({"abs", "round"})
"""What gives a real number for one."""


def length(m: Interpreter, site: Site, value: object) -> object:
    value = as_mixed(value)
    if isinstance(value, (tuple, str, bytes)):
        return len(value)
    if isinstance(value, range):
        return range_length(m, site, value)
    if isinstance(value, (ListValue, DictValue, SetValue)):
        held = value.exactly()
        if held is not None:
            return len(held)
        if value.fewest():
            return fresh("unknown", low=value.fewest())
        return Unknown(value.open, site.place, free=COUNT if value.open == UNCOUNTED else "", is_number=True)
    if isinstance(value, Tensor):
        return value.shape[0] if value.shape else unknown_like(m, value, "len", site)
    if isinstance(value, ClassValue) and isinstance(value.variables.get("__members__"), DictValue):
        return len(iterate(m, value, site.place)[0])
    if value is None or isinstance(value, (int, float)):
        return python_error(m, "TypeError", f"object of type '{type_name(value)}' has no len()", site.place)
    if isinstance(value, Instance):
        method = class_attribute(value.type, "__len__")
        if method is not None:
            return call_function(m, method, [value], place=site.place)
    return unknown_like(m, value, "len", site)


def range_length(m: Interpreter, site: Site, value: range) -> object:
    try:
        return len(value)
    except OverflowError as error:
        return python_error(m, "OverflowError", str(error), site.place)


def is_instance(m: Interpreter, site: Site, value: object, wanted: object) -> object:
    """True, False, or an unknown that is the same for the same question."""
    known = instance_of(m, value, wanted)
    if known is False and isinstance(value, Tensor) and value.is_assumed:
        m.recorder.assumes_tensors = True
    if known is None:
        subject = value.same() if isinstance(value, Unknown) else id(value)
        return Unknown(
            "isinstance() of a value that is not known", site.place, ("isinstance", subject, type_key(wanted))
        )
    return known


def type_key(wanted: object) -> object:
    if isinstance(wanted, tuple):
        return tuple(type_key(w) for w in wanted)
    return wanted.same() if isinstance(wanted, Unknown) else id(wanted)


def instance_of(m: Interpreter, value: object, wanted: object) -> bool | None:
    if isinstance(wanted, tuple):
        results = [instance_of(m, value, w) for w in wanted]
        return True if True in results else None if None in results else False
    if isinstance(value, Unknown) or not isinstance(wanted, ClassValue):
        return None
    check = wanted.variables.get("__instancecheck__")
    if isinstance(check, NativeFunction):
        answer = check.body(m, [value], {}, None)
        return answer if isinstance(answer, bool) else None
    if isinstance(value, Tensor) and not value.framework:
        return None
    is_one = is_subclass(class_of(m, value), wanted)
    return None if is_one is False and decides_itself(wanted) else is_one


def decides_itself(wanted: ClassValue) -> bool:
    """Whether a class may count objects among its instances that are not made of it: by its metaclass, a hook, or what
    methods they have."""
    if any(c.unknown_base for c in wanted.mro) or class_attribute(wanted, "__subclasshook__") is not None:
        return True
    is_abstract = wanted.definition is None and wanted.qualified_name.startswith("typing.")
    return is_abstract or any(c.qualified_name == "typing.Protocol" for c in wanted.mro)


def is_subclass_of(m: Interpreter, site: Site, value: object, wanted: object) -> object:
    candidates = wanted if isinstance(wanted, tuple) else (wanted,)
    if not isinstance(value, ClassValue) or not all(isinstance(c, ClassValue) for c in candidates):
        return unknown_like(m, value, "issubclass", site)
    results = [is_subclass(value, c) for c in candidates if isinstance(c, ClassValue)]
    if any(decides_itself(c) for c in candidates if isinstance(c, ClassValue)):
        results.append(None)
    if True in results:
        return True
    return Unknown("a base class that is not known", site.place) if None in results else False


def get_attr(m: Interpreter, site: Site, value: object, name: object, default: object = NO_DEFAULT) -> object:
    name = as_mixed(name)
    if not isinstance(name, str):
        unknown = m.unknown("getattr() with a name that is not known", site.place)
        return replace(unknown, may_be=tuple(any_attribute(m, value, name)))
    if default is NO_DEFAULT:
        found = find_attribute(m, value, name, site.place)
        if found is MISSING:
            return python_error(m, "AttributeError", f"no attribute '{name}'", site.place)
        return found
    found = quietly(m, value, name, site)
    if (
        isinstance(found, Unknown)
        and isinstance(value, (ModuleValue, Instance))
        and found.reason.endswith("not modelled")
    ):
        return found
    return default if found is MISSING else found


def quietly(m: Interpreter, value: object, name: str, site: Site) -> object:
    """The attribute, or MISSING also where looking for it raises AttributeError."""
    m.handlers.append(frozenset({"AttributeError"}))
    try:
        return find_attribute(m, value, name, site.place)
    except Raised as error:
        owner = error.value.type.name if isinstance(error.value, Instance) else ""
        if owner != "AttributeError":
            raise
        return MISSING
    finally:
        m.handlers.pop()


def has_attr(m: Interpreter, site: Site, value: object, name: object) -> object:
    if not isinstance(name, str) or isinstance(value, Unknown):
        key = m.part_key(value, ("hasattr",), name) if isinstance(value, Unknown) and isinstance(name, str) else None
        return Unknown("hasattr() of a value that is not known", site.place, key)
    found = quietly(m, value, name, site)
    if isinstance(value, Instance) and name not in value.attributes and has_class_attribute(value.type, UNLISTED):
        return Unknown(f"whether {value.type.name} has {name} is not known", site.place)
    if isinstance(found, Unknown) and (found.may_be_missing or is_of_open(value, found)):
        return Unknown(found.reason, site.place, None if found.key is None else ("hasattr", found.same()))
    return found is not MISSING


def is_of_open(value: object, found: Unknown) -> bool:
    """Whether an attribute that is not known may not be there at all; of Python's own types all names are known."""
    if isinstance(value, (int, float, complex, str, bytes, tuple, range, slice, ListValue, DictValue, SetValue)):
        return False
    own = getattr(value, "attributes", None) or getattr(value, "variables", None) or {}
    return not any(one is found for one in own.values())


def set_attr(m: Interpreter, site: Site, value: object, name: object, item: object) -> object:
    if isinstance(name, str):
        set_attribute(m, value, name, item, site.place)
    else:
        set_any_attribute(m, value, name, item, site.place)
    return None


def del_attr(m: Interpreter, site: Site, value: object, name: object) -> object:
    if isinstance(name, str):
        delete_attribute(m, value, name)
    else:
        escape(m, [value], "an attribute of it was deleted under a name that is not known")
    return None


def each(m: Interpreter, function: object, items: list[object], site: Site) -> list[object]:
    """What a function gives for each element; every call is a step."""
    found: list[object] = []
    for item in items:
        m.spend(1)
        found.append(call_function(m, function, [item], place=site.place))
    return found


def sequence_bound(
    choose: Callable[..., object], symbolic: Callable[..., object], operator: str
) -> Callable[..., object]:
    """`min` or `max`."""

    def run(m: Interpreter, site: Site, *values: object, key: object = None, default: object = NO_DEFAULT) -> object:
        if len(values) == 1:
            items, complete = iterate(m, values[0], site.place)
            if not complete:
                return unknown_like(m, values[0], choose.__name__, site)
        else:
            items = list(values)
        if not items:
            return (
                default if default is not NO_DEFAULT else python_error(m, "ValueError", "an empty sequence", site.place)
            )
        keys = items if key is None else each(m, key, items, site)
        if all(isinstance(k, (int, float, str)) for k in keys) or all(is_plain(k) for k in keys):
            try:
                shown = [plain(k) for k in keys]
                return items[shown.index(choose(shown))]
            except TypeError:
                return unknown_like(m, items[0], choose.__name__, site)
        if key is None and all(isinstance(k, (int, Expression)) for k in keys):
            return symbolic(*keys)
        made = m.unknown(f"{choose.__name__}() of values that are not all known", site.place)
        return replace(made, is_number=True) if all(map(is_one_number, items)) else made

    run.__name__ = operator
    return run


def total(m: Interpreter, site: Site, values: object, start: object = 0) -> object:
    items, complete = iterate(m, values, site.place)
    if not complete:
        return unknown_like(m, values, "sum", site)
    result = start
    for item in items:
        m.spend(1)
        result = binary(m, "+", result, item, site.place)
    return result


def quantified(stops_on: bool) -> Callable[..., object]:
    """`any` (stops on True) or `all` (stops on False)."""

    def run(m: Interpreter, site: Site, values: object) -> object:
        sure = surely_held(m, values)
        items, complete = iterate(m, values, site.place)
        results = [truth(m, item) for item in (items if complete else sure)]
        if not complete:
            results.append(None)
        if stops_on in results:
            return stops_on
        if None in results:
            return Unknown("a condition over values that are not all known", site.place, is_number=True)
        return not stops_on

    return run


def surely_held(m: Interpreter, values: object) -> list[object]:
    """Elements that a value surely has, of which others may be unknown."""
    if isinstance(values, IteratorValue):
        exhaust(m, values)
    return [*values.at_least()] if isinstance(values, (ListValue, SetValue, DictValue, IteratorValue)) else []


def rows_of(sequences: tuple[object, ...], columns: list[list[object]]) -> list[tuple[object, ...]]:
    """What `zip` makes of the elements; the same iterator twice gives its values in turn."""
    positions = [next(i for i, one in enumerate(sequences) if one is sequence) for sequence in sequences]
    shared = [i for i, first in enumerate(positions) if i != first and isinstance(sequences[i], IteratorValue)]
    givers = [iter(column) for column in columns]
    for i in shared:
        givers[i] = givers[positions[i]]
    return [*zip(*givers, strict=False)]


def over_each(m: Interpreter, site: Site, values: tuple[object, ...]) -> tuple[IteratorValue, ...]:
    return tuple(iterator_over(m, value, site.place) for value in values)


def zipped(m: Interpreter, site: Site, *sequences: object, strict: object = False) -> object:
    if any(map(is_suspended, sequences)):
        return IteratorValue([], pending=Zipped(over_each(m, site, sequences)))
    columns: list[list[object]] = []
    endless: list[int] = []
    missing = ""
    for sequence in sequences:
        if isinstance(sequence, IteratorValue):
            prefix = list(sequence.at_least())
            if sequence.open and prefix:
                columns.append(prefix)
                endless.append(len(prefix))
                continue
        items, complete = iterate(m, sequence, site.place)
        missing = missing or ("" if complete else "zip() over something of unknown length")
        columns.append(items)
    if endless and not min(map(len, columns)) < min(endless):
        missing = missing or "zip() over something of unknown length"
    if missing and all(columns):
        return IteratorValue([], missing, typical=tuple(merged_elements(column, site.place) for column in columns))
    return IteratorValue([*rows_of(sequences, columns)])


def zip_of_rows(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`zip(*rows)` of rows of unknown number that look alike gives their columns."""
    rows = keywords.get("*")
    if arguments or len(keywords) != 1 or not isinstance(rows, Unknown) or not isinstance(rows.typical, tuple):
        return ZIP.body(m, arguments, keywords, site)
    reason = "a column of rows of unknown number"
    return IteratorValue([Unknown(reason, site.place, typical=one, may_be=(one,)) for one in rows.typical])


def enumerated(m: Interpreter, site: Site, values: object, start: object = 0) -> object:
    if is_suspended(values) and isinstance(start, (int, Expression)):
        return IteratorValue([], pending=Numbered(over_each(m, site, (values,)), start))
    items, complete = iterate(m, values, site.place)
    if not complete:
        number = Unknown("an index", site.place, free=TURN if start == 0 and isinstance(start, int) else "")
        pair = (number, items[0] if items else Unknown("an element", site.place))
        return IteratorValue([], "enumerate() over something of unknown length", typical=pair)
    first = start.as_size() if isinstance(start, Unknown) else start
    if not isinstance(first, (int, Expression)):
        return python_error(
            m, "TypeError", f"'{type_name(start)}' object cannot be interpreted as an integer", site.place
        )
    return IteratorValue([(first + i, item) for i, item in enumerate(items)])


def mapped(m: Interpreter, site: Site, function: object, *sequences: object) -> object:
    return IteratorValue([], pending=Mapped(over_each(m, site, sequences), function, site))


def filtered(m: Interpreter, site: Site, function: object, values: object) -> object:
    if is_suspended(values) or isinstance(function, (FunctionValue, BoundMethod)):
        return IteratorValue([], pending=Chosen(over_each(m, site, (values,)), function, site))
    items, complete = iterate(m, values, site.place)
    kept: list[object] = []
    missing = "" if complete else "filter() over something of unknown length"
    perhaps: list[object] = []
    for item in items:
        m.spend(1)
        known = truth(m, item if function is None else call_function(m, function, [item], place=site.place))
        if known is None:
            missing = "filter() with an undecided condition"
            perhaps.append(item)
        elif known:
            kept.append(item)
    if missing:
        return IteratorValue([], missing, typical=merged_typical([*kept, *perhaps]))
    return IteratorValue(kept)


def ordered(m: Interpreter, site: Site, values: object, key: object = None, reverse: object = False) -> object:
    count = values.fewest() if isinstance(values, (ListValue, DictValue, SetValue)) else 0
    items, complete = iterate(m, values, site.place)
    if not complete:
        return ListValue([], "sorted() of something of unknown length", more=count, typical=merged_typical(items))
    keys = items if key is None else each(m, key, items, site)
    if not all(is_plain(k) for k in keys) or not isinstance(reverse, bool):
        return ListValue([another(merged_elements(items, site.place)) for _ in items])
    try:
        order = sorted(range(len(items)), key=lambda i: plain(keys[i]), reverse=reverse)  # type: ignore[arg-type,return-value]
    except TypeError:
        m.may_raise()
        return ListValue([another(merged_elements(items, site.place)) for _ in items])
    return ListValue([items[i] for i in order])


def backwards(m: Interpreter, site: Site, values: object) -> object:
    if isinstance(values, Instance):
        method = class_attribute(values.type, "__reversed__")
        if method is not None:
            return call_function(m, method, [values], place=site.place)
    items, complete = iterate(m, values, site.place)
    if not complete:
        return IteratorValue([], "reversed() of something of unknown length", typical=merged_typical(items))
    return IteratorValue(items[::-1])


def iterator(m: Interpreter, site: Site, value: object, *rest: object) -> object:
    return iterator_over(m, value, site.place)


def following(m: Interpreter, site: Site, value: object, default: object = NO_DEFAULT) -> object:
    if isinstance(value, IteratorValue):
        return next_value(m, site, value, default, None)
    if isinstance(value, Instance):
        method = class_attribute(value.type, "__next__")
        if method is not None:
            return call_function(m, method, [value], place=site.place)
        items, _ = iterate(m, value, site.place)
        return items[0] if items else Unknown("next() of an iterator that is not known", site.place)
    return unknown_like(m, value, "next", site)


def next_value(m: Interpreter, site: Site, value: IteratorValue, default: object, sent: object) -> object:
    """`next(value)`, `value.send(sent)`."""
    found, comes = take(m, value, sent)
    left_early(m, value)
    if comes is None and default is not NO_DEFAULT:
        return merge_values(found, default, "next() of an iterator that may be at its end")
    if comes is None:
        m.may_raise()
        return m.unknown(found.reason, site.place) if isinstance(found, Unknown) and not found.may_be else found
    if comes:
        return found
    if default is not NO_DEFAULT:
        return default
    if is_caught(m, "StopIteration"):
        raise Raised(make_exception("StopIteration", ""), site.place)
    return m.unknown("next() of an iterator at its end", site.place)


def make_super(m: Interpreter, site: Site, start: object = None, receiver: object = None) -> object:
    frame = m.frames[-1] if m.frames else None
    if start is None and frame is not None and frame.function is not None:
        start, receiver = frame.function.owner, frame.receiver
    if not isinstance(start, ClassValue) or receiver is None:
        escape(m, [receiver])
        return m.unknown("super() outside a method", site.place)
    return SuperValue(start, receiver)


def is_callable(m: Interpreter, site: Site, value: object) -> object:
    if isinstance(value, Unknown):
        return Unknown("callable() of a value that is not known", site.place, ("callable", value.same()))
    if isinstance(value, Instance):
        if class_attribute(value.type, "__call__") is not None:
            return True
        unknown = next((c.unknown_base for c in value.type.mro if c.unknown_base), "")
        return Unknown(unknown, site.place) if unknown else False
    return isinstance(value, (FunctionValue, NativeFunction, DeclaredFunction, BoundMethod, ClassValue))


def absolute(m: Interpreter, site: Site, value: object) -> object:
    if isinstance(value, (int, float, complex)):
        return abs(value)
    if isinstance(value, Tensor):
        return apply_operation(m, Elementwise("abs"), (value,), "abs", site.place)
    if value is None or isinstance(value, (str, bytes, tuple, range, ListValue, DictValue, SetValue)):
        return python_error(m, "TypeError", f"bad operand type for abs(): '{type_name(value)}'", site.place)
    method = class_attribute(value.type, "__abs__") if isinstance(value, Instance) else None
    return (
        unknown_like(m, value, "abs", site) if method is None else call_function(m, method, [value], place=site.place)
    )


def rounded(m: Interpreter, site: Site, value: object, digits: object = None) -> object:
    if isinstance(value, (int, float)) and (digits is None or isinstance(digits, int)):
        return rounded_number(m, site, value, digits)
    if isinstance(value, Tensor):
        return value
    return value if isinstance(value, Expression) and digits is None else unknown_like(m, value, "round", site)


def rounded_number(m: Interpreter, site: Site, value: float, digits: int | None) -> object:
    if isinstance(value, int) and digits is not None and -digits > LARGEST_BITS:
        return 0
    try:
        return round(value, digits)
    except (ValueError, OverflowError) as error:  # of what is no number, or without end
        return python_error(m, type(error).__name__, str(error), site.place)


def power(m: Interpreter, site: Site, base: object, exponent: object, *modulus: object) -> object:
    if modulus and all(isinstance(v, int) for v in (base, exponent, *modulus)):
        try:
            return pow(base, exponent, *modulus)  # type: ignore[call-overload]
        except (ValueError, TypeError) as error:
            return python_error(m, type(error).__name__, str(error), site.place)
    return binary(m, "**", base, exponent, site.place) if not modulus else Unknown("pow() with a modulus", site.place)


def quotient(m: Interpreter, site: Site, left: object, right: object) -> object:
    return (binary(m, "//", left, right, site.place), binary(m, "%", left, right, site.place))


def identity_of(m: Interpreter, site: Site, value: object) -> object:
    return id(value)


def hashed(m: Interpreter, site: Site, value: object) -> object:
    return Unknown("a hash", site.place)


def shown(m: Interpreter, site: Site, value: object) -> object:
    if not is_plain(value):
        return Unknown("the text of a value that is not known", site.place)
    refusal = no_room_for_text(m, text_length((value,)), site.place)
    return refusal if refusal is not None else repr(plain(value))


def formatted(m: Interpreter, site: Site, value: object, specification: object = "") -> object:
    return format_value(m, value, "", specification)


def nothing(m: Interpreter, site: Site, *values: object, **keywords: object) -> object:
    return None


def character(m: Interpreter, site: Site, value: object) -> object:
    return chr(value) if isinstance(value, int) and 0 <= value < 0x110000 else unknown_like(m, value, "chr", site)


def code_point(m: Interpreter, site: Site, value: object) -> object:
    return ord(value) if isinstance(value, str) and len(value) == 1 else unknown_like(m, value, "ord", site)


def not_known(name: str) -> Callable[..., object]:
    def run(m: Interpreter, site: Site, *values: object, **keywords: object) -> object:
        return m.unknown(f"{name}() is not interpreted", site.place)

    return run


def in_base(shown: Callable[[int], str]) -> Callable[..., object]:
    def run(m: Interpreter, site: Site, value: object) -> object:
        return shown(value) if isinstance(value, int) else unknown_like(m, value, shown.__name__, site)

    return run


BODIES: dict[str, Callable[..., object]] = {
    "len": length, "isinstance": is_instance, "issubclass": is_subclass_of, "getattr": get_attr, "hasattr": has_attr,
    "setattr": set_attr, "delattr": del_attr, "min": sequence_bound(min, minimum, "min"),
    "max": sequence_bound(max, maximum, "max"),
    "sum": total, "any": quantified(True), "all": quantified(False), "zip": zipped, "enumerate": enumerated,
    "map": mapped,
    "filter": filtered, "sorted": ordered, "reversed": backwards, "iter": iterator, "next": following,
    "super": make_super,
    "callable": is_callable, "abs": absolute, "round": rounded, "pow": power, "divmod": quotient, "id": identity_of,
    "hash": hashed, "repr": shown, "ascii": shown, "format": formatted, "print": nothing, "breakpoint": nothing,
    "chr": character,
    "ord": code_point, "input": not_known("input"), "open": not_known("open"),
    "bin": in_base(bin), "hex": in_base(hex), "oct": in_base(oct), "__import__": imported_top,
    "exit": not_known("exit"), "quit": not_known("quit"), "memoryview": not_known("memoryview"),
    "bytearray": not_known("bytearray"), "compile": not_known("compile"),
}  # fmt: skip


ZIP = native("zip", zipped)
FUNCTIONS: dict[str, NativeFunction] = {name: native(name, body) for name, body in BODIES.items()}
FUNCTIONS["zip"] = NativeFunction("zip", zip_of_rows)
