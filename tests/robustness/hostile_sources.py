"""Sources that ask for more than there is: values, numbers, structures and models beyond all measure, and calls that no
signature foresees. Each is short; what it stands for is not."""

from __future__ import annotations

from collections.abc import Iterator

HEAD = "import torch\nfrom torch import nn\n"
KERAS = "import keras\nimport numpy as np\nimport tensorflow as tf\n"
NUMPY = "import numpy as np\nimport torch\n"
EINOPS = "import torch\nfrom einops import rearrange, reduce, repeat, einsum, pack, unpack, parse_shape\n"

# ------------------------------------------------------------------------------------------- values made at one stroke

VALUES = {
    "repeat_text": '"a" * 10**12',
    "repeat_text_reversed": '10**12 * "a"',
    "repeat_bytes": 'b"a" * 10**12',
    "repeat_list": "[0] * 10**12",
    "repeat_list_reversed": "10**12 * [0]",
    "repeat_tuple": "(0,) * 10**12",
    "repeat_empty_list": "[] * 10**30",
    "repeat_empty_text": '"" * 10**30',
    "repeat_negative": "[0] * -(10**30)",
    "repeat_nested": "[[[0] * 10**5] * 10**5] * 10**5",
    "power": "10 ** 10**10",
    "power_of_power": "9 ** 9 ** 9",
    "power_negative": "(-3) ** (10**12)",
    "power_float": "1e300 ** 10**9",
    "power_builtin": "pow(3, 10**12)",
    "power_modulus_zero": "pow(3, 5, 0)",
    "power_modulus_text": 'pow(3, 5, "a")',
    "shift": "1 << 10**12",
    "shift_negative": "1 << -1",
    "shift_zero": "0 << 10**12",
    "factorial": "__import__('math').factorial(10**8)",
    "range_length": "len(range(10**30))",
    "range_list": "list(range(10**12))",
    "range_tuple": "tuple(range(10**12))",
    "range_set": "set(range(10**12))",
    "range_sum": "sum(range(10**12))",
    "range_sorted": "sorted(range(10**12))",
    "range_reversed": "list(reversed(range(10**12)))",
    "range_enumerate": "list(enumerate(range(10**12)))",
    "range_zip": "list(zip(range(10**12), range(10**12)))",
    "range_map": "list(map(str, range(10**12)))",
    "range_min": "min(range(10**12)), max(range(10**12))",
    "range_in": "10**11 in range(10**12), 0.5 in range(10**12), 'a' in range(10**12)",
    "range_item": "range(10**30)[10**29], range(10**30)[-1]",
    "range_slice": "range(10**30)[:: 10**29]",
    "range_unknown_index": "range(10**30)[unknown]",
    "range_step_zero": "range(0, 10, 0)",
    "range_star": "[*range(10**12)]",
    "range_star_call": "print(*range(10**12))",
    "range_dict": "dict.fromkeys(range(10**12))",
    "range_unpack": "(lambda *a: a)(*range(10**7))",
    "range_join": '",".join(map(str, range(10**12)))',
    "range_compare": "range(10**30) == range(10**30), range(10**30) == list(range(3))",
    "range_float": "range(1.5)",
    "comprehension": "[i for i in range(10**12)]",
    "comprehension_nested": "[(i, j) for i in range(10**6) for j in range(10**6)]",
    "comprehension_set": "{i * j for i in range(10**4) for j in range(10**4)}",
    "comprehension_dict": "{i: [0] * i for i in range(10**5)}",
    "generator": "sum(i for i in range(10**12))",
    "generator_nested": "any(i < 0 for i in range(10**5) for j in range(10**5))",
    "f_string_width": 'f"{1:1000000000000}"',
    "f_string_precision": 'f"{1.5:.1000000000f}"',
    "f_string_nested_width": 'f"{1:{10**12}}"',
    "percent_width": '"%1000000000000d" % 1',
    "percent_star": '"%*d" % (10**12, 1)',
    "percent_precision": '"%.1000000000f" % 1.5',
    "percent_bytes": 'b"%1000000000000d" % 1',
    "percent_wrong": '"%d %s" % (None,), "%z" % 1, "%(a)s" % {"b": 1}, "%" % ()',
    "format_width": '"{:1000000000000}".format(1)',
    "format_nested": '"{:{}}".format(1, 10**12)',
    "format_precision": '"{:.1000000000f}".format(1.5)',
    "format_none": '"{:06}".format(None)',
    "format_index": '"{1000000000000}".format(1), "{0[1000000000000]}".format([1])',
    "format_attribute": '"{0.a.b}".format(1), "{0.__class__.__mro__}".format(1)',
    "format_broken": '"{".format(1), "}".format(1), "{:{:{}}}".format(1, 2, 3)',
    "format_builtin": 'format(1, "1000000000000")',
    "format_repeated": '("{0}" * 10**4).format("a" * 10**5)',
    "center": '"a".center(10**12), "a".ljust(10**12), "a".rjust(10**12), "a".zfill(10**12)',
    "expandtabs": '("\\t" * 1000).expandtabs(10**12)',
    "replace": '("a" * 10**5).replace("a", "b" * 10**5)',
    "replace_empty": '("a" * 10**5).replace("", "b" * 10**5)',
    "translate": '("a" * 10**5).translate({97: "b" * 10**5})',
    "join": '("a" * 10**5).join(["b"] * 10**5)',
    "join_wrong": '"".join([1, None]), "".join(3), "".join()',
    "encode": '("a" * 10**5).encode("utf-32"), "a".encode("no such encoding"), "\\ud800".encode()',
    "split": '("a " * 10**5).split(), "a".split("")',
    "upper": '("\\u0390" * 10**5).upper()',
    "int_of_text": 'int("9" * 4301), int("f" * 10**5, 16), int("1", 99), int("", 0)',
    "text_of_int": "str(10**5000), repr(1 << 20000), f'{10**5000}', '%d' % 10**5000",
    "int_of_nan": 'int(float("nan")), int(float("inf")), round(float("nan")), round(1e308, -400)',
    "float_of_int": "float(10**400), 10**400 / 3, 10**400 * 1.5, 10**400 < 1.5, 1.5 - 10**400",
    "complex_of_int": "complex(10**400, 1), abs(1e308 + 1e308j)",
    "round_digits": "round(1, -(10**12)), round(1.5, 10**12), round(12345, -(10**30))",
    "divide_zero": "1 / 0, 1 // 0, 1 % 0, 0.0 / 0, divmod(1, 0), 0 ** -1",
    "bits": "hex(1 << 10**9), bin(-(10**5000)), oct(10**5000), ~10**5000",
    "chr": "chr(-1), chr(10**30), ord(''), ord('ab')",
    "hash": "hash(10**5000), id(10**5000), hash([])",
    "slice": "[1, 2, 3][:: 0], 'abc'[:: 0], (1, 2)[10**30 :], [1][-(10**30) :: 10**30]",
    "index": "[1][10**30], (1,)[-(10**30)], 'a'[10**30], [1]['a'], [1][None], [1][1.5]",
    "negative_zero": "-0.0, [0][-0], 'a' * -0",
    "math": "__import__('math').comb(10**9, 10**8), __import__('math').perm(10**9), __import__('math').lcm(10**99, 3)",
    "nan_compare": "float('nan') == float('nan'), sorted([float('nan'), 1, None]), min([]), max(1, 'a')",
    "set_of_lists": "{[1]}, {slice(1)}, {(1, slice(2))}, {{}: 1}, {[]: 1}",
    "dict_of_slices": "{slice(1): 2}, {1: 2}[slice(1)], {1: 2}.get(slice(1)), {1: 2}.pop((slice(1),), None)",
    "dict_unhashable": "{}.setdefault([], 1), {}.fromkeys([[1], {}]), dict([[[1], 2]]), slice(1) in {1: 2}",
    "set_unhashable": "set([[1], slice(2)]), set().union([[1]]), {1} & {slice(1)}, {1}.add(slice(1))",
    "compare_slices": "slice(None) == slice(1), unknown == (slice(None), 1), unknown[slice(1), 2] != 3",
    "key_of_unknown": "unknown[slice(1)][slice(2)], unknown == slice(1), unknown[[1]], unknown[{}] == {}",
    "isinstance": "isinstance(1, 3), isinstance(1, (int, (str, [float]))), issubclass(1, int), isinstance()",
    "attributes": "getattr(1, 'a' * 10**6, None), getattr(1, 2, 3), setattr(1, 'a', 2), hasattr(None, '')",
    "wrong_calls": "len(), len(1, 2), int(1, 2, 3), str(b'a', 'x', 'y'), list(1), dict(1), tuple(None), zip(1), range(), range(1, 2, 3, 4), range(a=1)",
    "wrong_iteration": "sum('abc'), sum([[1], [2]]), enumerate(3), map(), filter(None), iter(3), next(3), reversed(3)",
    "wrong_operators": "1 + 'a', [] + (), {} | [], {1} + {2}, None * 3, 'a' - 'b', -'a', ~1.5, not unknown, 1 @ 2",
    "eval": "eval('1' + '+1' * 10**5), eval('(' * 500), eval(''), eval('\\0'), eval(3)",
    "type": "type('A', (), {})(), type('A', (1,), {}), type(1, 2, 3), type(1, 2), type()",
    "super": "super(), super(1), super(int, 2).a, super().__init__()",
    "itertools": "list(__import__('itertools').product(range(10**5), repeat=10**5))",
}  # fmt: skip

