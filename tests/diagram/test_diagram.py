"""What a diagram says of a model: nesting, edges, repeats, findings, and what is left out."""

from __future__ import annotations

from pathlib import Path

from diagram.drawing import MODELS, block, diagram_of_target, ends, group, names

from shapelint.analysis.diagram.folding import seen, seen_edges
from shapelint.analysis.diagram.records import blocks, groups
from shapelint.problems import Problem
from shapelint.project.config.settings import Settings
from shapelint.project.graph import GraphOptions, diagram_of_file, diagrams

HEAD = "import torch\nfrom torch import nn\n"
STACK = """
class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm, self.linear = nn.LayerNorm(width), nn.Linear(width, width)
    def forward(self, x, mask):
        return x + self.linear(self.norm(x)) * mask

class Net(nn.Module):
    def __init__(self, widths=(8, 8, 8, 8)):
        super().__init__()
        self.blocks = nn.ModuleList(Block(width) for width in widths)
    def forward(self, x, mask):
        for block in self.blocks:
            x = block(x, mask)
        return x
"""


def write(tmp_path: Path, text: str) -> str:
    path = tmp_path / "models.py"
    path.write_text(HEAD + text, encoding="utf-8")
    return str(path)


def test_equal_blocks_in_a_row_are_drawn_once(tmp_path: Path) -> None:
    diagram = diagram_of_target(f"{write(tmp_path, STACK)}::Net", "2,5,8", "2,5,8")
    assert [(one.name, one.repeat) for one in groups(diagram.children)] == [("blocks.0 - blocks.3", 4)]
    assert names(diagram) == ["x", "mask", "norm", "linear", "*", "+", "output"]
    assert ends(diagram) == {
        ("x", "norm"), ("x", "+"), ("norm", "linear"), ("linear", "*"), ("mask", "*"), ("*", "+"), ("+", "output"),
    }  # fmt: skip


def test_unfolded_each_is_drawn_for_itself(tmp_path: Path) -> None:
    diagram = diagram_of_target(f"{write(tmp_path, STACK)}::Net", "2,5,8", "2,5,8", unfold=True)
    assert [one.name for one in groups(diagram.children)] == [f"blocks.{i}" for i in range(4)]
    assert len(diagram.edges) == 3 + 4 * 6 - 2


def test_what_something_else_takes_is_not_folded_away(tmp_path: Path) -> None:
    tapped = STACK.replace("x = block(x, mask)\n", "x = block(x, mask)\n            kept.append(x)\n")
    tapped = tapped.replace("return x\n", "return sum(kept)\n").replace(
        "        for b", "        kept = []\n        for b"
    )
    diagram = diagram_of_target(f"{write(tmp_path, tapped)}::Net", "2,5,8", "2,5,8")
    assert all(one.repeat == 1 for one in groups(diagram.children))


def test_rows_within_rows_are_drawn_once(tmp_path: Path) -> None:
    text = """
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.experts = nn.ModuleList(nn.Sequential(nn.Linear(8, 8), nn.ReLU()) for _ in range(3))
    def forward(self, x):
        return x + torch.stack([expert(x) for expert in self.experts]).sum(0)

net = nn.Sequential(*[Block() for _ in range(5)])
"""
    diagram = diagram_of_target(f"{write(tmp_path, text)}::net", "2,8")
    found = [(one.name, one.repeat) for one in groups(diagram.children)]
    assert found == [("0 - 4", 5), ("experts.0 - experts.2", 3)]
    assert names(diagram) == ["input", "0", "1", "stack", "sum", "+", "output"]
    assert ("1", "stack") in ends(diagram)


def test_a_row_within_a_row_of_several_is_a_group_of_its_own(tmp_path: Path) -> None:
    text = """
def unit():
    pairs = [layer for _ in range(3) for layer in (nn.Linear(8, 8), nn.ReLU())]
    return [*pairs, nn.Linear(8, 8), nn.Tanh()]

net = nn.Sequential(*unit(), *unit(), *unit())
"""
    diagram = diagram_of_target(f"{write(tmp_path, text)}::net", "2,8")
    found = [(one.id, one.name, one.repeat) for one in groups(diagram.children)]
    assert found == [("g1", "0 - 23", 3), ("g2", "0 - 5", 3)]


def test_blocks_of_other_sizes_are_not_equal(tmp_path: Path) -> None:
    text = """
net = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 4), nn.ReLU())
"""
    diagram = diagram_of_target(f"{write(tmp_path, text)}::net", "2,8")
    assert [(one.name, one.type, one.repeat) for one in groups(diagram.children)] == [("0 - 3", "", 2)]
    assert names(diagram) == ["input", "0", "1", "4", "5", "output"]


def test_branches_that_are_alike_are_drawn_once(tmp_path: Path) -> None:
    text = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.heads = nn.ModuleList(nn.Sequential(nn.Linear(8, 4), nn.ReLU()) for _ in range(3))
    def forward(self, x):
        return torch.cat([head(x) for head in self.heads], 1)
"""
    diagram = diagram_of_target(f"{write(tmp_path, text)}::Net", "2,8")
    assert group(diagram, "heads.0 - heads.2").repeat == 3
    assert ("1", "cat") in ends(diagram)


def test_a_module_that_is_called_twice_is_drawn_at_each_call(tmp_path: Path) -> None:
    text = """
class Siamese(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(8, 4), nn.ReLU())
    def forward(self, left, right):
        return (self.encoder(left) - self.encoder(right)).abs()
