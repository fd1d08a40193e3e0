"""tensorflow makes a tensor of a number, of 32 bits."""

import tensorflow as tf


def causal_mask(batch_size, length):
    mask = tf.reshape(tf.range(length)[:, None] >= tf.range(length), [1, length, length])
    return tf.tile(mask, tf.concat([tf.expand_dims(batch_size, -1), tf.constant([1, 1], dtype=tf.int32)], 0))


print(causal_mask(2, 5).shape)
print(tf.stack([tf.reshape(3, []), tf.constant(4)]))
print(tf.concat([tf.reshape(1.5, [1]), tf.zeros(2)], 0), tf.where(tf.constant([True]), tf.identity(1), tf.constant(2)))
