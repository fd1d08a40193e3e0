"""The server as an editor sees it: a real client, over standard input and output."""

from __future__ import annotations

import asyncio

import pytest
from lsp.editor import NET, Editor, position
from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_finding_comes_and_goes_while_one_types(editor: Editor) -> None:
    uri = editor.open("net.py", NET)
    (found,) = await editor.shows(uri, ["SHP102"])
    assert found.severity == types.DiagnosticSeverity.Error
    assert (found.range.start.line, found.range.start.character, found.range.end.character) == (9, 29, 39)
    assert found.message.startswith("Linear expects 800 features (in_features), but receives 8192\n8192 features")
    assert found.related_information is not None
    assert [(i.message.split()[0], i.location.range.start.line) for i in found.related_information] == [
        ("input", 17), ("conv1", 12), ("pool", 12), ("flatten", 13),
    ]  # fmt: skip
    editor.type(uri, "32 * 5 * 5", "32 * 16 * 16")
    await editor.shows(uri, [])
    editor.type(uri, "nn.Conv2d(3,", "nn.Conv2d(4,")
    await editor.shows(uri, ["SHP101"])
    editor.close(uri)
    await editor.shows(uri, [])


async def test_fixes_are_tried_when_they_are_asked_for(editor: Editor) -> None:
    """What is shown says how to mend it once it is known that this does."""
    uri = editor.open("net.py", NET)
    (found,) = await editor.shows(uri, ["SHP102"])
    assert "replace" not in found.message
    mend, *_ = await editor.actions(uri, found.range)
    assert mend.edit is not None
    await editor.until(lambda: "\nreplace" in editor.client.diagnostics[uri][0].message)
    editor.type(uri, "32 * 5 * 5", "32 * 6 * 5")
    await editor.until(lambda: "replace" not in editor.client.diagnostics[uri][0].message)
    first, second = await asyncio.gather(editor.actions(uri, found.range), editor.actions(uri, found.range))
    assert [action.title for action in first] == [action.title for action in second]
    assert first[0].edit is not None


async def test_a_file_that_is_broken_while_it_is_typed(editor: Editor) -> None:
    """The syntax error is shown, and of the lines that have not changed what was known before."""
    uri = editor.open("net.py", NET)
    await editor.shows(uri, ["SHP102"])
    assert (await editor.hints(uri))[13] == [": (1, 32, 16, 16)", "→ (1, 32, 32, 32)"]
    editor.type(uri, "    def forward", "    def helper(\n\n    def forward")
    await editor.shows(uri, ["SHP001"])
    assert (await editor.hints(uri))[15] == [": (1, 32, 16, 16)", "→ (1, 32, 32, 32)"]
    assert "896 parameters" in (await editor.hover(uri, "self.conv1(x)") or "")
    assert await editor.lenses(uri) == {5: "8,906 parameters"}
    assert await editor.hover(uri, "def helper(") is None
    editor.type(uri, "    def helper(\n\n", "")
    await editor.shows(uri, ["SHP102"])


async def test_a_file_that_is_opened_broken(editor: Editor) -> None:
    uri = editor.open("net.py", "import torch\nx = (")
    await editor.shows(uri, ["SHP001"])
    assert await editor.hints(uri) == {}
    assert await editor.hover(uri, "torch") is None
    assert await editor.lenses(uri) == {}


async def test_only_the_last_of_many_edits_counts(editor: Editor) -> None:
    uri = editor.open("net.py", NET)
    for text in ("3", "32 ", "32 * 1", "32 * 16", "32 * 16 *", "32 * 16 * 16"):
        line = next(line for line in editor.texts[uri].split("\n") if "nn.Linear(" in line)
        editor.type(uri, line, f"        self.fc1 = nn.Linear({text}, 10)")
    assert (await editor.hints(uri))[14] == ["→ (1, 10)", "→ (1, 8192)"]
    await editor.shows(uri, [])


async def test_unsaved_text_of_other_files_counts(editor: Editor) -> None:
    """A model's file and one that uses it: edits of the one are seen in the other, and what is on the disk is not."""
    model, use = NET.split("\n\n\nnet = ")
    (editor.root / "model.py").write_text("nothing = 1\n", encoding="utf-8")
    first = editor.open("model.py", model)
    second = editor.open("use.py", "import torch\nfrom model import Net\n\nnet = " + use)
    await editor.shows(first, ["SHP102"])
    editor.type(first, "32 * 5 * 5", "32 * 16 * 16")
    await editor.shows(first, [])
    assert (await editor.hints(second))[5] == ["→ (1, 10)", "→ (1, 3, 32, 32)"]
    editor.type(first, "32 * 16 * 16, 10", "32 * 16 * 16, 12")
    assert (await editor.hints(second))[5] == ["→ (1, 12)", "→ (1, 3, 32, 32)"]
    await editor.until(lambda: {"lens", "hint"} <= set(editor.refreshed))
    editor.type(second, "32, 32", "16, 16")
    await editor.shows(first, ["SHP102"])
    editor.close(second)
    await editor.shows(first, [])


