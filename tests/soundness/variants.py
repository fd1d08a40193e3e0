"""The program of one call with its arguments hidden: each in turn, in several ways, and all at once."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from soundness.samples import Sample

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from hiding import HEAD, NAME, Program, Site, changed, sites

HIDDEN = ("argument", "keyword", "arguments", "keywords", "element", "object", "target")
MOST_PAIRS = 6


@dataclass(frozen=True)
class Variant:
    """What is hidden, and the text with it hidden."""

    hidden: str
    text: str


def variants(sample: Sample) -> Iterator[Variant]:
    """The variants of a sample, in a fixed order."""
    program = Program(sample.text)
    calls = [call for call in calls_of(program) if call is not None]
    found = [s for s in sites(program) if s.kind in HIDDEN and any(is_within(program, s, call) for call in calls)]
    found = [s for s in found if not (s.kind == "object" and program.data[s.start : s.end] not in (b"x", b"layer"))]
    for site in found:
        for way in ways(program, site):
            yield variant(program, [(site, way)])
    outer = [s for s in found if s.kind in ("argument", "keyword") and is_outermost(s, found)]
    if len(outer) > 1:
        yield variant(program, [(site, NAME) for site in outer])
        for pair in list(combinations(outer, 2))[:MOST_PAIRS]:
            yield variant(program, [(site, NAME) for site in pair])
    for call in calls:
        yield from without_arguments(program, call)


def calls_of(program: Program) -> list[ast.expr | None]:
    """The calls that make the layer and the output, and the receiver of a method."""
    wanted = ("layer", "output", "x")
    return [
        node.value
        for node in program.tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in wanted
    ]


def is_within(program: Program, site: Site, call: ast.expr) -> bool:
    start, end = program.span(call)
    return start <= site.start and site.end <= end


def is_outermost(site: Site, found: list[Site]) -> bool:
    return not any(
        other.start <= site.start and site.end <= other.end and (other.start, other.end) != (site.start, site.end)
        for other in found
        if other.kind in ("argument", "keyword")
    )


def ways(program: Program, site: Site) -> list[str]:
    """How a site may be hidden: as anything at all, or as something of its type."""
    found = [NAME]
    try:
        value = ast.parse(program.data[site.start : site.end].decode(), mode="eval").body
    except SyntaxError:
        return found
    if site.kind in ("arguments", "keywords"):
        return found
    match value:
        case ast.Constant(value=bool()):
            found.append("bool")
        case ast.Constant(value=int()) | ast.UnaryOp(operand=ast.Constant(value=int())):
            found.append("int")
        case ast.Constant(value=str()):
            found.append("str")
        case ast.Tuple() | ast.List():
            found += ["tuple", "list"]
        case ast.Call(func=ast.Attribute(attr="zeros", value=ast.Name(id="torch"))):
            found.append("torch.clone")
        case ast.Call(func=ast.Attribute(attr="zeros", value=ast.Name(id="tensorflow"))):
            found.append("tensorflow.identity")
        case ast.Call(func=ast.Attribute(attr="zeros")):
            found.append("keras.ops.copy")
    return found


def variant(program: Program, hidden: list[tuple[Site, str]]) -> Variant:
    data = program.data
    for site, way in sorted(hidden, key=lambda one: -one[0].start):
        part = changed(data[site.start : site.end], site.kind, b"")
        assert part is not None
        if way != NAME:
            part = f"{way}(".encode() + part + b")"
        data = data[: site.start] + part + data[site.end :]
    what = ", ".join(f"{way} {program.data[s.start : s.end].decode()}" for s, way in hidden)
    return Variant(what, HEAD + data.decode())


def without_arguments(program: Program, call: ast.expr) -> Iterator[Variant]:
    """What may be given by name is given by a dict that is not known, each in turn and all together."""
    if not isinstance(call, ast.Call) or any(one.arg is None for one in call.keywords) or not call.keywords:
        return
    name = ast.unparse(call.func)
    for kept in (call.keywords[:-1], []):
        written = [*map(ast.unparse, call.args), *(f"{one.arg}={ast.unparse(one.value)}" for one in kept)]
        start, end = program.span(call)
        rest = [one for one in call.keywords if one not in kept]
        given = ", ".join(f"{one.arg}={ast.unparse(one.value)}" for one in rest)
        text = f"{name}({', '.join([*written, f'**{NAME}(dict({given}))'])})"
        data = program.data[:start] + text.encode() + program.data[end:]
        yield Variant(f"** of {given}", HEAD + data.decode())
