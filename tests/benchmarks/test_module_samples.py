"""torch's own samples of its modules: at least 95 of a hundred exact, none wrong."""

from __future__ import annotations

import sys
from collections import Counter
from importlib import import_module
from itertools import islice
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

# Some of every family, and no more of each than these samples.
SHARE = (
    "nn.AdaptiveAvgPool2d", "nn.AdaptiveLogSoftmaxWithLoss", "nn.BatchNorm2d", "nn.Bilinear", "nn.CTCLoss",
    "nn.CircularPad2d", "nn.Conv2d", "nn.ConvTranspose3d", "nn.CosineEmbeddingLoss", "nn.CrossEntropyLoss",
    "nn.EmbeddingBag", "nn.Fold", "nn.GLU", "nn.GRU", "nn.GaussianNLLLoss", "nn.GroupNorm", "nn.InstanceNorm1d",
    "nn.LPPool1d", "nn.LSTMCell", "nn.LayerNorm", "nn.LazyConv1d", "nn.LinearCrossEntropyLoss", "nn.MaxPool2d",
    "nn.MultiLabelMarginLoss", "nn.MultiheadAttention", "nn.PReLU", "nn.RNN", "nn.ReflectionPad1d", "nn.Softmax2d",
    "nn.Transformer", "nn.TransformerDecoderLayer", "nn.TransformerEncoder", "nn.TripletMarginLoss", "nn.Upsample",
)  # fmt: skip
EACH = 5


def test_a_share_of_the_samples() -> None:
    module_samples = import_module("module_samples")
    verdicts: Counter[str] = Counter()
    for name in SHARE:
        for sample in islice(module_samples.recorded([name]), EACH):
            verdict = module_samples.judge(sample)
            verdicts[verdict] += 1
            assert verdict != "wrong", f"torch says {sample.truth}, shapelint otherwise:\n{sample.text}"
    assert verdicts.total() > 2 * len(SHARE)
    assert verdicts["exact"] >= 0.95 * verdicts.total(), verdicts


@pytest.mark.slow
def test_all_samples() -> None:
    assert import_module("module_samples").main([]) == 0
