"""JSON Schemas of the configuration, made from the table of settings, and of what the commands write."""

from __future__ import annotations

import json

from shapelint.project.config import setting_kinds as kinds
from shapelint.project.config.setting_table import SETTINGS, Setting

DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, object]

STRINGS: Schema = {"type": "array", "items": {"type": "string"}}
INPUT: Schema = {
    "anyOf": [
        {"type": "string", "description": "[NAME=]DIM,DIM,...[:DTYPE], as --input has it"},
        {"type": "array", "items": {"type": ["integer", "string"]}},
    ]
}
BY_KIND: tuple[tuple[kinds.Kind, Schema], ...] = (
    (kinds.PATH, {"type": "string", "minLength": 1}),
    (kinds.PATHS, {"type": "array", "items": {"type": "string", "minLength": 1}}),
    (kinds.RULES, STRINGS),
    (kinds.GLOBS, STRINGS),
    (kinds.RULES_BY_GLOB, {"type": "object", "additionalProperties": STRINGS}),
    (kinds.SEVERITIES, {"type": "object", "additionalProperties": {"enum": ["error", "warning"]}}),
    (kinds.INPUTS_BY_MODEL, {"type": "object", "additionalProperties": {"type": "array", "items": INPUT}}),
    (kinds.LAYERS, {"type": "object", "additionalProperties": {"type": "string"}}),
    (kinds.BOOLEAN, {"type": "boolean"}),
    (kinds.COUNT, {"type": "integer", "minimum": 0}),
)
SHAPE: Schema = {"type": ["array", "null"], "items": {"type": ["integer", "string", "null"]}}
SHAPES: Schema = {"type": "array", "items": SHAPE}
SIZE: Schema = {"type": ["integer", "string", "null"]}
TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
PLACE: Schema = {
    "type": "object",
    "properties": {"row": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "required": ["row", "column"],
    "additionalProperties": False,
}
SOURCE_PLACE: Schema = {
    "type": ["object", "null"],
    "properties": {"filename": TEXT, "row": COUNT, "column": COUNT, "cell": COUNT},
    "required": ["filename", "row", "column"],
}
SEVERITY: Schema = {"enum": ["error", "warning"]}
APPLICABILITY: Schema = {"enum": ["safe", "unsafe"]}


def record(**fields: Schema) -> Schema:
    """An object with exactly these fields."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def listed(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def one_or_more(item: Schema) -> Schema:
    return {"anyOf": [item, listed(item)]}


def optional(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def with_cell(schema: Schema) -> Schema:
    """The same with the number of a notebook's cell, which a file has not."""
    properties = schema["properties"]
    assert isinstance(properties, dict)
    return {**schema, "properties": {**properties, "cell": COUNT}}


EDIT = record(content=TEXT, location=PLACE, end_location=PLACE)
FINDING = record(
    code=TEXT, name=TEXT, severity=SEVERITY, message=TEXT,
    expected=SIZE, actual=SIZE, help=MAYBE_TEXT, filename=TEXT, cell={"type": ["integer", "null"]},
    location=PLACE, end_location=PLACE,
    fix=optional(record(applicability=APPLICABILITY, message=TEXT, edits=listed(EDIT))),
    evidence={"enum": ["called", "built", "default", "assumed", None]},
    noqa_row=COUNT, url=MAYBE_TEXT,
    trail=listed(with_cell(record(message=TEXT, filename=TEXT, location=PLACE))),
)  # fmt: skip
BRIEF = record(code=TEXT, severity=SEVERITY, message=TEXT, help=MAYBE_TEXT, at=TEXT, fix=optional(APPLICABILITY))
TENSOR = with_cell(record(filename=TEXT, location=PLACE, end_location=PLACE, expression=TEXT, shape=SHAPE, origin=TEXT))
ROW = record(
    path=TEXT, type=TEXT, inputs=SHAPES, outputs=SHAPES, params=SIZE, macs=SIZE, location=SOURCE_PLACE
)  # fmt: skip
SUMMARY: Schema = {
    "type": "object",
    "properties": {
        "model": TEXT,
        "framework": TEXT,
        "inputs": SHAPES,
        "outputs": SHAPES,
        "layers": listed(ROW),
        "params": {
            "type": "object",
            "properties": {"total": SIZE, "trainable": SIZE, "non_trainable": SIZE, "at_least": COUNT},
            "required": ["total", "trainable", "non_trainable"],
        },
        "macs": SIZE,
        "accepts": MAYBE_TEXT,
        "complete": {"type": "boolean"},
        "unknown": listed(record(location=SOURCE_PLACE, reason=TEXT)),
    },
    "required": [
        "model",
        "framework",
        "inputs",
        "outputs",
        "layers",
        "params",
        "macs",
        "accepts",
        "complete",
        "unknown",
    ],
}


def schema_of(setting: Setting) -> Schema:
    """What a setting's value has to be."""
    found = next((schema for kind, schema in BY_KIND if kind is setting.kind), None)
    if found is None:  # one of a few words, which its text lists
        found = {"enum": [part.strip(' "') for part in setting.kind.text.removeprefix("one of ").split(",")]}
    return {**found, "description": setting.text.replace("`", "")}


def schemas() -> dict[str, str]:
    """Each schema's text by its file name."""
    settings = {setting.key: schema_of(setting) for setting in SETTINGS}
    configuration = {"type": "object", "properties": settings, "additionalProperties": False}
    titled = {
        "configuration": ("shapelint.toml, or [tool.shapelint] of pyproject.toml", configuration),
        "check": ("shapelint check --output-format json", listed(FINDING)),
        "check-brief": ("shapelint check --output-format json --brief", listed(BRIEF)),
        "summary": ("shapelint summary --output-format json", one_or_more(SUMMARY)),
        "shapes": ("shapelint shapes", listed(TENSOR)),
    }
    return {
        f"{name}.schema.json": json.dumps({"$schema": DRAFT, "title": title, **schema}, indent=2, ensure_ascii=False)
        + "\n"
        for name, (title, schema) in titled.items()
    }