# ------------------------------------------------------------------------------------------------- values that grow

LOOPS = {
    "list_doubles": ("x = [0]", "x = x + x"),
    "list_doubles_in_place": ("x = [0]", "x += x"),
    "list_extends_itself": ("x = [0]", "x.extend(x)"),
    "list_repeats_itself": ("x = [0]", "x *= 2"),
    "list_unpacks_itself": ("x = [0]", "x = [*x, *x]"),
    "list_slice_grows": ("x = [0]", "x[len(x) :] = x"),
    "list_holds_itself": ("x = [0]", "x.append(x)"),
    "list_of_pairs": ("x = [0]", "x = [x, x]"),
    "list_insert": ("x = [0]", "x.insert(0, x)"),
    "list_of_lists": ("x = [0]", "x = list(map(lambda i: [i, i], x * 2))"),
    "tuple_doubles": ("x = (0,)", "x = x + x"),
    "tuple_of_pairs": ("x = (0,)", "x = (x, x)"),
    "tuple_of_pairs_as_key": ("x = (0,)", "x = (x, x); {x: 1}; x == (x, x)"),
    "tuple_made": ("x = (0,)", "x = tuple([x, x])"),
    "tuple_returned": ("x = (0,)", "x = (lambda *a: a)(x, x)"),
    "tuple_zipped": ("x = (0,)", "x = tuple(zip(x, x)) + x"),
    "text_doubles": ("x = 'ab'", "x = x + x"),
    "text_doubles_in_place": ("x = 'ab'", "x += x"),
    "text_f_string": ("x = 'ab'", 'x = f"{x}{x}"'),
    "text_format": ("x = 'ab'", 'x = "{0}{0}".format(x)'),
    "text_percent": ("x = 'ab'", 'x = "%s%s" % (x, x)'),
    "text_join": ("x = 'ab'", "x = x.join([x, x])"),
    "text_replace": ("x = 'ab'", "x = x.replace('a', x)"),
    "text_repr": ("x = 'ab'", "x = repr([x, x])"),
    "text_of_list": ("x = ['ab']", "x = [str(x), str(x)]"),
    "bytes_double": ("x = b'ab'", "x = x + x"),
    "integer_squares": ("x = 3", "x = x * x"),
    "integer_powers": ("x = 3", "x = x ** x"),
    "integer_shifts": ("x = 3", "x = x << x"),
    "integer_adds": ("x = 3 << 4000", "x = x + x"),
    "integer_subtracts": ("x = -3", "x = x - x * 7"),
    "integer_of_texts": ("x = 3", "x = int(str(x) * 2)"),
    "float_grows": ("x = 1.5", "x = x * x"),
    "dict_doubles": ("x = {0: 0}", "x = {**x, **{k + len(x): v for k, v in x.items()}}"),
    "dict_of_pairs": ("x = {0: 0}", "x = {0: x, 1: x}"),
    "dict_holds_itself": ("x = {}", "x[0] = x; x[len(x)] = x"),
    "set_doubles": ("x = {0}", "x = x | {i + len(x) for i in x}"),
    "closure_nests": ("x = lambda: 0", "x = (lambda f: lambda: f() + f())(x)"),
    "closure_called": ("x = lambda: 0", "x = (lambda f: lambda: f() + f())(x); x()"),
    "partial_nests": ("import functools\nx = print", "x = functools.partial(x, x)"),
    "class_nests": ("class A:\n    pass\nx = A", "x = type('B', (x,), {'a': x})"),
    "object_nests": ("class A:\n    pass\nx = A()", "y = A(); y.a = x; y.b = x; x = y"),
    "iterator_nests": ("x = iter([0])", "x = iter([x, x])"),
    "chain_nests": ("import itertools\nx = [0]", "x = list(itertools.chain(x, x))"),
    "product_nests": ("import itertools\nx = [0, 1]", "x = list(itertools.product(x, x))"),
    "accumulate": ("import itertools\nx = [1, 2]", "x = list(itertools.accumulate(x + x, lambda a, b: a * b))"),
    "tee": ("import itertools\nx = [0]", "x = itertools.tee(x, 10**6)"),
    "deque": ("import collections\nx = collections.deque([0])", "x.extend(x)"),
    "unknown_grows": ("x = unknown", "x = x + x"),
    "unknown_squares": ("x = unknown", "x = x * x"),
    "unknown_compares": ("x = unknown", "x = (x == x) or (x < x)"),
    "unknown_attributes": ("x = unknown", "x = x.a[0](x).b"),
    "unknown_branches": ("x = 0", "x = x + 1 if unknown else x * 2 + (3 if unknown else 4)"),
    "size_grows": ("x = len(unknown)", "x = x * x + 1"),
    "size_divides": ("x = len(unknown)", "x = (x + 3) // 2 + x // 3"),
    "size_maximum": ("x = len(unknown)", "x = max(x, 3) + min(x * 2, 5)"),
    "tensor_doubles": ("x = torch.ones(1)", "x = torch.cat([x, x])"),
    "tensor_stacks": ("x = torch.ones(1)", "x = torch.stack([x, x])"),
    "tensor_repeats": ("x = torch.ones(1)", "x = x.repeat(2**40)"),
    "tensor_axes": ("x = torch.ones(1)", "x = x[None]"),
    "tensor_product": ("x = torch.ones(2)", "x = torch.outer(x, x).flatten()"),
    "tensor_of_tensors": ("x = torch.ones(1)", "x = torch.tensor([[x, x], [x, x]])"),
    "tensor_elements": ("x = torch.tensor([3])", "x = x * x"),
    "tensor_list": ("x = [torch.ones(1)]", "x = [torch.stack(x), *x]"),
    "sequential_nests": ("x = nn.Linear(2, 2)", "x = nn.Sequential(x, x)"),
    "sequential_grows": ("x = [nn.Linear(2, 2)]", "x = [*nn.Sequential(*x, *x)]"),
    "module_list_doubles": ("x = nn.ModuleList([nn.Linear(2, 2)])", "x.extend(x)"),
    "module_holds_itself": ("x = nn.Module()", "x.a = x; x.b = nn.Sequential(x)"),
}  # fmt: skip

