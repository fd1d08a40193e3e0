"""Sources whose classes, functions, patterns, annotations and comprehensions are of a form that asks for much: hooks that
call themselves, hierarchies that meet often, towers and chains."""

from __future__ import annotations

from collections.abc import Iterator

from robustness.hostile_values import EINOPS, HEAD, KERAS, NUMPY

# ------------------------------------------------------------------------------------------------------ hooks of classes

HOOKS = {
    "class_getitem": "class A:\n    def __class_getitem__(cls, i):\n        return cls[i, i], cls[i]\nA[0]\nclass B(A[1]):\n    pass\n",
    "class_getitem_doubles": "class A:\n    def __class_getitem__(cls, i):\n        return type('A', (cls,), {'i': (i, i)})\nx = A\nfor i in range(500):\n    x = x[x]\n",
    "init_subclass_derives": "class A(nn.Module):\n    def __init_subclass__(cls, n=0, **k):\n        super().__init_subclass__(**k)\n        class B(cls, n=n + 1):\n            pass\n        class C(cls, n=n + 1):\n            pass\nclass D(A):\n    pass\nD()(torch.ones(2))\n",
    "set_name_assigns": "class D:\n    def __set_name__(self, o, n):\n        setattr(o, n + n, D())\n        D.__set_name__(D(), o, n + 'x')\nclass A:\n    x = D()\nA().xx\n",
    "mro_entries": "class G:\n    def __mro_entries__(self, bases):\n        return (G(),) * 10**5\nclass A(G(), G()):\n    pass\nA()\n",
    "prepare": "class M(type):\n    @classmethod\n    def __prepare__(m, n, b):\n        class P(dict):\n            def __getitem__(s, k):\n                return s[k + k]\n            def __setitem__(s, k, v):\n                s[k + 'x'] = v\n        return P()\nclass A(metaclass=M):\n    a = b\n    c = a\nA.a\n",
    "instance_check": "class M(type):\n    def __instancecheck__(c, o):\n        return isinstance(o, c) and isinstance(c, c)\n    def __subclasscheck__(c, o):\n        return issubclass(o, c)\n    def __subclasses__(c):\n        return c.__subclasses__()\nclass A(metaclass=M):\n    pass\nisinstance(3, A), issubclass(int, A), A.__subclasses__()\n",
    "getattribute": "class A(nn.Module):\n    def __getattribute__(self, n):\n        return self.x if n else getattr(self, n)\n    def forward(self, x):\n        return self.y(x)\nA().z\nA()(torch.ones(2))\n",
    "setattr": "class A(nn.Module):\n    def __setattr__(self, n, v):\n        self.x = v\n        setattr(self, n + 'a', [v, v])\n    def __delattr__(self, n):\n        del self.n\na = A()\na.x = 3\ndel a.x\n",
    "index_as_size": "class A:\n    def __index__(self):\n        return nn.Linear(self, self).in_features\n    def __int__(self):\n        return int(self)\n    def __float__(self):\n        return float(self) * 2\nnn.Linear(A(), A()), torch.ones(A()), range(A()), [1] * A(), [1][A()], float(A()), torch.ones(2)[A()]\n",
    "lengths": "class A:\n    def __len__(self):\n        return 10**1200\n    def __length_hint__(self):\n        return -1\n    def __iter__(self):\n        return iter(self)\n    def __reversed__(self):\n        return reversed(self)\nlen(A()), list(A()), nn.Sequential(*A()), torch.tensor(A()), [*reversed(A())], bool(A())\n",
    "iterator_of_layers": "class A:\n    def __iter__(self):\n        while True:\n            yield nn.Linear(2, 2)\nnn.Sequential(*A())\nnn.ModuleList(A())\ntorch.stack(list(A()))\n",
    "getitem_without_end": "class A:\n    def __getitem__(self, i):\n        return torch.ones(i + 1)\nlist(A()), torch.cat(list(A())), dict(enumerate(A())), [x for x in A() for y in A()], 3 in A(), max(A()), [*A()]\na, *b = A()\n",
    "comparisons": "class A:\n    def __lt__(self, o):\n        return sorted([self, o]) < [o]\n    __gt__ = __le__ = __ge__ = __eq__ = __ne__ = __lt__\n    def __hash__(self):\n        return hash({self: 1})\nsorted([A()] * 10), A() == A(), max(A(), A()), A() in [A()], {A(), A()}, min([A(), A()], default=3)\n",
    "operators": "class A:\n    def __add__(self, o):\n        return o + self\n    __radd__ = __mul__ = __rmul__ = __matmul__ = __iadd__ = __add__\n    def __neg__(self):\n        return -self\n    __invert__ = __abs__ = __pos__ = __round__ = __neg__\na = A()\na + a, 3 + a, a * 3, [1] * a, a @ torch.ones(2), torch.ones(2) @ a, -a, ~a, abs(a), round(a), sum([a, a])\na += a\n",
    "torch_function": "class A(torch.Tensor):\n    @classmethod\n    def __torch_function__(cls, f, t, a=(), k=None):\n        return f(*a) + cls.__torch_function__(f, t, a)\n    def __array__(self):\n        return self.__array__()\n    shape = property(lambda self: self.shape * 2)\nA(2, 3) + A(2, 3), A(2).shape, A(3).reshape(4), torch.cat([A(2)] * 3)\n",
    "slots_and_dict": "class A:\n    __slots__ = [f's{i}' for i in range(10**5)]\n    __dict__ = property(lambda s: s.__dict__)\n    __class__ = property(lambda s: s.__class__)\n    __doc__ = __doc__ * 10**9\nA().__dict__, A().__class__, A().s3, vars(A()), A.__doc__\n",
    "match_args": "class A:\n    __match_args__ = tuple(f'a{i}' for i in range(5000))\n    def __getattr__(self, n):\n        match self:\n            case A(A(x), A(y)):\n                return x\n        return self\nmatch A():\n    case A(A(A(A(x)))):\n        x\n",
    "call_of_class": "class M(type):\n    def __call__(c, *a, **k):\n        return M(str(a), (c,), k)(*a, *a)\nclass A(nn.Module, metaclass=M):\n    pass\nA(1)(2)\n",
    "new_derives": "class A(nn.Module):\n    def __new__(cls, *a):\n        return super().__new__(type('B', (cls,), {}))(*a, cls)\nA()\nA(3)(torch.ones(2))\n",
    "cached_properties": "from functools import cached_property, lru_cache\nclass A:\n    @cached_property\n    def x(self):\n        return self.x, self.x\n    @lru_cache(maxsize=None)\n    def y(self, n):\n        return self.y(n + 1), self.y((n, n))\nA().x, A().y(0)\n",
    "single_dispatch": "from functools import singledispatch\n@singledispatch\ndef f(x):\n    return f([x])\n@f.register(list)\ndef g(x):\n    return f((x, x))\n@f.register(tuple)\ndef h(x):\n    return f(f(x))\nf(0)\n",
    "weak_and_copy": "import copy\nclass A:\n    def __deepcopy__(self, m):\n        return copy.deepcopy([self, self])\n    def __copy__(self):\n        return copy.copy(self)\n    def __reduce__(self):\n        return A, (self,)\n    def __getstate__(self):\n        return copy.deepcopy(self)\ncopy.deepcopy(A()), copy.copy(A()), copy.deepcopy(nn.Sequential(A()))\n",
    "enter_again": "class A:\n    def __enter__(self):\n        with self as a, self as b:\n            return a, b\n    def __exit__(self, *a):\n        with self:\n            raise self\nwith A() as x:\n    nn.Linear(2, 3)(torch.ones(2, 3))\n",
    "exceptions_of_themselves": "class E(Exception):\n    def __init__(self):\n        raise E() from E()\n    def __str__(self):\n        raise self\ntry:\n    raise E\nexcept E as e:\n    raise e from e\nexcept* E:\n    pass\n",
    "enumerations": "from enum import Enum, Flag, auto\nclass A(Enum):\n    def _generate_next_value_(n, s, c, l):\n        return [l, l]\n    @classmethod\n    def _missing_(cls, v):\n        return cls([v, v])\n" + "".join(f"    a{i} = auto()\n" for i in range(300)) + "A(3), A['x'], [*A], A.a3.value\nclass F(Flag):\n" + "".join(f"    b{i} = 1 << {i * 100}\n" for i in range(300)) + "F.b3 | F.b9 | ~F.b0\n",
    "data_classes": "from dataclasses import dataclass, field, replace, asdict, astuple\n@dataclass\nclass A:\n" + "".join(f"    a{i}: 'A' = field(default_factory=lambda: A())\n" for i in range(300)) + "    def __post_init__(self):\n        self.x = A(), replace(self), asdict(self)\nasdict(A()), astuple(A()), A() == A()\n",
}  # fmt: skip

