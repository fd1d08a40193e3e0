"""`argparse`: a parser's defaults are what a script runs with."""

from __future__ import annotations

from shapelint.interpret.attributes import store_attribute
from shapelint.interpret.builtins.native import native
from shapelint.interpret.calls import call_function
from shapelint.interpret.classes import native_class
from shapelint.interpret.machine import Interpreter, Site
from shapelint.interpret.values import DictValue, Instance, ListValue, Unknown

PARSER = native_class("argparse.ArgumentParser")
NAMESPACE = native_class("argparse.Namespace")
DEFAULTS = "_defaults"
MISSING = object()


def parser_init(m: Interpreter, site: Site, parser: Instance, *arguments: object, **keywords: object) -> object:
    parser.attributes[DEFAULTS] = DictValue({})
    return None


def destination(flags: tuple[object, ...], keywords: dict[str, object]) -> str | None:
    if isinstance(keywords.get("dest"), str):
        return str(keywords["dest"])
    texts = [f for f in flags if isinstance(f, str)]
    chosen = next((f for f in texts if f.startswith("--")), texts[0] if texts else None)
    return chosen.lstrip("-").replace("-", "_") if chosen else None


def add_argument(m: Interpreter, site: Site, parser: Instance, *flags: object, **keywords: object) -> object:
    """Keep the default of an option; a required or positional one is unknown."""
    name = destination(flags, keywords)
    defaults = parser.attributes.get(DEFAULTS)
    if name is None or not isinstance(defaults, DictValue):
        return None
    action = keywords.get("action")
    value = keywords.get("default", MISSING)
    if value is MISSING:
        positional = isinstance(flags[0], str) and not flags[0].startswith("-") if flags else False
        if action in ("store_true", "store_false"):
            value = action == "store_false"
        elif positional or keywords.get("required") is True:
            value = Unknown(f"the command line argument {name}", site.place, ("option", name))
        else:
            value = None
    elif isinstance(value, str) and keywords.get("type") is not None:
        value = call_function(m, keywords["type"], [value], place=site.place)
    m.journal.touch(defaults)
    defaults.put(name, value)
    return None


def add_group(m: Interpreter, site: Site, parser: Instance, *arguments: object, **keywords: object) -> object:
    return parser


def set_defaults(m: Interpreter, site: Site, parser: Instance, **keywords: object) -> object:
    defaults = parser.attributes.get(DEFAULTS)
    if isinstance(defaults, DictValue):
        defaults.update(keywords)
    return None


def parse_args(m: Interpreter, site: Site, parser: Instance, *arguments: object, **keywords: object) -> object:
    defaults = parser.attributes.get(DEFAULTS)
    made = Instance(NAMESPACE, {}, place=site.place)
    if isinstance(defaults, DictValue):
        made.attributes.update({str(k): v for k, v in defaults.at_least().items()})
    return made


def parse_known(m: Interpreter, site: Site, parser: Instance, *arguments: object, **keywords: object) -> object:
    return (parse_args(m, site, parser), ListValue([], "further command line arguments"))


def namespace_init(m: Interpreter, site: Site, made: Instance, **keywords: object) -> object:
    for name, value in keywords.items():
        store_attribute(m, made, name, value)
    return None


PARSER.variables.update(
    {
        "__init__": native("argparse.ArgumentParser", parser_init),
        "add_argument": native("add_argument", add_argument),
        "add_argument_group": native("add_argument_group", add_group),
        "add_mutually_exclusive_group": native("add_mutually_exclusive_group", add_group),
        "add_subparsers": native("add_subparsers", add_group),
        "add_parser": native("add_parser", add_group),
        "set_defaults": native("set_defaults", set_defaults),
        "parse_args": native("parse_args", parse_args),
        "parse_known_args": native("parse_known_args", parse_known),
        "print_help": native("print_help", lambda m, s, p: None),
    }
)
NAMESPACE.variables["__init__"] = native("argparse.Namespace", namespace_init)
SIMPLE = native_class("types.SimpleNamespace")
SIMPLE.variables["__init__"] = native("types.SimpleNamespace", namespace_init)
NAMES: dict[str, object] = {
    "argparse.ArgumentParser": PARSER,
    "argparse.Namespace": NAMESPACE,
    "types.SimpleNamespace": SIMPLE,
    "argparse.ArgumentDefaultsHelpFormatter": native_class("argparse.HelpFormatter"),
}
