"""The element types of torch's losses, as layers and as functions, by the name of the function."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.frontends.torch.element_types.kinds import LONG
from shapelint.frontends.torch.promotion import result_type
from shapelint.ir import ElementType, Requirement, TypedCall
from shapelint.ops.element_types import (
    BOOL,
    COMPLEX,
    FLOATING,
    INEXACT,
    REAL,
    WHOLE,
    Answer,
    Rule,
    alike,
    element,
    failed,
    name_of,
    needs,
    refuses,
    same,
)
from shapelint.symbolic import Verdict, equal

CLASSES = frozenset({"int64", "uint8"})


def of_scores(call: TypedCall) -> Answer:
    """The type of a loss of scores, which is their own where the targets are class numbers, or of that type too."""
    return element(call, 0) if name_of(call, 1) in (*CLASSES, name_of(call, 0)) and len(call.operands) == 2 else None


def same_shapes(call: TypedCall) -> bool | None:
    """Whether scores and targets are of one shape; None when that is not known."""
    if len(call.operands) < 2:
        return None
    one, other = call.operands[0].shape, call.operands[1].shape
    if one is None or other is None:
        return None
    if len(one) != len(other):
        return False
    verdicts = {equal(a, b) for a, b in zip(one, other, strict=True)}
    return True if verdicts == {Verdict.HOLDS} or not verdicts else False if Verdict.FAILS in verdicts else None


def class_numbers(call: TypedCall) -> Iterator[Requirement]:
    """Targets that are class numbers are int64, for a loss that takes nothing else."""
    yield from needs(1, CLASSES, "class numbers", "int64")(call)


def classes_or_probabilities(call: TypedCall) -> Iterator[Requirement]:
    """Targets of the scores' shape are probabilities, others class numbers: whole numbers of the scores' shape are of
    a wrong shape, which the loss itself says."""
    own = name_of(call, 1)
    if own is None:
        return
    same = same_shapes(call)
    if same is False:
        yield from class_numbers(call)
    elif same is None and own in WHOLE and own not in CLASSES:
        yield from class_numbers(call)  # neither the one nor the other


def unlike(call: TypedCall) -> Answer:
    """The common type of the operands: the loss is computed element by element."""
    found = {name_of(call, i) for i in range(len(call.operands))}
    return element(call, 0) if len(found) == 1 else result_type(call, call.operands)


def absolute(call: TypedCall) -> Answer:
    """The common type of the operands, of whose difference the absolute value is taken."""
    found = unlike(call)
    name = found.name if isinstance(found, ElementType) else found
    return REAL.get(name, found) if name is not None else None


def if_alike(call: TypedCall) -> Answer:
    """The type of the operands, where it is one and floating."""
    names = {name_of(call, i) for i in range(len(call.operands))}
    return element(call, 0) if len(names) == 1 and names <= FLOATING else None


def one_floating(call: TypedCall) -> Iterator[Requirement]:
    """A loss of two whole numbers is refused."""
    names = [name_of(call, i) for i in (0, 1)]
    if all(name in WHOLE for name in names):
        text = f"the predictions are {names[0]}, the targets {names[1]}: one of them must be floating"
        yield failed(call, 0, "floating", str(names[0]), text)


def wide_enough(call: TypedCall) -> Iterator[Requirement]:
    """The predictions must be able to hold the loss."""
    if name_of(call, 0) in WHOLE and name_of(call, 1) in FLOATING:
        yield from needs(0, FLOATING, "the predictions", "floating")(call)


def class_scores(call: TypedCall) -> Iterator[Requirement]:
    """Class numbers of a margin loss are int64, bytes are not."""
    yield from needs(1, LONG, "class numbers", "int64")(call)


SCORES = needs(0, FLOATING, "the scores", "floating")
TARGETS = needs(1, FLOATING, "the targets", "floating")
PREDICTIONS = refuses(0, WHOLE, "the predictions", "floating")
DIFFERENCE = Rule(unlike, (one_floating,))
LOSSES: dict[str, Rule] = {
    "cross_entropy": Rule(of_scores, (classes_or_probabilities, SCORES)),
    "nll_loss": Rule(of_scores, (class_numbers, SCORES)),
    "binary_cross_entropy": Rule(if_alike, (
        needs(0, FLOATING, "the predictions", "floating"), TARGETS, alike(0, 1, "the prediction", "the target"),
    )),
    "binary_cross_entropy_with_logits": Rule(if_alike, (SCORES, needs(1, INEXACT, "the targets", "floating"))),
    "mse_loss": DIFFERENCE,
    "smooth_l1_loss": DIFFERENCE,
    "l1_loss": Rule(absolute, (
        refuses(0, BOOL, "the predictions", "a number"), refuses(1, BOOL, "the targets", "a number"), one_floating,
    )),
    "huber_loss": Rule(if_alike, (one_floating, wide_enough)),
    "poisson_nll_loss": Rule(if_alike, ()),
    "soft_margin_loss": Rule(if_alike, (PREDICTIONS,)),
    "multilabel_soft_margin_loss": Rule(if_alike, (
        PREDICTIONS, refuses(1, BOOL, "the targets", "numbers"), needs(0, FLOATING, "the predictions", "floating"),
    )),
    **dict.fromkeys(("multilabel_margin_loss", "multi_margin_loss"), Rule(same(), (
        needs(0, FLOATING, "the predictions", "floating"), class_scores,
    ))),
    "hinge_embedding_loss": Rule(same(), (needs(0, FLOATING, "the predictions", "floating"),)),
    "margin_ranking_loss": Rule(if_alike, (
        *(refuses(i, BOOL | COMPLEX, "an input of the loss", "a number") for i in range(3)),
    )),
    "triplet_margin_loss": Rule(if_alike, (*(refuses(i, BOOL, "an input of the loss", "a number") for i in range(3)),)),
    "cosine_embedding_loss": Rule(if_alike, ()),
    "kl_div": Rule(if_alike, (needs(0, FLOATING, "the log-probabilities", "floating"), TARGETS)),
}  # fmt: skip
LAYERS = {
    "CrossEntropyLoss": "cross_entropy", "NLLLoss": "nll_loss", "BCELoss": "binary_cross_entropy",
    "BCEWithLogitsLoss": "binary_cross_entropy_with_logits", "MSELoss": "mse_loss", "SmoothL1Loss": "smooth_l1_loss",
    "PoissonNLLLoss": "poisson_nll_loss", "SoftMarginLoss": "soft_margin_loss",
    "MultiLabelSoftMarginLoss": "multilabel_soft_margin_loss", "MultiLabelMarginLoss": "multilabel_margin_loss",
    "MultiMarginLoss": "multi_margin_loss", "HingeEmbeddingLoss": "hinge_embedding_loss",
    "MarginRankingLoss": "margin_ranking_loss", "TripletMarginLoss": "triplet_margin_loss",
    "CosineEmbeddingLoss": "cosine_embedding_loss", "NLLLoss2d": "nll_loss",
    "L1Loss": "l1_loss", "HuberLoss": "huber_loss", "KLDivLoss": "kl_div",
}  # fmt: skip
