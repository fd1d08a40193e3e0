"""tensorflow's functions that call functions: branches, loops, maps: https://www.tensorflow.org/api_docs/python/tf.

What is called is interpreted once, as tensorflow traces it once, with values of which only shapes are known.
"""

from __future__ import annotations

from collections.abc import Callable

from shapelint.interpret.api.apply import apply_operation
from shapelint.interpret.api.coercions import as_operand, elements
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import DictValue, ListValue, NativeFunction, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.subscripts import get_item
from shapelint.interpret.language.truth import truth
from shapelint.interpret.state.branches import both
from shapelint.ir import Tensor
from shapelint.ops.axes import unknown_size
from shapelint.ops.layout.creation import Creation
from shapelint.records import replace
from shapelint.symbolic import Size


def over_tensors(value: object, change: Callable[[Tensor], object]) -> object:
    """The structure of lists, tuples and dicts with every tensor changed; a number counts as a tensor."""
    if isinstance(value, ListValue):
        return value.changed(lambda v: over_tensors(v, change))
    if isinstance(value, tuple):
        return tuple(over_tensors(v, change) for v in value)
    if isinstance(value, DictValue):
        return value.changed(lambda v: over_tensors(v, change))
    if isinstance(value, (bool, int, float)):
        value = as_operand(value)
    return change(value) if isinstance(value, Tensor) else value


def run(m: Interpreter, function: object, arguments: list[object], site: Site) -> object:
    return m.call(function, arguments, {}, Site(site.place))


def branch(
    m: Interpreter, site: Site, pred: object, true_fn: object = None, false_fn: object = None, name: object = None
) -> object:
    """`tf.cond`: the side that is known to be taken, or what both give."""
    decided = truth(m, pred)
    if decided is not None and not isinstance(pred, Tensor):
        return run(m, true_fn if decided else false_fn, [], site)
    test = pred if isinstance(pred, Unknown) else Unknown("a condition on a tensor", site.place)
    return both(
        m, test, lambda: run(m, true_fn, [], site), lambda: run(m, false_fn, [], site), "one of the sides of a tf.cond"
    )


def one_of(m: Interpreter, site: Site, functions: list[object], reason: str) -> object:
    """What one of several functions gives."""
    if len(functions) == 1:
        return run(m, functions[0], [], site)
    first, *rest = functions
    return both(
        m, Unknown(reason, site.place), lambda: run(m, first, [], site), lambda: one_of(m, site, rest, reason), reason
    )


def functions_of(value: object, default: object) -> list[object] | None:
    """The functions of a `switch_case` or `case`: a list of them or of pairs, or a dict."""
    if isinstance(value, DictValue) and (held := value.exactly()) is not None:
        found: list[object] = list(held.values())
    else:
        items = elements(value)
        if not items:
            return None
        found = [item[1] if isinstance(item, tuple) and len(item) == 2 else item for item in items]
    return found if default is None else [*found, default]


def switch(
    m: Interpreter, site: Site, branch_index: object, branch_fns: object, default: object = None, name: object = None
) -> object:
    functions = functions_of(branch_fns, default)
    if functions is None:
        return m.unknown("branches that are not known", site.place)
    return one_of(m, site, functions, "one of the branches of a tf.switch_case")


def case(
    m: Interpreter, site: Site, pred_fn_pairs: object, default: object = None, exclusive: object = False,
    strict: object = False, name: object = None,
) -> object:  # fmt: skip
    functions = functions_of(pred_fn_pairs, default)
    if functions is None:
        return m.unknown("branches that are not known", site.place)
    return one_of(m, site, functions, "one of the branches of a tf.case")


