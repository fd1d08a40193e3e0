"""The page of the Python interface, from the docstrings of the public names."""

from __future__ import annotations

import inspect

import shapelint

FUNCTIONS = ("check_paths", "check_source", "summarize", "shapes", "reveal")
RECORDS = ("Diagnostic", "Summary", "ShapeFact")
HEAD = """\
# Python API

The same as the commands, as functions. `import shapelint` costs next to nothing; what a name needs is imported when it
is used first. Each record has `to_dict()`, equal to [the JSON](json.md) of its command.

"""


def api_page() -> str:
    """The page as Markdown."""
    parts = [HEAD]
    for name in FUNCTIONS:
        function = getattr(shapelint, name)
        parts.append(f"## `shapelint.{name}`\n\n```python\n{signature(name, function)}\n```\n\n{prose(function)}\n\n")
    for name in RECORDS:
        record = getattr(shapelint, name)
        fields = ", ".join(f"`{field}`" for field in inspect.get_annotations(record) if not field.startswith("_"))
        parts.append(f"## `shapelint.{name}`\n\n{prose(record)}\n\nFields: {fields}.\n\n")
    return "".join(parts).rstrip() + "\n"


def signature(name: str, function: object) -> str:
    """The call as the source has it, a parameter a line where there are many."""
    found = inspect.signature(function)  # type: ignore[arg-type]
    short = f"{name}{found}"
    if len(short) <= 100:
        return short.replace("'", "")
    lines, star = [], False
    for parameter in found.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            lines.append("    *,")
            star = True
        lines.append(f"    {parameter},")
    return "\n".join([f"{name}(", *lines, f") -> {found.return_annotation}"]).replace("'", "")


def prose(thing: object) -> str:
    return inspect.getdoc(thing) or ""
