"""A plain stack of layers as a source text has it, where no model of the text is a chain as a whole."""

from __future__ import annotations

import ast
import warnings

from shapelint.analysis.chains.of_model import is_plain
from shapelint.problems import Problem
from shapelint.syntax.nesting import MODERATE, measure, within

SEQUENTIAL = "Sequential"
INPUTS = ("Input", "InputLayer")
NONE = "the code has no plain Sequential whose layers are all written in it"


def chain_in(text: str) -> dict[str, object] | Problem:
    """The layers of the first `Sequential` of a text that stand in it one behind the other, and the shape that its
    input states."""
    if not within(measure(text), MODERATE):
        return Problem("the code is nested too deeply to be read")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Problem("the code cannot be read")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == SEQUENTIAL:
            found = _layers(node)
            if found is not None:
                return found
    return Problem(NONE)


def _layers(call: ast.Call) -> dict[str, object] | None:
    layers = call.args
    if len(layers) == 1 and isinstance(layers[0], (ast.List, ast.Tuple)):
        layers = layers[0].elts
    if call.keywords or not layers or not all(isinstance(layer, ast.Call) for layer in layers):
        return None
    given, chain = "", []
    for layer in layers:
        assert isinstance(layer, ast.Call)
        arguments: list[ast.expr] = [*layer.args, *(keyword.value for keyword in layer.keywords)]
        if not all(is_plain(argument) for argument in arguments) or _name(layer.func) == SEQUENTIAL:
            return None
        if _name(layer.func) in INPUTS:
            given = ast.unparse(arguments[0]).strip("()").rstrip(",") if arguments else ""
        else:
            chain.append(ast.unparse(layer))
    return {"layers": chain, "input": given.replace(" ", "")} if chain else None


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
