"""`build` of a model that takes several inputs is given their shapes, in a list, a tuple or a dict."""

import keras
import tensorflow as tf


class Pairs(keras.Model):
    def __init__(self):
        super().__init__()
        self.convolution = keras.layers.Conv2D(4, 3)

    def call(self, inputs, training=None):
        first, second = inputs
        return self.convolution(tf.concat([first, second], -1))


class Named(Pairs):
    def call(self, inputs):
        return self.convolution(tf.concat([inputs["image"], inputs["mask"]], -1))


for shapes in ([(None, 8, 8, 3), (None, 8, 8, 1)], ((2, 8, 8, 3), (2, 8, 8, 1))):
    Pairs().build(shapes)
Pairs().build(input_shape=[(None, 8, 8, 3), [None, 8, 8, 1]])
Named().build({"image": (None, 8, 8, 3), "mask": (None, 8, 8, 1)})
print(Pairs()([tf.zeros((1, 8, 8, 3)), tf.zeros((1, 8, 8, 1))]).shape)
