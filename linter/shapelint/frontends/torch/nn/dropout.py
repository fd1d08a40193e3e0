"""torch.nn's dropouts: https://docs.pytorch.org/docs/stable/nn.html#dropout-layers."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.vocabulary import Rejected
from shapelint.ir import Kind
from shapelint.ops.pointwise.dropout import Dropout

BASE = "torch.nn.modules.dropout._DropoutNd"

# Each name by what it is: its neutral name, the ranks that it takes in every mode, and the least of them.
DROPOUTS: dict[str, Dropout] = {
    "Dropout": Dropout("dropout"),
    "Dropout1d": Dropout("dropout", (2, 3), of_channels=True),
    "Dropout2d": Dropout("dropout", of_channels=True),
    "Dropout3d": Dropout("dropout", of_channels=True),
    "AlphaDropout": Dropout("alpha_dropout"),
    "FeatureAlphaDropout": Dropout("alpha_dropout", of_channels=True),
}


def improbable(p: object) -> Rejected | None:
    """That the probability lies between 0 and 1."""
    if isinstance(p, (int, float)) and not 0 <= p <= 1:
        text = "the dropout probability must be between 0 and 1"
        return Rejected(Kind.HYPERPARAMETER, "p", text, "0 to 1", str(p))
    return None


def declare(name: str, operation: Dropout) -> None:
    @torch.layer(*layer_names("dropout", name), bases=(BASE,))
    def dropout(p: Any = 0.5, inplace: object = False) -> Dropout | Rejected:
        return improbable(p) or operation


for layer_name, declared in DROPOUTS.items():
    declare(layer_name, declared)
