"""ONNX's own checker and shape inference agree with what is inferred of real models. All but a few are marked slow."""

from __future__ import annotations

import onnx
import pytest
from onnx import checker, shape_inference
from zoo.judge import Record, expression, inputs
from zoo.records import PACKAGES, load, target

from shapelint.analysis.inputs import parse_inputs
from shapelint.analysis.ir_document import IrDocument
from shapelint.problems import Problem
from shapelint.project.config.settings import Settings
from shapelint.project.ir import documents
from shapelint.records import replace
from shapelint.report.ir.onnx_model import DOMAIN, dimensions, onnx_model

QUICK = {"resnet18", "squeezenet1_1", "vit_b_32", "MobileNet"}
MOST_FOREIGN = {"resnet18": 0, "squeezenet1_1": 0}  # nodes that ONNX has no operator for


def cases() -> list[object]:
    """Every record whose input can be stated."""
    return [
        pytest.param(name, record, id=expression(record), marks=() if record["name"] in QUICK else (pytest.mark.slow,))
        for name in PACKAGES
        for record in load(name)
        if inputs(record) is not None
    ]


def document(name: str, record: Record) -> IrDocument:
    specs = parse_inputs(inputs(record) or [])
    assert isinstance(specs, tuple)
    given = replace(Settings(), inputs=specs if name == "torchvision" else ())
    found = documents(target(name, record), given)
    assert not isinstance(found, Problem), found.text
    return found[0]


@pytest.mark.parametrize(("name", "record"), cases())
def test_onnx_infers_the_same(name: str, record: Record) -> None:
    stated = document(name, record)
    model = onnx_model(stated, onnx)
    checker.check_model(model, full_check=True)
    bare = onnx.ModelProto()
    bare.CopyFrom(model)
    own = {out for node in model.graph.node if not node.domain for out in node.output}
    kept = [one for one in model.graph.value_info if one.name not in own]
    del bare.graph.value_info[:]
    bare.graph.value_info.extend(kept)  # what ONNX has no operator for; the rest it has to find itself
    inferred = shape_inference.infer_shapes(bare, check_type=True, strict_mode=True)
    found = {one.name: one for one in (*inferred.graph.value_info, *inferred.graph.output)}
    compared = 0
    for tensor in stated.tensors:
        if tensor.id in own and tensor.id in found and found[tensor.id].type.tensor_type.HasField("shape"):
            sizes = found[tensor.id].type.tensor_type.shape.dim
            said = [size.dim_value if size.HasField("dim_value") else size.dim_param or None for size in sizes]
            wanted = dimensions(tensor.shape)
            assert wanted is not None
            pairs = zip(said, wanted, strict=True)
            assert all(one == other for one, other in pairs if isinstance(one, int) and isinstance(other, int)), tensor
            compared += 1
    foreign = sum(1 for node in model.graph.node if node.domain == DOMAIN)
    assert compared > 0 or foreign
    if record["name"] in MOST_FOREIGN:
        assert foreign <= MOST_FOREIGN[record["name"]]
