"""The data sets that Keras brings, and its helpers that prepare data: https://keras.io/api/datasets/,
https://keras.io/api/utils/, https://keras.io/api/data_loading/."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.frontends.keras.data.pipelines import ELEMENT
from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.models.names import DATA_FORMAT
from shapelint.frontends.numpy.arraylike import as_array
from shapelint.frontends.numpy.arrays import array_of
from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ClassValue, Instance, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.ir import OPEN_BATCH, Shape, Tensor, TensorType
from shapelint.records import dataclass
from shapelint.symbolic import Expression, Size, Verdict, equal, fresh


@dataclass(frozen=True, slots=True)
class KnownData:
    """What `load_data()` gives: samples for training and for testing, the sizes of one of them (None: lists of any
    length), those of one label, and the types. `whole` tells that the arguments do not change the numbers."""

    train: int
    test: int
    sample: tuple[int, ...] | None
    label: tuple[int, ...]
    dtype: str | None
    label_dtype: str | None
    whole: bool = True


KNOWN = {
    "mnist": KnownData(60000, 10000, (28, 28), (), "uint8", "uint8"),
    "fashion_mnist": KnownData(60000, 10000, (28, 28), (), "uint8", "uint8"),
    "cifar10": KnownData(50000, 10000, (32, 32, 3), (1,), "uint8", "uint8"),
    "cifar100": KnownData(50000, 10000, (32, 32, 3), (1,), "uint8", "int64"),
    "imdb": KnownData(25000, 25000, None, (), None, "int64", False),
    "reuters": KnownData(8982, 2246, None, (), None, "int64", False),
    "boston_housing": KnownData(404, 102, (13,), (), "float64", "float64", False),
    "california_housing": KnownData(16512, 4128, (8,), (), "float32", "float32", False),
}


def loader(name: str, known: KnownData) -> Callable[..., object]:
    origin = f"keras.datasets.{name}"

    def array(site: Site, shape: Shape | None, dtype: str | None) -> Tensor:
        return Tensor(TensorType(shape, dtype), "data", origin, site.place, dialect=NUMPY)

    def load(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        sample = known.sample
        if sample is not None and len(sample) == 3 and m.state.get(DATA_FORMAT) == "channels_first":
            sample = (sample[2], *sample[:2])
        parts = []
        for count in (known.train, known.test):
            is_default = known.whole or not (arguments or keywords)
            size: Size = count if is_default else fresh("samples")
            inputs = None if sample is None else (size, *sample)
            parts.append((array(site, inputs, known.dtype), array(site, (size, *known.label), known.label_dtype)))
        return tuple(parts)

    return load


def to_categorical(m: Interpreter, site: Site, x: object, num_classes: object = None, **options: object) -> object:
    """Class numbers as rows with a single one; a last axis of size 1 is dropped."""
    given = array_of(x)
    shape = given.shape
    if shape is not None and len(shape) > 1:
        single = equal(shape[-1], 1)
        shape = shape[:-1] if single is Verdict.HOLDS else shape if single is Verdict.FAILS else None
    classes: Size = num_classes if isinstance(num_classes, (int, Expression)) else fresh("classes")
    kind = TensorType(None if shape is None else (*shape, classes), "float64")
    dialect = KERAS if given.dialect is KERAS else NUMPY
    return Tensor(kind, "data", "to_categorical", site.place, dialect=dialect)


def pad_sequences(
    m: Interpreter, site: Site, sequences: object, maxlen: object = None, dtype: object = "int32", *rest: object,
    **options: object,
) -> object:  # fmt: skip
    """Lists of any length as rows of one."""
    listed = elements(sequences)
    count: Size = len(listed) if listed is not None else fresh("samples")
    if isinstance(sequences, Tensor):
        count = sequences.shape[0] if sequences.shape else fresh("samples")
        if sequences.shape is not None and len(sequences.shape) > 2:
            return m.unknown("sequences of more than numbers", site.place)
    length: Size = maxlen if isinstance(maxlen, int) else fresh("length")
    kind = TensorType((count, length), dtype if isinstance(dtype, str) else None)
    return Tensor(kind, "data", "pad_sequences", site.place, dialect=NUMPY)


def same(m: Interpreter, site: Site, x: object, *arguments: object, **options: object) -> object:
    given = array_of(x)
    return Tensor(given.type.with_dtype("float64"), "data", given.origin, given.place, dialect=NUMPY)


# ------------------------------------------------------------------------------------------------ folders of images

COLORS = {"rgb": 3, "grayscale": 1, "rgba": 4}
LABELS = {"int": (), "binary": (1,), "categorical": None, "sparse": ()}


def image_shape(m: Interpreter, size: object, colors: object, default: tuple[int, int] | None) -> Shape:
    """The shape of one image of a folder, by the data format that is set."""
    sides = elements(size) if size is not None else default
    known = [s if isinstance(s, int) else fresh("side") for s in sides] if sides is not None else []
    height, width = known if len(known) == 2 else (fresh("height"), fresh("width"))
    channels: Size = COLORS[colors] if isinstance(colors, str) and colors in COLORS else fresh("channels")
    if m.state.get(DATA_FORMAT) == "channels_first":
        return channels, height, width
    return height, width, channels


def element_of_folder(m: Interpreter, site: Site, image: Shape, labels: object, batched: bool, origin: str) -> object:
    """A batch of images with their labels, or images alone."""
    batch: Shape = (OPEN_BATCH,) if batched else ()

    def tensor(shape: Shape) -> Tensor:
        return Tensor(TensorType((*batch, *shape)), "data", origin, site.place, dialect=KERAS)

    if labels is None:
        return tensor(image)
    if not isinstance(labels, str) or labels not in LABELS:
        return tensor(image), Unknown("labels that are not known", site.place)
    sizes = LABELS[labels]
    return tensor(image), tensor((fresh("classes"),) if sizes is None else sizes)


def folder_of_images(dataset: ClassValue) -> Callable[..., object]:
    """`image_dataset_from_directory(directory, labels, label_mode, ...)`."""
    names = ("directory", "labels", "label_mode", "class_names", "color_mode", "batch_size", "image_size")

    def run(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        given = dict(zip(names, arguments, strict=False)) | keywords
        image = image_shape(m, given.get("image_size"), given.get("color_mode", "rgb"), (256, 256))
        mode = None if given.get("labels", "inferred") is None else given.get("label_mode", "int")
        batched = given.get("batch_size", 32) is not None
        element = element_of_folder(m, site, image, mode, batched, "image_dataset_from_directory")
        made = Instance(dataset, {ELEMENT: element, "class_names": Unknown("class names")}, place=site.place)
        return (made, made) if given.get("subset") == "both" else made

    return run


def image_generator(dataset: ClassValue) -> ClassValue:
    """`ImageDataGenerator`, whose flows give batches of images and labels."""
    made = native_class("keras.preprocessing.image.ImageDataGenerator")
    iterator = native_class("keras.preprocessing.image.Iterator", (dataset,))
    iterator.variables["__getattr__"] = native(
        iterator.qualified_name, lambda m, s, flow, name: Unknown(f"{name} of a generator", s.place)
    )
    folder = ("directory", "target_size", "color_mode", "classes", "class_mode", "batch_size")
    frame = (
        "dataframe", "directory", "x_col", "y_col", "weight_col", "target_size", "color_mode", "classes", "class_mode",
    )  # fmt: skip

    def flow_from(names: tuple[str, ...]) -> Callable[..., object]:
        def run(m: Interpreter, site: Site, generator: Instance, *arguments: object, **keywords: object) -> object:
            given = dict(zip(names, arguments, strict=False)) | keywords
            image = image_shape(m, given.get("target_size"), given.get("color_mode", "rgb"), (256, 256))
            mode = given.get("class_mode", "categorical")
            mode = (None if mode is None else "sparse") if mode in (None, "binary", "sparse") else mode
            element = element_of_folder(m, site, image, mode, True, "flow_from_directory")
            return Instance(iterator, {ELEMENT: element}, place=site.place)

        return run

    def flow(
        m: Interpreter, site: Site, generator: Instance, x: object = None, y: object = None, *rest: object,
        **keywords: object,
    ) -> object:  # fmt: skip
        parts = []
        for value in (x, y):
            if value is None:
                continue
            kind = value.type if isinstance(value, Tensor) else TensorType(None, None)
            shape = (OPEN_BATCH, *kind.shape[1:]) if kind.shape else None
            parts.append(Tensor(kind.with_shape(shape), "data", "ImageDataGenerator.flow", site.place, dialect=KERAS))
        element = tuple(parts) if len(parts) != 1 else parts[0]
        settled = not rest and "sample_weight" not in keywords
        return Instance(iterator, {ELEMENT: element if settled else Unknown("a batch", site.place)}, place=site.place)

    made.variables.update(
        {
            "__init__": native(made.qualified_name, lambda m, s, *a, **k: None),
            "__getattr__": native(
                made.qualified_name, lambda m, s, v, name: Unknown(f"{name} of a generator", s.place)
            ),
            "fit": native(made.qualified_name, lambda m, s, *a, **k: None),
            "flow": native(made.qualified_name, flow),
            "flow_from_directory": native(made.qualified_name, flow_from(folder)),
            "flow_from_dataframe": native(made.qualified_name, flow_from(frame)),
        }
    )
    return made


def image_functions() -> dict[str, object]:
    """`load_img` and `img_to_array`."""
    image = native_class("PIL.Image.Image")
    image.unknown_base = "an image of a file"

    def load(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        given = dict(zip(("path", "color_mode", "target_size"), arguments, strict=False)) | keywords
        colors = "grayscale" if given.get("grayscale") is True else given.get("color_mode", "rgb")
        return Instance(image, {}, image_shape(m, given.get("target_size"), colors, None), site.place)

    def convert(m: Interpreter, site: Site, img: object, *rest: object, **keywords: object) -> object:
        shape = img.payload if isinstance(img, Instance) and isinstance(img.payload, tuple) else opened_size(img)
        shape = None if rest or "data_format" in keywords else shape
        return Tensor(TensorType(shape, "float32"), "data", "img_to_array", site.place, dialect=NUMPY)

    return {"load_img": native("load_img", load), "img_to_array": native("img_to_array", convert)}


def opened_size(image: object) -> Shape | None:
    """Height, width and channels of an image that the program has opened or made itself."""
    held = image.attributes if isinstance(image, Instance) and image.open is None else {}
    sizes = [held.get(name) for name in ("height", "width", "_channels")]
    known = [size for size in sizes if isinstance(size, (int, Expression)) and not isinstance(size, bool)]
    return tuple(known) if len(known) == len(sizes) else None


def windows_of_series(dataset: ClassValue) -> Callable[..., object]:
    """`timeseries_dataset_from_array(data, targets, sequence_length, ...)`: windows of rows, and a target for each.

    https://keras.io/api/data_loading/timeseries/
    """
    names = ("data", "targets", "sequence_length", "sequence_stride", "sampling_rate", "batch_size")

    def run(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        given = dict(zip(names, arguments, strict=False)) | keywords
        batch: Shape = (OPEN_BATCH,) if given.get("batch_size", 128) is not None else ()
        length = given.get("sequence_length")
        size = length if isinstance(length, (int, Expression)) and not isinstance(length, bool) else fresh("steps")

        def part(name: str, axes: Shape) -> object:
            rows = given.get(name)
            rows = as_array(rows) if isinstance(rows, Instance) else array_of(rows)
            if not isinstance(rows, Tensor) or not rows.shape:
                return Unknown("data that are not known", site.place)
            kind = TensorType((*batch, *axes, *rows.shape[1:]), rows.type.dtype)
            return Tensor(kind, "data", "timeseries_dataset_from_array", site.place, dialect=KERAS)

        data = part("data", (size,))
        element = data if given.get("targets") is None else (data, part("targets", ()))
        return Instance(dataset, {ELEMENT: element}, place=site.place)

    return run


def data_names(dataset: object) -> dict[str, object]:
    """Everything here under all its names."""
    assert isinstance(dataset, ClassValue)
    names: dict[str, object] = {
        f"keras.datasets.{name}.load_data": native(f"keras.datasets.{name}.load_data", loader(name, known))
        for name, known in KNOWN.items()
    }
    categorical, padded = native("to_categorical", to_categorical), native("pad_sequences", pad_sequences)
    from_folder = native("image_dataset_from_directory", folder_of_images(dataset))
    windows = native("timeseries_dataset_from_array", windows_of_series(dataset))
    for module in ("keras.utils", "keras.utils.np_utils"):
        names[f"{module}.to_categorical"] = categorical
        names[f"{module}.normalize"] = native("normalize", same)
    for module in ("keras.utils", "keras.preprocessing.sequence"):
        names[f"{module}.pad_sequences"] = padded
    for module in ("keras.utils", "keras.preprocessing", "keras.preprocessing.image"):
        names[f"{module}.image_dataset_from_directory"] = from_folder
    for module in ("keras.utils", "keras.preprocessing", "keras.preprocessing.sequence"):
        names[f"{module}.timeseries_dataset_from_array"] = windows
    for module in ("keras.utils", "keras.preprocessing.image"):
        names.update({f"{module}.{name}": function for name, function in image_functions().items()})
    for module in (
        "keras.preprocessing.image",
        "keras.src.legacy.preprocessing.image",
        "keras.legacy.preprocessing.image",
    ):
        names[f"{module}.ImageDataGenerator"] = image_generator(dataset)
    return names
