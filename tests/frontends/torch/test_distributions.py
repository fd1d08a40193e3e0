"""Samples and log-probabilities of torch.distributions have the shapes that are inferred."""

from __future__ import annotations

from pathlib import Path

import shapelint

START = """\
import torch
from torch import distributions
from torch.distributions.normal import Normal

mean, column = torch.zeros(8, 3), torch.ones(8, 1)
"""
LINES = """\
Normal(mean, column).sample()
Normal(mean, 1.0).rsample()
Normal(mean, torch.ones(3)).sample((5,))
Normal(mean, column).log_prob(mean)
Normal(mean, column).log_prob(torch.zeros(4, 8, 3))
Normal(mean, column).entropy()
Normal(mean, column).mean
Normal(loc=mean, scale=column).sample(torch.Size([2, 4]))
distributions.Bernoulli(logits=mean).sample()
distributions.Bernoulli(probs=torch.full((4,), 0.5)).log_prob(torch.ones(4))
distributions.Uniform(0.0, torch.ones(6)).sample()
distributions.Beta(torch.ones(6), torch.ones(6)).rsample()
distributions.Categorical(logits=mean).sample()
distributions.Categorical(torch.full((8, 3), 0.5)).sample((2,))
distributions.Categorical(logits=mean).log_prob(torch.zeros(8, dtype=torch.int64))
distributions.Categorical(logits=mean).entropy()
distributions.Categorical(logits=torch.zeros(3)).sample()
""".splitlines()


def test_shapes(tmp_path: Path) -> None:
    text = START + "".join(f"x{number} = {line}\n" for number, line in enumerate(LINES))
    path = tmp_path / "distributions_of.py"
    path.write_text(text, encoding="utf-8")
    ran: dict[str, object] = {}
    exec(text, ran)
    found = {fact.expression: fact.to_dict() for fact in shapelint.shapes([path])}
    for number, line in enumerate(LINES):
        value, fact = ran[f"x{number}"], found.get(f"x{number}", {})
        assert (line, fact.get("shape")) == (line, list(value.shape))  # type: ignore[attr-defined]