def loop(
    m: Interpreter, site: Site, cond: object, body: object, loop_vars: object, *further: object, **options: object
) -> object:
    """`tf.while_loop`: the variables after any number of turns, none included."""
    values = elements(loop_vars)
    if values is None:
        return m.unknown("loop variables that are not known", site.place)
    shape_invariants = further[0] if further else options.get("shape_invariants")
    if shape_invariants is not None:
        return m.unknown("loop variables whose shapes change", site.place)
    start = [over_tensors(v, forget) for v in values]

    def turn() -> object:
        run(m, cond, list(start), site)
        result = run(m, body, list(start), site)
        found = elements(result)
        ended = list(found) if found is not None else [result]
        return tuple(over_tensors(v, forget) for v in ended)

    reason = "after an unknown number of turns of a tf.while_loop"
    merged = both(m, Unknown(reason, site.place), turn, lambda: tuple(start), reason)
    if not isinstance(merged, tuple) or len(merged) != len(start):
        return m.unknown(reason, site.place)
    return merged if isinstance(loop_vars, tuple) else ListValue(list(merged))


def forget(tensor: Tensor) -> Tensor:
    """A tensor of the same type, of whose elements nothing is known."""
    return replace(tensor, elements=None) if tensor.elements is not None else tensor


def mapped(m: Interpreter, site: Site, fn: object, elems: object, *further: object, **options: object) -> object:
    """`tf.map_fn` and `tf.vectorized_map`: what the function makes of one element, along a new first axis."""
    count = first_size(elems)
    result = run(m, fn, [over_tensors(elems, lambda t: slice_of(m, t, site))], site)
    return over_tensors(result, lambda t: stacked(m, t, count, site))


def first_size(value: object) -> Size:
    """The size of the first axis of the first tensor of a structure."""
    found: list[Size] = []

    def look(tensor: Tensor) -> Tensor:
        if tensor.shape:
            found.append(tensor.shape[0])
        return tensor

    over_tensors(value, look)
    return found[0] if found else unknown_size()


def slice_of(m: Interpreter, tensor: Tensor, site: Site) -> object:
    shape = tensor.shape[1:] if tensor.shape else None
    return apply_operation(
        m, Creation("an element", shape, tensor.type.dtype), (tensor,), "tensorflow.map_fn", site.place
    )


def stacked(m: Interpreter, tensor: Tensor, count: Size, site: Site) -> object:
    shape = None if tensor.shape is None else (count, *tensor.shape)
    return apply_operation(
        m, Creation("elements", shape, tensor.type.dtype), (tensor,), "tensorflow.map_fn", site.place
    )


def folded(
    m: Interpreter, site: Site, fn: object, elems: object, initializer: object = None, *rest: object, **options: object
) -> object:
    """`tf.foldl`, `tf.foldr`: the last state, which has the shape of the first."""
    item = over_tensors(elems, lambda t: slice_of(m, t, site))
    state = item if initializer is None else over_tensors(initializer, forget)
    return over_tensors(run(m, fn, [state, item], site), forget)


def scanned(
    m: Interpreter, site: Site, fn: object, elems: object, initializer: object = None, *rest: object, **options: object
) -> object:
    """`tf.scan`: all states along a new first axis."""
    state = folded(m, site, fn, elems, initializer)
    count = first_size(elems)
    return over_tensors(state, lambda t: stacked(m, t, count, site))


def foreign(
    m: Interpreter,
    site: Site,
    func: object = None,
    inp: object = None,
    Tout: object = None,
    *rest: object,
    **options: object,
) -> object:
    """`tf.py_function`, `tf.numpy_function`: tensors of unknown shape."""
    types = elements(Tout)

    def result() -> object:
        return apply_operation(m, Creation("a Python function", None, None), (), "tensorflow.py_function", site.place)

    if types is None:
        return result() if isinstance(Tout, str) else m.unknown("what a Python function gives", site.place)
    return ListValue([result() for _ in types])


