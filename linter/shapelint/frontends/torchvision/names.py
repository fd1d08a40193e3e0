"""torchvision's data sets of images and their transforms, by name. The sizes are those of the data sets' own pages:
https://docs.pytorch.org/vision/stable/datasets.html."""

from __future__ import annotations

from collections.abc import Mapping

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class ImageSet:
    """A data set: its parameters in order with their defaults, and what its images are. None is a size that differs
    from image to image, or is not known. `is_classified` tells that a target is a number; `counts` how many images
    there are, by the value of the parameter that names the part."""

    parameters: tuple[tuple[str, object], ...]
    channels: int | None = None
    height: int | None = None
    width: int | None = None
    is_classified: bool = True
    counts: tuple[str, Mapping[object, int]] | None = None


def listed(text: str) -> tuple[tuple[str, object], ...]:
    """ "root train=True": names and defaults; a name alone has to be given."""
    words = (word.partition("=") for word in text.split())
    known: dict[str, object] = {"True": True, "False": False, "None": None}
    return tuple((name, known.get(value, value) if equals else ...) for name, equals, value in words)


HOOKS = "transform=None target_transform=None"
TRAIN = listed(f"root train=True {HOOKS} download=False")
SPLIT = listed(f"root split=train {HOOKS} download=False")
LOADED = listed(f"root split=train {HOOKS} download=False loader=None")
PLAIN = listed(f"root {HOOKS} download=False loader=None")

OF_DIGITS: tuple[str, Mapping[object, int]] = ("train", {True: 60000, False: 10000})
OF_CIFAR: tuple[str, Mapping[object, int]] = ("train", {True: 50000, False: 10000})

IMAGE_SETS = {
    "MNIST": ImageSet(TRAIN, 1, 28, 28, counts=OF_DIGITS),
    "FashionMNIST": ImageSet(TRAIN, 1, 28, 28, counts=OF_DIGITS),
    "KMNIST": ImageSet(TRAIN, 1, 28, 28, counts=OF_DIGITS),
    "EMNIST": ImageSet(listed(f"root split train=True {HOOKS} download=False"), 1, 28, 28),
    "QMNIST": ImageSet(listed(f"root what=None compat=True train=True {HOOKS} download=False"), 1, 28, 28, False),
    "USPS": ImageSet(TRAIN, 1, 16, 16, counts=("train", {True: 7291, False: 2007})),
    "SEMEION": ImageSet(listed(f"root {HOOKS} download=True"), 1, 16, 16),
    "Omniglot": ImageSet(listed(f"root background=True {HOOKS} download=False loader=None"), 1, 105, 105),
    "FER2013": ImageSet(listed(f"root split=train {HOOKS}"), 1, 48, 48),
    "CIFAR10": ImageSet(TRAIN, 3, 32, 32, counts=OF_CIFAR),
    "CIFAR100": ImageSet(TRAIN, 3, 32, 32, counts=OF_CIFAR),
    "SVHN": ImageSet(SPLIT, 3, 32, 32, counts=("split", {"train": 73257, "test": 26032, "extra": 531131})),
    "STL10": ImageSet(listed(f"root split=train folds=None {HOOKS} download=False"), 3, 96, 96),
    "PCAM": ImageSet(SPLIT, 3, 96, 96),
    "EuroSAT": ImageSet(PLAIN, 3, 64, 64),
    "RenderedSST2": ImageSet(LOADED, 3, 448, 448),
    "CelebA": ImageSet(listed(f"root split=train target_type=attr {HOOKS} download=False"), 3, 218, 178, False),
    "ImageFolder": ImageSet(listed(f"root {HOOKS} loader=None is_valid_file=None allow_empty=False"), 3),
    "DatasetFolder": ImageSet(listed(f"root loader extensions=None {HOOKS} is_valid_file=None allow_empty=False")),
    "ImageNet": ImageSet(listed(f"root split=train {HOOKS} loader=None"), 3),
    "Imagenette": ImageSet(listed(f"root split=train size=full download=False {HOOKS} loader=None"), 3),
    "Food101": ImageSet(LOADED, 3),
    "Flowers102": ImageSet(LOADED, 3),
    "StanfordCars": ImageSet(LOADED, 3),
    "Country211": ImageSet(LOADED, 3),
    "CLEVRClassification": ImageSet(LOADED, 3),
    "SUN397": ImageSet(PLAIN, 3),
    "DTD": ImageSet(listed(f"root split=train partition=1 {HOOKS} download=False loader=None"), 3),
    "FGVCAircraft": ImageSet(
        listed(f"root split=trainval annotation_level=variant {HOOKS} download=False loader=None"), 3
    ),
    "GTSRB": ImageSet(SPLIT, 3),
    "OxfordIIITPet": ImageSet(
        listed(f"root split=trainval target_types=category transforms=None {HOOKS} download=False"),
        3,
        is_classified=False,
    ),
    "Places365": ImageSet(listed(f"root split=train-standard small=False download=False {HOOKS} loader=None"), 3),
    "LSUN": ImageSet(listed(f"root classes=train {HOOKS}"), 3),
    "CocoDetection": ImageSet(listed(f"root annFile {HOOKS} transforms=None"), 3, is_classified=False),
    "CocoCaptions": ImageSet(listed(f"root annFile {HOOKS} transforms=None"), 3, is_classified=False),
    "VOCSegmentation": ImageSet(
        listed(f"root year=2012 image_set=train download=False {HOOKS} transforms=None"), 3, is_classified=False
    ),
    "VOCDetection": ImageSet(
        listed(f"root year=2012 image_set=train download=False {HOOKS} transforms=None"), 3, is_classified=False
    ),
}
FAKE = (("size", 1000), ("image_size", (3, 224, 224)), ("num_classes", 10), *listed(HOOKS), ("random_offset", 0))