# ----------------------------------------------------------------------------------------- models beyond all measure

MODELS = {
    "sequential_of_repeated": "nn.Sequential(*[nn.Linear(2, 2)] * 10**7)",
    "sequential_of_many": "nn.Sequential(*[nn.Linear(2, 2) for _ in range(10**7)])",
    "sequential_of_thousands": "nn.Sequential(*[nn.Linear(2, 2) for _ in range(3000)])(torch.ones(1, 2))",
    "module_list_of_thousands": "nn.ModuleList([nn.Conv2d(3, 3, 3) for _ in range(5000)])",
    "module_dict_of_thousands": "nn.ModuleDict({str(i): nn.ReLU() for i in range(5000)})",
    "lstm_layers": "nn.LSTM(4, 4, 2**63)(torch.randn(2, 3, 4))",
    "lstm_many_layers": "nn.LSTM(4, 4, 10**6)(torch.randn(2, 3, 4))",
    "gru_negative_layers": "nn.GRU(4, 4, -(2**70))(torch.randn(2, 3, 4))",
    "transformer_layers": "nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2), 2**70)(torch.randn(5, 3, 8))",
    "transformer_many": "nn.Transformer(8, 2, 10**9, 10**9)(torch.randn(5, 3, 8), torch.randn(5, 3, 8))",
    "linear_huge": "nn.Linear(2**62, 2**62)(torch.ones(1, 2**62))",
    "linear_beyond": "nn.Linear(10**400, 2)(torch.ones(1, 10**400))",
    "linear_text": "nn.Linear('a', 'b')(torch.ones(1, 2)), nn.Linear(None, [])(3), nn.Linear()(), nn.Linear(1, 2, 3, 4, 5, 6)",
    "linear_zero": "nn.Linear(0, 0)(torch.ones(0, 0)), nn.Linear(-1, -1)(torch.ones(1, 2)), nn.Linear(1.5, True)(1)",
    "conv_kernels": "nn.Conv2d(3, 3, 10**30)(torch.ones(1, 3, 8, 8)), nn.Conv2d(3, 3, (1, 2, 3))(torch.ones(1, 3, 8, 8))",
    "conv_zero": "nn.Conv2d(3, 3, 0)(torch.ones(1, 3, 8, 8)), nn.Conv2d(3, 3, 3, 0)(torch.ones(1, 3, 8, 8))",
    "conv_groups": "nn.Conv2d(3, 3, 3, groups=0), nn.Conv2d(4, 4, 3, groups=-2), nn.Conv2d(4, 4, 1, groups=2**64)",
    "conv_padding": "nn.Conv2d(3, 3, 3, padding=2**63)(torch.ones(1, 3, 8, 8)), nn.Conv2d(3, 3, 3, padding='x')",
    "conv_dilation": "nn.Conv2d(3, 3, 3, dilation=-1)(torch.ones(1, 3, 8, 8)), nn.Conv1d(1, 1, [], [], [])",
    "pool_zero": "nn.MaxPool2d(0)(torch.ones(1, 3, 8, 8)), nn.AvgPool2d(2, 0)(torch.ones(1, 3, 8, 8)), nn.MaxPool2d([])",
    "adaptive": "nn.AdaptiveAvgPool2d(10**30)(torch.ones(1, 3, 8, 8)), nn.AdaptiveAvgPool2d(())(torch.ones(1, 3, 8, 8))",
    "norm": "nn.GroupNorm(0, 4)(torch.ones(1, 4)), nn.LayerNorm([])(torch.ones(2)), nn.LayerNorm([2] * 100)(torch.ones(2))",
    "embedding": "nn.Embedding(0, 0)(torch.tensor([10**30])), nn.Embedding(-1, 3)(torch.tensor(1)), nn.Embedding(3, 3, 10**30)",
    "upsample": "nn.Upsample(scale_factor=1e400)(torch.ones(1, 3, 8, 8)), nn.Upsample(scale_factor=float('nan'))(torch.ones(1, 3, 8, 8))",
    "upsample_zero": "nn.Upsample(size=0)(torch.ones(1, 3, 8, 8)), nn.Upsample(scale_factor=(0, -1))(torch.ones(1, 3, 8, 8))",
    "pixel_shuffle": "nn.PixelShuffle(0)(torch.ones(1, 4, 2, 2)), nn.PixelShuffle(-2)(torch.ones(1, 4, 2, 2))",
    "unfold": "nn.Unfold(0)(torch.ones(1, 3, 8, 8)), nn.Fold(0, 0)(torch.ones(1, 4, 9)), nn.Unfold(3, stride=0)(torch.ones(1, 3, 8, 8))",
    "attention": "nn.MultiheadAttention(8, 0)(*[torch.ones(2, 1, 8)] * 3), nn.MultiheadAttention(8, 2**64)(1, 2, 3)",
    "padding": "nn.ZeroPad2d(-100)(torch.ones(1, 3, 8, 8)), nn.ReflectionPad2d(2**62)(torch.ones(1, 3, 8, 8)), nn.ZeroPad2d([1])",
    "flatten_far": "torch.ones(2, 3).flatten(10**30), nn.Flatten(10**30)(unknown), nn.Flatten(-(10**9), 10**9)(torch.ones(2))",
    "unflatten": "nn.Unflatten(1, (10**30, -1))(torch.ones(2, 3)), torch.ones(2, 3).unflatten(1, (0, -1))",
    "dropout": "nn.Dropout(float('nan'))(torch.ones(2)), nn.Dropout('a')(torch.ones(2)), nn.Dropout(10**400)(torch.ones(2))",
    "loss": "nn.CrossEntropyLoss(weight=3)(torch.ones(2, 3), 4), nn.NLLLoss()(1, 2), nn.CTCLoss()(*[torch.ones(2)] * 4)",
}  # fmt: skip

