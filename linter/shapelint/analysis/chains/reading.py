"""A chain as it is written: `Conv2d(3, 32, 5, stride=2) > MaxPool2d(2) > Flatten > Linear(?, 10)`."""

from __future__ import annotations

import ast
import re
import warnings

from shapelint.problems import Problem
from shapelint.records import dataclass
from shapelint.syntax.nesting import SHALLOW, measure, within
from shapelint.syntax.scan import STRING

MOST_STEPS = 500
LONGEST = 100_000
"""In characters."""
LONGEST_QUOTED = 60
_TOKEN = re.compile(rf"(?P<string>{STRING})|(?P<arrow>->|→|>|\n|;)|(?P<open>\?)|[()\[\]{{}}]|.", re.DOTALL)
_OPENED = re.compile(r"shapelint_open_(\d+)")


@dataclass(frozen=True, slots=True)
class Step:
    """One layer: its name and the words before it ("nn" of `nn.Conv2d`), and its arguments as they are written; each
    `?` is an argument None."""

    name: str
    prefix: str
    arguments: tuple[tuple[str, str | None], ...]

    def call(self, filled: tuple[str, ...] | None = None) -> str:
        """The call, each open argument being `?`, or what it is filled with in turn."""
        waiting = list(filled or ())
        written = [
            (f"{name}=" if name else "") + ((waiting.pop(0) if waiting else "?") if text is None else text)
            for name, text in self.arguments
        ]
        return f"{self.name}({', '.join(written)})"

    @property
    def open(self) -> int:
        """How many arguments are left open."""
        return sum(text is None for _, text in self.arguments)


def read_chain(text: str) -> tuple[Step, ...] | Problem:
    """The steps of a chain, or what is wrong with it. `>`, `->` and line ends stand between the layers."""
    if len(text) > LONGEST:
        return Problem(f"chain: it has more than {LONGEST} characters")
    parts = _parts(text)
    if not parts:
        return Problem("chain: there are no layers, as in 'Conv2d(3, 32, 3) > MaxPool2d(2) > Flatten'")
    if len(parts) > MOST_STEPS:
        return Problem(f"chain: it has more than {MOST_STEPS} layers")
    steps: list[Step] = []
    for position, part in enumerate(parts, 1):
        if not part:
            return Problem(f"chain: there is no layer at place {position}")
        step = _step(part)
        if step is None:
            shown = " ".join(part.replace("shapelint_open_0", "?").split())
            shown = shown if len(shown) <= LONGEST_QUOTED else f"{shown[:LONGEST_QUOTED]}..."
            return Problem(f"chain: {shown!r} is not a layer, such as Conv2d(3, 32, 3)")
        steps.append(step)
    return tuple(steps)


def _parts(text: str) -> list[str]:
    """The text of each layer, with a name in the place of each `?`; empty lines are no layers."""
    parts, depth, current = [], 0, ""
    is_pending = False
    for match in _TOKEN.finditer(text.strip().strip("\n;")):
        token = match[0]
        if match["arrow"] and depth <= 0:
            if token in "\n;" and not current.strip():
                continue
            parts.append(current.strip().removesuffix(",").strip())
            current, is_pending = "", token not in "\n;"
            continue
        depth += (token in "([{") - (token in ")]}")
        current += "shapelint_open_0" if match["open"] else token
    if current.strip() or is_pending:
        parts.append(current.strip().removesuffix(",").strip())
    return parts


def _step(text: str) -> Step | None:
    if not within(measure(text), SHALLOW):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            node = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    called = node.func if isinstance(node, ast.Call) else node
    names: list[str] = []
    while isinstance(called, ast.Attribute):
        names.append(called.attr)
        called = called.value
    if not isinstance(called, ast.Name) or _OPENED.fullmatch(called.id):
        return None
    names.append(called.id)
    arguments: list[tuple[str, str | None]] = []
    if isinstance(node, ast.Call):
        given = [("", value) for value in node.args] + [(one.arg or "", one.value) for one in node.keywords]
        if any(isinstance(value, ast.Starred) for value in node.args) or any(one.arg is None for one in node.keywords):
            return None
        for name, value in given:
            written = ast.unparse(value)
            is_open = _OPENED.fullmatch(written) is not None
            if not is_open and _OPENED.search(written):
                return None  # an open part of an argument
            arguments.append((name, None if is_open else written))
    return Step(names[0], ".".join(reversed(names[1:])), tuple(arguments))
