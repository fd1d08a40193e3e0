"""Whether a value is what the annotation of a record's field says."""

from __future__ import annotations

from functools import cache

ALIASES = {
    "PlaceKey": "tuple[str, str, int, int, int, int]",
    "WantedPlace": "tuple[str, int]",
}
"""Names that annotations use for other annotations."""
WORDS = {
    "Severity": ("error", "warning"),
    "Applicability": ("safe", "unsafe"),
    "Evidence": ("called", "built", "default", "assumed"),
}
"""Names that stand for a few words."""
PLAIN = {"str": str, "int": int, "bool": bool, "float": float}


def fits(value: object, annotation: str) -> bool:
    """Whether a value fits an annotation such as `tuple[Edit, ...]` or `int | str | None`."""
    return any(_fits_one(value, one) for one in split(annotation, "|"))


def _fits_one(value: object, annotation: str) -> bool:
    annotation = ALIASES.get(annotation, annotation)
    if annotation == "None":
        return value is None
    if annotation in PLAIN:
        return type(value) is PLAIN[annotation]
    if annotation in WORDS:
        return value in WORDS[annotation]
    name, _, inside = annotation.removesuffix("]").partition("[")
    parts = split(inside, ",")
    if name == "tuple":
        return isinstance(value, tuple) and _fits_tuple(value, parts)
    if name == "frozenset":
        return isinstance(value, frozenset) and all(fits(item, parts[0]) for item in value)
    if name == "Mapping":
        key, item = parts
        return isinstance(value, dict) and all(fits(k, key) and fits(v, item) for k, v in value.items())
    return type(value).__name__ == name


def _fits_tuple(value: tuple[object, ...], parts: tuple[str, ...]) -> bool:
    if parts[-1] == "...":
        return all(fits(item, parts[0]) for item in value)
    return len(value) == len(parts) and all(map(fits, value, parts))


@cache
def split(text: str, separator: str) -> tuple[str, ...]:
    """The parts of an annotation between separators that stand in no brackets."""
    parts, depth, begun = [], 0, 0
    for position, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if character == separator and not depth:
            parts.append(text[begun:position].strip())
            begun = position + 1
    return (*parts, text[begun:].strip())
