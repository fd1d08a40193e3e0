"""Options of the command line, declared once: the parser, `--help` and shell completion all come from these."""

from __future__ import annotations

from shapelint.limits import LARGEST_COUNT, written_size
from shapelint.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, _MutuallyExclusiveGroup

LONGEST_QUOTED = 40
COLOURS = ("auto", "always", "never")


@dataclass(frozen=True, slots=True)
class Option:
    """One option, or an argument by position if its name has no dashes. `metavar` is "" for a flag. `group` is the
    heading it stands under in `--help`; of options with the same `exclusive` one can be given. `completes` is what a
    shell offers: "files", "directories", "rules", or the choices."""

    flags: tuple[str, ...]
    help: str
    group: str = "Options"
    metavar: str = ""
    choices: tuple[str, ...] = ()
    repeats: bool = False
    default: str | None = None
    number: bool = False
    count: str = ""
    optional: str | None = None
    exclusive: str = ""
    completes: str = ""

    @property
    def is_flag(self) -> bool:
        return not self.metavar and not self.choices

    @property
    def spelled(self) -> str:
        """The option as `--help` shows it."""
        value = self.metavar or (self.flags[0] if self.count == "?" else "|".join(self.choices))
        if not self.flags[0].startswith("-"):
            return {"*": f"[{value} ...]", "+": f"{value} ...", "?": f"[{value}]"}.get(self.count, value)
        names = ", ".join(self.flags)
        if not value:
            return names
        return f"{names} [{value}]" if self.optional is not None else f"{names} {value}"

    @property
    def is_opposite(self) -> bool:
        """Whether it takes back another option (`--no-force-exclude`)."""
        return self.flags[-1].startswith("--no-") and self.exclusive == self.destination

    @property
    def destination(self) -> str:
        """What the parsed option is called; two options that are each other's opposite share it."""
        name = next((flag for flag in self.flags if flag.startswith("--")), self.flags[0]).lstrip("-").replace("-", "_")
        positive = name.removeprefix("no_")
        return positive if positive == self.exclusive else name


def add_options(parser: ArgumentParser, options: tuple[Option, ...]) -> None:
    """Declare the options to a parser."""
    exclusive: dict[str, _MutuallyExclusiveGroup] = {}
    for option in options:
        target: ArgumentParser | _MutuallyExclusiveGroup = parser
        if option.exclusive:
            if option.exclusive not in exclusive:
                exclusive[option.exclusive] = parser.add_mutually_exclusive_group()
            target = exclusive[option.exclusive]
        _add(target, option)


def count(text: str) -> int:
    """The number that an option is given."""
    from argparse import ArgumentTypeError

    number = written_size(text.strip())
    if number is None or number > LARGEST_COUNT:
        quoted = text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}..."
        raise ArgumentTypeError(f"expected a whole number up to {LARGEST_COUNT}, found {quoted!r}")
    return number


def _add(target: ArgumentParser | _MutuallyExclusiveGroup, option: Option) -> None:
    if option.is_flag:
        action = "store_false" if option.is_opposite else "store_true"
        default = None if option.exclusive == option.destination else False
        target.add_argument(*option.flags, action=action, dest=option.destination, default=default)
        return
    more: dict[str, object] = {"metavar": option.metavar or None}
    if option.choices:
        more["choices"] = option.choices
    if option.number:
        more["type"] = count
    if option.flags[0].startswith("-"):
        more["dest"] = option.destination
    if option.repeats:
        more["action"] = "append"
    if option.optional is not None:
        more.update(nargs="?", const=option.optional)
    if option.count:
        more["nargs"] = option.count
    target.add_argument(*option.flags, default=option.default, **more)  # type: ignore[arg-type]
