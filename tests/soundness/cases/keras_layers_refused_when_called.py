"""Layers that Keras makes whatever their arguments are, and that refuse only when they are called: here none is."""

from keras import Input, Model, layers

made = {
    "pool": layers.MaxPooling2D(2, padding="foo"),
    "mean": layers.AveragePooling1D(2, padding="foo"),
    "pad": layers.ZeroPadding2D(-1),
    "resize": layers.Resizing(0, 3),
    "crop": layers.CenterCrop(-1, 2),
    "einsum": layers.EinsumDense("abc", 3),
    "dense": layers.Dense(4),
}
image = Input((8,))
print(Model(image, made["dense"](image)).output_shape)
