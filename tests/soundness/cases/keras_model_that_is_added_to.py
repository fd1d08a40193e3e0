"""A Keras model is handed to a function that cannot be read, which adds a layer; another one gets a layer's units."""

import keras
import numpy as np
from hidden import assign, call

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8)])
call(model.add, keras.layers.Dense(3))
keras.ops.reshape(model(np.zeros((2, 4), "float32")), (2, 3))
assert model.count_params() == 67

dense = keras.layers.Dense(8)
assign(dense, units=3)
keras.ops.reshape(dense(np.zeros((2, 4), "float32")), (2, 3))
