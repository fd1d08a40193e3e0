"""Random programs with tensors and layers, in which some decisions come from an unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

PRELUDE = """\
import torch
from torch import nn
from unknown_module import flag, f0, f1, f2

class Net(nn.Module):
    def __init__(self, width, deep):
        super().__init__()
        self.width = width
        self.first = nn.Linear(4, width)
        self.rest = nn.ModuleList([nn.Linear(width, width)])
        if deep:
            self.rest.append(nn.Linear(width, 2 * width))
            self.width = 2 * width

    def forward(self, x):
        if x.shape[-1] != 4:
            return x[:1]
        x = self.first(x)
        for layer in self.rest:
            x = layer(x)
        return x

def half(p):
    if p.shape[0] == 1:
        return p
    return p[: p.shape[0] // 2]

x = torch.zeros(2, 4)
y = torch.zeros(2, 8)
w = x
n = 4
layer = nn.Linear(4, 8)
layers = [nn.Linear(4, 4)]
shared = layers
stack = nn.Sequential(nn.Linear(4, 4))
named = {"a": x}
net = Net(4, f2)
"""
POSTLUDE = """
count = len(layers)
depth = len(stack)
keys = sorted(named)
rows = x.shape[0]
rank = y.dim()
same = w is x
held = named["a"]
width = net.width
parts = len(net.rest)
ends = layer.in_features
"""
TENSORS = ("x", "y", "w")


@dataclass
class Writer:
    """Writes one program from the draws of a strategy."""

    draw: Callable[[st.SearchStrategy[object]], object]
    lines: list[str] = field(default_factory=list)
    functions: int = 0
    loops: int = 0

    def pick(self, *options: str) -> str:
        return str(self.draw(st.sampled_from(options)))

    def flag(self) -> str:
        return self.pick("f0", "f1", "f2", "flag(0)", "flag(1)", "not f0", "not f1")

    def test(self) -> str:
        t = self.pick(*TENSORS)
        return self.pick(
            self.flag(), self.flag(), self.flag(), f"{t}.shape[-1] == n", f"{t}.dim() > 1", "len(layers) > 1",
            f"{t}.shape[0] > 1 and {self.flag()}", f"n > 4 or {self.flag()}", '"b" in named', "layer.in_features == n",
        )  # fmt: skip

    def size(self) -> str:
        t = self.pick(*TENSORS)
        return self.pick("n", "2", "4", "8", f"{t}.shape[-1]", f"{t}.size(0)", "len(layers)", "n // 2 + 1")

    def tensor(self) -> str:
        t, o = self.pick(*TENSORS), self.pick(*TENSORS)
        return self.pick(
            t, f"torch.zeros(2, {self.size()})", f"torch.cat([{t}, {o}], -1)", f"torch.stack([{t}, {t}])",
            f"{t}.repeat(1, 2)", f"{t}[:, :{self.size()}]", f"{t}[0]", f"{t}.t()", f"{t}.reshape(-1, 2)",
            f"{t} + {o}", f"{t} * 2", f"({t} if {self.test()} else {o})", f"layer({t})", f"stack({t})",
            f"nn.Linear({t}.shape[-1], {self.size()})({t})", f"net({t})", f"half({t})", 'named["a"]',
            f'named.get("b", {t})', f"{t}.unsqueeze(0)", f"{t}.flatten(1)", f"{t}.sum(-1, keepdim=True)",
            f"{t}.view({t}.shape[0], -1)", f"torch.zeros({t}.shape[0], n)", "torch.zeros(*y.shape[:1], 4)",
        )  # fmt: skip

    def simple(self) -> str:
        t, e = self.pick(*TENSORS), self.tensor()
        return self.pick(
            f"{t} = {e}", f"{t} = {e}", f"{t} = {e}", f"{t} = {e}", "x, y = y, x", f"n = {self.size()}", "n += 1",
            f"layer = nn.Linear({self.size()}, n)", "layers.append(nn.Linear(n, 4))", "shared.pop()",
            "stack.append(nn.Linear(4, n))", f'named["b"] = {e}', f'named["a"] = {t}', "named = dict(named)",
            f"layers = [one for one in layers if {self.flag()} or one.out_features > 4]", "w = x",
            "layers = list(layers)",
            "net.rest.append(nn.Linear(net.width, 3))", "net = Net(n, f1)", "net.width = n", f"{t}.unsqueeze_(0)",
            "layers += [layer]", "shared = layers", "net.rest[0] = nn.Identity()",
        )  # fmt: skip

    def block(self, indent: str, depth: int, loop: bool, function: bool) -> None:
        for _ in range(int(str(self.draw(st.integers(1, 3))))):
            self.statement(indent, depth, loop, function)

    def statement(self, indent: str, depth: int, loop: bool, function: bool) -> None:
        kinds = ["simple"] * 3 + (["break", "continue"] if loop else []) + (["return"] if function else [])
        if depth > 0:
            kinds += ["if", "if", "if", "for", "layers", "while", "try", "function"]
        kind = self.pick(*kinds)
        write, inner = self.lines.append, indent + "    "
        if kind == "simple":
            write(indent + self.simple())
        elif kind in ("break", "continue", "return"):
            write(f"{indent}if {self.test()}:")
            if self.pick("y", "n") == "y":
                write(inner + self.simple())
            write(inner + (f"return {self.tensor()}" if kind == "return" else kind))
        elif kind == "if":
            write(f"{indent}if {self.test()}:")
            self.block(inner, depth - 1, loop, function)
            if self.pick("y", "n") == "y":
                write(f"{indent}else:")
                self.block(inner, depth - 1, loop, function)
        elif kind == "for":
            self.loops += 1
            write(f"{indent}for i{self.loops} in range({self.pick('2', '1 + flag(0)', '1 + f1 + f2')}):")
            self.block(inner, depth - 1, True, function)
        elif kind == "layers":
            self.loops += 1
            over = self.pick("layers[:3]", "list(stack)[:3]", "net.rest", "(layer, nn.Identity())")
            write(f"{indent}for one{self.loops} in {over}:")
            write(f"{inner}x = one{self.loops}(x)")
            if self.pick("y", "n") == "y":
                self.block(inner, depth - 1, True, function)
        elif kind == "while":
            self.loops += 1
            write(f"{indent}n{self.loops} = 0")
            write(f"{indent}while n{self.loops} < 2 and ({self.pick(self.test(), 'True')}):")
            write(f"{inner}n{self.loops} += 1")
            self.block(inner, depth - 1, True, function)
        elif kind == "try":
            write(f"{indent}try:")
            self.block(inner, depth - 1, loop, function)
            write(f"{indent}except {self.pick('RuntimeError', 'Exception', '(RuntimeError, IndexError)')}:")
            self.block(inner, depth - 1, loop, function)
            if self.pick("y", "n") == "y":
                write(f"{indent}else:")
                self.block(inner, depth - 1, loop, function)
        else:
            self.functions += 1
            name = f"h{self.functions}"
            write(f"{indent}def {name}(p):")
            write(f"{inner}global x, y, w, n, layer, layers, shared, stack, named, net")
            self.block(inner, depth - 1, False, True)
            write(f"{inner}return {self.tensor()}")
            write(f"{indent}{self.pick(*TENSORS)} = {name}({self.pick(*TENSORS)})")


@st.composite
def tensor_programs(draw: Callable[[st.SearchStrategy[object]], object]) -> str:
    writer = Writer(draw)
    for _ in range(int(str(draw(st.integers(2, 6))))):
        writer.statement("", 3, False, False)
    return PRELUDE + "\n".join(writer.lines) + POSTLUDE