MODELS_OF_MODELS = {
    "module_lists_of_self": "class A(nn.ModuleList):\n    def __init__(self, n=0):\n        super().__init__(A(n + 1) for _ in range(9))\n    def __iter__(self):\n        return iter(m for m in self for _ in self)\n    def __len__(self):\n        return len([*self])\nA()\n",
    "forward_replaced": "class A(nn.Module):\n    def forward(self, x):\n        self.forward = lambda y: self(self(y))\n        self.l = nn.Sequential(nn.Linear(x.shape[-1], x.shape[-1] * 2), self)\n        return self.l(x)\nA()(torch.ones(1, 2))\n",
    "sizes_of_sizes": "class A(nn.Module):\n    def forward(self, x):\n        n, m, *k = x.shape\n        for i in range(60):\n            n, m = n * m + n // (m + 1), max(n, m) ** 2 - min(n, m)\n            x = x.reshape(n, m, -1).expand(m, n, -1) + torch.ones(n // m, m // n, n % m)\n        return x\n",
    "sizes_counted": "class A(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n        self.l = nn.ModuleList(nn.Linear(n ** i, n ** (n ** i)) for i in range(n))\n    def forward(self, x):\n        ls = []\n        while x.shape[0] > 1:\n            x = x[::2]\n            ls += [nn.Linear(x.shape[1], len(ls)), *ls]\n        for i in range(x.shape[1] ** 9):\n            x = self.l[i](x)\n        return torch.cat([x] * x.numel())\n",
    "defaults_of_defaults": "class A(nn.Module):\n    def __init__(self, a=nn.Linear(2, 2), b=[], c={}):\n        super().__init__()\n        b.append(A(a=nn.Sequential(a, a)))\n        c[len(c)] = b\n        self.l = nn.ModuleList(b)\n        self.d = nn.ModuleDict(c)\n    def forward(self, x):\n        return [l(x) for l in self.l]\n",
    "state_loaded": "a = nn.Sequential(*[nn.Linear(2, 2) for _ in range(500)])\nfor i in range(500):\n    a.load_state_dict({k * 2: v for k, v in a.state_dict().items()})\n    a.register_parameter('p' * (i + 1), nn.Parameter(torch.cat(list(a.parameters()), 0) if i < 3 else None))\n    for n, m in a.named_modules():\n        setattr(m, 'q' + str(i), nn.Parameter(torch.ones(2)))\n",
    "parametrized": "import torch.nn.utils.parametrize as P\na = nn.Linear(2, 2)\nfor i in range(500):\n    P.register_parametrization(a, 'weight', a)\n    a = nn.utils.weight_norm(nn.utils.spectral_norm(a))\na.weight, a(torch.ones(1, 2))\n",
    "layers_from_calls": "def f(x):\n    return nn.Linear(x.shape[-1], x.shape[-1] + 1)(x)\nx = torch.ones(1, 2)\nfor i in range(2000):\n    x = f(f(x)) if i % 2 else torch.cat([f(x), x], 1)\nclass A(nn.Module):\n    def forward(self, x):\n        for i in range(2000):\n            x = f(x)\n        return x\n",
}  # fmt: skip


