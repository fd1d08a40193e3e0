"""The most used checkpoints: the width of what they give, and whether a pooled output is among it.

From the configurations that are published with them (https://huggingface.co/google-bert/bert-base-uncased and so on).
"""

from __future__ import annotations

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The hidden size of a pretrained encoder, and whether it has a pooler."""

    hidden_size: int
    has_pooler: bool = True


BASE, LARGE, DISTILLED = Checkpoint(768), Checkpoint(1024), Checkpoint(768, has_pooler=False)
CHECKPOINTS = {
    **dict.fromkeys(
        (
            "bert-base-uncased", "bert-base-cased", "bert-base-multilingual-cased", "bert-base-multilingual-uncased",
            "bert-base-chinese", "google-bert/bert-base-uncased", "google-bert/bert-base-cased",
            "google-bert/bert-base-multilingual-cased", "google-bert/bert-base-chinese",
            "roberta-base", "FacebookAI/roberta-base", "xlm-roberta-base", "FacebookAI/xlm-roberta-base",
        ),
        BASE,
    ),
    **dict.fromkeys(
        (
            "bert-large-uncased", "bert-large-cased", "google-bert/bert-large-uncased", "google-bert/bert-large-cased",
            "roberta-large", "FacebookAI/roberta-large", "xlm-roberta-large", "FacebookAI/xlm-roberta-large",
        ),
        LARGE,
    ),
    **dict.fromkeys(
        (
            "distilbert-base-uncased", "distilbert-base-cased", "distilbert-base-multilingual-cased",
            "distilbert/distilbert-base-uncased", "distilbert/distilbert-base-cased",
        ),
        DISTILLED,
    ),
}  # fmt: skip
