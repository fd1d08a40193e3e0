"""What code that cannot be read costs: mistakes that are found although a program hands things to it."""

from __future__ import annotations

import textwrap

import pytest

from shapelint.project.api import check_source

HEAD = """
import torch
from torch import nn
from not_to_be_found import Base, Trainer, decorate, opaque, registry, track
import wandb, logging


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)  # conv
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        return self.fc(self.conv(x).mean((2, 3)))


class Broken(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.fc = nn.Linear(9, 2)  # broken

    def forward(self, x):
        return self.fc(self.conv(x).mean((2, 3)))

"""
PROGRAMS = {
    "a net that is logged is the net that it was": """
        net = Net()
        wandb.watch(net)
        logging.getLogger(__name__).info("net: %s", net)
        net(torch.zeros(1, 1, 8, 8))  # here: conv
        """,
    "a net that a trainer gets does what it was built to do": """
        trainer = Trainer(Broken(), epochs=3)  # here: broken
        trainer.fit()
        """,
    "a net that is called before it is handed on": """
        net = Net()
        net(torch.zeros(1, 1, 8, 8))  # here: conv
        Trainer(net).fit()
        """,
    "what a decorator stands around is run": """
        class Decorated(nn.Module):
            def __init__(self):
                super().__init__()
                self.a, self.b = nn.Linear(4, 8), nn.Linear(9, 2)  # here

            @decorate(flag=True)
            def forward(self, x):
                return self.b(self.a(x))

        Decorated()(torch.zeros(1, 4))
        """,
    "a class that is registered is the class that it was": """
        @registry.register_module()
        class Block(nn.Module):
            expansion = 4

            def __init__(self, planes):
                super().__init__()
                self.up = nn.Linear(planes, planes * self.expansion)
                self.down = nn.Linear(planes * 2, planes)  # here

            def forward(self, x):
                return self.down(self.up(x))

        Block(8)(torch.zeros(1, 8))
        """,
    "layers of a class with a base that cannot be read are its own": """
        class Derived(Base):
            def __init__(self):
                super().__init__()
                self.a, self.b = nn.Linear(4, 8), nn.Linear(9, 2)  # here
                self.post_init()

            def forward(self, x):
                return self.b(self.a(x))

        Derived().forward(torch.zeros(1, 4))
        """,
    "a name that is known in part leaves other names alone": """
        class Named(nn.Module):
            def __init__(self, names):
                super().__init__()
                self.a, self.b = nn.Linear(4, 8), nn.Linear(9, 2)  # here
                for name in names:
                    setattr(self, f"head_{name}", nn.Linear(2, 2))

            def forward(self, x):
                return self.b(self.a(x))

        Named(opaque())(torch.zeros(1, 4))
        """,
    "an image without a batch fits no better": """
        class Turned(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(3, 8, 3)

            def forward(self, x):
                return self.conv(x).permute(0, 1)  # here
        """,
    "a model that the program calls while it is empty": """
        class Ensemble(nn.ModuleList):
            def forward(self, x):
                return torch.cat([member(x) for member in self], 1)  # here

        Ensemble()(torch.zeros(1, 4))
        """,
    "arrays in a list have their own axes": """
        import numpy as np

        torch.tensor([np.zeros((2, 3)), np.ones((2, 3))]).permute(1, 0)  # here
        """,
    "an initial state that the program gives is one tensor": """
        nn.LSTM(4, 4)(torch.zeros(2, 1, 4), torch.zeros(1, 1, 4))  # here
        """,
    "a value that no method of the class sets stays": """
        class Encoder(Base):
            def __init__(self):
                self.size = 0

            def fit(self, rows):
                self.rows = rows

        encoder = Encoder()
        encoder.fit_transform([1])
        nn.Embedding(encoder.size, 4, padding_idx=1)  # here
        """,
    "the parameters of a net are not the net": """
        net = Net()
        optimizer = opaque(net.parameters(), lr=0.1)
        net(torch.zeros(1, 1, 8, 8))  # here: conv
        """,
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_a_mistake_is_found_beside_what_cannot_be_read(program: str) -> None:
    text = HEAD + textwrap.dedent(program)
    mark = "# broken" if "here: broken" in program else "# conv" if "here: conv" in program else "# here"
    row = next(i for i, line in enumerate(text.splitlines(), 1) if line.endswith(mark))
    found = check_source(text, filename="program.py")
    assert row in {one.location.row for one in found if one.severity == "error"}, [
        (d.location.row, d.message) for d in found
    ]
