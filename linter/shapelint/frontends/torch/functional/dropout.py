"""The dropouts of torch.nn.functional: https://docs.pytorch.org/docs/stable/nn.functional.html#dropout-functions."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.nn.dropout import DROPOUTS, improbable
from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.api.vocabulary import Application, Rejected
from shapelint.ir import Tensor
from shapelint.ops.pointwise.dropout import Dropout

# The functions whose `training` is on by default, and those for which it is off.
TRAINING = {"dropout": "Dropout", "dropout1d": "Dropout1d", "dropout2d": "Dropout2d", "dropout3d": "Dropout3d"}
NOT_TRAINING = {"alpha_dropout": "AlphaDropout", "feature_alpha_dropout": "FeatureAlphaDropout"}
OF_TORCH = {
    "dropout": "Dropout",
    "alpha_dropout": "AlphaDropout",
    "feature_alpha_dropout": "FeatureAlphaDropout",
    "feature_dropout": "Dropout2d",
}


def dropped(operation: Dropout, input: Tensor, p: object) -> Application | Rejected:
    return improbable(p) or Application(operation, (input,))


def declare(name: str, layer: str) -> None:
    @torch.function(*functional_names(name))
    def dropout(
        input: Tensor, p: Any = 0.5, training: object = True, inplace: object = False
    ) -> Application | Rejected:
        return dropped(DROPOUTS[layer], input, p)


def declare_not_training(name: str, layer: str) -> None:
    @torch.function(*functional_names(name))
    def dropout(
        input: Tensor, p: Any = 0.5, training: object = False, inplace: object = False
    ) -> Application | Rejected:
        return dropped(DROPOUTS[layer], input, p)


def declare_of_torch(name: str, layer: str) -> None:
    @torch.function(f"torch.{name}", f"torch.{name}_")
    def dropout(input: Tensor, p: Any, train: object) -> Application | Rejected:
        return dropped(DROPOUTS[layer], input, p)


for function_name, layer_name in TRAINING.items():
    declare(function_name, layer_name)
for function_name, layer_name in NOT_TRAINING.items():
    declare_not_training(function_name, layer_name)
for function_name, layer_name in OF_TORCH.items():
    declare_of_torch(function_name, layer_name)
