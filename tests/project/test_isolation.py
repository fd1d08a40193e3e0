"""What one program does is nothing to the next: no file's findings depend on the files that are checked before it, and
whatever a program writes into, all that outlives its run is as before."""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Iterator
from functools import partial
from itertools import combinations
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

import pytest

from shapelint.analysis.engine import interpreter
from shapelint.frontends.external import Package
from shapelint.frontends.python.provider import NAMES
from shapelint.interpret import journal
from shapelint.interpret.domain.values import (
    ALWAYS,
    ClassValue,
    DictValue,
    Instance,
    IteratorValue,
    ListValue,
    SetValue,
)
from shapelint.interpret.raising.exceptions import OBJECT
from shapelint.project.check import workers
from shapelint.project.check.file_check import FileChecker
from shapelint.project.check.pipeline import check
from shapelint.project.check.request import CheckRequest
from shapelint.project.config.settings import SameSettings, Settings
from shapelint.project.results.file_result import FileResult
from shapelint.project.results.report import Report
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import SourceFile

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PACKAGES = ("torch", "keras", "tensorflow", "numpy", "einops", "lightning", "torchvision", "torchinfo", "cv2")
HEAP = (ClassValue, Instance, DictValue, ListValue, SetValue, IteratorValue)
AT_ONCE = 150
WRITES = """\
import dataclasses, functools, {modules}

def unknown_value(): return object_of_unknown.thing

for owner in ({names}):
    try:
        owner.width = 7
        setattr(owner, "depth", [1, 2])
        setattr(owner, unknown_value(), 3)
        owner.depth.append(4)
        owner.__init__ = lambda self, *arguments: None
        owner.__call__ = owner.forward = owner.call = lambda self, x: x
        owner.__getattr__ = lambda self, name: 5
        owner.__eq__ = owner.__iter__ = owner.__getitem__ = lambda self, *rest: 6
        del owner.__doc__, owner.__new__
    except Exception:
        pass
for owner in ({names}):
    try:
        owner["width"] = 7
        owner.update(width=7)
        owner.append(7)
        owner.add(7)
        owner.clear()
    except Exception:
        pass
for owner in ({names}):
    try:
        dataclasses.dataclass(owner)
        functools.wraps(owner)(owner)
        functools.lru_cache(owner)
        object_of_unknown.take(owner)
        class Own(owner, width=7):
            width = 7
        Own.width = Own.depth = 8
        Own().width = 9
        super(Own, Own()).width = 10
    except Exception:
        pass
if unknown_value():
    for owner in ({names}):
        try:
            owner.width = 8
            owner().width = 8
        except Exception:
            pass
"""


class NoFiles:
    """A project without any file."""

    def find(self, module_name: str, importing: SourceFile, level: int) -> Missing:
        return Missing("there are no files")


def declared(package: str) -> list[str]:
    """The names of all that a package is declared to hold."""
    with interpreter(NoFiles()) as m:
        for external in m.externals:
            external(m, package)
        found = [value for value in m.state.values() if isinstance(value, Package)]
        return sorted({name for one in found for name in (*one.native, *one.entries)})


def hostile_programs() -> Iterator[str]:
    """Programs that write into everything that can be imported."""
    names = sorted(dict.fromkeys([*NAMES, *(name for package in PACKAGES for name in declared(package))]))
    names = [name for name in names if all(part.isidentifier() for part in name.split("."))]
    names += ["logging.getLogger(__name__)", "logging.Handler", "typing.Sized", "typing.Protocol", "abc.ABC"]
    names += ["int", "dict", "object", "list", "type", "ValueError", "BaseException", "print", "type(print)"]
    names += ["keras.optimizers.Adam", "keras.losses.Loss", "keras.callbacks.Callback", "type(None)", "type([].append)"]
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        modules = {name.rpartition(".")[0] for name in some if "." in name and "(" not in name}
        imported = sorted(modules | {"abc", "keras", "logging", "torch", "typing"})
        yield WRITES.format(modules=", ".join(imported), names=", ".join([*some, "None"]))


def parts_of(value: object) -> list[object]:
    """What an object of shapelint's own, a container or a function holds; nothing of what belongs to others."""
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)
    if isinstance(value, FunctionType):
        cells = [cell.cell_contents for cell in value.__closure__ or () if cell != type(cell)()]
        return [*cells, *(value.__defaults__ or ()), *(value.__kwdefaults__ or {}).values(), value.__dict__]
    if isinstance(value, MethodType):
        return [value.__self__, value.__func__]
    if isinstance(value, partial):
        return [value.func, *value.args, value.keywords]
    if isinstance(value, type):
        return list(vars(value).values()) if value.__module__.startswith("shapelint") else []
    if isinstance(value, (ModuleType, BuiltinFunctionType)):
        return []
    if type(value).__module__.startswith("shapelint"):
        return [part for part in gc.get_referents(value) if not isinstance(part, type)]
    return []


def reached() -> dict[int, tuple[object, list[object]]]:
    """All that can be reached from the modules of shapelint, each with what it holds."""
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0].startswith("shapelint")]
    waiting: list[object] = [vars(module) for module in modules]
    found: dict[int, tuple[object, list[object]]] = {}
    while waiting:
        value = waiting.pop()
        if isinstance(value, (str, bytes, int, float, complex, type(None))) or id(value) in found:
            continue
        parts = parts_of(value)
        found[id(value)] = (value, parts)
        waiting += parts
    return found


