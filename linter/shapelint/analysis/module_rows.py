"""The rows of a summary as a tree: modules within modules, a row for each call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from shapelint.analysis.locations import locate_place
from shapelint.analysis.model_runs import ModelRun
from shapelint.analysis.module_row import Memory, ModuleRow
from shapelint.analysis.receptive_field import Field, receptive_fields
from shapelint.analysis.results import Dim
from shapelint.analysis.sizes_shown import plain, shown, size_of_all
from shapelint.frontends.inspection import LayerView
from shapelint.interpret.domain.values import Instance
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Definition, Node, TensorType
from shapelint.ir.run import ModelCall, Scope
from shapelint.records import replace
from shapelint.symbolic import Size, product

BYTES = {
    "bool": 1, "uint8": 1, "int8": 1, "int16": 2, "int32": 4, "int64": 8, "uint16": 2, "uint32": 4, "uint64": 8,
    "bfloat16": 2, "float16": 2, "float32": 4, "float64": 8, "complex64": 8, "complex128": 16,
}  # fmt: skip
"""Of one element of each type."""


class ModuleRows:
    """The rows of one model that has been run."""

    def __init__(self, m: Interpreter, one: ModelRun) -> None:
        self._m = m
        self._one = one
        self._scopes = one.run.scopes
        self._root = next((i for i, s in enumerate(self._scopes) if s.owner is one.model), -1)
        self._calls = calls_by_owner(one.run.calls)
        self._fields = receptive_fields(one.run.nodes)
        self._nodes: list[list[Node]] = nodes_by_scope(one.run.nodes, self._scopes)
        self._met: dict[int, int] = {}
        self._sizes: list[Size | None] = []  # of what comes out of each row, in bytes
        self._begun = Counter(id(scope.owner) for scope in self._scopes)
        self._inner: dict[int, list[int]] = {}
        for position, scope in enumerate(self._scopes):
            if position != self._root and self._root >= 0:
                self._inner.setdefault(scope.parent, []).append(position)

    def rows(self) -> tuple[ModuleRow, ...]:
        """All rows, those of a module behind its own."""
        views = self._one.inspection.layers(self._m, self._one.model)
        if not self._one.inspection.by_first_call:
            return tuple(self._of_view(view) for view in views)
        found = list(self._below(self._root, -1, ""))
        called = {id(scope.owner) for scope in self._scopes}
        rest = (view for view in views if id(view.layer) not in called and not self._is_counted_above(view.path))
        return (*found, *map(self._uncalled, rest))

    def _is_counted_above(self, path: str) -> bool:
        """Whether a module is a part of a declared layer that is called: that layer's row counts it."""
        declared = {call.path for call in self._one.run.calls if call.definition is not None}
        return any(path.startswith(f"{above}.") for above in declared)

    def memory(self, rows: Sequence[ModuleRow]) -> Memory:
        """What the whole takes."""
        calls = self._calls.get(id(self._one.model), ())
        following = [*rows[1:], None][: len(rows)]
        kept = [
            size
            for row, after, size in zip(rows, following, self._sizes, strict=True)
            if is_leaf(row, after) and row.params != 0 and row.call
        ]
        weights = self._weights(self._one.model)[1]
        return Memory(size_shown(bytes_of(calls[0].inputs)) if calls else None, weights, twice_all(kept))

    def _below(self, above: int, depth: int, path: str) -> Iterator[ModuleRow]:
        for position in self._inner.get(above, ()):
            scope = self._scopes[position]
            yield self._of_scope(position, scope, depth + 1, path)
            yield from self._below(position, depth + 1, scope.path)

    def _of_scope(self, position: int, scope: Scope, depth: int, above: str) -> ModuleRow:
        number = self._met[id(scope.owner)] = self._met.get(id(scope.owner), 0) + 1
        calls = self._calls.get(id(scope.owner), ())
        call = calls[number - 1] if len(calls) == self._begun[id(scope.owner)] else None
        nodes = self._nodes[position]
        is_known = call is not None and call.complete
        return self._row(
            scope.path,
            scope.path[len(above) + 1 :] if above and scope.path.startswith(above) else scope.path,
            scope.name,
            depth,
            number,
            call,
            scope.owner,
            cost_of(nodes) if is_known else None,
            nodes,
        )

    def _of_view(self, view: LayerView) -> ModuleRow:
        """Of a layer that the framework itself lists."""
        calls = self._calls.get(id(view.layer), ())
        inside = [node for i, s in enumerate(self._scopes) if s.owner is view.layer for node in self._nodes[i]]
        if isinstance(view.layer, Node):
            inside = [n for n in self._one.run.nodes if (n.place, n.callee) == (view.layer.place, view.layer.callee)]
        known = all(call.complete for call in calls)
        name = view.path.rpartition("/")[2]
        depth = view.path.count("/")
        call = calls[0] if calls else None
        made = self._row(
            view.path, name, view.type, depth, 1, call, view.layer, cost_of(inside) if known else None, inside
        )
        if call is not None or not view.outputs:
            return made
        types = [tensor.type for tensor in view.outputs]
        self._sizes[-1] = bytes_of(types)
        return replace(made, outputs=tuple(plain(t.shape) for t in types), activation_bytes=size_shown(self._sizes[-1]))

    def _uncalled(self, view: LayerView) -> ModuleRow:
        """Of a leaf that no call of its own begins: of a declared layer's part, or of a module that is never called."""
        calls = self._calls.get(id(view.layer), ())
        call = calls[0] if calls else None
        return self._row(view.path, view.path, view.type, 0, int(call is not None), call, view.layer, 0, ())

    def _row(
        self,
        path: str,
        name: str,
        kind: str,
        depth: int,
        number: int,
        call: ModelCall | None,
        owner: object,
        macs: Dim,
        nodes: Sequence[Node],
    ) -> ModuleRow:
        params, weights, trainable = self._weights(owner)
        self._sizes.append(None if call is None else bytes_of(call.outputs))
        only = nodes[0] if len(nodes) == 1 else None
        kernel = getattr(only.operation, "kernel_size", None) if only is not None else None
        reached = self._fields.get(id(nodes[-1])) if nodes else None
        definition = call.definition if call is not None else None
        if definition is None and only is not None:
            definition = only.definition
        return ModuleRow(
            path,
            name,
            kind,
            depth,
            number,
            () if call is None else tuple(plain(t.shape) for t in call.inputs),
            () if call is None else tuple(plain(t.shape) for t in call.outputs),
            params,
            trainable,
            macs,
            weights,
            size_shown(self._sizes[-1]),
            tuple(shown(size) for size in kernel) if isinstance(kernel, tuple) else None,
            reached.extents if isinstance(reached, Field) and reached.extents else None,
            locate_place(definition.place) if isinstance(definition, Definition) else None,
        )

    def _weights(self, owner: object) -> tuple[Dim, Dim, bool | None]:
        """Number of parameters, their bytes, and whether they are trained."""
        if isinstance(owner, Node):
            return 0, 0, None
        if not isinstance(owner, Instance) or not self._one.inspection.is_model(owner):
            return None, None, None
        found = self._one.inspection.parameters(self._m, owner)
        if found.gap or not all(one.sure for one in found.counted):
            return None, None, None
        kinds = {one.trains for one in found.counted}
        tensors = [one.tensor for one in found.counted]
        trainable = kinds.pop() if len(kinds) == 1 else None
        return size_of_all(tensors), size_shown(bytes_of([tensor.type for tensor in tensors])), trainable


