"""What is said about the comments that speak to shapelint: malformed ones, and those that silence nothing.

The one place where a directive's value is checked: VALUES."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from shapelint.analysis.inputs import clipped
from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.diagnostics.directives import IGNORE_FILE, NOQA, PREFIX, VALUED, Directive, Selector
from shapelint.diagnostics.fix import Edit, Fix
from shapelint.diagnostics.rule import Rule
from shapelint.diagnostics.suppression import Comment, Suppressions
from shapelint.problems import Problem
from shapelint.project.config.rulebook import find_rule
from shapelint.syntax.rows import split_lines
from shapelint.syntax.source import SourceFile


def input_problem(value: str) -> str:
    """What is wrong with the value of `# shapelint: input=...`, "" if nothing is."""
    from shapelint.analysis.input_comments import parse_value
    from shapelint.problems import Problem

    specs = parse_value(value)
    return specs.text if isinstance(specs, Problem) else ""


MOST_TOLD = 10
"""Of what is wrong with one comment."""

VALUES: Mapping[str, Callable[[str], str]] = {"input": input_problem}
"""Who says what is wrong with the value of a directive, for each of shapelint.diagnostics.directives.VALUED."""


def malformed(file: SourceFile, suppressions: Suppressions, rule: Rule) -> Iterator[Diagnostic]:
    """The directives that cannot be understood, each with what is wrong with it."""
    lines = split_lines(file.text) if suppressions.comments else []
    for comment in suppressions.comments:
        problem = comment.directive.problem or _value_problem(comment.directive)
        if problem:
            yield _diagnostic(
                file, comment, rule, f"malformed directive: {problem}", correction(lines, comment), "unsafe"
            )
            continue
        selectors = (comment.directive.selectors or ()) if comment.directive.is_own else ()
        for selector, wrong in islice(wrong_ones(selectors), MOST_TOLD):
            fix = removal(lines, comment, {selector.text})
            yield _diagnostic(file, comment, rule, f"malformed directive: {wrong.text}", fix, "unsafe")


def wrong_ones(selectors: Iterable[Selector]) -> Iterator[tuple[Selector, Problem]]:
    """The selectors that no rule has, each once, with what is wrong with them."""
    for selector in {one.text: one for one in selectors}.values():
        found = find_rule(selector.text)
        if isinstance(found, Problem):
            yield selector, found


def _value_problem(directive: Directive) -> str:
    return VALUES[directive.kind](directive.value) if directive.kind in VALUED else ""


def unused(file: SourceFile, suppressions: Suppressions, codes: frozenset[str]) -> Iterator[Diagnostic]:
    """The directives that have silenced nothing, as far as they are about rules in force (`codes`)."""
    rule = find_rule("unused-suppression")
    if isinstance(rule, Problem) or rule.code not in codes:
        return
    lines = split_lines(file.text) if suppressions.comments else []
    for comment, texts in suppressions.unused():
        directive = comment.directive
        if suppressions.name(rule, comment.row):
            continue
        where = "in this file" if directive.kind == IGNORE_FILE else "here"
        if directive.selectors is None:
            if directive.kind != NOQA:
                message = f"unused suppression: there is nothing to silence {where}"
                yield _diagnostic(file, comment, rule, message, removal(lines, comment), "safe")
            continue
        idle = [text for text in texts if _is_idle(text, directive, codes)]
        if idle:
            message = f"unused suppression: {' and '.join(idle)} {'is' if len(idle) == 1 else 'are'} not found {where}"
            yield _diagnostic(file, comment, rule, message, removal(lines, comment, set(idle)), "safe")


def _is_idle(text: str, directive: Directive, codes: frozenset[str]) -> bool:
    """Whether a code or name that has silenced nothing is one of ours, and would have been found. A code that no rule
    has is malformed in our own directives, and unused in a `noqa`."""
    if directive.kind == NOQA and not text.startswith(PREFIX):
        return False
    found = find_rule(text)
    return directive.kind == NOQA if isinstance(found, Problem) else found.code in codes


def _diagnostic(
    file: SourceFile, comment: Comment, rule: Rule, message: str, edit: Edit, applicability: str
) -> Diagnostic:
    directive = comment.text[comment.directive.start : comment.directive.end]
    what = (
        f"replace `{clipped(directive)}` with `{clipped(edit.content)}`"
        if edit.content
        else f"remove `{clipped(directive)}`"
    )
    fix = Fix("safe" if applicability == "safe" else "unsafe", what, (edit,))
    return Diagnostic(
        rule.code,
        rule.name,
        rule.severity,
        message,
        None,
        None,
        what,
        file.path,
        Location(comment.row, comment.start),
        Location(comment.row, comment.end),
        file=file,
        fix=fix,
    )


def correction(lines: Sequence[str], comment: Comment) -> Edit:
    """The edit that writes a directive as it is meant, or removes it where that is not clear."""
    if not comment.directive.right:
        return removal(lines, comment)
    return Edit(comment.directive.right, Location(comment.row, comment.start), Location(comment.row, comment.end))


def removal(lines: Sequence[str], comment: Comment, texts: set[str] | None = None) -> Edit:
    """The edit that removes codes or names from a directive, or all of it: with its line, if that holds nothing else,
    and with the blanks before it."""
    directive, row = comment.directive, comment.row
    left = [s for s in directive.selectors or () if texts is not None and s.text not in texts]
    if left and directive.selectors:
        first, last = directive.selectors[0], directive.selectors[-1]
        listed = ", ".join(comment.text[s.start : s.end] for s in left)
        content = comment.text[directive.start : first.start] + listed + comment.text[last.end : directive.end]
        return Edit(content, Location(row, comment.start), Location(row, comment.end))
    before = lines[row - 1][: comment.start - 1]
    behind = lines[row - 1][comment.end - 1 :]
    if before.strip():
        return Edit("", Location(row, len(before.rstrip()) + 1), Location(row, comment.end))
    if behind.strip():
        blanks = len(behind) - len(behind.lstrip())
        return Edit("", Location(row, comment.start), Location(row, comment.end + blanks))
    if row < len(lines):
        return Edit("", Location(row, 1), Location(row + 1, 1))
    return Edit("", Location(row, 1), Location(row, len(lines[row - 1]) + 1))
