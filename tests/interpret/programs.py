"""Random programs in which some decisions come from an unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

FLAGS = 3
NUMBERS = ("a", "b", "c")
PRELUDE = """\
from unknown_module import flag, f0, f1, f2
class Thing:
    pass
def make():
    thing = Thing()
    thing.value = 1
    thing.items = []
    return thing
def bump():
    global a
    a = a + 1
    return a
class Custom(Exception):
    pass
t = make()
u = t
l = [1, 2]
k = l
d = {"p": 1}
s = {1}
a = b = c = 0
z0 = z1 = z2 = z3 = 0
g = iter([5, 6, 7, 8, 9])
"""
POSTLUDE = """
tv = t.value
ti = t.items
same = u is t
ln = len(l)
dn = sorted(d)
has = "q" in d
first = l[0] if l else -1
one_in = 3 in s
nxt = next(g, -1)
"""


@dataclass
class Writer:
    """Writes one program from the draws of a strategy."""

    draw: Callable[[st.SearchStrategy[object]], object]
    lines: list[str] = field(default_factory=list)
    functions: int = 0
    loops: int = 0
    guards: int = 0

    def pick(self, *options: str) -> str:
        return str(self.draw(st.sampled_from(options)))

    def number(self) -> str:
        return self.pick(
            *NUMBERS, "0", "1", "2", "3", "t.value", "len(l)", "l[0]", "l[-1]", 'd["p"]', 'd.get("q", 7)', "bump()"
        )

    def expression(self) -> str:
        kind = self.pick("plain", "plain", "sum", "choice", "both", "either", "mod")
        one, other = self.number(), self.number()
        return {
            "plain": one,
            "sum": f"{one} + {other}",
            "mod": f"({one} + 1) % 5",
            "choice": f"({one} if {self.test()} else {other})",
            "both": f"({self.flag()} and {one})",
            "either": f"({self.flag()} or {one})",
        }[kind]

    def flag(self) -> str:
        return self.pick("f0", "f1", "f2", "flag(0)", "flag(1)", "not f0", "not f1")

    def test(self) -> str:
        return self.pick(
            self.flag(), self.flag(), self.flag(), f"{self.number()} > {self.number()}", f"{self.number()} == 1",
            f"{self.flag()} and a", '"q" in d', "l", "2 in s", "b in l", f"{self.flag()} or c",
        )  # fmt: skip

    def simple(self) -> str:
        e = self.expression()
        return self.pick(
            *(f"{n} = {e}" for n in NUMBERS), *(f"{n} += 1" for n in NUMBERS), f"t.value = {e}", f"t.items.append({e})",
            f"l.append({e})", "k.pop() if k else None", f"l[0] = {e}", f'd["q"] = {e}', 'd.pop("q", None)',
            f"s.add({e})",
            "s.discard(1)", "l.insert(0, 4)", "l = list(l)", "k = l", "t = make()", "u.value = 9", "l.reverse()",
            "l += [8]", f"d[{e}] = 5", "a, b = b, a", "c = next(g, -1)", "l.clear()", "del l[:1]", "d = dict(d)",
            f"s = {{v for v in l if {self.flag()} or v > 1}}", f"l = [v for v in l if v > 1 or {self.flag()}]",
            "c = sum(l)", "b = max(l, default=3)", "l.sort()", "b = d.setdefault('q', 4)", "l[-1:] = [6, 7]",
            "l = l + [a]", "l = [*l, b]", "a = len(s)", "b = l.count(2)", "d.update(q=a)",
        )  # fmt: skip

    def block(self, indent: str, depth: int, loop: bool, function: bool) -> None:
        for _ in range(int(str(self.draw(st.integers(1, 3))))):
            self.statement(indent, depth, loop, function)

    def statement(self, indent: str, depth: int, loop: bool, function: bool) -> None:
        kinds = ["simple"] * 3
        if loop:
            kinds += ["break", "continue"]
        if function:
            kinds += ["return"]
        if self.guards:
            kinds += ["raise"]
        if depth > 0:
            kinds += ["if", "if", "if", "for", "unknown for", "while", "try", "with", "function", "match", "finally"]
        kind = self.pick(*kinds)
        write = self.lines.append
        inner = indent + "    "
        if kind == "simple":
            write(indent + self.simple())
        elif kind in ("break", "continue"):
            write(f"{indent}if {self.test()}:")
            if self.pick("y", "n") == "y":
                write(inner + self.simple())
            write(inner + kind)
        elif kind == "return":
            write(f"{indent}if {self.test()}:")
            if self.pick("y", "n") == "y":
                write(inner + self.simple())
            write(f"{inner}return {self.expression()}")
        elif kind == "raise":
            write(f"{indent}if {self.test()}:")
            if self.pick("y", "n") == "y":
                write(inner + self.simple())
            write(f"{inner}raise {self.pick('ValueError', 'Custom()', 'KeyError(1)')}")
        elif kind == "if":
            write(f"{indent}if {self.test()}:")
            self.block(inner, depth - 1, loop, function)
            if self.pick("y", "n") == "y":
                write(f"{indent}else:")
                self.block(inner, depth - 1, loop, function)
        elif kind in ("for", "unknown for"):
            self.loops += 1
            over = (
                self.pick("range(3)", "list(l)[:4]", "sorted(s)[:4]", "(1, 2)")
                if kind == "for"
                else "range(1 + flag(0) + flag(2))"
            )
            write(f"{indent}for i{self.loops} in {over}:")
            if self.pick("y", "n") == "y":
                write(f"{inner}{self.pick(*NUMBERS)} = i{self.loops}")
            self.block(inner, depth - 1, True, function)
            if self.pick("y", "n") == "y":
                write(f"{indent}else:")
                self.block(inner, depth - 1, loop, function)
        elif kind == "while":
            self.loops += 1
            n = self.loops
            write(f"{indent}n{n} = 0")
            write(f"{indent}while n{n} < 3 and ({self.pick(self.test(), 'True')}):")
            write(f"{inner}n{n} += 1")
            self.block(inner, depth - 1, True, function)
        elif kind == "try":
            write(f"{indent}try:")
            self.guards += 1
            self.block(inner, depth - 1, loop, function)
            self.guards -= 1
            write(f"{indent}except {self.pick('ValueError', 'Custom', 'Exception', '(KeyError, IndexError)')}:")
            self.block(inner, depth - 1, loop, function)
            if self.pick("y", "n") == "y":
                write(f"{indent}except Exception as error:")
                self.block(inner, depth - 1, loop, function)
            if self.pick("y", "n") == "y":
                write(f"{indent}else:")
                self.block(inner, depth - 1, loop, function)
            if self.pick("y", "n") == "y":
                write(f"{indent}finally:")
                self.block(inner, depth - 1, False, False)
        elif kind == "finally":
            write(f"{indent}try:")
            self.block(inner, depth - 1, loop, function)
            write(f"{indent}finally:")
            write(inner + self.simple())
        elif kind == "with":
            write(f"{indent}with Guard():")
            self.block(inner, depth - 1, loop, function)
        elif kind == "match":
            write(f"{indent}match {self.pick(self.number(), '(a, b)', 'flag(0)')}:")
            write(f"{indent}    case {self.pick('0', '1', '2', '(0, b)', '[a, 0]')}:")
            self.block(inner + "    ", depth - 1, loop, function)
            write(f"{indent}    case _:")
            self.block(inner + "    ", depth - 1, loop, function)
        else:
            self.functions += 1
            name = f"h{self.functions}"
            write(f"{indent}def {name}(p, q=l):")
            write(f"{inner}global a, b, c, l, k, d, t, s")
            self.block(inner, depth - 1, False, True)
            write(f"{indent}{self.pick(*NUMBERS)} = {name}({self.number()})")


GUARD = """\
class Guard:
    def __enter__(self):
        return self
    def __exit__(self, *details):
        global z0
        z0 += 1
"""


@st.composite
def programs(draw: Callable[[st.SearchStrategy[object]], object]) -> str:
    writer = Writer(draw)
    for _ in range(int(str(draw(st.integers(2, 6))))):
        writer.statement("", 3, False, False)
    return PRELUDE + GUARD + "\n".join(writer.lines) + POSTLUDE
