"""Edits of source text: numbers in the style they are written in, parts of expressions, elements and statements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shapelint.syntax.editing.editor import Editor, open_editor
from shapelint.syntax.editing.edits import TextEdit, edited
from shapelint.syntax.editing.insertion import (
    derives_only_from,
    first_statement_edit,
    insertion_edit,
    keyword_edit,
    removal_edit,
)
from shapelint.syntax.editing.numbers import last_size, number_edit
from shapelint.syntax.editing.template import rewrite_edits


def editor_of(text: str) -> Editor:
    editor = open_editor(text)
    assert editor is not None
    return editor


def number_of(editor: Editor, source: str) -> int:
    """The number of the last node that reads so."""
    found = -1
    for at in range(10_000):
        node = editor.node(at)
        if node is None:
            break
        start, end = editor.bare_extent(node)
        if editor.text[start:end] == source:
            found = at
    assert found >= 0
    return found


def renumbered(
    editor: Editor, at: int, written: int, value: int, factors: tuple[int, ...] = ()
) -> tuple[TextEdit, bool] | None:
    node = editor.node(at)
    assert node is not None
    return number_edit(editor, node, written, value, factors)


def changed(text: str, source: str, make: Callable[[Editor, int], TextEdit | None]) -> str | None:
    editor = editor_of(text)
    edit = make(editor, number_of(editor, source))
    return None if edit is None else edited(text, [edit])


@pytest.mark.parametrize(
    ("written", "value", "factors", "expected"),
    [
        ("1600", 2304, (64, 6, 6), "2304"),
        ("64*5*5", 2304, (64, 6, 6), "64*6*6"),
        ("64 * 5 * 5", 2304, (64, 6, 6), "64 * 6 * 6"),
        ("5*5*64", 2304, (64, 6, 6), "6*6*64"),
        ("64*64*5", 2304, (64, 6, 6), "64*6*6"),
        ("64 * 25", 2304, (64, 6, 6), "64 * 36"),
        ("64 * 5 ** 2", 2304, (64, 6, 6), "64 * 6 ** 2"),
        ("64 * 5**2", 2688, (64, 6, 7), "64 * 6 * 7"),
        ("64*5*5", 2304, (), "2304"),
        ("64*5*5", 6400, (), "64*5*20"),
        ("1600*1", 576, (16, 6, 6), "16*36"),
        ("8*4*4*4", 512, (32, 16), "32*16"),
        ("(1600)", 2304, (), "(2304)"),
        ("(64 *\n     5 * 5)", 2304, (64, 6, 6), "(64 *\n     6 *\n     6)"),
        ("1_600", 2304, (), "2304"),
        ("1500 + 100", 2304, (), "2304"),
        ("-1", 3, (), "3"),
    ],
)
def test_numbers(written: str, value: int, factors: tuple[int, ...], expected: str) -> None:
    text = f"layer = Linear({written}, 10)\n"
    bare = written[1:-1] if written.startswith("(") else written
    result = changed(text, bare, lambda e, at: (renumbered(e, at, eval(written), value, factors) or (None,))[0])
    assert result == f"layer = Linear({expected}, 10)\n"
    assert result is not None
    assert eval(result.removeprefix("layer = Linear(").rpartition(",")[0]) == value


@pytest.mark.parametrize(
    ("written", "old", "value", "factors", "expected"),
    [
        ("width * 5 * 5", 1600, 2304, (64, 6, 6), "width * 6 * 6"),
        ("width * 25", 1600, 2304, (64, 6, 6), "width * 36"),
        ("5 * self.width * 5", 1600, 2304, (64, 6, 6), "6 * self.width * 6"),
        ("hidden * 2", 256, 128, (), "hidden * 1"),
        ("width * 5", 320, 100, (), None),
        ("width * height", 320, 100, (), None),
        ("sum(sizes)", 320, 100, (), None),
    ],
)
def test_what_is_no_number_stays(
    written: str, old: int, value: int, factors: tuple[int, ...], expected: str | None
) -> None:
    made = changed(
        f"Linear({written}, 10)", written, lambda e, at: (renumbered(e, at, old, value, factors) or (None,))[0]
    )
    assert made == (None if expected is None else f"Linear({expected}, 10)")


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("x.view(-1, 64*5*5)", "x.view(-1, 64*6*6)"),
        ("x.reshape((-1, 1600))", "x.reshape((-1, 2304))"),
        ("torch.reshape(x, [n, 1600])", "torch.reshape(x, [n, 2304])"),
        ("torch.reshape(x, shape=(-1, 1600))", "torch.reshape(x, shape=(-1, 2304))"),
        ("x.view(*sizes)", None),
        ("x.view(sizes)", None),
    ],
)
def test_the_last_size_of_a_reshape(call: str, expected: str | None) -> None:
    def edit(editor: Editor, at: int) -> TextEdit | None:
        node = last_size(editor, at)
        return None if node is None else (number_edit(editor, node, 1600, 2304, (64, 6, 6)) or (None,))[0]

    assert changed(call, call, edit) == expected


BOUND = """\
def build():
    width = 128  # as before
    return Linear(width, 10)