TENSORS = {
    "axes": "torch.ones(*[1] * 10**6), torch.zeros([1] * 1000), torch.empty((1,) * 65)",
    "sizes": "torch.ones(2**62, 2**62, 2**62).reshape(-1), torch.ones(10**400), torch.ones(-1), torch.ones(1.5)",
    "product": "torch.ones(*[2**62] * 64).numel(), torch.ones(*[2**62] * 64).flatten()",
    "chunks": "torch.ones(4).chunk(2**70), torch.ones(4).chunk(0), torch.ones(10**12).chunk(10**12), torch.ones(4).chunk(-1)",
    "splits": "torch.ones(10**12).split(1), torch.ones(4).split(0), torch.ones(4).split([10**30]), torch.ones(4).split(-1)",
    "unbind": "torch.ones(10**12).unbind(), torch.ones(2, 3).unbind(10**30), torch.tensor(1).unbind()",
    "tensor_split": "torch.ones(4).tensor_split(10**12), torch.ones(4).tensor_split([10**30, -1]), torch.ones(4).hsplit(0)",
    "iteration": "[i for i in torch.ones(10**12)], list(torch.ones(10**5)), len(torch.ones(10**30))",
    "tolist": "torch.ones(10**6).tolist(), torch.ones(10**3, 10**3).tolist(), torch.tensor([[1]] * 10**5).tolist()",
    "arange": "torch.arange(10**30), torch.arange(0, 1, 0), torch.arange(1, 0), torch.arange(0, 1e400), torch.arange(0, 1, 1e-300)",
    "linspace": "torch.linspace(0, 1, 10**30), torch.linspace(0, 1, -1), torch.linspace(float('nan'), 1, 4).long()",
    "eye": "torch.eye(10**30), torch.eye(-1), torch.eye(2, 10**12), torch.full((2**70,), 1), torch.full((2,), 10**400)",
    "nested": "torch.tensor([[1, 2], [3]]), torch.tensor([[]]), torch.tensor([[[[[[[[1]]]]]]]]), torch.tensor([1, 'a', None])",
    "values": "torch.tensor(10**400), torch.tensor([2**63, 1]), torch.tensor(float('nan')).int().item(), torch.tensor([1e400]).long()",
    "reshape": "torch.ones(6).reshape(0, -1), torch.ones(6).reshape(-1, -1), torch.ones(6).view(10**30), torch.ones(6).reshape(()), torch.ones(0).reshape(-1, 0)",
    "permute": "torch.ones(2, 3).permute(10**30, 0), torch.ones(2, 3).permute(0, 0), torch.ones(2, 3).permute(), torch.ones(2).permute([])",
    "transpose": "torch.ones(2, 3).transpose(10**30, -(10**30)), torch.ones(2).T, torch.tensor(1).mT, torch.ones(2, 3).movedim((0, 0), (1, 1))",
    "indexing": "torch.ones(2)[10**30], torch.ones(2)[..., ..., 0], torch.ones(2)[[]], torch.ones(2)[:: 0], torch.ones(2)[:: -1], torch.ones(2)['a']",
    "many_indices": "torch.ones(2)[(0,) * 1000], torch.ones(2)[(None,) * 1000], torch.ones(2)[[[0] * 10] * 10], torch.ones(2)[{}]",
    "repeat": "torch.ones(2).repeat(*[2] * 100), torch.ones(2).repeat(-1), torch.ones(2).expand(10**30, 2), torch.ones(2).tile((0,) * 70)",
    "interleave": "torch.ones(2).repeat_interleave(10**30), torch.ones(2).repeat_interleave(torch.tensor([10**9, 10**9])), torch.ones(2).roll(10**30, 5)",
    "einsum": "torch.einsum('', torch.ones(2)), torch.einsum('i' * 10**5, torch.ones(2)), torch.einsum('ij,jk->zz', *[torch.ones(2, 2)] * 2), torch.einsum(1, 2)",
    "matmul": "torch.tensor(1) @ torch.ones(2), torch.ones(0, 0) @ torch.ones(0, 3), torch.ones(2) @ 'a', torch.tensordot(torch.ones(2), torch.ones(2), 10**12)",
    "cat": "torch.cat([]), torch.cat(()), torch.cat([1, 2]), torch.cat(torch.ones(2)), torch.stack([torch.ones(2)] * 10**5, 10**30), torch.cat([torch.ones(2)], 'a')",
    "diff": "torch.diff(torch.ones(4), 10**12), torch.diff(torch.ones(4), -1), torch.cumsum(torch.ones(4), 10**30), torch.topk(torch.ones(4), 10**30)",
    "reduce": "torch.ones(2).sum([0] * 1000), torch.ones(2).mean(10**30), torch.ones(2).max('a'), torch.ones(0).argmax(), torch.ones(2).std(dim=(), keepdim=3)",
    "pad": "nn.functional.pad(torch.ones(2), [1] * 1001), nn.functional.pad(torch.ones(2), (10**30, 1)), nn.functional.pad(torch.ones(2), ()), nn.functional.pad(torch.ones(2), 'a')",
    "interpolate": "nn.functional.interpolate(torch.ones(1, 1, 4), scale_factor=float('inf')), nn.functional.interpolate(torch.ones(1, 1, 4), size=10**30), nn.functional.interpolate(torch.ones(1, 1, 4))",
    "one_hot": "nn.functional.one_hot(torch.tensor([10**30])), nn.functional.one_hot(torch.tensor([1]), -5), nn.functional.one_hot(torch.tensor([1]), 2**64)",
    "unfold": "torch.ones(8).unfold(0, 0, 0), torch.ones(8).unfold(0, 10**30, 1), torch.ones(8).unfold(5, 1, -1), nn.functional.fold(1, 2, 3)",
    "as_strided": "torch.ones(8).as_strided((10**30,), (1,)), torch.ones(8).as_strided([], []), torch.meshgrid(), torch.meshgrid(*[torch.ones(2)] * 70)",
    "fft": "torch.fft.fft(torch.ones(4), 10**30), torch.fft.rfftn(torch.ones(4), dim=(5,)), torch.fft.irfft(torch.ones(1)), torch.stft(torch.ones(8), 0)",
    "combinations": "torch.combinations(torch.ones(100), 50), torch.combinations(torch.ones(4), -1), torch.cartesian_prod(), torch.combinations(torch.ones(10**6), 10**5)",
    "out_and_dtype": "torch.ones(2, dtype='x'), torch.ones(2, dtype=[]), torch.add(torch.ones(2), torch.ones(2), out=3), torch.ones(2).to([]), torch.ones(2).type(10**30)",
    "special": "torch.ones(2).item(), torch.tensor([1]).item().real.imag, torch.ones(2).size(10**30), torch.ones(2).stride(5), torch.ones(2).numel().bit_length()",
}  # fmt: skip

