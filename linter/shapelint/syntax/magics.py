"""What IPython allows in a cell besides Python: passed over, so that every other line and column stays as it is.

    %matplotlib inline      !pip install torch      model?      files = !ls      %%bash

Source: https://ipython.readthedocs.io/en/stable/interactive/reference.html
"""

from __future__ import annotations

import re
from functools import cache

from shapelint.syntax.rows import count_line_ends
from shapelint.syntax.scan import COMMENT, STRING

TRANSPARENT_CELLS = frozenset({"capture", "debug", "prun", "shapes", "time"})
"""Cell magics that run the cell's Python among the notebook's names."""
SEPARATE_CELLS = frozenset({
    "!", "HTML", "R", "SVG", "bash", "bigquery", "cython", "file", "html", "javascript", "js", "latex", "markdown",
    "perl", "pypy", "python", "python2", "python3", "ruby", "script", "sh", "sql", "svg", "sx", "system", "timeit",
    "writefile",
})  # fmt: skip
"""Cell magics after which the notebook's names are what they were before."""
AUTOMATIC = frozenset({
    "cat", "cd", "conda", "cp", "ls", "ll", "mamba", "man", "mkdir", "more", "mv", "pip", "pwd", "rm", "rmdir", "uv",
})  # fmt: skip
"""Magics that IPython takes without their percent sign."""

IDENTIFIER = r"[^\W\d]\w*"


def without_magics(text: str) -> str:
    """The cell with every line that is no Python replaced by a `pass`, or by an assignment of something unknown if it
    assigns. It has as many lines as before, and what is Python stays where it was."""
    text = without_prompts(text)
    cell_magic = _patterns().cell_magic.match(text)
    if cell_magic is None:
        return _line_by_line(text)
    head, name, body = text[: cell_magic.end()], cell_magic["name"], text[cell_magic.end() :]
    if name in TRANSPARENT_CELLS:
        return "\n" * count_line_ends(head) + _line_by_line(body)
    return _rebound(set() if name in SEPARATE_CELLS else _assigned(body)) + "\n" * count_line_ends(text)


def without_prompts(text: str) -> str:
    """The cell with spaces where it has the prompts of a session that it was copied from. Where some lines have none,
    or one of another width, they may be anything: nothing is known then of the names that the cell gives a value to."""
    patterns = _patterns()
    head = text[: len(text) - len(text.lstrip())]
    if not patterns.first_prompt.match(text, head.rfind("\n") + 1):
        return text
    lines = text.splitlines(keepends=True)
    found = [(patterns.prompt.match(line), line) for line in lines]
    widths = {prompt.end() for prompt, line in found if prompt is not None and line[prompt.end() :].strip()}
    if len(widths) > 1 or any(prompt is None and line.strip() for prompt, line in found):
        stripped = "".join(line if prompt is None else line[prompt.end() :] for prompt, line in found)
        return _rebound(_assigned(stripped)) + "\n" * count_line_ends(text)
    return "".join(line if prompt is None else " " * prompt.end() + line[prompt.end() :] for prompt, line in found)


def is_indented(text: str) -> bool:
    """Whether a cell's code is indented as a whole, which IPython takes back. Comments may stand anywhere."""
    lines = [line for line in text.splitlines() if line.strip()]
    code = [line for line in lines if not line.lstrip().startswith("#")]
    return bool(code) and lines[0][0] in " \t" and code[0][0] in " \t"


def _assigned(body: str) -> set[str]:
    """The names that statements at the beginning of a line may give a value to."""
    bound: set[str] = set()
    for statement in _patterns().binding.finditer(body):
        bound.update(re.findall(IDENTIFIER, statement["targets"] or statement["name"]))
    return bound


def _rebound(names: set[str]) -> str:
    """A statement after which nothing is known of the names."""
    return "".join(f"{name} = " for name in sorted(names) if not _is_keyword(name)) + ("get_ipython()" if names else "")


def _is_keyword(name: str) -> bool:
    import keyword

    return keyword.iskeyword(name)


