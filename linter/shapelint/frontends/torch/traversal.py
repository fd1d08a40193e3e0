"""Going through the modules of a model, as `modules()`, `children()` and `parameters()` do, where all that it holds is
known: one step costs the same, however deep the model is. Else the stub of `torch.nn.Module` goes through it, which
knows of what may be there besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelint.frontends.torch.module import MODULE, is_module
from shapelint.frontends.torch.parameters import gap_of, modules_below
from shapelint.interpret.domain.values import (
    DictValue,
    Instance,
    IteratorValue,
    Step,
    Suspended,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.state.escape import escape
from shapelint.ir import Tensor
from shapelint.records import dataclass, replace

WALKS = (
    "modules", "named_modules", "children", "named_children", "parameters", "named_parameters",
    "_shapelint_parameters",
)  # fmt: skip
CHANGED = "a model that changes while its modules are gone through"


@dataclass(frozen=True, slots=True)
class Level:
    """A module that is being gone through: its path, and how many of its children were given; -1 before itself."""

    module: Instance
    prefix: str
    position: int = -1


@dataclass(frozen=True, slots=True)
class Traversal(Suspended):
    """A walk through the modules of a model, between two of them: the levels that it is in, innermost last, and the
    modules that were given, which are given once."""

    levels: tuple[Level, ...]
    seen: frozenset[int] = frozenset()
    is_deep: bool = True
    is_named: bool = True

    def step(self, m: Interpreter, sent: object) -> Step:
        levels = self.levels
        while levels:
            outer, level = levels[:-1], levels[-1]
            if level.position < 0:
                levels = (*outer, replace(level, position=0))
                return self.given(level.prefix, level.module, levels)
            if gap_of(level.module):
                escape(m, self.holds(), CHANGED)
                m.may_raise()
                return Step(None, Unknown(CHANGED), Lost(self))
            held = list(held_modules(level.module).items())
            if level.position >= len(held):
                levels = outer
                continue
            name, child = held[level.position]
            levels = (*outer, replace(level, position=level.position + 1))
            if not isinstance(child, Instance) or id(child) in self.seen:
                continue
            path = f"{level.prefix}.{name}" if level.prefix else str(name)
            if not self.is_deep:
                return self.given(path, child, levels)
            levels = (*levels, Level(child, path))
        return Step(False)

    def given(self, path: str, module: Instance, levels: tuple[Level, ...]) -> Step:
        value = (path, module) if self.is_named else module
        return Step(True, value, replace(self, levels=levels, seen=self.seen | {id(module)}))

    def lost(self) -> Suspended:
        return Lost(self)

    def holds(self) -> Iterable[object]:
        return tuple(level.module for level in self.levels)


@dataclass(frozen=True, slots=True)
class Lost(Suspended):
    """A walk of which it is not known where it is."""

    began: Traversal

    def step(self, m: Interpreter, sent: object) -> Step:
        escape(m, self.holds(), CHANGED)
        return Step(None, Unknown(CHANGED), self)

    def lost(self) -> Suspended:
        return self

    def holds(self) -> Iterable[object]:
        return self.began.holds()


def held_modules(module: Instance) -> dict[object, object]:
    held = module.attributes.get("_modules")
    return dict(held.at_least()) if isinstance(held, DictValue) else {}


def is_known(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """Whether a model surely holds what it is seen to hold, and none of its classes goes through it in its own way."""
    model = arguments[0]
    if not isinstance(model, Instance) or not is_module(model):
        return False
    standard = next(c for c in model.type.mro if c.qualified_name == MODULE)
    classes = set()
    for module, _ in modules_below(model, True, set()):
        if gap_of(module):
            return False
        classes.add(module.type)
    return all(class_attribute(c, name) is standard.variables.get(name) for c in classes for name in WALKS)


def walk(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """The walk of `named_modules(prefix)`, `modules()` and so on: (model, deep, named, prefix)."""
    model, is_deep, is_named, prefix = arguments
    if not isinstance(model, Instance) or not isinstance(prefix, str):
        return m.unknown("modules under names that are not known", site.place)
    position = -1 if is_deep else 0
    start = Traversal((Level(model, prefix, position),), is_deep=bool(is_deep), is_named=bool(is_named))
    return IteratorValue([], pending=start)


def parameters(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """The pairs of `named_parameters(prefix, recurse)` of a model that is known."""
    model, prefix, recurse = arguments
    if not isinstance(model, Instance) or not isinstance(prefix, str) or not isinstance(recurse, bool):
        return m.unknown("parameters under names that are not known", site.place)
    return IteratorValue(list(held_parameters(model, prefix, recurse, set())))


def held_parameters(module: Instance, prefix: str, recurse: bool, seen: set[int]) -> Iterator[tuple[str, Tensor]]:
    """The parameters of a module and, if wanted, of those below it, each module once."""
    seen.add(id(module))
    held = module.attributes.get("_parameters")
    before = f"{prefix}." if prefix else ""
    for name, value in held.at_least().items() if isinstance(held, DictValue) else ():
        if isinstance(value, Tensor):
            yield f"{before}{name}", value
    for name, child in held_modules(module).items() if recurse else ():
        if isinstance(child, Instance) and id(child) not in seen:
            yield from held_parameters(child, f"{before}{name}", True, seen)


NATIVE = {"_shapelint_is_known": is_known, "_shapelint_walk": walk, "_shapelint_held": parameters}
"""What the stub calls, as methods of `torch.nn.Module`."""
