"""Columns are picked by position and by name."""

import numpy as np
import pandas as pd
import torch
from torch import nn

first = pd.DataFrame(np.random.rand(40, 3), columns=["a", "b", "label"])
both = pd.concat([first, first], ignore_index=True)
inputs = torch.tensor(both.iloc[:, :-1].to_numpy(), dtype=torch.float32)
labels = torch.tensor(both["label"].to_numpy(), dtype=torch.float32)
model = nn.Linear(2, 1)
outputs = model(inputs).squeeze(1)
loss = nn.functional.mse_loss(outputs, labels)
