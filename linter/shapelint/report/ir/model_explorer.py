"""The graph for Model Explorer, as its JSON of graph collections.

Format: https://github.com/google-ai-edge/model-explorer/wiki/2.-User-Guide and the types in its package
`model_explorer.graph_builder`: nodes with a namespace, their incoming edges, and metadata of their inputs and outputs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from shapelint.analysis.ir_document import IrDocument, IrNode, IrTensor
from shapelint.report.summary.columns import shape


def render_model_explorer(document: IrDocument) -> str:
    """One graph in a collection."""
    tensors = {tensor.id: tensor for tensor in document.tensors}
    nodes = [*map(source, (t for t in document.tensors if t.producer is None)), *nodes_of(document, tensors)]
    nodes += [result(document, position, tensors) for position in range(len(document.outputs))]
    collection = {"label": document.model, "graphs": [{"id": document.model, "nodes": nodes}]}
    return json.dumps({"graphCollections": [collection]}, indent=2, ensure_ascii=False) + "\n"


def source(tensor: IrTensor) -> dict[str, object]:
    return {
        "id": tensor.id,
        "label": tensor.name or tensor.role,
        "namespace": "inputs" if tensor.role == "input" else "parameters",
        "outputsMetadata": [metadata("0", tensor)],
    }


def nodes_of(document: IrDocument, tensors: dict[str, IrTensor]) -> Iterator[dict[str, object]]:
    types = {module.path: module.type for module in document.modules}
    for node in document.nodes:
        yield {
            "id": node.id,
            "label": node.callee.rpartition(".")[2] or node.callee,
            "namespace": namespace(node, types),
            "attrs": [{"key": key, "value": text} for key, text in attributes(node)],
            "incomingEdges": list(edges(node.inputs, tensors)),
            "inputsMetadata": [metadata(str(i), tensors[one[0]]) for i, one in enumerate(node.inputs) if one],
            "outputsMetadata": [metadata(str(i), tensors[one]) for i, one in enumerate(node.outputs)],
        }


def result(document: IrDocument, position: int, tensors: dict[str, IrTensor]) -> dict[str, object]:
    inputs = ((document.outputs[position],),)
    return {
        "id": f"output{position}",
        "label": "output",
        "namespace": "outputs",
        "incomingEdges": list(edges(inputs, tensors)),
    }


def namespace(node: IrNode, types: dict[str, str]) -> str:
    """The modules around a node, from the outermost: a level for each part of its path."""
    parts = node.path.replace("/", ".").split(".") if node.path else []
    paths = [".".join(parts[: i + 1]) for i in range(len(parts))]
    told = [f"{part} ({types[path]})" if path in types else part for part, path in zip(parts, paths, strict=True)]
    return "/".join(told)


def attributes(node: IrNode) -> Iterator[tuple[str, str]]:
    yield "operation", node.operation
    yield from node.arguments
    for name, sizes in (node.parameters or {}).items():
        yield f"parameter {name}", shape(sizes)
    if node.macs is not None:
        yield "multiply-adds", str(node.macs)
    if node.location is not None:
        yield "source", f"{node.location.filename}:{node.location.row}"


def edges(inputs: tuple[tuple[str, ...], ...], tensors: dict[str, IrTensor]) -> Iterator[dict[str, str]]:
    for position, several in enumerate(inputs):
        for one in several:
            made = tensors[one].producer
            node, output = (one, 0) if made is None else made
            yield {"sourceNodeId": node, "sourceNodeOutputId": str(output), "targetNodeInputId": str(position)}


def metadata(name: str, tensor: IrTensor) -> dict[str, object]:
    told = f"{tensor.dtype or '?'} {shape(tensor.shape)}"
    return {"id": name, "attrs": [{"key": "tensor_shape", "value": told}]}
