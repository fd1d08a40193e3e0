"""A name with two underscores in front is another one in every class."""

import torch
from torch import nn


class Base(nn.Module):
    __width = 8

    def __init__(self):
        super().__init__()
        self.__layer = nn.Linear(self.__width, 2)

    def __run(self, x):
        return self.__layer(x)

    def forward(self, x):
        return self.__run(x)


class Derived(Base):
    __width = 4

    def __init__(self):
        super().__init__()
        self.__layer = nn.Linear(self.__width, 8)

    def forward(self, x):
        return super().forward(self.__layer(x))

    def __run(self, x):
        return x


Derived()(torch.zeros(1, 4))
nn.Linear(getattr(Base(), "_Base__width", 4), 2)(torch.zeros(1, 8))
