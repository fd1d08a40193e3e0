"""When there are colours and links, and how wide a line may be."""

from __future__ import annotations

import io

import pytest

from shapelint.report.style import PLAIN, Style, choose_style

VARIABLES = ("NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "COLUMNS", "TERM_PROGRAM", "VTE_VERSION", "KITTY_WINDOW_ID")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*VARIABLES, "WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize(
    ("wish", "environment", "stream", "colour"),
    [
        ("auto", {}, Terminal(), True),
        ("auto", {}, io.StringIO(), False),
        ("auto", {"TERM": "dumb"}, Terminal(), False),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, Terminal(), True),
        ("auto", {"FORCE_COLOR": "1"}, io.StringIO(), True),
        ("auto", {"FORCE_COLOR": "0"}, Terminal(), False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, Terminal(), False),
        ("always", {"TERM": "dumb", "NO_COLOR": "1"}, io.StringIO(), True),
        ("never", {"FORCE_COLOR": "1"}, Terminal(), False),
    ],
)
def test_colour(
    wish: str, environment: dict[str, str], stream: io.StringIO, colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert choose_style(wish, stream).colour is colour


@pytest.mark.parametrize(
    ("environment", "links"),
    [
        ({}, False),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"VTE_VERSION": "7200"}, True),
        ({"VTE_VERSION": "4600"}, False),
        ({"KITTY_WINDOW_ID": "1"}, True),
        ({"KITTY_WINDOW_ID": "1", "TMUX": "/tmp/tmux"}, False),
        ({"KITTY_WINDOW_ID": "1", "FORCE_HYPERLINK": "0"}, False),
        ({"FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_links(environment: dict[str, str], links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert choose_style("auto", Terminal()).links is links
    assert not choose_style("never", Terminal()).links


def test_a_link_leads_to_the_file() -> None:
    text = Style(True, links=True).file_link("net.py:1", "/tmp/a b/net.py")
    assert text == "\x1b]8;;file:///tmp/a%20b/net.py\x1b\\net.py:1\x1b]8;;\x1b\\"
    assert PLAIN.file_link("net.py:1", "/tmp/net.py") == "net.py:1"


@pytest.mark.parametrize(("stated", "width"), [("", 80), ("120", 120), ("7", 40), ("many", 80), ("0", 80)])
def test_width(stated: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", stated)
    assert choose_style("auto", Terminal()).width == width
