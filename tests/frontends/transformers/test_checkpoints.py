"""What tokenizers and encoders of Transformers give; where the package is there, it gives the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint

PROGRAM = """\
from transformers import AutoModel, AutoTokenizer, DistilBertModel

tokenizer = AutoTokenizer.from_pretrained("roberta-base")
batch = tokenizer(["a b", "c", "a"], padding="max_length", truncation=True, max_length=16, return_tensors="pt")
x0 = batch["input_ids"]
x1 = batch.attention_mask
x2 = tokenizer("a", padding="max_length", truncation=True, max_length=9, return_tensors="np")["input_ids"]
model = AutoModel.from_pretrained("bert-large-cased")
outputs = model(input_ids=x0, attention_mask=x1)
x3 = outputs.last_hidden_state
x4 = outputs.pooler_output
x5 = outputs[0][:, 0]
x6 = DistilBertModel.from_pretrained("distilbert-base-uncased")(x0).last_hidden_state
"""
SHAPES = [[3, 16], [3, 16], [1, 9], [3, 16, 1024], [3, 1024], [3, 1024], [3, 16, 768]]


def test_shapes(tmp_path: Path) -> None:
    path = tmp_path / "texts.py"
    path.write_text("import torch\n" + PROGRAM, encoding="utf-8")
    found = {fact.expression: fact.to_dict()["shape"] for fact in shapelint.shapes([path])}
    assert [found.get(f"x{number}") for number in range(len(SHAPES))] == SHAPES


def test_the_package_gives_the_same() -> None:
    transformers = pytest.importorskip("transformers")
    torch = pytest.importorskip("torch")
    tokens = torch.zeros(3, 16, dtype=torch.int64)
    base = transformers.BertModel(transformers.BertConfig(num_hidden_layers=1))(tokens)
    assert base.last_hidden_state.shape == (3, 16, 768)
    assert base.pooler_output.shape == (3, 768)
    large = transformers.BertConfig(num_hidden_layers=1, hidden_size=1024, num_attention_heads=16)
    assert transformers.BertModel(large)(tokens).pooler_output.shape == (3, 1024)
    distilled = transformers.DistilBertModel(transformers.DistilBertConfig(n_layers=1))(tokens)
    assert distilled.last_hidden_state.shape == (3, 16, 768)
    assert not hasattr(distilled, "pooler_output")


def test_the_words_of_a_tokenizer(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    words = tmp_path / "vocab.txt"
    words.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b"]), encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(str(words))
    options = {"padding": "max_length", "truncation": True, "max_length": 16, "return_tensors": "pt"}
    assert tokenizer(["a b", "b", "a " * 50], **options)["input_ids"].shape == (3, 16)
    assert tokenizer("a", **options)["attention_mask"].shape == (1, 16)
