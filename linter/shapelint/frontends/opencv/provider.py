"""Libraries that read images into arrays: OpenCV. What its functions do to sizes stands in `stubs/opencv.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.frontends.stubs import read_stub
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import FunctionValue, ModuleValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor, TensorType
from shapelint.symbolic import Expression, Size, fresh

STUB = Path(__file__).with_name("stubs") / "opencv.py"
STATE = "opencv"
CONSTANTS = {
    "IMREAD_UNCHANGED": -1, "IMREAD_GRAYSCALE": 0, "IMREAD_COLOR": 1, "IMREAD_COLOR_BGR": 1, "IMREAD_COLOR_RGB": 256,
    "COLOR_BGR2BGRA": 0, "COLOR_RGB2RGBA": 0, "COLOR_BGRA2BGR": 1, "COLOR_RGBA2RGB": 1, "COLOR_BGR2RGBA": 2,
    "COLOR_RGB2BGRA": 2, "COLOR_RGBA2BGR": 3, "COLOR_BGRA2RGB": 3, "COLOR_BGR2RGB": 4, "COLOR_RGB2BGR": 4,
    "COLOR_BGRA2RGBA": 5, "COLOR_RGBA2BGRA": 5, "COLOR_BGR2GRAY": 6, "COLOR_RGB2GRAY": 7, "COLOR_GRAY2BGR": 8,
    "COLOR_GRAY2RGB": 8, "COLOR_GRAY2BGRA": 9, "COLOR_GRAY2RGBA": 9, "COLOR_BGRA2GRAY": 10, "COLOR_RGBA2GRAY": 11,
    "COLOR_BGR2YCrCb": 36, "COLOR_BGR2YCR_CB": 36, "COLOR_RGB2YCrCb": 37, "COLOR_RGB2YCR_CB": 37,
    "COLOR_BGR2HSV": 40, "COLOR_RGB2HSV": 41, "COLOR_BGR2LAB": 44, "COLOR_BGR2Lab": 44, "COLOR_RGB2LAB": 45,
    "COLOR_RGB2Lab": 45, "COLOR_HSV2BGR": 54, "COLOR_HSV2RGB": 55, "COLOR_LAB2BGR": 56, "COLOR_Lab2BGR": 56,
    "COLOR_LAB2RGB": 57, "COLOR_Lab2RGB": 57, "COLOR_BGR2YUV": 82, "COLOR_RGB2YUV": 83, "COLOR_YUV2BGR": 84,
    "COLOR_YUV2RGB": 85, "INTER_NEAREST": 0, "INTER_LINEAR": 1, "INTER_CUBIC": 2, "INTER_AREA": 3,
}  # fmt: skip


def readers_external(m: Interpreter, name: str) -> ModuleValue | None:
    """OpenCV's module, in which what is not declared is unknown."""
    if name != "cv2":
        return None
    known = m.state.get(STATE)
    if not isinstance(known, ModuleValue):
        natives: dict[str, Callable[..., object]] = {"image": image, "some": some, "unknown": unknown}
        given = {own: native(own, body) for own, body in natives.items()}
        stub = read_stub(m, STUB, {**CONSTANTS, **given})
        names = {own: value for own, value in stub.variables.items() if isinstance(value, FunctionValue)}
        known = ModuleValue(name, {"__name__": name, **CONSTANTS, **names}, lookup=partial(undeclared, name))
        m.state[STATE] = known
    return known


def undeclared(module: str, name: str) -> object:
    return Unknown(f"{module}.{name} is not declared")


def image(m: Interpreter, site: Site, sizes: object, like: object = None) -> object:
    """An array of those sizes, with another one's type; of unknown rank where not all of them are known to be there."""
    dtype = like.type.dtype if isinstance(like, Tensor) else "uint8"
    listed = elements(sizes)
    if listed is None:
        return Tensor(TensorType(None, dtype), "data", "cv2", site.place, dialect=NUMPY)
    shape: list[Size] = []
    for size in listed:
        if isinstance(size, (int, Expression)) and not isinstance(size, bool):
            shape.append(size)
        else:
            shape.append(size.as_size() if isinstance(size, Unknown) else fresh("size"))
    return Tensor(TensorType(tuple(shape), dtype), "data", "cv2", site.place, dialect=NUMPY)


def some(m: Interpreter, site: Site) -> object:
    return fresh("size", low=1)


def unknown(m: Interpreter, site: Site, reason: object) -> object:
    return Unknown(str(reason), site.place)
