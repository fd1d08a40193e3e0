"""What each statement does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from shapelint.interpret.domain.values import ClassValue, FunctionValue, IteratorValue, ListValue, Unknown
from shapelint.interpret.interpreter import STATEMENTS, Frame, Interpreter, Site
from shapelint.interpret.language.attributes import delete_attribute, get_attribute, set_attribute
from shapelint.interpret.language.classes import make_class
from shapelint.interpret.language.functions import make_function
from shapelint.interpret.language.in_place import augmented
from shapelint.interpret.language.iteration import iterate
from shapelint.interpret.language.modules import run_import, run_import_from
from shapelint.interpret.language.names import assign_name, delete_name, lookup, private
from shapelint.interpret.language.size_checks import must_hold
from shapelint.interpret.language.subscripts import delete_item, get_item, set_item
from shapelint.interpret.raising.errors import event_here, is_caught
from shapelint.interpret.raising.exceptions import make_exception
from shapelint.interpret.record.recorder import UNPLACED
from shapelint.interpret.signals import BREAK, CONTINUE, Completion, Raised, ShapeRefinementRequest
from shapelint.interpret.state.escape import escape_from
from shapelint.interpret.state.limited import limited
from shapelint.ir import Tensor
from shapelint.syntax import nodes
from shapelint.syntax.source import Place

MOST_STEPS_OF_A_DECORATOR = 10_000


def execute_expression(m: Interpreter, node: nodes.ExpressionStatement, frame: Frame) -> Completion | None:
    m.evaluate(node.value, frame)
    return None


def execute_assign(m: Interpreter, node: nodes.Assign, frame: Frame) -> Completion | None:
    value = m.evaluate(node.value, frame)
    for target in node.targets:
        assign(m, target, value, frame)
    return None


def assign(m: Interpreter, target: nodes.Expression, value: object, frame: Frame) -> None:
    """Bind a value to a name, attribute, item, or a pattern of those."""
    if isinstance(target, nodes.Name):
        assign_name(m, target.id, value, frame)
        if isinstance(value, Tensor) and (place := m.place(target.at, frame)) is not None:
            m.recorder.name(place, value)
    elif isinstance(target, nodes.Attribute):
        set_attribute(m, m.evaluate(target.value, frame), private(target.name, frame), value, m.place(target.at, frame))
    elif isinstance(target, nodes.Subscript):
        container = m.evaluate(target.value, frame)
        set_item(m, container, m.evaluate(target.index, frame), value, m.place(target.at, frame))
    elif isinstance(target, (nodes.TupleDisplay, nodes.ListDisplay)):
        unpack(m, target, value, frame)
    elif isinstance(target, nodes.Starred):
        assign(m, target.value, value, frame)


def unpack(m: Interpreter, target: nodes.TupleDisplay | nodes.ListDisplay, value: object, frame: Frame) -> None:
    """Bind each element; from something of unknown length, every element is unknown."""
    place = m.place(target.at, frame)
    count = len(target.elements)
    star = next((i for i, e in enumerate(target.elements) if isinstance(e, nodes.Starred)), None)
    if isinstance(value, Unknown) and star is None:
        settle_rank(m, value, count)
    if isinstance(value, Tensor) and value.type.shape is None:
        items, complete = [get_item(m, value, i, place) for i in range(count)], star is None
    else:
        items, complete = iterate(m, value, place, wanted=count if star is None else None)
    fits = complete and (len(items) == count if star is None else len(items) >= count - 1)
    if not fits:
        reason = "unpacked from a value of unknown length" if not complete else f"{len(items)} values for {count} names"
        if complete and is_caught(m, "ValueError"):
            raise Raised(make_exception("ValueError", reason), place)
        if complete and isinstance(value, COUNTED):
            refuse_unpacking(m, len(items), count if star is None else count - 1, star is not None, place)
        m.may_raise()
        for element in target.elements:
            key = None if not isinstance(value, Unknown) else (value.same(), "item", element.at)
            assign(
                m,
                element,
                ListValue([], reason) if isinstance(element, nodes.Starred) else Unknown(reason, place, key),
                frame,
            )
        return
    if star is None:
        for element, item in zip(target.elements, items, strict=True):
            assign(m, element, item, frame)
        return
    after = count - star - 1
    for element, item in zip(target.elements[:star], items[:star], strict=True):
        assign(m, element, item, frame)
    assign(m, target.elements[star], ListValue(items[star : len(items) - after]), frame)
    for element, item in zip(target.elements[star + 1 :], items[len(items) - after :], strict=True):
        assign(m, element, item, frame)


COUNTED = (tuple, ListValue, IteratorValue, str, Tensor)  # whose elements Python itself counts


def refuse_unpacking(m: Interpreter, actual: int, expected: int, or_more: bool, place: Place | None) -> None:
    """Unpacking into another number of names than there are values: Python raises a ValueError."""
    if place is None:
        return
    names = f"{expected} or more values are" if or_more else f"{expected} value{'s are' if expected != 1 else ' is'}"
    text = f"{names} unpacked here, but there {'are' if actual != 1 else 'is'} {actual}"
    m.recorder.reject(event_here(m, "unpack", "", text, place, str(expected), str(actual)))


def settle_rank(m: Interpreter, value: Unknown, count: int) -> None:
    """`b, c, h, w = x.shape` settles the rank of a model's input."""
    key = value.key
    if isinstance(key, tuple) and len(key) == 2 and key[0] == "shape" and not m.branching:
        raise ShapeRefinementRequest(str(key[1]), shape=(None,) * count)


