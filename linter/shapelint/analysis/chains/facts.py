"""What is told of a chain that was worked out, and its code in every framework."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from shapelint.analysis.chains.receptive import Field
from shapelint.analysis.chains.results import ChainFact, StepFact, Written
from shapelint.analysis.chains.stack import Stack, WorkedStep, with_batch_of_one
from shapelint.analysis.results import Dim, PlainShape
from shapelint.analysis.sizes_shown import plain, shown
from shapelint.frontends.registry import Framework, built_in
from shapelint.frontends.stack_writing import Details, Layer, StackWriter
from shapelint.ir import OPEN_BATCH, Node, Shape, layer_of
from shapelint.ir.dialect import Dialect
from shapelint.ops.layout.reshape import Flatten
from shapelint.ops.operation import Opaque
from shapelint.ops.spatial.border import left_over
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution
from shapelint.ops.spatial.formulas import formulas
from shapelint.ops.spatial.pooling import Pooling
from shapelint.ops.spatial.window import as_image
from shapelint.problems import Problem
from shapelint.symbolic import Size, Symbol, symbols

INDENT = "    "
UNKNOWN = "?"


def chain_fact(stack: Stack, problems: Mapping[int, str]) -> ChainFact:
    """All of a chain; `problems` say by the position of a step what fails there."""
    facts: list[StepFact] = []
    field = Field()
    for position, step in enumerate(stack.steps):
        node = _node(step)
        if node is not None:
            field = field.behind(node.operation, step.source.shape)
        facts.append(_step_fact(stack, step, node, field, problems.get(position)))
    return ChainFact(
        stack.dialect.name,
        _sample(stack.given.shape, stack.batch),
        stack.batch is not None,
        tuple(facts),
        own_code(stack),
        _total([fact.params for fact in facts]),
        _total([step.trainable for step in stack.steps]),
        _total([fact.macs for fact in facts]),
    )


def _node(step: WorkedStep) -> Node | None:
    """The operation that the layer is, if it is one but for its own activation."""
    nodes = step.run.nodes
    return nodes[0] if nodes and all(layer_of(node) is nodes[0] for node in nodes) else None


def _step_fact(stack: Stack, step: WorkedStep, node: Node | None, field: Field, problem: str | None) -> StepFact:
    assert stack.dialect.stack is not None
    source = step.source.shape
    formula = _formula(node, source, step.output.shape if step.output is not None else None)
    if step.unfilled:
        problem = f"{step.unfilled[0]} cannot be filled in: it is not settled by what arrives"
    elif problem is None and step.trouble:
        problem = f"{step.step.name} cannot be built: {step.trouble}"
    elif problem is None and step.run.events:
        problem = step.run.events[0].message
    elif problem is None and step.is_given_several:
        problem = "what arrives is no single tensor, so that nothing can stand behind it in a plain stack"
    return StepFact(
        step.step.name,
        f"{stack.dialect.stack.layers[1]}{step.written}",
        step.filled,
        _sample(step.output.shape if step.output is not None else None, stack.batch),
        tuple(dict.fromkeys(formula)),
        step.params,
        _macs(step, stack.batch),
        field.sizes if field.is_known and field.sizes else None,
        _discarded(node, source),
        problem,
    )


def _formula(node: Node | None, source: Shape | None, output: Shape | None) -> tuple[str, ...]:
    """How the sizes that are computed come about, with what comes out."""
    if node is None or source is None or output is None:
        return ()
    operation = node.operation
    if isinstance(operation, Flatten) and operation.start == 1 and len(output) == 2 < len(source):
        return (f"{'*'.join(str(_size(size)) for size in source[1:])} = {_size(output[1])}",)
    found = formulas(operation, source)
    image = None
    if isinstance(operation, (Convolution, Pooling)):
        image = as_image(output, len(operation.kernel_size), operation.channels_last, operation.unbatched)
    if image is None or len(found) != len(image.spatial):
        return ()
    results = (f" = {size}" if isinstance(size, int) else "" for size in image.spatial)
    return tuple(one + result for one, result in zip(found, results, strict=True))


def _size(size: Size) -> Dim:
    """A size as it is told, "?" if it is not known."""
    return UNKNOWN if any(not symbol.known for symbol in symbols(size)) else shown(size)


def _sample(shape: Shape | None, batch: Symbol | None) -> PlainShape:
    """The shape of one sample; with the batch in it where that is not simply the first axis."""
    if shape is None:
        return None
    is_usual = batch is not None and shape and shape[0] is batch
    return tuple(None if size is OPEN_BATCH else _size(size) for size in (shape[1:] if is_usual else shape))


def _macs(step: WorkedStep, batch: Symbol | None) -> Dim:
    """None where what the layer does is not known: that is not nothing."""
    if not step.run.nodes or any(isinstance(node.operation, Opaque) for node in step.run.nodes):
        return None
    total: Size = 0
    for node in step.run.nodes:
        cost = node.operation.cost([tensor.type for tensor in node.inputs], list(node.output_types))
        if cost is None:
            return None
        total = total + with_batch_of_one(cost, batch)
    return None if any(not symbol.known for symbol in symbols(total)) else shown(total)


def _discarded(node: Node | None, source: Shape | None) -> tuple[int, ...] | None:
    operation = node.operation if node is not None else None
    if not isinstance(operation, (Convolution, Pooling)) or isinstance(operation, TransposedConvolution):
        return None
    image = None
    if source is not None:
        image = as_image(source, len(operation.kernel_size), operation.channels_last, operation.unbatched)
    if image is None:
        return None
    found = tuple(left_over(operation, axis, size) for axis, size in enumerate(image.spatial))
    return found if any(found) else None


def _total(parts: Sequence[Dim]) -> Dim:
    numbers = [part for part in parts if isinstance(part, int)]
    return sum(numbers) if len(numbers) == len(parts) else None


# ------------------------------------------------------------------------------------------------------------- code


def own_code(stack: Stack) -> str:
    return code_of(stack.dialect, [step.written for step in stack.steps], stack.given.shape)


def first_row(dialect: Dialect) -> int:
    """The line of the code at which the first layer stands."""
    assert dialect.stack is not None
    return len(dialect.stack.imports) + 3 + bool(dialect.stack.given)


def code_of(dialect: Dialect, lines: Sequence[str], given: Shape | None) -> str:
    """A stack as a framework writes it, a layer a line."""
    spelling = dialect.stack
    assert spelling is not None
    shape = _of_sample(given)
    stated = [spelling.given.replace("SHAPE", shape)] if spelling.given and shape is not None else []
    layers = [f"{spelling.layers[1]}{line}" for line in lines]
    body = [f"{INDENT}{line}," for line in (*stated, *layers)]
    return "\n".join([*spelling.imports, "", spelling.opening, *body, spelling.closing, ""])


def model_code(dialect: Dialect, lines: Sequence[str], given: Shape | None) -> str | None:
    """A stack as a class or functional model; None where the framework wants a shape that is not known."""
    assert dialect.stack is not None
    spelling, shape = dialect.stack.model, _of_sample(given)
    if spelling is None or (shape is None and "SHAPE" in spelling.opening):
        return None
    layers = [f"{dialect.stack.layers[1]}{line}" for line in lines]
    named = list(zip(_attributes(lines), layers, strict=True))
    built = [spelling.built.format(name=name, layer=layer) for name, layer in named]
    called = [
        spelling.called.format(name=name, layer=layer, before="x" if position else spelling.given)
        for position, (name, layer) in enumerate(named)
    ]
    opening = spelling.opening.replace("SHAPE", shape or "")
    imports = "".join(f"{line}\n" for line in (*dialect.stack.imports, ""))
    return "".join((imports, opening, *built, spelling.middle, *called, spelling.closing))


def _attributes(lines: Sequence[str]) -> list[str]:
    """A name for each layer, by its type: conv1, conv2, linear."""
    types = [re.sub(r"\d+d$", "", line.partition("(")[0].lower()) for line in lines]
    return [f"{name}{types[: i + 1].count(name)}" if types.count(name) > 1 else name for i, name in enumerate(types)]


def _of_sample(given: Shape | None) -> str | None:
    """The shape of one sample as Python has it."""
    shape = plain(given[1:] if given is not None else None)
    return None if shape is None else _tuple(shape)


def _tuple(shape: Sequence[Dim]) -> str:
    inner = ", ".join("None" if not isinstance(size, int) else str(size) for size in shape)
    return f"({inner},)" if len(shape) == 1 else f"({inner})"


def writers() -> list[tuple[Framework, StackWriter, Dialect]]:
    """The frameworks that a plain stack can be written in."""
    return [
        (one, one.stack_writer(), one.dialect())
        for one in built_in()
        if one.stack_writer is not None and one.dialect is not None
    ]


def written_as(stack: Stack, framework: str) -> Written | Problem:
    """The stack as the code of a framework, or which layer has no counterpart there."""
    known = {one.name: (writer, dialect) for one, writer, dialect in writers()}
    if framework not in known:
        return Problem(f"{framework!r} is none of {', '.join(known)}")
    if framework == stack.dialect.name:
        return _written(stack.dialect, [step.written for step in stack.steps], stack.given.shape, ())
    own, (writer, dialect) = known.get(stack.dialect.name), known[framework]
    lines: list[str] = []
    remarks: list[str] = []
    for step in stack.steps:
        node = _node(step)
        source, output = step.source.shape, step.output.shape if step.output is not None else None
        if node is None or source is None or output is None or step.unfilled:
            return Problem(f"{step.written}: what it does is not known well enough to be written in {framework}")
        arguments = {name: one.value for name, one in step.definition.arguments.items()} if step.definition else {}
        details = own[0].describe(arguments) if own is not None else Details()
        made = writer.write(Layer(node.operation, details, source, output, stack.dialect.channels_last))
        if isinstance(made, str):
            return Problem(f"{step.written} has no counterpart in {framework}: {made}")
        lines += made.lines
        remarks += [f"{step.step.name}: {remark}" for remark in made.remarks]
    given = _given(stack, dialect)
    return _written(dialect, lines, given, tuple(dict.fromkeys(remarks)))


def _written(dialect: Dialect, lines: Sequence[str], given: Shape | None, remarks: tuple[str, ...]) -> Written:
    code, model = code_of(dialect, lines, given), model_code(dialect, lines, given)
    return Written(dialect.name, code, tuple(lines), plain(given) or (), model, remarks)


def _given(stack: Stack, dialect: Dialect) -> Shape | None:
    """What goes in, with the channels where the framework has them."""
    given = stack.given.shape
    if given is None or len(given) < 3 or stack.dialect.channels_last == dialect.channels_last:
        return given
    first = _node(stack.steps[0]) if stack.steps else None
    operation = first.operation if first is not None else None
    is_image = isinstance(operation, (Convolution, Pooling)) or len(given) > 3
    if not is_image:
        return given
    return (given[0], *given[2:], given[1]) if dialect.channels_last else (given[0], given[-1], *given[1:-1])
