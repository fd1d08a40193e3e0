"""Models of which a part is not known to the linter. Each is built and counted for real by the test beside it."""

import keras
from keras import layers
from out_of_sight import enlarge, for_each, furnish, run, veiled


class HeadFromElsewhere(keras.Model):
    def __init__(self):
        super().__init__()
        self.body = layers.Dense(8)
        self.head = veiled(layers.Dense(2))

    def call(self, x):
        return self.head(self.body(x))


class BlocksInADict(keras.Model):
    def __init__(self):
        super().__init__()
        self.blocks = {"first": layers.Dense(8), veiled("second"): layers.Dense(8)}

    def call(self, x):
        for block in self.blocks.values():
            x = block(x)
        return x


class BlocksOfUnknownNumber(keras.Model):
    def __init__(self):
        super().__init__()
        self.blocks = [layers.Dense(8) for _ in veiled((1, 2, 3))]

    def call(self, x):
        for block in self.blocks:
            x = block(x)
        return x


class Furnished(keras.layers.Layer):
    def __init__(self):
        super().__init__()
        self.body = layers.Dense(8)
        furnish(self, head=layers.Dense(2))

    def call(self, x):
        return self.head(self.body(x))


class WeightOfUnknownShape(keras.layers.Layer):
    def build(self, shape):
        self.kernel = self.add_weight(shape=(4, veiled(8)))
        self.shift = self.add_weight(shape=(8,), trainable=veiled(False))

    def call(self, x):
        return x @ self.kernel + self.shift


def wrapped_input():
    given = keras.Input((4,))
    return keras.Model(given, layers.Dense(2)(veiled(layers.Dense(8)(given))))


def second_input():
    given, other = keras.Input((4,)), veiled(keras.Input((4,)))
    return keras.Model([given, other], layers.Dense(2)(layers.Add()([layers.Dense(8)(given), layers.Dense(8)(other)])))


def one_of_two_paths():
    given = keras.Input((4,))
    x = layers.Dense(8)(given)
    if veiled(True):
        x = layers.Dense(8)(x)
    return keras.Model(given, layers.Dense(2)(x))


def one_of_two_blocks():
    given = keras.Input((4,))
    x = layers.Dense(8)(given) if veiled(True) else layers.Dense(8, use_bias=False)(given)
    return keras.Model(given, layers.Dense(2)(x))


def as_often_as_they_say():
    given = x = keras.Input((4,))
    for _ in veiled(range(2)):
        x = layers.Add()([x, layers.Dense(4)(x)])
    return keras.Model(given, x)


def unknown_in_the_middle():
    return keras.Sequential([keras.Input((4,)), layers.Dense(8), veiled(layers.Dense(4)), layers.Dense(2)])


def unknown_first():
    return keras.Sequential([veiled(keras.Input((4,))), layers.Dense(8), layers.Dense(2)])


def added_elsewhere():
    model = keras.Sequential([keras.Input((4,)), layers.Dense(8)])
    for_each([layers.Dense(8), layers.Dense(2)], model.add)
    return model


def enlarged():
    blocks = [keras.Input((4,)), layers.Dense(8)]
    enlarge(blocks, layers.Dense(2))
    return keras.Sequential(blocks)


def popped():
    model = keras.Sequential([keras.Input((4,)), layers.Dense(8), layers.Dense(2)])
    run(model.pop)
    return model


def frozen_base():
    base = keras.Sequential([keras.Input((4,)), layers.Dense(8), layers.BatchNormalization()])
    base.trainable = False
    return keras.Sequential([keras.Input((4,)), base, layers.Dense(2)])


def thawed():
    model = frozen_base()
    model.layers[0].layers[0].trainable = True
    return model


def frozen_by_flag():
    model = keras.Sequential([keras.Input((4,)), layers.Dense(8), layers.Dense(2)])
    model.layers[0].trainable = veiled(False)
    return model


def frozen_somewhere():
    model = keras.Sequential([keras.Input((4,)), layers.Dense(8), layers.Dense(2)])
    if veiled(True):
        model.trainable = False
    return model


def units_set_later():
    dense = layers.Dense(8)
    dense.units = 3
    return keras.Sequential([keras.Input((4,)), dense, layers.Dense(2, trainable=False)])


class Labelled(keras.Model):
    """What is a text, whatever it reads, holds no layers."""

    def __init__(self):
        super().__init__()
        self.body = layers.Dense(8)
        self.body.label = "{}/{}".format(self.name, veiled("body"))
        self.label = "of ".replace(" ", veiled("-"))
        self.head = layers.Dense(2)

    def call(self, x):
        return self.head(self.body(x))


class TriedAgain(keras.Model):
    """What the handler does raises where nothing has been built yet."""

    def __init__(self):
        super().__init__()
        self.body = layers.Dense(8)
        self.head = layers.Dense(2)

    def call(self, x):
        try:
            veiled(x)
            x = self.body(x)
        except ValueError:
            other = layers.Dense(8)
            other(x)
            other.weights[0].assign(self.body.weights[0])
            x = other(x)
        return self.head(x)
