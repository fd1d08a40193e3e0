"""Trails stay within the width that there is."""

from __future__ import annotations

import pytest

from report_samples import DIAGNOSTICS
from shapelint.diagnostics.diagnostic import Diagnostic, Location, TrailStep
from shapelint.records import replace
from shapelint.report.full import render_diagnostic
from shapelint.report.style import PLAIN
from shapelint.report.trail import short_path

LONG = "(N, 24*((H - 2)//2)*((W - 2)//2), 3*(((H - 2)//2 + 1)//2), 7)"
CALL = "RowsAcrossSamples(width=64)(torch.randn(8, 3, 8, 8))"
STEPS = (
    TrailStep("input", "(8, 3, 8, 8)", f"from {CALL}", "net.py", Location(41, 1)),
    TrailStep("encoder.layers.0.self_attn.out_proj Linear", LONG, "", "net.py", Location(7, 1)),
    TrailStep("flatten", "(8, 24)", "", "/usr/lib/python3/site-packages/timm/models/vgg.py", Location(114, 1)),
)  # fmt: skip


def with_trail(*steps: TrailStep) -> Diagnostic:
    return replace(DIAGNOSTICS[0], filename="net.py", trail=steps, help="", file=None, label="")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider(width: int) -> None:
    text = render_diagnostic(with_trail(*STEPS), replace(PLAIN, width=width))
    assert all(len(line) <= width for line in text.splitlines()[1:]), text


def test_what_has_no_room_goes_to_the_next_line() -> None:
    assert render_diagnostic(with_trail(*STEPS)).splitlines()[1:] == [
        "   = input                 (8, 3, 8, 8)",
        "            from RowsAcrossSamples(width=64)(torch.randn(8, 3, 8, 8)) at line 41",
        "   = ...out_proj Linear  (N, ..., 3*(((H - 2)//2 + 1)//2), 7)",
        "                           line 7",
        "   = flatten               (8, 24)       timm/models/vgg.py:114",
    ]


def test_a_path_in_a_package_begins_with_the_package() -> None:
    assert (
        short_path("/home/me/.venv/lib/python3.12/site-packages/torch/nn/modules/linear.py")
        == "torch/nn/modules/linear.py"
    )
    assert short_path("src/net.py") == "src/net.py"
