"""torch.utils.data: what a loader makes of the elements of a data set. https://docs.pytorch.org/docs/stable/data.html

The classes themselves stand in `stubs/data.py`; what needs more than plain Python is here.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from shapelint.frontends.batch_iteration import Batches, as_cut
from shapelint.frontends.stubs import read_stub
from shapelint.frontends.tensor_origin import source_of
from shapelint.frontends.torch.batches import batching
from shapelint.frontends.torch.collating import program_batch
from shapelint.frontends.torch.dialect import TORCH
from shapelint.interpret.api.element_types import SCALARS
from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    Instance,
    IteratorValue,
    LazyImport,
    ListValue,
    ModuleValue,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.abstract_of_many import either
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.iteration import iterate
from shapelint.interpret.raising.exceptions import OBJECT
from shapelint.ir import ElementType, Tensor, TensorType
from shapelint.ir.devices import Device
from shapelint.records import dataclass
from shapelint.symbolic import Expression, Size, fresh
from shapelint.syntax.source import Place

STUB = Path(__file__).with_name("stubs") / "data.py"
STUB_READ = "torch.data.stub"
DATASET = native_class("torch.utils.data.Dataset", (OBJECT,))
ITERABLE = native_class("torch.utils.data.IterableDataset", (DATASET,))
FROM_STUB = {
    "TensorDataset": "dataset", "Subset": "dataset", "ConcatDataset": "dataset", "ChainDataset": "dataset",
    "random_split": "dataset", "DataLoader": "dataloader", "Sampler": "sampler",
}  # fmt: skip
"""What the stub defines, and the module of torch.utils.data that it stands in as well."""
SAMPLERS = (
    "RandomSampler", "SequentialSampler", "SubsetRandomSampler", "WeightedRandomSampler", "BatchSampler",
    "distributed.DistributedSampler", "DistributedSampler",
)  # fmt: skip


def data_names(m: Interpreter) -> dict[str, object]:
    """torch.utils.data by full names, read when the first of them is asked for."""
    names: dict[str, object] = {}
    for name, module in FROM_STUB.items():
        later = LazyImport(partial(of_stub, m, name))
        names[f"torch.utils.data.{name}"] = names[f"torch.utils.data.{module}.{name}"] = later
    for name in SAMPLERS:
        names[f"torch.utils.data.{name}"] = LazyImport(partial(of_stub, m, "Sampler"))
    for made in (DATASET, ITERABLE):
        names[made.qualified_name] = names[f"torch.utils.data.dataset.{made.name}"] = made
    names["torch.utils.data.default_collate"] = native("default_collate", default_collate)
    names["torch.utils.data.dataloader.default_collate"] = names["torch.utils.data.default_collate"]
    return names


def of_stub(m: Interpreter, name: str) -> object:
    stub = m.state.get(STUB_READ)
    if not isinstance(stub, ModuleValue):
        bodies: dict[str, Body] = {
            "batches": batches,
            "number_of_batches": number_of_batches,
            "element": element,
            "some": some,
            "either": either,
            "unknown": unknown,
        }
        given = {name: native(name, body) for name, body in bodies.items()}
        stub = m.state[STUB_READ] = read_stub(m, STUB, {"Dataset": DATASET, **given})
        for full in FROM_STUB:
            value = stub.variables[full]
            if isinstance(value, ClassValue):
                value.qualified_name = f"torch.utils.data.{full}"
                value.definition = None
    return stub.variables[name]


def unknown(m: Interpreter, site: Site, reason: object) -> object:
    return Unknown(str(reason), site.place)


def some(m: Interpreter, site: Site, name: object) -> object:
    """A whole number from 0 on that nobody knows."""
    return fresh(str(name), low=0)


def element(m: Interpreter, site: Site, dataset: object) -> object:
    """What each element of a data set looks like."""
    if not isinstance(dataset, Instance):
        if isinstance(dataset, (ListValue, tuple)):
            items, complete = iterate(m, dataset, site.place)
            return either(m, site, tuple(items)) if complete else Unknown("an element of a list", site.place)
        return m.unknown("an element of a data set that is not known", site.place)
    getter = class_attribute(dataset.type, "__getitem__")
    if getter is not None and class_attribute(dataset.type, "__iter__") is None:
        return m.call_function(getter, [dataset, some(m, site, "an index")], place=site.place)
    items, _ = iterate(m, dataset, site.place)
    return items[0] if items else m.unknown("an element of a data set that is not known", site.place)


def batches(m: Interpreter, site: Site, loader: object, item: object) -> object:
    """The batches of a loader: full ones and the remainder where their number is known, else an unknown number of
    batches which all look alike."""
    assert isinstance(loader, Instance)
    cut = batching(m, loader)
    full = batch(m, loader, item, cut.full, site.place)
    if cut.number is None:
        return IteratorValue([], open="the batches of a DataLoader", typical=full)
    last = batch(m, loader, item, cut.last, site.place) if cut.has_remainder else full
    if cut.has_remainder:
        full, last = as_cut(full, cut), as_cut(last, cut)
    return IteratorValue([], pending=Batches(full, last, cut.number))


def number_of_batches(m: Interpreter, site: Site, loader: object) -> object:
    """`len(loader)`."""
    assert isinstance(loader, Instance)
    number = None if loader.attributes.get("batch_size") is None else batching(m, loader).number
    return m.unknown("the number of batches", site.place) if number is None else number


def batch(m: Interpreter, loader: Instance, item: object, size: Size, place: Place | None) -> object:
    given = loader.attributes
    collate = given.get("collate_fn")
    if given.get("batch_size") is None and given.get("_chosen") is False:
        return item if collate is None else m.call_function(collate, [item], place=place)
    source = loader.attributes.get("dataset")
    while isinstance(source, Instance) and "dataset" in source.attributes:
        source = source.attributes["dataset"]
    name = source.type.name if isinstance(source, Instance) else "a list"
    origin = Origin("DataLoader", name, loader.place or place, SCALARS not in m.state)
    if collate is None:
        return collated(item, size, origin)
    site = Site(place)
    return program_batch(m, collate, lambda: element(m, site, given.get("dataset")), size, origin.of(None), place)


@dataclass(frozen=True, slots=True)
class Origin:
    """What makes batches, of which data set, and where. `is_plain` tells that Python's numbers are no others'."""

    maker: str
    data: str
    place: Place | None
    is_plain: bool = True

    def of(self, item: Tensor | None) -> str:
        """In words: with what the element itself went through, where it tells."""
        own = "" if item is None else source_of(item)
        return f"{self.maker}({own if own.endswith(')') else self.data})"


def default_collate(m: Interpreter, site: Site, items: object) -> object:
    """`default_collate([...])` of elements that are all known."""
    found, complete = iterate(m, items, site.place)
    if not complete or not found:
        return m.unknown("a batch of unknown elements", site.place)
    origin = Origin("default_collate", "a list", site.place, SCALARS not in m.state)
    alike = isinstance(found[0], (int, float)) and all(type(one) is type(found[0]) for one in found)
    return collated(found[0] if alike else either(m, site, tuple(found)), len(found), origin)


def collated(item: object, size: Size, origin: Origin) -> object:
    """A batch of elements that look like this one.
    https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.default_collate"""
    if isinstance(item, Tensor):
        is_held = item.framework == "numpy" or (item.device is not None and item.device.is_cpu)
        return stacked(item.type, size, origin.of(item), origin, item.element, is_held)
    if isinstance(item, (bool, int, float, Expression)):
        name = "bool" if isinstance(item, bool) else "float64" if isinstance(item, float) else "int64"
        text = origin.of(None)
        element = ElementType(name, f"the numbers of {text}", origin.place) if origin.is_plain else None
        return stacked(TensorType((), name), size, text, origin, element)
    if isinstance(item, str):
        return ListValue([], open="a batch of texts")
    if isinstance(item, tuple):
        return ListValue([collated(one, size, origin) for one in item])
    if isinstance(item, ListValue) and item.exactly() is not None:
        return item.changed(lambda one: collated(one, size, origin))
    if isinstance(item, DictValue) and item.exactly() is not None:
        return item.changed(lambda one: collated(one, size, origin))
    return Unknown("a batch of elements that are not known", origin.place)


def stacked(
    one: TensorType, size: Size, text: str, origin: Origin, element: ElementType | None, is_held: bool = True
) -> Tensor:
    shape = None if one.shape is None else (size, *one.shape)
    device = Device("cpu", None, origin.place, text) if is_held else None
    kind = TensorType(shape, one.dtype)
    return Tensor(kind, "data", text, origin.place, dialect=TORCH, element=element, device=device)
