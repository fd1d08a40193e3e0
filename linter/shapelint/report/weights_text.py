"""How a file of weights fits a model, as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.report.style import Style

MOST = 20  # names listed one by one


def render_weights(facts: dict[str, Any], style: Style) -> str:
    """The report of `shapelint weights`, from its JSON."""
    return "".join(f"{line}\n" for line in lines(facts, style))


def lines(facts: dict[str, Any], style: Style) -> Iterator[str]:
    where = f"{facts['filename']}[{facts['section']!r}]" if facts["section"] else facts["filename"]
    yield style.bold(f"{facts['model']} and {where} ({facts['form']}, {counted(facts['arrays'], 'array')})")
    for one in facts["renamed"]:
        yield renamed(one)
    for one in facts["wrong"]:
        yield f"{placed(one)}{one['name']} is {shape(one['shape'])} in the model, {shape(one['stored'])} in the file"
        if one["fitting"]:
            yield f"    {style.help(remedy(one))}"
    yield from listed(facts["missing"], "is not in the file", style)
    yield from listed(facts["unexpected"], "is in the file, but not in the model", style)
    if facts["advice"] and (facts["missing"] or facts["unexpected"]):
        yield style.faint(facts["advice"])
    if facts["unknown"]:
        yield f"not all weights of the model are known: {facts['unknown']}"
    yield verdict(facts)


def counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def shape(sizes: list[int | None] | None) -> str:
    if sizes is None:
        return "of a shape that is not known"
    inner = ", ".join("?" if size is None else str(size) for size in sizes)
    return f"({inner},)" if len(sizes) == 1 else f"({inner})"


def placed(one: dict[str, Any]) -> str:
    location = one.get("location")
    return "" if location is None else f"{location['filename']}:{location['row']}:{location['column']}: "


def remedy(one: dict[str, Any]) -> str:
    changes = " and ".join(f"{c['argument']}={c['needed']} instead of {c['value']}" for c in one["fitting"])
    return f"{one['layer']} with {changes} would fit"


def renamed(one: dict[str, Any]) -> str:
    names = counted(one["count"], "name")
    if one["before"] and not one["after"]:
        return f"{names} in the file begin with {one['before']!r}, those of the model do not: take it off"
    if one["after"] and not one["before"]:
        return f"{names} in the model begin with {one['after']!r}, those of the file do not: put it before them"
    return f"{names} begin with {one['before']!r} in the file and with {one['after']!r} in the model: rename them"


def listed(found: list[dict[str, Any]], what: str, style: Style) -> Iterator[str]:
    for one in found[:MOST]:
        yield f"{placed(one)}{one['name']} {shape(one['shape'])} {what}"
    if len(found) > MOST:
        yield f"... and {len(found) - MOST} more: the JSON has all"


def verdict(facts: dict[str, Any]) -> str:
    if facts["fits"]:
        return f"all {counted(facts['weights'], 'weight')} of the model are in the file"
    kinds = (("wrong", "of another shape"), ("missing", "missing"), ("unexpected", "unexpected"))
    parts = [f"{len(facts[kind])} {text}" for kind, text in kinds if facts[kind]]
    parts += ["other names" for _ in facts["renamed"][:1]]
    return f"{facts['matched']} of {facts['weights']} weights fit" + (f"; {', '.join(parts)}" if parts else "")
