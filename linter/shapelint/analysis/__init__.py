"""Which entry points a file has, where input sizes come from, running them, and what comes out."""

from __future__ import annotations

from shapelint.analysis.entries import Analysis, Options, analyze
from shapelint.analysis.shapes import shapes
from shapelint.analysis.summaries import summarize

__all__ = ["Analysis", "Options", "analyze", "shapes", "summarize"]
