"""tf.data, as far as the shapes of its elements go: https://www.tensorflow.org/api_docs/python/tf/data/Dataset.

A data set is an object that keeps what one element looks like: a tensor, or tensors in tuples and dicts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps

from shapelint.frontends.batch_iteration import Batches
from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.numpy.arrays import array_of
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.tensors import tensors_in
from shapelint.interpret.domain.values import (
    DictValue,
    Instance,
    IteratorValue,
    ListValue,
    StaticMethod,
    Unknown,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.ir import OPEN_BATCH, Batching, Tensor, TensorType
from shapelint.records import replace
from shapelint.symbolic import Expression, Size, Symbol, fresh, substitute

DATASET = "tensorflow.data.Dataset"
ELEMENT = "_element"
LENGTH = "_length"
"""How many elements there are; None where that is not known."""
CUT = "_cut"
"""How the data are cut of which each element is a batch; None where that is not known."""
KEEPING = ("prefetch", "cache", "with_options", "snapshot")
FEWER = ("filter", "shard", "ignore_errors", "rebatch", "take_while", "rejection_resample")
"""What keeps the elements, all of them or not."""
Change = Callable[[Tensor], Tensor]


def element_of(value: object) -> object | None:
    """What one element of a data set looks like; None for what is no data set."""
    if isinstance(value, Instance) and any(c.qualified_name == DATASET for c in value.type.mro):
        return value.attributes.get(ELEMENT)
    return None


def changed(value: object, change: Change) -> object:
    """An element with every tensor in it changed."""
    if isinstance(value, Tensor):
        return change(value)
    if isinstance(value, tuple):
        return tuple(changed(v, change) for v in value)
    if isinstance(value, ListValue):
        return value.changed(lambda v: changed(v, change))
    if isinstance(value, DictValue):
        return value.changed(lambda v: changed(v, change))
    return value


def without_first(tensor: Tensor) -> Tensor:
    """One slice of a tensor along its first axis."""
    shape = tensor.shape[1:] if tensor.shape else None
    return replace(tensor, type=tensor.type.with_shape(shape), dialect=KERAS)


def as_tensorflow(tensor: Tensor) -> Tensor:
    return replace(tensor, dialect=KERAS)


def dataset_classes() -> dict[str, object]:
    """tf.data.Dataset under its name."""
    made = native_class(DATASET)

    def dataset(element: object, site: Site, length: int | None = None, cut: Batching | None = None) -> Instance:
        return Instance(made, {ELEMENT: element, LENGTH: length, CUT: cut}, place=site.place)

    def slices(m: Interpreter, site: Site, tensors: object, name: object = None) -> object:
        given = structured(tensors)
        first = next(iter(tensors_in([given])), None)
        length = first.shape[0] if first is not None and first.shape else None
        return dataset(changed(given, without_first), site, length if isinstance(length, int) else None)

    def one(m: Interpreter, site: Site, tensors: object, name: object = None) -> object:
        return dataset(changed(structured(tensors), as_tensorflow), site, 1)

    def keep(m: Interpreter, site: Site, source: Instance, *arguments: object, **keywords: object) -> object:
        return dataset(source.attributes.get(ELEMENT), site, length_of(source), cut_of(source))

    def shuffle(m: Interpreter, site: Site, source: Instance, *arguments: object, **keywords: object) -> object:
        return dataset(source.attributes.get(ELEMENT), site, length_of(source))

    def fewer(m: Interpreter, site: Site, source: Instance, *arguments: object, **keywords: object) -> object:
        return dataset(source.attributes.get(ELEMENT), site)

    def take(m: Interpreter, site: Site, source: Instance, count: object, name: object = None) -> object:
        return dataset(source.attributes.get(ELEMENT), site, *first_of(source, count))

    def skip(m: Interpreter, site: Site, source: Instance, count: object, name: object = None) -> object:
        length = length_of(source)
        rest = max(length - count, 0) if length is not None and isinstance(count, int) and count >= 0 else None
        return dataset(source.attributes.get(ELEMENT), site, rest)

    def repeat(m: Interpreter, site: Site, source: Instance, count: object = None, name: object = None) -> object:
        length = length_of(source)
        whole = length * count if length is not None and isinstance(count, int) and count > 0 else None
        return dataset(source.attributes.get(ELEMENT), site, whole)

    def batch(
        m: Interpreter, site: Site, source: Instance, batch_size: object, drop_remainder: object = False, *rest: object,
        **keywords: object,
    ) -> object:  # fmt: skip
        size = batch_size if drop_remainder is True and isinstance(batch_size, int) else None
        cut = cut_into(length_of(source), batch_size, drop_remainder)

        def with_batch(tensor: Tensor) -> Tensor:
            if tensor.shape is None:
                return tensor
            first = size if size is not None else first_axis(tensor)
            return replace(tensor, type=tensor.type.with_shape((first, *tensor.shape)))

        element = source.attributes.get(ELEMENT)
        is_nested = any(t.shape is None or OPEN_BATCH in t.shape for t in tensors_in([element]))
        number = None if cut is None else cut.number
        return dataset(changed(element, with_batch), site, number, None if is_nested or not number else cut)

    def unbatch(m: Interpreter, site: Site, source: Instance, name: object = None) -> object:
        return dataset(changed(source.attributes.get(ELEMENT), without_first), site)

    def transform(
        m: Interpreter, site: Site, source: Instance, map_func: object, *rest: object, **keywords: object
    ) -> object:
        made = returned(called_on_element(m, map_func, source, site))
        return dataset(made, site, length_of(source), cut_of(source))

    def flat_map(
        m: Interpreter, site: Site, source: Instance, map_func: object, *rest: object, **keywords: object
    ) -> object:
        return dataset(element_or_unknown(called_on_element(m, map_func, source, site), site), site)

    def enumerated(m: Interpreter, site: Site, source: Instance, *rest: object, **keywords: object) -> object:
        number = Tensor(TensorType((), "int64"), "data", "Dataset.enumerate", site.place, dialect=KERAS)
        return dataset((number, source.attributes.get(ELEMENT)), site, length_of(source), cut_of(source))

    def apply(m: Interpreter, site: Site, source: Instance, transformation: object) -> object:
        return m.call(transformation, [source], {}, Site(site.place))

    def zipped(m: Interpreter, site: Site, *sources: object, **keywords: object) -> object:
        given = sources if len(sources) > 1 else sources[0] if sources else keywords.get("datasets")
        found = elements(given)
        if found is None:
            return dataset(zipped_element(given, site), site, None, None)
        lengths = [length_of(part) if isinstance(part, Instance) else None for part in found]
        known = [length for length in lengths if length is not None]
        length = min(known) if known and len(known) == len(lengths) else None
        cuts = {cut_of(part) if isinstance(part, Instance) else None for part in found}
        return dataset(zipped_element(given, site), site, length, cuts.pop() if len(cuts) == 1 else None)

    def concatenate(m: Interpreter, site: Site, source: Instance, other: object, *rest: object) -> object:
        mine, theirs = source.attributes.get(ELEMENT), element_of(other)
        same = isinstance(mine, Tensor) and isinstance(theirs, Tensor) and mine.shape == theirs.shape
        return dataset(mine if same else Unknown("an element of one of two data sets", site.place), site)

    def count(m: Interpreter, site: Site, *bounds: object, **keywords: object) -> object:
        return dataset(Tensor(TensorType((), "int64"), "data", "Dataset.range", site.place, dialect=KERAS), site)

    def unknown(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        return dataset(Unknown("an element of a data set", site.place), site)

    def generated(
        m: Interpreter,
        site: Site,
        generator: object,
        output_types: object = None,
        output_shapes: object = None,
        args: object = None,
        output_signature: object = None,
        name: object = None,
    ) -> object:
        element = output_signature if output_signature is not None else of_types(output_types, output_shapes, site)
        return dataset(element, site)

    def iterate(m: Interpreter, site: Site, source: Instance) -> object:
        return batches(source.attributes.get(ELEMENT), cut_of(source))

    methods: Mapping[str, Callable[..., object]] = {
        "batch": batch, "padded_batch": unknown, "unbatch": unbatch, "map": transform, "apply": apply,
        "concatenate": concatenate, "window": unknown, "interleave": flat_map, "flat_map": flat_map, "scan": unknown,
        "enumerate": enumerated, "group_by_window": unknown, "__iter__": iterate, "as_numpy_iterator": iterate,
        "shuffle": shuffle, "take": take, "skip": skip, "repeat": repeat,
        **dict.fromkeys(KEEPING, keep), **dict.fromkeys(FEWER, fewer),
    }  # fmt: skip
    statics: Mapping[str, Callable[..., object]] = {
        "from_tensor_slices": slices, "from_tensors": one,
        "range": count, "zip": zipped, "from_generator": generated, "list_files": unknown, "random": unknown,
        "sample_from_datasets": unknown, "choose_from_datasets": unknown, "load": unknown,
    }  # fmt: skip
    made.variables.update({name: native(f"{DATASET}.{name}", of_dataset(name, body)) for name, body in methods.items()})
    made.variables.update({name: StaticMethod(native(f"{DATASET}.{name}", body)) for name, body in statics.items()})
    made.variables["__getattr__"] = native(
        DATASET, lambda m, s, source, name: Unknown(f"{name} of a data set", s.place)
    )
    return {DATASET: made, "tensorflow.TensorSpec": native("tensorflow.TensorSpec", tensor_spec)}


def length_of(source: Instance) -> int | None:
    """How many elements a data set has."""
    length = source.attributes.get(LENGTH)
    return length if isinstance(length, int) else None


def cut_of(source: Instance) -> Batching | None:
    """How the data are cut of which each element is a batch."""
    cut = source.attributes.get(CUT)
    return cut if isinstance(cut, Batching) else None


def first_of(source: Instance, count: object) -> tuple[int | None, Batching | None]:
    """How many elements `take(count)` leaves, and how they are cut; -1 is all of them."""
    length, cut = length_of(source), cut_of(source)
    if count == -1:
        return length, cut
    if length is None or not isinstance(count, int) or count < 0:
        return None, None
    if cut is not None and cut.number is not None and count < cut.number:
        cut = Batching(cut.full, cut.full, count) if count else None
    return min(length, count), cut


def cut_into(count: int | None, size: object, drop: object) -> Batching | None:
    """So many elements in batches."""
    if count is None or not isinstance(size, int) or isinstance(size, bool) or size < 1 or not isinstance(drop, bool):
        return None
    if drop:
        return Batching(size, size, count // size)
    number = -(-count // size)
    return Batching(min(count, size), count - (number - 1) * size, number) if number else None


def batches(element: object, cut: Batching | None) -> IteratorValue:
    """An iterator over elements: batches of known sizes, or so many that look alike."""
    if cut is None or cut.number is None:
        return IteratorValue([], "a data set of unknown length", typical=element)
    full, last = (with_rows(element, rows, cut) for rows in (cut.full, cut.last))
    return IteratorValue([], pending=Batches(full, last, cut.number))


def with_rows(value: object, rows: Size, cut: Batching) -> object:
    """Data with so many rows in place of the open batch, which tell how they are cut."""

    def settled(tensor: Tensor) -> Tensor:
        found = sized(tensor, rows)
        return replace(found, batching=cut) if cut.full != cut.last and found.shape != tensor.shape else found

    return changed(value, settled)


def sized(tensor: Tensor, batch: Size) -> Tensor:
    """A tensor with a number of rows in place of the open one."""
    if tensor.shape is None:
        return tensor
    shape = tuple(substitute(d, {OPEN_BATCH: batch}) if isinstance(d, Expression) else d for d in tensor.shape)
    return replace(tensor, type=tensor.type.with_shape(shape))


def called_on_element(m: Interpreter, function: object, source: Instance, site: Site) -> object:
    """What a function gives for an element: a tuple's parts are arguments of their own. An element whose structure is
    not known may be a tuple of any length."""
    element = source.attributes.get(ELEMENT)
    if isinstance(element, tuple):
        return m.call(function, list(element), {}, Site(site.place))
    if isinstance(element, (Tensor, DictValue)):
        return m.call(function, [element], {}, Site(site.place))
    return m.call(function, [], {"*": Unknown("an element of unknown structure", site.place)}, Site(site.place))


def zipped_element(given: object, site: Site) -> object:
    """What `Dataset.zip` makes of the elements of data sets in tuples and dicts. How many an unknown value or an open
    list holds is not known."""
    parts = elements(given)
    if parts is not None:
        return tuple(zipped_element(part, site) for part in parts)
    if isinstance(given, DictValue) and given.exactly() is not None:
        return given.changed(lambda part: zipped_element(part, site))
    return element_or_unknown(given, site)


def of_types(types: object, shapes: object, site: Site) -> object:
    """The element whose types and shapes are given in one structure."""
    if isinstance(types, tuple):
        known = shapes if isinstance(shapes, tuple) and len(shapes) == len(types) else (None,) * len(types)
        return tuple(of_types(kind, shape, site) for kind, shape in zip(types, known, strict=True))
    if isinstance(types, str):
        shape = Unknown("a shape that is not stated", site.place) if shapes is None else shapes
        return tensor_spec_of(shape, types, site, "Dataset.from_generator")
    return Unknown("what a generator gives", site.place)


def of_dataset(name: str, body: Callable[..., object]) -> Callable[..., object]:
    """A method for a data set that is known; `reduce(Dataset.concatenate, parts)` may call it on others. Which
    calls fit it, its body says."""

    @wraps(body)
    def run(m: Interpreter, site: Site, source: object, *arguments: object, **keywords: object) -> object:
        if not isinstance(source, Instance):
            return m.unknown(f"{name} of a data set that is not known", site.place)
        return body(m, site, source, *arguments, **keywords)

    return run


def first_axis(tensor: Tensor) -> Symbol:
    """The batch that is open, the same one everywhere; a batch of batches has another."""
    return fresh("batches") if tensor.shape and tensor.shape[0] is OPEN_BATCH else OPEN_BATCH


def structured(value: object) -> object:
    """What tensorflow makes of a structure: a list becomes one tensor, tuples and dicts stay."""
    if isinstance(value, tuple):
        return tuple(structured(v) for v in value)
    if isinstance(value, DictValue):
        return value.changed(structured)
    if isinstance(value, (ListValue, int, float)):
        return array_of(value)
    return value if isinstance(value, Tensor) else Unknown("data that are not known")


def returned(value: object) -> object:
    """The element that a mapped function gives: the parts of a list are parts of the element, as those of a tuple.
    https://github.com/tensorflow/tensorflow/blob/v2.21.0/tensorflow/python/data/ops/structured_function.py"""
    if not isinstance(value, ListValue):
        return structured(value)
    parts = value.exactly()
    return Unknown("data that are not known") if parts is None else tuple(structured(part) for part in parts)


def element_or_unknown(value: object, site: Site) -> object:
    found = element_of(value)
    return Unknown("an element of what is no known data set", site.place) if found is None else found


def tensor_spec(
    m: Interpreter, site: Site, shape: object = None, dtype: object = "float32", name: object = None
) -> object:
    """`tf.TensorSpec(shape, dtype)`: what such a tensor looks like."""
    return tensor_spec_of(shape, dtype, site, "tf.TensorSpec")


def tensor_spec_of(shape: object, dtype: object, site: Site, origin: str) -> Tensor:
    """A tensor of a stated shape and type."""
    from shapelint.frontends.keras.models.open_sizes import tensor_shape

    dims = elements(shape)
    kind = TensorType(
        tensor_shape(dims, "spec") if dims is not None else None, dtype if isinstance(dtype, str) else None
    )
    return Tensor(kind, "data", origin, site.place, dialect=KERAS)
