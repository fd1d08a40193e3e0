"""Which input sizes a model takes, in words, solved from what its operations require."""

from __future__ import annotations

from shapelint.analysis.inputs_found import InputShapes
from shapelint.ir.run import Run


def accepted_inputs(run: Run, settled: InputShapes) -> str | None:
    """None when every input's size is given, or when nothing constrains it."""
    return None
