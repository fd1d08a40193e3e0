"""Notebooks as Jupyter writes them, for tests."""

from __future__ import annotations

import json
from typing import Any

PLOT = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL==\\n"


def code(source: str, outputs: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": 3,
        "id": "8f2a51c0",
        "metadata": {"tags": ["naïve"], "collapsed": False},
        "outputs": outputs or [],
        "source": source.splitlines(keepends=True),
    }


def markdown(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "11", "metadata": {}, "source": source.splitlines(keepends=True)}


def notebook(*cells: dict[str, Any], language: str = "python", **more: Any) -> str:
    """The file's text, laid out as Jupyter lays it out unless `more` says otherwise to json.dumps."""
    kernel = {"display_name": "Kernel", "language": language, "name": "kernel"}
    content = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": language, "version": "3.11.4"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, **{"indent": 1, "ensure_ascii": False, **more}) + "\n"


SETUP = "%matplotlib inline\n!pip install -q torch  # it's there\nimport torch\nfrom torch import nn"
MODEL = """\
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 32, 3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.fc1 = nn.Linear(32*5*5, 10)  # größer?

    def forward(self, x):
        x = self.pool(self.conv1(x))
        return self.fc1(x.flatten(1))"""
RUN = (
    'net = Net()\nnet?\nfiles = !ls\n%time y = net(torch.randn(1, 3, 32, 32))\nprint("""\n%time nothing\n""", y.shape)'
)
FIGURE = {"data": {"image/png": PLOT, "text/plain": ["<Figure 'ü'>"]}, "metadata": {}, "output_type": "display_data"}


def broken_model(**more: Any) -> str:
    """A notebook whose fourth cell has, in its line 6, a Linear that does not fit what the fifth gives to the model."""
    return notebook(
        markdown("# A model\nwith *words*"),
        code(SETUP),
        code("%%bash\nls -l 'it"),
        code(MODEL),
        code(RUN, [FIGURE]),
        **more,
    )
