"""A regression on all columns but the price, which is forgotten when the layer is made."""

import numpy as np
import pandas as pd
import torch
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

houses = pd.DataFrame(np.random.rand(120, 5), columns=["area", "rooms", "age", "tax", "price"])
houses["density"] = houses["rooms"] / 2.0
X = houses.drop("price", axis=1).values
y = houses["price"].values.reshape(-1, 1)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=0)
scaler = StandardScaler()
X_train = torch.tensor(scaler.fit_transform(X_train), dtype=torch.float32)
loader = DataLoader(TensorDataset(X_train, torch.tensor(y_train, dtype=torch.float32)), batch_size=16)
model = nn.Sequential(nn.Linear(len(houses.columns), 8), nn.ReLU(), nn.Linear(8, 1))  # expect: SHP102
for inputs, targets in loader:
    loss = nn.functional.mse_loss(model(inputs), targets)
