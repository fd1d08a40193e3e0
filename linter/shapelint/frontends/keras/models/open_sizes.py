"""Sizes that a symbolic tensor leaves open, which a program reads as None, and which no weight can have."""

from __future__ import annotations

from weakref import WeakSet

from shapelint.frontends.keras.models.history import history
from shapelint.interpret.api.binding import reject
from shapelint.interpret.api.vocabulary import Rejected
from shapelint.interpret.domain.values import Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import OPEN_BATCH, Kind, Shape
from shapelint.ops.operation import Operation
from shapelint.symbolic import Expression, Symbol, fresh, symbols
from shapelint.syntax.source import Place

OPEN_SIZES: WeakSet[Symbol] = WeakSet((OPEN_BATCH,))


def tensor_shape(shape: tuple[object, ...], name: str) -> Shape:
    """A Keras shape as sizes: None is the open batch in front, and a free size elsewhere."""
    sizes: list[int | Expression] = []
    for position, size in enumerate(shape):
        if isinstance(size, (int, Expression)):
            sizes.append(size)
        elif size is None:
            sizes.append(OPEN_BATCH if position == 0 else open_size(f"{name}_{position}"))
        else:
            sizes.append(size.as_size() if isinstance(size, Unknown) else fresh("unknown", low=0))
    return tuple(sizes)


def open_size(name: str) -> Symbol:
    size = Symbol(name)
    OPEN_SIZES.add(size)
    return size


def is_open(size: object) -> bool:
    """Whether a size hangs on nothing but what an Input leaves open, so that Keras has None for it."""
    found = symbols(size) if isinstance(size, Expression) else frozenset()
    return bool(found) and all(symbol in OPEN_SIZES for symbol in found)


def keras_shape(shape: Shape) -> tuple[object, ...]:
    """A shape as a Keras program reads it: None for what is open."""
    return tuple(None if is_open(size) else size for size in shape)


def refuse_open_weights(m: Interpreter, callee: str, operation: Operation, place: Place | None) -> None:
    """The finding for a layer that is built on a symbolic tensor, and would have a weight of an open size
    (`initialize` in keras/src/backend/common/variables.py)."""
    shapes = {**(operation.parameters() or {}), **operation.state()}
    name, shape = next(((n, s) for n, s in shapes.items() if any(map(is_open, s))), ("", ()))
    if name and history(m).is_symbolic():
        refuse_weight(m, callee, name.rpartition("/")[2], shape, place)


def refuse_open_weight(m: Interpreter, shape: object, site: Site) -> None:
    """The finding for `add_weight` with a size that is None."""
    track = history(m)
    if isinstance(shape, tuple) and None in shape and (track.depth == 0 or track.is_symbolic()):
        refuse_weight(m, "add_weight", "weight", shape, site.place)


def refuse_weight(m: Interpreter, callee: str, name: str, shape: tuple[object, ...], place: Place | None) -> None:
    history(m).refused_builds += 1
    shown = ", ".join(str(size) if isinstance(size, int) else "None" for size in shape)
    text = f"the {name} would have the shape ({shown}{',' * (len(shape) == 1)}), with a size that the input leaves open"
    reject(m, Rejected(Kind.HYPERPARAMETER, None, text), callee, place, {})
