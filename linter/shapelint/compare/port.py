"""The Python that carries the weights of one model over to another: which array becomes which, and how it is turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.compare.align import Pair, align
from shapelint.compare.records import Architecture, Orders, Step, StepWeight
from shapelint.records import dataclass

HELPERS = '''
def reordered(array, axis, segments):
    """The elements along an axis in another order: of each run of them, as an array of the first sizes, transposed."""
    pieces, start = [], 0
    for sizes, order in segments:
        length = int(np.prod(sizes))
        piece = np.take(array, range(start, start + length), axis)
        whole = piece.reshape(*array.shape[:axis], *sizes, *array.shape[axis + 1 :])
        axes = [*range(axis), *(axis + i for i in order), *range(axis + len(sizes), whole.ndim)]
        pieces.append(whole.transpose(axes).reshape(piece.shape))
        start += length
    return np.concatenate(pieces, axis)


def blocks(array, axis, order):
    """Gates in another order."""
    return np.concatenate([np.split(array, len(order), axis)[i] for i in order], axis)


def load(path, expression):
    """The model that an expression over a file's names gives; a class or a function is called."""
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    value = eval(expression, runpy.run_path(path))
    return value() if inspect.isclass(value) or inspect.isfunction(value) else value


def carry(a, b):
    """Carry the weights of model a over to model b."""
    given = read_{reader}(a, SHAPES_A)
    arrays = read_{writer}(b, SHAPES_B)
    done = {{}}
    for target, shape, rows, sources, turn in MAP:
        held = []
        for name, expected, part in sources:
            if name not in given or given[name].shape != expected:
                found = given[name].shape if name in given else "not there"
                raise SystemExit(f"{{name}} of A is {{found}}, not {{expected}}")
            held.append(given[name][slice(*part)] if part else given[name])
        if target not in arrays or arrays[target].shape != shape:
            found = arrays[target].shape if target in arrays else "not there"
            raise SystemExit(f"{{target}} of B is {{found}}, not {{shape}}")
        made = turn(*held)
        place = done.setdefault(target, np.array(arrays[target]))
        if rows:
            place[slice(*rows)] = made
        elif made.shape != shape:
            raise SystemExit(f"{{target}} would be {{made.shape}}, not {{shape}}")
        else:
            place[...] = made
    write_{writer}(b, done, SHAPES_B)
    return b
