"""What a tensor that does not fit was to be put together with."""

from __future__ import annotations

from shapelint.diagnostics.rule import Finding
from shapelint.ir import Kind, Node
from shapelint.records import replace
from shapelint.symbolic import Verdict

OF_SEVERAL = (Kind.OPERANDS, Kind.CONCATENATE, Kind.MATMUL, Kind.LOSS_TARGET)
"""What is required of tensors together: each may be the one to be mended."""


def with_counterpart(finding: Finding, node: Node) -> Finding:
    """The finding with the first other input of the operation, where it is about inputs that do not fit together."""
    fails = any(r.kind in OF_SEVERAL and r.verdict is Verdict.FAILS for r in node.requirements)
    if not fails or finding.operand is None:
        return finding
    others = (one for one in node.inputs if one is not finding.operand and one.shape != finding.operand.shape)
    return replace(finding, counterpart=next(others, None))