def execute_augmented(m: Interpreter, node: nodes.AugmentedAssign, frame: Frame) -> Completion | None:
    place = m.place(node.at, frame)
    if isinstance(node.target, nodes.Attribute):
        owner = m.evaluate(node.target.value, frame)
        value = get_attribute(m, owner, private(node.target.name, frame), place)
        result = augmented(m, node.operator, value, m.evaluate(node.value, frame), place)
        set_attribute(m, owner, private(node.target.name, frame), m.doubted(result), place)
    elif isinstance(node.target, nodes.Subscript):
        owner = m.evaluate(node.target.value, frame)
        index = m.evaluate(node.target.index, frame)
        result = augmented(m, node.operator, get_item(m, owner, index, place), m.evaluate(node.value, frame), place)
        set_item(m, owner, index, m.doubted(result), place)
    elif isinstance(node.target, nodes.Name):
        value = lookup(m, node.target.id, frame, node.target.at)
        result = augmented(m, node.operator, value, m.evaluate(node.value, frame), place)
        assign(m, node.target, m.doubted(result), frame)
    return None


def execute_annotated(m: Interpreter, node: nodes.AnnotatedAssign, frame: Frame) -> Completion | None:
    if isinstance(node.target, nodes.Name) and frame.is_class_body:
        annotations = frame.scope.variables.setdefault("__annotations__", [])
        if isinstance(annotations, list):
            annotations.append((node.target.id, node.annotation, node.value))
    if node.value is not None:
        assign(m, node.target, m.evaluate(node.value, frame), frame)
    return None


def execute_return(m: Interpreter, node: nodes.Return, frame: Frame) -> Completion | None:
    return Completion("return", None if node.value is None else m.evaluate(node.value, frame))


def execute_raise(m: Interpreter, node: nodes.Raise, frame: Frame) -> Completion | None:
    place = m.place(node.at, frame)
    if node.exception is None:
        raise Raised(frame.handling or Unknown("the exception being handled"), place)
    value = m.evaluate(node.exception, frame)
    raise Raised(m.call_function(value, [], place=place) if isinstance(value, ClassValue) else value, place)


def execute_delete(m: Interpreter, node: nodes.Delete, frame: Frame) -> Completion | None:
    for target in node.targets:
        if isinstance(target, nodes.Name):
            delete_name(m, target.id, frame)
        elif isinstance(target, nodes.Attribute):
            delete_attribute(m, m.evaluate(target.value, frame), private(target.name, frame))
        elif isinstance(target, nodes.Subscript):
            container = m.evaluate(target.value, frame)
            delete_item(m, container, m.evaluate(target.index, frame), m.place(target.at, frame))
    return None


