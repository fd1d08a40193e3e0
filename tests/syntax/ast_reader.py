"""A second reader of the core syntax, over the standard library's `ast`: the oracle that lowering is held against.

Every node has the number 0. `differences` compares two trees without their numbers.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from shapelint.syntax import nodes as core

_OPERATORS = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "MatMult": "@",
    "LShift": "<<", "RShift": ">>", "BitAnd": "&", "BitOr": "|", "BitXor": "^", "USub": "-", "UAdd": "+",
    "Invert": "~", "Not": "not", "And": "and", "Or": "or", "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=",
    "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in",
}  # fmt: skip


def read(text: str) -> core.Module:
    module = ast.parse(text)
    body = block(module.body)
    return core.Module(body, docstring(body))


def operator(node: ast.AST) -> str:
    return _OPERATORS[type(node).__name__]


def block(statements: Sequence[ast.stmt]) -> core.Block:
    return tuple([STATEMENTS[type(node).__name__](node) for node in statements])


def docstring(body: core.Block) -> str | None:
    match body:
        case [core.ExpressionStatement(value=core.Constant(value=str(text))), *_]:
            return text
    return None


def expression(node: ast.expr) -> core.Expression:
    return EXPRESSIONS[type(node).__name__](node)


def optional(node: ast.expr | None) -> core.Expression | None:
    return None if node is None else expression(node)


def expressions(sequence: Sequence[ast.expr]) -> tuple[core.Expression, ...]:
    return tuple([expression(node) for node in sequence])


def arguments(positional: Sequence[ast.expr], keywords: Sequence[ast.keyword]) -> tuple[core.Argument, ...]:
    """In reading order: `f(a, *b, c=1, *d)` is legal."""
    found = []
    for node in positional:
        star = isinstance(node, ast.Starred)
        lowered = core.Argument(0, expression(node.value if star else node), None, "*" if star else "")
        found.append(((node.lineno, node.col_offset), lowered))
    for keyword in keywords:
        lowered = core.Argument(0, expression(keyword.value), keyword.arg, "" if keyword.arg else "**")
        found.append(((keyword.lineno, keyword.col_offset), lowered))
    return tuple([argument for _, argument in sorted(found, key=lambda pair: pair[0])])


def parameters(node: ast.arguments) -> core.Parameters:
    count = len(node.posonlyargs) + len(node.args)
    defaults = [None] * (count - len(node.defaults)) + node.defaults
    ordered = [parameter(arg, default) for arg, default in zip(node.posonlyargs + node.args, defaults, strict=True)]
    split = len(node.posonlyargs)
    return core.Parameters(
        0,
        tuple(ordered[:split]),
        tuple(ordered[split:]),
        None if node.vararg is None else parameter(node.vararg, None),
        tuple([parameter(arg, default) for arg, default in zip(node.kwonlyargs, node.kw_defaults, strict=True)]),
        None if node.kwarg is None else parameter(node.kwarg, None),
    )


def parameter(node: ast.arg, default: ast.expr | None) -> core.Parameter:
    return core.Parameter(0, node.arg, optional(node.annotation), optional(default))


def clauses(generators: Sequence[ast.comprehension]) -> tuple[core.Clause, ...]:
    return tuple([
        core.Clause(0, expression(g.target), expression(g.iter), expressions(g.ifs), bool(g.is_async))
        for g in generators
    ])  # fmt: skip


def formatted(node: ast.JoinedStr) -> core.FormattedString:
    parts: list[str | core.FormattedValue] = []
    for value in node.values:
        if isinstance(value, ast.Constant):
            if parts and isinstance(parts[-1], str):
                parts[-1] += value.value
            elif value.value:
                parts.append(value.value)
            continue
        assert isinstance(value, ast.FormattedValue)
        conversion = "" if value.conversion == -1 else chr(value.conversion)
        form = None if value.format_spec is None else formatted(value.format_spec)
        parts.append(core.FormattedValue(0, expression(value.value), conversion, form))
    return core.FormattedString(0, tuple(parts))


def comprehension(kind: str):
    return lambda n: core.Comprehension(0, kind, expression(n.elt), None, clauses(n.generators))


EXPRESSIONS = {
    "Constant": lambda n: core.Constant(0, n.value),
    "Name": lambda n: core.Name(0, n.id),
    "Attribute": lambda n: core.Attribute(0, expression(n.value), n.attr),
    "Subscript": lambda n: core.Subscript(0, expression(n.value), expression(n.slice)),
    "Slice": lambda n: core.Slice(0, optional(n.lower), optional(n.upper), optional(n.step)),
    "Call": lambda n: core.Call(0, expression(n.func), arguments(n.args, n.keywords)),
    "UnaryOp": lambda n: core.Unary(0, operator(n.op), expression(n.operand)),
    "BinOp": lambda n: core.Binary(0, operator(n.op), expression(n.left), expression(n.right)),
    "BoolOp": lambda n: core.Boolean(0, operator(n.op), expressions(n.values)),
    "Compare": lambda n: core.Compare(
        0, expression(n.left), tuple([operator(op) for op in n.ops]), expressions(n.comparators)
    ),
    "IfExp": lambda n: core.Conditional(0, expression(n.test), expression(n.body), expression(n.orelse)),
    "Lambda": lambda n: core.Lambda(0, parameters(n.args), expression(n.body)),
    "List": lambda n: core.ListDisplay(0, expressions(n.elts)),
    "Tuple": lambda n: core.TupleDisplay(0, expressions(n.elts)),
    "Set": lambda n: core.SetDisplay(0, expressions(n.elts)),
    "Dict": lambda n: core.DictDisplay(0, tuple([optional(key) for key in n.keys]), expressions(n.values)),
    "GeneratorExp": comprehension("generator"),
    "ListComp": comprehension("list"),
    "SetComp": comprehension("set"),
    "DictComp": lambda n: core.Comprehension(0, "dict", expression(n.key), expression(n.value), clauses(n.generators)),
    "Starred": lambda n: core.Starred(0, expression(n.value)),
    "JoinedStr": formatted,
    "NamedExpr": lambda n: core.Walrus(0, core.Name(0, n.target.id), expression(n.value)),
    "Await": lambda n: core.Await(0, expression(n.value)),
    "Yield": lambda n: core.Yield(0, optional(n.value)),
    "YieldFrom": lambda n: core.YieldFrom(0, expression(n.value)),
}


def alias(node: ast.alias) -> core.Alias:
    return core.Alias(0, node.name, node.asname)


def function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> core.FunctionDef:
    body = block(node.body)
    return core.FunctionDef(
        0, node.name, parameters(node.args), body, expressions(node.decorator_list), optional(node.returns),
        isinstance(node, ast.AsyncFunctionDef), holds_yield(node.body), docstring(body),
    )  # fmt: skip


def holds_yield(body: Sequence[ast.AST]) -> bool:
    pending = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            outer = [*node.decorator_list, node.args]
            pending += [*outer, node.returns] if node.returns else outer
        elif isinstance(node, ast.Lambda):
            pending.append(node.args)
        else:
            pending += ast.iter_child_nodes(node)
    return False


def class_(node: ast.ClassDef) -> core.ClassDef:
    body = block(node.body)
    bases = [core.Argument(0, expression(b.value), None, "*") if isinstance(b, ast.Starred)
             else core.Argument(0, expression(b)) for b in node.bases]  # fmt: skip
    keywords = arguments((), node.keywords)
    return core.ClassDef(0, node.name, (*bases, *keywords), body, expressions(node.decorator_list), docstring(body))


def handler(node: ast.ExceptHandler) -> core.Handler:
    return core.Handler(0, optional(node.type), node.name, block(node.body))


def try_(node: ast.Try) -> core.Try:
    handlers = tuple([handler(item) for item in node.handlers])
    return core.Try(0, block(node.body), handlers, block(node.orelse), block(node.finalbody))


def with_(node: ast.With | ast.AsyncWith) -> core.With:
    items = tuple([core.WithItem(0, expression(i.context_expr), optional(i.optional_vars)) for i in node.items])
    return core.With(0, items, block(node.body), isinstance(node, ast.AsyncWith))


def for_(node: ast.For | ast.AsyncFor) -> core.For:
    is_async = isinstance(node, ast.AsyncFor)
    return core.For(0, expression(node.target), expression(node.iter), block(node.body), block(node.orelse), is_async)


def match_(node: ast.Match) -> core.Match:
    cases = tuple([core.MatchCase(0, pattern(c.pattern), optional(c.guard), block(c.body)) for c in node.cases])
    return core.Match(0, expression(node.subject), cases)


def pattern(node: ast.pattern) -> core.Pattern:
    return PATTERNS[type(node).__name__](node)


def patterns(sequence: Sequence[ast.pattern]) -> tuple[core.Pattern, ...]:
    return tuple([pattern(node) for node in sequence])


PATTERNS = {
    "MatchValue": lambda n: core.MatchValue(0, expression(n.value)),
    "MatchSingleton": lambda n: core.MatchValue(0, core.Constant(0, n.value)),
    "MatchSequence": lambda n: core.MatchSequence(0, patterns(n.patterns)),
    "MatchStar": lambda n: core.MatchStar(0, n.name),
    "MatchMapping": lambda n: core.MatchMapping(0, expressions(n.keys), patterns(n.patterns), n.rest),
    "MatchClass": lambda n: core.MatchClass(
        0,
        expression(n.cls),
        patterns(n.patterns),
        tuple(zip(n.kwd_attrs, patterns(n.kwd_patterns), strict=True)),
    ),
    "MatchAs": lambda n: core.MatchAs(0, None if n.pattern is None else pattern(n.pattern), n.name),
    "MatchOr": lambda n: core.MatchOr(0, patterns(n.patterns)),
}

STATEMENTS = {
    "Expr": lambda n: core.ExpressionStatement(0, expression(n.value)),
    "Assign": lambda n: core.Assign(0, expressions(n.targets), expression(n.value)),
    "AugAssign": lambda n: core.AugmentedAssign(0, expression(n.target), operator(n.op), expression(n.value)),
    "AnnAssign": lambda n: core.AnnotatedAssign(0, expression(n.target), expression(n.annotation), optional(n.value)),
    "TypeAlias": lambda n: core.Assign(0, (expression(n.name),), expression(n.value)),
    "Return": lambda n: core.Return(0, optional(n.value)),
    "Raise": lambda n: core.Raise(0, optional(n.exc), optional(n.cause)),
    "Delete": lambda n: core.Delete(0, expressions(n.targets)),
    "Assert": lambda n: core.Assert(0, expression(n.test), optional(n.msg)),
    "Pass": lambda n: core.Pass(0),
    "Break": lambda n: core.Break(0),
    "Continue": lambda n: core.Continue(0),
    "Global": lambda n: core.Global(0, tuple(n.names)),
    "Nonlocal": lambda n: core.Nonlocal(0, tuple(n.names)),
    "Import": lambda n: core.Import(0, tuple([alias(name) for name in n.names])),
    "ImportFrom": lambda n: core.ImportFrom(0, n.module, n.level, tuple([alias(name) for name in n.names])),
    "If": lambda n: core.If(0, expression(n.test), block(n.body), block(n.orelse)),
    "While": lambda n: core.While(0, expression(n.test), block(n.body), block(n.orelse)),
    "For": for_,
    "AsyncFor": for_,
    "Try": try_,
    "TryStar": try_,
    "With": with_,
    "AsyncWith": with_,
    "FunctionDef": function,
    "AsyncFunctionDef": function,
    "ClassDef": class_,
    "Match": match_,
}


def differences(left: object, right: object, path: str = "") -> Iterator[str]:
    """Where two trees differ in anything but their numbers."""
    if type(left) is not type(right):
        yield f"{path}: {left!r:.200} against {right!r:.200}"
    elif isinstance(left, tuple):
        if len(left) != len(right):
            yield f"{path}: {len(left)} against {len(right)} items"
        for index, (one, other) in enumerate(zip(left, right, strict=False)):
            yield from differences(one, other, f"{path}[{index}]")
    elif isinstance(left, (core.Node, core.Module)):
        for name in type(left).__match_args__:
            if name != "at":
                one, other = getattr(left, name), getattr(right, name)
                yield from differences(one, other, f"{path}.{type(left).__name__}.{name}")
    elif repr(left) != repr(right):
        yield f"{path}: {left!r:.200} against {right!r:.200}"
