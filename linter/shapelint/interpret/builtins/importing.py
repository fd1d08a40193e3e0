"""`__import__`."""

from __future__ import annotations

from shapelint.interpret.domain.values import Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.modules import import_module
from shapelint.syntax.source import SourceFile

NOWHERE = SourceFile("<none>", "")


def imported_top(m: Interpreter, site: Site, name: object, *rest: object, **options: object) -> object:
    """`__import__("a.b")`, which gives a."""
    if not isinstance(name, str) or len(rest) > 2 or options:
        return m.unknown("a module that is imported in a way that is not modelled", site.place)
    importing = m.current_file() or NOWHERE
    found = import_module(m, name, importing, 0, site.place)
    if isinstance(found, Unknown) or "." not in name:
        return found
    return import_module(m, name.partition(".")[0], importing, 0, site.place)