def hierarchies() -> Iterator[tuple[str, str]]:
    """Many classes, and orders of resolution that take long to find, or are none."""
    layered = "".join(f"class A0_{j}(nn.Module):\n    pass\n" for j in range(8))
    for i in range(1, 12):
        bases = ", ".join(f"A{i - 1}_{j}" for j in range(8))
        layered += "".join(f"class A{i}_{j}({bases}):\n    pass\n" for j in range(8))
    yield "hierarchy_layered", HEAD + layered + "A11_0()(torch.ones(1))\n"
    contrary = "class X:\n    pass\nclass Y:\n    pass\n" + "".join(
        f"class L{i}({'X, Y' if i % 2 else 'Y, X'}):\n    pass\n" for i in range(200)
    )
    yield "hierarchy_contrary", HEAD + contrary + f"class Z({', '.join(f'L{i}' for i in range(200))}):\n    pass\nZ()\n"
    chain = "class C0(nn.Module):\n    def __init__(self, **k):\n        super().__init__()\n        self.l = nn.Linear(2, 2)\n"
    for i in range(1, 800):
        chain += f"class C{i}(C{i - 1}):\n    def __init__(self, a{i}=1, **k):\n        super().__init__(**k)\n        self.l{i} = nn.Linear(2, a{i})\n"
    yield "hierarchy_of_800", HEAD + chain + "C799()\n"
    mixed = "".join(f"class M{i}:\n    def f(self, x):\n        return super().f(super().f(x))\n" for i in range(200))
    bases = ", ".join(f"M{i}" for i in range(200))
    yield (
        "hierarchy_of_supers",
        HEAD + mixed + f"class N({bases}, nn.Module):\n    def f(self, x):\n        return x\nN().f(1)\n",
    )
    calls = "def d(b):\n    class D(b, metaclass=type(b)):\n        x = b\n    return D\nx = nn.Module\n"
    yield "hierarchy_of_calls", HEAD + calls + "for i in range(3000):\n    x = d(x)\nx().x.x\n"
    overloads = "".join(f"@overload\ndef f(x: int, a{i}: 'str' = ...) -> int: ...\n" for i in range(4000))
    yield "overloads", HEAD + "from typing import overload\n" + overloads + "def f(x):\n    return f(x)\nf(1)\n"
    setters = "".join(f"    @x.setter\n    def x(self, v):\n        self.x = {i}\n" for i in range(2000))
    yield (
        "setters",
        HEAD + "class A:\n    @property\n    def x(self):\n        return self.x\n" + setters + "A().x = 3\n",
    )
    methods = "".join(
        f"    def m{i}(self, x):\n        return self.m{(i * 7) % 1500}(self.m{(i + 1) % 1500}(x))\n"
        for i in range(1500)
    )
    yield "methods_of_methods", HEAD + "class A(nn.Module):\n" + methods + "    forward = m0\nA()(torch.ones(2))\n"
    generic = "from typing import *\nT = TypeVar('T')\nclass G0(Generic[T]):\n    pass\n"
    generic += "".join(f"class G{i}(G{i - 1}[G{i - 1}[T]], Generic[T]):\n    pass\n" for i in range(1, 300))
    yield "generics", HEAD + generic + "G299[G299[int]]()\n"
    yield "names_redefined", HEAD + "class A(nn.Module):\n    def forward(self, x):\n        return A()(x)\n" * 800
    nested = "".join(f"{'  ' * i}class N{i}(nn.Module):\n{'  ' * i}  def f(self):\n" for i in range(0))
    for i in range(40):
        nested += f"{'  ' * i}class N{i}(nn.Module):\n{'  ' * i} def forward(self, x):\n"
    yield "classes_in_methods", HEAD + nested + f"{'  ' * 40}return x\nN0()(torch.ones(2))\n"


