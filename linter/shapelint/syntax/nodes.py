"""The core syntax: Python as the interpreter wants it, small, immutable and independent of the parser that made it.

Every node carries `at`, its number in its file in reading order. `shapelint.syntax.locate` turns a number into lines
and columns on demand, so that files with nothing to say never pay for positions.
"""

from __future__ import annotations

from typing import Union

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    at: int


# ---------------------------------------------------------------------------------------------------- expressions


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A literal: int, float, complex, str, bytes, True, False, None or Ellipsis. Adjacent strings are joined."""

    value: object


@dataclass(frozen=True, slots=True)
class Name(Node):
    id: str


@dataclass(frozen=True, slots=True)
class Attribute(Node):
    value: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Subscript(Node):
    """`value[index]`; several indices or a trailing comma make `index` a TupleDisplay."""

    value: Expression
    index: Expression


@dataclass(frozen=True, slots=True)
class Slice(Node):
    lower: Expression | None
    upper: Expression | None
    step: Expression | None


@dataclass(frozen=True, slots=True)
class Argument(Node):
    """One argument of a call or one base of a class. `star` is "", "*" or "**"."""

    value: Expression
    keyword: str | None = None
    star: str = ""


@dataclass(frozen=True, slots=True)
class Call(Node):
    function: Expression
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """`operator` is one of - + ~ not."""

    operator: str
    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """`operator` is one of + - * / // % ** @ << >> & | ^."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Boolean(Node):
    """`operator` is "and" or "or"; a chain of the same operator may be nested or flat."""

    operator: str
    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """`operators` are == != < <= > >= is "is not" in "not in"; one operator for each comparator."""

    left: Expression
    operators: tuple[str, ...]
    comparators: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    test: Expression
    body: Expression
    orelse: Expression


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    name: str
    annotation: Expression | None = None
    default: Expression | None = None


@dataclass(frozen=True, slots=True)
class Parameters(Node):
    positional_only: tuple[Parameter, ...] = ()
    regular: tuple[Parameter, ...] = ()
    var_positional: Parameter | None = None
    keyword_only: tuple[Parameter, ...] = ()
    var_keyword: Parameter | None = None


@dataclass(frozen=True, slots=True)
class Lambda(Node):
    parameters: Parameters
    body: Expression
    is_generator: bool = False


@dataclass(frozen=True, slots=True)
class ListDisplay(Node):
    elements: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class TupleDisplay(Node):
    elements: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class SetDisplay(Node):
    elements: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class DictDisplay(Node):
    """A key of None stands for `**value`."""

    keys: tuple[Expression | None, ...]
    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Clause(Node):
    """One `for target in iterable if ...` of a comprehension."""

    target: Expression
    iterable: Expression
    conditions: tuple[Expression, ...]
    is_async: bool = False


@dataclass(frozen=True, slots=True)
class Comprehension(Node):
    """`kind` is "list", "set", "dict" or "generator"; `value` is set for dicts only, whose `element` is the key."""

    kind: str
    element: Expression
    value: Expression | None
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Starred(Node):
    value: Expression


@dataclass(frozen=True, slots=True)
class FormattedValue(Node):
    """`conversion` is "", "r", "s" or "a"."""

    value: Expression
    conversion: str
    format: FormattedString | None


@dataclass(frozen=True, slots=True)
class FormattedString(Node):
    """An f-string (or a concatenation that holds one): literal pieces and formatted values."""

    parts: tuple[str | FormattedValue, ...]


@dataclass(frozen=True, slots=True)
class Walrus(Node):
    target: Name
    value: Expression


@dataclass(frozen=True, slots=True)
class Await(Node):
    value: Expression


@dataclass(frozen=True, slots=True)
class Yield(Node):
    value: Expression | None


@dataclass(frozen=True, slots=True)
class YieldFrom(Node):
    value: Expression


Expression = Union[
    Constant, Name, Attribute, Subscript, Slice, Call, Unary, Binary, Boolean, Compare, Conditional, Lambda,
    ListDisplay, TupleDisplay, SetDisplay, DictDisplay, Comprehension, Starred, FormattedString, Walrus, Await, Yield,
    YieldFrom,
]  # fmt: skip

# ----------------------------------------------------------------------------------------------------- statements


@dataclass(frozen=True, slots=True)
class ExpressionStatement(Node):
    value: Expression


@dataclass(frozen=True, slots=True)
class Assign(Node):
    targets: tuple[Expression, ...]
    value: Expression


