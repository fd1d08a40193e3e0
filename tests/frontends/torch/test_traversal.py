"""`modules()`, `children()` and `parameters()` of a model, against what torch itself goes through."""

from __future__ import annotations

from interpreting import difference, executed, interpreted, is_plain_type

PREPARED = """
import torch
from torch import nn

shared = nn.Linear(2, 2)


class Block(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.own = nn.Parameter(torch.zeros(3))
        self.first = shared
        self.empty = None
        self.register_module("absent", None)
        self.inner = Block(depth - 1) if depth else nn.Sequential(nn.ReLU(), shared, nn.Conv2d(1, 2, 3))


net = Block(2)
"""
WALKED = """
kinds = [type(m).__name__ for m in net.modules()]
named = [(n, type(m).__name__) for n, m in net.named_modules()]
under = [n for n, _ in net.named_modules(prefix="top")]
twice = [n for n, _ in nn.Sequential(shared, shared).named_modules(remove_duplicate=False)]
children = [type(m).__name__ for m in net.children()]
named_children = [(n, type(m).__name__) for n, m in net.named_children()]
shapes = [tuple(p.shape) for p in net.parameters()]
names = [n for n, _ in net.named_parameters()]
here = [n for n, _ in net.named_parameters(recurse=False)]
first = next(net.children()).in_features
count = sum(1 for _ in net.modules())
"""
CHANGED_MEANWHILE = """
seen = []
for name, module in net.named_modules():
    seen.append(name)
    for child_name, child in list(module.named_children()):
        if isinstance(child, nn.ReLU):
            setattr(module, child_name, nn.Sequential(nn.Tanh(), nn.Flatten()))
after = [type(m).__name__ for m in net.modules()]
"""
CYCLE = """
class Loop(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(1, 1)
        self.layers = nn.ModuleList([self.layer])


loop = Loop()
loop.layers.append(loop)
around = [n for n, _ in loop.named_modules()]
weights = [n for n, _ in loop.named_parameters()]
"""
OVERRIDDEN = """
class Quiet(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(1, 1)

    def named_modules(self, memo=None, prefix="", remove_duplicate=True):
        yield "only", self


quiet = [n for n, _ in nn.Sequential(Quiet(), nn.ReLU()).named_modules()]
of_itself = [type(m).__name__ for m in Quiet().modules()]
"""


def assert_equal(text: str) -> None:
    wanted = {name: value for name, value in executed(text).items() if is_plain_type(value)}
    module, _ = interpreted(text)
    assert len(wanted) >= 2
    assert [told for name, value in wanted.items() if (told := difference(name, value, module))] == []


def test_what_is_gone_through() -> None:
    assert_equal(PREPARED + WALKED)


def test_a_model_that_changes_meanwhile() -> None:
    assert_equal(PREPARED + CHANGED_MEANWHILE)


def test_a_module_that_holds_itself() -> None:
    assert_equal(PREPARED + CYCLE)


def test_classes_with_walks_of_their_own() -> None:
    assert_equal(PREPARED + OVERRIDDEN)
