"""The chain that a model is, read off its run: layers and functions that stand one behind the other, each on what the
one before it gives, however the model's code puts them together."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from shapelint.analysis.accepts import USUAL, accepted_sides, is_spatial
from shapelint.analysis.chains.facts import writers
from shapelint.analysis.locations import locate_place
from shapelint.analysis.model_runs import ModelRun
from shapelint.analysis.writes import Wiring, wiring_of
from shapelint.frontends.stack_writing import Layer, StackWriter, shown
from shapelint.interpret.domain.tensors import tensors_in
from shapelint.ir import Definition, Node, Shape, Tensor, layer_of
from shapelint.ir.dialect import StackSpelling
from shapelint.ops.layout.reshape import Flatten, Reshape
from shapelint.ops.operation import Operation
from shapelint.problems import Problem
from shapelint.records import dataclass
from shapelint.symbolic import Size, Symbol, Verdict, equal
from shapelint.syntax import locate

PLAIN = (bool, int, float, str, type(None))


@dataclass(frozen=True, slots=True)
class ModelChain:
    """The layers of a model as its framework writes them, and the sizes of one sample, where they are known.
    `is_class`: the model is of a class that the program itself writes."""

    name: str
    layers: tuple[str, ...]
    sample: tuple[int, ...] | None
    is_class: bool


def chain_of_run(one: ModelRun) -> ModelChain | Problem:
    """The chain that a model is, or what of it is no plain stack."""
    dialect = one.inspection.dialect
    writer = next((writer for _, writer, known in writers() if known is dialect), None)
    if dialect.stack is None or writer is None:
        return Problem(f"{one.name}: its framework has no plain stacks")
    nodes = _line(one)
    if isinstance(nodes, Problem):
        return nodes
    written: list[str] = []
    for node in nodes:
        line = _written(node, dialect.stack, writer)
        if isinstance(line, Problem):
            return Problem(f"{one.name}, line {locate_place(node.place).row}: {line.text}")
        written += line
    is_class = one.model.type.definition is not None
    return ModelChain(one.name, tuple(written), _sample(one), is_class) if written else Problem(f"{one.name} is empty")


# ------------------------------------------------------------------------------------------------ one behind the other


def _line(one: ModelRun) -> list[Node] | Problem:
    """The operations from the input to the result, if each takes what the one before it gives and nothing else."""
    wiring = wiring_of(one.run.nodes, tensors_in([one.result]))
    if len(wiring.results) != 1:
        return Problem(f"{one.name} does not give one tensor")
    found = list(_backwards(wiring.results[0], wiring))
    start = found[-1]
    if isinstance(start, Node):
        place = locate_place(start.place).row
        return Problem(f"{one.name}, line {place}: what is computed there is not made of one tensor")
    if start.role != "input" or start.may_be:
        return Problem(f"{one.name}: it is not settled which operations lead to what it gives")
    nodes = [node for node in reversed(found) if isinstance(node, Node) and layer_of(node) is node]
    twice = _used_twice(nodes)
    if twice is not None:
        return Problem(f"{one.name}, line {locate_place(twice.place).row}: a layer with weights is used a second time")
    return nodes


def _backwards(tensor: Tensor, wiring: Wiring) -> Iterator[Node | Tensor]:
    """The operations that have led to a tensor, the last one first, down to the tensor that it begins with; or to an
    operation on several."""
    while not tensor.may_be and tensor.producer is not None and not tensor.role:
        node = tensor.producer
        yield node
        if len(node.inputs) != 1 or len(node.output_types) != 1 or not node.certain:
            return
        tensor = wiring.of(node)[0]
    yield tensor


def _used_twice(nodes: Sequence[Node]) -> Node | None:
    """The second use of a layer that has weights."""
    seen: set[int] = set()
    for node in nodes:
        if node.definition is not None and node.operation.parameters():
            if id(node.definition) in seen:
                return node
            seen.add(id(node.definition))
    return None


# ----------------------------------------------------------------------------------------------------------- its lines


def _written(node: Node, spelling: StackSpelling, writer: StackWriter) -> list[str] | Problem:
    """The layers that an operation is: as the program builds it; a function as the layer that does the same."""
    name = node.callee.rpartition(".")[2]
    definition = node.definition
    if definition is not None and definition.kind.rpartition(".")[0].endswith(spelling.layers[0]):
        arguments = _arguments(definition)
        if arguments is None:
            return Problem(f"the arguments of {definition.type_name} are not all known")
        return [f"{spelling.layers[1]}{definition.type_name}({', '.join(arguments)})"]
    source, output = node.inputs[0].shape, node.output_types[0].shape
    if source is None or output is None:
        return Problem(f"the shape at {name} is not known")
    details = writer.describe({key: argument.value for key, argument in node.arguments.items()})
    operation = _as_layer(node.operation, source, output)
    made = writer.write(Layer(operation, details, source, output, node.dialect.channels_last))
    if isinstance(made, str):
        return Problem(f"{name} is no layer of a plain stack: {made}")
    return [f"{spelling.layers[1]}{line}" for line in made.lines]


def _as_layer(operation: Operation, source: Shape, output: Shape) -> Operation:
    """A reshape that makes one row of each sample is the layer that does so."""
    makes_rows = isinstance(operation, Reshape) and len(output) == 2 < len(source)
    return Flatten(1) if makes_rows and equal(source[0], output[0]) is Verdict.HOLDS else operation


def _arguments(definition: Definition) -> list[str] | None:
    """The arguments that a layer was built with, as they are written where they stand whole, else their values."""
    given = {name: one.value for name, one in definition.arguments.items() if one.place is not None}
    call = _call_at(definition)
    written = [] if call is None else _expressions(call)
    names = [name for name in given if name not in {key for key, _ in written}]
    if len(written) != len(given) or any(isinstance(value, ast.Starred) for _, value in written):
        written = [(name, None) for name in given]
    texts: list[str] = []
    for position, (key, expression) in enumerate(written):
        if expression is not None and is_plain(expression):
            text: str | None = ast.unparse(expression)
        else:
            text = _text_of(given[key or names[position]])
        if text is None:
            return None
        texts.append(f"{key}={text}" if key else text)
    return texts


def _expressions(call: ast.Call) -> list[tuple[str, ast.expr | None]]:
    """The arguments of a call, with their names where it states them."""
    named = [(keyword.arg or "", keyword.value) for keyword in call.keywords]
    return [*(("", value) for value in call.args), *named]


def _call_at(definition: Definition) -> ast.Call | None:
    """The call that builds a layer, as the program writes it."""
    span = locate(definition.place.file, [definition.place.at]).get(definition.place.at)
    if span is None:
        return None
    lines = definition.place.file.text.splitlines()[span.row - 1 : span.end_row]
    if not lines:
        return None
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    try:
        found = ast.parse(f"({chr(10).join(lines)})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return found if isinstance(found, ast.Call) else None


def is_plain(node: ast.expr) -> bool:
    """Whether a value stands there whole: numbers, texts, tuples of them, arithmetic."""
    kinds = (ast.Constant, ast.Tuple, ast.List, ast.UnaryOp, ast.BinOp, ast.operator, ast.unaryop, ast.expr_context)
    return all(isinstance(part, kinds) for part in ast.walk(node))


def _text_of(value: object) -> str | None:
    """A known value of Python as it is written."""
    if isinstance(value, tuple):
        is_plain_tuple = all(_text_of(one) is not None for one in value)
        is_one_number = len(value) > 1 and all(one == value[0] for one in value)
        return None if not is_plain_tuple else shown(value[0] if is_one_number else value)
    return shown(value) if isinstance(value, PLAIN) else None


# ------------------------------------------------------------------------------------------------------------ its input


def _sample(one: ModelRun) -> tuple[int, ...] | None:
    """The sizes of one sample that the model was run with; in the place of free sides the usual one with which it
    works."""
    if len(one.inputs.shapes) != 1:
        return None
    [shape] = one.inputs.shapes.values()
    side = None
    if any(isinstance(size, Symbol) and is_spatial(size) for size in shape[1:]):
        ranges = accepted_sides(one.run, one.inputs, one.result) or ()
        fitting = (side for side in USUAL if any(low <= side <= high for low, high in ranges))
        side = next(fitting, ranges[0][0] if ranges else None)
    sizes = [_known(size, side) for size in shape[1:]]
    return None if not sizes or None in sizes else tuple(size for size in sizes if size is not None)


def _known(size: Size, side: int | None) -> int | None:
    if isinstance(size, int):
        return size
    return side if isinstance(size, Symbol) and is_spatial(size) else None
