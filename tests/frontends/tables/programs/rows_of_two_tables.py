"""Columns are picked by position and by name; the label is among them once too often."""

import numpy as np
import pandas as pd
import torch
from torch import nn

first = pd.DataFrame(np.random.rand(40, 3), columns=["a", "b", "label"])
both = pd.concat([first, first], ignore_index=True)
inputs = torch.tensor(both.iloc[:, :].to_numpy(), dtype=torch.float32)
labels = torch.tensor(both["label"].to_numpy(), dtype=torch.float32)
model = nn.Linear(2, 1)  # expect: SHP102
outputs = model(inputs).squeeze(1)
loss = nn.functional.mse_loss(outputs, labels)
