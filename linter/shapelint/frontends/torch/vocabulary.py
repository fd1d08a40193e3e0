"""torch's vocabulary: the declared names of torch, torch.nn, torch.nn.functional and the methods of tensors.

`declarations.load()` imports the declaring modules, which fill `torch`.
"""

from __future__ import annotations

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


def layer_names(module: str, name: str) -> tuple[str, str, str]:
    """The names of a class of torch.nn: torch.nn.Conv2d, torch.nn.modules.Conv2d and torch.nn.modules.conv.Conv2d."""
    return f"torch.nn.{name}", f"torch.nn.modules.{name}", f"torch.nn.modules.{module}.{name}"


def functional_names(name: str, *, torch_too: bool = False) -> tuple[str, ...]:
    """torch.nn.functional.relu, and torch.relu where torch has the same function."""
    return (f"torch.nn.functional.{name}", f"torch.{name}") if torch_too else (f"torch.nn.functional.{name}",)
