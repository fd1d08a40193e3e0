"""What shapelint chooses where the program leaves it open, and may have to do without.

An interpreter makes each such choice, and notes that it has. Where something is found that may rest on a choice, the
file is run once more with these choices *hidden*: what was chosen is then unknown, or what was run is not run at all.
What fails then too holds for everything that could have been chosen instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapelint.interpret.domain.values import DictValue, ListValue, SetValue
from shapelint.ir import Tensor

if TYPE_CHECKING:
    from shapelint.interpret.interpreter import Interpreter

ONE_TENSOR = "one tensor"
"""An input that nothing is known of is one tensor where a tuple, list or dict would do as well."""
EMPTY_DEFAULT = "an empty default"
"""A parameter that nobody gives has its default, which is empty: that there is nothing yet. A tensor stands for one."""
EMPTY_PART = "an empty part"
"""A list, dict or container of layers that is empty when its model has been built stays so until the model is called,
although whoever builds it may put something in."""
BASE_CLASS = "a base class"
"""A class that nothing builds, and that others of the file derive from, is meant for objects of its own."""
HANDED_CLASS = "a class that others make objects of"
"""A class that nothing builds here, and that code which is not known has been given (a registry), has its defaults."""
WHOLE_CONTAINER = "a whole container"
"""A container of layers is called as a whole, although the program calls what is in it one by one."""
ABSENT_MODULE = "a module that is not there"
"""A module that is found neither in the project nor beside it cannot be imported, where the program provides for
that."""
UNSET_VARIABLE = "a variable of the environment that is not set"
"""Whoever starts the program has set no variables of the environment for it."""
OPTION = "an option"
"""Whoever starts the program gives no argument: its options have the defaults that it gives them. That is one way to
run it, which need not do without; it is only noted."""


def choose(m: Interpreter, choice: str) -> bool:
    """Whether to take what is chosen; it is noted that something rests on it."""
    if choice in m.hidden:
        return False
    m.relied.add(choice)
    return True


def is_open_default(m: Interpreter, default: object) -> bool:
    """Whether a parameter's default is empty, or a tensor that stands for another one, and nothing may rest on that."""
    return (is_empty(default) or isinstance(default, Tensor)) and not choose(m, EMPTY_DEFAULT)


def may_be_several(value: object) -> bool:
    """Whether a value is only taken for one tensor: an input that no operation on tensors has told anything of."""
    return isinstance(value, Tensor) and value.is_assumed and value.type.shape is None


def is_empty(value: object) -> bool:
    """Whether a default says that there is nothing: `()`, `[]`, `{}`, `None`, `0`, `""`."""
    if isinstance(value, (ListValue, DictValue, SetValue)):
        return not value.at_least()
    return value is None or (not isinstance(value, bool) and value in ((), 0, "", b""))
