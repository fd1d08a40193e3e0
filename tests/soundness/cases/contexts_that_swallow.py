"""A context may end an exception that is raised in it."""

import torch
from hidden import quiet
from torch import nn


class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return True


class Counted:
    errors = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.errors += kind is not None
        return kind is not None and issubclass(kind, RuntimeError)


width = 4
with Quiet():
    nn.Linear(3, 2)(torch.zeros(1, 4))
    width = 8
nn.Linear(width, 2)(torch.zeros(1, 4))
with quiet():
    nn.Linear(3, 2)(torch.zeros(1, 4))
    width = 8
nn.Linear(width, 2)(torch.zeros(1, 4))
counted = Counted()
with counted:
    nn.Linear(3, 2)(torch.zeros(1, 4))
    width = 8
nn.Linear(width, 2)(torch.zeros(1, 4))