KERAS_VALUES = {
    "dense": "keras.layers.Dense(10**400)(keras.Input((3,))), keras.layers.Dense(-1)(keras.Input((3,))), keras.layers.Dense('a')(keras.Input((3,)))",
    "input": "keras.Input((10**400,)), keras.Input((-1,)), keras.Input('abc'), keras.Input([[3]]), keras.Input(3), keras.Input((1,) * 1000), keras.Input(())",
    "sequential": "keras.Sequential([keras.layers.Dense(2)] * 10**7), keras.Sequential(3), keras.Sequential([None]), keras.Sequential([[]])",
    "sequential_thousands": "keras.Sequential([keras.layers.Dense(2) for _ in range(1500)])(np.ones((1, 2)))",
    "conv": "keras.layers.Conv2D(3, 0)(np.ones((1, 8, 8, 3))), keras.layers.Conv2D(3, 3, 0)(np.ones((1, 8, 8, 3))), keras.layers.Conv2D(0, 3)(np.ones((1, 8, 8, 3)))",
    "conv_groups": "keras.layers.Conv2D(3, 3, groups=0)(np.ones((1, 8, 8, 3))), keras.layers.Conv2D(3, 3, dilation_rate=10**30)(np.ones((1, 8, 8, 3)))",
    "pool": "keras.layers.MaxPooling2D(0)(np.ones((1, 8, 8, 3))), keras.layers.AveragePooling2D(10**30)(np.ones((1, 8, 8, 3))), keras.layers.MaxPooling2D(2, 0)(np.ones((1, 8, 8, 3)))",
    "rnn": "keras.layers.LSTM(10**400)(np.ones((1, 2, 3))), keras.layers.RNN([keras.layers.LSTMCell(2)] * 10**6)(np.ones((1, 2, 3))), keras.layers.StackedRNNCells([])",
    "reshape": "keras.layers.Reshape((10**400, -1))(np.ones((1, 2))), keras.layers.Reshape((0, -1))(np.ones((1, 2))), keras.layers.Reshape((1,) * 1000)(np.ones((1, 1))), keras.layers.Permute((9, 9))(np.ones((1, 2)))",
    "repeat": "keras.layers.RepeatVector(10**30)(np.ones((1, 2))), keras.layers.RepeatVector(-1)(np.ones((1, 2))), keras.layers.UpSampling2D(0)(np.ones((1, 2, 2, 1)))",
    "merge": "keras.layers.Concatenate()([]), keras.layers.Add()(3), keras.layers.Concatenate(axis=10**30)([np.ones((1, 2))] * 2), keras.layers.Dot(axes=99)([np.ones((1, 2))] * 2), keras.layers.Add()([np.ones((1, 2))] * 10**6)",
    "embedding": "keras.layers.Embedding(-1, 10**400)(np.ones((1, 2))), keras.layers.Embedding('a', 'b')(np.ones((1, 2)))",
    "attention": "keras.layers.MultiHeadAttention(0, 0)(np.ones((1, 2, 3)), np.ones((1, 2, 3))), keras.layers.MultiHeadAttention(10**30, 10**30)(np.ones((1, 2, 3)), np.ones((1, 2, 3)))",
    "normalization": "keras.layers.BatchNormalization(axis=10**30)(np.ones((1, 2))), keras.layers.GroupNormalization(0)(np.ones((1, 2))), keras.layers.LayerNormalization(axis=[])(np.ones((1, 2)))",
    "padding": "keras.layers.ZeroPadding2D(10**30)(np.ones((1, 2, 2, 1))), keras.layers.Cropping2D(99)(np.ones((1, 2, 2, 1))), keras.layers.ZeroPadding2D(((1,), (2, 3, 4)))(np.ones((1, 2, 2, 1)))",
    "ops_split": "keras.ops.split(np.ones(4), 10**12), keras.ops.split(np.ones(4), 0), tf.split(tf.ones(4), 10**12), tf.split(tf.ones(4), -1), tf.unstack(tf.ones(10**12)), tf.unstack(tf.ones(4), num=10**12)",
    "ops_shapes": "tf.ones([1] * 1000), tf.zeros((10**400,)), tf.fill([-1], 2), tf.range(10**30), tf.range(0, 1, 0), tf.linspace(0.0, 1.0, -1), tf.eye(10**30), tf.one_hot([1], 10**30)",
    "ops_reshape": "tf.reshape(tf.ones(4), [-1, -1]), tf.reshape(tf.ones(4), [0, -1]), tf.tile(tf.ones(4), [10**30]), tf.transpose(tf.ones(4), [9]), tf.expand_dims(tf.ones(4), 10**30), tf.squeeze(tf.ones(4), 10**30)",
    "ops_pad": "tf.pad(tf.ones(4), [[10**30, -1]]), tf.pad(tf.ones(4), 3), tf.concat([], 0), tf.stack([], 0), tf.concat([tf.ones(4)], 10**30), tf.gather(tf.ones(4), [10**30], axis=9)",
    "ops_strided": "tf.strided_slice(tf.ones(4), [0], [4], [0]), tf.slice(tf.ones(4), [10**30], [-5]), tf.space_to_batch_nd(tf.ones(4), [0], [[0, 0]]), tf.nn.space_to_depth(tf.ones((1, 2, 2, 1)), 0)",
    "ops_image": "tf.image.resize(tf.ones((1, 2, 2, 1)), (10**30, -1)), tf.image.extract_patches(tf.ones((1, 2, 2, 1)), [1, 0, 0, 1], [1, 0, 0, 1], [1, 0, 0, 1], 'VALID'), tf.image.central_crop(tf.ones((2, 2, 1)), float('nan'))",
    "ops_signal": "tf.signal.stft(tf.ones(8), 0, 0), tf.signal.frame(tf.ones(8), 10**30, 0), tf.signal.rfft(tf.ones(8), [10**30]), keras.ops.stft(np.ones(8), 0, 0, 0), keras.ops.extract_sequences(np.ones(8), 0, 0)",
    "ops_einsum": "tf.einsum('', tf.ones(2)), tf.einsum('ij->' * 99, tf.ones(2)), keras.layers.EinsumDense('', 3)(np.ones((1, 2))), keras.layers.EinsumDense('ab,bc->zz', [])(np.ones((1, 2)))",
    "fit": "keras.Sequential([keras.layers.Dense(1)]).fit(np.ones((10**30, 3)), np.ones(0), batch_size=0, epochs=10**30, validation_split=float('nan'))",
    "fit_wrong": "keras.Sequential([keras.layers.Dense(1)]).fit(), keras.Sequential([keras.layers.Dense(1)]).fit([], {}, batch_size='a'), keras.Sequential().compile(3, [[]], {})",
    "dataset": "tf.data.Dataset.from_tensor_slices(3).batch(0), tf.data.Dataset.range(10**30).batch(10**30).shuffle(-1).repeat(-(10**30)), tf.data.Dataset.zip(()), tf.data.Dataset.from_tensor_slices({}), tf.data.Dataset.range(3).batch(), tf.data.Dataset.range(3).map(1, 2, 3, 4, 5), tf.data.Dataset.range(3).take(a=1)",
}  # fmt: skip

NUMPY_VALUES = {
    "array": "np.array([[1], [2, 3]]), np.array([[[[]]]]), np.array(range(10**12)), np.array('a' * 10**6), np.array({1: 2}), np.array(10**400), np.array([None] * 10**5)",
    "arange": "np.arange(10**30), np.arange(0, 1, 0), np.arange(0, float('inf')), np.arange(float('nan')), np.arange(0, 1, 1e-300), np.arange(), np.arange('a')",
    "shapes": "np.zeros([1] * 1000), np.ones((10**400,)), np.empty(-1), np.full((2,), 10**400), np.eye(10**30), np.identity(-1), np.zeros('a'), np.zeros(1.5), np.zeros(None)",
    "linspace": "np.linspace(0, 1, 10**30), np.linspace(0, 1, -1), np.linspace(0, 1, 'a'), np.logspace(0, 10**400, 3), np.geomspace(0, 0, 0)",
    "split": "np.split(np.ones(4), 10**12), np.array_split(np.ones(4), 10**12), np.split(np.ones(4), 0), np.hsplit(np.ones(4), [10**30, -5]), np.vsplit(np.ones(4), 2), np.split(np.ones(10**9), 10**9)",
    "repeat": "np.tile(np.ones(4), [2] * 100), np.repeat(np.ones(4), 10**30), np.repeat(np.ones(4), [10**9] * 4), np.repeat(np.ones(4), -1), np.resize(np.ones(4), (10**30,)), np.pad(np.ones(4), 10**30)",
    "reshape": "np.ones(4).reshape(-1, -1), np.ones(4).reshape(10**400), np.ones(4).reshape(0, -1), np.ones(4).reshape((1,) * 1000), np.ones(4).transpose(9, 9), np.moveaxis(np.ones(4), None, 10**30), np.squeeze(range(10**12))",
    "random": "np.random.rand(10**30, 10**30), np.random.randint(0, 10**30, (2**70,)), np.random.randn(*[1] * 100), np.random.choice(10**30, 10**30), np.random.permutation(10**30), np.random.default_rng(-1).normal(size=-1)",
    "loops": "[x for x in np.ones(10**12)], list(np.ones(10**5)), len(np.ones(10**30)), sum(np.arange(10**5)), np.ones((2,) * 30).tolist(), max(np.ones(10**6))",
    "concatenate": "np.concatenate([]), np.stack([]), np.concatenate([np.ones(2)] * 10**5), np.stack([np.ones(2)] * 10**5, 10**30), np.vstack(3), np.block([[[]]]), np.concatenate(np.ones(2), 'a')",
    "products": "np.einsum('', 1), np.einsum('i' * 999, np.ones(2)), np.tensordot(np.ones(2), np.ones(2), 10**12), np.dot('a', 'b'), np.kron(np.ones((2,) * 40), np.ones((2,) * 40)), np.matmul(1, 2), np.outer(np.ones(10**20), np.ones(10**20))",
    "reductions": "np.sum(np.ones(2), axis=10**30), np.mean([], axis=()), np.max(np.ones(0)), np.prod([2] * 10**5), np.cumsum(np.ones(2), 'a'), np.percentile(np.ones(2), [0] * 10**5), np.diff(np.ones(4), 10**12), np.argmax([])",
    "indexing": "np.ones(2)[10**30], np.ones(2)[..., ...], np.ones(2)[(None,) * 99], np.ones(2)[:: 0], np.ones(2)[[]], np.ones(2)[{}], np.take(np.ones(2), 10**30), np.ones(2)[np.ones(3) > 0], np.nonzero(3)",
    "dtypes": "np.ones(2, dtype='nonsense'), np.ones(2).astype([]), np.dtype(10**30), np.float32('a'), np.int8(10**30), np.uint8(-1), np.int64(float('nan')), np.float64(10**400), np.bool_([])",
}  # fmt: skip