def towers() -> Iterator[tuple[str, str]]:
    """Expressions, statements and patterns that stand on one another."""
    yield "tower_of_comprehensions", HEAD + "x = " + "[y for y in " * 80 + "range(3)" + "]" * 80 + "\n"
    yield (
        "tower_of_products",
        HEAD + "x = [" + "(" * 30 + "0" + ")" * 30 + " ".join(f" for a{i} in range(9)" for i in range(40)) + "]\n",
    )
    yield "tower_of_conditions", HEAD + "from hidden import u\nx = [0 for a in u" + " if u(a)" * 1500 + "]\n"
    yield (
        "tower_of_sets",
        HEAD + "x = {" + "frozenset({" * 40 + "1" + "})" * 40 + "}\ny = {k: {v: x for v in x} for k in x}\n",
    )
    lazy = "x = iter(range(10**9))\nfor i in range(5000):\n    x = (lambda s: (j for j in s if j % (i + 2)))(x)\n"
    yield "tower_of_generators", HEAD + lazy + "next(x), next(x), list(x)\n"
    sieve = "def sieve(s):\n    p = next(s)\n    yield p\n    yield from sieve(x for x in s if x % p)\n"
    yield "sieve", HEAD + "from itertools import count\n" + sieve + "nn.Linear(list(sieve(count(2)))[99], 2)\n"
    yield (
        "coroutines",
        HEAD
        + "import asyncio\nasync def f(n):\n    return [await f(n + 1), await asyncio.gather(*[f(n)] * 10**5)]\nasync def g():\n    async for x in g():\n        yield [y async for y in g()]\nasyncio.run(f(0))\nasyncio.run(g())\n",
    )
    yield "f_strings_in_f_strings", HEAD + """x = f"{f'{1:{2}}'}" * 3\n""" + "x = f'{x}{x!r:>{len(x)}}'\n" * 60
    yield "f_string_of_thousands", HEAD + "x = f'" + "{torch.ones(2).shape[0]:{1}}" * 3000 + "'\n"
    yield "f_string_too_deep", HEAD + "x = f'{1:{1:{1:{1}}}}'\n"
    yield "texts_side_by_side", HEAD + "x = (" + "'a' f'{1}' " * 5000 + ")\nnn.Linear(len(x), 2)\n"
    yield (
        "or_pattern",
        HEAD
        + "from hidden import u\nmatch u:\n    case "
        + " | ".join(f"[{i}, *_, {{'a': {i}}}]" for i in range(2000))
        + ":\n        x = 1\n",
    )
    yield (
        "deep_pattern",
        HEAD
        + "from hidden import u\nmatch u:\n    case "
        + "[x, *_, {'a': " * 40
        + "1"
        + "}]" * 40
        + ":\n        pass\n    case "
        + "nn.Module(a=" * 80
        + "_"
        + ")" * 80
        + ":\n        pass\n",
    )
    wide = ", ".join(f"'k{i}': [a{i}, *b{i}]" for i in range(1500))
    yield (
        "wide_pattern",
        HEAD
        + f"from hidden import u\nmatch u, {{**u}}, [*u]:\n    case {{{wide}, **rest}}, [*_], _:\n        nn.Linear(a3, b3)\n",
    )
    subject = "match [*range(100)]:\n" + "".join(
        f"    case [{', '.join(['_'] * i)}, *x] if len(x) > {i} and nn.Linear(len(x), 2):\n        x\n"
        for i in range(1, 300)
    )
    yield "guarded_patterns", HEAD + subject
    yield (
        "matches_within",
        HEAD
        + "from hidden import u\n"
        + "".join(f"{' ' * 2 * i}match u:\n{' ' * 2 * i} case [a{i}, *_] | a{i}:\n" for i in range(45))
        + " " * 90
        + "pass\n",
    )
    yield (
        "walrus",
        HEAD + "x = " + "(y := [*" * 60 + "[1]" + ", 1])" * 60 + "\nwhile (n := [*y, *y]) and (y := n):\n    pass\n",
    )
    yield (
        "stars",
        HEAD
        + "x = "
        + "[*" * 90
        + "[]"
        + "]" * 90
        + "\ndef f(*a, **k):\n    return f(*a, *a, **{**k, str(len(k)): a})\nf(1, 2)\n",
    )
    yield "deleted", HEAD + "x = 1\n" + "del x\nx = [x] if x else x\n" * 2000 + "del " + ", ".join(["x"] * 5000) + "\n"
    yield (
        "globals_and_nonlocals",
        HEAD
        + "".join(f"{' ' * i}def f{i}():\n{' ' * i} nonlocal x\n" if i else "def f0():\n x = 1\n" for i in range(80))
        + " " * 80
        + "x += f0()\nf0()\n",
    )
    yield (
        "loops_with_else",
        HEAD
        + "from hidden import u\nx = 0\n"
        + "for i in u:\n    if u(i):\n        break\n    x += i\nelse:\n    x = [x, x]\n" * 400,
    )
    yield (
        "finally_returns",
        HEAD
        + "def f(n):\n    while True:\n        try:\n            return f(n + 1)\n        except* ValueError:\n            n = f(n)\n        finally:\n            continue\nf(1)\n",
    )
    tries = "".join(f"{' ' * i}try:\n" for i in range(19)) + " " * 19 + "x = u()\n"
    tries += "".join(
        f"{' ' * i}except u[{i}]:\n{' ' * i} x = [u(x), x]\n{' ' * i}finally:\n{' ' * i} x = (x, x)\n"
        for i in reversed(range(19))
    )
    yield "tries_within_tries", HEAD + "from hidden import u\n" + tries
    chain = ".".join(["x"] + [f"reshape({i % 7 + 1}, -1)" for i in range(2500)])
    yield "chain_of_methods", HEAD + f"x = torch.ones(5040)\ny = {chain}\n"
    yield "nested_layer_calls", HEAD + "l = nn.Linear(2, 2)\nx = " + "l(" * 150 + "torch.ones(1, 2)" + ")" * 150 + "\n"
    yield "unknown_calls", HEAD + "from hidden import u\nx = u" + "(u, [u], **u)[u:u, ...].a" * 700 + "\n"
    yield (
        "comparison_of_tensors",
        HEAD
        + "x = torch.ones(2, 3)\ny = "
        + " < ".join(["x"] * 1500)
        + "\nz = "
        + " @ ".join(["x", "x.T"] * 700)
        + "\n",
    )


