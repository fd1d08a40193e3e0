"""The frameworks and packages whose names mean something, each described in its own folder.

`frontends/<name>/framework.py` holds a record `FRAMEWORK`. Whoever needs to know something of a framework asks these
records. They are found by their folders and cost next to nothing; what they name is imported when it is first needed.
"""

from __future__ import annotations

import os
import sys

from shapelint.records import dataclass, field

TYPE_CHECKING = False  # type checkers take the name for true; the typing module is dear
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shapelint.frontends.inspection import Inspection
    from shapelint.frontends.stack_writing import StackWriter
    from shapelint.interpret.api.vocabulary import Entry
    from shapelint.interpret.domain.values import ClassValue, ModuleValue
    from shapelint.interpret.interpreter import External, Interpreter
    from shapelint.ir.dialect import Dialect

FRAMEWORKS = "frameworks"  # the key of the state in which an interpreter keeps those that it knows
_BUILT_IN: list[Framework] = []
_MENTIONS: list[str] = []


@dataclass(frozen=True, slots=True, eq=False)
class Framework:
    """A framework, or another package with declared names.

    `name` is that of its vocabulary. `packages` are the top-level packages whose modules `external` gives, as far
    as they are declared; one that has none is asked for those of all packages that nothing else answers for.
    `fallback` gives modules that are only known in part, where their source cannot be read. `dialect` describes its
    tensors and models, `inspection` shows its models to summaries and checks, and `layer_class` makes the class of
    a layer that is declared elsewhere; `stack_writer` writes a plain stack of any framework's layers. They are None
    for packages without models of their own. A file that has one of the words `mentions` in it is checked; see
    `mentions()` for those of shapelint's own. `distributions` are regular expressions for the names of packages
    from an index; a package that requires one of them is read. The source of `unread` packages never is. What is
    not known of `harmless` packages leaves what it is given as it is. `additions` are values by full name that it
    adds to other frameworks, by the framework's name.
    """

    name: str
    packages: tuple[str, ...]
    external: External | None = None
    fallback: External | None = None
    dialect: Callable[[], Dialect] | None = None
    inspection: Callable[[], Inspection] | None = None
    layer_class: Callable[[Interpreter, Entry], ClassValue] | None = None
    stack_writer: Callable[[], StackWriter] | None = None
    mentions: tuple[str, ...] = ()
    distributions: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    additions: Mapping[str, Callable[[Interpreter], Mapping[str, object]]] = field(default_factory=dict)


def mentions() -> list[str]:
    """The words by which a file shows that it is about a framework that shapelint brings: those in the files
    `mentions.txt` of the folders, which are asked for when nothing else has to be imported."""
    if not _MENTIONS:
        for path in _files("mentions.txt"):
            with open(path, encoding="utf-8") as file:
                _MENTIONS.extend(file.read().split())
    return _MENTIONS


def _files(name: str) -> list[str]:
    """The files of that name in the folders of the frameworks, in order."""
    here = os.path.dirname(__file__)
    paths = (os.path.join(here, folder, name) for folder in sorted(os.listdir(here)))
    return [path for path in paths if os.path.isfile(path)]


def built_in() -> list[Framework]:
    """The frameworks that shapelint brings, in the order of their folders' names."""
    if not _BUILT_IN:
        for path in _files("framework.py"):
            module = f"{__name__.rpartition('.')[0]}.{os.path.basename(os.path.dirname(path))}.framework"
            __import__(module)
            _BUILT_IN.append(sys.modules[module].FRAMEWORK)
    return _BUILT_IN


class Frameworks:
    """The frameworks that one interpreter knows."""

    def __init__(self, every: tuple[Framework, ...]) -> None:
        self.every = every
        self._by_package = {package: one for one in reversed(every) for package in (*one.packages, one.name)}
        self._others = tuple(one for one in every if one.external is not None and not one.packages)
        self._dialects: dict[str, Dialect] = {}

    def named(self, name: str) -> Framework | None:
        """The framework of that name, or with a package of it."""
        return self._by_package.get(name)

    def dialect(self, name: str) -> Dialect:
        """How a framework is written, by its name or that of a package of it."""
        known = self._dialects.get(name)
        if known is None:
            from shapelint.ir.dialect import NEUTRAL

            found = self._by_package.get(name)
            known = NEUTRAL if found is None or found.dialect is None else found.dialect()
            self._dialects[name] = known
        return known

    def external(self, m: Interpreter, name: str) -> ModuleValue | None:
        """The declared module of a full dotted name."""
        for one in self._answering(name):
            module = None if one.external is None else one.external(m, name)
            if module is not None:
                return module
        return None

    def fallback(self, m: Interpreter, name: str) -> ModuleValue | None:
        """The module of that name as far as it is known without its source."""
        owner = self._by_package.get(name.partition(".")[0])
        return None if owner is None or owner.fallback is None else owner.fallback(m, name)

    def additions_to(self, m: Interpreter, name: str) -> dict[str, object]:
        """What other packages add to the names of a framework."""
        makers = (one.additions[name] for one in self.every if name in one.additions)
        return {full: value for make in makers for full, value in make(m).items()}

    def _answering(self, name: str) -> Iterator[Framework]:
        owner = self._by_package.get(name.partition(".")[0])
        if owner is not None and owner.packages:
            yield owner
        yield from self._others


def layer_class(m: Interpreter, framework: str, entry: Entry) -> ClassValue:
    """The class of a layer that is declared elsewhere, a subclass of the framework's own layers."""
    found = frameworks_of(m).named(framework)
    assert found is not None
    assert found.layer_class is not None
    frameworks_of(m).external(m, framework)
    return found.layer_class(m, entry)


def frameworks_of(m: Interpreter) -> Frameworks:
    """The frameworks that an interpreter knows."""
    found = m.state[FRAMEWORKS]
    assert isinstance(found, Frameworks)
    return found
