"""Sources that ask for more than there is: values, numbers, structures and models beyond all measure, and calls that no
signature foresees. Each is short; what it stands for is not."""

from __future__ import annotations

from collections.abc import Iterator

from robustness.hostile_routes import routes
from robustness.hostile_structures import structures
from robustness.hostile_values import (
    EINOPS,
    EINOPS_VALUES,
    HEAD,
    KERAS,
    KERAS_VALUES,
    LOOPS,
    MODELS,
    NUMPY,
    NUMPY_VALUES,
    TENSORS,
    VALUES,
    lines,
    trying,
)


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
    yield from routes()
    yield from structures()


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
