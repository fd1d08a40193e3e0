"""Comparisons of models as text, and as markdown for a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.compare.records import Comparison, Difference, Side
from shapelint.report.style import Style


def render_comparisons(found: list[Comparison], style: Style) -> str:
    """One comparison below the other."""
    return "\n".join("".join(f"{line}\n" for line in text_lines(one, style)) for one in found)


def text_lines(one: Comparison, style: Style) -> Iterator[str]:
    yield style.bold(f"A = {one.first}, B = {one.second}")
    for difference in one.differences:
        if not difference.note:
            yield from told(difference, style)
    notes = [difference for difference in one.differences if difference.note]
    if notes:
        yield style.faint("beside that, and without effect on weights that are carried over:")
    for difference in notes:
        yield from told(difference, style)
    for misfit in one.misfits:
        yield f"does not run: {misfit}"
    for reason in one.unknown:
        yield f"not known: {reason}"
    yield verdict(one)


def told(difference: Difference, style: Style) -> Iterator[str]:
    yield f"{style.help(difference.kind)}: {difference.text}"
    where = [
        f"{label} {place}" for label, held in (("A", difference.first), ("B", difference.second)) if (place := at(held))
    ]
    if where:
        yield style.faint(f"    {'   '.join(where)}")


def at(side: Side | None) -> str:
    if side is None or side.location is None:
        return ""
    return f"{side.location.filename}:{side.location.row}:{side.location.column}"


def verdict(one: Comparison) -> str:
    count = sum(not difference.note for difference in one.differences)
    if one.equal:
        return f"equal: {one.aligned} operations" + (", and neither model runs" if one.misfits else "")
    if not count and not one.unknown:
        return "no difference was found in what is declared, but only one of the models runs"
    if not count:
        return "no difference was found, but not all is known: they may differ"
    told = f"{count} difference{'s' if count > 1 else ''}"
    return f"{told}; {one.aligned} operations are each other's" + (", and not all is known" if one.unknown else "")


def render_markdown(found: list[Comparison]) -> str:
    """A section for each comparison, with a table of the differences."""
    return "\n".join("".join(f"{line}\n" for line in markdown_lines(one)) for one in found)


def markdown_lines(one: Comparison) -> Iterator[str]:
    yield (
        f"### {escaped(one.first)} → {escaped(one.second)}" if one.first != one.second else f"### {escaped(one.first)}"
    )
    yield ""
    if one.differences:
        yield "| | difference | A | B |"
        yield "|---|---|---|---|"
        for difference in one.differences:
            kind = f"{difference.kind} (note)" if difference.note else difference.kind
            places = " | ".join(
                f"`{place}`" if (place := at(held)) else "" for held in (difference.first, difference.second)
            )
            yield f"| {kind} | {escaped(difference.text)} | {places} |"
        yield ""
    for misfit in one.misfits:
        yield f"- does not run: {escaped(misfit)}"
    for reason in one.unknown:
        yield f"- not known: {escaped(reason)}"
    yield ("\n" if one.unknown or one.misfits else "") + f"**{verdict(one)}**"


def escaped(text: str) -> str:
    """Text that markdown shows as it is, on one line."""
    for character in "\\|*_`<>[]":
        text = text.replace(character, f"\\{character}")
    return " ".join(text.split())
