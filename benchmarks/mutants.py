"""Mutants of model source: texts with one small change, made at the positions that Python's own parser gives.

The rest of a file stays as it is, byte for byte. What is changed: an integer in the call of a layer or block, in a
reshape, in a list of channels, or one that a class, function or module has as its default. See keras_mutants.py for
the harder changes that Keras needs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

RESHAPES = frozenset({"view", "reshape", "flatten", "unflatten", "Reshape", "Flatten", "Unflatten", "UnFlatten"})
CONTAINERS = frozenset({"dict", "OrderedDict", "list", "tuple", "field"})
NO_LAYERS = frozenset(
    {"DataLoader", "TensorDataset", "Tensor", "LongTensor", "FloatTensor", "Size", "SGD", "Adam", "AdamW", "RMSprop"}
    | {"StepLR", "ArgumentParser"}
)
TRANSPARENT = (ast.Tuple, ast.List, ast.Dict, ast.BinOp, ast.UnaryOp, ast.Starred, ast.keyword, ast.IfExp)


@dataclass(frozen=True, order=True)
class Edit:
    """A replacement of the bytes from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Mutant:
    """A changed text. `place` says what was changed and `change` how; `row` and `end_row` are its lines from 1."""

    place: str
    change: str
    row: int
    end_row: int
    text: str

    @property
    def kind(self) -> str:
        return f"{self.place} {self.change}"


class Source:
    """A text with its tree, the parents of its nodes and their byte offsets."""

    def __init__(self, text: str) -> None:
        self.data = text.encode()
        self.tree: ast.Module = ast.parse(text)
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}
        self.lines = [0]
        for line in self.data.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        self.names = {node.name for node in ast.walk(self.tree) if isinstance(node, definitions)}

    def start(self, node: ast.expr | ast.stmt) -> int:
        return self.lines[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.lines[node.end_lineno - 1] + node.end_col_offset

    def segment(self, node: ast.expr | ast.stmt) -> str:
        return self.data[self.start(node) : self.end(node)].decode()

    def mutant(self, place: str, change: str, node: ast.expr | ast.stmt, edits: Iterable[Edit]) -> Mutant | None:
        """The text with the edits made, or None if nothing is new."""
        data = self.data
        for edit in sorted(edits, reverse=True):
            data = data[: edit.start] + edit.text.encode() + data[edit.end :]
        if data == self.data:
            return None
        return Mutant(place, change, node.lineno, node.end_lineno or node.lineno, data.decode())

    def replace(self, node: ast.expr | ast.stmt, text: str) -> Edit:
        return Edit(self.start(node), self.end(node), text)

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    """The last part of the called name: `Conv2d` of `nn.Conv2d(...)`."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def is_integer(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int


def place_of(source: Source, node: ast.AST) -> str | None:
    """What an integer stands in, None if it is none of ours."""
    listed = False
    while True:
        parent = source.parents.get(node)
        match parent:
            case ast.Call():
                name = name_of(parent)
                if node is parent.func or is_metadata(source, parent):
                    return None
                if name not in CONTAINERS:
                    return place_in_call(source, parent, name)
                listed = listed or name != "field"
            case ast.arguments():
                return "default"
            case ast.Assign() | ast.AnnAssign() if is_metadata(source, parent):
                return None
            case ast.Assign() | ast.AnnAssign() | ast.For() | ast.comprehension() | ast.Return():
                if listed:
                    return "channel list"
                return "default" if isinstance(parent, (ast.Assign, ast.AnnAssign)) else None
            case _ if not isinstance(parent, TRANSPARENT):
                return None
        listed = listed or isinstance(parent, (ast.Tuple, ast.List, ast.Dict))
        node = parent


def is_metadata(source: Source, node: ast.AST) -> bool:
    """Whether a node stands in what describes trained weights, as in torchvision's `class VGG16_Weights`."""
    while node in source.parents:
        if isinstance(node, ast.ClassDef) and node.name.endswith("Weights"):
            return True
        node = source.parents[node]
    return False


def place_in_call(source: Source, call: ast.Call, name: str) -> str | None:
    if name in RESHAPES:
        return "reshape"
    if name in ("Input", "InputLayer"):
        return "input"
    if name in NO_LAYERS:
        return None
    is_builder = name[:1].isupper() or name in source.names or name in ("__init__", "cls")
    return "constructor" if is_builder else None


def changed_numbers(source: Source) -> Iterator[Mutant | None]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Constant) or type(node.value) is not int:
            continue
        place = place_of(source, node)
        if place is None:
            continue
        n = node.value
        for change, value in (("n+1", n + 1), ("2n", 2 * n), ("n//2", n // 2)):
            yield source.mutant(place, change, node, [source.replace(node, str(value))])


def swapped_numbers(source: Source) -> Iterator[Mutant | None]:
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(args=siblings) | ast.Tuple(elts=siblings) | ast.List(elts=siblings):
                pass
            case _:
                continue
        for left, right in pairwise(siblings):
            if not (is_integer(left) and is_integer(right)):
                continue
            place = place_of(source, left)
            if place is not None:
                edits = [source.replace(left, source.segment(right)), source.replace(right, source.segment(left))]
                yield source.mutant(place, "swap", left, edits)


def unique(mutants: Iterable[Mutant | None]) -> list[Mutant]:
    """The mutants that differ, each text once."""
    found: dict[str, Mutant] = {}
    for mutant in mutants:
        if mutant is not None:
            found.setdefault(mutant.text, mutant)
    return list(found.values())


def without_checks(text: str) -> str:
    """The text with the assertions of its module body made plain expressions: they say what the shapes of the unchanged
    file are, and their models are still called."""
    source = Source(text)
    bodies: list[list[ast.stmt]] = [source.tree.body]
    bodies += [node.body for node in source.tree.body if isinstance(node, ast.If)]
    data = source.data
    for statement in sorted((s for body in bodies for s in body), key=source.start, reverse=True):
        if isinstance(statement, ast.Assert):
            start = source.start(statement)
            data = data[:start] + data[start:].removeprefix(b"assert").lstrip(b" ")
    return data.decode()


def number_mutants(text: str) -> list[Mutant]:
    """Every mutant of a text with one integer changed, or two neighbours swapped."""
    source = Source(text)
    return unique([*changed_numbers(source), *swapped_numbers(source)])
