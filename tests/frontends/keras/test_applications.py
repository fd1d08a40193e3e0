"""What the models of keras.applications give, where their source is not read, is what they give."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint

CALLS = (
    "VGG16(weights=None, include_top=False, input_shape=(70, 97, 3))",
    "MobileNet(weights=None, include_top=False, input_shape=(97, 64, 3), pooling='avg')",
    "MobileNetV2(weights=None, include_top=False, input_shape=(97, 130, 3))",
    "MobileNetV2(weights=None, include_top=False)",
    "EfficientNetB0(weights=None, include_top=False, input_shape=(97, 130, 3))",
    "ResNet50(weights=None, include_top=False, input_shape=(97, 130, 3), pooling='max')",
    "MobileNetV2(weights=None, classes=7)",
)
PROGRAM = """\
import keras
from keras.applications import {name}

model = {call}
ends = keras.ops.zeros(tuple(1 if size is None else size for size in model.output_shape))
"""


@pytest.mark.parametrize("call", CALLS)
def test_output_shape(call: str, tmp_path: Path) -> None:
    path = tmp_path / "application.py"
    text = PROGRAM.format(name=call.partition("(")[0], call=call)
    path.write_text(text, encoding="utf-8")
    ran: dict[str, object] = {}
    exec(text, ran)
    found = {fact.expression: fact.to_dict()["shape"] for fact in shapelint.shapes([path])}
    assert found["ends"] == list(ran["ends"].shape)  # type: ignore[attr-defined]


def test_a_summary_has_no_total(tmp_path: Path) -> None:
    path = tmp_path / "transfer.py"
    path.write_text(
        "import keras\nfrom keras.applications import VGG16\n"
        "base = VGG16(include_top=False, input_shape=(64, 64, 3))\n"
        "model = keras.Sequential([base, keras.layers.Flatten(), keras.layers.Dense(10)])\n",
        encoding="utf-8",
    )
    summary = shapelint.summarize(f"{path}::model")
    assert isinstance(summary, shapelint.Summary), summary
    assert summary.to_dict()["params"]["total"] is None