def _line_by_line(text: str) -> str:
    """Each logical line that only IPython understands is replaced; strings and brackets may run over several lines,
    and what stands in them is left alone."""
    parts: list[str] = []
    position, depth, begins = 0, 0, True
    tokens = _patterns().token
    while position < len(text):
        if begins and depth == 0:
            line = _patterns().logical_line.match(text, position)
            assert line is not None
            replaced = _replacement(line[0])
            if replaced is not None:
                parts.append(replaced + "\n" * count_line_ends(line[0]))
                position = line.end()
                continue
        token = tokens.match(text, position)
        assert token is not None
        begins = token.lastgroup == "end"
        depth = max(0, depth + (token.lastgroup == "open") - (token.lastgroup == "close"))
        parts.append(token[0])
        position = token.end()
    return "".join(parts)


def _replacement(line: str) -> str | None:
    """What stands for a logical line, without its end; None if it is Python's own."""
    patterns = _patterns()
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    statement = line.strip()
    if timed := patterns.timed.match(statement):
        return f"{indent}{'pass;'.ljust(timed.end())}{statement[timed.end() :]}"
    if run := patterns.run.match(statement):
        return f"{indent}from {_module(run['path'])} import *"
    if statement.startswith(("%", "!", "?", "/", ",", ";")):
        return f"{indent}pass"
    assigned = patterns.assigned.match(statement)
    if assigned is not None and _is_balanced(assigned["places"]):
        is_timed = patterns.timed.match(statement, assigned.end() - 1)
        value = " " * len(is_timed[0]) + statement[is_timed.end() :] if is_timed else "get_ipython()"
        return f"{indent}{statement[: assigned.end() - 1]}{value}"
    if patterns.question.fullmatch(statement):
        return f"{indent}pass"
    word = patterns.automatic.match(statement)
    return f"{indent}pass" if word is not None and word["name"] in AUTOMATIC else None


def _is_balanced(places: str) -> bool:
    """Whether what stands before an equals sign is whole: in a call, it would name an argument."""
    return places.count("(") == places.count(")") and places.count("[") == places.count("]")


def _module(path: str) -> str:
    """The module whose names a script run by `%run` leaves behind; one that nobody has for what is no module."""
    parts = path.strip("\"'").removesuffix(".py").removeprefix("./").split("/")
    return ".".join(parts) if all(part.isidentifier() for part in parts) else "get_ipython"


class _Patterns:
    """Compiled when the first notebook is read."""

    def __init__(self) -> None:
        targets = rf"(?P<targets>{IDENTIFIER}(?:[ \t]*,[ \t]*{IDENTIFIER})*)[ \t]*"
        self.cell_magic = re.compile(r"\s*%%(?P<name>[^\s%]+)[^\r\n]*(?:\r\n?|\n|\Z)")
        self.logical_line = re.compile(r"(?:\\(?:\r\n?|\n)|[^\r\n])*(?:\r\n?|\n)?")
        self.token = re.compile(
            rf"(?P<string>{STRING})|(?P<comment>{COMMENT})|(?P<open>[(\[{{])|(?P<close>[)\]}}])"
            r"|(?P<joined>\\(?:\r\n?|\n))|(?P<end>\r\n?|\n)|(?P<other>[^\"'#()\[\]{}\\\r\n]+|[\s\S])"
        )
        self.timed = re.compile(r"%time[ \t]+(?=\S)")
        self.run = re.compile(r"%run[ \t]+(?:-\w[ \t]+)*(?P<path>\S+)")
        self.assigned = re.compile(r"(?P<places>[^\W\d(\[*][\w.,*()\[\] \t]*|[(\[*][\w.,*()\[\] \t]*)=[ \t]*[!%]")
        self.first_prompt = re.compile(r"[ \t]*(?:>>>(?: |$)|(?:\[(?:nav|ins)\] )?In \[\d+\]: )", re.MULTILINE)
        self.prompt = re.compile(
            r"[ \t]*(?:(?:>>>|\.\.\.)(?: |(?=[\r\n]|\Z))|(?:\[(?:nav|ins)\] )?In \[\d+\]: |\.{3,}: ?)"
        )
        self.question = re.compile(r"[%\w.\[\]*]+\?{1,2}")
        self.automatic = re.compile(r"(?P<name>\w+)(?:\Z|[ \t]+(?!(?:in|is|and|or|not|if)\b)[\w./~$*\"'-])")
        self.binding = re.compile(
            rf"^[ \t]*(?:{targets}(?::[^=\n]*)?(?:=(?!=)|[-+*/@%&|^]+=)"
            rf"|(?:def|class|for|import|as)[ \t]+(?P<name>{IDENTIFIER}))",
            re.MULTILINE,
        )


@cache
def _patterns() -> _Patterns:
    return _Patterns()
