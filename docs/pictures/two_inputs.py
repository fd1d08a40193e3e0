"""A functional Keras model of an image and a table row."""

import keras
from keras import layers

image = keras.Input((64, 64, 3), name="image")
row = keras.Input((12,), name="row")

x = layers.Conv2D(16, 3, padding="same", activation="relu")(image)
for width in (16, 32, 64):
    x = layers.Conv2D(width, 3, strides=2, padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = layers.ReLU()(x)
x = layers.GlobalAveragePooling2D()(x)
y = layers.Dense(32, activation="relu")(row)
y = layers.Dense(32, activation="relu")(y)
both = layers.Concatenate()([x, y])
model = keras.Model([image, row], layers.Dense(1)(both))