WRITER = """\
import argparse, collections, enum, logging, dataclasses, sys, torch, keras, numpy
from torch import nn

logger = logging.getLogger(__name__)
logger.width = sys.stdout.width = torch.float32.width = 7
for owner in (
    argparse.Namespace, argparse.ArgumentParser, collections.OrderedDict, enum.Enum, logging.Logger, nn.Module,
    nn.Linear, torch.Tensor, keras.optimizers.Adam, keras.layers.Dense, keras.Model, numpy.ndarray, Exception,
    dataclasses.Field,
):
    owner.width = 7
nn.Linear.__init__ = lambda self, *sizes: nn.Module.__init__(self)
keras.layers.Dense.call = lambda self, inputs: inputs[:, :1]
"""
READER = """\
import argparse, collections, enum, logging, dataclasses, sys, torch, keras, numpy
from torch import nn

for owner in (
    argparse.Namespace, argparse.ArgumentParser, collections.OrderedDict, enum.Enum, logging.Logger, nn.Module,
    nn.Linear, torch.Tensor, keras.optimizers.Adam, keras.layers.Dense, keras.Model, numpy.ndarray, Exception,
    dataclasses.Field, logging.getLogger(__name__), sys.stdout, torch.float32,
):
    nn.Linear(3, 3)(torch.randn(2, getattr(owner, "width", 3)))
nn.Linear(3, 4)(torch.randn(2, 5))
keras.Sequential([keras.Input((8,)), keras.layers.Dense(4), keras.layers.Reshape((5,))])
"""
SAMPLES = ("torch/choices", "torch/hazards", "keras/cases", "keras/hazards")


def sampled(directory: Path) -> list[Path]:
    """Some fixtures of either framework, a program that writes into libraries and one that reads what is there."""
    found = [sorted((FIXTURES / name).rglob("*.py")) for name in SAMPLES]
    texts = {"writer": WRITER, "reader": READER}
    texts.update({f"fixture_{number}": some[len(some) // 2].read_text() for number, some in enumerate(found)})
    for name, text in texts.items():
        (directory / f"{name}.py").write_text(text)
    return [directory / f"{name}.py" for name in texts]


def checked(*paths: Path, jobs: int = 1) -> list[str]:
    """The diagnostics of files that are checked together, whatever their order."""
    report = check(CheckRequest(tuple(map(str, paths)), SameSettings(Settings()), jobs=jobs))
    assert isinstance(report, Report)
    assert not report.crashes
    return sorted(repr(found) for found in report.diagnostics)


def test_nothing_that_outlives_a_run_is_changed_by_a_program(tmp_path: Path) -> None:
    programs = list(hostile_programs())
    paths = [tmp_path / f"program_{number}.py" for number in range(len(programs))]
    for path, text in zip(paths, programs, strict=True):
        path.write_text(text)
    checked(*paths)  # every module that is loaded at its first use is loaded now
    before = reached()
    checked(*paths)
    after = reached()
    for number, (value, parts) in before.items():
        now = after.get(number)
        assert now is not None, f"is gone: {value!r:.300}"
        assert list(map(id, now[1])) == list(map(id, parts)), f"has changed: {value!r:.300}"


def test_what_a_program_finds_was_there_before_it() -> None:
    checked(FIXTURES / "torch" / "seeds")
    young = [value for value, _ in reached().values() if isinstance(value, HEAP) and value.born != ALWAYS]
    assert young == []


def test_files_are_checked_alike_alone_and_together_in_either_order(tmp_path: Path) -> None:
    paths = sampled(tmp_path)
    alone = {path: checked(path) for path in paths}
    assert len(alone[tmp_path / "reader.py"]) == 2
    for one, other in combinations(paths, 2):
        assert checked(one, other) == sorted(alone[one] + alone[other]), (one, other)
        assert checked(other, one) == sorted(alone[one] + alone[other]), (other, one)


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_files_are_checked_as_each_of_them_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(workers, "FEW", 1)
    paths = sampled(tmp_path)
    alone = {path: checked(path) for path in paths}
    everything = sorted(found for path in paths for found in alone[path])
    for order in (paths, paths[::-1]):
        assert checked(*order, jobs=jobs) == everything


class Interrupted(BaseException):
    """As the time of a file being up."""


def test_a_run_that_is_interrupted_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the interruption comes while what it has written is put back."""
    before = dict(OBJECT.variables)
    real, waiting = journal.restore, [Interrupted]

    def restore(*arguments: object) -> None:
        if waiting:
            raise waiting.pop()
        real(*arguments)

    monkeypatch.setattr(journal, "restore", restore)

    def write_and_fail() -> None:
        with interpreter(NoFiles()) as m:
            m.journal.record_write(OBJECT)
            OBJECT.variables["width"] = 7
            raise ZeroDivisionError

    with pytest.raises(Interrupted):
        write_and_fail()
    assert not waiting
    assert OBJECT.variables == before


@pytest.mark.slow
def test_all_fixtures_are_checked_alike_in_any_order() -> None:
    paths = sorted(FIXTURES.rglob("*.py"))
    orders = [random.Random(seed).sample(paths, len(paths)) for seed in (1, 2)]
    one, other = ({path: result_of(path) for path in order} for order in orders)
    assert one == other


def result_of(path: Path) -> list[str]:
    """The diagnostics of a file alone, before any comment silences one, and where inference stopped."""
    result = FileChecker(SameSettings(Settings()), [path]).check(path)
    assert isinstance(result, FileResult)
    return sorted(map(repr, (*result.diagnostics, *result.stops)))
