"""Mutation testing of the engine itself: one thing in a module is changed at a time, and the tests must notice.

    python benchmarks/engine_mutants.py
        interpret.domain.join interpret.journal interpret.language.control_flow interpret.state.branches --sample 40

Each mutant is imported in a forked process in place of the module, and the programs of tests/interpret are judged
with it: the joins with tensors (`joins.txt`), the programs that were once wrong and the snippets. The last line is the
figure; the mutants that nothing noticed are listed with their change. `--seed` decides which are drawn, `--sample 0`
takes all.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
ENGINE, TESTS = ROOT / "linter" / "shapelint", ROOT / "tests"
SECONDS = 240
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Each mutant of a module: the line, what is changed, and the changed text."""
    tree = ast.parse(source)
    for position, node in enumerate(ast.walk(tree)):
        for kind in kinds_of(node):
            changed = ast.parse(source)
            target = next(n for i, n in enumerate(ast.walk(changed)) if i == position)
            before = ast.unparse(target)
            change(target, kind)
            after = ast.unparse(ast.fix_missing_locations(target))
            if before != after:
                line = getattr(node, "lineno", 0)
                yield line, f"{before[:70]!r} -> {after[:70]!r}", ast.unparse(ast.fix_missing_locations(changed))


def kinds_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Compare):
        return ["comparison"]
    if isinstance(node, ast.BoolOp):
        return ["junction", "first"]
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        return ["negated"]
    if isinstance(node, ast.Constant) and isinstance(node.value, (bool, int)):
        return ["constant"]
    if isinstance(node, ast.Call) and len(node.args) > 1:
        return ["swapped"]
    if isinstance(node, (ast.FunctionDef, ast.If, ast.For, ast.While)):
        return []
    if isinstance(node, (ast.Expr, ast.AugAssign, ast.Raise)) and not isinstance(
        getattr(node, "value", None), ast.Constant
    ):
        return ["dropped"]
    return ["nothing"] if isinstance(node, ast.Return) and node.value is not None else []


def change(node: ast.AST, kind: str) -> None:
    if kind == "comparison" and isinstance(node, ast.Compare):
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
    elif kind == "junction" and isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif kind == "first" and isinstance(node, ast.BoolOp):
        del node.values[0]
        node.values = [*node.values, *([ast.Constant(isinstance(node.op, ast.And))] if len(node.values) == 1 else [])]
    elif kind == "negated" and isinstance(node, (ast.If, ast.IfExp, ast.While)):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif kind == "constant" and isinstance(node, ast.Constant):
        node.value = (not node.value) if isinstance(node.value, bool) else int(str(node.value)) + 1
    elif kind == "swapped" and isinstance(node, ast.Call):
        node.args[0], node.args[1] = node.args[1], node.args[0]
    elif kind == "dropped":
        node.__class__ = ast.Pass
    elif kind == "nothing" and isinstance(node, ast.Return):
        node.value = ast.Constant(None)


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module a changed text."""

    def __init__(self, name: str, path: Path, text: str) -> None:
        self.name, self.path, self.text = name, path, text

    def find_spec(self, name: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.text, str(self.path), "exec"), module.__dict__)


def judged(name: str, path: Path, text: str | None, facts: Sequence[object]) -> bool:
    """Whether the tests notice a changed module, in a process of its own; one that does not end counts as noticed.
    `facts` are what the real runs of the joins leave behind."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            for loaded in [n for n in sys.modules if n.partition(".")[0] in ("shapelint", "interpret", "interpreting")]:
                del sys.modules[loaded]
            if text is not None:
                sys.meta_path.insert(0, Mutated(name, path, text))
            noticed = any(problems(facts))
        except BaseException:  # noqa: BLE001 a mutant may do anything
            noticed = True
        os._exit(1 if noticed else 0)
    _, status = os.waitpid(child, 0)
    return status != 0


def real_runs() -> list[object]:
    """What the real runs of each join leave behind; the engine has no part in it."""
    from interpret.joining import runs
    from interpret.joins import read

    warnings.simplefilter("ignore")
    return [runs(join.text)[0] for join in read()]


def problems(facts: Sequence[object]) -> Iterator[bool]:
    """Whether each test fails, the quickest first."""
    from interpret import test_snippets, test_unknowns  # the tests import the engine: the mutant
    from interpret.joins import problems_beside, read

    warnings.simplefilter("ignore")
    for join, complete in zip(read(), facts, strict=True):
        yield bool(problems_beside(join, complete))
    for path in test_unknowns.ONCE_WRONG:
        yield bool(test_unknowns.unsound(path.read_text(encoding="utf-8")))
    for path in sorted(test_snippets.SNIPPETS.glob("*.py")):
        wrong = test_snippets.differences(path.read_text(encoding="utf-8"))
        yield any(
            w.startswith("wrong") and (path.stem, test_snippets.name_of(w)) not in test_snippets.DIFFERENT
            for w in wrong
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="+", help="as in interpret.domain.join")
    parser.add_argument("--sample", type=int, default=40, help="mutants of each module; 0 for all")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    import torch

    torch.set_num_threads(1)
    facts = real_runs()
    if judged("", ENGINE, None, facts):
        print("the tests fail without any mutant")
        return 2
    killed = total = 0
    for module in options.modules:
        path = ENGINE / (module.replace(".", "/") + ".py")
        found = list(mutants(path.read_text(encoding="utf-8")))
        drawn = random.Random(options.seed).sample(found, options.sample) if 0 < options.sample < len(found) else found
        own = 0
        for line, what, text in sorted(drawn):
            noticed = judged(f"shapelint.{module}", path, text, facts)
            own += noticed
            if not noticed:
                print(f"survived: {module}:{line}: {what}", flush=True)
        print(f"{module}: {own} of {len(drawn)} noticed ({len(found)} mutants in all)", flush=True)
        killed, total = killed + own, total + len(drawn)
    print(f"engine mutants: {killed} of {total} noticed, {killed / max(total, 1):.1%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
