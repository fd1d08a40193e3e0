from __future__ import annotations

from frontends.sketch.dialect import SKETCH
from frontends.sketch.provider import layer, module

from shapelint.frontends.inspection import Inspection
from shapelint.frontends.plain_models import AttributeInspection
from shapelint.frontends.registry import Framework


def inspection() -> Inspection:
    return AttributeInspection(SKETCH, "sketch.Model")


FRAMEWORK = Framework(
    "sketch",
    ("sketch",),
    module,
    dialect=lambda: SKETCH,
    inspection=inspection,
    layer_class=layer,
    mentions=("sketch",),
    unread=("sketch",),
)
