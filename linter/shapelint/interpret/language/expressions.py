"""What each expression evaluates to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from shapelint.interpret.bounded import held, is_small, no_room_for_text
from shapelint.interpret.domain.join import merged_typical, possible
from shapelint.interpret.domain.open_dicts import opened, optional_keys
from shapelint.interpret.domain.values import (
    Cell,
    DictValue,
    FunctionValue,
    LazyImport,
    ListValue,
    SetValue,
    Unknown,
    is_hashable,
    unknown_text,
)
from shapelint.interpret.interpreter import EXPRESSIONS, Frame, Interpreter, Site
from shapelint.interpret.language.attributes import get_attribute
from shapelint.interpret.language.calls import call
from shapelint.interpret.language.functions import make_function
from shapelint.interpret.language.iteration import iterate, iterator_over
from shapelint.interpret.language.names import assign_name, lookup, private
from shapelint.interpret.language.operators import binary, compare, unary
from shapelint.interpret.language.remaining import slot
from shapelint.interpret.language.subscripts import get_item, has_equality
from shapelint.interpret.language.suspension import take
from shapelint.interpret.language.truth import truth
from shapelint.interpret.plain_values import format_value
from shapelint.interpret.signals import GiveUp
from shapelint.interpret.state.branches import both
from shapelint.ir import Tensor
from shapelint.limits import MOST_ELEMENTS
from shapelint.syntax import nodes


def evaluate_constant(m: Interpreter, node: nodes.Constant, frame: Frame) -> object:
    return node.value if is_small(node.value) else held(m, node.value, m.place(node.at, frame))


def evaluate_name(m: Interpreter, node: nodes.Name, frame: Frame) -> object:
    if not frame.is_class_body:
        value = frame.scope.variables.get(node.id, LazyImport)  # most names are local
        if not (value is LazyImport or isinstance(value, LazyImport)):
            return value
    return lookup(m, node.id, frame, node.at)


def evaluate_attribute(m: Interpreter, node: nodes.Attribute, frame: Frame) -> object:
    return m.doubted(
        get_attribute(m, m.evaluate(node.value, frame), private(node.name, frame), m.place(node.at, frame))
    )


def evaluate_subscript(m: Interpreter, node: nodes.Subscript, frame: Frame) -> object:
    value = m.evaluate(node.value, frame)
    return m.doubted(get_item(m, value, m.evaluate(node.index, frame), m.place(node.at, frame)))


def evaluate_slice(m: Interpreter, node: nodes.Slice, frame: Frame) -> object:
    parts = (node.lower, node.upper, node.step)
    return slice(*(None if part is None else m.evaluate(part, frame) for part in parts))


def evaluate_call(m: Interpreter, node: nodes.Call, frame: Frame) -> object:
    function = m.evaluate(node.function, frame)
    arguments, keywords, site = evaluate_arguments(m, node, frame)
    result = call(m, function, arguments, keywords, site)
    if isinstance(result, Tensor) and site.place is not None:
        m.recorder.name(site.place, result)
    if type(result) is tuple:
        result = held(m, result, site.place)
    from_source = isinstance(getattr(function, "function", function), FunctionValue)
    return result if from_source else m.doubted(result)


def evaluate_arguments(
    m: Interpreter, node: nodes.Call | nodes.ClassDef, frame: Frame
) -> tuple[list[object], dict[str, object], Site]:
    """The arguments of a call with the place of each; `*` and `**` of unknown content become an `Unfolded` marker."""
    arguments: list[object] = []
    keywords: dict[str, object] = {}
    before = m.sites.get(id(node))
    if before is not None and before[0] is node:
        for argument in node.arguments if isinstance(node, nodes.Call) else node.bases:
            if argument.keyword is None:
                arguments.append(m.evaluate(argument.value, frame))
            else:
                keywords[argument.keyword] = m.evaluate(argument.value, frame)
        return arguments, keywords, before[1]
    positions: list[object] = []
    places: dict[str, object] = {}
    unfolds = False
    given = node.arguments if isinstance(node, nodes.Call) else node.bases
    for argument in given:
        value = m.evaluate(argument.value, frame)
        place = m.place(argument.value.at, frame)
        if argument.star:
            unfolds = True
        if argument.star == "*":
            items, complete = iterate(m, value, place)
            if complete and "*" not in keywords:
                arguments.extend(items)
                positions.extend([place] * len(items))
            else:
                typical = items[0] if len(given) == 1 and surely_holds(value) else None
                keywords["*"] = Unknown("the number of positional arguments is not known", place, typical=typical)
        elif argument.star == "**":
            unfold_keywords(m, value, place, keywords, places)
        elif argument.keyword is not None:
            keywords[argument.keyword] = value
            places[argument.keyword] = place
        elif "*" not in keywords:  # what comes after arguments of unknown number has no known position
            arguments.append(value)
            positions.append(place)
    here = m.place(node.at, frame)
    site = Site(here, tuple(positions), places, unfolds)  # type: ignore[arg-type]
    if not unfolds and here is not None and here.file is frame.module.file:
        m.sites[id(node)] = (node, site)
    return arguments, keywords, site


def surely_holds(value: object) -> bool:
    """Whether a list has elements, and all that there may be look alike."""
    return isinstance(value, ListValue) and value.typical is not None and bool(value.at_least())


def unfold_keywords(
    m: Interpreter, value: object, place: object, keywords: dict[str, object], places: dict[str, object]
) -> None:
    if isinstance(value, DictValue):
        for key, item in value.at_least().items():
            if isinstance(key, str):
                keywords[key] = item
                places[key] = place
        if not value.open:
            return
        if optional_keys(value.open) is not None:
            keywords["**"] = opened(value.open, *[text for text in [keywords.get("**")] if isinstance(text, str)])
            return
    keywords["**"] = Unknown("the keyword arguments are not all known")


def evaluate_unary(m: Interpreter, node: nodes.Unary, frame: Frame) -> object:
    value = m.evaluate(node.operand, frame)
    result = unary(m, node.operator, value, m.place(node.at, frame))
    return result if node.operator == "not" else m.doubted(result)


def evaluate_binary(m: Interpreter, node: nodes.Binary, frame: Frame) -> object:
    left = m.evaluate(node.left, frame)
    right = m.evaluate(node.right, frame)
    result = binary(m, node.operator, left, right, m.place(node.at, frame))
    if isinstance(result, Tensor):
        m.recorder.name(m.place(node.at, frame), result)  # type: ignore[arg-type]
    return m.doubted(result)


def evaluate_boolean(m: Interpreter, node: nodes.Boolean, frame: Frame) -> object:
    result: object = None
    stops_on = node.operator == "or"
    for position, part in enumerate(node.values):
        result = m.evaluate(part, frame)
        if position == len(node.values) - 1:
            return result
        known = truth(m, result)
        if known is stops_on:
            return result
        if known is None:
            return undecided_boolean(m, node, position, result, frame)
    return result


def undecided_boolean(m: Interpreter, node: nodes.Boolean, position: int, first: object, frame: Frame) -> object:
    """`a or rest` with an undecided `a`: the truth of the whole may still be known from the rest."""
    rest = nodes.Boolean(node.at, node.operator, node.values[position + 1 :])
    return undecided_part(m, first, node.operator == "or", lambda: m.evaluate(rest, frame))


def undecided_part(m: Interpreter, first: object, stops_on: bool, rest: Callable[[], object]) -> object:
    """`first or rest()`, or `and`, with an undecided first part. If the rest is as true as what
    would have ended it, so is the whole, whatever its value."""
    known: list[bool | None] = []

    def others() -> object:
        value = rest()
        known.append(truth(m, value))
        return value

    reason = f"`{'or' if stops_on else 'and'}` of an unknown value"
    sides = (lambda: first, others) if stops_on else (others, lambda: first)
    result = both(m, first, *sides, reason)
    if known == [stops_on] and truth(m, result) is None:
        result = Unknown(reason, may_be=possible(result))
        m.assumptions = {**m.assumptions, result.same(): stops_on}
    return result


ORDERING = frozenset({"<", "<=", ">", ">="})


def evaluate_compare(m: Interpreter, node: nodes.Compare, frame: Frame) -> object:
    return compare_from(m, node, frame, m.evaluate(node.left, frame), 0)


def compare_from(m: Interpreter, node: nodes.Compare, frame: Frame, left: object, position: int) -> object:
    """The rest of a chain of comparisons, from one of them on."""
    operator = node.operators[position]
    right = m.evaluate(node.comparators[position], frame)
    result = compare(m, operator, left, right, m.place(node.at, frame))
    if operator in ORDERING:
        m.doubted(result)
    if position == len(node.operators) - 1:
        return result
    known = truth(m, result)
    if known is False:
        return result
    if known is None:
        return undecided_part(m, result, False, lambda: compare_from(m, node, frame, right, position + 1))
    return compare_from(m, node, frame, right, position + 1)


def evaluate_conditional(m: Interpreter, node: nodes.Conditional, frame: Frame) -> object:
    test = m.evaluate(node.test, frame)
    known = truth(m, test)
    if known is not None:
        return m.evaluate(node.body if known else node.orelse, frame)
    return both(
        m,
        test,
        lambda: m.evaluate(node.body, frame),
        lambda: m.evaluate(node.orelse, frame),
        "either side of a conditional expression",
    )


def evaluate_lambda(m: Interpreter, node: nodes.Lambda, frame: Frame) -> object:
    return make_function(m, "<lambda>", node, frame)


def evaluate_elements(m: Interpreter, elements: tuple[nodes.Expression, ...], frame: Frame) -> tuple[list[object], str]:
    """The values of a display's elements, stars unfolded; the text says why some are missing, if any are."""
    values: list[object] = []
    missing = ""
    for element in elements:
        if isinstance(element, nodes.Starred):
            items, complete = iterate(m, m.evaluate(element.value, frame), m.place(element.at, frame))
            missing = missing or ("" if complete else "an unpacked value of unknown length")
        else:
            items = [m.evaluate(element, frame)]
        if not missing:
            values.extend(items)
        if len(values) > MOST_ELEMENTS:
            return [], f"a sequence of more than {MOST_ELEMENTS:,} elements"
    return values, missing


