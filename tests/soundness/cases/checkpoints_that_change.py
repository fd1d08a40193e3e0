"""Tokenizers and pretrained encoders of which not all is known."""

import hidden
import torch
from torch import nn

try:
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
    model = AutoModel.from_pretrained("bert-base-uncased")
    other = AutoModel.from_pretrained("bert-base-uncased")
except (ImportError, OSError):
    raise SystemExit(0) from None

ids = tokenizer(["a", "b"], padding=True, truncation=True, max_length=12, return_tensors="pt")["input_ids"]
ids + torch.zeros(2, 3)
ids = tokenizer(hidden.same(["a"]), padding="max_length", truncation=True, max_length=12, return_tensors="pt")
ids["input_ids"] + torch.zeros(1, 12)
ids = tokenizer(["a b"], padding="max_length", truncation=hidden.same(True), max_length=2, return_tensors="pt")
ids["input_ids"] + torch.zeros(1, 2)
tokens = torch.zeros(2, 12, dtype=torch.int64)
model.pooler = nn.Sequential(nn.Flatten(), nn.LazyLinear(5))
nn.Linear(5, 2)(model(tokens).pooler_output)
other.pooler.dense = nn.Linear(768, 5)
nn.Linear(5, 2)(other(tokens).pooler_output)
nn.Linear(7, 2)(AutoModel.from_pretrained(hidden.same("bert-base-uncased"))(tokens).last_hidden_state)
nn.Linear(7, 2)(AutoModel.from_pretrained("bert-base-uncased", hidden_size=7)(tokens).last_hidden_state)
