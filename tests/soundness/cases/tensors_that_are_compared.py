"""Tensors of Keras and TensorFlow are asked whether they are one object, or compare as different."""

import keras
import tensorflow as tf

image = keras.Input((2, 3))
vector = keras.Input((2,))
model = keras.Model([image, vector], keras.layers.Dense(1)(vector))
others = [one for one in model.inputs if not (one == vector)]
print(len(others), image == vector)
print(tf.zeros((4, 2, 3)) == tf.zeros((4, 2)), tf.zeros((4, 2, 3)) != tf.zeros((4, 2)))