def evaluate_list(m: Interpreter, node: nodes.ListDisplay, frame: Frame) -> object:
    return ListValue(*evaluate_elements(m, node.elements, frame))


def evaluate_tuple(m: Interpreter, node: nodes.TupleDisplay, frame: Frame) -> object:
    values, missing = evaluate_elements(m, node.elements, frame)
    return Unknown(missing, m.place(node.at, frame)) if missing else held(m, tuple(values), m.place(node.at, frame))


def evaluate_set(m: Interpreter, node: nodes.SetDisplay, frame: Frame) -> object:
    values, missing = evaluate_elements(m, node.elements, frame)
    return make_set(values, missing)


def make_set(values: list[object], missing: str) -> SetValue:
    """A set of those elements; one that is not known may be the same as another."""
    known = {hash_key(v): v for v in values if not isinstance(v, Unknown) and not has_equality(v) and is_hashable(v)}
    whole = all(is_hashable(v) and hash_key(v) in known for v in values)
    return SetValue(known, missing or ("" if whole else "an element that is not known"))


def hash_key(value: object) -> object:
    """A value as the key of a dict or set; unknown values are keys of their own."""
    return value


def evaluate_dict(m: Interpreter, node: nodes.DictDisplay, frame: Frame) -> object:
    result = DictValue({})
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            other = m.evaluate(value, frame)
            if isinstance(other, DictValue):
                result.update(other.at_least(), other.open)
            else:
                result.update({}, "an unpacked dict of unknown content")
        else:
            name = m.evaluate(key, frame)
            if isinstance(name, Unknown) or not is_hashable(name):
                result.update({}, "a key that is not known")
            result.put(name if is_hashable(name) else id(name), m.evaluate(value, frame))
    return result