EINOPS_VALUES = {
    "empty": "rearrange(torch.ones(2), ''), rearrange(torch.ones(2), '->'), rearrange(torch.ones(2), ' -> '), reduce(torch.ones(2), '', '')",
    "zero": "rearrange(torch.ones(2, 8), 'b (c d) -> b c d', c=0), rearrange(torch.ones(2, 0), 'b (c d) -> b c d', c=0), repeat(torch.ones(2), 'a -> a b', b=0)",
    "negative": "rearrange(torch.ones(2, 8), 'b (c d) -> b c d', c=-2), repeat(torch.ones(2), 'a -> a b', b=-1), repeat(torch.ones(2), 'a -> (a b)', b=-(10**30))",
    "huge": "repeat(torch.ones(2), 'a -> a b', b=10**30), repeat(torch.ones(2), 'a -> (a b c)', b=2**62, c=2**62), rearrange(torch.ones(2, 8), 'b (c d) -> b c d', c=10**400)",
    "long": "rearrange(torch.ones(2), 'a ' * 10**5 + '->' + 'a ' * 10**5), rearrange(torch.ones(2), '(' * 10**5), reduce(torch.ones(2), ' '.join(f'a{i}' for i in range(1000)) + ' -> ', 'sum')",
    "broken": "rearrange(torch.ones(2), 'a -> b'), rearrange(torch.ones(2), 'a a -> a'), rearrange(torch.ones(2), '((a) -> a'), rearrange(torch.ones(2), 'a->b->c'), rearrange(torch.ones(2), '... ... -> ...')",
    "names": "rearrange(torch.ones(2), '1 -> 1'), rearrange(torch.ones(2), '_ -> _'), rearrange(torch.ones(2), 'a -> a', b=3), rearrange(torch.ones(2), 'é -> é'), rearrange(torch.ones(2), '99999999999999999999 -> '), rearrange(torch.ones(2), '\\0')",
    "types": "rearrange(3, 'a -> a'), rearrange([], 'a -> a'), rearrange(torch.ones(2), 3), rearrange(None, None), rearrange(torch.ones(2), 'a -> a', a='x'), rearrange(torch.ones(2), 'a -> a', a=1.5), reduce(torch.ones(2), 'a -> ', 3)",
    "einsum": "einsum(), einsum('a'), einsum(torch.ones(2), ''), einsum(torch.ones(2), 'a b -> a'), einsum(torch.ones(2), '->'), einsum(torch.ones(2), torch.ones(2), ' '.join(f'a{i}' for i in range(99)) + ' -> ')",
    "pack": "pack([], '*'), pack([torch.ones(2)], '* *'), pack([torch.ones(2)], ''), pack([torch.ones(2)], 'a b c d *'), unpack(torch.ones(2), [], '*'), unpack(torch.ones(2), [(10**30,)], '*'), unpack(torch.ones(2), [3], '*'), unpack(torch.ones(2), [[-1], [-1]], '*')",
    "parse": "parse_shape(torch.ones(2), ''), parse_shape(torch.ones(2), 'a b c'), parse_shape(torch.ones(2), '(a b)'), parse_shape(torch.ones(2), '_ _'), parse_shape(3, 'a'), parse_shape(torch.ones(2), '...')",
    "lists": "rearrange([torch.ones(2)] * 10**5, 'a b -> b a'), rearrange([torch.ones(2), torch.ones(3)], 'a b -> b a'), reduce([torch.ones(2)], 'a b ->', 'mean'), repeat([], '-> a', a=3)",
}  # fmt: skip


def lines(*texts: str) -> str:
    return "\n".join(texts) + "\n"


def trying(expressions: str) -> str:
    """Each element of a tuple as a statement of its own: none keeps the next from being run."""
    return lines(*(f"r{i} = {one}" for i, one in enumerate(parts_of(expressions))))


def parts_of(expressions: str) -> list[str]:
    """The elements of a tuple display, as they are written."""
    import ast

    tree = ast.parse(f"({expressions},)", mode="eval")
    assert isinstance(tree.body, ast.Tuple)
    return [ast.unparse(element) for element in tree.body.elts]


def programs() -> Iterator[tuple[str, str]]:
    """Sources that are long or deep themselves, or whose loops and classes are."""
    hidden = "from hidden import unknown\n"
    for name, one in VALUES.items():
        yield f"value_{name}", HEAD + hidden + trying(one)
    for name, (start, turn) in LOOPS.items():
        for turns in (60, 10**6):
            end = "print(x, f'{x}', x == x, [x] == [x])\nnn.Linear(2, 3)(torch.ones(1, 2))"
            yield f"loop_{name}_{turns}", HEAD + hidden + lines(start, f"for i in range({turns}):", f"    {turn}", end)
    for head, table, kind in (
        (HEAD, MODELS, "model"), (HEAD, TENSORS, "tensor"), (KERAS, KERAS_VALUES, "keras"),
        (NUMPY, NUMPY_VALUES, "numpy"), (EINOPS, EINOPS_VALUES, "einops"),
    ):  # fmt: skip
        for name, one in table.items():
            yield f"{kind}_{name}", head + hidden + trying(one)
    yield from long_sources()
    yield from deep_sources()
    yield from model_sources()


