"""Base classes that cannot be read call the methods of what derives from them, or make other objects."""

from hidden import Chosen, Fitted
from torch import nn


class Encoder(Fitted):
    def __init__(self):
        self.words = {}
        self.seen = []
        self.size = 0

    def fit(self, rows):
        self.words = {row: i for i, row in enumerate(rows)}
        self.seen.append(len(rows))
        self.size = len(rows)
        return self

    def transform(self, rows):
        return [self.words[row] for row in rows]


encoder = Encoder()
encoder.fit_transform(["a", "b"])
nn.Embedding(len(encoder.words), 4, padding_idx=1)
nn.Embedding(encoder.size, 4, padding_idx=1)
nn.Linear(encoder.seen[0], 4)


class Score(Chosen):
    def __init__(self, threshold=0.5):
        self.threshold = threshold


Score(task="binary")
