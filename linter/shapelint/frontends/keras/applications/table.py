"""The models of keras.applications without heads: channels, and maps of (size + offset) // stride.

Generated from Keras 3.15.1 by tools/generate_keras_applications.py; not to be edited.
"""

from __future__ import annotations

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Backbone:
    """A model: the modules of keras.applications that hold it, the channels of its last maps, how their height and
    width follow from those of the image where it is built for images of one size and of any, and the size of the images
    that its head is for."""

    modules: tuple[str, ...]
    channels: int
    offset: int
    open_offset: int
    stride: int
    image: int


BACKBONES: dict[str, Backbone] = {
    "DenseNet121": Backbone(("densenet",), 1024, 3, 3, 32, 224),
    "EfficientNetB0": Backbone(("efficientnet",), 1280, 31, 0, 32, 224),
    "InceptionV3": Backbone(("inception_v3",), 2048, -43, -43, 32, 299),
    "MobileNet": Backbone(("mobilenet",), 1024, 1, 1, 32, 224),
    "MobileNetV2": Backbone(("mobilenet_v2",), 1280, 31, 1, 32, 224),
    "ResNet101": Backbone(("resnet",), 2048, 31, 31, 32, 224),
    "ResNet50": Backbone(
        (
            "resnet",
            "resnet50",
        ),
        2048,
        31,
        31,
        32,
        224,
    ),
    "ResNet50V2": Backbone(("resnet_v2",), 2048, 31, 31, 32, 224),
    "VGG16": Backbone(("vgg16",), 512, 0, 0, 32, 224),
    "VGG19": Backbone(("vgg19",), 512, 0, 0, 32, 224),
    "Xception": Backbone(("xception",), 2048, 25, 25, 32, 299),
}
