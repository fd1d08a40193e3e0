# a functional model has been run when it was put together, also one that code which cannot be read has got since: a
# layer that says the shape of its output is not run on an Input
import keras
from hidden import call, same
from keras import layers, ops


class Halve(layers.Layer):
    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1] // 2,))

    def call(self, x):
        return ops.matmul(x, self.kernel)

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], input_shape[-1] // 2)


class Scaled(layers.Layer):
    """Would refuse data of 16 features, for which it is never used."""

    def __init__(self, factor, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, x):
        return ops.matmul(x, ops.ones((3, 7))) * same(self.factor)

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], 7)


steps, flat = keras.Input((10, 16)), keras.Input((16,))
on_steps = same(keras.Model(steps, layers.Dense(3)(layers.TimeDistributed(Halve())(steps))))
at_once = keras.Model(flat, layers.Dense(3)(Halve()(flat)))
call(lambda: at_once)
models = [keras.Model(flat, layers.Dense(3)(Scaled(2)(flat)))]
same(models)
given = same(flat)
scaled = same(keras.Model(given, layers.Dense(3)(Scaled(same(2))(given))))
