"""torch's vocabulary: the declared names of torch, torch.nn, torch.nn.functional and the methods of tensors.

`declarations.load()` imports the declaring modules, which fill `torch`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from shapelint.interpret.api.vocabulary import Vocabulary

# What torch's sizes and element types have, which are held as tuples and texts.
SIZE_NAMES = frozenset({"__radd__", "numel"})
DTYPE_NAMES = frozenset(
    {
        "__module__", "abbr", "is_complex", "is_floating_point", "is_signed", "itemsize", "to_complex", "to_real"
    }
)  # fmt: skip
PLAIN = ("LogSigmoid", "Sigmoid", "Softmax2d", "Softsign", "Tanh", "Tanhshrink")  # they take what Module takes
HIDING = frozenset(f"torch.nn.{name}" for name in ("RNN", "LSTM", "GRU", *PLAIN))
torch = Vocabulary("torch", exact=("torch.nn.",), unsigned=HIDING, held_as={tuple: SIZE_NAMES, str: DTYPE_NAMES})


# Stands for Size1, Size2 or Size3 in a declaration that `at_rank` turns into the one of that many spatial axes. A body
# gets a tuple of sizes; Any, because the defaults are written as torch writes them, as a number.
SizeN = Any

Body = TypeVar("Body", bound=Callable[..., object])


def at_rank(rank: int) -> Callable[[Body], Body]:
    """Makes `SizeN` in a declaration's annotations the size of `rank` spatial axes."""

    def rename(body: Body) -> Body:
        body.__annotations__ = {k: str(v).replace("SizeN", f"Size{rank}") for k, v in body.__annotations__.items()}
        return body

    return rename


def layer_names(module: str, name: str) -> tuple[str, str, str]:
    """The names of a class of torch.nn: torch.nn.Conv2d, torch.nn.modules.Conv2d and torch.nn.modules.conv.Conv2d."""
    return f"torch.nn.{name}", f"torch.nn.modules.{name}", f"torch.nn.modules.{module}.{name}"


def functional_names(name: str, *, torch_too: bool = False) -> tuple[str, ...]:
    """torch.nn.functional.relu, and torch.relu where torch has the same function."""
    return (f"torch.nn.functional.{name}", f"torch.{name}") if torch_too else (f"torch.nn.functional.{name}",)
