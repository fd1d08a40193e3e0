"""The comments that speak to shapelint, read: what they say, where, and what is wrong with them.

    x = layer(x)  # shapelint: ignore[SHP102]        by code or by name; several are separated by commas
    x = layer(x)  # shapelint: ignore                all of them
    # shapelint: ignore[linear-in-features]          alone on its line: the next line of code
    # shapelint: ignore-file[SHP105]                 anywhere: the whole file; without brackets, all of it
    # shapelint: input=(N, 3, 32, 32)                the input of a model (see NAMES)
    layer = Linear(0, 10)  # shapelint: fill         the number is still to be written: a fix writes it
    x = layer(x)  # noqa: SHP102                     as flake8 and ruff have it; `# noqa` silences every code

Behind a directive a reason may stand. What cannot be understood is malformed, and has no effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelint.records import dataclass

IGNORE, IGNORE_FILE, NOQA = "ignore", "ignore-file", "noqa"
VALUED = ("input",)
"""Directives that have a value behind an equals sign. What their values mean is said where they are used; who can tell
a malformed one is registered in shapelint.project.suppress.directives."""
FILL = "fill"
NAMES = (IGNORE, IGNORE_FILE, *VALUED, FILL)

PREFIX = "SHP"
_OWN = re.compile(r"#\s*shapelint\s*:\s*(?P<name>[\w-]*)", re.IGNORECASE)
_NOQA = re.compile(r"#\s*noqa(?![\w-])(?P<colon>\s*:)?\s*", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z]+[0-9]+(?![\w-])")
_SEPARATOR = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Selector:
    """A code (upper case) or a rule's name (lower case) in a directive. `start` and `end` are indices in the
    comment."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive in a comment. `selectors` is None where it has none, which stands for all rules; `value` is what
    stands behind the equals sign. `start` and `end` are indices in the comment, a reason included; `problem` says what
    is wrong, "" if nothing is, and `right` is what is meant, "" if that is not clear."""

    kind: str
    start: int
    end: int
    selectors: tuple[Selector, ...] | None = None
    value: str = ""
    problem: str = ""
    right: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it is addressed to shapelint alone."""
        return self.kind != NOQA


def directives(comment: str) -> Iterator[Directive]:
    """The directives of a comment, from its `#` to the end of its line."""
    for match in _OWN.finditer(comment):
        yield _own(comment, match)
    noqa = _NOQA.search(comment)
    if noqa is not None:
        yield from _noqa(comment, noqa)


def _end_of(comment: str, position: int) -> int:
    """Where a directive ends, its reason included: at the next `#`, or with the comment."""
    following = comment.find("#", position)
    return len(comment[: following if following >= 0 else None].rstrip())


def _own(comment: str, match: re.Match[str]) -> Directive:
    name, position = match["name"].lower(), match.end()
    start, end = match.start(), _end_of(comment, match.end())
    rest = comment[position:end]
    if name not in NAMES:
        near = _nearest(name)
        right = f"# shapelint: {near}{rest}" if near else ""
        return Directive(name, start, end, problem=_unknown(name, near), right=right)
    if name == FILL:
        return Directive(name, start, end)
    if name in VALUED:
        equals = re.match(r"\s*=\s*", rest)
        if equals is None:
            return Directive(name, start, end, problem=f"`{name}` needs a value: {name}=...")
        return Directive(name, start, end, value=rest[equals.end() :].strip())
    opening = re.match(r"\s*\[", rest)
    if opening is None:
        bare = _bare_rules(rest)
        right = f"# shapelint: {name}[{bare}]" if bare else ""
        return Directive(
            name, start, end, problem=right and f"rules stand in square brackets: {right[2:]}", right=right
        )
    closing = rest.find("]")
    if closing < 0:
        return Directive(name, start, end, problem="the bracket is not closed", right=f"{comment[start:end]}]")
    inside = position + opening.end()
    selectors = tuple(_selectors(comment, inside, position + closing))
    return Directive(name, start, end, selectors, problem="" if selectors else "there is no rule in the brackets")


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, NAMES, 1)), "") if name else ""


def _unknown(name: str, near: str) -> str:
    known = ", ".join(f"`{one}`" for one in NAMES)
    if not name:
        return f"there is no directive; {known} are known"
    return f"`{name}` is no directive" + (f" (did you mean `{near}`?)" if near else f"; {known} are known")


def _bare_rules(rest: str) -> str:
    """The rules that follow `ignore` without square brackets, "" if none do: they may not stand so, since the directive
    would silence everything then."""
    words = [word.strip("(){}") for word in re.split(r"[\s,]+", rest.lstrip(" :=")) if word.strip("(){}")]
    bracketed = rest.lstrip()[:1] in ("(", "{", ":", "=")
    codes = [word for word in words if _CODE.fullmatch(word) and word.upper().startswith(PREFIX)]
    return ", ".join(codes or (words[:1] if bracketed else []))


def _selectors(comment: str, start: int, end: int) -> Iterator[Selector]:
    for match in re.finditer(r"[^\s,]+", comment[start:end]):
        word = match[0]
        text = word.upper() if word[-1].isdigit() else word.lower()
        yield Selector(text, start + match.start(), start + match.end())


def _noqa(comment: str, match: re.Match[str]) -> Iterator[Directive]:
    """`# noqa`, with the codes that follow each other behind its colon. A colon without codes means nothing."""
    position, end = match.end(), _end_of(comment, match.end())
    found: list[Selector] = []
    while (code := _CODE.match(comment, position)) is not None:
        found.append(Selector(code[0].upper(), code.start(), code.end()))
        gap = _SEPARATOR.match(comment, code.end())
        position = gap.end() if gap is not None else len(comment)
    if match["colon"] is not None:
        if found:
            yield Directive(NOQA, match.start(), end, tuple(found))
        return
    is_ours = any(selector.text.startswith(PREFIX) for selector in found)
    right = f"# noqa: {', '.join(selector.text for selector in found)}" if is_ours else ""
    yield Directive(NOQA, match.start(), end, problem=right and f"a colon is missing: {right[2:]}", right=right)
