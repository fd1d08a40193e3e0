"""Another number for an expression, in the style that it is written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

import libcst as cst

from shapelint.records import dataclass
from shapelint.syntax.edit import TextEdit
from shapelint.syntax.editor import Editor, is_parenthesized


@dataclass(frozen=True, slots=True)
class _Product:
    """A product as written: its factors from left to right, a power being one, and the text between the first two."""

    operands: tuple[cst.BaseExpression, ...]
    between: str


def number_edit(
    editor: Editor, use: cst.CSTNode, written: int, value: int, factors: Sequence[int] = ()
) -> tuple[TextEdit, bool] | None:
    """The edit that gives the expression `use` the value `value` instead of `written`, and whether nothing else can see
    it. `factors` are the numbers that the value is the product of, if they are known. None where it cannot be told what
    to change."""
    if not isinstance(use, cst.BaseExpression):
        return None
    node = _only_binding(editor, use) if isinstance(use, (cst.Name, cst.Attribute)) else use
    text = None if node is None else _number_text(editor, node, written, value, factors)
    if node is None or text is None:
        return None
    is_private = node is use or (isinstance(use, cst.Name) and _is_in_same_function(editor, node, use))
    return TextEdit(*editor.bare_extent(node), text), is_private


def last_size(editor: Editor, at: int) -> cst.BaseExpression | None:
    """The last of the sizes that the call with number `at` is given: its last argument, or the last element of that."""
    call = editor.node(at)
    if not isinstance(call, cst.Call) or not call.args or any(argument.star for argument in call.args):
        return None
    last = call.args[-1].value
    if not isinstance(last, (cst.Tuple, cst.List)):
        return last
    element = last.elements[-1] if last.elements else None
    return element.value if isinstance(element, cst.Element) else None


def _number_text(
    editor: Editor, node: cst.BaseExpression, written: int, value: int, factors: Sequence[int]
) -> str | None:
    product = _product(editor, node)
    if product is not None:
        return _product_text(editor, product, written, value, factors)
    return str(value) if _is_plain(node) else None


def _is_in_same_function(editor: Editor, one: cst.CSTNode, other: cst.CSTNode) -> bool:
    scopes = (cst.FunctionDef, cst.Lambda, cst.ClassDef)
    function = editor.enclosing(one, *scopes)
    return isinstance(function, cst.FunctionDef) and function is editor.enclosing(other, *scopes)


def _is_plain(node: cst.CSTNode) -> bool:
    """Whether nothing but numbers and arithmetic stands there."""
    if isinstance(node, cst.BinaryOperation):
        return _is_plain(node.left) and _is_plain(node.right)
    if isinstance(node, cst.UnaryOperation):
        return _is_plain(node.expression)
    return isinstance(node, cst.Integer)


# ------------------------------------------------------------------------------------------------------- products


def _product(editor: Editor, node: cst.BaseExpression) -> _Product | None:
    if not _is_multiplication(node):
        return None
    operands = tuple(_operands(node))
    gap = slice(editor.extent(operands[0])[1], editor.extent(operands[1])[0])
    between = editor.text[gap]
    is_simple = between.strip() == "*" and not any(is_parenthesized(o) and _is_multiplication(o) for o in operands)
    return _Product(operands, between) if is_simple else None


def _is_multiplication(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Multiply)


def _operands(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    if (
        isinstance(node, cst.BinaryOperation)
        and _is_multiplication(node)
        and not (is_parenthesized(node.left) and _is_multiplication(node.left))
    ):
        yield from _operands(node.left)
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
    texts = _filled([(product.operands[position], values[position] or 0) for position in slots], left, remaining)
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


def _filled(slots: Sequence[tuple[cst.BaseExpression, int]], total: int, factors: Sequence[int]) -> list[str]:
    """Numbers whose product is `total`, one for each slot where that can be."""
    if factors:
        return _with_powers([operand for operand, _ in slots], _aligned(_grouped(factors, slots), slots))
    kept: list[str] = []
    left = total
    for _, old in slots[:-1]:
        if old < 1 or left % old:
            return [str(total)]
        kept.append(str(old))
        left //= old
    return [*kept, str(left)]


def _grouped(factors: Sequence[int], slots: Sequence[tuple[cst.BaseExpression, int]]) -> list[int]:
    """The factors, the last ones multiplied where there are fewer slots. A power takes up as many as its exponent."""
    count = sum(exponent(operand) for operand, _ in slots)
    if count >= len(factors):
        return list(factors)
    return [*factors[: count - 1], prod(factors[count - 1 :])]


def _aligned(numbers: list[int], slots: Sequence[tuple[cst.BaseExpression, int]]) -> list[int]:
    """The numbers, the first one (the channels) moved to the end where it is written there."""
    channels_last = len(numbers) == len(slots) > 1 and slots[-1][1] == numbers[0] != slots[0][1]
    return [*numbers[1:], numbers[0]] if channels_last else numbers


def _with_powers(operands: Sequence[cst.BaseExpression], numbers: Sequence[int]) -> list[str]:
    texts: list[str] = []
    left = list(numbers)
    for operand in operands:
        times = exponent(operand)
        if times > 1 and len(left) >= times and len(set(left[:times])) == 1:
            assert isinstance(operand, cst.BinaryOperation)
            texts.append(cst.Module([]).code_for_node(operand.with_changes(left=cst.Integer(str(left[0])))))
            left = left[times:]
        else:
            texts += [str(number) for number in left[:times]]
            left = left[times:]
    return [*texts, *(str(number) for number in left)]


def exponent(operand: cst.BaseExpression) -> int:
    """How many equal factors a power stands for; 1 for anything else."""
    if isinstance(operand, cst.BinaryOperation) and isinstance(operand.operator, cst.Power):
        times = literal(operand.right)
        if times is not None and 1 < times < 5 and isinstance(operand.left, cst.Integer):
            return times
    return 1


def literal(node: cst.BaseExpression) -> int | None:
    """The value of a number, or of a power of numbers."""
    if isinstance(node, cst.Integer):
        return int(node.evaluated_value)
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Power):
        base, times = literal(node.left), literal(node.right)
        if base is not None and times is not None and 0 <= times < 5:
            return int(base**times)
    return None


# ---------------------------------------------------------------------------------------------------------- names


def _only_binding(editor: Editor, use: cst.Name | cst.Attribute) -> cst.BaseExpression | None:
    """The number that a name is bound to in the one assignment to it, if the name is used nowhere else in the file."""
    found = _uses(editor.module, use)
    if len(found) != 2:
        return None
    (other,) = (node for node in found if node is not use)
    target = editor.parent(other)
    statement = editor.parent(target) if target is not None else None
    if not isinstance(target, cst.AssignTarget) or not isinstance(statement, cst.Assign):
        return None
    is_single = len(statement.targets) == 1 and (_product(editor, statement.value) or _is_plain(statement.value))
    return statement.value if is_single else None


def _uses(module: cst.Module, use: cst.Name | cst.Attribute) -> list[cst.CSTNode]:
    """All names that read as `use` does, attributes included; attributes as a whole where `use` is one."""
    name = use.value if isinstance(use, cst.Name) else use.attr.value
    found: list[cst.CSTNode] = []
    waiting: list[cst.CSTNode] = [module]
    while waiting:
        node = waiting.pop()
        if isinstance(node, cst.Attribute) and isinstance(use, cst.Attribute):
            found += [node] if node.attr.value == name else []
            waiting.append(node.value)
            continue
        if isinstance(node, cst.Name) and node.value == name:
            found.append(node)
        waiting.extend(node.children)
    return found
