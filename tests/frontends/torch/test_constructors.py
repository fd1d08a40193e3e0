"""No missing `super().__init__()` is told of where code that is not known may have called it."""

from __future__ import annotations

import pytest

import shapelint

BEGINNING = "from torch import nn\nfrom a_module_that_is_not_here import Meta, opaque\n\n"
LAYER = "        self.layer = nn.Linear(4, 4)\n"
IN_OTHER_WAYS = {
    "a decorated method": f"class Net(nn.Module):\n    @opaque\n    def __init__(self):\n{LAYER}",
    "a metaclass": f"class Net(nn.Module, metaclass=Meta):\n    def __init__(self):\n{LAYER}",
    "a class decorator": f"@opaque\nclass Net(nn.Module):\n    def __init__(self):\n{LAYER}",
    "a base": f"class Net(opaque(nn.Module)):\n    def __init__(self):\n{LAYER}",
    "a hook on subclasses": "class Base(nn.Module):\n    def __init_subclass__(cls):\n        opaque(cls)\n\n"
    f"class Net(Base):\n    def __init__(self):\n{LAYER}",
    "a context": f"class Net(nn.Module):\n    def __init__(self):\n        with opaque(self):\n    {LAYER}",
    **{
        call: f"class Net(nn.Module):\n    def __init__(self):\n        {call}\n{LAYER}"
        for call in (
            "opaque(self)",
            "opaque(super)().__init__()",
            "opaque(super()).__init__()",
            "opaque(super().__init__)()",
            "opaque(super)(Net, self).__init__()",
            "opaque(nn.Module).__init__(self)",
            "self.__class__.__base__.__init__(self)",
        )
    },
}


@pytest.mark.parametrize("text", IN_OTHER_WAYS.values(), ids=IN_OTHER_WAYS)
def test_a_constructor_that_may_have_run(text: str) -> None:
    assert shapelint.check_source(BEGINNING + text, filename="net.py") == []


@pytest.mark.parametrize("before", ["pass", "opaque(4)", "print(self)", "size = opaque(4)()"])
def test_a_constructor_that_has_not_run(before: str) -> None:
    text = f"class Net(nn.Module):\n    def __init__(self):\n        {before}\n{LAYER}\n\nNet()\n"
    found = shapelint.check_source(BEGINNING + text, filename="net.py")
    assert [d.code for d in found] == ["SHP302"]
