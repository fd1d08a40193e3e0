"""No code but that of its own folder knows a framework by name: neither the engine nor a rule."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import shapelint
import shapelint_rules
from shapelint.frontends.registry import built_in

ENGINE, RULES = (Path(package.__file__).parent for package in (shapelint, shapelint_rules))
FORMATS = ("weights", "formats")  # named after the libraries that write them
SHORT = {"tf", "nn", "jax"}
WORDS = {name for one in built_in() if one.name != "model_tools" for name in one.packages} | SHORT
NAME = re.compile(
    rf"(?<![a-z])({'|'.join(sorted(WORDS, key=len, reverse=True))})(?![a-z]|_optimizer)", re.I
)  # torch_optimizer is another package
ALLOWED = {
    "cli/help.py": ("PyTorch and Keras", "tells the user what shapelint is for"),
    "frontends/harmless.py": ('"numpy"', "the method `numpy()`, which has that name in several frameworks"),
    "ops/constants/rounding.py": ("numpy", "the names of copying operations, as they are recorded"),
    "project/config/setting_table.py": ("torch.nn.Conv2d", "an example in the documentation of a setting"),
}
"""The files that may name one, with the text and why."""


def sources() -> Iterator[tuple[str, Path]]:
    for root in (ENGINE, RULES):
        for path in sorted(root.rglob("*.py")):
            where = path.relative_to(root)
            is_home = where.parts[0] == "frontends" and len(where.parts) > 2
            if not is_home and where.parts[:2] != FORMATS:
                yield where.as_posix(), path


def named(path: Path) -> Iterator[tuple[int, str]]:
    """The names and texts of a file that name a framework, docstrings and comments left out."""
    text = path.read_text(encoding="utf-8")
    described = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    middle = getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        is_code = token.type in (tokenize.NAME, tokenize.STRING, middle) and token.start[0] not in described
        if is_code and NAME.search(token.string):
            yield token.start[0], token.string


def test_names_stand_in_their_own_folders() -> None:
    found = [
        f"{where}:{line}: {text}"
        for where, path in sources()
        for line, text in named(path)
        if where not in ALLOWED or ALLOWED[where][0] not in text
    ]
    assert not found, "\n".join(found)


def test_every_exception_is_needed() -> None:
    used = {where for where, path in sources() if where in ALLOWED and any(True for _ in named(path))}
    assert used == set(ALLOWED)


def test_every_folder_describes_itself() -> None:
    folders = {path.name for path in (ENGINE / "frontends").iterdir() if (path / "__init__.py").exists()}
    assert folders == {one.name for one in built_in()}
