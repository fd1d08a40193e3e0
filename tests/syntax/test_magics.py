"""What IPython allows besides Python is passed over; all else stays at its line and column."""

from __future__ import annotations

import pytest
from syntax.corpus import standard_library

from shapelint.syntax import SourceFile, SyntaxProblem, decode, parse, read_bytes
from shapelint.syntax.magics import is_indented, without_magics
from shapelint.syntax.notebook import BLOCK


@pytest.mark.parametrize(
    ("cell", "module"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("!pip install torch \\\n  torchvision\nx = 1", "pass\n\nx = 1"),
        ("if x:\n    !ls 'it\n    y = 1", "if x:\n    pass\n    y = 1"),
        ("model?\nnn.Linear??\n?model\n", "pass\npass\npass\n"),
        ("files = !ls *.py\na, b = %sx ls\n", "files = get_ipython()\na, b = get_ipython()\n"),
        ("%time y = net(x)\n%time   y\n", "pass; y = net(x)\npass;   y\n"),
        ("y = %time net(x)\n", "y =       net(x)\n"),
        ("%timeit y = net(x)\n", "pass\n"),
        ("%run -i models/net.py\n%run ../a.py\n", "from models.net import *\nfrom get_ipython import *\n"),
        ("pip install einops\nls\ncd ../data\nls = 3\nrm in x\n", "pass\npass\npass\nls = 3\nrm in x\n"),
        ("x = (a\n% b)\ny = '''\n!ls\n%time\n'''\n", "x = (a\n% b)\ny = '''\n!ls\n%time\n'''\n"),
        ("x = a \\\n  % b\n# !ls\n", "x = a \\\n  % b\n# !ls\n"),
        ("%%time\ny = net(x)\n", "\ny = net(x)\n"),
        ("\n%%capture out\n!ls\ny = 1", "\n\npass\ny = 1"),
        ("%%bash\nls 'it\n", "\n\n"),
        ("%%timeit\nx = net(x)\n", "\n\n"),
        ("count, = !ls | wc -l\n", "count, = get_ipython()\n"),
        ("(a, *b) = !ls\nself.x[0] = %sx ls\nf(a=b)\n", "(a, *b) = get_ipython()\nself.x[0] = get_ipython()\nf(a=b)\n"),
        (">>> n = 85\n>>> if n:\n...     !ls\n", "if True:\n    n = 85\n    if n:\n        pass\n"),
        ("In [1]: x = 1\nIn [2]: y = x\n   ...:\n", "if True:\n        x = 1\n        y = x\n       \n"),
        (">>> x = f()\n3\n", "x = get_ipython()\n\n"),
        ("  x = 1\n  %time y = x\n", "if True:\n  x = 1\n  pass; y = x\n"),
        ("# one\n\n  # two\nx = 1\n", "# one\n\n  # two\nx = 1\n"),
        ("%%wandb\nx, y = f()\nfor i in x:\n  def g(): ...", "g = i = x = y = get_ipython()\n\n\n"),
    ],
)
def test_a_cell_as_python(cell: str, module: str) -> None:
    python = without_magics(cell)
    assert (BLOCK if is_indented(python) else "") + python == module
    assert not isinstance(parse(SourceFile("cell.py", module)), SyntaxProblem)


def test_lines_and_what_is_python_stay() -> None:
    """Real Python files hold nothing that is taken for IPython's own."""
    for path in standard_library()[::15]:
        text = decode(read_bytes(path))
        assert isinstance(text, str)
        assert without_magics(text) == text, path