"""
    diagram = diagram_of_target(f"{write(tmp_path, text)}::Siamese", "2,8", "3,8")
    assert [one.name for one in groups(diagram.children)] == ["encoder", "encoder"]


def test_findings_stand_at_the_layer_and_the_picture_goes_on() -> None:
    diagram = diagram_of_target(f"{MODELS / 'broken.py'}::Net")
    found = {one.name: [mark.code for mark in one.marks] for one in blocks(diagram.children) if one.marks}
    assert found == {"fc1": ["SHP102"]}
    assert ("fc2", "output") in ends(diagram)


def test_a_finding_is_never_within_what_is_closed(tmp_path: Path) -> None:
    text = STACK.replace("nn.Linear(width, width)", "nn.Linear(width + 1, width)")
    diagram = diagram_of_target(f"{write(tmp_path, text)}::Net", "2,5,8", "2,5,8", depth=0)
    marked = [one for one in groups(diagram.children) if any(inner.marks for inner in blocks(one.children))]
    assert marked
    assert not diagram.folded & {one.id for one in marked}


def test_a_guess_is_no_red_block(tmp_path: Path) -> None:
    text = """
class Net(nn.Module):
    def __init__(self, width=None):
        super().__init__()
        self.linear = nn.Linear(8 if width is None else width, 4)
    def forward(self, x):
        return self.linear(x)
"""
    diagram = diagram_of_target(f"{write(tmp_path, text)}::Net")
    assert not any(one.marks for one in blocks(diagram.children))


def test_what_only_works_out_a_condition_is_left_out(tmp_path: Path) -> None:
    text = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(8, 4)
    def forward(self, x):
        if (torch.rand(1) > 0.5).any():
            x = x * 2
        return self.linear(x)
"""
    diagram = diagram_of_target(f"{write(tmp_path, text)}::Net", "2,8")
    assert "rand" not in names(diagram)
    assert {("x", "*"), ("x", "linear"), ("*", "linear")} <= ends(diagram)


def test_parameters_that_an_operation_takes_have_their_names(tmp_path: Path) -> None:
    text = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.position = nn.Parameter(torch.zeros(1, 5, 8))
    def forward(self, x):
        return x + self.position
"""
    diagram = diagram_of_target(f"{write(tmp_path, text)}::Net", "2,5,8")
    assert block(diagram, "position").kind == "parameter"
    assert ("position", "+") in ends(diagram)


def test_a_keras_model_nests_as_its_layers_do() -> None:
    diagram = diagram_of_target(f"{MODELS / 'two_inputs.py'}::model")
    assert names(diagram)[:2] == ["image", "row"]
    assert {("global_average_pooling2d", "concatenate"), ("dense_1", "concatenate")} <= ends(diagram)
    assert block(diagram, "image").outputs == ((None, 64, 64, 3),)


def test_depth_and_size_decide_what_is_open() -> None:
    target = f"{MODELS / 'unet.py'}::UNet"
    closed = diagram_of_target(target, "1,3,64,64", depth=0)
    opened = diagram_of_target(target, "1,3,64,64", depth=9)
    usual = diagram_of_target(target, "1,3,64,64")
    assert seen(closed) == seen(usual) < 36 < seen(opened)
    assert not opened.folded
    assert len(seen_edges(closed)) < len(seen_edges(opened))


def test_what_is_written_into_a_tensor_is_drawn(tmp_path: Path) -> None:
    text = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.left, self.right, self.head = nn.Linear(8, 8), nn.Linear(8, 4), nn.Linear(8, 3)
    def forward(self, x):
        y = self.left(x)
        kept = [y]
        y += 1
        out = torch.zeros(2, 8)
        out[:, :4] = self.right(x)
        out.mul_(2)
        return self.head(out), kept[0]
"""
    diagram = diagram_of_target(f"{write(tmp_path, text)}::Net", "2,8")
    assert ends(diagram) == {
        ("x", "left"), ("left", "+="), ("x", "right"), ("zeros", "assign"), ("right", "assign"), ("assign", "mul_"),
        ("mul_", "head"), ("head", "output 0"), ("+=", "output 1"),
    }  # fmt: skip


def test_a_script_without_a_model_is_drawn_as_it_runs(tmp_path: Path) -> None:
    text = """
unused = torch.ones(3)
layer = nn.Linear(8, 4)
logits = nn.Sequential(nn.Linear(4, 2), nn.Softmax(1))(layer(torch.randn(16, 8)))
loss = nn.functional.cross_entropy(logits, torch.zeros(15, dtype=torch.long))
"""
    path = tmp_path / "train.py"
    path.write_text(HEAD + text, encoding="utf-8")
    diagram = diagram_of_file(str(path), Settings(), GraphOptions())
    assert not isinstance(diagram, Problem)
    assert ends(diagram) == {
        ("randn", "Linear"), ("Linear", "0"), ("0", "1"), ("1", "cross_entropy"), ("zeros", "cross_entropy"),
    }  # fmt: skip
    assert [one.type for one in groups(diagram.children)] == ["Sequential"]
    assert [mark.code for mark in block(diagram, "cross_entropy").marks] == ["SHP116"]


def test_a_file_without_a_model_is_drawn_as_a_script(tmp_path: Path) -> None:
    diagram = diagram_of_target(write(tmp_path, "torch.ones(2, 3) @ torch.ones(3, 4)\n"))
    assert (diagram.model, names(diagram)) == ("models.py", ["ones", "ones", "@"])
    found = diagrams(write(tmp_path, "x = 1\n"), Settings(), GraphOptions())
    assert isinstance(found, Problem)
    assert found.text.endswith("has no model that could be found")
