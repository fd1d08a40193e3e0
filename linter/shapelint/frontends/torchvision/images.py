"""Channels and sizes of images, as PIL, numpy and torch hold them: what `stubs/vision.py` builds on."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.frontends.stubs import read_before
from shapelint.frontends.tensor_origin import source_of
from shapelint.frontends.torch.dialect import TORCH
from shapelint.interpret.api.apply import apply_node
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.element_types import default_type
from shapelint.interpret.domain.values import ClassValue, Instance, Unknown, class_attribute
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import ElementType, Shape, Tensor, TensorType
from shapelint.ir.devices import Device
from shapelint.ops.element_types import FLOATING
from shapelint.ops.norm.per_channel import ChannelStatistics
from shapelint.records import replace
from shapelint.symbolic import Expression, Size, fresh

ON_CPU = Device("cpu", None, None, "an image")


def bodies(m: Interpreter) -> dict[str, Callable[..., object]]:
    """The natives that the stub is given."""
    return {
        "some_size": some_size,
        "is_known": is_known,
        "is_image": is_image,
        "is_array": is_array,
        "extent": extent,
        "resized": resized,
        "to_tensor": to_tensor,
        "normalized": normalized,
    }


def some_size(m: Interpreter, site: Site) -> object:
    return fresh("size")


def is_known(m: Interpreter, site: Site, value: object) -> object:
    return isinstance(value, int) and not isinstance(value, bool)


def is_image(m: Interpreter, site: Site, value: object) -> object:
    return image_class(m, value) is not None


def image_class(m: Interpreter, value: object) -> ClassValue | None:
    """The class of images, if the value is one."""
    stub = read_before(m, "torchvision")
    found = None if stub is None else stub.variables.get("Image")
    if isinstance(found, ClassValue) and isinstance(value, Instance) and found in value.type.mro:
        return found
    return None


def is_array(m: Interpreter, site: Site, value: object) -> object:
    return isinstance(value, Tensor) and value.dialect is NUMPY and value.shape is not None


def extent(m: Interpreter, site: Site, value: object) -> object:
    return extent_of(m, value)


def extent_of(m: Interpreter, value: object) -> tuple[object, object, object]:
    """(channels, height, width) of what holds an image."""
    if isinstance(value, Instance) and image_class(m, value) is not None:
        held = value.attributes
        return held.get("_channels"), held.get("height"), held.get("width")
    shape = value.shape if isinstance(value, Tensor) else None
    if shape is None or len(shape) < 2:
        return fresh("size"), fresh("size"), fresh("size")
    if isinstance(value, Tensor) and value.dialect is NUMPY:
        return (1 if len(shape) == 2 else shape[2]), shape[0], shape[1]
    return (1 if len(shape) == 2 else shape[-3]), shape[-2], shape[-1]


def as_size(value: object) -> Size:
    if isinstance(value, (int, Expression)):
        return value
    return value.as_size() if isinstance(value, Unknown) else fresh("size")


def resized(
    m: Interpreter, site: Site, value: object, height: object, width: object, name: object, channels: object = None
) -> object:
    """The same image with another height and width (None: as they are), and other channels."""
    kind = image_class(m, value)
    if kind is not None and isinstance(value, Instance):
        held = {**value.attributes, "height": as_size(height), "width": as_size(width)}
        return Instance(kind, {**held, "_source": f"{name}({held.get('_source')})"}, place=site.place)
    if not isinstance(value, Tensor) or value.shape is None or len(value.shape) < 2:
        return m.unknown("an image that is not known", site.place)
    sizes = list(value.shape)
    if height is not None:
        sizes[-2:] = [as_size(height), as_size(width)]
    if channels is not None and len(sizes) > 2:
        sizes[-3] = as_size(channels)
    kind_of = value.type.with_shape(tuple(sizes))
    own = value.element if value.element is not None and value.element.name in FLOATING else None
    origin = f"{name}({source_of(value)})"
    return Tensor(kind_of, "data", origin, site.place, dialect=TORCH, element=own, device=value.device)


def converted_type(m: Interpreter, site: Site, name: str, own: ElementType | None) -> ElementType | None:
    """What becomes of the elements of an image: bytes become floating with ToTensor, others stay as they are."""
    if own is None or own.name != "uint8" or name != "ToTensor":
        return own
    found = default_type(m, "torch")
    return None if found is None else ElementType(found, name, site.place)


def to_tensor(m: Interpreter, site: Site, picture: object, dtype: object) -> object:
    """An image as a tensor (C, H, W): https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.ToTensor.html"""
    name = "ToTensor" if dtype == "float32" else "PILToTensor"
    shape: Shape | None = None
    if image_class(m, picture) is not None or is_array(m, site, picture):
        channels, height, width = extent_of(m, picture)
        shape = (as_size(channels), as_size(height), as_size(width))
    if isinstance(picture, Tensor):
        own = picture.type.dtype
        kept = dtype if own == "uint8" else own
        if shape is None or (picture.shape is not None and len(picture.shape) not in (2, 3)):
            return m.unknown("an image that is not known", site.place)
        kind = TensorType(shape, None if kept is None else str(kept))
        origin, own_type = f"{name}({source_of(picture)})", converted_type(m, site, name, picture.element)
        return Tensor(kind, "data", origin, site.place, dialect=TORCH, element=own_type, device=ON_CPU)
    if shape is None or not isinstance(picture, Instance):
        return m.unknown("an image that is not known", site.place)
    origin = f"{name}({picture.attributes.get('source')})"
    bytes_of = ElementType("uint8", name, site.place) if isinstance(shape[0], int) else None
    element = converted_type(m, site, name, bytes_of)
    kind = TensorType(shape, str(dtype))
    return Tensor(kind, "data", origin, site.place, dialect=TORCH, element=element, device=ON_CPU)


def normalized(m: Interpreter, site: Site, transform: object, tensor: object, mean: object, std: object) -> object:
    """An image with statistics for each channel; what does not fit is the transform's fault."""
    if not isinstance(tensor, Tensor):
        return m.unknown("a value that is normalised", site.place)
    counts = [count(value) for value in (mean, std)]
    if counts[0] is None or counts[1] is None or not isinstance(transform, Instance):
        return tensor
    widens = class_attribute(transform.type, "widens") is True
    operation = ChannelStatistics(counts[0], counts[1], widens)
    where = transform.place or site.place
    _, outputs = apply_node(m, operation, (tensor,), "torchvision.transforms.Normalize", where, TORCH)
    return replace(outputs[0], element=tensor.element, device=tensor.device)


def count(values: object) -> int | None:
    """How many statistics there are; None when that is not known."""
    found = elements(values)
    if found is not None:
        return len(found)
    if isinstance(values, (int, float)):
        return 1
    if isinstance(values, Tensor) and values.shape is not None and len(values.shape) <= 1:
        size = values.shape[0] if values.shape else 1
        return size if isinstance(size, int) else None
    return None
