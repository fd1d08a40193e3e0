"""The dict of an object whose class is a library's holds what the library keeps there, which is not all modelled."""

import argparse

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def again(loader):
    """The same loader, made anew of what it keeps."""
    kept = [name for name in loader.__dict__ if not name.startswith("_")]
    left_out = ("sampler", "batch_sampler", "dataset_kind", "batch_size", "drop_last")
    return type(loader)(**{name: getattr(loader, name) for name in kept if name not in left_out})


loader = again(DataLoader(TensorDataset(torch.zeros(10, 4)), batch_size=5))
for (rows,) in loader:
    nn.Linear(4, 2)(rows)
    break
width = 4 if "_forward_hooks" in nn.Linear(4, 2).__dict__ else 8
nn.Linear(width, 2)(torch.zeros(1, 4))
arguments = argparse.Namespace(width=4)
nn.Linear(vars(arguments)["width"], 2)(torch.zeros(1, 4))
