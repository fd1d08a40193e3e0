"""Chains of layers that the tests share: their text and one sample's shape, as both frameworks write them."""

from __future__ import annotations

# ruff: noqa: ISC004

TORCH = (
    ("Conv2d(3, 32, 3, padding=1) > ReLU > MaxPool2d(2, 2) > Conv2d(?, 64, 5) > ReLU > MaxPool2d(2) > Flatten > "
     "Linear(?, 120) > Linear(?, 84) > Linear(?, 10)", (3, 32, 32)),
    ("Conv2d(1, 6, 5, stride=2, padding=1) > BatchNorm2d(?) > LeakyReLU(0.2) > AvgPool2d(2) > Flatten", (1, 33, 30)),
    ("Conv2d(3, 8, 3, stride=2, padding=1, bias=False) > MaxPool2d(3, 2, 1) > AdaptiveAvgPool2d(1) > Flatten > "
     "Dropout(0.2) > Linear(?, 5)", (3, 32, 32)),
    ("Conv2d(4, 8, 3, groups=4) > GELU > Conv2d(8, 8, 1, groups=2) > Softmax(1)", (4, 9, 9)),
    ("Conv2d(3, 6, (3, 5), padding=(1, 2), dilation=1) > Dropout2d(0.1) > MaxPool2d(2, ceil_mode=True)", (3, 9, 11)),
    ("ConvTranspose2d(4, 6, 2, 2) > ReLU > ConvTranspose2d(6, 3, 3, stride=2, padding=1, output_padding=1)", (4, 7, 7)),
    ("Conv1d(8, 16, 3, dilation=2) > Tanh > MaxPool1d(2) > Flatten > Linear(?, 4)", (8, 20)),
    ("Conv3d(1, 4, 3, padding=1) > MaxPool3d(2) > Flatten", (1, 8, 8, 8)),
    ("Linear(?, 16) > LayerNorm(?) > SiLU > Linear(?, 4) > Softmax(-1)", (9,)),
    ("ZeroPad2d((1, 2, 3, 4)) > Conv2d(?, 2, 3) > Upsample(scale_factor=2) > Sigmoid", (3, 6, 6)),
    ("Embedding(50, 8) > Flatten > Linear(?, 2)", (6,)),
    ("Linear(?, 4) > LogSoftmax(1)", (6,)),
    ("Conv2d(3, 4, 3, padding='same', dilation=2) > AdaptiveAvgPool2d(4) > Flatten", (3, 8, 8)),
)  # fmt: skip
KERAS = (
    ("Conv2D(75, 3, padding='same', activation='relu') > BatchNormalization > MaxPooling2D(2, 2, padding='same') > "
     "Conv2D(25, 3, padding='same') > MaxPooling2D(2, padding='same') > Flatten > Dense(12, activation='softmax')",
     (28, 28, 1)),
    ("Conv2D(8, 3, strides=2, padding='same') > LeakyReLU > GlobalAveragePooling2D > Dropout(0.3) > Dense(4)",
     (9, 12, 3)),
    ("DepthwiseConv2D(3, padding='same') > ReLU > Conv2D(6, 1) > AveragePooling2D(2) > Flatten", (8, 8, 4)),
    ("Conv2DTranspose(6, 3, strides=2, padding='same') > Conv2DTranspose(4, 2, strides=2)", (5, 5, 3)),
    ("ZeroPadding2D(2) > Conv2D(4, 5) > MaxPooling2D(3, strides=2, padding='same') > UpSampling2D(2)", (10, 10, 3)),
    ("Conv1D(8, 3, padding='causal') > Activation('gelu') > MaxPooling1D(2) > Flatten > Dense(3)", (12, 4)),
    ("Dense(16, activation='tanh') > LayerNormalization > Dropout(0.1) > Dense(1, activation='sigmoid')", (7,)),
    ("Embedding(30, 6) > Flatten > Dense(2)", (5,)),
)  # fmt: skip
