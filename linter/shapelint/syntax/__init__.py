"""Python source as the interpreter wants it. libcst lives here, and is imported only when a file is really parsed."""

from __future__ import annotations

from shapelint.problems import Problem
from shapelint.syntax.comments import comments
from shapelint.syntax.locate import locate
from shapelint.syntax.parse import parse
from shapelint.syntax.read import decode, encoding, read_bytes
from shapelint.syntax.source import Place, SourceFile, Span
from shapelint.syntax.spell import spell
from shapelint.syntax.syntax_problem import SyntaxProblem

__all__ = [
    "Place", "SourceFile", "Span", "SyntaxProblem", "Problem",
    "read_bytes", "encoding", "decode", "parse", "locate", "comments", "spell",
]  # fmt: skip
