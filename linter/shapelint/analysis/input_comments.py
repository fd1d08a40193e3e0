"""Input comments: `# shapelint: input=(N, 3, 32, 32)` on or above a model class or its entry function.

Several inputs stand behind each other, in order or by the parameters' names: `(N, 3, 32, 32), (N, 10)`,
`image=(N, 3, 32, 32), mask=(N, 1, 32, 32)`. Names that are no parameters', as in `{"image": (N, 3, 32, 32)}`, are the
keys of one dict. A dtype stands behind its sizes: `(N, 128):int64`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelint.analysis.inputs import InputSpec, clipped, parse_input
from shapelint.diagnostics.directives import directives
from shapelint.problems import Problem
from shapelint.records import replace
from shapelint.syntax.comments import comments
from shapelint.syntax.rows import split_lines

ENTRIES = ("forward", "call", "__call__")
HEADER = re.compile(r"([ \t]*)(?:class|(?:async[ \t]+)?def)[ \t]+(\w+)")
PART = re.compile(
    r"""(?:(?P<name>\w+)\s*=|(?P<quote>["'])(?P<key>\w+)(?P=quote)\s*:)?"""
    r"""\s*\((?P<dims>[^()]*)\)\s*(?P<dtype>:[\s\w.]*)?"""
)


def parse_value(text: str) -> tuple[InputSpec, ...] | Problem:
    """What stands behind `input=`, or what is wrong with it."""
    inner = text.strip()
    if inner[:1] in ("{", "[") or (inner[:1] == "(" and len(list(parts(inner))) == 1 and "(" in inner[1:]):
        inner = inner[1:-1].strip() if inner[-1:] == {"{": "}", "[": "]", "(": ")"}[inner[0]] else inner
    if "(" not in inner:
        spec = parse_input(text)
        return spec if isinstance(spec, Problem) else (spec,)
    specs: list[InputSpec] = []
    for part in parts(inner):
        match = PART.fullmatch(part)
        if match is None:
            wrong = f"{clipped(part)!r} is not an input, as in (N, 3, 32, 32) or x=(N, 3, 32, 32)"
            return Problem(f"input {clipped(text)!r}: {wrong}")
        name = match["name"] or match["key"]
        spec = parse_input(f"{name + '=' if name else ''}{match['dims']}{match['dtype'] or ''}")
        if isinstance(spec, Problem):
            return spec
        if name and any(spec.name == other.name for other in specs):
            return Problem(f"input {clipped(text)!r}: {clipped(name)!r} is given twice")
        specs.append(spec)
    return tuple(specs)


def parts(text: str) -> Iterator[str]:
    """What stands between the commas that are in no parentheses."""
    depth, start = 0, 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            yield text[start:index].strip()
            start = index + 1
    if text[start:].strip():
        yield text[start:].strip()


def commented_inputs(text: str) -> dict[str, tuple[InputSpec, ...]]:
    """The inputs that comments state, by the names of the classes that they stand at. Problem ones say nothing."""
    if "shapelint" not in text or "input" not in text:
        return {}
    lines: list[str] | None = None
    found: dict[str, tuple[InputSpec, ...]] = {}
    for row, _, comment in comments(text):
        for directive in directives(comment):
            if directive.kind != "input" or directive.problem:
                continue
            lines = split_lines(text) if lines is None else lines
            owner = owner_of(lines, row - 1)
            specs = parse_value(directive.value)
            if owner is not None and not isinstance(specs, Problem):
                origin = f"stated in line {row}"
                found[owner] = tuple(replace(spec, origin=origin) for spec in specs)
    return found


def owner_of(lines: list[str], index: int) -> str | None:
    """The class that a comment in that line is about: the one whose header, or whose entry function's, stands in the
    line or is the next thing below it, decorators aside."""
    for position in range(index, len(lines)):
        line = lines[position]
        header = HEADER.match(line)
        if header is not None:
            if line.lstrip().startswith("class"):
                return header[2]
            return enclosing_class(lines, position, header[1]) if header[2] in ENTRIES else None
        stripped = line.strip()
        if stripped and not stripped.startswith(("#", "@")):
            return None
    return None


def enclosing_class(lines: list[str], index: int, indentation: str) -> str | None:
    for position in range(index - 1, -1, -1):
        header = HEADER.match(lines[position])
        if header is not None and len(header[1]) < len(indentation):
            return header[2] if lines[position].lstrip().startswith("class") else None
    return None
