"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal

from shapelint.diagnostics.evidence import Evidence
from shapelint.records import dataclass

if TYPE_CHECKING:
    from shapelint.diagnostics.remedy import Remedy
    from shapelint.ir import Tensor
    from shapelint.symbolic import Size
    from shapelint.syntax.source import Place

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that has to do with a finding, and what is there; with `is_quoted`, the source text is told too."""

    place: Place
    text: str
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule has found, before lines and columns are known.

    `operand` is the tensor concerned: its history is the trail, with that of the `counterpart` that it does not fit;
    `roles` are what the two are called where nothing else names them.
    `replacement` is source text that would be right in place of what stands at `place`, "" when there is none; `help`
    says anything else that helps. `remedy` is what could be changed in the source. `severity` is there where this
    finding is graver than the rule's others: a proof that the program raises is an error, whatever rule says it.
    `evidence` is not the rule's to say: it is that of the run that the finding comes from."""

    message: str
    place: Place
    expected: Size | str | None = None
    actual: Size | str | None = None
    help: str = ""
    replacement: str = ""
    operand: Tensor | None = None
    related: tuple[Related, ...] = ()
    remedy: Remedy | None = None
    counterpart: Tensor | None = None
    roles: tuple[str, str] = ("", "")
    severity: Severity | None = None
    evidence: Evidence = "called"


def nothing(subject: object) -> Iterable[Finding]:
    """The check of a rule whose findings arise where files are read, not in the model."""
    return ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `subscribes` names the classes of shapelint.ir whose every instance is given to `check`, which is pure.

    `documentation` is the docstring of the rule's module: a sentence, then sections headed by `## `. It feeds
    `shapelint rule`, the documentation pages and every format that describes rules. A rule that is not
    `is_on_by_default` is in force only where its own code or name is selected. `has_fixes` tells that some of its
    findings carry a fix, `of_failures` that it finds nothing at an operation or layer without a failed requirement, so
    that it need not be asked about these.
    """

    code: str
    name: str
    severity: Severity
    documentation: str
    subscribes: tuple[type, ...] = ()
    check: Callable[[Any], Iterable[Finding]] = nothing
    is_on_by_default: bool = True
    has_fixes: bool = False
    of_failures: bool = False

    @property
    def summary(self) -> str:
        """The first sentence of the documentation."""
        return self.documentation.strip().split("\n", 1)[0]

    @property
    def is_error(self) -> bool:
        return self.severity == "error"
