"""Random programs that fill containers under conditions, keys and loops that are not known, and then ask about them."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

PRELUDE = """\
from collections import Counter, OrderedDict, defaultdict, deque
from itertools import chain, count, islice, repeat, takewhile
from unknown_module import flag, f0, f1, f2
l = [1, 2]
m = []
t = (3, 1)
d = {"p": 1}
o = OrderedDict(p=2)
g = defaultdict(list)
n = defaultdict(int)
s = {1}
q = deque([1, 2], maxlen=3)
e = 0
"""
FLAGS = ("f0", "f1", "f2", "flag(0)", "not f1", "f0 and not f0", "f1 or not f1")
KEYS = ('"p"', '"q"', '("q" if f0 else "p")', '("p" if f1 else "r")', "e")
NUMBERS = ("0", "1", "2", "e", "len(l)", "len(d)", "(1 if f0 else 2)", "l[0]", "(3 if f2 else 3)")
CHANGES = (
    "l.append({n})", "m.append({n})",
    "l.insert(0, {n})", "l.insert({n}, 7)", "l.extend(m)", "l += [{n}]", "m.extend(t)",
    "l.pop()", "l.pop(0)", "l.pop({n})", "l[{n}] = 5", "l[-1] = 6", "del l[0]", "del l[{n}]", "l[1:] = [4]", "l.sort()",
    "l.reverse()", "l.remove({n})", "l *= {n}", "m = l + m", "m = [*m, {n}]", "m = l[:1]", "m = l[{n}:]",
    "m = [1] * {n}",
    "l.clear()", "t = t + ({n},)", "t = tuple(l)", "d[{k}] = {n}", "d.setdefault({k}, {n})", "d.update(q={n})",
    "d.pop({k}, None)", "o[{k}] = {n}", "o.popitem()", "del d['p']", "g[{k}].append({n})", "n[{k}] += {n}",
    "d = {{**d, **o}}",
    "d = d | o", "s.add({n})", "s.discard({n})", "s |= {{{n}}}", "s = s - {{1}}", "s = s & {{1, 2}}",
    "q.append({n})", "q.appendleft({n})", "q.popleft()", "e = {n}", "l = [v for v in l if {f} or v > 1]",
    "m = [v + 1 for v in l if v > {n}]", "d = {{v: 1 for v in l}}", "l = sorted(l)", "l = list(reversed(l))",
    "d = dict(zip(l, t))", "l = list(filter(None, l))", "s = set(l)", "g.clear()",
)  # fmt: skip
QUESTIONS = (
    "len(l)", "len(m) > 0", "len(set(l))", "len(d)", "len(g)", "len(s)", "len(q)", "bool(l)", "bool(m)", "bool(g)",
    "bool(d and not m)", "not q", "l == [1, 2]", "l != m", "l < [2]", "m <= l", "t == (3, 1)", "t > (3,)", "d == o",
    'd == {{"p": 1}}', "s == {{1}}", "s <= {{1, 2}}", "s > {{1}}", "s.isdisjoint({{5}})", "{n} in l", "{n} in s",
    "{k} in d", "{k} not in o", "{k} in g", "l[0] if l else -1", "l[-1:] == [2]", "d.get({k}, 9)", "d.get('z')",
    "sum(n.values())", "list(d)", "list(o.values())", "sorted(d.items(), key=str)", "list(zip(l, t))",
    "list(zip(m, repeat(1)))", "list(enumerate(l, {n}))", "list(enumerate(m))", "any(v > 1 for v in l)",
    "all(v > 0 for v in m)", "any(m)", "all([{f}, False])", "any([{f}, True])", "({f}) and []", "({f}) or [1]",
    "0 < {n} < 2", "1 <= e <= 1", "list(islice(l, {n}))", "list(islice(count(2), 2))",
    "list(takewhile(lambda v: v < {n}, l))", "list(chain(l, m))", "list(chain.from_iterable(g.values()))",
    "max(l, default=0)", "min(m, default={n})", "sum(l)", "sorted(l)", "l.count(1)", "l.index(2) if 2 in l else -1",
    "list(q)", "len(list(map(str, m)))", "[*l, *m]", "tuple(m)", "isinstance(q, list)", "isinstance(d, dict)",
    "d.keys() == o.keys()", "list(d.keys()) == list(o)", "[v for v in l if {f}]", "next(iter(m), 5)", "l[{n}:]",
    "[i for i, v in enumerate(l) if v]", "{n} not in m", "l is m", "l == l", "str(len(l))", "(l or m) == l",
)  # fmt: skip


def filled(draw: Callable[[st.SearchStrategy[object]], object], text: str) -> str:
    """A text with a random number, key and flag in it."""
    chosen = {name: str(draw(st.sampled_from(of))) for name, of in (("n", NUMBERS), ("k", KEYS), ("f", FLAGS))}
    return text.format(**chosen)


def changed(draw: Callable[[st.SearchStrategy[object]], object], indent: str, depth: int) -> list[str]:
    """Some lines that change a container: at once, under a condition, in a loop, or as far as it goes."""
    kind = str(draw(st.sampled_from(("plain", "plain", "if", "for", "else", "try")))) if depth else "plain"
    if kind == "plain":
        return [indent + filled(draw, str(draw(st.sampled_from(CHANGES))))]
    inner = changed(draw, indent + "    ", depth - 1)
    if kind == "if":
        return [f"{indent}if {filled(draw, '{f}')}:", *inner]
    if kind == "else":
        others = changed(draw, indent + "    ", depth - 1)
        return [f"{indent}if {filled(draw, '{f}')}:", *inner, f"{indent}else:", *others]
    if kind == "for":
        over = draw(st.sampled_from(("range(2)", "range(1 + flag(0))", "range(flag(1))", "list(l)", "list(d)")))
        return [f"{indent}for e in {over}:", *inner]
    return [f"{indent}try:", *inner, f"{indent}except (LookupError, ValueError, TypeError):", f"{indent}    pass"]


@st.composite
def container_programs(draw: Callable[[st.SearchStrategy[object]], object]) -> str:
    lines: list[str] = []
    for _ in range(int(str(draw(st.integers(1, 5))))):
        lines += changed(draw, "", 2)
    for number in range(12):
        question = filled(draw, str(draw(st.sampled_from(QUESTIONS))))
        lines += [
            f"try:\n    x{number} = {question}",
            "except (LookupError, ValueError, TypeError):",
            f"    x{number} = -2",
        ]
    return PRELUDE + "\n".join(lines) + "\n"