# Transforms under their own names in the stub, those that keep channels and size, and those that give any size.
TRANSFORMS = (
    "Compose", "RandomApply", "RandomChoice", "RandomOrder", "Lambda", "Resize", "CenterCrop", "RandomCrop",
    "RandomResizedCrop", "FiveCrop", "TenCrop", "Pad", "Grayscale", "RandomRotation", "ToTensor", "PILToTensor",
    "ToPILImage", "Normalize", "LinearTransformation",
)  # fmt: skip
ONLY_V2 = ("RGB", "ToImage", "ToDtype", "Transform")
KEEPING = (
    "ColorJitter", "RandomHorizontalFlip", "RandomVerticalFlip", "GaussianBlur", "RandomErasing", "RandomInvert",
    "RandomPosterize", "RandomSolarize", "RandomAdjustSharpness", "RandomAutocontrast", "RandomEqualize",
    "RandomGrayscale", "RandomAffine", "RandomPerspective", "ElasticTransform", "AutoAugment", "RandAugment",
    "TrivialAugmentWide", "AugMix",
)  # fmt: skip
KEEPING_V2 = (
    "Identity", "GaussianNoise", "RandomPhotometricDistort", "RandomChannelPermutation", "JPEG", "ToPureTensor",
    "ClampBoundingBoxes", "SanitizeBoundingBoxes",
)  # fmt: skip
ANY_SIZE_V2 = ("ScaleJitter", "RandomShortestSize", "RandomResize", "RandomZoomOut", "RandomIoUCrop")
FUNCTIONAL = {
    "resize": "resize", "center_crop": "center_crop", "crop": "crop", "resized_crop": "resized_crop", "pad": "pad",
    "rotate": "rotate", "normalize": "functional_normalize", "to_tensor": "functional_to_tensor",
    "to_pil_image": "functional_to_image", "rgb_to_grayscale": "functional_grayscale",
    "to_grayscale": "functional_grayscale",
    **dict.fromkeys(
        (
            "hflip", "vflip", "adjust_brightness", "adjust_contrast", "adjust_saturation", "adjust_hue",
            "adjust_gamma", "adjust_sharpness", "gaussian_blur", "invert", "posterize", "solarize", "autocontrast",
            "equalize", "affine", "perspective", "horizontal_flip", "vertical_flip",
        ),
        "same_image",
    ),
}  # fmt: skip
IMAGES = {"PIL.Image.Image": "Image", "PIL.Image.open": "open_image", "PIL.Image.new": "new_image",
          "PIL.Image.fromarray": "image_from"}  # fmt: skip
