"""The page in a real browser: open and close, hover, search, keyboard, themes, print, large models. Takes Chromium and
the package playwright; one visit is made wherever they are, the others are marked slow."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from diagram.drawing import MODELS, diagram_of_target

from shapelint.analysis.diagram.records import blocks
from shapelint.report.diagram.html import render_html
from shapelint.report.diagram.wording import NAMES_ONLY

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def visit(browser: Any, tmp_path: Path, target: str, *inputs: str, depth: int | None = None, **options: Any) -> Any:
    """A page with the picture of a model, drawn; an error of its script fails the test."""
    path = tmp_path / "model.html"
    path.write_text(render_html(diagram_of_target(f"{MODELS}/{target}", *inputs, depth=depth)), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 900}, **options)
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-drawn]")
    assert not errors
    return page


def test_the_layer_that_fails_is_red_and_tells_what(browser: Any, tmp_path: Path) -> None:
    page = visit(browser, tmp_path, "broken.py::Net")
    assert page.locator("g.node.error").count() == 1
    assert "fc1" in page.locator("g.node.error").text_content()
    stroke = page.locator("g.node.error path").first.evaluate("path => getComputedStyle(path).stroke")
    assert stroke == "rgb(207, 34, 46)"
    assert "SHP102" in page.locator("aside .finding").text_content()
    page.locator("g.node.error").hover()
    said = page.locator("#facts").text_content()
    assert "fc1 Linear" in said
    assert "in_features = 1600" in said
    assert "broken.py:14" in said
    page.close()


@pytest.mark.slow
def test_groups_open_and_close(browser: Any, tmp_path: Path) -> None:
    page = visit(browser, tmp_path, "unet.py::UNet", "1,3,64,64", depth=0)
    before = page.locator("g.node").count()
    assert page.locator("g.node.closed").count() == 7
    page.locator("g.node.closed").first.click()
    assert page.locator("g.cluster").count() == 1
    assert page.locator("g.node").count() == before + 5
    page.locator("g.group-label text").first.click()
    assert page.locator("g.node").count() == before
    page.locator("#unfold").click()
    assert page.locator("g.cluster").count() == 7
    page.locator("#fold").click()
    assert page.locator("g.cluster").count() == 0
    page.close()


@pytest.mark.slow
def test_the_keyboard_does_all_of_it(browser: Any, tmp_path: Path) -> None:
    page = visit(browser, tmp_path, "unet.py::UNet", "1,3,64,64", depth=0)
    page.locator("g.node.closed").first.focus()
    name = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    assert page.locator("g.cluster").count() == 1
    assert page.evaluate("document.activeElement.id") == name
    page.keyboard.press("u")
    assert page.locator("g.cluster").count() == 7
    page.keyboard.press("f")
    assert page.locator("g.cluster").count() == 0
    page.keyboard.press("/")
    page.keyboard.type("ConvTranspose2d")
    assert page.locator("#count").text_content() == "3"
    page.keyboard.press("Enter")
    assert page.locator("g.node.current").count() == 1
    page.close()


@pytest.mark.slow
def test_search_opens_what_it_finds(browser: Any, tmp_path: Path) -> None:
    page = visit(browser, tmp_path, "unet.py::UNet", "1,3,64,64", depth=0)
    page.fill("#search", "in_channels = 9999")
    assert page.locator("#count").text_content() == "0"
    page.fill("#search", "out_channels")
    assert int(page.locator("#count").text_content()) > 8
    page.keyboard.press("Enter")
    assert page.locator("g.cluster").count() == 1
    assert page.locator("g.node.current").count() == 1
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "page_colour"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(13, 17, 23)")])
def test_light_and_dark(browser: Any, tmp_path: Path, scheme: str, page_colour: str) -> None:
    page = visit(browser, tmp_path, "broken.py::Net", color_scheme=scheme)
    colour = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(colour) == page_colour
    page.locator("#theme").click()
    assert page.evaluate(colour) != page_colour
    page.close()


@pytest.mark.slow
def test_only_the_picture_is_printed(browser: Any, tmp_path: Path) -> None:
    page = visit(browser, tmp_path, "broken.py::Net")
    page.emulate_media(media="print")
    assert page.locator("#stage svg").is_visible()
    assert not page.locator("nav").is_visible()
    assert not page.locator("aside").is_visible()
    printed = page.pdf()
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") == 1
    page.close()


@pytest.mark.slow
def test_nothing_is_asked_of_the_network(browser: Any, tmp_path: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    path = tmp_path / "model.html"
    path.write_text(render_html(diagram_of_target(f"{MODELS}/broken.py::Net"), NAMES_ONLY), encoding="utf-8")
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-drawn]")
    assert asked == [path.as_uri()]
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height"), [(1200, 900), (420, 800)])
@pytest.mark.parametrize(
    "target", [("unet.py::UNet", "1,3,64,64"), ("two_inputs.py::model",), ("lstm.py::Classifier", "1,64:int64")]
)
def test_labels_do_not_overlap(browser: Any, tmp_path: Path, target: tuple[str, ...], width: int, height: int) -> None:
    """Texts of one picture stand apart from each other: no two boxes of theirs share more than a sliver."""
    page = visit(browser, tmp_path, *target)
    page.set_viewport_size({"width": width, "height": height})
    boxes = page.evaluate(
        "[...document.querySelectorAll('#stage text')].map(t => t.getBBox()).map(b => [b.x, b.y, b.width, b.height])"
    )
    assert len(boxes) > 10
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            shared_width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
            shared_height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
            assert shared_width < 2 or shared_height < 0.4 * min(one[3], other[3]), (one, other)
    page.close()


@pytest.mark.slow
def test_five_hundred_blocks_open_within_two_seconds(browser: Any, tmp_path: Path) -> None:
    model = tmp_path / "deep.py"
    model.write_text(
        "from torch import nn\n"
        "net = nn.Sequential(*[nn.Sequential(nn.Linear(8 + i, 8 + i), nn.ReLU(), nn.Linear(8 + i, 9 + i), nn.Tanh())"
        " for i in range(125)])\n",
        encoding="utf-8",
    )
    path = tmp_path / "deep.html"
    diagram = diagram_of_target(f"{model}::net", "1,8")
    assert sum(1 for _ in blocks(diagram.children)) > 500
    path.write_text(render_html(diagram), encoding="utf-8")
    page = browser.new_page()
    began = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-drawn]")
    seconds = time.perf_counter() - began
    assert seconds < 2
    page.locator("#unfold").click()
    assert page.locator("g.node").count() > 500
    page.close()
