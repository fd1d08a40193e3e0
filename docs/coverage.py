"""Writes the coverage pages: `python docs/coverage.py [torch|keras]`, all of them by default. A test keeps them true.

A page lists every name of a framework's API that has a meaning for shapes: modelled, passed through, or unknown. The
names come from the installed framework, the states from shapelint's own vocabulary.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from coverage_names import STATES, UNKNOWN, Namespace, share_known

PAGES = Path(__file__).resolve().parent / "coverage"

# Each framework's namespaces are in the module of that name.
FRAMEWORKS = {"torch": "coverage_torch", "keras": "coverage_keras"}

HEAD = """\
# Coverage of {framework}

Written by `python docs/coverage.py {framework}` from {version} and from what shapelint declares; a test keeps it true.

- **modelled**: shapes come out, and what cannot be is reported
- **passed through**: called without harm; it gives back what it is given, or a value that says nothing of shapes
- **unknown**: its result is an unknown, with the reason where it stops; never an error

| names | all | modelled | passed through | unknown | known |
|---|--:|--:|--:|--:|--:|
"""


def page(framework: str, version: str, namespaces: Sequence[Namespace]) -> str:
    """The text of one framework's page."""
    states = {namespace.title: namespace.states() for namespace in namespaces}
    rows = "".join(row(namespace, states[namespace.title]) for namespace in namespaces)
    sections = "".join(section(namespace, states[namespace.title]) for namespace in namespaces)
    return HEAD.format(framework=framework, version=version) + rows + sections


def row(namespace: Namespace, states: dict[str, str]) -> str:
    counts = [sum(state == wanted for state in states.values()) for wanted in STATES]
    cells = [f"[{namespace.title}](#{anchor(namespace.title)})", str(len(states)), *map(str, counts)]
    return f"| {' | '.join(cells)} | {share_known(states):.1%} |\n"


def anchor(title: str) -> str:
    """The fragment that a heading gets."""
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def section(namespace: Namespace, states: dict[str, str]) -> str:
    parts = [f"\n## {namespace.title}\n\n{textwrap.fill(namespace.rule, 120)}\n"]
    for wanted in (UNKNOWN, *(state for state in STATES if state != UNKNOWN)):
        names = [f"`{name}`" for name, state in states.items() if state == wanted]
        if names:
            listed = textwrap.fill(", ".join(names), 120, break_long_words=False, break_on_hyphens=False)
            parts.append(f"\n**{wanted}** ({len(names)}): \n{listed}\n".replace(": \n", ":\n"))
    return "".join(parts)


def written(framework: str) -> str:
    """The page of a framework as it should stand."""
    module = import_module(FRAMEWORKS[framework])
    return page(framework, module.version(), module.NAMESPACES)


def main(arguments: Sequence[str]) -> None:
    wrong = [name for name in arguments if name not in FRAMEWORKS]
    if wrong:
        sys.exit(f"{wrong[0]} has no coverage page; there are: {', '.join(FRAMEWORKS)}")
    PAGES.mkdir(exist_ok=True)
    for framework in arguments or FRAMEWORKS:
        (PAGES / f"{framework}.md").write_text(written(framework), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
