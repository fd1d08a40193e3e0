"""Files that are checked by an executor of the caller's: the same findings in the same order, and a lost worker costs
no more than its files."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

import shapelint
from shapelint.project.check import executors

WRONG = """\
import torch
from torch import nn

net = nn.Sequential(nn.Linear(8, {wide}), nn.Linear(12, 4))
net(torch.randn(2, 8))
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    for number in range(6):
        Path(f"net{number}.py").write_text(WRONG.format(wide=12 + number), encoding="utf-8")
    Path("plain.py").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(executors, "FILES_OF_A_PART", 2)
    return tmp_path


def findings(**options: Any) -> list[dict[str, object]]:
    return [found.to_dict() for found in shapelint.check_paths(".", **options)]


@pytest.mark.parametrize("kind", [ProcessPoolExecutor, ThreadPoolExecutor])
def test_the_same_findings(kind: type[Executor]) -> None:
    expected = findings()
    assert [Path(str(one["filename"])).name for one in expected] == [f"net{n}.py" for n in range(1, 6)]
    with kind(max_workers=2) as executor:  # type: ignore[call-arg]
        assert findings(executor=executor) == expected


def test_a_cluster(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    expected = findings()
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert findings(executor=client.get_executor(), cache_dir=tmp_path / "kept") == expected
    assert list((tmp_path / "kept").glob("*.json"))


def test_what_is_kept_is_not_handed_out(tmp_path: Path) -> None:
    expected = findings(cache_dir=tmp_path / "kept")
    assert findings(cache_dir=tmp_path / "kept", executor=Losing(10**6)) == expected


class Losing(Executor):
    """Loses the workers of its first so many tasks."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[tuple[str, ...]] = []

    def submit(self, function: Any, /, *arguments: Any, **keywords: Any) -> Future[Any]:
        self.asked.append(arguments[1])
        self.count -= 1
        future: Future[Any] = Future()
        if self.count >= 0:
            future.set_exception(BrokenProcessPool("a worker is gone"))
        else:
            future.set_result(function(*arguments))
        return future


def test_a_lost_worker_costs_a_second_try() -> None:
    expected = findings()
    executor = Losing(1)
    assert findings(executor=executor) == expected
    assert [len(part) for part in executor.asked] == [2, 2, 2, 1, 1, 1]


def test_a_file_whose_worker_is_lost_twice() -> None:
    executor = Losing(4)
    assert len(findings(executor=executor)) == 5
    assert len(executor.asked) == 4 + 7
    with pytest.warns(RuntimeWarning, match="the worker that checked it was lost; file skipped"):
        assert findings(executor=Losing(10**6)) == []


def die(*arguments: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_a_pool_that_is_broken() -> None:
    with ProcessPoolExecutor(max_workers=1) as executor:
        with pytest.raises(BrokenProcessPool):
            executor.submit(die).result()
        with pytest.warns(RuntimeWarning, match="lost"):
            assert findings(executor=executor) == []


def test_wrong_use_is_told() -> None:
    with ThreadPoolExecutor() as executor, pytest.raises(ValueError, match="SHP999"):
        shapelint.check_paths(".", select=["SHP999"], executor=executor)


def test_parts() -> None:
    for number in range(3):
        Path(f"large{number}.py").write_text("x = 1\n" * 20_000, encoding="utf-8")
    parts = executors.parts_of(["plain.py", "large0.py", "large1.py", "net0.py", "large2.py"])
    assert [len(part) for part in parts] == [2, 2, 1]
    assert sorted(path for part in parts for path in part) == sorted(
        ["plain.py", "large0.py", "large1.py", "net0.py", "large2.py"]
    )
