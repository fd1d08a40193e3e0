"""For random chains of layers that end in a Linear, what is said of input sizes equals what torch does with each of
them, on the meta device: square images of sides 1 to 256, and a sample of rectangles.

    python -m pytest -m slow tests/analysis/test_fit_against_torch.py     # many more chains
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import shapelint

LARGEST = 256
RECTANGLES = tuple((h, w) for h in (1, 5, 9, 14, 22, 31, 40, 57, 96) for w in (2, 7, 16, 27, 33, 64, 130) if h != w)
FILE = "chain.py"


@dataclass(frozen=True)
class Chain:
    """Layers as source text, and how many channels come out of them."""

    layers: tuple[str, ...]
    channels: int

    def source(self, features: int) -> str:
        listed = [*self.layers, "nn.Flatten()", f"nn.Linear({features}, 2)"]
        assigned = "".join(f"        self.l{i} = {layer}\n" for i, layer in enumerate(listed))
        called = "".join(f"        x = self.l{i}(x)\n" for i in range(len(listed)))
        return (
            "import torch\nfrom torch import nn\n\n\nclass Chain(nn.Module):\n    def __init__(self):\n"
            f"        super().__init__()\n{assigned}\n    def forward(self, x):\n{called}        return x\n"
        )


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    channels, layers = 3, []
    for position in range(draw(st.integers(1, 4))):
        kernel, stride, padding = draw(st.integers(1, 5)), draw(st.integers(1, 3)), draw(st.integers(0, 2))
        if position == 0 or draw(st.booleans()):
            after = draw(st.sampled_from([1, 2, 5, 8]))
            dilation = draw(st.sampled_from([1, 1, 2]))
            layers.append(f"nn.Conv2d({channels}, {after}, {kernel}, {stride}, {padding}, dilation={dilation})")
            channels = after
        else:
            ceil = draw(st.booleans())
            layers.append(f"nn.MaxPool2d({kernel}, {stride}, {min(padding, kernel // 2)}, ceil_mode={ceil})")
    return Chain(tuple(layers), channels)


@st.composite
def chains_with_features(draw: st.DrawFn) -> tuple[Chain, int]:
    chain = draw(chains())
    side = draw(st.integers(1, 9))
    other = draw(st.sampled_from([side, side, draw(st.integers(1, 9))]))
    return chain, chain.channels * side * other + draw(st.sampled_from([0, 0, 0, 1]))


def accepting(chain: Chain, features: int) -> Iterator[tuple[int, int]]:
    """The sizes that torch takes."""
    layers = torch.nn.Sequential(*(eval(layer, {"nn": torch.nn}) for layer in chain.layers)).to("meta")
    for height, width in (*((side, side) for side in range(1, LARGEST + 1)), *RECTANGLES):
        with contextlib.suppress(RuntimeError):
            if layers(torch.empty(2, 3, height, width, device="meta")).flatten(1).shape[1] == features:
                yield height, width


def judge(chain: Chain, features: int) -> None:
    text = chain.source(features)
    fitting = set(accepting(chain, features))
    found = shapelint.check_source(text, filename=FILE, select=["SHP1"])
    if fitting:
        assert not found, (text, fitting, found)
    sides = {height for height, width in fitting if height == width}
    solved = solved_sides(text)
    assert {side for side in solved if side <= LARGEST} == sides, (text, sides)
    if not fitting and not solved and not found:
        assert rectangle(text) is not None, text
    if (size := rectangle(text)) is not None:
        assert fits(chain, features, *size), (text, size)


def solution(text: str) -> tuple[dict[str, object], object]:
    """What the solver says of the chain's requirements."""
    from shapelint.analysis.accepts import free_sizes, gathered
    from shapelint.analysis.engine import inspection_of, make_interpreter
    from shapelint.analysis.entries import classes_of, run_script
    from shapelint.analysis.running import construct, run_model
    from shapelint.project.files.imports import ProjectFiles
    from shapelint.symbolic import solve
    from shapelint.syntax import parse
    from shapelint.syntax.source import Place, SourceFile

    file = SourceFile(FILE, text)
    m = make_interpreter(ProjectFiles())
    module, _ = run_script(m, file, parse(file))
    place = Place(file, 0)
    model = construct(m, classes_of(m, module)[0], place, 1_000_000)
    run, _, settled = run_model(m, inspection_of(m, model), model, "Chain", place, (), 1_000_000)
    names = free_sizes(settled)
    constraints, whole = gathered(run, names)
    assert whole
    failed = any(r.verdict.name == "FAILS" for node in run.nodes for r in node.requirements)
    answer = solve(constraints.equalities, constraints.positive, names, 4096)
    return {"failed": failed, "names": names}, answer


def solved_sides(text: str) -> set[int]:
    about, answer = solution(text)
    if about["failed"]:
        return set()
    return {side for low, high in answer.squares for side in range(low, high + 1)}


def rectangle(text: str) -> tuple[int, int] | None:
    """A size that is said to fit."""
    about, answer = solution(text)
    names = about["names"]
    example = next((e for e in answer.examples if set(names) <= set(e)), None)
    return None if example is None or about["failed"] else (example[names[0]], example[names[1]])


def fits(chain: Chain, features: int, height: int, width: int) -> bool:
    layers = torch.nn.Sequential(*(eval(layer, {"nn": torch.nn}) for layer in chain.layers)).to("meta")
    return layers(torch.empty(2, 3, height, width, device="meta")).flatten(1).shape[1] == features


CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large]


@given(chains_with_features())
@settings(max_examples=12, deadline=None, suppress_health_check=CHECKS)
def test_verdicts_equal_brute_force(drawn: tuple[Chain, int]) -> None:
    judge(*drawn)


@pytest.mark.slow
@given(chains_with_features())
@settings(max_examples=200, deadline=None, suppress_health_check=CHECKS)
def test_verdicts_equal_brute_force_over_many(drawn: tuple[Chain, int]) -> None:
    judge(*drawn)
