"""`argparse`: a parser's defaults are what a script runs with that is started without any argument. What is given to an
option, by the program or by whoever starts it, is not known."""

from __future__ import annotations

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import KEYED_SIZES, DictValue, Instance, ListValue, Unknown
from shapelint.interpret.free_conditions import CHOICE
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.attributes import store_attribute
from shapelint.interpret.language.calls import call_function
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.state.choices import EMPTY_DEFAULT, OPTION, choose, is_empty
from shapelint.symbolic import fresh

PARSER = native_class("argparse.ArgumentParser")
NAMESPACE = native_class("argparse.Namespace")
DEFAULTS = "_defaults"
FLAGS = "_flags"
MISSING = object()


def parser_init(m: Interpreter, site: Site, parser: Instance, *arguments: object, **keywords: object) -> object:
    parser.attributes[DEFAULTS] = DictValue({})
    parser.attributes[FLAGS] = DictValue({})
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
            value = Unknown(f"the command line argument {name}", site.place, ("option", name), free=CHOICE)
        else:
            value = None
    elif isinstance(value, str) and keywords.get("type") is not None:
        value = call_function(m, keywords["type"], [value], place=site.place)
    m.journal.record_write(defaults)
    defaults.put(name, value)
    named = parser.attributes.get(FLAGS)
    if isinstance(named, DictValue):
        m.journal.record_write(named)
        named.put(name, tuple(flag for flag in flags if isinstance(flag, str)))
    return None


def add_group(m: Interpreter, site: Site, parser: Instance, *arguments: object, **keywords: object) -> object:
    return parser


def set_defaults(m: Interpreter, site: Site, parser: Instance, **keywords: object) -> object:
    defaults = parser.attributes.get(DEFAULTS)
    if isinstance(defaults, DictValue):
        defaults.update(keywords)
    return None


def parse_args(
    m: Interpreter, site: Site, parser: Instance, args: object = None, namespace: object = None, **keywords: object
) -> object:
    """An object with the defaults, and with unknowns for the options that are given, or may be."""
    defaults, flags = parser.attributes.get(DEFAULTS), parser.attributes.get(FLAGS)
    if namespace is not None:
        return m.unknown("command line arguments that are put into an object", site.place)
    made = Instance(NAMESPACE, {}, place=site.place)
    if isinstance(defaults, DictValue) and isinstance(flags, DictValue):
        for name, value in defaults.at_least().items():
            no_option = flags.holds(name) is False  # of that name: nothing but `set_defaults` gives it
            kept = no_option or is_left(m, flags.at_least().get(name), args, value)
            made.attributes[str(name)] = value if kept else given_option(str(name), value, site, args is None)
    return made


def is_left(m: Interpreter, flags: object, args: object, default: object) -> bool:
    """Whether an option has its default: the program's own arguments do not name it, or the program is started without
    any. Of a default that says that there is nothing, nobody knows whether it is ever left so."""
    if args is None:
        m.relied.add(OPTION)
        return not is_empty(default) or choose(m, EMPTY_DEFAULT)
    texts = args.exactly() if isinstance(args, ListValue) else args if isinstance(args, tuple) else None
    if texts is None or not isinstance(flags, tuple) or not all(isinstance(text, str) for text in texts):
        return False
    names = [flag for flag in flags if isinstance(flag, str)]
    return bool(names) and not any(may_name(str(text), flag) for text in texts for flag in names)


def may_name(text: str, flag: str) -> bool:
    """Whether an argument may be one of an option, which may be abbreviated, negated, or joined with its value."""
    if not flag.startswith("-"):
        return True
    said = text.partition("=")[0]
    if said.startswith("--"):
        return flag.startswith(said) or f"--no-{flag.lstrip('-')}".startswith(said)
    return said.startswith("-") and not flag.startswith("--")


def given_option(name: str, default: object, site: Site, is_open: bool) -> Unknown:
    """The value of an option that is not known: a number where its default is one, of which it is known that it is not
    negative where the default is not. It is free (`is_open`) where the program does not give it itself."""
    value = Unknown(f"the command line argument {name}", site.place, ("option", name), free=CHOICE if is_open else "")
    if isinstance(default, int) and not isinstance(default, bool) and default >= 0:
        value.size.append(KEYED_SIZES.setdefault(("option", name), fresh(name, low=0)))
    return value


def parse_known(
    m: Interpreter, site: Site, parser: Instance, args: object = None, namespace: object = None, **keywords: object
) -> object:
    return (parse_args(m, site, parser, args, namespace), ListValue([], "further command line arguments"))


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
