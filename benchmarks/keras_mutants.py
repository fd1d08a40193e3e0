"""The harder mutants that Keras needs, which takes a layer's input channels from its input: layers dropped and doubled,
inputs of another rank, kernels larger than their input, other merge axes, `data_format` flipped."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import chain

from mutants import Edit, Mutant, Source, is_integer, name_of, number_mutants, unique

POOLS = tuple(
    f"{kind}{name}{rank}D" for kind in ("Max", "Average") for name in ("Pool", "Pooling") for rank in (1, 2, 3)
)
WINDOWS = ("Conv1D", "Conv2D", "Conv3D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D", *POOLS)
SPATIAL = (*WINDOWS, "Conv2DTranspose", "Conv3DTranspose", "UpSampling2D", "ZeroPadding2D", "GlobalAveragePooling2D")
MERGES = ("Concatenate", "concatenate", "Dot", "dot")
FLIPPED = {"channels_last": "channels_first", "channels_first": "channels_last"}


def layer_lines(source: Source) -> Iterator[Mutant | None]:
    """Elements of `Sequential([...])`, lines `model.add(...)` and lines `x = Layer(...)(x)`, dropped and doubled."""
    for call in source.calls():
        if name_of(call) == "Sequential" and call.args and isinstance(call.args[0], ast.List):
            yield from list_elements(source, call.args[0])
    for node in ast.walk(source.tree):
        match node:
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr="add"))):
                yield from line(source, node)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=[ast.Name(id=argument), *_])):
                if name == argument:
                    yield from line(source, node)


def list_elements(source: Source, layers: ast.List) -> Iterator[Mutant | None]:
    for index, layer in enumerate(layers.elts):
        last = index + 1 == len(layers.elts)
        end = source.end(layer) if last else source.start(layers.elts[index + 1])
        yield source.mutant("layer", "dropped", layer, [Edit(source.start(layer), end, "")])
        doubled = f"{source.segment(layer)}, "
        yield source.mutant("layer", "doubled", layer, [Edit(source.start(layer), source.start(layer), doubled)])


def line(source: Source, node: ast.stmt) -> Iterator[Mutant | None]:
    yield source.mutant("layer", "dropped", node, [source.replace(node, "pass")])
    again = source.segment(node) + "\n" + " " * node.col_offset
    yield source.mutant("layer", "doubled", node, [Edit(source.start(node), source.start(node), again)])


def input_ranks(source: Source) -> Iterator[Mutant | None]:
    """An input's shape with one axis less, and with one more."""
    for call in source.calls():
        shapes = [k.value for k in call.keywords if k.arg in ("shape", "input_shape", "batch_shape")]
        if name_of(call) in ("Input", "InputLayer"):
            shapes += call.args[:1]
        for shape in shapes:
            if isinstance(shape, ast.Tuple) and shape.elts:
                parts = [source.segment(element) for element in shape.elts]
                for change, texts in (("axis less", parts[1:]), ("axis more", [*parts, "3"])):
                    inner = "".join(f"{text}, " for text in texts).rstrip(" ")
                    yield source.mutant("input", change, shape, [source.replace(shape, f"({inner})")])


def large_windows(source: Source) -> Iterator[Mutant | None]:
    """Kernels and pooling windows larger than their input."""
    for call in source.calls():
        name = name_of(call)
        if name not in WINDOWS:
            continue
        position = 0 if "Pool" in name or name.startswith("Depthwise") else 1
        windows = [k.value for k in call.keywords if k.arg in ("kernel_size", "pool_size")]
        for window in [*windows, *call.args[position : position + 1]]:
            size = "37" if "3D" in name else "131"  # larger than the inputs here, and still held in memory
            yield source.mutant("window", "too large", window, [source.replace(window, size)])


def merge_axes(source: Source) -> Iterator[Mutant | None]:
    for call in source.calls():
        if name_of(call) not in MERGES:
            continue
        axes = [k.value for k in call.keywords if k.arg in ("axis", "axes")]
        for axis in axes:
            for value in ("1", "2", "-2", "5"):
                yield source.mutant("merge axis", value, axis, [source.replace(axis, value)])
        if not axes and name_of(call) in ("Concatenate", "concatenate"):
            for value in ("1", "2", "5"):
                yield source.mutant("merge axis", value, call, [add_keyword(source, call, f"axis={value}")])


def data_formats(source: Source) -> Iterator[Mutant | None]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and node.value in FLIPPED:
            flipped = repr(FLIPPED[str(node.value)])
            yield source.mutant("data_format", "flipped", node, [source.replace(node, flipped)])
    for call in source.calls():
        if name_of(call) in SPATIAL and all(k.arg != "data_format" for k in call.keywords):
            edit = add_keyword(source, call, 'data_format="channels_first"')
            yield source.mutant("data_format", "flipped", call, [edit])


def add_keyword(source: Source, call: ast.Call, text: str) -> Edit:
    """An edit that gives a call one more keyword argument."""
    end = source.end(call) - 1
    before = source.data[:end].decode().rstrip()
    separator = "" if before.endswith(("(", ",")) else ", "
    return Edit(end, end, separator + text)


def reshape_targets(source: Source) -> Iterator[Mutant | None]:
    """Reshape targets with one axis less."""
    for call in source.calls():
        if name_of(call) in ("Reshape", "reshape") and call.args and isinstance(call.args[-1], ast.Tuple):
            target = call.args[-1]
            if any(is_integer(element) for element in target.elts):
                inner = "".join(f"{source.segment(e)}, " for e in target.elts[1:]).rstrip(" ")
                yield source.mutant("reshape", "axis less", target, [source.replace(target, f"({inner})")])


def hard_mutants(text: str) -> list[Mutant]:
    source = Source(text)
    families = (layer_lines, input_ranks, large_windows, merge_axes, data_formats, reshape_targets)
    return [m for m in unique(chain.from_iterable(family(source) for family in families)) if is_python(m.text)]


def is_python(text: str) -> bool:
    try:
        compile(text, "", "exec", ast.PyCF_ONLY_AST)
    except SyntaxError:
        return False
    return True


def keras_mutants(text: str) -> list[Mutant]:
    """The mutants of a Keras text: its numbers changed, and the harder ones, each text once."""
    return unique([*hard_mutants(text), *number_mutants(text)])