'''

MAIN = """

if __name__ == "__main__":
    a = load({a[0]!r}, {a[1]!r})
    b = load({b[0]!r}, {b[1]!r})
    carry(a, b)
    print(f"{{len(MAP)}} arrays carried over")
"""


@dataclass(frozen=True, slots=True)
class Move:
    """One array of B: the arrays of A that it is made of, and the expression for it, in which they are called w or w,
    v."""

    target: StepWeight
    sources: tuple[StepWeight, ...]
    expression: str


def moves(one: Architecture, other: Architecture, pairs: Sequence[Pair]) -> Iterator[Move]:
    """What becomes of the weights of steps that are each other's; each array of B once."""
    done: set[tuple[str, tuple[int, int] | None]] = set()
    for a, b in pairs:
        for move in of_step(one.steps[a], other.steps[b]):
            key = (move.target.name, move.target.part)
            if key not in done:
                done.add(key)
                yield move


def of_step(first: Step, second: Step) -> Iterator[Move]:
    held = {weight.role: weight for weight in first.weights}
    for target in second.weights:
        source = held.get(target.role)
        direction, role = split_role(target.role)
        if source is not None and role not in ("bias", "recurrent bias", "biases"):
            if source.shape == target.shape:
                yield Move(target, (source,), turned("w", source, target))
            continue
        yield from of_bias(held, source, target, direction, role)


def split_role(role: str) -> tuple[str, str]:
    return ("backward ", role.removeprefix("backward ")) if role.startswith("backward ") else ("", role)


def of_bias(
    held: dict[str, StepWeight], source: StepWeight | None, target: StepWeight, direction: str, role: str
) -> Iterator[Move]:
    """Biases: one for the input and one for the state, their sum, or both in two rows."""
    inner, state, both = (held.get(f"{direction}{name}") for name in ("bias", "recurrent bias", "biases"))
    if role == "biases" and inner is not None and state is not None and target.shape == (2, *inner.shape):
        gates = [reblocked(name, 0, weight.gates, target.gates) for name, weight in (("w", inner), ("v", state))]
        yield Move(target, (inner, state), f"np.stack([{gates[0]}, {gates[1]}])")
    elif role in ("bias", "recurrent bias") and both is not None and both.shape == (2, *target.shape):
        row = 0 if role == "bias" else 1
        yield Move(target, (both,), reblocked(f"w[{row}]", 0, both.gates, target.gates))
    elif (
        role == "bias"
        and inner is not None
        and state is not None
        and target.shape == inner.shape
        and not is_pair(target)
    ):
        yield Move(target, (inner, state), reblocked("(w + v)", 0, inner.gates, target.gates))
    elif role == "recurrent bias" and state is None and inner is not None and inner.shape == target.shape:
        yield Move(target, (inner,), "np.zeros_like(w)")
    elif source is not None and source.shape == target.shape:
        yield Move(target, (source,), turned("w", source, target))


def is_pair(weight: StepWeight) -> bool:
    """Whether the weight stands beside a bias for the state."""
    return "bias_ih" in weight.name


def turned(name: str, source: StepWeight, target: StepWeight) -> str:
    """The expression that turns an array of A into one of B: into the neutral layout, and out of it."""
    text, axes = name, list(source.order)
    shape = tuple(source.stored[axis] for axis in axes)
    last = tuple(target.stored[axis] for axis in target.order)
    inverse = [target.order.index(axis) for axis in range(len(target.order))]
    rows = 1 if source.role.endswith("biases") else 0
    changed = source.gates != target.gates or source.permuted != target.permuted
    if not changed and shape == source.shape and last == target.shape:
        order = [axes[axis] for axis in inverse]
        return text if order == sorted(order) else f"{text}.transpose({listed(order)})"
    if axes != sorted(axes):
        text = f"{text}.transpose({listed(axes)})"
    if shape != source.shape:
        text = f"{text}.reshape({listed(source.shape)})"
    text = reblocked(text, rows, source.gates, target.gates)
    text = repermuted(text, source.permuted, target.permuted)
    if last != target.shape:
        text = f"{text}.reshape({listed(last)})"
    return text if inverse == sorted(inverse) else f"{text}.transpose({listed(inverse)})"


def listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def reblocked(text: str, axis: int, source: Sequence[int], target: Sequence[int]) -> str:
    """Gates from the order of A into that of B; `source` and `target` give the stored places of the neutral ones."""
    if tuple(source) == tuple(target):
        return text
    count = max(len(source), len(target))
    mine, theirs = source or tuple(range(count)), target or tuple(range(count))
    order = [mine[theirs.index(position)] for position in range(count)]
    return text if order == sorted(order) else f"blocks({text}, {axis}, ({listed(order)}))"


def repermuted(text: str, source: dict[int, Orders], target: dict[int, Orders]) -> str:
    """Elements from the order of A into the neutral one, and into that of B."""
    for axis in sorted({*source, *target}):
        if source.get(axis) == target.get(axis):
            continue
        if axis in source:
            segments = tuple(
                (one.sizes, tuple(sorted(range(len(one.axes)), key=one.axes.__getitem__))) for one in source[axis]
            )
            text = f"reordered({text}, {axis}, {segments!r})"
        if axis in target:
            found = []
            for one in target[axis]:
                neutral = sorted(range(len(one.axes)), key=one.axes.__getitem__)
                sizes = tuple(one.sizes[position] for position in neutral)
                found.append((sizes, tuple(neutral.index(position) for position in range(len(neutral)))))
            text = f"reordered({text}, {axis}, {tuple(found)!r})"
    return text


def script(one: Architecture, other: Architecture, first: tuple[str, str], second: tuple[str, str]) -> str:
    """The whole script; `first` and `second` are the files of both models, and the expressions for them."""
    pairs = align(one.steps, other.steps)
    found = list(moves(one, other, pairs))
    moved = {move.target.name for move in found}
    taken = {source.name for move in found for source in move.sources}
    left = [weight for step in other.steps for weight in step.weights if weight.name not in moved] + [*other.unused]
    lost = [weight for step in one.steps for weight in step.weights if weight.name not in taken] + [*one.unused]
    a, b = one.porting, other.porting
    imports = sorted({"import inspect", "import os", "import runpy", "import sys", *a.imports, *b.imports})
    title = f"Carries the weights of {one.name} (A) over to {other.name} (B)."
    parts = [
        f'"""{title}\n\nRun it where both models can be built, or import carry(a, b).\n"""\n',
        "\n".join(imports),
        "",
        f"SHAPES_A = {shapes(one)!r}",
        f"SHAPES_B = {shapes(other)!r}",
        "# An array of B, its shape, the rows of it that are meant (None: all), the arrays of A with their shapes and",
        "# rows, and how these are turned into it.",
        "MAP = [",
        *(row(move) for move in found),
        "]",
        *(f"# {weight.shown} {weight.stored} of B stays as it is: no array of A is its counterpart" for weight in left),
        *(f"# {weight.shown} {weight.stored} of A goes nowhere" for weight in lost),
    ]
    text = "\n".join(parts) + "\n"
    functions = dict.fromkeys((a.read, b.read, b.write))
    text += "\n" + "\n".join(functions) + HELPERS.format(reader=a.name, writer=b.name)
    return text + MAIN.format(a=first, b=second)


def row(move: Move) -> str:
    sources = tuple((weight.name, whole(weight), weight.part) for weight in move.sources)
    names = ", ".join(("w", "v")[: len(move.sources)])
    target = move.target
    held = f"{target.name!r}, {whole(target)!r}, {target.part!r}, {sources!r}"
    return f"    ({held}, lambda {names}: {move.expression}),"


def whole(weight: StepWeight) -> tuple[int, ...]:
    """The shape of the array that the weight is all of, or a part."""
    return weight.stored if weight.part is None else (3 * weight.stored[0], *weight.stored[1:])


def shapes(model: Architecture) -> list[tuple[int, ...]]:
    """The shapes of inputs to call the model on, with the axes in its order."""
    found: list[tuple[int, ...]] = []
    for one in model.inputs:
        sizes = [size if isinstance(size, int) else 2 for size in one.shape or ()]
        actual = list(sizes)
        for position, axis in enumerate(one.order):
            actual[axis] = sizes[position]
        found.append(tuple(actual))
    return found
