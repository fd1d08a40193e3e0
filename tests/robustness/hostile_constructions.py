"""More sources that ask for more than there is: what classes, functions, generators, texts, numbers and models can be
made to build in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from robustness.hostile_values import EINOPS, HEAD, KERAS, NUMPY, trying

CHAIN = "class A:\n    def __init__(self, f=None):\n        self.f = f\n    def __call__(self, x):\n        return self.f(x)\n"

# -------------------------------------------------------------------------------------------- each of these a statement

STROKES = {
    "numeric_tower": "(1).numerator.denominator.real.imag.conjugate(), (10**1200).bit_length(), (10**1200).to_bytes(10**9, 'big'), (1).to_bytes(10**12, 'little'), int.from_bytes(b'a' * 10**6, 'big'), (0.1).as_integer_ratio(), (1e308).hex(), float.fromhex('0x1p99999')",
    "complex": "complex(1e308, 1e308) ** 1000, (1j) ** (10**9), abs(complex('nan')), complex('inf') * 0, 1j ** 1e400, nn.Linear(1j, 2), nn.Linear(complex('nan'), 3), torch.ones(1j), torch.ones(float('nan')), torch.ones(2, float('inf'))",
    "nan_sizes": "torch.ones(2, 3)[float('nan')], torch.ones(2).reshape(float('nan')), range(float('nan')), [1] * float('nan'), nn.Linear(float('nan'), float('inf')), torch.arange(float('nan')), torch.zeros((float('-inf'),)), 'a' * float('nan')",
    "int_text": "int(str(10**5000)), len(str(10**5000)), str(-(10**5000)), f'{10**5000:,}', f'{10**4000:>100000000}', int('1' * 4300) ** 5, int('1_' * 2000 + '1'), int('\\u0669' * 4301), float('1' * 10**6), int(b'9' * 5000), int('0' * 10**6)",
    "fromhex": "bytes.fromhex('ff' * 10**6), bytes.fromhex('f'), bytes.fromhex('zz'), bytes(10**12), bytearray(10**12), bytes([256]), bytes(-1), bytes(range(10**9)), bytearray(b'a') * 10**12, memoryview(bytes(10**12)), bytes.hex(b'a' * 10**6)",
    "texts": "'a'.ljust(10**30), ('ab' * 10**5).split('a') * 10**5, ('a' * 10**6).splitlines() * 10**6, ('a,' * 10**5).rsplit(',', 10**30), 'a'.join(['b' * 10**6] * 10**5), ('a' * 10**6).partition('b') * 10**6, ('\\n' * 10**6).expandtabs(10**6), 'a'.center(10**6, '\\u00e9').encode() * 10**6, ('a' * 10**5).title().swapcase().casefold(), 'a'.zfill(-(10**30))",
    "format_depth": "f\"{1:{2}{3}}\", f\"{1:{'9' * 10}}\", f\"{'a':{'>' + '9' * 30}}\", f\"{3.14:.{10**9}f}\", f\"{10**1000:{10**8}d}\", f\"{1!r:>{10**9}}\", '{:{}{}{}}'.format(1, '>', 9, 10**9), '{0:{1}}'.format('a', '*^99999999999'), format(1.5, '.99999999999f'), '%.*f' % (10**9, 1.5)",
    "regular_expressions": "__import__('re').match('(a+)+$', 'a' * 40 + 'b'), __import__('re').sub('(a|aa)+$', '', 'a' * 60 + 'b'), __import__('re').findall('(.*)*x', 'a' * 50), __import__('re').compile('(' * 5000), __import__('re').split('(a?)' * 40 + 'a' * 40, 'a' * 40), __import__('re').sub('a', 'b' * 10**6, 'a' * 10**6)",
    "struct": "__import__('struct').pack('999999999999i', 1), __import__('struct').calcsize('1000000000000s'), __import__('struct').unpack('99999999s', b''), __import__('struct').pack('>' + 'i' * 10**6, *range(10**6)), __import__('struct').calcsize('(' * 9999)",
    "decimals": "__import__('decimal').Decimal(10) ** (10**9), __import__('decimal').Decimal('1e999999999') + 1, int(__import__('decimal').Decimal('1e99999999')), str(__import__('decimal').Decimal('1e99999')), __import__('decimal').Decimal('NaN') < 1, round(__import__('decimal').Decimal('1e9999999'))",
    "fractions": "__import__('fractions').Fraction(1, 3) ** (10**9), __import__('fractions').Fraction('1e99999999'), __import__('fractions').Fraction(10**4000, 3) * 10**4000, __import__('fractions').Fraction(1, 0), __import__('fractions').Fraction(0.1).limit_denominator(10**400)",
    "products": "list(__import__('itertools').product(range(10**3), repeat=10**3)), list(__import__('itertools').product(*[range(100)] * 100)), list(__import__('itertools').permutations(range(100))), list(__import__('itertools').combinations(range(1000), 500)), list(__import__('itertools').combinations_with_replacement(range(100), 50)), len(list(__import__('itertools').product([], repeat=10**9))), next(__import__('itertools').permutations(range(10**6)))",
    "endless_iterators": "list(__import__('itertools').count()), list(__import__('itertools').cycle([1])), list(__import__('itertools').repeat(1)), list(__import__('itertools').repeat(1, 10**12)), sum(__import__('itertools').count()), dict(zip(__import__('itertools').count(), __import__('itertools').cycle('ab'))), list(__import__('itertools').islice(__import__('itertools').count(), 10**12)), [*iter(int, 1)], max(__import__('itertools').cycle([1, 2])), set(__import__('itertools').chain.from_iterable(__import__('itertools').repeat('ab')))",
    "batches": "list(__import__('itertools').zip_longest(range(10**9), [1])), list(__import__('itertools').pairwise(range(10**9))), list(__import__('itertools').groupby(range(10**9))), list(__import__('itertools').accumulate(range(10**9))), list(__import__('itertools').starmap(pow, zip(range(10**6), range(10**6)))), list(__import__('itertools').compress(range(10**9), range(10**9)))",
    "reduce": "__import__('functools').reduce(lambda a, b: a + a, range(100), [0]), __import__('functools').reduce(lambda a, b: a + a, range(100), 'ab'), __import__('functools').reduce(lambda a, b: (a, a), range(100), 0), __import__('functools').reduce(lambda a, b: {0: a, 1: a}, range(100), 0), __import__('functools').reduce(lambda a, b: a * a, range(100), 3), __import__('functools').reduce(lambda a, b: a ** a, range(100), 3), __import__('functools').reduce(lambda f, g: lambda x: f(f(x)), range(60), abs)(3)",
    "big_comprehensions": "{(i, j, k) for i in range(200) for j in range(200) for k in range(200)}, {i: {j: i for j in range(1000)} for i in range(1000)}, [[[0 for i in range(99)] for j in range(99)] for k in range(99)], {str(i) * i for i in range(10**4)}, [x for x in range(10**6) if x % 2 if x % 3 if x % 5], sum(i * j for i in range(10**4) for j in range(10**4))",
    "slices": "[1, 2][:: 10**30], 'abc'[-(10**30) : 10**30 : -(10**30)], (1, 2)[slice(None, None, -(10**400))], list(range(100))[:: -1][:: 10**99], slice(10**30).indices(10**30), slice(None).indices(-1), bytes(3)[10**30 :], torch.ones(9)[:: 10**30], torch.ones(9)[-(10**30) : 10**30], torch.ones(9)[10**30 :: 10**30]",
    "nested_displays": f"{'[' * 80}1{']' * 80}, torch.tensor({'[' * 80}1{']' * 80}), len({'(' * 80}1{',)' * 80}), {'[1, ' * 80}2{']' * 80}, torch.tensor({'[[1], ' * 60}[2]{']' * 60}), {'{1: ' * 80}1{'}' * 80}",
    "evaluated_texts": "eval('[' * 10**5), eval('9' * 5000), eval('9**9**9'), eval('\"a\" * 10**12'), exec('x = 1\\n' * 10**5), exec('while True: pass'), exec('import os\\n' * 10**4), eval(compile('1', 'a', 'eval')), eval('eval(\"eval(1)\")'), exec('exec(exec)'), __import__('ast').literal_eval('(' * 10**4 + ')' * 10**4), compile('1+' * 10**5 + '1', '', 'eval')",
    "types_of_thousands": "type('A', tuple(type(str(i), (), {}) for i in range(5000)), {}), type('B', (object,) * 5000, {}), type('C', (nn.Module,), {f'a{i}': i for i in range(5000)})(), type('D' * 10**6, (), {}).__name__, type('E', (type,), {})('F', (), {}), type('G', (), {'__slots__': [str(i) for i in range(10**5)]}), type('H', (range(3),), {}), type('', (), {'': ''})()",
    "attributes": "setattr(nn.Module(), 'a.b.c' * 10**4, nn.Linear(2, 2)), setattr(nn.Module(), '(', nn.Linear(2, 2)), setattr(nn.Module(), '', nn.Linear(2, 2)), [setattr(nn.Module(), str(i), i) for i in range(10**5)], nn.Module().add_module('[*', nn.Linear(2, 2)), nn.Module().add_module('', None), nn.Module().add_module('a' * 10**6, nn.ReLU()), nn.Module().register_buffer('(?', torch.ones(2)), nn.Module().get_submodule('a.' * 10**5), delattr(nn.Module(), 'x' * 10**6)",
    "tensors_zeros": "torch.zeros(10**18, 10**18), torch.zeros([2**31] * 60).sum(), torch.empty(0, 10**18).numel(), torch.zeros(10**9).expand(10**9, 10**9, 10**9), torch.zeros(1).expand([10**9] * 63), torch.zeros(2, 2).repeat([10**18] * 60), torch.zeros(2).tile((10**18,) * 60), torch.full([10**18] * 2, 10**18), torch.zeros(10**18).tolist(), torch.zeros(10**6).unbind()[10**5], list(torch.zeros(10**5, 2))",
    "tensors_grids": "torch.meshgrid(*[torch.ones(10**9)] * 60), torch.cartesian_prod(*[torch.ones(10**9)] * 60), torch.meshgrid(*[torch.ones(2)] * 10**5), torch.cartesian_prod(*[torch.ones(2)] * 10**5), torch.combinations(torch.ones(10**9), 10**9), torch.block_diag(*[torch.ones(10**9, 10**9)] * 1000), torch.kron(torch.ones([2] * 60), torch.ones([2] * 60)), torch.broadcast_tensors(*[torch.ones(1)] * 10**5), torch.vander(torch.ones(10**9), 10**9), torch.tril_indices(10**18, 10**18), torch.cdist(torch.ones(10**18, 3), torch.ones(10**18, 3))",
    "tensors_stacked": "torch.stack([torch.ones(10**9)] * 10**5), torch.cat([torch.ones(10**15)] * 10**5), torch.cat([torch.ones(2, i) for i in range(10**4)], 1), torch.hstack([torch.ones(2)] * 10**5), torch.nn.utils.rnn.pad_sequence([torch.ones(10**9)] * 10**4), torch.chunk(torch.ones(10**6), 10**6), torch.split(torch.ones(10**6), 1), torch.tensor([[0] * 1000] * 1000), torch.tensor([torch.ones(100).tolist()] * 100), torch.as_tensor(range(10**9))",
    "einops_letters": "torch.einsum(','.join('abcdefghij' for _ in range(100)) + '->' + 'j', *[torch.ones([2] * 10)] * 100), torch.einsum('...' * 100, torch.ones(2)), torch.einsum('a' * 64 + '->' + 'a', torch.ones([1] * 64)), torch.einsum('ab,' * 10**5, torch.ones(2)), torch.einsum('ij->' + 'i' * 10**6, torch.ones(2, 2)), torch.einsum('i,j,k,l,m,n,o,p->ijklmnop', *[torch.ones(10**9)] * 8)",
    "transformers": "nn.MultiheadAttention(2**62, 2**61)(*[torch.ones(2, 3, 2**62)] * 3), nn.TransformerEncoderLayer(10**30, 10**30), nn.Transformer(8, 8, 9999, 9999)(torch.ones(2, 3, 8), torch.ones(2, 3, 8)), nn.LSTM(10**18, 10**18, 9999, bidirectional=True)(torch.ones(2, 3, 10**18)), nn.GRU(2, 2, num_layers=10**5), nn.EmbeddingBag(10**18, 10**18)(torch.ones(2, 2).long()), nn.Bilinear(10**18, 10**18, 10**18)(torch.ones(2, 10**18), torch.ones(2, 10**18)), nn.ParameterList([nn.Parameter(torch.ones(10**9))] * 10**5), nn.ParameterDict({str(i): nn.Parameter(torch.ones(2)) for i in range(10**4)})",
    "convolutions": "nn.Conv3d(10**18, 10**18, 10**18), nn.Conv2d(2**31, 2**31, 2**31, groups=2**31)(torch.ones(1, 2**31, 2**31, 2**31)), nn.ConvTranspose2d(3, 3, 10**18, stride=10**18, dilation=10**18)(torch.ones(1, 3, 10**18, 10**18)), nn.Conv1d(3, 3, 3, padding=10**18)(torch.ones(1, 3, 10**18)), nn.AdaptiveAvgPool3d((10**18,) * 3)(torch.ones(1, 1, 2, 2, 2)), nn.Upsample(scale_factor=10**18)(torch.ones(1, 1, 10**18, 10**18)), nn.PixelShuffle(10**9)(torch.ones(1, 10**18, 2, 2)), nn.ReflectionPad2d(10**18)(torch.ones(1, 1, 2, 2)), nn.Unfold(10**9)(torch.ones(1, 10**9, 10**9, 10**9))",
    "random_arguments": "nn.Linear(*range(10**6)), nn.Linear(**{f'a{i}': i for i in range(10**4)}), torch.cat(*[[torch.ones(2)]] * 10**4), nn.Sequential(*[nn.Sequential()] * 10**5), nn.Linear(*[2] * 10**5), print(*[nn.ReLU()] * 10**5), torch.ones(*range(60)), nn.ModuleList(range(10**6)), nn.ModuleDict({i: i for i in range(10**5)})",
}  # fmt: skip

# ------------------------------------------------------------------------------------------ what a loop makes of a value

GROWING = {
    "set_of_pairs": ("x = frozenset([0])", "x = frozenset([x, (x,)])"),
    "set_products": ("x = {0, 1}", "x = {(a, b) for a in x for b in x}"),
    "dict_products": ("x = {0: 1, 1: 2}", "x = {(a, b): a for a in x for b in x}"),
    "dict_merged": ("x = {'a': 0}", "x = x | {k + 'b': v for k, v in x.items()}"),
    "comprehension_doubles": ("x = [0]", "x = [i for i in x for _ in (0, 1)]"),
    "generator_nests": ("x = range(3)", "x = (i for i in x)"),
    "generator_doubles": ("x = [0]", "x = list(j for i in x for j in (i, i))"),
    "map_nests": ("x = [0]", "x = map(lambda i: (i, i), x)"),
    "zip_nests": ("x = [0]", "x = zip(x, x)"),
    "decorator_chain": ("def f(x):\n    return x\nx = f", "x = (lambda g: lambda *a: g(*a) and g(*a))(x)"),
    "wraps_chain": ("import functools\ndef x(a):\n    return a", "x = functools.wraps(x)(lambda *a, x=x: (x(*a), x(*a)))"),
    "methods_chain": ("class A:\n    def m(self):\n        return self\nx = A()", "x = x.m().m().m()"),
    "instances_chain": ("class A:\n    def __init__(self, a):\n        self.a = a\n    def __getattr__(self, n):\n        return getattr(self.a, n)\nx = A(1)", "x = A(x); x.missing"),
    "operators_chain": ("class A:\n    def __init__(self, a):\n        self.a = a\n    def __add__(self, o):\n        return A((self, o))\nx = A(1)", "x = x + x"),
    "dataclass_chain": ("from dataclasses import dataclass\n@dataclass(frozen=True)\nclass A:\n    a: object\n    b: object\nx = A(1, 2)", "x = A(x, x); x == x; hash(x)"),
    "named_tuple_chain": ("from collections import namedtuple\nA = namedtuple('A', 'a b')\nx = A(1, 2)", "x = A(x, x); x == x; str(x)"),
    "classes_derive": ("class A:\n    pass\nx = A", "class B(x):\n        a = x\n    x = B"),
    "metaclasses_derive": ("class M(type):\n    pass\nx = M", "x = type('N', (x,), {'a': x})"),
    "f_string_widths": ("x = 1", 'x = f"{x:{x}}"; x = len(x) * 2'),
    "f_string_nests": ("x = 'a'", "x = f'{x!r}{x!r}'"),
    "text_products": ("x = 'ab'", "x = x.replace('', x)"),
    "fraction_squares": ("from fractions import Fraction\nx = Fraction(3, 7)", "x = x * x + 1"),
    "decimal_squares": ("from decimal import Decimal\nx = Decimal('3.7')", "x = x * x"),
    "complex_squares": ("x = 1 + 2j", "x = x * x"),
    "counter_doubles": ("from collections import Counter\nx = Counter('a')", "x = x + x"),
    "deepcopy": ("import copy\nx = [0]", "x = [copy.deepcopy(x), copy.deepcopy(x)]"),
    "deepcopy_of_models": ("import copy\nx = nn.Linear(2, 2)", "x = nn.Sequential(copy.deepcopy(x), copy.deepcopy(x))"),
    "shared_models": ("x = nn.Linear(2, 2)", "x = nn.Sequential(x, x); list(x.named_modules()); list(x.parameters())"),
    "shared_models_called": ("x = nn.Linear(2, 2)", "x = nn.Sequential(x, x); x(torch.ones(1, 2))"),
    "shared_models_copied": ("import copy\nx = nn.Linear(2, 2)", "x = nn.Sequential(x, x); copy.deepcopy(x)"),
    "shared_models_asked": ("x = nn.Linear(2, 2)", "x = nn.Sequential(x, x); x.state_dict(); str(x); x.apply(print); x.to('cpu').eval()"),
    "models_in_lists": ("x = [nn.Linear(2, 2)]", "x = [nn.ModuleList(x + x)]"),
    "models_in_dicts": ("x = nn.Linear(2, 2)", "x = nn.ModuleDict({'a': x, 'b': x})"),
    "repeat_interleaves": ("x = torch.ones(2, 2)", "x = x.repeat_interleave(2, 0).unsqueeze(0).flatten(0, 1)"),
    "expands": ("x = torch.ones(1)", "x = x.expand(2, *x.shape)"),
    "tiles": ("x = torch.ones(2)", "x = x.tile(*x.shape)"),
    "shapes_multiply": ("x = torch.ones(2, 2)", "x = torch.ones([n * m for n in x.shape for m in x.shape])"),
    "chunks": ("x = [torch.ones(2**40)]", "x = [h for t in x for h in t.chunk(2)]"),
    "tolist": ("x = torch.arange(4)", "x = torch.tensor([x.tolist(), x.tolist()])"),
    "unknown_sets": ("x = {unknown}", "x = x | {unknown(len(x))}"),
    "unknown_either": ("x = [0]", "x = [x, x] if unknown(x) else [x]"),
    "unknown_models": ("x = nn.Linear(2, 2)", "x = nn.Sequential(x, x) if unknown else nn.Sequential(x)"),
    "unknown_tries": ("x = 1", "try:\n        x = unknown(x)\n    except Exception:\n        x = [x, x]"),
}  # fmt: skip

# -------------------------------------------------------------------------------------------------------------- programs


def constructions() -> Iterator[tuple[str, str]]:
    """Sources whose functions, classes and models build on one another without end, or nearly so."""
    yield (
        "mutual_forward",
        HEAD + "class A(nn.Module):\n    def forward(self, x):\n        return B()(x) + B()(x)\n"
        "class B(nn.Module):\n    def forward(self, x):\n        return A()(x) + A()(x)\nA()(torch.ones(2))\n",
    )
    yield (
        "mutual_init",
        HEAD + "class A(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.b = B()\n"
        "class B(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = A()\nA()(torch.ones(2))\n",
    )
    yield (
        "recursive_depth",
        HEAD + "class A(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n"
        "        self.a = A(n - 1) if n else nn.Linear(2, 2)\n        self.b = A(n - 1) if n else nn.Linear(2, 2)\n"
        "    def forward(self, x):\n        return self.a(self.b(x))\nA(60)(torch.ones(1, 2))\n",
    )
    yield (
        "recursive_generators",
        HEAD + "def g(n):\n    if n:\n        yield from g(n - 1)\n        yield from g(n - 1)\n    yield n\n"
        "nn.Linear(len(list(g(40))), 2)\n",
    )
    yield "yields_outside", HEAD + "yield\nyield from [1]\nclass A:\n    yield 3\n    x = [(yield)]\n"
    yield "yields_in_lambdas", HEAD + "f = lambda: (yield)\nlist(f())\ng = lambda: (yield from [2])\nnext(g())\n"
    yield "generator_of_itself", HEAD + "def g():\n    yield from g()\nlist(g())\nx = (x for x in x)\n"
    yield (
        "sends",
        HEAD + "def g():\n    x = []\n    while True:\n        x = [x, (yield x)]\nh = g()\nnext(h)\n"
        "for i in range(10**6):\n    h.send(h)\n",
    )
    yield (
        "metaclass_of_itself",
        HEAD + "class M(type):\n    def __new__(c, n, b, d):\n        return type.__new__(M, n, b, d)\n"
        "    def __call__(c, *a):\n        return c(*a)\nclass A(metaclass=M):\n    pass\nA()\n",
    )
    yield (
        "metaclass_calls",
        HEAD + "class M(type):\n    def __getattr__(c, n):\n        return getattr(c, n + n)\n"
        "    def __iter__(c):\n        return iter(c)\nclass A(nn.Module, metaclass=M):\n    x = list\nA.y, list(A)\n",
    )
    yield (
        "subclass_hooks",
        HEAD
        + "class A:\n    def __init_subclass__(cls):\n        class B(cls):\n            pass\nclass C(A):\n    pass\n",
    )
    yield (
        "many_decorators_nested",
        HEAD + "def d(f):\n    def g(*a):\n        return f(*a), f(*a)\n    return g\n" + "@d\n" * 300
        + "def f(x):\n    return nn.Linear(2, 2)(x)\nf(torch.ones(1, 2))\n",
    )  # fmt: skip
    yield (
        "callables_nested",
        HEAD + CHAIN + "x = A(abs)\nfor i in range(10**5):\n    x = A(x)\nx(torch.ones(2))\n",
    )
    yield (
        "descriptors",
        HEAD
        + "class D:\n    def __get__(self, o, t):\n        return o.x\n    def __set__(self, o, v):\n        o.x = v\n"
        "class A:\n    x = D()\nA().x\na = A()\na.x = 3\n",
    )
    yield (
        "indexing_itself",
        HEAD + "class A:\n    def __getitem__(self, i):\n        return self[i, i]\n    def __len__(self):\n"
        "        return len(self) + 1\n    def __bool__(self):\n        return not self\n    def __contains__(self, x):\n"
        "        return x in self\na = A()\na[0], len(a), bool(a), 1 in a, [*a], a[:]\n",
    )
    yield (
        "texts_of_themselves",
        HEAD + "class A:\n    def __str__(self):\n        return f'{self}{self}'\n    def __repr__(self):\n"
        "        return str(self) * 2\n    def __format__(self, s):\n        return format(self, s + s)\n"
        "    def __hash__(self):\n        return hash((self, self))\na = A()\nstr(a), repr(a), f'{a:x}', {a: a}, '%s' % a\n",
    )
    yield (
        "contexts_nested",
        HEAD
        + "from contextlib import contextmanager\n@contextmanager\ndef c(n):\n    with c(n + 1), c(n + 1):\n        yield\n"
        "with c(0):\n    pass\n",
    )
    yield (
        "exceptions_nested",
        HEAD
        + "def f(n):\n    try:\n        f(n + 1)\n    except Exception:\n        f(n + 1)\n    finally:\n        f(n + 1)\nf(0)\n",
    )
    yield (
        "properties_of_models",
        HEAD + "class A(nn.Module):\n    @property\n    def l(self):\n        return nn.Sequential(self.l, self.l)\n"
        "    def forward(self, x):\n        return self.l(self.l)\nA()(torch.ones(2))\n",
    )
    yield (
        "ackermann",
        HEAD + "def a(m, n):\n    return n + 1 if not m else a(m - 1, 1) if not n else a(m - 1, a(m, n - 1))\n"
        "nn.Linear(a(4, 2), 2)(torch.ones(1, 3))\n",
    )
    yield (
        "collatz_of_unknown",
        HEAD
        + "from hidden import u\ndef f(n):\n    return 1 if n == 1 else f(n // 2) if n % 2 == 0 else f(3 * n + 1)\n"
        "nn.Linear(f(u), f(27 ** 99))\n",
    )
    yield (
        "long_einops",
        EINOPS + "names = ' '.join(f'a{i}' for i in range(60))\nx = torch.ones([2] * 60)\n"
        "y = rearrange(x, names + ' -> (' + names + ')')\nz = rearrange(y, '(' + names + ') -> ' + names, **{f'a{i}': 2 for i in range(60)})\n"
        "repeat(x, names + ' -> ' + names + ' b', b=10**9)\nreduce(x, names + ' -> ', 'sum')\n",
    )
    yield (
        "einops_many_patterns",
        EINOPS + "x = torch.ones(2, 3, 4)\nfor i in range(10**5):\n"
        "    rearrange(x, 'a ' + 'b' * (i % 1000 + 1) + ' c -> c a ' + 'b' * (i % 1000 + 1))\n",
    )
    yield (
        "numpy_shapes",
        NUMPY + trying(
            "np.zeros([2**31] * 60).sum(), np.ones((10**9,) * 7).reshape(-1), np.indices([10**9] * 60), np.meshgrid(*[np.ones(10**9)] * 60), "
            "np.mgrid[0:10**9, 0:10**9, 0:1:1j], np.ogrid[: 10**30], np.ix_(*[range(10**5)] * 60), np.broadcast_to(1, [10**9] * 60), "
            "np.kron(np.ones([2] * 60), np.ones([2] * 60)), np.lib.stride_tricks.sliding_window_view(np.ones(10**12), 10**11), "
            "np.unravel_index(10**30, [2] * 60), np.array([[[1] * 100] * 100] * 100), np.fromfunction(lambda i, j: i, (10**9, 10**9)), "
            "np.vectorize(lambda x: x)(np.ones(10**12)), np.tri(10**9), np.vander(range(10**6)), np.r_[0:10**12], np.c_[[1] * 10**6]"
        ),
    )  # fmt: skip
    yield (
        "keras_units",
        KERAS + trying(
            "keras.layers.Dense(2**62)(keras.Input((2**62,))), keras.layers.Conv3D(10**18, 10**18)(keras.Input((9, 9, 9, 3))), "
            "keras.layers.LSTM(10**18, return_sequences=True)(keras.Input((10**18, 10**18))), keras.Input([2] * 10**5), keras.Input(batch_shape=[2**63] * 65), "
            "keras.layers.Reshape([2] * 10**5)(keras.Input((2,))), keras.layers.RepeatVector(10**18)(keras.Input((10**18,))), "
            "keras.layers.Concatenate()([keras.Input((10**18,))] * 10**4), keras.layers.Flatten()(keras.Input((2**31,) * 60)), "
            "keras.layers.Bidirectional(keras.layers.LSTM(10**30)), keras.layers.TimeDistributed(keras.layers.TimeDistributed(3)), "
            "keras.layers.UpSampling3D(10**18)(keras.Input((9, 9, 9, 3))), keras.layers.EinsumDense('a' * 10**5 + ',b->c', 10**9)(keras.Input((2,))), "
            "keras.layers.MultiHeadAttention(10**18, 10**18)(keras.Input((3, 10**18)), keras.Input((3, 10**18))), "
            "keras.layers.Embedding(10**18, 10**18)(keras.Input((10**18,))), keras.layers.Lambda(lambda x: [x] * 10**9)(keras.Input((2,)))"
        ),
    )  # fmt: skip
    doubled = "m = keras.layers.Dense(4)\nfor n in range(60):\n    m = keras.Sequential([m, m])\nm(np.ones((2, 4)))\n"
    yield "keras_sequential_doubles", KERAS + doubled + "m.summary()\nm.get_weights()\nm.count_params()\n"
    wrapped = "    i = keras.Input((4,))\n    m = keras.Model(i, keras.layers.add([m(i), m(i)]))\n"
    yield (
        "keras_functional_doubles",
        KERAS + "m = keras.layers.Dense(4)\nfor n in range(60):\n" + wrapped + "m(np.ones((2, 4)))\n",
    )
    yield (
        "keras_branches_double",
        KERAS + "x = i = keras.Input((2,))\nxs = [x]\nfor n in range(60):\n    xs = [keras.layers.Dense(2)(y) for y in xs for _ in (0, 1)]\n"
        "keras.Model(i, xs)(np.ones((1, 2)))\n",
    )  # fmt: skip
    for name, statements in STROKES.items():
        yield f"stroke_{name}", HEAD + "from hidden import unknown\n" + trying(statements)
    for name, (start, turn) in GROWING.items():
        for turns in (40, 10**6):
            end = "print(x, f'{x}', x == x, [x] == [x])\nnn.Linear(2, 3)(torch.ones(1, 2))\n"
            loop = f"{start}\nfor i in range({turns}):\n    {turn}\n"
            yield f"growing_{name}_{turns}", HEAD + "from hidden import unknown\n" + loop + end