def annotations() -> Iterator[tuple[str, str]]:
    """What stands in annotations, comments and documentation, which sizes may be read from."""
    typed = "from jaxtyping import Float\nfrom torch import Tensor\nclass A(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.l = nn.Linear(8, 4)\n    def forward(self, x: {}) -> {}:\n        return self.l(x)\n"
    for name, one in {
        "many_axes": f"Float[Tensor, '{'b ' * 10**5}']",
        "powers": "Float[Tensor, 'b {9**9**9} 9**9**9 (c+1)*10**9']",
        "digits": f"Float[Tensor, 'b {'9' * 5000}']",
        "stars": f"Float[Tensor, '{'*b ' * 5000}']",
        "symbols": f"Float[Tensor, 'b {'+'.join(f'a{i}' for i in range(3000))} {'(' * 3000}c{')' * 3000}']",
        "signs": "Float[Tensor, 'b=3 #c _ ?d ... ...x =-1 1e9 -5 \\x00 é'] ",
        "nested": "Float[" * 90 + "Tensor, '8'" + ", '8']" * 90,
        "texts": f'"{"List[" * 5000}int{"]" * 5000}"',
        "unions": " | ".join(["Tensor"] * 2000),
        "calls": "print('x') or exec('x') or [0] * 10**9",
        "of_itself": "'A.forward.__annotations__[\"x\"]'",
    }.items():
        yield f"annotation_{name}", HEAD + typed.format(one, one) + "A()(torch.ones(2, 9))\n"
    said = "    def forward(self, x):\n        {}\n        return self.l(x)\n"
    start = (
        "class A(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.l = nn.Linear(8, 4)\n"
    )
    for name, one in {
        "documentation": f"'''Args: x: ({'B, ' * 10**5}) of shape [{'[' * 3000}, {'9' * 5000}], (9**9**9, {'-' * 10**5})'''",
        "comment": f"x = x  # [{'B, ' * 10**5}{'(' * 10**4} -> ({'9' * 5000}, 10**10**10)",
        "assertion": f"assert x.shape == ({'3, ' * 5000}) and x.ndim == 10**1200 and x.size(-(10**9)) == 9**999 and len(x.shape) in range(10**12)",
        "annotation_of_name": f"y: 'Float[Tensor, \"{'b ' * 10**4}\"]' = x; z: {'list[' * 90}int{']' * 90} = [0] * 10**12",
    }.items():
        yield f"said_in_{name}", HEAD + start + said.format(one) + "A()(torch.ones(2, 9))\n"
    yield (
        "aliases",
        HEAD
        + "".join(f"type_{i} = 'type_{(i + 1) % 2000}'\n" for i in range(2000))
        + "def f(x: type_0) -> 'type_1':\n    y: type_2 = f(x)\n    return y\nf(1)\n",
    )
    yield (
        "directives",
        HEAD
        + "x = 1  # "
        + "shapelint: ignore[SHP1" * 20_000
        + "\n# shapelint: input="
        + "(" * 10**5
        + "\n# shapelint: input="
        + "9" * 5000
        + "x9\n"
        + "# noqa: "
        + "SHP102," * 10**4
        + "\n# type: ignore" * 5000
        + "\n",
    )
    yield (
        "entry",
        HEAD
        + "if __name__ == '__main__':\n    "
        + "if __name__ == '__main__': " * 1
        + "pass\n"
        + "if __name__ == '__main__':\n    nn.Linear(2, 3)(torch.ones(3, 4))\n" * 1000,
    )