def evaluate_generator(m: Interpreter, node: nodes.Comprehension, frame: Frame) -> object:
    """`(element for target in iterable if condition)`: a generator, whose outermost iterable is evaluated at once."""
    known = m.loops.get(id(node))
    if known is None:
        known = m.loops[id(node)] = (node, loop_of(node))
    loop = known[1]
    source = iterator_over(m, m.evaluate(loop.iterable, frame), m.place(loop.iterable.at, frame))
    inner = Frame(
        frame.module,
        Cell({slot("for", loop.at): source}, frame.scope),
        frame.function,
        frame.receiver,
        call_place=frame.call_place,
        outer=frame,
    )
    return m.in_loop(inner, loop)


def loop_of(node: nodes.Comprehension) -> nodes.For:
    """The loops that a generator expression stands for."""
    body: nodes.Statement = nodes.ExpressionStatement(node.at, nodes.Yield(node.at, node.element))
    for clause in reversed(node.clauses):
        for condition in reversed(clause.conditions):
            body = nodes.If(condition.at, condition, (body,), ())
        body = nodes.For(clause.at, clause.target, clause.iterable, (body,), (), clause.is_async)
    assert isinstance(body, nodes.For)
    return body


def evaluate_comprehension(m: Interpreter, node: nodes.Comprehension, frame: Frame) -> object:
    if node.kind == "generator":
        return evaluate_generator(m, node, frame)
    scope = Cell({}, frame.scope)
    inner = Frame(frame.module, scope, frame.function, frame.receiver, call_place=frame.call_place, outer=frame)
    keys: list[object] = []
    values: list[object] = []

    def collect() -> None:
        keys.append(m.evaluate(node.element, inner))
        if node.value is not None:
            values.append(m.evaluate(node.value, inner))

    missing = run_clauses(m, node.clauses, 0, inner, collect)
    if node.kind == "dict":
        if missing or any(isinstance(k, Unknown) or not is_hashable(k) for k in keys):
            return DictValue({}, missing or "a key that is not known")
        return DictValue(dict(zip(keys, values, strict=True)))
    if node.kind == "set":
        return make_set([] if missing else keys, missing)
    typical = merged_typical(keys) if missing else None
    return ListValue([] if missing else keys, missing, typical=typical)


