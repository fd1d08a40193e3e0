"""Programs that may well work, for all that is known: nothing is said of them. The module that cannot be found stands
for what the comment says; without the comment its function gives back what it gets."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

import pytest

import shapelint

HEAD = "import torch\nfrom torch import nn\nfrom a_module_that_is_not_here import opaque\n"
KERAS = "import keras\nimport tensorflow as tf\nfrom a_module_that_is_not_here import opaque\n"
SILENT = {
    "padding by name": HEAD + "y = nn.Conv2d(3, 4, 2, padding=opaque('same'))(torch.zeros(1, 3, 5, 5))\n"
    "nn.Linear(100, 2)(y.flatten(1))\ny + torch.zeros(1, 4, 5, 5)\n",
    "padding by name, in a function": HEAD + "y = nn.functional.conv1d(torch.zeros(1, 3, 6), torch.zeros(4, 3, 4), "
    "padding=opaque('same'))\ny + torch.zeros(1, 4, 6)\n",
    "repeats of each row": HEAD + "y = torch.zeros(4, 1).repeat_interleave(opaque(torch.tensor([0, 1, 2, 3])), 0)\n"
    "y + torch.zeros(6, 1)\n",
    "a weight that is a vector": HEAD + "a, = nn.functional.linear(torch.zeros(2, 4), opaque(torch.zeros(4)))[:1]\n"
    "torch.zeros(3)[a.long()]\n",
    "nothing is left": HEAD + "y = nn.AdaptiveAvgPool1d(opaque((0,)))(torch.zeros(2, 1))\ny.view(0, 7)\n",
    "enumerate from a number": HEAD + "for i, n in enumerate([2], start=opaque(8)):\n"
    "    nn.Linear(i, n)(torch.zeros(1, 8))\n",
    "the condition of takewhile": HEAD
    + "import itertools\nn = len(list(itertools.takewhile(lambda n: n < opaque(3), [1, 2, 3])))\n"
    "nn.Linear(4 * n, 2)(torch.zeros(1, 8))\n",
    "an attribute that a constructor is given": HEAD + "from types import SimpleNamespace\n"
    "n = SimpleNamespace(**opaque(dict(b=4)))\nif not hasattr(n, 'b'):\n    nn.Linear(3, 2)(torch.zeros(1, 5))\n",
    "an assertion that fails": HEAD + "try:\n    x = torch.zeros(2, 8, 4)\n    assert x.shape[opaque(1)] == 64\n"
    "    x.view(-1, 8, 8, 8)\nexcept AssertionError:\n    pass\n",
    "keepdims": KERAS + "x = tf.zeros((2, 3, 5))\na, b, c = tf.norm(x, 2, -1, opaque(True)).shape\n"
    "a, b, c = tf.math.count_nonzero(x, 1, opaque(True)).shape\n",
    "nothing is selected": KERAS + "x = tf.zeros((4, 3))\ntf.reshape(tf.boolean_mask(x, x[:, 0] > 0), (0, 3))\n"
    "tf.reshape(tf.where(x > 0), (0, 2))\ntf.reshape(tf.repeat(x, opaque(0), 0), (0, 7))\n",
    "a matrix or a vector": KERAS + "a = keras.ops.eye(4)\nkeras.ops.solve(opaque(a), keras.ops.zeros((4,)))\n",
    "a Lambda that is not run": KERAS + "from keras import backend as K\n"
    "for x in (opaque(keras.Input((7, 3))), keras.Input(batch_shape=(4, 7, 3))):\n"
    "    keras.layers.Lambda(lambda t: K.reverse(t, 1)[:, 0], output_shape=(3,))(x)\n",
    "a layer among arguments": KERAS + "m = keras.Sequential([keras.Input((5, 4))])\n"
    "m.add(*opaque((keras.layers.Flatten(),)))\nm.add(keras.layers.Dense(2))\n"
    "tf.zeros((2, 7)) + m(tf.zeros((7, 5, 4)))[:, 0]\n",
}
FOUND = {
    "in_channels beside an unknown padding": HEAD
    + "nn.Conv2d(4, 4, 2, padding=opaque('same'))(torch.zeros(1, 3, 5, 5))\n",
    "a Lambda on data": KERAS + "from keras import backend as K\n"
    "keras.layers.Lambda(lambda t: K.reverse(t, 1), output_shape=(3,))(tf.zeros((4, 7, 3)))\n",
}


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_said(name: str) -> None:
    assert not shapelint.check_source(SILENT[name], select=["SHP1"])


@pytest.mark.parametrize("name", FOUND)
def test_what_fails_anyway_is_found(name: str) -> None:
    assert [d.severity for d in shapelint.check_source(FOUND[name], select=["SHP1"])] == ["error"]


@pytest.mark.parametrize("name", SILENT)
def test_the_program_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = types.ModuleType("a_module_that_is_not_here")
    opaque: Callable[[Any], Any] = lambda value: value
    hidden.opaque = opaque  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, hidden.__name__, hidden)
    exec(compile(SILENT[name], name, "exec"), {"__name__": "__main__"})
