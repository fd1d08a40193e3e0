"""Operators on interpreted values: exact on Python's own, symbolic on sizes, operations on tensors."""

from __future__ import annotations

import operator as python_operators
from collections.abc import Callable, Hashable, Iterable
from itertools import chain
from typing import Any

from shapelint.interpret.api.apply import apply_operation
from shapelint.interpret.api.coercions import as_operand
from shapelint.interpret.bounded import (
    formatted_length,
    no_room_for_bits,
    no_room_for_elements,
    no_room_for_text,
)
from shapelint.interpret.domain.join import joined
from shapelint.interpret.domain.values import (
    BoundMethod,
    ClassValue,
    DeclaredFunction,
    DictValue,
    Instance,
    IteratorValue,
    ListValue,
    SetValue,
    Unknown,
    as_mixed,
    class_attribute,
    is_one_number,
    key_of,
    type_name,
)
from shapelint.interpret.free_conditions import freedom
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.comparisons import (
    is_subset,
    is_vague,
    same_items,
    same_sequence,
    sequence_order,
    set_order,
)
from shapelint.interpret.language.operand_types import fields_as_tuple, surely_refused
from shapelint.interpret.language.suspension import exhaust
from shapelint.interpret.language.truth import truth
from shapelint.interpret.plain_values import EXACT, is_plain, percent
from shapelint.interpret.raising.errors import python_error
from shapelint.ir import Tensor, TensorType
from shapelint.limits import ELEMENTS_OF_A_STEP, MOST_ELEMENTS, is_countable
from shapelint.ops.dense.matmul import MatrixMultiply
from shapelint.ops.dtypes import is_floating
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.symbolic import Expression, Verdict, equal, fresh, less, less_equal, render
from shapelint.syntax.source import Place

BINARY: dict[str, Callable[[Any, Any], object]] = {
    "+": python_operators.add,
    "-": python_operators.sub,
    "*": python_operators.mul,
    "/": python_operators.truediv,
    "//": python_operators.floordiv,
    "%": python_operators.mod,
    "**": python_operators.pow,
    "<<": python_operators.lshift,
    ">>": python_operators.rshift,
    "&": python_operators.and_,
    "|": python_operators.or_,
    "^": python_operators.xor,
}
COMPARISONS: dict[str, Callable[[Any, Any], object]] = {
    "==": python_operators.eq,
    "!=": python_operators.ne,
    "<": python_operators.lt,
    "<=": python_operators.le,
    ">": python_operators.gt,
    ">=": python_operators.ge,
}
METHODS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul",
    "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor",
    "==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
}  # fmt: skip
REFLECTED = {"==": "eq", "!=": "ne", "<": "gt", "<=": "ge", ">": "lt", ">=": "le"}
UNARY = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}
SYMBOLIC = frozenset({"+", "-", "*", "//", "%"})
COLLECTIONS = (ListValue, SetValue, DictValue, IteratorValue)
EXACT_TYPES = frozenset({*EXACT, bool})


