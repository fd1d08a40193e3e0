"""Another number for an expression, in the style that it is written in."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from math import prod

from shapelint.records import dataclass
from shapelint.syntax.editing.editor import Editor, arguments_of
from shapelint.syntax.editing.edits import TextEdit


@dataclass(frozen=True, slots=True)
class _Product:
    """A product as written: its factors from left to right, a power being one, and the text between the first two."""

    operands: tuple[ast.expr, ...]
    between: str


def number_edit(
    editor: Editor, use: ast.AST, written: int, value: int, factors: Sequence[int] = ()
) -> tuple[TextEdit, bool] | None:
    """The edit that gives the expression `use` the value `value` instead of `written`, and whether nothing else can see
    it. `factors` are the numbers that the value is the product of, if they are known. None where it cannot be told what
    to change."""
    if not isinstance(use, ast.expr):
        return None
    node = _only_binding(editor, use) if isinstance(use, (ast.Name, ast.Attribute)) else use
    text = None if node is None else _number_text(editor, node, written, value, factors)
    if node is None or text is None:
        return None
    is_private = node is use or (isinstance(use, ast.Name) and _is_in_same_function(editor, node, use))
    return TextEdit(*editor.bare_extent(node), text), is_private


def last_size(editor: Editor, at: int) -> ast.expr | None:
    """The last of the sizes that the call with number `at` is given: its last argument, or the last element of that."""
    call = editor.node(at)
    arguments = arguments_of(call) if isinstance(call, ast.Call) else []
    if not arguments or any(isinstance(argument, ast.Starred) or _is_double_star(argument) for argument in arguments):
        return None
    found = arguments[-1]
    last = found.value if isinstance(found, ast.keyword) else found
    if not isinstance(last, (ast.Tuple, ast.List)):
        return last
    element = last.elts[-1] if last.elts else None
    return None if isinstance(element, ast.Starred) else element


def _is_double_star(argument: ast.AST) -> bool:
    return isinstance(argument, ast.keyword) and argument.arg is None


def _number_text(editor: Editor, node: ast.expr, written: int, value: int, factors: Sequence[int]) -> str | None:
    product = _product(editor, node)
    if product is not None:
        return _product_text(editor, product, written, value, factors)
    return str(value) if _is_plain(node) else None


def _is_in_same_function(editor: Editor, one: ast.AST, other: ast.AST) -> bool:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    scopes = (*functions, ast.Lambda, ast.ClassDef)
    function = editor.enclosing(one, *scopes)
    return isinstance(function, functions) and function is editor.enclosing(other, *scopes)


def _is_plain(node: ast.AST) -> bool:
    """Whether nothing but numbers and arithmetic stands there."""
    if isinstance(node, ast.BinOp):
        return _is_plain(node.left) and _is_plain(node.right)
    if isinstance(node, ast.UnaryOp):
        return _is_plain(node.operand)
    return _is_integer(node)


def _is_integer(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int


# ------------------------------------------------------------------------------------------------------- products


def _product(editor: Editor, node: ast.expr) -> _Product | None:
    if not _is_multiplication(node):
        return None
    operands = tuple(_operands(editor, node))
    gap = slice(editor.extent(operands[0])[1], editor.extent(operands[1])[0])
    between = editor.text[gap]
    is_simple = between.strip() == "*" and not any(_is_multiplication(operand) for operand in operands)
    return _Product(operands, between) if is_simple else None


def _is_multiplication(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)


def _operands(editor: Editor, node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        if _is_multiplication(node.left) and editor.is_parenthesized(node.left):
            yield node.left
        else:
            yield from _operands(editor, node.left)
        yield node.right
    else:
        yield node


def _product_text(editor: Editor, product: _Product, written: int, value: int, factors: Sequence[int]) -> str | None:
    """The product with the new numbers in the places of the old ones; what is no number stays."""
    values = [literal(operand) for operand in product.operands]
    open_positions = [position for position, known in enumerate(values) if known is None]
    numbers = prod(known for known in values if known is not None)
    if len(open_positions) > 1:
        return None
    left, remaining = value, list(factors)
    if open_positions:
        kept, rest = divmod(written, numbers) if numbers else (0, 1)
        if rest or kept < 1 or left % kept:
            return None
        left //= kept
        if kept in remaining:
            remaining.remove(kept)
        else:
            remaining = []
    if prod(remaining) != left:
        remaining = []
    slots = [position for position, known in enumerate(values) if known is not None]
    if not slots:
        return None
    texts = _filled(
        editor, [(product.operands[position], values[position] or 0) for position in slots], left, remaining
    )
    return product.between.join(_placed(editor, product, slots, texts))


def _placed(editor: Editor, product: _Product, slots: Sequence[int], texts: Sequence[str]) -> list[str]:
    """The texts in the places of the numbers; more texts than places stand behind the last, fewer leave places out."""
    placed: list[str] = []
    waiting = list(texts)
    for position, operand in enumerate(product.operands):
        if position not in slots:
            placed.append(editor.source(operand))
        elif position == slots[-1]:
            placed += waiting
        elif waiting:
            placed.append(waiting.pop(0))
    return placed


def _filled(editor: Editor, slots: Sequence[tuple[ast.expr, int]], total: int, factors: Sequence[int]) -> list[str]:
    """Numbers whose product is `total`, one for each slot where that can be."""
    if factors:
        return _with_powers(editor, [operand for operand, _ in slots], _aligned(_grouped(factors, slots), slots))
    kept: list[str] = []
    left = total
    for _, old in slots[:-1]:
        if old < 1 or left % old:
            return [str(total)]
        kept.append(str(old))
        left //= old
    return [*kept, str(left)]


def _grouped(factors: Sequence[int], slots: Sequence[tuple[ast.expr, int]]) -> list[int]:
    """The factors, the last ones multiplied where there are fewer slots. A power takes up as many as its exponent."""
    count = sum(exponent(operand) for operand, _ in slots)
    if count >= len(factors):
        return list(factors)
    return [*factors[: count - 1], prod(factors[count - 1 :])]


def _aligned(numbers: list[int], slots: Sequence[tuple[ast.expr, int]]) -> list[int]:
    """The numbers, the first one (the channels) moved to the end where it is written there."""
    channels_last = len(numbers) == len(slots) > 1 and slots[-1][1] == numbers[0] != slots[0][1]
    return [*numbers[1:], numbers[0]] if channels_last else numbers


def _with_powers(editor: Editor, operands: Sequence[ast.expr], numbers: Sequence[int]) -> list[str]:
    texts: list[str] = []
    left = list(numbers)
    for operand in operands:
        times = exponent(operand)
        if times > 1 and len(left) >= times and len(set(left[:times])) == 1:
            assert isinstance(operand, ast.BinOp)
            behind = editor.text[editor.extent(operand.left)[1] : editor.bare_extent(operand)[1]]
            texts.append(f"{left[0]}{behind}")
            left = left[times:]
        else:
            texts += [str(number) for number in left[:times]]
            left = left[times:]
    return [*texts, *(str(number) for number in left)]


def exponent(operand: ast.expr) -> int:
    """How many equal factors a power stands for; 1 for anything else."""
    if isinstance(operand, ast.BinOp) and isinstance(operand.op, ast.Pow):
        times = literal(operand.right)
        if times is not None and 1 < times < 5 and _is_integer(operand.left):
            return times
    return 1


def literal(node: ast.expr) -> int | None:
    """The value of a number, or of a power of numbers."""
    if isinstance(node, ast.Constant):
        return node.value if type(node.value) is int else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        base, times = literal(node.left), literal(node.right)
        if base is not None and times is not None and 0 <= times < 5:
            return int(base**times)
    return None


# ---------------------------------------------------------------------------------------------------------- names


def _only_binding(editor: Editor, use: ast.Name | ast.Attribute) -> ast.expr | None:
    """The number that a name is bound to in the one assignment to it, if the name is used nowhere else in the file."""
    found = _uses(editor.module, use)
    if len(found) != 2:
        return None
    (other,) = (node for node in found if node is not use)
    statement = editor.parent(other)
    if not isinstance(statement, ast.Assign) or statement.targets != [other]:
        return None
    is_single = _product(editor, statement.value) is not None or _is_plain(statement.value)
    return statement.value if is_single else None


def _uses(module: ast.Module, use: ast.Name | ast.Attribute) -> list[ast.AST]:
    """All nodes that have a name that reads as that of `use`, parameters, keywords and imports included."""
    name = use.id if isinstance(use, ast.Name) else use.attr
    return [node for node in ast.walk(module) if name in _names(node)]


def _names(node: ast.AST) -> Iterator[str]:
    """The names that stand in the node itself."""
    if isinstance(node, ast.Constant):
        return
    for _, value in ast.iter_fields(node):
        if isinstance(value, str):
            yield from value.split(".")
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))
