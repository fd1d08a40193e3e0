"""Models of keras.applications, whose layers and arguments are not all known."""

import hidden
import keras
import numpy as np
from keras import layers
from keras.applications import VGG16, MobileNetV2

base = VGG16(weights=None, include_top=False, input_shape=(64, 64, 3))
for layer in base.layers[:-4]:
    layer.trainable = False
inner = keras.Model(base.input, base.get_layer("block4_pool").output)
keras.Sequential([inner, layers.Flatten(), layers.Dense(2)])(np.zeros((2, 64, 64, 3)))
assert len(base.layers) == 19
keras.Sequential([layers.Input((2048,)), layers.Dense(2)])(np.zeros((2, base.count_params() // base.count_params() * 2048)))

top = VGG16(weights=None, include_top=hidden.same(False), input_shape=(64, 64, 3))
keras.Sequential([top, layers.GlobalAveragePooling2D(), layers.Dense(2)])(np.zeros((2, 64, 64, 3)))
pooled = VGG16(weights=None, include_top=False, pooling=hidden.same("avg"), input_shape=(64, 64, 3))
keras.Sequential([pooled, layers.Dense(2)])(np.zeros((2, 64, 64, 3)))
narrow = MobileNetV2(weights=None, include_top=False, alpha=0.5, input_shape=(96, 96, 3))
whole = keras.Sequential([narrow, layers.Flatten()])
whole(np.zeros((2, 96, 96, 3)))
if "vgg16" in [layer.name for layer in keras.Sequential([base]).layers]:
    keras.Sequential([base]).get_layer("vgg16").trainable = True
if hasattr(base, "no_such_name"):
    layers.Dense(2)(base.no_such_name)
