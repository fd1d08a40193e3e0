"""Puts into the site's navigation what mkdocs.yml does not list: the rules in the order of their codes, the coverage of
each framework, and guide pages that have no better place."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from llms import llms_text

TITLE = re.compile(r"^# (.+?)(?: \((SHP\d+)\))?$", re.MULTILINE)


def on_config(config: Any) -> Any:
    """See https://www.mkdocs.org/user-guide/configuration/#hooks."""
    docs = Path(config["docs_dir"])
    sections = {name: entries for section in config["nav"] for name, entries in section.items()}
    listed = set(re.findall(r"[\w./-]+\.md", str(config["nav"])))
    sections["Guide"] += [{title(path): path.name} for path in sorted(docs.glob("*.md")) if path.name not in listed]
    sections["Rules"] += [{"All rules": "rules/README.md"}, *rules(docs)]
    sections["Coverage"] += [
        {title(path): f"coverage/{path.name}"} for path in sorted((docs / "coverage").glob("*.md"))
    ]
    (docs / "llms.txt").write_text(llms_text(config["nav"]), encoding="utf-8", newline="\n")
    return config


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """The picture of a rule's mistake goes under its example."""
    source = Path(page.file.src_uri)
    if (
        not (Path(config["docs_dir"]) / "rules" / "pictures" / f"{source.stem}.svg").is_file()
        or source.parent.name != "rules"
    ):
        return markdown
    picture = f"![The example, drawn by shapelint graph](pictures/{source.stem}.svg)"
    return re.sub(
        r"(## Example\n```.*?```\n)", lambda found: f"{found[1]}\n{picture}\n", markdown, count=1, flags=re.DOTALL
    )


def rules(docs: Path) -> list[dict[str, str]]:
    """Each rule's page under its code and name."""
    pages = [path for path in (docs / "rules").glob("*.md") if path.name != "README.md"]
    found = sorted((code(path), path) for path in pages)
    return [{f"{number} {path.stem}": f"rules/{path.name}"} for number, path in found]


def title(path: Path) -> str:
    match = TITLE.search(path.read_text(encoding="utf-8"))
    return path.stem if match is None else match[1]


def code(path: Path) -> str:
    match = TITLE.search(path.read_text(encoding="utf-8"))
    return "" if match is None or match[2] is None else match[2]
