"""Python source as the interpreter wants it. libcst lives here, and is imported only when a file is really parsed."""

from __future__ import annotations

from shapelint.syntax.parse import SyntaxProblem, parse
from shapelint.syntax.source import Place, SourceFile, Span

__all__ = ["Place", "SourceFile", "Span", "SyntaxProblem", "parse"]