def calls_by_owner(calls: Iterable[ModelCall]) -> dict[int, list[ModelCall]]:
    found: dict[int, list[ModelCall]] = {}
    for call in calls:
        found.setdefault(id(call.owner), []).append(call)
    return found


def nodes_by_scope(nodes: Iterable[Node], scopes: Sequence[Scope]) -> list[list[Node]]:
    """The nodes of each call, those of the calls within it among them."""
    found: list[list[Node]] = [[] for _ in scopes]
    for node in nodes:
        scope = node.scope
        while scope != -1:
            found[scope].append(node)
            scope = scopes[scope].parent
    return found


def is_leaf(row: ModuleRow, following: ModuleRow | None) -> bool:
    """Whether nothing stands below a row."""
    return following is None or following.depth <= row.depth


def cost_of(nodes: Iterable[Node]) -> Dim:
    """The multiply-accumulates of some operations; None where those of one are not known."""
    total: Size = 0
    for node in nodes:
        cost = node.operation.cost([t.type for t in node.inputs], list(node.output_types))
        if cost is None:
            return None
        total = total + cost
    return shown(total)


def size_shown(size: Size | None) -> Dim:
    return None if size is None else shown(size)


def bytes_of(types: Iterable[TensorType]) -> Size | None:
    """The bytes of some tensors; None where one's shape or type is not known."""
    total: Size = 0
    for one in types:
        if one.shape is None or one.dtype not in BYTES:
            return None
        total = total + product(one.shape) * BYTES[one.dtype]
    return total


def twice_all(parts: Iterable[Size | None]) -> Dim:
    """Twice the sum; None where a part is not known."""
    total: Size = 0
    for part in parts:
        if part is None:
            return None
        total = total + 2 * part
    return shown(total)
