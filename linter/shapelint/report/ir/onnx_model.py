"""The graph as an ONNX model of its structure alone: it has no values of parameters, and cannot be run.

Parameters are constants of their shapes, sparse and without a single value. An operation that ONNX has none for keeps
its name, in a domain of its own. Takes the package onnx (the extra `onnx`).
"""

from __future__ import annotations

import json
from typing import Any

from shapelint.analysis.ir_document import IrDocument, IrNode, IrTensor
from shapelint.analysis.results import Dim, PlainShape
from shapelint.report.ir.onnx_nodes import exact, lowered

DOMAIN = "shapelint"
OPSET, IR_VERSION = 22, 10
TYPES = {
    "bool": "BOOL", "uint8": "UINT8", "int8": "INT8", "int16": "INT16", "int32": "INT32", "int64": "INT64",
    "bfloat16": "BFLOAT16", "float16": "FLOAT16", "float32": "FLOAT", "float64": "DOUBLE", "complex64": "COMPLEX64",
    "complex128": "COMPLEX128",
}  # fmt: skip
OPEN = "batch"
MOST_TEXT = 2000


def onnx_model(document: IrDocument, onnx: Any) -> Any:
    """The model, made with the package `onnx` that is given."""
    return OnnxWriter(document, onnx).model()


class OnnxWriter:
    def __init__(self, document: IrDocument, onnx: Any) -> None:
        self._document = document
        self._onnx = onnx
        self._tensors = {tensor.id: tensor for tensor in document.tensors}
        self._weights: dict[str, Any] = {}
        self._numbers: list[Any] = []

    def model(self) -> Any:
        helper, document = self._onnx.helper, self._document
        nodes = [self._node(node) for node in document.nodes]
        sources = [tensor for tensor in document.tensors if tensor.producer is None]
        results = list(dict.fromkeys(document.outputs))
        between = [t for t in document.tensors if t.producer is not None and t.id not in results]
        graph = helper.make_graph(
            [*self._weights.values(), *nodes],
            document.model,
            [self._value(tensor) for tensor in sources],
            [self._value(self._tensors[name]) for name in results],
            initializer=self._numbers,
            value_info=[self._value(tensor) for tensor in between],
        )
        domains = [helper.make_opsetid("", OPSET), helper.make_opsetid(DOMAIN, 1)]
        made = helper.make_model(graph, opset_imports=domains, producer_name="shapelint", ir_version=IR_VERSION)
        made.doc_string = "The structure of a model, read from its source. It has no values of parameters."
        return made

    def _node(self, node: IrNode) -> Any:
        inputs = [one[0] for one in node.inputs if one]
        decided = all(len(one) == 1 for one in node.inputs)
        shapes = [self._tensors[name].shape for name in inputs]
        outputs = [self._tensors[name] for name in node.outputs]
        own = lowered(node, shapes, [tensor.shape for tensor in outputs]) if decided else None
        own = own if own is not None and self._has_types(inputs, outputs) else None
        name = f"{node.path or node.callee}:{node.id}"
        if own is None:
            return self._foreign(node, inputs, name)
        weights = [self._weight(node, weight) for weight in own.weights]
        numbers = [self._constant(node, i, sizes) for i, sizes in enumerate(own.numbers)]
        attributes = {key: list(v) if isinstance(v, tuple) else v for key, v in own.attributes.items()}
        taken = [*inputs[:1], *weights, *numbers] if own.weights or own.numbers else inputs
        given = node.outputs[:1] if own.operator in ("Dropout", "BatchNormalization") else node.outputs
        return self._onnx.helper.make_node(own.operator, taken, list(given), name=name, **attributes)

    def _has_types(self, inputs: list[str], outputs: list[IrTensor]) -> bool:
        """Whether all that goes in has one type, which is also that of what comes out: ONNX converts nothing."""
        kinds = {self._tensors[name].dtype for name in inputs} | {tensor.dtype for tensor in outputs}
        return len(kinds) == 1 and None not in kinds and all(tensor.shape is not None for tensor in outputs)

    def _foreign(self, node: IrNode, inputs: list[str], name: str) -> Any:
        fields = json.dumps(dict(node.fields))
        attributes = {"fields": fields} if len(fields) <= MOST_TEXT else {}
        held = [self._weight(node, weight) for weight, sizes in (node.parameters or {}).items() if exact(sizes)]
        return self._onnx.helper.make_node(
            node.operation, [*inputs, *held], list(node.outputs), name=name, domain=DOMAIN, **attributes
        )

    def _weight(self, node: IrNode, name: str) -> str:
        """The constant of a layer's parameter, the same at each of its calls."""
        full = f"{node.path or node.id}.{name}"
        if full not in self._weights:
            sizes = exact({**(node.parameters or {}), **node.state}[name]) or ()
            helper, kinds = self._onnx.helper, self._onnx.TensorProto
            values = helper.make_tensor(full, kinds.FLOAT, [0], [])
            indices = helper.make_tensor(f"{full}.indices", kinds.INT64, [0], [])
            sparse = helper.make_sparse_tensor(values, indices, list(sizes))
            self._weights[full] = helper.make_node("Constant", [], [full], name=full, sparse_value=sparse)
        return full

    def _constant(self, node: IrNode, position: int, sizes: tuple[int, ...]) -> str:
        name = f"{node.id}.{position}"
        self._numbers.append(
            self._onnx.helper.make_tensor(name, self._onnx.TensorProto.INT64, [len(sizes)], list(sizes))
        )
        return name

    def _value(self, tensor: IrTensor) -> Any:
        kind = getattr(self._onnx.TensorProto, TYPES.get(tensor.dtype or "float32", "FLOAT"))
        return self._onnx.helper.make_tensor_value_info(tensor.id, kind, dimensions(tensor.shape))


def dimensions(shape: PlainShape) -> list[int | str | None] | None:
    """A shape as ONNX has it: symbolic sizes are names, and a size that is not known has none."""
    return None if shape is None else [dimension(size) for size in shape]


def dimension(size: Dim) -> int | str | None:
    if size is None:
        return OPEN
    return None if "unknown" in str(size) else size
