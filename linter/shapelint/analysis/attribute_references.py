"""What the source says of an attribute: where it is assigned, and whether anything reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from shapelint.files import MAX_FILE_SIZE, read_regular
from shapelint.frontends.attributes import framework_bases
from shapelint.interpret.domain.values import ClassValue, ModuleValue
from shapelint.interpret.interpreter import STUB, Interpreter
from shapelint.syntax import nodes
from shapelint.syntax.source import Place, SourceFile
from shapelint.syntax.walk import walk

BY_NAME = re.compile(
    r"\b(getattr|__dict__|children|named_children|_modules|named_modules|eval|exec|vars|get_submodule|locals)\b"
)
"""With these, an attribute may be read without being named."""
MOST_NEIGHBOURS = 200
OF_ANYTHING = re.compile(r"(?<!\bself)\.(\w+)")
"""An attribute of something else than `self`."""
QUOTED = re.compile(r"[\"'](?=([\w.]+)[\"'])")
WORD = re.compile(r"\w+")


def spelled(owner: ClassValue, name: str) -> str:
    """How a class writes the name of an attribute: what is its own (`_Net__name`) is `__name` there."""
    prefix = f"_{owner.name.lstrip('_')}"
    return name.removeprefix(prefix) if name.startswith(f"{prefix}__") and not name.endswith("__") else name


class Mentions:
    """The mentions of attributes in all files that the program has read, and in those beside them."""

    def __init__(self, m: Interpreter, module: ModuleValue) -> None:
        self._bases = framework_bases(m)
        self._modules = [v for v in (module, *m.modules.values()) if is_own(v.file)]
        self._classes = [c for v in self._modules for c in v.variables.values() if isinstance(c, ClassValue)]
        self._neighbours: dict[str, str] | None = None
        self._by_name: bool | None = None
        self._elsewhere: frozenset[str] | None = None
        self._read: dict[ClassValue, frozenset[str]] = {}
        self._assigned: dict[ClassValue, dict[str, int]] = {}
        self._words: dict[str, frozenset[str]] = {}

    def assigned(self, owner: ClassValue, name: str) -> Place | None:
        """The place of the value that `self.name` is given first in the class or its bases."""
        for base in owner.mro:
            file = base.module.file if base.module is not None else None
            if base.definition is None or not is_own(file) or file is None:
                continue
            at = self._assigned_in(base, base.definition).get(spelled(base, name))
            if at is not None:
                return Place(file, at)
        return None

    def _assigned_in(self, owner: ClassValue, definition: nodes.ClassDef) -> dict[str, int]:
        if owner not in self._assigned:
            found: dict[str, int] = {}
            for node in walk(definition.body):
                if isinstance(node, nodes.Assign):
                    for target in node.targets:
                        if isinstance(target, nodes.Attribute) and isinstance(target.value, nodes.Name):
                            found.setdefault(target.name, node.value.at)
            self._assigned[owner] = found
        return self._assigned[owner]

    def reads(self, owner: ClassValue, name: str) -> bool:
        """Whether anything may read the attribute: the class and its kin, other code by its name, or by no name at
        all. In doubt, it does."""
        if has_unread_methods(owner, self._bases) or self._reads_by_name():
            return True
        if any(spelled(base, name) in self._read_in(base) for base in self._kin(owner)):
            return True
        if self._elsewhere is None:
            texts = [v.file.text for v in self._modules if v.file is not None]
            self._elsewhere = frozenset(word for text in texts for word in named_elsewhere(text))
        return name in self._elsewhere or any(name in self._words[path] for path in self._texts_beside(owner))

    def _reads_by_name(self) -> bool:
        if self._by_name is None:
            self._by_name = any(v.file is not None and BY_NAME.search(v.file.text) for v in self._modules)
        return self._by_name

    def _kin(self, owner: ClassValue) -> Iterator[ClassValue]:
        """The class, its bases, and whatever may be mixed with it."""
        for other in dict.fromkeys((*owner.mro, *self._classes)):
            if other in owner.mro or owner in other.mro or any(c.unknown_base for c in other.mro):
                yield other

    def _read_in(self, owner: ClassValue) -> frozenset[str]:
        """The attributes that a class mentions otherwise than by assigning to them."""
        if owner not in self._read:
            self._read[owner] = frozenset() if owner.definition is None else self._found_in(owner.definition)
        return self._read[owner]

    def _found_in(self, definition: nodes.ClassDef) -> frozenset[str]:
        nodes_of_class = list(walk(definition.body))
        written = {
            id(target)
            for node in nodes_of_class
            if isinstance(node, nodes.Assign)
            for target in node.targets
            if isinstance(target, nodes.Attribute)
        }
        return frozenset(
            node.name for node in nodes_of_class if isinstance(node, nodes.Attribute) and id(node) not in written
        )

    def _texts_beside(self, owner: ClassValue) -> list[str]:
        """The paths of the other files of the folder that mention the class or its module: they may use its objects."""
        if self._neighbours is None:
            self._neighbours = {}
            known = {v.file.path for v in self._modules if v.file is not None}
            for file in {v.file.path for v in self._modules if v.file is not None}:
                for path in list(Path(file).parent.glob("*.py"))[:MOST_NEIGHBOURS]:
                    if str(path) not in known:
                        text = self._neighbours[str(path)] = readable(path)
                        self._words[str(path)] = frozenset(WORD.findall(text))
        stem = Path(owner.module.file.path).stem if owner.module is not None and owner.module.file is not None else ""
        module, name = re.compile(rf"\b{re.escape(stem)}\b"), re.compile(rf"\b{owner.name}\b")
        its_own = re.compile(rf"^\s*class {owner.name}\b", re.MULTILINE)
        return [
            path
            for path, text in self._neighbours.items()
            if module.search(text) or (name.search(text) and not its_own.search(text))
        ]


def has_unread_methods(owner: ClassValue, bases: frozenset[str]) -> bool:
    """Whether the class inherits methods whose source is not read: those of a framework's layer may use any attribute
    that the layer has."""
    return any(c.unknown_base or (c.definition is None and c.qualified_name not in bases) for c in owner.mro)


def readable(path: Path) -> str:
    found = read_regular(path, MAX_FILE_SIZE)
    return "" if isinstance(found, str) else found.decode("utf-8", "replace")


def is_own(file: SourceFile | None) -> bool:
    """Whether a file is the program's, and not one of the interpreter's own."""
    return file is not None and not file.path.startswith(STUB)


def named_elsewhere(text: str) -> Iterator[str]:
    """The names of attributes that a text takes of something else than `self`, and the words in its short texts."""
    yield from OF_ANYTHING.findall(text)
    for quoted in QUOTED.findall(text):
        yield from quoted.split(".")
