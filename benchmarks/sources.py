"""The model files that the mutation benchmark starts from, and how the real framework runs each."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from mutants import without_checks

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "tests" / "fixtures"))

from expectations import ROOT, Fixture, read_fixtures  # noqa: E402

Call = dict[str, object]

TORCHVISION_MODELS = {
    "alexnet": ["alexnet"],
    "convnext": ["convnext_tiny"],
    "densenet": ["densenet121"],
    "efficientnet": ["efficientnet_b0", "efficientnet_v2_s"],
    "googlenet": ["googlenet"],
    "inception": ["inception_v3"],
    "maxvit": ["maxvit_t"],
    "mnasnet": ["mnasnet0_5", "mnasnet1_0"],
    "mobilenetv2": ["mobilenet_v2"],
    "mobilenetv3": ["mobilenet_v3_small", "mobilenet_v3_large"],
    "regnet": ["regnet_x_400mf", "regnet_y_400mf"],
    "resnet": ["resnet18", "resnet50"],
    "shufflenetv2": ["shufflenet_v2_x0_5"],
    "squeezenet": ["squeezenet1_0", "squeezenet1_1"],
    "swin_transformer": ["swin_t", "swin_v2_t"],
    "vgg": ["vgg11", "vgg11_bn"],
    "vision_transformer": ["vit_b_32"],
}
"""The smallest models of each file of torchvision.models that classify images and reach the file's every class."""

KERAS_APPLICATIONS = {
    "convnext": ["ConvNeXtTiny"],
    "densenet": ["DenseNet121"],
    "efficientnet": ["EfficientNetB0"],
    "efficientnet_v2": ["EfficientNetV2B0"],
    "inception_resnet_v2": ["InceptionResNetV2"],
    "inception_v3": ["InceptionV3"],
    "mobilenet": ["MobileNet"],
    "mobilenet_v2": ["MobileNetV2"],
    "mobilenet_v3": ["MobileNetV3Small", "MobileNetV3Large"],
    "nasnet": ["NASNetMobile"],
    "resnet": ["ResNet50"],
    "resnet_v2": ["ResNet50V2"],
    "vgg16": ["VGG16"],
    "vgg19": ["VGG19"],
    "xception": ["Xception"],
}
"""The smallest models of each file of keras.applications."""


@dataclass(frozen=True)
class ModelFile:
    """A model file: `file` is its path below `root`. `driver` and `calls` are what truth.py calls so; `lines` are the
    driver's calls written as source, and `inputs` the same as `--input` spells them."""

    name: str
    framework: str
    root: Path
    file: str
    text: str
    driver: dict[str, object] | None = None
    calls: tuple[Call, ...] = ()
    lines: str = ""
    inputs: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        return self.root / self.file

    def lines_for(self, row: int) -> str:
        """The calls that truth.py makes when the change is in that line, written as source."""
        return call_lines(self.calls_for(row)) if self.calls else self.lines

    def calls_for(self, row: int) -> list[Call]:
        """The calls that a change in a line asks for: those of the table, and the factory that the line is in. No line
        has the number 0."""
        calls = list(self.calls)
        for node in ast.parse(self.text).body:
            is_factory = isinstance(node, ast.FunctionDef) and is_called_with_weights_alone(node)
            if calls and is_factory and node.lineno <= row <= (node.end_lineno or 0) and node.name[:1] != "_":
                call = {**calls[0], "model": f"{node.name}(weights=None)"}
                if call not in calls:
                    calls.append(call)
        return calls


def is_called_with_weights_alone(node: ast.FunctionDef) -> bool:
    """Whether a function takes `weights`, and needs nothing else."""
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    required = positional[: len(positional) - len(arguments.defaults)]
    required += [a for a, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if default is None]
    return "weights" in {a.arg for a in arguments_of(node)} and {a.arg for a in required} <= {"weights"}


def arguments_of(node: ast.FunctionDef) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]


def call_lines(calls: Iterable[Call]) -> str:
    """Calls written as source. The models of keras.applications are whole as they are built, and are not called."""
    lines = []
    for call in calls:
        shapes: Iterable[object] = call["inputs"]  # type: ignore[assignment]
        tensors = ", ".join(f"_torch.zeros({shape})" for shape in shapes)
        lines.append(f"{call['model']}({tensors})" if tensors else str(call["model"]))
    return "\n".join(["import torch as _torch", *lines] if any(call["inputs"] for call in calls) else lines)


def fixture_files(framework: str) -> Iterator[ModelFile]:
    """Every fixture of a framework that announces no error, without what its script asserts in the end."""
    for fixture in read_fixtures():
        text = without_checks(fixture.path.read_text(encoding="utf-8"))
        if fixture.framework == framework and not fixture.expectations and text.strip():
            driver = asdict(fixture.driver) if fixture.driver else None
            yield ModelFile(fixture.name, framework, ROOT, fixture.name, text, driver, (), *as_written(fixture))


def as_written(fixture: Fixture) -> tuple[str, tuple[str, ...]]:
    """The driver's calls as lines of source, and the input of its only call as `--input` spells it."""
    driver = fixture.driver
    if driver is None:
        return "", ()
    lines = [f"import {'torch' if fixture.framework == 'torch' else 'numpy'} as _library", f"model = {driver.model}"]
    for call in driver.calls:
        dtypes = driver.dtypes or ("float32",) * len(call)
        made = [f"_library.zeros({shape}, dtype=_library.{dtype})" for shape, dtype in zip(call, dtypes, strict=True)]
        lines += [f"inputs = [{', '.join(made)}]", driver.call]
    if len(driver.calls) != 1:
        return "\n".join(lines), ()
    dtypes = driver.dtypes or ("float32",) * len(driver.calls[0])
    specs = [f"{','.join(map(str, s))}:{dtype}" for s, dtype in zip(driver.calls[0], dtypes, strict=True)]
    return "\n".join(lines), tuple(specs)


def torchvision_files(root: Path) -> Iterator[ModelFile]:
    """The files of torchvision.models that classify images, below the directory that holds the package. Models are
    called as they are built, in training mode, which takes two images for normalisation over the batch."""
    for stem, factories in TORCHVISION_MODELS.items():
        file = f"torchvision/models/{stem}.py"
        shape = (2, 3, 299, 299) if stem == "inception" else (2, 3, 224, 224)
        calls: tuple[Call, ...] = tuple({"model": f"{f}(weights=None)", "inputs": [shape]} for f in factories)
        text = (root / file).read_text(encoding="utf-8")
        yield ModelFile(file, "torch", root, file, text, None, calls)


def keras_application_files(root: Path) -> Iterator[ModelFile]:
    """The files of keras.applications, below the directory that holds the package; a model is built, not called."""
    for stem, factories in KERAS_APPLICATIONS.items():
        file = f"keras/src/applications/{stem}.py"
        calls: tuple[Call, ...] = tuple({"model": f"{f}(weights=None)", "inputs": []} for f in factories)
        text = (root / file).read_text(encoding="utf-8")
        yield ModelFile(file, "keras", root, file, text, None, calls)
