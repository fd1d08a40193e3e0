"""What a rule proposes in order to mend a finding, before lines and columns are known: changes at places.

A remedy becomes a `shapelint.diagnostics.fix.Fix` where the source has the form that its changes need; otherwise the
finding simply has no fix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapelint.records import dataclass

if TYPE_CHECKING:
    from shapelint.diagnostics.fix import Applicability
    from shapelint.syntax.source import Place


@dataclass(frozen=True, slots=True)
class Number:
    """Another value for the expression at `place`, whose value is `written` now, in the style that it is written in: a
    product stays a product, of `factors` where these are given. A name that is bound to a number and used nowhere else
    is changed where it is bound.

    All that was run must agree: whatever uses the expression fails, and wants the same value. With `follows` that is
    not asked, since the value goes with another change of the same remedy. With `last_size`, `place` is a call, and the
    expression the last of the sizes that it is given, as in `x.view(-1, 2304)`."""

    place: Place
    written: int
    value: int
    factors: tuple[int, ...] = ()
    follows: bool = False
    last_size: bool = False


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Another text for the expression at `place`. In the template, braces hold parts of the expression as it is now:

        {text}       all of it
        {receiver}   of an attribute, or of a method's call, what stands before the dot
        {function}   what is called
        {arguments}  all arguments, if none at the ends has a name; {every} with their names
        {left}       of an operator, what stands before it, {right} what stands behind
        {0}, {dim}   the first positional argument, the argument of that name; {input|0} is the first that is there
        {torch.nn.Flatten}  (any dotted name) that name as this file's imports let it be written

    `{receiver}.flatten(1)` makes `x.flatten(1)` of `x.view(-1, 2304)`; `{torch.nn.ModuleList}({text})` wraps a list.
    `otherwise` is the template for where the first cannot be filled: a part is missing, or it would stand twice and is
    more than a name. With `called`, the expression must be a call of that name (the last part of a dotted one counts;
    "()" is a call of what a call gives), so that the call of a container is not taken for that of a layer in it."""

    place: Place
    template: str
    otherwise: str = ""
    called: str = ""


@dataclass(frozen=True, slots=True)
class Keyword:
    """The keyword argument `name` of the call at `place`: replaced if it is written, else added at the end. `called` as
    for Rewrite."""

    place: Place
    name: str
    content: str
    called: str = ""


@dataclass(frozen=True, slots=True)
class FirstStatement:
    """A statement at the beginning of the body of the function that `place` is in, or is the name of, behind its
    docstring. The content may name things as a template of Rewrite does. There is no such change where the function has
    another name than `function`, if that is given, or where the statement stands further down. With `bases`, the change
    is certain only in a class that is derived from one of them (full names) and from nothing else."""

    place: Place
    content: str
    function: str = ""
    bases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """The expression at `place` taken out of the list or the arguments that it stands in."""

    place: Place


@dataclass(frozen=True, slots=True)
class Insertion:
    """Another element before or behind the one at `place`, in the list or the arguments that this stands in. The
    content may name things as a template of Rewrite does."""

    place: Place
    content: str
    behind: bool = False


Change = Number | Rewrite | Keyword | FirstStatement | Removal | Insertion


@dataclass(frozen=True, slots=True)
class Remedy:
    """Changes that belong together. `message` says in the imperative what they do ("register the layers in a
    ModuleList"); "" stands for "replace ... with ...". `applicability` is what the rule can vouch for."""

    changes: tuple[Change, ...]
    message: str = ""
    applicability: Applicability = "safe"
