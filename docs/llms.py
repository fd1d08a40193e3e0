"""llms.txt: the pages of the documentation, each with its first sentence, for language models (https://llmstxt.org)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
HEAD = """\
# shapelint

> A static shape linter for PyTorch and Keras: it reads source without running it, works out the shape of every tensor,
> and reports the layers that do not fit together, with the right number. `pip install shapelint`; `shapelint PATH`.

"""
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def llms_text(navigation: list[Any]) -> str:
    """The text, from the navigation of mkdocs.yml."""
    sections: dict[str, list[str]] = {"Docs": []}
    for entry in navigation:
        ((title, target),) = entry.items()
        if isinstance(target, str):
            sections["Docs"].append(line(title, target))
        else:
            pages = (page for one in target for page in one.items())
            sections[title] = [line(name, path) for name, path in pages if isinstance(path, str)]
    parts = [f"## {title}\n\n" + "".join(lines) for title, lines in sections.items() if lines]
    return HEAD + "\n".join(parts)


def line(title: str, path: str) -> str:
    told = first_sentence((DOCS / path).read_text(encoding="utf-8"))
    return f"- [{title}]({path})" + (f": {told}" if told else "") + "\n"


def first_sentence(page: str) -> str:
    """The first sentence of a page's text, without its marks."""
    text = FENCE.sub("", page)
    paragraphs = (block for block in text.split("\n\n") if block.strip() and block.strip()[0] not in "#|-<!`:")
    first = next((" ".join(block.split()) for block in paragraphs if not block.startswith("Severity:")), "")
    plain = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", first).replace("`", "").replace("**", "")
    return re.split(r"(?<=[.:])\s", plain, maxsplit=1)[0].rstrip(":")