@dataclass(frozen=True, slots=True)
class AugmentedAssign(Node):
    """`operator` as in Binary, without the equals sign."""

    target: Expression
    operator: str
    value: Expression


@dataclass(frozen=True, slots=True)
class AnnotatedAssign(Node):
    target: Expression
    annotation: Expression
    value: Expression | None


@dataclass(frozen=True, slots=True)
class Return(Node):
    value: Expression | None


@dataclass(frozen=True, slots=True)
class Raise(Node):
    exception: Expression | None
    cause: Expression | None


@dataclass(frozen=True, slots=True)
class Delete(Node):
    targets: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Pass(Node):
    pass


@dataclass(frozen=True, slots=True)
class Break(Node):
    pass


@dataclass(frozen=True, slots=True)
class Continue(Node):
    pass


@dataclass(frozen=True, slots=True)
class Global(Node):
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nonlocal(Node):
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alias(Node):
    """`name` is dotted in `import a.b`, "*" in `from a import *`."""

    name: str
    asname: str | None = None


@dataclass(frozen=True, slots=True)
class Import(Node):
    names: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class ImportFrom(Node):
    """`level` counts the leading dots."""

    module: str | None
    level: int
    names: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    test: Expression
    body: Block
    orelse: Block


@dataclass(frozen=True, slots=True)
class While(Node):
    test: Expression
    body: Block
    orelse: Block


@dataclass(frozen=True, slots=True)
class For(Node):
    target: Expression
    iterable: Expression
    body: Block
    orelse: Block
    is_async: bool = False


@dataclass(frozen=True, slots=True)
class Handler(Node):
    """`except type as name:`; `type` is None for a bare except."""

    type: Expression | None
    name: str | None
    body: Block


@dataclass(frozen=True, slots=True)
class Try(Node):
    body: Block
    handlers: tuple[Handler, ...]
    orelse: Block
    finalbody: Block


@dataclass(frozen=True, slots=True)
class WithItem(Node):
    context: Expression
    target: Expression | None


@dataclass(frozen=True, slots=True)
class With(Node):
    items: tuple[WithItem, ...]
    body: Block
    is_async: bool = False


@dataclass(frozen=True, slots=True)
class FunctionDef(Node):
    name: str
    parameters: Parameters
    body: Block
    decorators: tuple[Expression, ...]
    returns: Expression | None
    is_async: bool
    is_generator: bool
    docstring: str | None


@dataclass(frozen=True, slots=True)
class ClassDef(Node):
    """`bases` hold the keywords too (`metaclass=...`), as Arguments."""

    name: str
    bases: tuple[Argument, ...]
    body: Block
    decorators: tuple[Expression, ...]
    docstring: str | None


@dataclass(frozen=True, slots=True)
class Assert(Node):
    test: Expression
    message: Expression | None


@dataclass(frozen=True, slots=True)
class MatchValue(Node):
    value: Expression


@dataclass(frozen=True, slots=True)
class MatchSequence(Node):
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class MatchStar(Node):
    """`*name` in a sequence pattern; `name` is None for `*_`."""

    name: str | None


@dataclass(frozen=True, slots=True)
class MatchMapping(Node):
    keys: tuple[Expression, ...]
    patterns: tuple[Pattern, ...]
    rest: str | None


@dataclass(frozen=True, slots=True)
class MatchClass(Node):
    type: Expression
    patterns: tuple[Pattern, ...]
    keywords: tuple[tuple[str, Pattern], ...]


@dataclass(frozen=True, slots=True)
class MatchAs(Node):
    """`pattern as name`; both None is the wildcard, a pattern of None a plain capture."""

    pattern: Pattern | None
    name: str | None


@dataclass(frozen=True, slots=True)
class MatchOr(Node):
    patterns: tuple[Pattern, ...]


Pattern = Union[MatchValue, MatchSequence, MatchStar, MatchMapping, MatchClass, MatchAs, MatchOr]


@dataclass(frozen=True, slots=True)
class MatchCase(Node):
    pattern: Pattern
    guard: Expression | None
    body: Block


@dataclass(frozen=True, slots=True)
class Match(Node):
    subject: Expression
    cases: tuple[MatchCase, ...]


Statement = Union[
    ExpressionStatement, Assign, AugmentedAssign, AnnotatedAssign, Return, Raise, Delete, Pass, Break, Continue, Global,
    Nonlocal, Import, ImportFrom, If, While, For, Try, With, FunctionDef, ClassDef, Assert, Match,
]  # fmt: skip
Block = tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Module:
    body: Block
    docstring: str | None
