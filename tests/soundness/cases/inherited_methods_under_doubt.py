"""Methods that a framework's base class has, asked for by `super()` where it is not decided whether the code is run."""

import hidden
import keras
import tensorflow as tf
import torch
from torch import nn


class Scaled(keras.layers.Layer):
    def build(self, input_shape):
        super(Scaled, self).build(input_shape)
        self.width = 3

    def call(self, x):
        return x

    def get_config(self):
        config = super().get_config()
        config["width"] = 3
        return config


class Frozen(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 3)

    def named_buffers(self, *args, **kwargs):
        return super().named_buffers(*args, **kwargs)

    def share_memory(self):
        return super().share_memory()

    def forward(self, x):
        return self.layer(x)


found, configured, shared = [], [], []
for item in hidden.same([1]):
    if hidden.same(True):
        found.append(Scaled()(tf.ones((2, 3))))
    if hidden.same(True):
        configured.append(Scaled().get_config())
    if hidden.same(True):
        shared.append(Frozen().share_memory()(torch.ones(2, 3)))
tf.concat(found, axis=0)
torch.cat(shared)
print(torch.ones(2, len(configured)) @ torch.ones(1, 2))
