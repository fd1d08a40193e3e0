"""tensorflow among the packages with declared names: what it adds to Keras, which answers for its modules."""

from __future__ import annotations

from shapelint.frontends.registry import Framework

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapelint.interpret.interpreter import Interpreter


def additions(m: Interpreter) -> Mapping[str, object]:
    from shapelint.frontends.tensorflow.control import NAMES as CALLING
    from shapelint.frontends.tensorflow.declarations import load
    from shapelint.frontends.tensorflow.objects import NAMES as OBJECTS

    load()
    return {**CALLING, **OBJECTS}


FRAMEWORK = Framework("tensorflow", (), additions={"keras": additions})