def run_clauses(
    m: Interpreter, clauses: tuple[nodes.Clause, ...], position: int, frame: Frame, collect: Callable[[], None]
) -> str:
    """Run the loops of a comprehension; the text says why elements may be missing or too many, if so."""
    if position == len(clauses):
        collect()
        return ""
    clause = clauses[position]
    missing = ""
    items, complete = iterate(m, m.evaluate(clause.iterable, frame), m.place(clause.iterable.at, frame))
    if not complete:
        missing = "a comprehension over something of unknown length"
    for item in items:
        m.assign(clause.target, item, frame)
        inner = partial(run_clauses, m, clauses, position + 1, frame, collect)
        missing = run_conditions(m, clause.conditions, frame, inner) or missing
    return missing


def run_conditions(
    m: Interpreter, conditions: tuple[nodes.Expression, ...], frame: Frame, inner: Callable[[], str]
) -> str:
    """Run what stands behind the conditions of a comprehension; an undecided one lets both ways stand."""
    if not conditions:
        return inner()
    test, rest = m.evaluate(conditions[0], frame), conditions[1:]
    known = truth(m, test)
    if known is None:
        why = "a comprehension with an undecided condition"
        both(m, test, lambda: run_conditions(m, rest, frame, inner), lambda: "", why)
        return why
    return run_conditions(m, rest, frame, inner) if known else ""


