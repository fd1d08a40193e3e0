"""Models that are called on one example at a time: an image, a sequence or a vector without a batch axis."""

import torch
from einops import rearrange
from hidden import same
from torch import nn


class Pixels(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=1)

    def forward(self, image):
        return rearrange(self.conv(image), "c h w -> (h w) c")


class Turned(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=1)
        self.pool = nn.MaxPool2d(2)

    def forward(self, image):
        channels, height, width = self.conv(image).shape
        return self.pool(self.conv(image)).permute(1, 2, 0), channels * height * width


class Steps(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(10, 20)

    def forward(self, sequence):
        out, _ = self.lstm(sequence)
        length, width = out.shape
        return out.t(), length * width


class Attending(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention = nn.MultiheadAttention(16, 4)
        self.layer = nn.TransformerEncoderLayer(16, 4)

    def forward(self, tokens):
        out, weights = self.attention(tokens, tokens, tokens)
        return torch.einsum("lf,mf->lm", out, self.layer(out)) + weights.permute(1, 0)


class Latent(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(10, 20), nn.ReLU(), nn.Linear(20, 20))
        self.gate = nn.Linear(10, 20)

    def forward(self, latent):
        made = self.body(latent)
        return torch.outer(made, made) + rearrange(self.gate(latent), "n -> () n")


class Pair(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(10, 20)

    def forward(self, left, right):
        return torch.dot(self.fc(left), self.fc(right))


class Word(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(10, 4)

    def forward(self, word):
        vector = self.embedding(word)
        return torch.outer(vector, vector)


class Vectors(nn.Module):
    """Takes several vectors for each atom, whose axes are asked for one by one."""

    def __init__(self):
        super().__init__()
        self.inner, self.outer = nn.Linear(6, 6), nn.Linear(12, 4)

    def forward(self, atoms, vectors):
        inner = self.inner(vectors)
        lengths = torch.zeros(inner.size(0), inner.size(2)) + inner.norm(dim=-2)
        return self.outer(torch.cat([atoms, lengths], dim=-1))


same(lambda: Vectors()(torch.zeros(5, 6), torch.zeros(5, 3, 6)))()
same(lambda: Pixels()(torch.zeros(3, 6, 6)))()
same(lambda: Turned()(torch.zeros(3, 6, 6)))()
same(lambda: Steps()(torch.zeros(7, 10)))()
same(lambda: Attending()(torch.zeros(5, 16)))()
same(lambda: Latent()(torch.zeros(10)))()
same(lambda: Pair()(torch.zeros(10), torch.zeros(10)))()
same(lambda: Word()(torch.tensor(3)))()