def long_sources() -> Iterator[tuple[str, str]]:
    digits = "9" * 4301
    yield "long_decimal", HEAD + f"nn.Linear({digits}, 3)\n"
    yield "long_hexadecimal", HEAD + f"nn.Linear(0x{'f' * 8000}, 3)(torch.ones(2, 5))\n"
    yield "long_octal", HEAD + f"nn.Linear(0o{'7' * 8000}, 3)(torch.ones(2, 5))\n"
    yield "long_float", HEAD + f"nn.Linear(int(1{'0' * 5000}.0), 3)\n"
    yield "long_imaginary", HEAD + f"x = {digits}j\n"
    yield "long_text", HEAD + f'x = "{"a" * 10**6}"\nnn.Linear(len(x), 3)\n'
    yield "long_name", HEAD + f"{'a' * 10**5} = 3\nnn.Linear({'a' * 10**5}, 3)\n"
    yield "long_list", HEAD + f"x = [{'1, ' * 50_000}]\nnn.Linear(len(x), 3)\n"
    yield "long_dict", HEAD + f"x = {{{', '.join(f'{i}: {i}' for i in range(20_000))}}}\n"
    yield "long_sum", HEAD + f"x = {' + '.join(['1'] * 3000)}\n"
    yield "long_condition", HEAD + f"x = {' and '.join(['torch'] * 3000)}\n"
    yield "long_comparison", HEAD + f"x = {' < '.join(map(str, range(3000)))}\n"
    yield "long_call", HEAD + f"nn.Sequential({', '.join(['nn.ReLU()'] * 3000)})(torch.ones(2))\n"
    yield "long_f_string", HEAD + 'x = f"' + "{1}" * 5000 + '"\n'
    yield "many_statements", HEAD + "x = 1\n" * 20_000
    yield "many_layers", HEAD + "".join(f"l{i} = nn.Linear(2, 2)\n" for i in range(3000))
    yield "many_functions", HEAD + "".join(f"def f{i}(x):\n    return nn.Linear(2, {i % 9})(x)\n" for i in range(1000))
    yield "many_defaults", HEAD + f"def f({', '.join(f'a{i}=1' for i in range(3000))}):\n    return a0\nf()\n"
    yield "many_decorators", HEAD + "@print\n" * 1000 + "def f():\n    pass\n"
    yield "many_targets", HEAD + f"{' = '.join(f'a{i}' for i in range(3000))} = nn.Linear(2, 3)\n"
    yield "many_names_unpacked", HEAD + f"{', '.join(f'a{i}' for i in range(3000))} = torch.ones(3000)\n"
    yield "many_branches", HEAD + "from hidden import u\nx = 0\n" + "if u():\n    x = x + 1\n" * 1500
    yield "many_kept_branches", HEAD + "from hidden import u\nx = 0\n" + "if u:\n    x = x + 1\n" * 1500
    yield (
        "many_elifs",
        HEAD
        + "from hidden import u\nif u == 0:\n    x = 0\n"
        + "".join(f"elif u == {i}:\n    x = torch.ones({i})\n" for i in range(1, 900)),
    )
    yield (
        "many_returns",
        HEAD
        + "def f(u):\n"
        + "".join(f"    if u == {i}:\n        return {i}\n" for i in range(500))
        + "nn.Linear(f(len), 2)\n",
    )
    yield (
        "many_tries",
        HEAD + "from hidden import u\nx = 1\n" + "try:\n    x = u(x)\nexcept Exception:\n    x = 3\n" * 500,
    )
    yield "many_loops", HEAD + "from hidden import u\nx = 1\n" + "for i in u:\n    x = x + i\n" * 400
    yield (
        "many_matches",
        HEAD + "from hidden import u\nmatch u:\n" + "".join(f"    case {i}:\n        x = {i}\n" for i in range(400)),
    )
    yield "many_comments", HEAD + "# shapelint: ignore[SHP102]\n" * 5000
    yield "one_long_comment", HEAD + f"# shapelint: ignore[{'SHP102, ' * 20_000}]\nx = 1\n"
    yield "null_bytes", HEAD + "x = 1\0\n"
    yield "form_feeds", HEAD + "\f\n" * 1000 + "x = 1\n"
    yield "only_line_ends", HEAD + "\r\n" * 50_000
    yield "surrogates", HEAD + "x = '\\ud800'\nnn.Linear(len(x), x)\n"


def deep_sources() -> Iterator[tuple[str, str]]:
    yield "deep_parentheses", HEAD + f"x = {'(' * 150}1{')' * 150}\n"
    yield "deeper_parentheses", HEAD + f"x = {'(' * 5000}1{')' * 5000}\n"
    yield "deep_lists", HEAD + f"x = {'[' * 90}{']' * 90}\nprint(x, x == x, torch.tensor(x))\n"
    yield "deep_negations", HEAD + f"x = {'-' * 3000}1\ny = {'not ' * 3000}1\n"
    yield "deep_attributes", HEAD + f"x = torch{'.a' * 3000}\n"
    yield "deep_subscripts", HEAD + f"x = torch{'[0]' * 3000}\n"
    yield "deep_calls", HEAD + f"x = torch{'()' * 3000}\n"
    yield "deep_lambdas", HEAD + f"x = {'lambda: ' * 800}1\nx{'()' * 800}\n"
    yield "deep_conditionals", HEAD + f"x = {'1 if torch else ' * 800}2\n"
    yield "deep_powers", HEAD + f"x = {' ** '.join(['1'] * 900)}\n"
    yield "deep_ifs", HEAD + "".join(f"{' ' * i}if torch:\n" for i in range(95)) + " " * 95 + "x = 1\n"
    yield "deep_fors", HEAD + "".join(f"{' ' * i}for i{i} in range(3):\n" for i in range(18)) + " " * 18 + "x = 1\n"
    yield (
        "deep_unknown_ifs",
        HEAD + "from hidden import u\n" + "".join(f"{' ' * i}if u[{i}]:\n" for i in range(60)) + " " * 60 + "x = 1\n",
    )
    yield (
        "deep_withs",
        HEAD + "from hidden import u\n" + "".join(f"{' ' * i}with u():\n" for i in range(19)) + " " * 19 + "x = 1\n",
    )
    yield "deep_functions", HEAD + "".join(f"{' ' * i}def f{i}():\n" for i in range(90)) + " " * 90 + "return 1\n"
    yield "deep_classes", HEAD + "".join(f"{' ' * i}class C{i}:\n" for i in range(90)) + " " * 90 + "x = 1\n"
    yield "deep_comprehensions", HEAD + f"x = {'[' * 40}1{' for i in range(2)]' * 40}\n"
    yield "wide_comprehension", HEAD + f"x = [1 {'for i in range(10) ' * 19}]\n"
    yield (
        "deep_f_strings",
        HEAD + "x = 1\n" + "".join(f"x{i} = f'{{x:{{x}}}}{{x{i - 1} if {i} > 1 else x}}'\n" for i in range(1, 300)),
    )
    yield "deep_tuples_assigned", HEAD + f"{'(' * 80}x{',)' * 80} = torch\n"
    yield "deep_imports", HEAD + f"import torch{'.nn' * 500}\nfrom torch{'.nn' * 500} import x\n"
    yield "endless_recursion", HEAD + "def f(x):\n    return f(x + 1)\nf(1)\n"
    yield (
        "endless_recursion_of_two",
        HEAD + "def f(x):\n    return g(x), g(x)\ndef g(x):\n    return f(x), f(x)\nf(1)\n",
    )
    yield "endless_recursion_of_classes", HEAD + "class A:\n    def __init__(self):\n        self.a = A()\nA()\n"
    yield (
        "endless_getattr",
        HEAD + "class A:\n    def __getattr__(self, n):\n        return getattr(self, n + n)\nA().x\n",
    )
    yield "endless_eq", HEAD + "class A:\n    def __eq__(self, o):\n        return o == self\nA() == A()\n"
    yield (
        "endless_iteration",
        HEAD
        + "class A:\n    def __iter__(self):\n        return self\n    def __next__(self):\n        return [*self]\nlist(A())\n",
    )
    model = "class A(nn.Module):\n    def __getattr__(self, n):\n"
    yield "endless_getattr_of_model", HEAD + model + "        while True:\n            n += n\nA()\n"
    yield "raising_getattr_of_model", HEAD + model + "        raise KeyError(n)\nA()\n"
    yield "endless_property", HEAD + "class A:\n    @property\n    def x(self):\n        return self.x\nA().x\n"
    yield "endless_decorator", HEAD + "def d(f):\n    return d(d(f))\n@d\ndef f():\n    pass\n"
    yield "endless_while", HEAD + "x = 0\nwhile True:\n    x += 1\n"
    yield "endless_while_unknown", HEAD + "from hidden import u\nx = 0\nwhile u(x):\n    x = x * 2 + u(x)\n"
    yield (
        "endless_generator",
        HEAD + "def g():\n    while True:\n        yield torch.ones(1)\nfor x in g():\n    y = list(g())\n",
    )
    yield "endless_generators", HEAD + "def g(n):\n    yield n\n    yield from g(n + 1)\nlist(g(0))\n"
    yield (
        "exponential_calls",
        HEAD
        + "def f0(x):\n    return x\n"
        + "".join(f"def f{i}(x):\n    return f{i - 1}(x) + f{i - 1}(x)\n" for i in range(1, 60))
        + "nn.Linear(f59(1), 2)\n",
    )
    yield (
        "exponential_models",
        HEAD
        + "class M0(nn.Linear):\n    pass\n"
        + "".join(
            f"class M{i}(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
            f"        self.a, self.b = M{i - 1}(*[2, 2] * {int(i == 1)}), M{i - 1}(*[2, 2] * {int(i == 1)})\n"
            f"    def forward(self, x):\n        return self.a(x) + self.b(x)\n"
            for i in range(1, 40)
        )
        + "M39()(torch.ones(1, 2))\n",
    )


