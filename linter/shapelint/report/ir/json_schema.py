"""The JSON Schema (2020-12) of what `shapelint ir` writes."""

from __future__ import annotations

import json
from collections.abc import Mapping

SIZE = {"type": ["integer", "string", "null"], "description": "a number, a symbolic size, or null for an open batch"}
SHAPE = {
    "type": ["array", "null"],
    "items": {"$ref": "#/$defs/size"},
    "description": "null where the rank is not known",
}
COUNT = {"type": ["integer", "string", "null"]}
TEXT = {"type": "string"}
NODE_ID = {"type": "string", "pattern": "^n[1-9][0-9]*$"}
TENSOR_ID = {"type": "string", "pattern": "^t[1-9][0-9]*$"}


def record(**fields: object) -> dict[str, object]:
    """An object with exactly these fields."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def many(item: object) -> dict[str, object]:
    return {"type": "array", "items": item}


def or_null(schema: Mapping[str, object]) -> dict[str, object]:
    return {"anyOf": [schema, {"type": "null"}]}


WHOLE = {"type": "integer"}
LOCATION = {
    "type": "object",
    "properties": {"filename": TEXT, "row": WHOLE, "column": WHOLE, "cell": WHOLE},
    "required": ["filename", "row", "column"],
    "additionalProperties": False,
}  # fmt: skip
SHAPES = {"type": "object", "additionalProperties": {"$ref": "#/$defs/shape"}}
TENSOR = record(
    id=TENSOR_ID,
    name=TEXT,
    role={"enum": ["", "input", "parameter", "buffer", "data"]},
    shape={"$ref": "#/$defs/shape"},
    dtype={"type": ["string", "null"]},
    producer=or_null(record(node=NODE_ID, output={"type": "integer", "minimum": 0})),
)
NODE = record(
    id=NODE_ID,
    operation=TEXT,
    family=TEXT,
    fields={"type": "object"},
    callee=TEXT,
    path=TEXT,
    is_layer={"type": "boolean"},
    arguments={"type": "object", "additionalProperties": TEXT},
    inputs=many(many(TENSOR_ID)),
    outputs=many(TENSOR_ID),
    parameters=or_null(SHAPES),
    state=SHAPES,
    macs=COUNT,
    location=or_null(LOCATION),
)
SCHEMA: dict[str, object] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "shapelint-ir",
    "description": "The graph of a model as shapelint reads it from source.",
    **record(
        format={"const": "shapelint-ir"},
        version={"const": 1},
        model=TEXT,
        framework=TEXT,
        inputs=many(TENSOR_ID),
        outputs=many(TENSOR_ID),
        tensors=many(TENSOR),
        nodes=many(NODE),
        modules=many(record(path=TEXT, type=TEXT)),
        complete={"type": "boolean"},
        unknown=many(record(location=or_null(LOCATION), reason=TEXT)),
    ),
    "$defs": {"size": SIZE, "shape": SHAPE},
}


def schema_text() -> str:
    return json.dumps(SCHEMA, indent=2) + "\n"
