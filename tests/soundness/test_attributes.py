"""No attribute that an object of a known library really has is answered for as one that is missing, and no path that
reads it is dropped."""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Callable

import pytest

import shapelint

PYTHON = """
import collections
import dataclasses
import enum
import pathlib

@dataclasses.dataclass
class Settings:
    width: int = 8

class Plain:
    kind = "plain"
    def act(self):
        pass

class Color(enum.Enum):
    RED = 1

def function(a: int = 1):
    pass
"""
PYTHON_OBJECTS = (
    "3", "True", "2.5", "1j", "'text'", "b'bytes'", "None", "(1, 2)", "[1]", "{'a': 1}", "{1}", "frozenset({1})",
    "range(2, 5)", "slice(1)", "function", "lambda: 0", "Plain", "Plain()", "Plain().act", "Settings()", "Settings",
    "ValueError('no')", "Color.RED", "collections.deque([1], maxlen=2)", "collections.OrderedDict(a=1)",
    "collections.Counter('aab')", "collections.defaultdict(list)", "pathlib.Path('a')", "iter([1])", "{'a': 1}.items()",
)  # fmt: skip
NUMPY_OBJECTS = (
    "np.zeros((2, 3))", "np.float32(2)", "np.mean(np.ones(3))", "np.int64(3)", "np.zeros(3).shape", "np.float32",
    "np.random.default_rng(0)", "np.zeros(3).dtype",
)  # fmt: skip
# Not asked: torch.device('cpu'), which depends on the machine, so that what it has is taken for a free choice.
TORCH_OBJECTS = (
    "torch.zeros(2, 3)", "nn.Parameter(torch.zeros(2))", "torch.zeros(2, 3).shape", "torch.float32", "nn.Module()",
    "nn.Linear(2, 3)", "nn.Conv2d(2, 3, 1)", "nn.BatchNorm2d(3)", "nn.LSTM(2, 3)", "nn.MultiheadAttention(4, 2)",
    "nn.Transformer(8, 2, 1, 1, 8)", "nn.Sequential(nn.Linear(2, 3))", "nn.ModuleList()", "nn.ModuleDict()",
    "nn.ParameterList()", "nn.ParameterDict()", "nn.Embedding(3, 2)", "nn.MaxPool2d(2)", "nn.Dropout()", "Net()", "Net",
    "nn.CrossEntropyLoss()", "nn.utils.rnn.pack_padded_sequence(torch.zeros(2, 1), torch.tensor([2]))",
    "torch.optim.SGD([torch.zeros(1)], lr=0.1)", "nn", "torch", "torch.Size([2])",
    "torch.utils.data.TensorDataset(torch.zeros(2))",
    "torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.zeros(2)))",
    "nn.Linear(2, 3).register_forward_hook(print)",
)  # fmt: skip
KERAS_OBJECTS = (
    "keras.layers.Dense(2)", "keras.layers.Conv2D(2, 1)", "keras.layers.LSTM(2)", "keras.layers.BatchNormalization()",
    "keras.layers.Layer()", "keras.Sequential([keras.Input((8,)), keras.layers.Dense(4)])", "keras.Input((8,))",
    "functional", "Net()", "Net", "keras.optimizers.Adam()", "keras.losses.MeanSquaredError()", "keras.layers",
    "keras.layers.Lambda(lambda x: x)", "keras.layers.InputLayer((3,))", "keras.layers.TimeDistributed(dense)",
)  # fmt: skip
KERAS = """
import keras
class Net(keras.Model):
    pass
inp = keras.Input((8,))
dense = keras.layers.Dense(2)
functional = keras.Model(inp, dense(inp))
"""
SETTINGS = {
    "python": (PYTHON, PYTHON_OBJECTS),
    "numpy": ("import numpy as np\n", NUMPY_OBJECTS),
    "torch": ("import torch\nfrom torch import nn\nclass Net(nn.Module):\n    pass\n", TORCH_OBJECTS),
    "keras": (KERAS, KERAS_OBJECTS),
}
ASKED = """
{setting}
import torch
from a_module_that_is_not_here import undecided
def probe(value):
    for name in {names!r}:
        if not hasattr(value, name):
            torch.zeros(2) + torch.zeros(3)
        if getattr(value, name, missing) is missing:
            torch.zeros(2) + torch.zeros(3)
        try:
            getattr(value, name)
        except AttributeError:
            torch.zeros(2) + torch.zeros(3)
missing = "missing"
probe({expression})
value, size = {expression}, 3
if undecided():
    if undecided():
        for name in {names!r}:
            getattr(value, name)
        size = 2
torch.zeros(2) + torch.zeros(size)  # refused where the path above was dropped
"""


def names_of(setting: str, expression: str) -> list[str]:
    """The attributes that the object really has."""
    module = sys.modules["asked"] = types.ModuleType("asked")
    exec(setting, vars(module))
    value = eval(expression, vars(module))
    return [name for name in dir(value) if is_there(value, name)]


def is_there(value: object, name: str) -> bool:
    try:
        return hasattr(value, name)
    except Exception:  # noqa: BLE001 - a property of Keras may raise anything
        return False


def denied(setting: str, expression: str, names: list[str]) -> list[str]:
    """The names that the linter says the object has not."""

    def is_denied(some: list[str]) -> bool:
        text = ASKED.format(setting=setting, names=tuple(some), expression=expression)
        return any(d.code == "SHP107" for d in shapelint.check_source(text, filename="asked.py"))

    return narrowed(names, is_denied)


def narrowed(names: list[str], is_denied: Callable[[list[str]], bool]) -> list[str]:
    if not names or not is_denied(names):
        return []
    if len(names) == 1:
        return names
    half = len(names) // 2
    return narrowed(names[:half], is_denied) + narrowed(names[half:], is_denied)


@pytest.mark.parametrize("library", SETTINGS)
def test_what_is_there_is_not_denied(library: str) -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    setting, expressions = SETTINGS[library]
    wrong = {e: found for e in expressions if (found := denied(setting, e, names_of(setting, e)))}
    assert not wrong


def test_numpy_scalars() -> None:
    import numpy as np

    from shapelint.frontends.numpy.scalar_names import SCALAR_NAMES

    real = {name for kind in (np.float64, np.int64, np.bool_, np.str_) for name in dir(kind)}
    assert real - set(dir(object)) <= SCALAR_NAMES


def test_what_is_not_there_is_missing() -> None:
    """Where all names are known, an attribute that is not among them is not there."""
    for setting, expression in ((PYTHON, "[1]"), (PYTHON, "Plain()"), (PYTHON, "'text'"), (PYTHON, "Settings()")):
        assert denied(setting, expression, ["no_such_name"])
    for expression in ("Net()", "nn.Sequential()"):
        assert denied(SETTINGS["torch"][0], expression, ["no_such_name"])
    assert denied(SETTINGS["keras"][0], "Net()", ["no_such_name"])
