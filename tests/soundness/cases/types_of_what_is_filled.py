"""A tensor that is filled has the type of what it is filled with, which need not be known."""

import tensorflow as tf
from hidden import same

END = same(2)
print(tf.one_hot(tf.fill([2, 3], END), 4))
print(tf.one_hot(tf.fill([2, 3], 1), 4))
print(tf.one_hot(tf.constant(0, shape=[3]), 4))
print(tf.one_hot(tf.constant(END, shape=[3]), 4))
rows = tf.zeros((5, 2))
print(tf.one_hot(tf.fill([2], rows.shape[0] - 1), rows.shape[0]))
print(tf.where(tf.fill([3], True), 1.0, 0.0))
