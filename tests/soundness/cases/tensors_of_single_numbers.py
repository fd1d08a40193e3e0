"""`torch.tensor` takes the tensors in a list for the numbers that they hold."""

import torch

steps = torch.tensor([0.5, -0.5])
print(steps.dot(torch.tensor([torch.ones(1), torch.ones(1)])))
print(steps.dot(torch.tensor([torch.ones(1, 1), torch.ones(())])))
print(steps @ torch.tensor([steps.sum(), 2.0]))
