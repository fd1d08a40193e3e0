"""The coverage pages are what their generator writes from the installed frameworks and from the vocabularies."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
sys.path.append(str(DOCS))
FRAMEWORKS = ("torch", "keras")


def generator() -> ModuleType:
    """docs/coverage.py, which is not the package of that name."""
    from importlib.util import module_from_spec, spec_from_file_location

    specification = spec_from_file_location("coverage_page", DOCS / "coverage.py")
    assert specification is not None
    assert specification.loader is not None
    module = module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_page_is_as_generated(framework: str) -> None:
    page = (DOCS / "coverage" / f"{framework}.md").read_text(encoding="utf-8")
    assert page == generator().written(framework), f"run `python docs/coverage.py {framework}`"


def test_a_name_that_is_not_declared_is_unknown() -> None:
    states = import_module("coverage_torch").NAMESPACES[0]
    assert states.state("NoSuchLayer") == "unknown"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_goals_are_reached(framework: str) -> None:
    known = import_module("coverage_names").share_known
    namespaces = import_module(f"coverage_{framework}").NAMESPACES
    short = {n.title: known(n.states()) for n in namespaces if known(n.states()) < n.goal}
    assert not short
