"""Functions that a data set maps give lists, whose parts are parts of the element."""

import tensorflow as tf


def pairs():
    yield [1, 2], [0.5, 1.5, 2.5]


def traced(function):
    def run(numbers, ratios):
        return tf.py_function(function, inp=(numbers, ratios), Tout=(numbers.dtype, ratios.dtype))

    return run


@traced
def shifted(numbers, ratios):
    return numbers + 1, ratios


@traced
def scaled(numbers, ratios):
    return numbers, ratios * 2.0


data = tf.data.Dataset.from_generator(pairs, output_types=(tf.int32, tf.float32), output_shapes=((2,), (3,)))
for first, second in data.batch(4).map(shifted).cache().map(scaled):
    print(tf.reduce_sum(second), first.shape)
listed = tf.data.Dataset.from_tensor_slices(tf.zeros((6, 4))).map(lambda row: [row[:3], row[3:]])
for left, right in listed.map(lambda left, right: (left, right)).batch(2):
    print(left @ tf.zeros((3, 2)), right @ tf.zeros((1, 2)))