def custom_gradient(m: Interpreter, site: Site, f: object = None) -> object:
    """The function without its gradient, which it gives as a second value."""

    def call(m: Interpreter, arguments: list[object], keywords: dict[str, object], inner: Site) -> object:
        found = elements(m.call(f, arguments, keywords, inner))
        if found is None or len(found) != 2:
            return m.unknown("a function with a gradient of its own", inner.place)
        return found[0]

    return NativeFunction("a function with a gradient of its own", call)


def decorated(m: Interpreter, site: Site, function: object, *rest: object, **options: object) -> object:
    return function


def numbered(m: Interpreter, site: Site, lower: object, upper: object, body_fun: object, init_val: object) -> object:
    """`keras.ops.fori_loop`: the state after any number of turns."""
    index = over_tensors(0, forget)
    start = over_tensors(init_val, forget)
    reason = "after an unknown number of turns of a loop"
    return both(
        m, Unknown(reason, site.place), lambda: over_tensors(run(m, body_fun, [index, start], site), forget),
        lambda: start, reason,
    )  # fmt: skip


def branch_of(m: Interpreter, site: Site, index: object, branches: object, *operands: object) -> object:
    """`keras.ops.switch`."""
    functions = functions_of(branches, None)
    if functions is None:
        return m.unknown("branches that are not known", site.place)
    bound = [native("a branch", lambda m, s, f=f: run(m, f, list(operands), s)) for f in functions]
    return one_of(m, site, list(bound), "one of the branches of a switch")


def carried(
    m: Interpreter, site: Site, f: object, init: object, xs: object = None, length: object = None,
    reverse: object = False, unroll: object = 1,
) -> object:  # fmt: skip
    """`keras.ops.scan`: f(state, element) gives the next state and an output; outputs stand along a new first axis."""
    if xs is None:
        count: Size = length if isinstance(length, int) else unknown_size()
    else:
        count = first_size(xs)
    item = None if xs is None else over_tensors(xs, lambda t: slice_of(m, t, site))
    found = elements(run(m, f, [over_tensors(init, forget), item], site))
    if found is None or len(found) != 2:
        return m.unknown("what a step of a scan gives", site.place)
    return over_tensors(found[0], forget), over_tensors(found[1], lambda t: stacked(m, t, count, site))


def combined(m: Interpreter, site: Site, f: object, elems: object, reverse: object = False, axis: object = 0) -> object:
    """`keras.ops.associative_scan`: the shapes stay."""
    run(m, f, [elems, elems], site)
    return over_tensors(elems, forget)


def item(m: Interpreter, site: Site, x: object, key: object) -> object:
    """`keras.ops.get_item`."""
    return get_item(m, x, key, site.place)


def batching(m: Interpreter, site: Site, *arguments: object, **options: object) -> object:
    """A decorator that runs a function on several calls at once."""
    return native("a decorator", decorated)


FUNCTIONS: dict[str, Callable[..., object]] = {
    "tensorflow.cond": branch, "tensorflow.switch_case": switch, "tensorflow.case": case, "tensorflow.while_loop": loop,
    "tensorflow.map_fn": mapped, "tensorflow.vectorized_map": mapped, "tensorflow.foldl": folded,
    "tensorflow.foldr": folded, "tensorflow.scan": scanned, "tensorflow.py_function": foreign,
    "tensorflow.numpy_function": foreign, "tensorflow.custom_gradient": custom_gradient,
    "tensorflow.recompute_grad": decorated, "tensorflow.autograph.experimental.do_not_convert": decorated,
    "tensorflow.nondifferentiable_batch_function": batching, "keras.ops.get_item": item,
    "keras.ops.cond": branch, "keras.ops.while_loop": loop, "keras.ops.map": mapped,
    "keras.ops.vectorized_map": mapped, "keras.ops.fori_loop": numbered, "keras.ops.switch": branch_of,
    "keras.ops.scan": carried, "keras.ops.associative_scan": combined, "keras.ops.custom_gradient": custom_gradient,
}  # fmt: skip
NAMES: dict[str, object] = {name: native(name, body) for name, body in FUNCTIONS.items()}
