"""Runs a text with CPython and with the interpreter, and gives the plain values of its public names."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from pathlib import Path

from shapelint.analysis.engine import interpreter
from shapelint.analysis.entries import run_script
from shapelint.interpret.domain.values import ListValue, ModuleValue, SetValue, Unknown
from shapelint.interpret.plain_values import is_plain, plain
from shapelint.ir.run import Run
from shapelint.project.files.imports import ProjectFiles
from shapelint.syntax import nodes, parse
from shapelint.syntax.imports import ImportResolver, Missing
from shapelint.syntax.source import SourceFile

PLAIN = (int, float, complex, str, bytes, bool, type(None))


class NoImports:
    """A resolver for programs of one file."""

    def find(self, module_name: str, importing: SourceFile, level: int) -> SourceFile | Missing:
        return Missing(f"{module_name} is not there")


def is_plain_type(value: object) -> bool:
    """Whether a CPython value is plain all through: numbers, texts, and the built-in containers of those."""
    if type(value) in (list, tuple, set, frozenset, deque):
        return all(is_plain_type(v) for v in value)  # type: ignore[attr-defined]
    if type(value) in (dict, OrderedDict, defaultdict, Counter):
        return all(is_plain_type(k) and is_plain_type(v) for k, v in value.items())  # type: ignore[attr-defined]
    return type(value) in PLAIN


def comparable(value: object) -> object:
    """A plain value with its types written out, so that 1, 1.0 and True differ, and deques and lists do not."""
    if isinstance(value, (list, deque)):
        return ("list", [comparable(v) for v in value])
    if isinstance(value, tuple):
        return ("tuple", [comparable(v) for v in value])
    if isinstance(value, (set, frozenset)):
        return ("set", sorted(repr(comparable(v)) for v in value))
    if isinstance(value, dict):
        return ("dict", [(comparable(k), comparable(v)) for k, v in value.items()])
    return (type(value).__name__, repr(value))


def as_plain(value: object) -> object:
    """An interpreted value as CPython's; raises ValueError for one that is not exact."""
    if isinstance(value, SetValue) and not value.open and all(is_plain(v) for v in value.at_least()):
        return {plain(v) for v in value.at_least()}
    if isinstance(value, ListValue) and not value.open:
        return [as_plain(v) for v in value.at_least()]
    if isinstance(value, tuple):
        return tuple(as_plain(v) for v in value)
    if isinstance(value, range) or not is_plain(value):
        raise ValueError("not exact")
    return plain(value)


def executed(text: str, **given: object) -> dict[str, object]:
    """The public names that CPython leaves behind. Raises what the text raises."""
    names: dict[str, object] = {"__name__": "__main__", **given}
    exec(compile(text, "snippet", "exec", dont_inherit=True), names)
    return {n: v for n, v in names.items() if not n.startswith("_") and n not in given}


def interpreted(text: str, path: Path | None = None) -> tuple[ModuleValue, Run]:
    """The module and the run that the interpreter leaves behind; imports are found when the text is a file's."""
    resolver: ImportResolver = NoImports()
    file = SourceFile("snippet.py", text)
    if path is not None:
        resolver = ProjectFiles()
        opened = resolver.open(path)
        assert isinstance(opened, SourceFile)
        file = opened
    tree = parse(file)
    assert isinstance(tree, nodes.Module), tree
    with interpreter(resolver) as m:
        return run_script(m, file, tree)


def difference(name: str, wanted: object, module: ModuleValue) -> str:
    """How the interpreter's value of a name differs from CPython's: "wrong ...", "imprecise ...", or "" for not at
    all."""
    if name not in module.variables:
        return f"imprecise {name}: missing"
    value = module.variables[name]
    try:
        found = as_plain(value)
    except (ValueError, TypeError):
        reason = value.reason if isinstance(value, Unknown) else type(value).__name__
        return f"imprecise {name}: {reason} for {wanted!r}"
    return "" if comparable(found) == comparable(wanted) else f"wrong {name}: {found!r} for {wanted!r}"
