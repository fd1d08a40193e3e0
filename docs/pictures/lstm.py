"""A classifier of sequences of tokens."""

import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self, words=20_000, classes=5):
        super().__init__()
        self.embedding = nn.Embedding(words, 128)
        self.lstm = nn.LSTM(128, 256, num_layers=2, batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(0.3)
        self.head = nn.Linear(512, classes)

    def forward(self, tokens):
        states, (hidden, _) = self.lstm(self.embedding(tokens))
        last = torch.cat([hidden[-2], hidden[-1]], dim=1)
        return self.head(self.dropout(last))