async def test_findings_in_a_file_that_is_not_open(editor: Editor) -> None:
    model, use = NET.split("\n\n\nnet = ")
    (editor.root / "model.py").write_text(model, encoding="utf-8")
    uri = editor.open("use.py", "import torch\nfrom model import Net\n\nnet = " + use)
    await editor.shows(editor.uri("model.py"), ["SHP102"])
    (editor.root / "model.py").write_text(model.replace("32 * 5 * 5", "32 * 16 * 16"), encoding="utf-8")
    changed = types.FileEvent(editor.uri("model.py"), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
    await editor.shows(editor.uri("model.py"), [])
    editor.close(uri)


async def test_hover(editor: Editor) -> None:
    uri = editor.open("net.py", NET)
    tensor = await editor.hover(uri, "x = self.pool")
    assert tensor is not None
    assert tensor.startswith(
        "`x` **(1, 32, 16, 16)**\n\n```text\ninput  (1, 3, 32, 32)  from net(torch.randn(1, 3, 32, 32))\n"
    )
    layer = await editor.hover(uri, "self.conv1(x)")
    assert layer is not None
    assert "`self.conv1(x)` **(1, 32, 32, 32)**\n\n`torch.nn.Conv2d`, 896 parameters\n\n" in layer
    assert "- weight (32, 3, 3, 3)\n- bias (32,)" in layer
    assert "`torch.nn.Linear`, 8,010 parameters" in (await editor.hover(uri, "nn.Linear") or "")
    assert "`x` **(1, 3, 32, 32)**" in (await editor.hover(uri, "self.conv1(x)", within=11) or "")
    assert "no parameters" in (await editor.hover(uri, "nn.MaxPool2d") or "")
    assert await editor.hover(uri, "import torch") is None


async def test_the_construction_of_a_layer(editor: Editor) -> None:
    uri = editor.open("net.py", NET)
    (place,) = await editor.definition(uri, "self.fc1(x.flatten")
    assert (place.uri, place.range.start) == (uri, position(NET, NET.index("nn.Linear(")))
    assert await editor.definition(uri, "import torch") == []


async def test_lens(editor: Editor) -> None:
    uri = editor.open("net.py", NET)
    assert await editor.lenses(uri) == {5: "8,906 parameters"}
    editor.type(uri, "32 * 5 * 5", "32 * 16 * 16")
    assert await editor.lenses(uri) == {5: "82,826 parameters"}


async def test_mending_and_silencing(editor: Editor) -> None:
    uri = editor.open("net.py", NET)
    (found,) = await editor.shows(uri, ["SHP102"])
    mend, ignore, every = await editor.actions(uri, found.range)
    assert mend.title.startswith("Replace 32 * 5 * 5 with ")
    assert mend.is_preferred
    assert ignore.title == "Ignore SHP102 (linear-in-features) on this line"
    assert (every.kind, every.is_preferred) == ("source.fixAll.shapelint", None)
    assert [a.kind for a in await editor.actions(uri, found.range, ["source.fixAll"])] == ["source.fixAll.shapelint"]
    nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
    assert [a.kind for a in await editor.actions(uri, nowhere)] == ["source.fixAll.shapelint"]
    editor.apply(ignore)
    await editor.shows(uri, [])
    assert "nn.Linear(32 * 5 * 5, 10)  # shapelint: ignore[SHP102]\n" in editor.texts[uri]
    editor.type(uri, "  # shapelint: ignore[SHP102]", "")
    await editor.shows(uri, ["SHP102"])
    editor.apply(every)
    await editor.shows(uri, [])
    assert "nn.Linear(32 * 16 * 16, 10)\n" in editor.texts[uri]


async def test_a_request_can_be_cancelled(editor: Editor) -> None:
    """A question that waits for the engine is given up when the editor no longer asks; the next one is answered."""
    uri = editor.open("net.py", NET)
    at = position(NET, NET.index("self.conv1(x)"))
    params = types.HoverParams(types.TextDocumentIdentifier(uri), at)
    answer = editor.client.protocol.send_request_async(types.TEXT_DOCUMENT_HOVER, params, msg_id="given-up")
    waiting = asyncio.ensure_future(answer)
    await asyncio.sleep(0.01)
    editor.client.cancel_request(types.CancelParams("given-up"))
    with pytest.raises(JsonRpcRequestCancelled):
        await asyncio.wait_for(waiting, 30)
    assert "896 parameters" in (await editor.hover(uri, "self.conv1(x)") or "")


async def test_characters_beyond_the_first_plane(editor: Editor) -> None:
    """Columns are counted in UTF-16 on the wire."""
    uri = editor.open("net.py", NET.replace("self.fc1 = nn", "'🙂🙂🙂', 'ü'; self.fc1 = nn"))
    (found,) = await editor.shows(uri, ["SHP102"])
    assert (found.range.start.character, found.range.end.character) == (29 + 15, 39 + 15)
    (mend, *_) = await editor.actions(uri, found.range)
    editor.apply(mend)
    await editor.shows(uri, [])


async def test_a_document_that_is_no_file(editor: Editor) -> None:
    uri = editor.open_document("untitled:Untitled-1", NET)
    await editor.shows(uri, ["SHP102"])
    assert await editor.lenses(uri) == {5: "8,906 parameters"}


async def test_configuration(editor: Editor) -> None:
    """The file's own configuration holds, and is read again when it changes; what is wrong with it is told."""
    settings = editor.root / "shapelint.toml"
    settings.write_text("ignore = ['SHP102']\n", encoding="utf-8")
    uri = editor.open("net.py", NET)
    await editor.shows(uri, [])
    settings.write_text("extend-exclude = ['other.py']\n", encoding="utf-8")
    editor.save(uri)
    await editor.shows(uri, ["SHP102"])
    settings.write_text("extend-exclude = ['net.py']\n", encoding="utf-8")
    editor.save(uri)
    await editor.shows(uri, [])
    settings.write_text("selct = ['SHP102']\n", encoding="utf-8")
    editor.save(uri)
    await editor.until(lambda: any("unknown key 'selct'" in shown.message for shown in editor.client.messages))


async def test_notebook(editor: Editor) -> None:
    """Each cell is a document; what is found in one may come from another."""
    imports, model, run = NET.split("\n\n\n")
    cells = editor.open_notebook("net.ipynb", ["# Title", "%matplotlib inline\n" + imports, model, run])
    (found,) = await editor.shows(cells[2], ["SHP102"])
    assert found.range.start == types.Position(5, 29)
    assert found.related_information is not None
    assert found.related_information[0].location.uri == cells[3]
    assert editor.codes(cells[1]) == editor.codes(cells[3]) == []
    assert (await editor.hints(cells[3]))[2] == ["→ (1, 10)", "→ (1, 3, 32, 32)"]
    assert await editor.lenses(cells[2]) == {1: "8,906 parameters"}
    assert await editor.lenses(cells[3]) == {}
    assert "`torch.nn.Conv2d`, 896 parameters" in (await editor.hover(cells[2], "self.conv1(x)") or "")
    (place,) = await editor.definition(cells[2], "self.fc1(x.flatten")
    assert (place.uri, place.range.start.line) == (cells[2], 5)
    (mend, *_) = await editor.actions(cells[2], found.range)
    assert mend.edit is not None
    assert mend.edit.changes is not None
    (edit,) = mend.edit.changes[cells[2]]
    editor.type_in_cell("net.ipynb", cells[2], types.TextDocumentContentChangePartial(edit.range, edit.new_text))
    await editor.shows(cells[2], [])
    editor.type_in_cell("net.ipynb", cells[3], types.TextDocumentContentChangeWholeDocument("net = Net("))
    await editor.shows(cells[3], ["SHP001"])
    editor.remove_cell("net.ipynb", cells[3], 3)
    await editor.shows(cells[3], [])


async def test_the_picture_of_a_model_is_that_of_the_buffer(editor: Editor) -> None:
    uri = editor.open("net.py", NET)
    await editor.shows(uri, ["SHP102"])
    page = await editor.execute("shapelint.graph", uri, "Net")
    assert page.startswith("<!doctype html>")
    assert "SHP102" in page
    editor.type(uri, "32 * 5 * 5", "32 * 16 * 16")
    await editor.shows(uri, [])
    assert "SHP102" not in await editor.execute("shapelint.graph", uri, "Net")
    assert await editor.execute("shapelint.graph", uri, "Nothing") == ""