def execute_nothing(m: Interpreter, node: nodes.Node, frame: Frame) -> Completion | None:
    return None


def execute_break(m: Interpreter, node: nodes.Break, frame: Frame) -> Completion | None:
    return BREAK


def execute_continue(m: Interpreter, node: nodes.Continue, frame: Frame) -> Completion | None:
    return CONTINUE


def execute_scope_names(m: Interpreter, node: nodes.Global | nodes.Nonlocal, frame: Frame) -> Completion | None:
    if frame.scope.outer_names is None:
        frame.scope.outer_names = {}
    kind = "global" if isinstance(node, nodes.Global) else "nonlocal"
    frame.scope.outer_names.update(dict.fromkeys(node.names, kind))
    return None


def execute_assert(m: Interpreter, node: nodes.Assert, frame: Frame) -> Completion | None:
    for condition in conjuncts(node.test):
        test = m.evaluate(condition, frame)
        must_hold(m, test, assertion_text(m, node, frame), m.place(node.at, frame))
    return None


def conjuncts(test: nodes.Expression) -> Iterator[nodes.Expression]:
    """The conditions that `a and b` joins."""
    if isinstance(test, nodes.Boolean) and test.operator == "and":
        for value in test.values:
            yield from conjuncts(value)
    else:
        yield test


def assertion_text(m: Interpreter, node: nodes.Assert, frame: Frame) -> str:
    said = "" if node.message is None else m.evaluate(node.message, frame)
    return said if isinstance(said, str) else "assertion failed"


def execute_function(m: Interpreter, node: nodes.FunctionDef, frame: Frame) -> Completion | None:
    function = make_function(m, node.name, node, frame)
    assign_name(m, node.name, decorate(m, node.decorators, function, frame), frame)
    return None


def decorate(m: Interpreter, decorators: tuple[nodes.Expression, ...], value: object, frame: Frame) -> object:
    """Apply decorators, innermost first. An unknown decorator is taken to call what it decorates with the arguments
    that it gets, and to give back something that is not known; to a class it may give other values."""

    for decorator in reversed(decorators):
        function = m.evaluate(decorator, frame)
        place = m.place(decorator.at, frame)
        if isinstance(function, Unknown):
            decorate_unknown(m, function, value)
            continue
        apply = partial(m.call, function, [value], {}, Site(place or UNPLACED))
        result = limited(m, MOST_STEPS_OF_A_DECORATOR, apply, (function, value), "a decorator", place)
        if not isinstance(result, Unknown):
            value = result
        elif isinstance(value, FunctionValue):
            value.wrapped = result.reason
    return value


def decorate_unknown(m: Interpreter, decorator: Unknown, value: object) -> None:
    """What is decorated by something unknown keeps its name."""
    if isinstance(value, ClassValue):
        m.handed.add(value)
    if m.harmless(decorator):
        return
    if isinstance(value, FunctionValue):
        value.wrapped = decorator.reason
    elif isinstance(value, ClassValue):
        escape_from(m, decorator, [value])


def execute_class(m: Interpreter, node: nodes.ClassDef, frame: Frame) -> Completion | None:
    made = make_class(m, node, frame)
    assign_name(m, node.name, decorate(m, node.decorators, made, frame), frame)
    return None


STATEMENTS.update(
    {
        nodes.ExpressionStatement: execute_expression,
        nodes.Assign: execute_assign,
        nodes.AugmentedAssign: execute_augmented,
        nodes.AnnotatedAssign: execute_annotated,
        nodes.Return: execute_return,
        nodes.Raise: execute_raise,
        nodes.Delete: execute_delete,
        nodes.Pass: execute_nothing,
        nodes.Break: execute_break,
        nodes.Continue: execute_continue,
        nodes.Global: execute_scope_names,
        nodes.Nonlocal: execute_scope_names,
        nodes.Import: run_import,
        nodes.ImportFrom: run_import_from,
        nodes.FunctionDef: execute_function,
        nodes.ClassDef: execute_class,
        nodes.Assert: execute_assert,
    }
)
