"""Pieces of the framework-neutral model, built by hand for tests of what stands above it."""

from __future__ import annotations

from collections.abc import Mapping

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.torch.dialect import TORCH
from shapelint.ir import BoundArgument, Definition, Node, Place, Requirement, Tensor, TensorType
from shapelint.ops.operation import Operation
from shapelint.symbolic import Size
from shapelint.syntax.source import SourceFile

DIALECTS = {"torch": TORCH, "keras": KERAS}
FILE = SourceFile("net.py", "import torch\n", "net")


def place(at: int, file: SourceFile = FILE) -> Place:
    return Place(file, at)


def tensor(
    *shape: Size, producer: Node | None = None, role: str = "", origin: str = "", at: int | None = None
) -> Tensor:
    return Tensor(TensorType(shape), role, origin, None if at is None else place(at), producer)


def arguments(**written: tuple[object, int | None]) -> dict[str, BoundArgument]:
    """Arguments by name, each with its value and the number of its place (None: a default)."""
    return {name: BoundArgument(value, None if at is None else place(at)) for name, (value, at) in written.items()}


def definition(
    kind: str,
    operation: Operation,
    written: Mapping[str, BoundArgument] | None = None,
    at: int = 1,
    requirements: tuple[Requirement, ...] = (),
) -> Definition:
    return Definition(kind, DIALECTS[kind.partition(".")[0]], operation, written or {}, place(at), requirements)


def run_layer(built: Definition, *inputs: Tensor, at: int = 100, path: str = "", guarded: bool = False) -> Node:
    """The layer called on tensors, inferred for real."""
    return run_operation(built.operation, built.kind, *inputs, at=at, path=path, guarded=guarded, built=built)


def run_operation(
    operation: Operation,
    callee: str,
    *inputs: Tensor,
    at: int = 100,
    path: str = "",
    guarded: bool = False,
    built: Definition | None = None,
    written: Mapping[str, BoundArgument] | None = None,
) -> Node:
    inference = operation.infer([t.type for t in inputs])
    return Node(
        operation,
        callee,
        TORCH,
        inputs,
        inference.outputs,
        inference.requirements,
        place(at),
        built,
        written or {},
        path,
        (),
        guarded,
    )


def output(node: Node) -> Tensor:
    return Tensor(node.output_types[0], producer=node)
