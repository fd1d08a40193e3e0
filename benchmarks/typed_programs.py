"""Small programs as people write them, whose element types are right: what benchmarks/type_mutants.py changes."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn
from torch.utils.data import DataLoader, Dataset, TensorDataset


class Rows(Dataset):
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, index):
        return self.x[index], self.y[index]


class Classifier(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(6, width), nn.ReLU(), nn.BatchNorm1d(width), nn.Linear(width, 3))

    def forward(self, x):
        return self.body(x)


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(20, 8)
        self.encoder = nn.LSTM(8, 6, batch_first=True)
        self.head = nn.Linear(6, 4)

    def forward(self, tokens, mask):
        hidden, _ = self.encoder(self.embedding(tokens))
        return self.head(hidden).masked_fill(~mask.unsqueeze(-1), 0.0)


class Attention(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.query, self.key, self.value = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)

    def forward(self, x, mask):
        scores = self.query(x) @ self.key(x).transpose(-2, -1) / x.size(-1) ** 0.5
        return F.softmax(scores.masked_fill(mask, float("-inf")), dim=-1) @ self.value(x)


def right_classifier():
    x = np.random.rand(16, 6).astype(np.float32)
    y = np.random.randint(0, 3, 16)
    model, optimizer = Classifier(), None
    for rows, classes in DataLoader(Rows(x, y), batch_size=8):
        loss = F.cross_entropy(model(rows), classes.long())
        loss.backward()
    return optimizer


def right_tensor_dataset():
    data = TensorDataset(torch.randn(16, 6).float(), torch.randint(0, 3, (16,)).long())
    model = Classifier()
    for rows, classes in DataLoader(data, batch_size=8):
        nn.CrossEntropyLoss()(model(rows.float()), classes.long())


def right_tagger():
    tokens = torch.randint(0, 20, (2, 5), dtype=torch.int64)
    mask = torch.ones(2, 5, dtype=torch.bool)
    Tagger()(tokens.long(), mask.bool())


def right_attention():
    x = torch.randn(2, 5, 8, dtype=torch.float32)
    mask = torch.triu(torch.ones(5, 5), diagonal=1).bool()
    Attention()(x, mask)


def right_image():
    pixels = torch.randint(0, 256, (2, 3, 8, 8), dtype=torch.uint8)
    net = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 1))
    score = torch.sigmoid(net(pixels.float() / 255))
    F.binary_cross_entropy(score, torch.ones(2, 1).float())


def right_positions():
    place = torch.arange(0, 10).float().unsqueeze(1)
    rate = torch.exp(torch.arange(0, 8, 2).float() * -0.5)
    table = torch.zeros(10, 8)
    table[:, 0::2] = torch.sin(place * rate)
    nn.Linear(8, 2)(table.float())


def right_regression():
    x = torch.from_numpy(np.linspace(0, 1, 20)).float().unsqueeze(1)
    y = 2 * x + torch.randn(20, 1).float()
    model = nn.Linear(1, 1)
    F.mse_loss(model(x), y).backward()


def right_accuracy():
    scores, classes = torch.randn(8, 3), torch.randint(0, 3, (8,))
    (scores.argmax(1) == classes).float().mean()
    torch.eq(scores.argmax(1), classes).double().sum() / 8


def right_one_hot():
    classes = torch.tensor([0, 2, 1]).long()
    target = F.one_hot(classes, 3).float()
    F.binary_cross_entropy_with_logits(torch.randn(3, 3), target.float())


def right_gather():
    values = torch.randn(4, 3)
    picked = values.gather(1, torch.tensor([[0], [1], [2], [0]]).long())
    rows = values.index_select(0, torch.tensor([0, 2]).long())
    return torch.cat([picked.float(), rows[:, :1].repeat(2, 1)])


def right_scatter():
    counts = torch.zeros(5)
    counts.scatter_add_(0, torch.tensor([0, 1, 1]).long(), torch.ones(3).float())
    counts[torch.tensor([0, 1]).long()] = torch.zeros(2).float()
    counts += torch.ones(5).float()


def right_double_everywhere():
    model = Classifier().double()
    x = torch.from_numpy(np.random.rand(4, 6)).double()
    F.cross_entropy(model(x), torch.zeros(4).long())


def right_recurrent():
    cell = nn.GRUCell(4, 5)
    state = torch.zeros(2, 5).float()
    for _ in range(3):
        state = cell(torch.randn(2, 4).float(), state)
    nn.Linear(5, 1)(state)


def right_distances():
    a, b = torch.randn(3, 4).float(), torch.randn(5, 4).float()
    squared = (a**2).sum(1, keepdim=True) + (b**2).sum(1) - 2 * a @ b.t()
    squared.clamp(min=0).sqrt().topk(2, largest=False)


def right_kl():
    log_p = F.log_softmax(torch.randn(4, 3).float(), dim=1)
    F.kl_div(log_p, torch.full((4, 3), 1 / 3).float(), reduction="batchmean")


def right_weights_of_an_average():
    weights = torch.softmax(torch.arange(4).float(), dim=0)
    torch.matmul(weights, torch.randn(4, 2).float())


def right_convolution_of_sound():
    wave = torch.from_numpy(np.random.randn(2, 1, 100).astype("float32"))
    nn.Conv1d(1, 4, 5)(wave.float())


def right_mixed_losses():
    p = torch.sigmoid(torch.randn(6)).float()
    t = (torch.rand(6) > 0.5).float()
    F.l1_loss(p, t) + F.smooth_l1_loss(p, t.float()) + F.huber_loss(p, t)
