"""torchvision against keras.applications: the known differences, and no others.

Each list was checked by hand against both sources (docs/compare.md, "Known models").
"""

from __future__ import annotations

import time

import pytest
from compare.ported import SETTINGS
from zoo.records import installed

from shapelint.analysis.inputs import parse_input
from shapelint.compare.records import Comparison
from shapelint.project.compare import compare_targets
from shapelint.project.config.settings import SameSettings, Settings
from shapelint.records import replace

VISION = installed("torchvision") / "torchvision" / "models"
KERAS = installed("keras") / "keras" / "src" / "applications"
SOFTMAX = ("activation", 1, "B applies softmax")
EPSILON = "epsilon is 1e-05 in A, 1.001e-05 in B"
MOMENTUM = "the share of a new batch in the moving statistics is 0.1 in A, 0.01 in B"
KNOWN = {
    ("vgg", "vgg16", "vgg16", "VGG16"): [SOFTMAX, ("dropout", 1, "classifier.2"), ("dropout", 1, "classifier.5")],
    ("resnet", "resnet50", "resnet", "ResNet50"): [
        SOFTMAX,
        ("argument", 3, "layer2.0.conv1 (Conv2d) and conv3_block1_1_conv (Conv2D): the stride is 1 in A, 2 in B"),
        ("argument", 3, "layer2.0.conv2 (Conv2d) and conv3_block1_2_conv (Conv2D): the stride is 2 in A, 1 in B"),
        ("bias", 53, "no in A, yes in B"),
        ("epsilon", 53, EPSILON),
        ("momentum", 53, MOMENTUM),
    ],
    ("mobilenetv2", "mobilenet_v2", "mobilenet_v2", "MobileNetV2"): [
        SOFTMAX,
        (
            "padding",
            1,
            "features.0.0 (Conv2d) and Conv1 (Conv2D): the padding before and after each axis is (1, 1)",
        ),
        ("padding", 4, "block_1_depthwise (DepthwiseConv2D)"),
        ("epsilon", 52, "epsilon is 1e-05 in A, 0.001 in B"),
        ("momentum", 52, "0.1 in A, 0.001 in B"),
        ("dropout", 1, "classifier.0"),
    ],
    ("densenet", "densenet121", "densenet", "DenseNet121"): [
        SOFTMAX,
        ("epsilon", 121, EPSILON),
        ("momentum", 121, MOMENTUM),
    ],
    ("convnext", "convnext_tiny", "convnext", "ConvNeXtTiny"): [
        SOFTMAX,
        ("preprocessing", 1, "B standardizes its input itself"),
    ],
}


def compared(first: str, second: str, *inputs: str) -> Comparison:
    specs = tuple(parse_input(text) for text in inputs)
    settings = SameSettings(replace(Settings(), inputs=specs)) if specs else SETTINGS  # type: ignore[arg-type]
    found = compare_targets(first, second, settings)
    assert isinstance(found, list), found
    return found[0]


@pytest.mark.parametrize("names", KNOWN, ids=lambda names: names[1])
def test_known_differences(names: tuple[str, str, str, str]) -> None:
    file, name, other, class_name = names
    found = compared(f"{VISION / file}.py::{name}()", f"{KERAS / other}.py::{class_name}(weights=None)")
    assert found.unknown == ()
    told = [one for one in found.differences if not one.note]
    assert len(told) == len(KNOWN[names]), [one.text for one in told]
    for kind, count, text in KNOWN[names]:
        assert any(one.kind == kind and one.count == count and text in one.text for one in told), (kind, text)


def test_blocks_are_told_as_blocks_and_soon() -> None:
    started = time.process_time()
    found = compared(f"{VISION}/resnet.py::resnet152()", f"{VISION}/resnet.py::resnet101()", "1,3,224,224")
    spent = time.process_time() - started
    assert [one.text for one in found.differences] == [
        "layer2.4 to layer2.7 (4 blocks), 40 operations in all, is in A and not in B",
        "layer3.23 to layer3.35 (13 blocks), 130 operations in all, is in A and not in B",
    ]
    assert found.unknown == ()
    assert spent < 3