NET = """\
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        {build}

    def forward(self, x):
        {run}
        return x

Net()(torch.ones(2, 4))
"""


def model_sources() -> Iterator[tuple[str, str]]:
    def net(build: list[str], run: list[str]) -> str:
        indent = "\n        "
        return HEAD + NET.format(build=indent.join(build), run=indent.join(run))

    count = 1500
    layers = [f"self.l{i} = nn.Linear(4, 4)" for i in range(count)]
    yield "model_of_many_attributes", net(layers, [f"x = self.l{i}(x)" for i in range(count)])
    yield "model_of_many_unused", net(layers, ["x = x + 1"])
    yield "model_of_many_reshapes", net(["pass"], ["x = x.reshape(2, 2, 2)", "x = x.flatten(1)"] * count)
    yield "model_of_many_sums", net(["self.l = nn.Linear(4, 4)"], ["x = x + self.l(x)"] * count)
    yield "model_of_many_cats", net(["pass"], ["x = torch.cat([x, x], 1)"] * 200)
    yield "model_of_many_branches", net(["self.l = nn.Linear(4, 4)"], ["if x.sum() > 0:", "    x = self.l(x)"] * 300)
    yield "model_of_many_sizes", net(["pass"], ["x = x[: x.shape[0] // 2 + 1, :: 2]", "x = x.repeat(2, 3)"] * 200)
    yield (
        "model_in_loop",
        HEAD + "class A(nn.Module):\n    def __init__(self, a):\n        super().__init__()\n        self.a = a\n"
        "    def forward(self, x):\n        return self.a(x)\nx = nn.Linear(2, 2)\nfor i in range(2000):\n    x = A(x)\nx(torch.ones(1, 2))\n",
    )
    yield (
        "many_models",
        HEAD
        + "".join(
            f"class N{i}(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.l = nn.Linear({i + 1}, 3)\n"
            f"    def forward(self, x):\n        return self.l(x)\n"
            for i in range(400)
        ),
    )
    yield "many_model_calls", HEAD + "net = nn.Linear(3, 3)\n" + "net(torch.ones(1, 3))\n" * 2000
    yield (
        "deep_hierarchy",
        HEAD
        + "class N0(nn.Module):\n    def forward(self, x):\n        return x\n"
        + "".join(
            f"class N{i}(N{i - 1}):\n    def forward(self, x):\n        return super().forward(x)\n"
            for i in range(1, 300)
        )
        + "N299()(torch.ones(1))\n",
    )
    yield (
        "wide_hierarchy",
        HEAD
        + "".join(f"class B{i}:\n    pass\n" for i in range(300))
        + f"class N({', '.join(f'B{i}' for i in range(300))}, nn.Module):\n    pass\nN()\n",
    )
    yield (
        "diamond_hierarchy",
        HEAD
        + "class A0(nn.Module):\n    pass\n"
        + "".join(
            f"class L{i}(A{i - 1}):\n    pass\nclass R{i}(A{i - 1}):\n    pass\nclass A{i}(L{i}, R{i}):\n    pass\n"
            for i in range(1, 60)
        )
        + "A59()\n",
    )
    yield (
        "cyclic_hierarchy",
        HEAD + "class A(A):\n    pass\nclass B(C):\n    pass\nclass C(B):\n    pass\nA(), B(), C()\n",
    )
    yield (
        "training_turns",
        HEAD
        + (
            "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.out = nn.Linear(12, 2)\n"
            "    def forward(self, x):\n        pool = nn.MaxPool2d(2)\n"
            "        return self.out(torch.reshape(pool(x), [-1, 12]))\n"
            "net = Net()\nloss = nn.CrossEntropyLoss()\nfor epoch in range(5000):\n"
            "    cost = loss(net(torch.randn(6, 3, 4, 4)), torch.zeros(6, dtype=torch.long))\n"
            "    if (epoch + 1) % 1000 == 0:\n        print(epoch + 1, float(cost))\n"
        ),
    )
    yield (
        "training_turns_nested",
        HEAD
        + (
            "net = nn.Linear(3, 3)\nlosses = []\nfor epoch in range(1000):\n    for step in range(1000):\n"
            "        x = net(torch.ones(2, 3))\n        losses.append(x.sum().item())\n    print(sum(losses) / len(losses))\n"
        ),
    )
    yield (
        "layers_in_loop",
        HEAD
        + (
            "layers = []\nfor i in range(20000):\n    layers.append(nn.Linear(3, 3))\nnet = nn.Sequential(*layers)\nnet(torch.ones(1, 3))\n"
        ),
    )
    yield (
        "functional_of_thousands",
        KERAS
        + (
            "x = i = keras.Input((4,))\nfor n in range(1000):\n    x = keras.layers.Dense(4)(x)\nmodel = keras.Model(i, x)\nmodel(np.ones((2, 4)))\n"
        ),
    )
    yield (
        "functional_sums",
        KERAS
        + (
            "x = i = keras.Input((4,))\nfor n in range(300):\n    x = keras.layers.add([x, x])\nmodel = keras.Model(i, x)\nmodel(np.ones((2, 4)))\n"
        ),
    )
    yield (
        "functional_nested",
        KERAS
        + (
            "def wrap(inner):\n    i = keras.Input((4,))\n    return keras.Model(i, inner(inner(i)))\n"
            "m = keras.layers.Dense(4)\nfor n in range(40):\n    m = wrap(m)\nm(np.ones((2, 4)))\n"
        ),
    )
    yield (
        "sequential_nested",
        KERAS
        + ("m = keras.layers.Dense(4)\nfor n in range(500):\n    m = keras.Sequential([m])\nm(np.ones((2, 4)))\n"),
    )
