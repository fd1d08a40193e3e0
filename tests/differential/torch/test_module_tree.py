"""The modules and parameters that torch makes within a layer are there under torch's names, and can be used."""

from __future__ import annotations

import pytest
import torch

from shapelint.analysis.engine import make_interpreter
from shapelint.analysis.entries import run_script
from shapelint.frontends.torch.module import named_modules
from shapelint.interpret.domain.values import DictValue, Instance, ModuleValue
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Tensor
from shapelint.ir.run import Run
from shapelint.syntax import nodes, parse
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import SourceFile

PROGRAM = "import torch\nfrom torch import nn\n"
LAYERS = (
    "nn.LSTM(3, 4, 2, bidirectional=True, proj_size=2)",
    "nn.GRU(3, 4, bias=False)",
    "nn.LSTMCell(3, 4)",
    "nn.Embedding(3, 4, padding_idx=0)",
    "nn.EmbeddingBag(3, 4)",
    "nn.MultiheadAttention(8, 2, add_bias_kv=True)",
    "nn.MultiheadAttention(8, 2, kdim=3, vdim=8, bias=False)",
    "nn.TransformerEncoderLayer(8, 2, 16, activation=nn.GELU())",
    "nn.TransformerEncoderLayer(8, 2, 16, bias=False)",
    "nn.TransformerDecoderLayer(8, 2, 16, activation='gelu')",
    "nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2)",
    "nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, activation=nn.ReLU()), 2, nn.LayerNorm(8))",
    "nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, 16), 2, norm=nn.LayerNorm(8))",
    "nn.Transformer(8, 2, 2, 1, 16)",
)


class Alone:
    """A program without modules of its own."""

    def find(self, module_name: str, importing: SourceFile, level: int) -> Missing:
        return Missing(f"{module_name} is not here")


def run(text: str) -> tuple[Interpreter, ModuleValue, Run]:
    file = SourceFile("net.py", PROGRAM + text, "net")
    tree = parse(file)
    assert isinstance(tree, nodes.Module)
    m = make_interpreter(Alone())
    module, script = run_script(m, file, tree)
    return m, module, script


def value(text: str) -> object:
    return run(f"found = {text}\n")[1].variables["found"]


def registered(module: Instance, where: str) -> list[tuple[str, tuple[object, ...]]]:
    found = []
    for path, part in named_modules(module):
        held = part.attributes.get(where)
        for name, tensor in held.at_least().items() if isinstance(held, DictValue) else ():
            if isinstance(tensor, Tensor):
                found.append((f"{path}.{name}" if path else str(name), tensor.shape or ()))
    return found


@pytest.mark.parametrize("text", LAYERS)
def test_tree(text: str) -> None:
    real = eval(text, {"nn": torch.nn})
    made = value(text)
    assert isinstance(made, Instance)
    modules = [(path, part.type.name) for path, part in named_modules(made)]
    assert modules == [(path, type(part).__name__) for path, part in real.named_modules()]
    assert registered(made, "_parameters") == [(path, tuple(p.shape)) for path, p in real.named_parameters()]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2), 3).layers[1](torch.zeros(5, 2, 8))", (5, 2, 8)),
        ("nn.TransformerEncoderLayer(8, 2, 16).linear1(torch.zeros(5, 8))", (5, 16)),
        ("nn.MultiheadAttention(8, 2).out_proj(torch.zeros(3, 8))", (3, 8)),
        ("nn.Transformer.generate_square_subsequent_mask(7)", (7, 7)),
        ("nn.Embedding.from_pretrained(torch.zeros(9, 4))(torch.zeros(2, 3).long())", (2, 3, 4)),
        ("nn.LSTM(3, 4, 2)(torch.zeros(5, 2, 3))[1][1]", (2, 2, 4)),
        ("nn.GRU(3, 4, batch_first=True)(torch.zeros(2, 5, 3))[0]", (2, 5, 4)),
        ("nn.LSTMCell(3, 4)(torch.zeros(2, 3))[0]", (2, 4)),
        ("nn.MultiheadAttention(8, 2)(torch.zeros(5, 2, 8), torch.zeros(5, 2, 8), torch.zeros(5, 2, 8))[1]", (2, 5, 5)),
    ],
)
def test_results(text: str, shape: tuple[int, ...]) -> None:
    found = value(text)
    assert isinstance(found, Tensor)
    assert found.shape == shape


def test_parts_that_are_given_are_the_parts() -> None:
    text = "norm = nn.LayerNorm(8)\nnet = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2), 2, norm)\n"
    variables = run(f"{text}same = net.norm is norm\ncount = len(net.layers)\n")[1].variables
    assert (variables["same"], variables["count"]) == (True, 2)


def test_tied_weights_stay_tied() -> None:
    text = "one = nn.Embedding(9, 4)\ntwo = nn.Linear(4, 9)\ntwo.weight = one.weight\n"
    _, module, _ = run(f"{text}y = two(one(torch.zeros(2, dtype=torch.long)))\nsame = two.weight is one.weight\n")
    assert module.variables["same"] is True


@pytest.mark.parametrize(
    "text",
    [
        "class Mine(nn.TransformerEncoderLayer):\n    pass\nlayer = Mine(8, 2)\n",
        "class Mine(nn.Module):\n    pass\nlayer = Mine()\n",
    ],
)
def test_a_layer_of_another_class_is_not_known(text: str) -> None:
    _, module, script = run(f"{text}net = nn.TransformerEncoder(layer, 2)\ny = net(torch.zeros(5, 2, 8))\n")
    assert not isinstance(module.variables["y"], Tensor)
    assert not script.events


def test_packed_sequences_keep_all_but_their_length() -> None:
    text = "x = nn.utils.rnn.pack_padded_sequence(torch.zeros(5, 2, 3), [5, 4])\nlstm = nn.LSTM(3, 4)\n"
    text += "lstm.flatten_parameters()\ny, (h, c) = lstm(x)\nz, lengths = nn.utils.rnn.pad_packed_sequence(y)\n"
    _, module, script = run(text)
    shapes = {name: module.variables[name].shape for name in ("h", "c", "z", "lengths")}  # type: ignore[attr-defined]
    assert shapes["h"] == shapes["c"] == (1, 2, 4)
    assert (shapes["z"][1:], shapes["lengths"]) == ((2, 4), (2,))
    assert not script.events


def test_calls_of_parts_are_recorded() -> None:
    script = run("net = nn.TransformerEncoderLayer(8, 2, 16)\ny = net(torch.zeros(5, 2, 8))\n")[2]
    assert [(call.name, call.outputs[0].shape) for call in script.calls[:5]] == [
        ("MultiheadAttention", (5, 2, 8)),
        ("Dropout", (5, 2, 8)),
        ("LayerNorm", (5, 2, 8)),
        ("Linear", (5, 2, 16)),
        ("Dropout", (5, 2, 16)),
    ]
