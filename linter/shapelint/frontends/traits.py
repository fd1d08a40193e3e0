"""What decides an operation's values and not its shapes, in neutral words: a framework states by a table what its
arguments mean.

Each argument's name stands for one thing throughout a framework: `eps` is the epsilon of a normalization wherever it is
written. A table maps names to neutral ones; what it does not list, and the operation does not hold, is kept under its
own name, and can be compared with itself alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.values import DeclaredFunction, Instance, ListValue, NativeFunction, Unknown
from shapelint.ir import BoundArgument, Node, Tensor
from shapelint.ops.pointwise.activation import Activation
from shapelint.records import dataclass, field

Convert = Callable[[object], object]


@dataclass(frozen=True, slots=True, eq=False)
class Trait:
    """What an argument means: its neutral name and how its value is said neutrally. In `training` it matters in
    training alone; an `initial` one says what weights begin with."""

    name: str
    convert: Convert | None = None
    training: bool = False
    initial: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TraitTable:
    """The arguments of a framework: what those mean that decide values, which ones operations hold already or no value
    depends on (`held`), and exceptions by the short name of a layer or function (None: held)."""

    traits: Mapping[str, Trait]
    held: frozenset[str]
    exceptions: Mapping[str, Mapping[str, Trait | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """The traits of one operation as run. `activation` is applied to what it gives (None: none); `others` are arguments
    that no table explains, under their own names, `unknown` why one of its values is not known ("" when all are)."""

    values: Mapping[str, object]
    training: Mapping[str, object]
    initial: Mapping[str, object]
    activation: object = None
    others: Mapping[str, object] = field(default_factory=dict)
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class NamedActivation:
    """An activation that an argument names: a neutral name, and its numbers."""

    name: str
    numbers: tuple[tuple[str, object], ...] = ()


def traits_of(node: Node, table: TraitTable) -> Traits:
    """The traits of an operation, from the arguments of its layer's construction and of its call."""
    given: dict[str, BoundArgument] = {**(node.definition.arguments if node.definition is not None else {})}
    given.update({name: one for name, one in node.arguments.items() if name not in given})
    return traits_among(given, node.callee, table)


def traits_among(given: Mapping[str, BoundArgument], callee: str, table: TraitTable) -> Traits:
    """The traits that arguments of a layer or function state."""
    special = table.exceptions.get(callee.rpartition(".")[2], {})
    values: dict[str, object] = {}
    training: dict[str, object] = {}
    initial: dict[str, object] = {}
    others: dict[str, object] = {}
    unknown = ""
    for name, argument in given.items():
        trait = special[name] if name in special else table.traits.get(name)
        value = argument.value
        if is_data(value) or (trait is None and (name in table.held or name in special)):
            continue
        if isinstance(value, Unknown):
            unknown = unknown or f"the argument {name} of {callee}: {value.reason}"
            continue
        if trait is None:
            others[name] = plain(value)
            continue
        held = initial if trait.initial else training if trait.training else values
        held[trait.name] = plain(value) if trait.convert is None else trait.convert(value)
    return Traits(values, training, initial, values.pop("activation", None), others, unknown)


def is_data(value: object) -> bool:
    """Whether an argument is what an operation is applied to."""
    items = value if isinstance(value, tuple) else value.seen() if isinstance(value, ListValue) else (value,)
    return bool(items) and any(isinstance(item, Tensor) for item in items)


def plain(value: object) -> object:
    """A value that can be compared with that of another program."""
    if isinstance(value, ListValue):
        return tuple(plain(item) for item in value.seen())
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, (NativeFunction, DeclaredFunction)):
        return name_of_function(value)
    if isinstance(value, Instance):
        return value.type.name
    return value


def name_of_function(value: NativeFunction | DeclaredFunction) -> str:
    name = value.entry.name if isinstance(value, DeclaredFunction) else value.name
    return name.rpartition(".")[2]


def activation(value: object, synonyms: Mapping[str, NamedActivation | None]) -> object:
    """The activation that an argument names, by text, function or layer; None for none. One that the program has
    written itself is an Unknown."""
    if isinstance(value, Instance) and isinstance(value.payload, Layer):
        operation = value.payload.operation
        return NamedActivation(operation.name) if isinstance(operation, Activation) else Unknown("an activation")
    name = value if isinstance(value, str) else plain(value)
    if name is None:
        return None
    if not isinstance(name, str) or not isinstance(value, (str, NativeFunction, DeclaredFunction)):
        return Unknown("an activation of the program's own")
    return synonyms[name] if name in synonyms else NamedActivation(name)