def evaluate_starred(m: Interpreter, node: nodes.Starred, frame: Frame) -> object:
    return m.evaluate(node.value, frame)


def evaluate_formatted_string(m: Interpreter, node: nodes.FormattedString, frame: Frame) -> object:
    pieces: list[str | None] = []
    for part in node.parts:
        if isinstance(part, str):
            pieces.append(part)
            continue
        specification = "" if part.format is None else m.evaluate(part.format, frame)
        text = format_value(m, m.evaluate(part.value, frame), part.conversion, specification)
        pieces.append(text if isinstance(text, str) else None)
    refusal = no_room_for_text(m, sum(len(piece or "") for piece in pieces), m.place(node.at, frame))
    if refusal is not None:
        return refusal
    if None not in pieces:
        return "".join(filter(None, pieces))
    ends = [pieces[: pieces.index(None)], pieces[len(pieces) - pieces[::-1].index(None) :]]
    prefix, suffix = ("".join(filter(None, end)) for end in ends)
    return unknown_text("a formatted string with an unknown part", m.place(node.at, frame), prefix, suffix)


def evaluate_walrus(m: Interpreter, node: nodes.Walrus, frame: Frame) -> object:
    value = m.evaluate(node.value, frame)
    while frame.outer is not None:
        frame = frame.outer
    assign_name(m, node.target.id, value, frame)
    return value


def evaluate_await(m: Interpreter, node: nodes.Await, frame: Frame) -> object:
    return m.evaluate(node.value, frame)


def evaluate_yield(m: Interpreter, node: nodes.Yield, frame: Frame) -> object:
    value = None if node.value is None else m.evaluate(node.value, frame)
    if not is_in_generator(frame):
        return m.unknown("a yield that belongs to no function with statements", m.place(node.at, frame))
    if frame.on_yield is None:
        raise GiveUp
    return frame.on_yield(value)


def is_in_generator(frame: Frame) -> bool:
    """Whether a yield there suspends a body that is followed: no module's, no class's, no lambda's."""
    return frame.function is not None and isinstance(frame.function.definition, nodes.FunctionDef)


def evaluate_yield_from(m: Interpreter, node: nodes.YieldFrom, frame: Frame) -> object:
    source = iterator_over(m, m.evaluate(node.value, frame), m.place(node.at, frame))
    if not is_in_generator(frame):
        return m.unknown("a yield that belongs to no function with statements", m.place(node.at, frame))
    while frame.on_yield is not None:
        value, comes = take(m, source)
        if comes is False:
            return source.result
        frame.on_yield(value)
        if comes is None:
            return Unknown("what a generator returns", m.place(node.at, frame))
    raise GiveUp


EXPRESSIONS.update(
    {
        nodes.Constant: evaluate_constant,
        nodes.Name: evaluate_name,
        nodes.Attribute: evaluate_attribute,
        nodes.Subscript: evaluate_subscript,
        nodes.Slice: evaluate_slice,
        nodes.Call: evaluate_call,
        nodes.Unary: evaluate_unary,
        nodes.Binary: evaluate_binary,
        nodes.Boolean: evaluate_boolean,
        nodes.Compare: evaluate_compare,
        nodes.Conditional: evaluate_conditional,
        nodes.Lambda: evaluate_lambda,
        nodes.ListDisplay: evaluate_list,
        nodes.TupleDisplay: evaluate_tuple,
        nodes.SetDisplay: evaluate_set,
        nodes.DictDisplay: evaluate_dict,
        nodes.Comprehension: evaluate_comprehension,
        nodes.Starred: evaluate_starred,
        nodes.FormattedString: evaluate_formatted_string,
        nodes.Walrus: evaluate_walrus,
        nodes.Await: evaluate_await,
        nodes.Yield: evaluate_yield,
        nodes.YieldFrom: evaluate_yield_from,
    }
)
