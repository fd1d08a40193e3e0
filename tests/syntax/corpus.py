"""Source that is easy to misread, and files to try the reader on."""

from __future__ import annotations

import sysconfig
from pathlib import Path

# ruff: noqa: E501, ISC004
# A snippet stays on one line, however long.
SNIPPETS = [
    "", "\n", "pass", "# only a comment", "pass;pass; x = 1;", "x = 1\\\n  + 2\n", "\x0cx = 1\n",
    # numbers
    "1_000; 0xFF_ff; 0o17; 0b1_0; 00; 0; 1.; .5; 1e5; 1_0.0_1e-1_0; 1j; 1_0.5J; 0777j; 1e400; -1; 10 ** 50",
    # strings
    r"""x = 'a' "b" '''c''' r'\n' R"\"" u'u'; x = b'\x00\377' rb'\d' Rb'x'; b'a' b"\n" rB'\n' Br'\'' """,
    r"""'\x41\u0042\U00000043\N{DIGIT ZERO}\101\7\0' '\'' "\"" '\
joined' '\d\ ' '\a\b\f\v\t\r\n\\'""",
    "'''a\nb''' \"\"\"a\"b''\n\"\"\"\n", "'é' '\\é' '\U0001F600'", "x = ('a'\n  'b'\n  'c')",
    "'''''' ''\n\"\"\n'''a\\\nb'''",
    # formatted strings
    "f'{a}b{{c}}{d!r:>{w}.{p}}' 'plain' f'{x=}' rf'\\d{y}'", "f'' 'a' ''", "f'{x = }{x = !s}{x=:5}{x:}{ x }{x!a}'",
    "f'{a[\"b\"]}{(lambda: 1)()}{ {1: 2}[1] }{a if b else c}{*a, b}{yield_}'", "f'\\x41\\N{DIGIT ONE}\\'{a}\\n'",
    "f'''{\na\n}\n'''", "'{{' f'{{' '}}'", "rf'{a:\\d}' f'{a:\\x41}'", "f'{f\"{a}\"}{a:{b}{c}}'",
    # operators
    "a + b * c ** -d ** e - (f - g) // h % i @ j", "not a == b is not c not in d in e is f <= g >= h != i < j > k",
    "a and b and c or d and not e or f", "(a and b) and c; a and (b and c); (a or b) and (c or d) or e",
    "~a << b >> c & d | e ^ -+f", "a if b else c if d else e", "(a if b else c)(d)",
    "await_; (x := 5); f(x := 1); [y := 1, z]; a[b := 1]",
    # primaries
    "f(); f(a, *b, c=1, **d); f(*a, b, *c, d=1, *e, **g, h=2)",
    "f(x for x in y); f((x for x in y), 1); f(a)(b).c[d](e)",
    "x[1]; x[1,]; x[1, 2]; x[(1, 2)]; x[a:b]; x[::]; x[a:b:c, ..., :, None]; x[:, 1:]; x[-1:]; x[()]; x[a][b]",
    "x[*a]; x[*a, b]; x[b, *a]", "1 .real; 1.0.real; 'a'.b; (1).real; [].x; {}.y; ().z; (a.b).c", "... .x; x = ...",
    "print(*a, sep='', **k)", "a. b . c ( d ) [ e ]", "f(a)(\n  b,\n)",
    # displays and comprehensions
    "[], [1], [1,], (), (1,), 1, {1}, {1, *a}, {}, {1: 2, **a, 'b': c}, [*a, *b], (*a, b)", "x = *a, b", "x = 1,",
    "[x for x in y if x if z for z in x]; {a: b for a, b in c}; {a for (a) in b}; (a for a, in b)",
    "async def f():\n return [x async for x in y if await z], {await a: 1 async for b in c}",
    "[a for b, *c in d]; [lambda: x for x in y]; [x for x in (1, 2)]; [x for x in a if b or c]",
    "lambda: 0; lambda x: x; lambda x, /, y=1, *a, z, w=2, **k: (x, y); lambda *, a: a; lambda *a: a; lambda a, /: a",
    # statements
    "a = b = c, d = e; a.b = c[d] = (e, [f, *g]) = h; [a, b] = c; (a) = 1; a, = b",
    "a += 1; a -= 1; a *= 1; a /= 1; a //= 1; a %= 1; a **= 1; a @= 1; a &= 1; a |= 1; a ^= 1; a <<= 1; a >>= 1; a.b += c",
    "a: int; a: int = 1; a.b: 'c' = d; a[0]: x; a: tuple = 1, 2; a: tuple = (yield_)",
    "del a; del a, b; del (a, b); del a.b, c[d], [e]; del (a); del (a), b", "assert a; assert a, b; assert (a, b)",
    "raise_ = 1\nraise\nraise a\nraise a from b\n",
    "def f():\n global a, b\n nonlocal_ = 1\n def g():\n  nonlocal nonlocal_\n",
    "import a; import a.b.c; import a as b, c.d as e; from a import b; from a import (b as c, d,); from . import e; "
    "from ...f.g import h; from .... import i; from a.b import *",
    "if a: b\nelif c: d\nelif e:\n f\nelse: g\n", "if a:\n pass\nelse:\n if b: c\n",
    "while a:\n break\nelse:\n continue_\n",
    "for a, *b in c, *d:\n continue\nelse: e\n", "for (a, b) in c: pass\nfor a.b in c: pass\nfor [a] in b: pass",
    "try: a\nexcept: b\n", "try: a\nexcept b: c\nexcept (d, e) as f: g\nelse: h\nfinally: i\n", "try: a\nfinally: b\n",
    "try: a\nexcept* b: c\nexcept* (d, e) as f: g\n",
    "with a: b\nwith a as b, c as (d, e), f: g\nwith (a as b, c as d,): e\nwith (a, b): c\nwith (a): b\nwith (a), b: c\n"
    "with (yield_) as x.y: z\n",
    "async def f():\n async with a as b: c\n async for d in e: f\n else: g\n await h\n return await i + 1\n",
    # functions and classes
    "@a\n@b.c(d)\n@e[f]\ndef f(a, b: int, /, c=1, d: str = 'x', *args: int, e, f: x = 2, **k: y) -> z: 'doc'; return 1, 2\n",
    "def f(*, a): ...\ndef f(a, /): ...\ndef f(a, /, *, b): ...\ndef f(*a, b=1): ...\ndef f(**k): ...\ndef f(a=1, /, b=2): ...",
    "def f(*args: *Ts): ...", "def f():\n '''doc'''\n yield\ndef g():\n x = yield from a\ndef h():\n lambda: (yield)\n",
    "def f():\n def g():\n  yield 1\n return g\ndef h(a=[1]):\n for x in y:\n  with z: x = [(yield x)]\n",
    "def f():\n @(yield)\n def g(a=(yield)): pass\n", "def f():\n class A:\n  def g(self): yield\n",
    "class A: pass\nclass B(): 'doc'\nclass C(A, B, metaclass=M, **k):\n '''doc''' 'more'\n x: int = 1\n",
    "@d\nclass C(*a, x=1): ...", "'module doc'\nx = 1\n", "b'no doc'", "f'no doc'", "('doc')",
    "def f():\n  # comment\n  'doc'\n",
    # match
    "match a:\n case 1: pass\n case -1 | 'x' | b'y' | 1+2j | None | True: pass\n case x: pass\n",
    "match a, b:\n case [x, *_, y]: 1\n case (x, *rest): 2\n case x, y: 3\n case []: 4\n case (): 5\n case [x]: 6\n case x,: 7\n",
    "match a:\n case {'k': v, 1: _, **rest}: 1\n case {}: 2\n case {a.b: c, **d}: 3\n case A.B(x, y, k=1, l=C()): 4\n case D(): 5\n",
    "match a:\n case (x as y) if z: 1\n case [1, 2] as q: 2\n case str() | int() as r: 3\n case (1): 4\n case a.b.c: 5\n case _: 6\n",
    "match *a, b:\n case *_,: 1\n",
    "match = 1; case = 2; match[a]; match(b); type = 3; type(x); _ = 4; soft = match.case",
    # identifiers
    "ﬁ = 1; x.ﬁ; f(ﬁ=1)\ndef ﬁ(ﬁ): pass\nimport ﬁ as ﬀ\nglobal_ = é", "日本 = 'é'; 日本.x", "True; False; None; __debug__",
    # layout
    "if x:\n\ty\n\n\n# c\n\tz\n", "x = [\n  1, # one\n\n  2,\n]\n", "if x:\n  y\n  # end\n# end\n",
    "x = 1 # no newline", "def f(): return\n",
    "x = 1\r\nif y:\r\n  z = '''a\r\nb'''\r\n", "x = 1\ry = 2\r", "if 1:\n  if 2:\n    if 3: a; b\n  c\nd",
]  # fmt: skip


def standard_library() -> list[Path]:
    """Files of the running Python's own library, tests left out, in a fixed order."""
    root = Path(sysconfig.get_path("stdlib"))
    kept = [path for path in root.rglob("*.py") if not {"site-packages", "test", "tests", "lib2to3"} & set(path.parts)]
    return sorted(kept)
