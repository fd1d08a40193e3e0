"""What the classification heads of torchvision's models are given and made of.

Generated from torchvision 0.28.0 by tools/generate_backbones.py; not to be edited.
"""

from __future__ import annotations

from shapelint.records import dataclass

Sizes = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A model's head: the module of torchvision.models that has the factory, the attribute that holds the head, the
    sizes of what it is given (without the batch, None where they follow the image), and its layers in order, each with
    its name within the attribute ("" for the attribute itself), its type and the sizes of what it gives. `alone` tells
    whether what the head gives is all that the model gives, in training too."""

    module: str
    attribute: str
    features: Sizes
    layers: tuple[tuple[str, str, Sizes], ...]
    alone: bool = True


CLASSES = 1000
HEADS: dict[str, Head] = {
    "alexnet": Head(
        "alexnet",
        "classifier",
        (9216,),
        (
            ("0", "Dropout", (9216,)),
            ("1", "Linear", (4096,)),
            ("2", "ReLU", (4096,)),
            ("3", "Dropout", (4096,)),
            ("4", "Linear", (4096,)),
            ("5", "ReLU", (4096,)),
            ("6", "Linear", (1000,)),
        ),
    ),
    "convnext_tiny": Head(
        "convnext",
        "classifier",
        (768, 1, 1),
        (
            ("0", "LayerNorm2d", (768, 1, 1)),
            ("1", "Flatten", (768,)),
            ("2", "Linear", (1000,)),
        ),
    ),
    "convnext_small": Head(
        "convnext",
        "classifier",
        (768, 1, 1),
        (
            ("0", "LayerNorm2d", (768, 1, 1)),
            ("1", "Flatten", (768,)),
            ("2", "Linear", (1000,)),
        ),
    ),
    "convnext_base": Head(
        "convnext",
        "classifier",
        (1024, 1, 1),
        (
            ("0", "LayerNorm2d", (1024, 1, 1)),
            ("1", "Flatten", (1024,)),
            ("2", "Linear", (1000,)),
        ),
    ),
    "convnext_large": Head(
        "convnext",
        "classifier",
        (1536, 1, 1),
        (
            ("0", "LayerNorm2d", (1536, 1, 1)),
            ("1", "Flatten", (1536,)),
            ("2", "Linear", (1000,)),
        ),
    ),
    "densenet121": Head("densenet", "classifier", (1024,), (("", "Linear", (1000,)),)),
    "densenet161": Head("densenet", "classifier", (2208,), (("", "Linear", (1000,)),)),
    "densenet169": Head("densenet", "classifier", (1664,), (("", "Linear", (1000,)),)),
    "densenet201": Head("densenet", "classifier", (1920,), (("", "Linear", (1000,)),)),
    "efficientnet_b0": Head(
        "efficientnet",
        "classifier",
        (1280,),
        (
            ("0", "Dropout", (1280,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "efficientnet_b1": Head(
        "efficientnet",
        "classifier",
        (1280,),
        (
            ("0", "Dropout", (1280,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "efficientnet_b2": Head(
        "efficientnet",
        "classifier",
        (1408,),
        (
            ("0", "Dropout", (1408,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "efficientnet_b3": Head(
        "efficientnet",
        "classifier",
        (1536,),
        (
            ("0", "Dropout", (1536,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "efficientnet_b4": Head(
        "efficientnet",
        "classifier",
        (1792,),
        (
            ("0", "Dropout", (1792,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "efficientnet_b5": Head(
        "efficientnet",
        "classifier",
        (2048,),
        (
            ("0", "Dropout", (2048,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "efficientnet_b6": Head(
        "efficientnet",
        "classifier",
        (2304,),
        (
            ("0", "Dropout", (2304,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "efficientnet_b7": Head(
        "efficientnet",
        "classifier",
        (2560,),
        (
            ("0", "Dropout", (2560,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "efficientnet_v2_s": Head(
        "efficientnet",
        "classifier",
        (1280,),
        (
            ("0", "Dropout", (1280,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "efficientnet_v2_m": Head(
        "efficientnet",
        "classifier",
        (1280,),
        (
            ("0", "Dropout", (1280,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "efficientnet_v2_l": Head(
        "efficientnet",
        "classifier",
        (1280,),
        (
            ("0", "Dropout", (1280,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "googlenet": Head("googlenet", "fc", (1024,), (("", "Linear", (1000,)),), alone=False),
    "inception_v3": Head("inception", "fc", (2048,), (("", "Linear", (1000,)),), alone=False),
    "mnasnet0_5": Head(
        "mnasnet",
        "classifier",
        (1280,),
        (
            ("0", "Dropout", (1280,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "mnasnet0_75": Head(
        "mnasnet",
        "classifier",
        (1280,),
        (
            ("0", "Dropout", (1280,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "mnasnet1_0": Head(
        "mnasnet",
        "classifier",
        (1280,),
        (
            ("0", "Dropout", (1280,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "mnasnet1_3": Head(
        "mnasnet",
        "classifier",
        (1280,),
        (
            ("0", "Dropout", (1280,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "mobilenet_v2": Head(
        "mobilenetv2",
        "classifier",
        (1280,),
        (
            ("0", "Dropout", (1280,)),
            ("1", "Linear", (1000,)),
        ),
    ),
    "mobilenet_v3_large": Head(
        "mobilenetv3",
        "classifier",
        (960,),
        (
            ("0", "Linear", (1280,)),
            ("1", "Hardswish", (1280,)),
            ("2", "Dropout", (1280,)),
            ("3", "Linear", (1000,)),
        ),
    ),
    "mobilenet_v3_small": Head(
        "mobilenetv3",
        "classifier",
        (576,),
        (
            ("0", "Linear", (1024,)),
            ("1", "Hardswish", (1024,)),
            ("2", "Dropout", (1024,)),
            ("3", "Linear", (1000,)),
        ),
    ),
    "resnet18": Head("resnet", "fc", (512,), (("", "Linear", (1000,)),)),
    "resnet34": Head("resnet", "fc", (512,), (("", "Linear", (1000,)),)),
    "resnet50": Head("resnet", "fc", (2048,), (("", "Linear", (1000,)),)),
    "resnet101": Head("resnet", "fc", (2048,), (("", "Linear", (1000,)),)),
    "resnet152": Head("resnet", "fc", (2048,), (("", "Linear", (1000,)),)),
    "resnext50_32x4d": Head("resnet", "fc", (2048,), (("", "Linear", (1000,)),)),
    "resnext101_32x8d": Head("resnet", "fc", (2048,), (("", "Linear", (1000,)),)),
    "resnext101_64x4d": Head("resnet", "fc", (2048,), (("", "Linear", (1000,)),)),
    "wide_resnet50_2": Head("resnet", "fc", (2048,), (("", "Linear", (1000,)),)),
    "wide_resnet101_2": Head("resnet", "fc", (2048,), (("", "Linear", (1000,)),)),
    "shufflenet_v2_x0_5": Head("shufflenetv2", "fc", (1024,), (("", "Linear", (1000,)),)),
    "shufflenet_v2_x1_0": Head("shufflenetv2", "fc", (1024,), (("", "Linear", (1000,)),)),
    "shufflenet_v2_x1_5": Head("shufflenetv2", "fc", (1024,), (("", "Linear", (1000,)),)),
    "shufflenet_v2_x2_0": Head("shufflenetv2", "fc", (2048,), (("", "Linear", (1000,)),)),
    "squeezenet1_0": Head(
        "squeezenet",
        "classifier",
        (512, None, None),
        (
            ("0", "Dropout", (512, None, None)),
            ("1", "Conv2d", (1000, None, None)),
            ("2", "ReLU", (1000, None, None)),
            ("3", "AdaptiveAvgPool2d", (1000, 1, 1)),
        ),
    ),
    "squeezenet1_1": Head(
        "squeezenet",
        "classifier",
        (512, None, None),
        (
            ("0", "Dropout", (512, None, None)),
            ("1", "Conv2d", (1000, None, None)),
            ("2", "ReLU", (1000, None, None)),
            ("3", "AdaptiveAvgPool2d", (1000, 1, 1)),
        ),
    ),
    "swin_t": Head("swin_transformer", "head", (768,), (("", "Linear", (1000,)),)),
    "swin_s": Head("swin_transformer", "head", (768,), (("", "Linear", (1000,)),)),
    "swin_b": Head("swin_transformer", "head", (1024,), (("", "Linear", (1000,)),)),
    "swin_v2_t": Head("swin_transformer", "head", (768,), (("", "Linear", (1000,)),)),
    "swin_v2_s": Head("swin_transformer", "head", (768,), (("", "Linear", (1000,)),)),
    "swin_v2_b": Head("swin_transformer", "head", (1024,), (("", "Linear", (1000,)),)),
    "vgg11": Head(
        "vgg",
        "classifier",
        (25088,),
        (
            ("0", "Linear", (4096,)),
            ("1", "ReLU", (4096,)),
            ("2", "Dropout", (4096,)),
            ("3", "Linear", (4096,)),
            ("4", "ReLU", (4096,)),
            ("5", "Dropout", (4096,)),
            ("6", "Linear", (1000,)),
        ),
    ),
    "vgg11_bn": Head(
        "vgg",
        "classifier",
        (25088,),
        (
            ("0", "Linear", (4096,)),
            ("1", "ReLU", (4096,)),
            ("2", "Dropout", (4096,)),
            ("3", "Linear", (4096,)),
            ("4", "ReLU", (4096,)),
            ("5", "Dropout", (4096,)),
            ("6", "Linear", (1000,)),
        ),
    ),
    "vgg13": Head(
        "vgg",
        "classifier",
        (25088,),
        (
            ("0", "Linear", (4096,)),
            ("1", "ReLU", (4096,)),
            ("2", "Dropout", (4096,)),
            ("3", "Linear", (4096,)),
            ("4", "ReLU", (4096,)),
            ("5", "Dropout", (4096,)),
            ("6", "Linear", (1000,)),
        ),
    ),
    "vgg13_bn": Head(
        "vgg",
        "classifier",
        (25088,),
        (
            ("0", "Linear", (4096,)),
            ("1", "ReLU", (4096,)),
            ("2", "Dropout", (4096,)),
            ("3", "Linear", (4096,)),
            ("4", "ReLU", (4096,)),
            ("5", "Dropout", (4096,)),
            ("6", "Linear", (1000,)),
        ),
    ),
    "vgg16": Head(
        "vgg",
        "classifier",
        (25088,),
        (
            ("0", "Linear", (4096,)),
            ("1", "ReLU", (4096,)),
            ("2", "Dropout", (4096,)),
            ("3", "Linear", (4096,)),
            ("4", "ReLU", (4096,)),
            ("5", "Dropout", (4096,)),
            ("6", "Linear", (1000,)),
        ),
    ),
    "vgg16_bn": Head(
        "vgg",
        "classifier",
        (25088,),
        (
            ("0", "Linear", (4096,)),
            ("1", "ReLU", (4096,)),
            ("2", "Dropout", (4096,)),
            ("3", "Linear", (4096,)),
            ("4", "ReLU", (4096,)),
            ("5", "Dropout", (4096,)),
            ("6", "Linear", (1000,)),
        ),
    ),
    "vgg19": Head(
        "vgg",
        "classifier",
        (25088,),
        (
            ("0", "Linear", (4096,)),
            ("1", "ReLU", (4096,)),
            ("2", "Dropout", (4096,)),
            ("3", "Linear", (4096,)),
            ("4", "ReLU", (4096,)),
            ("5", "Dropout", (4096,)),
            ("6", "Linear", (1000,)),
        ),
    ),
    "vgg19_bn": Head(
        "vgg",
        "classifier",
        (25088,),
        (
            ("0", "Linear", (4096,)),
            ("1", "ReLU", (4096,)),
            ("2", "Dropout", (4096,)),
            ("3", "Linear", (4096,)),
            ("4", "ReLU", (4096,)),
            ("5", "Dropout", (4096,)),
            ("6", "Linear", (1000,)),
        ),
    ),
    "vit_b_16": Head("vision_transformer", "heads", (768,), (("head", "Linear", (1000,)),)),
    "vit_b_32": Head("vision_transformer", "heads", (768,), (("head", "Linear", (1000,)),)),
    "vit_l_16": Head("vision_transformer", "heads", (1024,), (("head", "Linear", (1000,)),)),
    "vit_l_32": Head("vision_transformer", "heads", (1024,), (("head", "Linear", (1000,)),)),
    "vit_h_14": Head("vision_transformer", "heads", (1280,), (("head", "Linear", (1000,)),)),
}
