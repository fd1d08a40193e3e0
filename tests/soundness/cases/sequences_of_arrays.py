"""Tensors made of lists of arrays, and of the sizes of another tensor."""

import numpy as np
import torch
from hidden import same

letters = {"a": 0, "b": 1, "c": 2}
words = ["abc", "cab"]
rows = [np.eye(3)[[letters[one] for one in word]] for word in words]
torch.FloatTensor(rows).transpose(1, 2)
torch.tensor(rows).transpose(1, 2)
torch.LongTensor([np.asarray([letters[one] for one in word]) for word in words]).transpose(0, 1)
torch.Tensor([[np.zeros((2, 3))]]).size(3)
torch.as_tensor([np.zeros(4) + 1, np.ones(4)]).transpose(0, 1)
torch.tensor([np.asarray(same([1.0, 2.0])) for _ in range(2)])[0].size(0)
torch.tensor([np.zeros((2, 3))[0].sum(), np.float32(2)]).size(0)
torch.tensor([torch.zeros(1), torch.zeros(())]).view(2)

image = torch.zeros(2, 3, 4)
torch.Tensor(image.shape).size(2)
torch.BoolTensor(image.size()).fill_(0)[0].size(1)
torch.FloatTensor(image.shape[1:]) * image
torch.LongTensor(np.zeros(3).argmax() + 2).size(0)
