"""A classifier on the components of digits."""

import torch
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler
from torch import nn

digits = load_digits()
steps = make_pipeline(MinMaxScaler(), PCA(n_components=20))
features = torch.tensor(steps.fit_transform(digits.data), dtype=torch.float32)
model = nn.Sequential(nn.Linear(features.shape[1], 32), nn.ReLU(), nn.Linear(32, 10))
logits = model(features)
loss = nn.functional.cross_entropy(logits, torch.tensor(digits.target))