def mixed() -> Iterator[tuple[str, str]]:
    """Texts that are languages of their own, and loops around frameworks."""
    axes = "(" * 30 + "a" + ")" * 30
    yield (
        "einops_parentheses",
        EINOPS
        + f"rearrange(torch.ones(2), '{axes} -> a')\nrearrange(torch.ones(2), '{'(a ' * 5000}')\nrearrange(torch.ones(2), 'a ->' + ' 1' * 10**5)\nrepeat(torch.ones(2), 'a -> (' + 'a ' * 999 + ')')\n",
    )
    yield (
        "einops_layers",
        EINOPS
        + "from einops.layers.torch import Rearrange, Reduce, EinMix\nnn.Sequential(*[Rearrange('a b -> (a b) 1 1'), Rearrange('a b c -> a (b c)')] * 500)(torch.ones(2, 2))\nEinMix('a b -> a ' + 'c ' * 99, weight_shape='b ' * 10**5, c=10**18)(torch.ones(2, 2))\nReduce('a -> ' + '()' * 1000, 'sum')(torch.ones(2))\nReduce(' '.join('abcdefgh') + ' -> ', lambda x, a: [x] * 10**9)\n",
    )
    yield (
        "einsum_letters",
        EINOPS
        + "for i in range(1, 1000):\n    torch.einsum(','.join('ab' for _ in range(i)) + '->b', *[torch.ones(2, 2)] * i)\n    torch.einsum('ij, jk' + ' ' * i * 1000, torch.ones(2, 2), torch.ones(2, 2))\ntorch.einsum(torch.ones(2, 2), [0] * 10**6, [10**30])\n",
    )
    yield (
        "numpy_classes",
        NUMPY
        + "class A(np.ndarray):\n    def __array_finalize__(self, o):\n        self.x = self.view(A)\n    def __array_ufunc__(self, u, m, *i, **k):\n        return u(*i)\n    def __array_function__(self, f, t, a, k):\n        return f(*a, **k)\nA((2, 3)) + A((2, 3)), np.concatenate([A((2,))] * 10), np.add.reduce(A((2,))), np.sum(A((2,)))\n",
    )
    yield (
        "keras_calls_itself",
        KERAS
        + "class A(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.a = self\n        self.b = [self, {'x': self}]\n    def build(self, s):\n        self.build(s + s)\n        self.c = A()\n    def call(self, x, training=None):\n        return self.a(self.b[0](x)) + self(x)\n    def compute_output_shape(self, s):\n        return self.compute_output_shape(s * 2)\nA()(np.ones((2, 2)))\nA().summary()\n",
    )
    yield (
        "keras_layers_shared",
        KERAS
        + "d = keras.layers.Dense(2)\nx = i = keras.Input((2,))\nfor n in range(3000):\n    x = d(x)\nm = keras.Model(i, x)\nm(np.ones((1, 2)))\nm.layers[1].output, m.get_config(), m.to_json(), keras.models.clone_model(m)\n",
    )
    yield (
        "keras_inputs_and_outputs",
        KERAS
        + "i = [keras.Input((n + 1,)) for n in range(500)]\nx = keras.layers.Concatenate()(i)\no = [keras.layers.Dense(n + 1)(x) for n in range(500)]\nm = keras.Model(i, o)\nm([np.ones((2, n + 1)) for n in range(500)])\nfor n in range(60):\n    m = keras.Model(m.inputs + m.inputs, m.outputs + m.outputs)\n",
    )
    yield (
        "keras_recurrent",
        KERAS
        + "x = keras.Input((None, 4))\nl = keras.layers.LSTM(4, return_sequences=True)\nfor n in range(300):\n    l = keras.layers.Bidirectional(l) if n % 2 else keras.layers.TimeDistributed(l)\nl(x)\n",
    )
    yield (
        "data_chain",
        KERAS
        + "d = tf.data.Dataset.range(10**18)\nfor n in range(2000):\n    d = d.map(lambda x: (x, x)).batch(2).zip((d, d)).concatenate(d).interleave(lambda x: d).padded_batch(3)\nfor x in d:\n    for y in d:\n        z = [x, y]\n",
    )
    yield (
        "tf_functions",
        KERAS
        + "@tf.function\ndef f(x):\n    g = tf.function(f)\n    return tf.cond(x > 0, lambda: g(x) + f(x), lambda: tf.map_fn(f, x))\nf(tf.ones((2, 3)))\ntf.scan(lambda a, x: tf.stack([a, a]), tf.ones(10**9), tf.ones(2))\ntf.py_function(f, [tf.ones(2)] * 10**5, tf.float32)\n",
    )


def structures() -> Iterator[tuple[str, str]]:
    for name, statements in HOOKS.items():
        yield f"hook_{name}", HEAD + statements
    for name, statements in MODELS_OF_MODELS.items():
        yield f"models_{name}", HEAD + statements
    yield from hierarchies()
    yield from towers()
    yield from annotations()
    yield from mixed()