"""


def test_a_name_that_is_used_once_is_changed_where_it_is_bound() -> None:
    editor = editor_of(BOUND)
    made = renumbered(editor, number_of(editor, "width"), 128, 256)
    assert made is not None
    assert edited(BOUND, [made[0]]) == BOUND.replace("128", "256")
    assert made[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    width = 128", "    print(width)\n    width = 128"),
        ("    width = 128", "    width = other = 128"),
        ("    width = 128", "    width = size()"),
        ("    width = 128", "    width = 128\n    width += 1"),
        ("def build():\n    width = 128", "def build(width=128):\n    pass"),
    ],
)
def test_other_names_are_left_alone(old: str, new: str) -> None:
    text = BOUND.replace(old, new)
    editor = editor_of(text)
    assert renumbered(editor, number_of(editor, "width"), 128, 256) is None


def test_what_others_may_see_is_not_private() -> None:
    text = "WIDTH = 128\nlayer = Linear(WIDTH, 10)\n"
    editor = editor_of(text)
    made = renumbered(editor, number_of(editor, "WIDTH"), 128, 256)
    assert made is not None
    assert not made[1]


@pytest.mark.parametrize(
    ("expression", "template", "expected"),
    [
        ("x.view(-1, 2304)", "{receiver}.view({receiver}.size(0), -1)", "x.view(x.size(0), -1)"),
        ("self.pool(a + b).view(-1, 2304)", "{receiver}.flatten(1)", "self.pool(a + b).flatten(1)"),
        ("(a + b).view(-1, 2304)", "{receiver}.flatten(1)", "(a + b).flatten(1)"),
        ("torch.reshape(a + b, (-1, 4))", "{0}.flatten(1)", "(a + b).flatten(1)"),
        ("torch.reshape(x, (-1, 4))", "{torch.flatten}({0}, 1)", "torch.flatten(x, 1)"),
        ("[Linear(3, 4) for _ in range(2)]", "{torch.nn.ModuleList}({text})", "nn.ModuleList({})"),
        ("F.softmax(x, dim=1)", "{input|0}", "x"),
        ("F.softmax(dim=1, input=x)", "{input|0}", "x"),
        ("F.softmax(*x)", "{input|0}", None),
        ("f(x).view(-1, 4)", "{receiver}.view({receiver}.size(0), -1)", None),
        ("self.x.view(-1, 4)", "{receiver}.view({receiver}.size(0), -1)", "self.x.view(self.x.size(0), -1)"),
        ("F.softmax(x)", "{receiver}.log_softmax({dim})", None),
        ("self.conv2", "{receiver}.conv1", "self.conv1"),
        ("keras_name(x)", "{keras.layers.Flatten}()", None),
    ],
)
def test_rewriting(expression: str, template: str, expected: str | None) -> None:
    text = f"import torch\nimport torch.nn as nn\ny = {expression}\n"
    editor = editor_of(text)
    edits = rewrite_edits(editor, number_of(editor, expression), template)
    if expected is None:
        assert edits is None
    else:
        assert edits is not None
        result = text.replace(expression, expected.replace("{}", expression))
        assert edited(text, edits) == result


def test_comments_and_line_ends_within_a_wrapped_list_stay() -> None:
    text = "from torch import nn\r\nlayers = [  # all\r\n    first,\r\n    second,  # last\r\n]\r\n"
    editor = editor_of(text)
    listed = text[text.index("[") : text.index("]") + 1]
    edits = rewrite_edits(editor, number_of(editor, listed), "{torch.nn.ModuleList}({text})")
    assert edits is not None
    assert edited(text, edits) == text.replace("= [", "= nn.ModuleList([").replace("]", "])")


@pytest.mark.parametrize(
    ("imports", "dotted", "expected"),
    [
        ("import torch", "torch.nn.Linear", "torch.nn.Linear"),
        ("import torch.nn", "torch.nn.Linear", "torch.nn.Linear"),
        ("from torch.nn import Linear as Affine", "torch.nn.Linear", "Affine"),
        ("import tensorflow as tf", "keras.layers.Flatten|tensorflow.keras.layers.Flatten", "tf.keras.layers.Flatten"),
        (
            "from tensorflow.keras import layers",
            "keras.layers.Flatten|tensorflow.keras.layers.Flatten",
            "layers.Flatten",
        ),
        (
            "from tensorflow import keras",
            "keras.layers.Flatten|tensorflow.keras.layers.Flatten",
            "keras.layers.Flatten",
        ),
        ("from .torch import nn", "torch.nn.Linear", None),
        ("from torch import *", "torch.nn.Linear", None),
    ],
)
def test_names_as_imported(imports: str, dotted: str, expected: str | None) -> None:
    text = f"{imports}\nx\n"
    editor = editor_of(text)
    edits = rewrite_edits(editor, number_of(editor, "x"), f"{{{dotted}}}")
    assert (None if edits is None else edited(text, edits)) == (
        None if expected is None else f"{imports}\n{expected}\n"
    )


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Softmax()", "Softmax(dim=1)"),
        ("Softmax(dim=0)", "Softmax(dim=1)"),
        ("softmax(x)", "softmax(x, dim=1)"),
        ("softmax(\n    x,  # logits\n)", "softmax(\n    x, dim=1,  # logits\n)"),
        ("softmax(x for x in y)", None),
    ],
)
def test_keywords(call: str, expected: str | None) -> None:
    assert changed(call, call, lambda e, at: keyword_edit(e, at, "dim", "1")) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("\n    x = 1\n", "\n    super().__init__()\n    x = 1\n"),
        ("\n    # first\n    x = 1\n", "\n    # first\n    super().__init__()\n    x = 1\n"),
        ('\n    """Doc."""\n    x = 1\n', '\n    """Doc."""\n    super().__init__()\n    x = 1\n'),
        ('\n    """Doc."""', '\n    """Doc."""\n    super().__init__()'),
        (" x = 1\n", " super().__init__(); x = 1\n"),
        ("\r\n\tx = 1\r\n", "\r\n\tsuper().__init__()\r\n\tx = 1\r\n"),
    ],
)
def test_first_statements(body: str, expected: str) -> None:
    text = f"def build(self):{body}"
    assert (
        changed(text, "build", lambda e, at: first_statement_edit(e, at, "super().__init__()"))
        == f"def build(self):{expected}"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("    self.x = here\n", "    super().__init__()\n    self.x = here\n"),
        ("    self.x = here\n    super().__init__()\n", None),
    ],
)
def test_first_statement_around_a_place(body: str, expected: str | None) -> None:
    head = "class Net:\n  def __init__(self):\n"
    made = changed(f"{head}{body}", "here", lambda e, at: first_statement_edit(e, at, "super().__init__()", "__init__"))
    assert made == (None if expected is None else f"{head}{expected}")
    assert (
        changed("def build():\n    here\n", "here", lambda e, at: first_statement_edit(e, at, "x", "__init__")) is None
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a, b, gone]", "[a, b]"),
        ("[gone, b]", "[b]"),
        ("[a, gone, b]", "[a, b]"),
        ("f(\n    a,\n    gone,  # last\n)", "f(\n    a,\n)"),
        ("f(\n    a,  # first\n    gone\n)", "f(\n    a,  # first\n)"),
        ("[gone]", None),
        ("('name', gone)", None),
    ],
)
def test_removal(text: str, expected: str | None) -> None:
    assert changed(text, "gone", removal_edit) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a, here]", "[a, Flatten(), here]"),
        ("[\n    a,\n    here,\n]", "[\n    a,\n    Flatten(),\n    here,\n]"),
        ("here", None),
    ],
)
def test_insertion(text: str, expected: str | None) -> None:
    assert changed(text, "here", lambda e, at: insertion_edit(e, at, "Flatten()", behind=False)) == expected


@pytest.mark.parametrize(
    ("bases", "expected"),
    [("nn.Module", True), ("torch.nn.Module", False), ("Base", False), ("nn.Module, Mixin", False), ("", False)],
)
def test_bases(bases: str, expected: bool) -> None:
    editor = editor_of(f"from torch import nn\nclass Net({bases}):\n  def __init__(self):\n    here\n")
    assert derives_only_from(editor, number_of(editor, "here"), ("torch.nn.Module", "keras.Model")) is expected


def test_what_cannot_be_read_is_not_edited() -> None:
    assert open_editor("x = (") is None


def test_form_feeds_and_wide_characters_before_an_edit() -> None:
    assert changed("x = 1\n\fé = 1600\n", "1600", lambda e, at: (renumbered(e, at, 1600, 4) or (None,))[0]) == (
        "x = 1\n\fé = 4\n"
    )


def test_edits_must_not_overlap() -> None:
    with pytest.raises(ValueError, match="overlap"):
        edited("abcd", [TextEdit(0, 2, "x"), TextEdit(1, 3, "y")])
