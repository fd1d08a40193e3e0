"""What a Keras model's call reads may be set by a method that its owner calls first."""

import hidden
import numpy as np
from keras import Model, layers


class Encoder(Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(4)

    def use(self, scale):
        self.scale = scale

    def call(self, x):
        return self.dense(x) * self.scale


encoder = hidden.call(Encoder)
encoder.use(2.0)
encoder(np.zeros((2, 3), "float32"))