def binary(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    """`left operator right`."""
    left, right = as_mixed(left), as_mixed(right)
    if isinstance(left, EXACT) and isinstance(right, EXACT):
        return exact(m, operator, left, right, place)
    if isinstance(left, Instance) or isinstance(right, Instance):
        result = overloaded(m, operator, left, right, place)
        if result is not NotImplemented:
            return result
    if isinstance(left, Tensor) or isinstance(right, Tensor):
        return tensor_binary(m, operator, left, right, place)
    if isinstance(left, (Expression, int)) and isinstance(right, (Expression, int)) and operator in SYMBOLIC:
        return BINARY[operator](left, right) if is_countable(left) and is_countable(right) else no_size(place)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return unknown_binary(operator, left, right, place)
    if isinstance(left, Expression) or isinstance(right, Expression):
        return Unknown(f"`{operator}` on a size that is not a number", place)
    return collections_binary(m, operator, left, right, place)


def no_size(place: Place | None) -> Unknown:
    return Unknown("a number that is no size beside one that is not known", place)


def exact(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    if operator == "@":
        return python_error(m, "TypeError", "unsupported operand types for @", place)
    refusal = no_room(m, operator, left, right, place)
    if refusal is not None:
        return refusal
    try:
        return BINARY[operator](left, right)
    except ZeroDivisionError:
        return python_error(m, "ZeroDivisionError", "division by zero", place)
    except (TypeError, ValueError, OverflowError, LookupError) as error:
        return python_error(m, type(error).__name__, str(error), place)


def no_room(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> Unknown | None:
    """The refusal to compute what would be too large; None for what may be computed, or has no such size."""
    if isinstance(left, int) and isinstance(right, int):
        return no_room_for_bits(bits_of(operator, left, right), place)
    if isinstance(left, (str, bytes)):
        if operator == "+" and isinstance(right, (str, bytes)):
            return no_room_for_text(m, len(left) + len(right), place)
        if operator == "*" and isinstance(right, int):
            return no_room_for_text(m, len(left) * right, place)
        if operator == "%":
            template = left if isinstance(left, str) else left.decode("latin-1")
            return no_room_for_text(m, formatted_length(template, [right]), place)
    if isinstance(right, (str, bytes)) and isinstance(left, int) and operator == "*":
        return no_room_for_text(m, len(right) * left, place)
    return None


def bits_of(operator: str, left: int, right: int) -> int:
    """How many bits the result of an operator on two integers has at most, for those that make large ones."""
    if operator == "*":
        return left.bit_length() + right.bit_length()
    if operator == "**":
        return left.bit_length() * right if right > 0 and abs(left) > 1 else 0
    if operator == "<<":
        return left.bit_length() + right if left else 0
    return max(left.bit_length(), right.bit_length()) + 1


def unknown_binary(operator: str, left: object, right: object, place: Place | None) -> Unknown:
    """Arithmetic on an unknown number: unknown, but the same whenever it is the same arithmetic on the same unknown."""
    keys = tuple(v.same() if isinstance(v, Unknown) else v for v in (left, right))
    unknown = left if isinstance(left, Unknown) else right
    assert isinstance(unknown, Unknown)
    if not all(isinstance(v, (Unknown, int, float, str, Expression)) for v in (left, right)):
        return Unknown(unknown.reason, unknown.place)
    is_number = operator != "@" and is_one_number(left) and is_one_number(right)
    result = Unknown(unknown.reason, unknown.place, (operator, *keys), is_number=is_number)
    if operator in SYMBOLIC and all(isinstance(v, (Unknown, int, Expression)) for v in (left, right)):
        if not is_countable(left) or not is_countable(right):
            return result
        one = left.as_size() if isinstance(left, Unknown) else left
        other = right.as_size() if isinstance(right, Unknown) else right
        size = BINARY[operator](one, other) if other != 0 or operator in "+-*" else fresh("unknown", low=None)
        result.size.append(size)  # type: ignore[arg-type]
    return result


def overloaded(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    """The `__add__` and kin of a class read from source; NotImplemented when there is none."""
    name = METHODS[operator]
    reflected = f"__{REFLECTED[operator]}__" if operator in REFLECTED else f"__r{name}__"
    for owner, other, method_name in ((left, right, f"__{name}__"), (right, left, reflected)):
        if isinstance(owner, Instance):
            method = class_attribute(owner.type, method_name)
            if method is not None:
                result = m.call_function(method, [owner, other], place=place)
                if result is not NotImplemented:
                    return result
    if operator == "!=" and any(isinstance(v, Instance) for v in (left, right)):
        same = overloaded(m, "==", left, right, place)
        return same if same is NotImplemented else unary(m, "not", same, place)
    return NotImplemented


def tensor_binary(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    """An operator between tensors, or a tensor and a number."""
    one, other = as_operand(left), as_operand(right)
    if not isinstance(one, Tensor) or not isinstance(other, Tensor):
        if isinstance(left, (ListValue, tuple)) or isinstance(right, (ListValue, tuple)):
            return m.unknown("an operator between a tensor and a sequence", place)
        return m.unknown("an operator between a tensor and something else", place)
    if operator == "@":
        return apply_operation(m, MatrixMultiply(), (one, other), "@", place)
    dtype = "bool" if operator in COMPARISONS else "float" if operator == "/" else "promote"
    operation = Elementwise(operator, dtype)
    if is_number(left) or is_number(right):
        number, tensor = (left, other) if is_number(left) else (right, one)
        kept = Elementwise(operator, dtype if dtype != "promote" else dtype_beside(number, tensor.type.dtype))
        return apply_operation(m, kept, (tensor,), operator, place, operands=(left, right))
    if operator in ("==", "!=") and (one.dialect.tensors.compares_any or other.dialect.tensors.compares_any):
        required = operation.infer((one.type, other.type)).requirements
        if any(requirement.verdict is not Verdict.HOLDS for requirement in required):
            return m.unknown("a comparison of tensors that may not fit together", place)
    return apply_operation(m, operation, (one, other), operator, place)


def dtype_beside(number: object, dtype: str | None) -> str | None:
    """What becomes of a tensor's element type beside a number: the number counts only if its category is above."""
    if isinstance(number, Unknown):
        return "promote" if is_floating(dtype) else None
    if isinstance(number, float):
        return "float"
    return "int64" if dtype == "bool" and not isinstance(number, bool) else "promote"


def is_number(value: object) -> bool:
    return isinstance(value, complex) or is_one_number(value)


def collections_binary(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    """An operator between values of Python's own, at least one of which is not plain: lists, tuples, sets, dicts."""
    left, right = fields_as_tuple(left), fields_as_tuple(right)
    if operator == "%" and isinstance(left, str):
        return percent(m, left, right, place)
    combine = COMBINED.get(operator)
    result = NotImplemented if combine is None else combine(m, operator, left, right, place)
    if result is not NotImplemented:
        return result
    if operator == "|":
        return Unknown("a union of types", place)
    names = " and ".join(f"'{type_name(v)}'" for v in (left, right))
    if not surely_refused(BINARY.get(operator, python_operators.matmul), left, right):
        return Unknown(f"`{operator}` of {names}", place)
    return python_error(m, "TypeError", f"unsupported operand types for {operator}: {names}", place)


def concatenation(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    """Two lists, or two tuples, one behind the other; NotImplemented for others."""
    if not isinstance(left, (ListValue, tuple)) or not isinstance(right, (ListValue, tuple)):
        return NotImplemented
    refusal = no_room_for_elements(m, length_of(left) + length_of(right), place)
    if refusal is not None:
        return refusal
    if isinstance(left, ListValue) and isinstance(right, ListValue):
        return joined(left, right)
    return left + right if isinstance(left, tuple) and isinstance(right, tuple) else NotImplemented


def repetition(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    """A list or tuple times a number, on either side; NotImplemented for others."""
    for sequence, count in ((left, right), (right, left)):
        if isinstance(sequence, (ListValue, tuple)) and isinstance(count, (int, Expression, Unknown)):
            return repeated(m, sequence, count, place)
    return NotImplemented


def union(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    """What two dicts, or two sets, hold together; NotImplemented for others."""
    if isinstance(left, DictValue) and isinstance(right, DictValue):
        made = left.copied()
        made.update(right.at_least(), right.open)
        return made
    return of_sets(m, operator, left, right, place)


def of_sets(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    if isinstance(left, SetValue) and isinstance(right, SetValue):
        return set_binary(operator, left, right)
    return NotImplemented


COMBINED: dict[str, Callable[[Interpreter, str, object, object, Place | None], object]] = {
    "+": concatenation, "*": repetition, "|": union, "&": of_sets, "-": of_sets, "^": of_sets,
}  # fmt: skip


def length_of(sequence: ListValue | tuple[object, ...]) -> int:
    return len(sequence.seen() if isinstance(sequence, ListValue) else sequence)


def repeated(
    m: Interpreter,
    sequence: ListValue | tuple[object, ...],
    count: int | Expression | Unknown,
    place: Place | None,
) -> object:
    """A sequence some number of times over."""
    if not isinstance(count, int):
        return Unknown("a sequence repeated an unknown number of times", place)
    refusal = no_room_for_elements(m, max(count, 0) * length_of(sequence), place)
    if refusal is not None:
        return refusal
    count = max(min(count, MOST_ELEMENTS), 0)  # of nothing, there may be any number
    if isinstance(sequence, tuple):
        return sequence * count
    items = sequence.exactly()
    if items is not None:
        return ListValue([*items] * count)
    return sequence.copied() if count > 0 else ListValue([])


def set_binary(operator: str, left: SetValue, right: SetValue) -> SetValue:
    """What two sets surely hold in common, together, or apart."""
    one, other = left.at_least(), right.at_least()
    if left.open or right.open:
        why = left.open or right.open
        if operator == "|":
            return SetValue({k: k for k in (*one, *other)}, why)
        if operator == "&":
            return SetValue({k: k for k in one if k in other}, why)
        return SetValue({k: k for k in one if k not in other} if operator == "-" and not right.open else {}, why)
    keys = BINARY[operator](set(one), set(other))
    return SetValue({k: k for k in sorted(keys, key=str)})  # type: ignore[call-overload]


def unary(m: Interpreter, operator: str, value: object, place: Place | None) -> object:
    """`-value`, `+value`, `~value`, `not value`."""
    if operator == "not":
        known = truth(m, value)
        if known is not None:
            return not known
        key = ("not", value.same()) if isinstance(value, Unknown) else None
        return Unknown("the negation of an unknown value", place, key, is_number=True)
    if isinstance(value, (int, float, complex)) and not (operator == "~" and not isinstance(value, int)):
        return -value if operator == "-" else +value if operator == "+" else ~value  # type: ignore[operator]
    if isinstance(value, Expression) and operator in "+-":
        return -value if operator == "-" else value
    if isinstance(value, Tensor):
        return apply_operation(m, Elementwise(operator), (value,), operator, place)
    method = class_attribute(value.type, UNARY[operator]) if isinstance(value, Instance) else None
    if method is not None:
        return m.call_function(method, [value], place=place)
    if isinstance(value, Unknown) and operator == "-":
        return unknown_binary("*", value, -1, place)
    return Unknown(f"`{operator}` of {type_name(value)}", place)


def native_attribute(value: object) -> object:
    """What identifies a function-like value beyond the object that stands for it; None for other values."""
    if isinstance(value, DeclaredFunction):
        return ("declared", value.entry.name)
    if isinstance(value, BoundMethod):
        return ("bound", id(value.function), id(value.receiver))
    return None


def compare(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    """One comparison: True, False, a tensor, or an unknown that is the same for the same comparison."""
    if operator in ("is", "is not"):
        return identity(left, right, operator == "is", place)
    if operator in ("in", "not in"):
        return membership(m, left, right, operator == "in", place)
    left, right = as_mixed(left), as_mixed(right)
    if isinstance(left, EXACT) and isinstance(right, EXACT):
        try:
            return COMPARISONS[operator](left, right)
        except (TypeError, OverflowError) as error:
            return python_error(m, type(error).__name__, str(error), place)
    if isinstance(left, (int, Expression)) and isinstance(right, (int, Expression)):
        return compare_sizes(m, operator, left, right, place)
    if isinstance(left, Tensor) or isinstance(right, Tensor):
        return tensor_comparison(m, operator, left, right, place)
    if isinstance(left, Instance) or isinstance(right, Instance):
        result = overloaded(m, operator, left, right, place)
        if result is not NotImplemented:
            return result
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return unknown_comparison(operator, left, right, place)
    if left is not right and (reason := unknown_kind(left) or unknown_kind(right)):
        return Unknown(reason, place)
    return compare_values(m, operator, left, right, place)


def unknown_kind(value: object) -> str:
    """Why an object may be of a class that compares its objects in its own way, "" if it is not."""
    bases = value.type.mro if isinstance(value, Instance) else ()
    return next((c.unknown_base for c in bases if c.unknown_base), "")


def tensor_comparison(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    tensor, other = (left, right) if isinstance(left, Tensor) else (right, left)
    if other is None or isinstance(other, str):
        assert isinstance(tensor, Tensor)
        vocabulary = m.vocabularies.get(tensor.framework)
        if vocabulary is not None and not isinstance(other, vocabulary.compared):
            return operator == "!="
        scalar = Tensor(TensorType(()), dialect=tensor.dialect)
        left, right = (tensor, scalar) if tensor is left else (scalar, tensor)
    return tensor_binary(m, operator, left, right, place)


def identity(left: object, right: object, positive: bool, place: Place | None) -> object:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        result = unknown_comparison("is", left, right, place)
        return result if positive else Unknown(result.reason, place, ("not", result.same()))
    if (
        left is None
        or right is None
        or isinstance(left, (bool, str, int, float))
        or isinstance(right, (bool, str, int, float))
    ):
        same = type(left) is type(right) and left == right
    elif isinstance(left, Tensor) and isinstance(right, Tensor) and left is not right:
        return Unknown("whether two tensors are the same one", place)  # many methods may give back their receiver
    else:
        same = left is right or (
            native_attribute(left) is not None and native_attribute(left) == native_attribute(right)
        )
    return same if positive else not same


def negation(place: Place | None, key: Hashable) -> Hashable:
    """The key of what is true where the unknown of that key is not."""
    return ("not", Unknown("a condition that is not decided", place, key).same())


def unknown_comparison(operator: str, left: object, right: object, place: Place | None) -> Unknown:
    """An undecided comparison; `!=` is the negation of `==`, so that decisions on either hold for both."""
    keys = (key_of(left), key_of(right))
    is_number = operator == "is" or (is_one_number(left) and is_one_number(right))
    key = negation(place, ("==", *keys)) if operator == "!=" else (operator, *keys)
    return Unknown("a comparison with an unknown value", place, key, is_number=is_number)


def compare_sizes(
    m: Interpreter, operator: str, left: int | Expression, right: int | Expression, place: Place | None
) -> object:
    checks = {
        "==": lambda: equal(left, right),
        "!=": lambda: ~equal(left, right),
        "<": lambda: less(left, right),
        "<=": lambda: less_equal(left, right),
        ">": lambda: less(right, left),
        ">=": lambda: less_equal(right, left),
    }
    if not is_countable(left) or not is_countable(right):
        return no_size(place)
    verdict = checks[operator]()
    if verdict is Verdict.UNDECIDED:
        reason = f"{render(left)} {operator} {render(right)} depends on the input size"
        base = operator if operator != "!=" else "=="
        key = (base, left, right)
        return Unknown(reason, place, negation(place, key) if operator == "!=" else key)
    return verdict is Verdict.HOLDS


def compare_values(m: Interpreter, operator: str, left: object, right: object, place: Place | None) -> object:
    """Comparison of collections, None, classes and functions."""
    if operator in ("==", "!="):
        verdict = same_value(m, left, right)
        if verdict is None:
            return Unknown("a comparison of values that are not all known", place)
        return verdict if operator == "==" else not verdict
    if isinstance(left, SetValue) and isinstance(right, SetValue):
        verdict = set_order(operator, left, right)
        return Unknown("a comparison of sets that are not all known", place) if verdict is None else verdict
    if isinstance(left, (ListValue, tuple)) and type(left) is type(right):
        return sequence_order(m, operator, left, right, place)
    if not (is_plain(left) and is_plain(right)) and {type(left), type(right)} & {ListValue, tuple, DictValue}:
        return Unknown("a comparison of values that are not all known", place)
    try:
        return COMPARISONS[operator](left, right)
    except TypeError:
        return Unknown(f"`{operator}` between {type_name(left)} and {type_name(right)}", place)


def same_value(m: Interpreter, left: object, right: object) -> bool | None:
    """Python's `==` for values that are not numbers alone; None when an element is not known."""
    if left is right:
        return True
    m.spend(1)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if isinstance(left, (ListValue, tuple)) and type(left) is type(right):
        return same_sequence(m, left, right)
    if isinstance(left, DictValue) and isinstance(right, DictValue):
        return same_items(m, left, right)
    if isinstance(left, SetValue) and isinstance(right, SetValue):
        one_way, other_way = is_subset(left, right), is_subset(right, left)
        return False if False in (one_way, other_way) else None if None in (one_way, other_way) else True
    if is_vague(left) or is_vague(right):
        return None
    if isinstance(left, EXACT) and isinstance(right, EXACT):
        return left == right
    if isinstance(left, range) and isinstance(right, range):
        return left == right
    if {type(left), type(right)} == {ListValue, SetValue}:
        return None  # a dict's keys are held as a list, and equal a set
    one_key, other_key = native_attribute(left), native_attribute(right)
    return one_key is not None and one_key == other_key


def membership(m: Interpreter, item: object, container: object, positive: bool, place: Place | None) -> object:
    if isinstance(item, str) and isinstance(container, str):
        return (item in container) is positive
    if isinstance(container, Instance):
        method = class_attribute(container.type, "__contains__")
        if method is not None:
            known = truth(m, m.call_function(method, [container, item], place=place))
            return Unknown("membership in an object", place) if known is None else known is positive
    candidates: list[object] | None = None
    if isinstance(container, (DictValue, SetValue, ListValue)):
        candidates = list(container.at_least())
    elif isinstance(container, IteratorValue):
        return found_in_iterator(m, item, container, positive, place)
    elif isinstance(container, (tuple, range)):
        candidates = range_or_tuple_members(container, item)
    elif isinstance(container, ClassValue) and isinstance(members := container.variables.get("__members__"), DictValue):
        candidates = list(members.at_least().values())
    if candidates is None:
        subject = item.same() if isinstance(item, Unknown) else item
        if not isinstance(container, Unknown) or not isinstance(item, (Unknown, *EXACT)):
            return Unknown("membership in an unknown value", place)
        key = m.part_key(container, ("in", subject))
        return Unknown("membership in an unknown value", place, key if positive else negation(place, key))
    m.spend(len(candidates) // ELEMENTS_OF_A_STEP)
    if are_exact((item,)) and are_exact(candidates):
        results: list[bool | None] = [item in candidates]
    else:
        results = [truth(m, compare(m, "==", item, candidate, place)) for candidate in candidates]
    if True in results:
        return positive
    if isinstance(container, DictValue) and False in results and not is_vague(item) and container.holds(item) is False:
        return not positive
    if None in results or (isinstance(container, COLLECTIONS) and container.exactly() is None):
        is_choice = all(isinstance(one, (str, bool)) for one in candidates)
        return Unknown("membership that is not decided", place, free=freedom(item) if is_choice else "")
    return not positive


def found_in_iterator(
    m: Interpreter, item: object, container: IteratorValue, positive: bool, place: Place | None
) -> object:
    """Membership in an iterator, which gives its values up to the one that is found."""
    exhaust(m, container)
    m.journal.record_write(container)
    for candidate in container.at_least():
        container.advance()
        same = truth(m, compare(m, "==", item, candidate, place))
        if same is None:
            container.become(IteratorValue([], "an iterator that was looked through"))
            break
        if same:
            return positive
    if container.exactly() is None:
        return Unknown("membership that is not decided", place)
    return not positive


def range_or_tuple_members(container: tuple[object, ...] | range, item: object) -> list[object] | None:
    """The elements that an item may be one of; of a range, only itself if that is an integer."""
    if isinstance(container, range):
        if isinstance(item, int):
            return [item] if item in container else []
        first = container[: MOST_ELEMENTS + 1]
        return list(first) if len(first) <= MOST_ELEMENTS else None
    return list(container)


def are_exact(values: Iterable[object]) -> bool:
    """Whether values are all Python's own numbers and texts, or tuples of them."""
    values = tuple(values)
    if not set(map(type, values)) - EXACT_TYPES:
        return True
    tuples = [value for value in values if type(value) is tuple]
    return not set(map(type, values)) - EXACT_TYPES - {tuple} and are_exact(chain.from_iterable(tuples))
