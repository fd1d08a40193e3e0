"""Programs of several files."""

from __future__ import annotations

from pathlib import Path

from interpreting import interpreted

FILES = {
    "main.py": "from pkg import *\nfrom pkg.deep import mod\nimport pkg.other as other\nimport pkg.deep.mod\n"
    "a = (public, mod.value, other.doubled, pkg.deep.mod.value)\nb = '_hidden' in globals()\nc = listed\n"
    "from pkg.one import one_uses\nd = one_uses()\n"
    "try:\n    import missing_thing\nexcept ImportError:\n    missing_thing = None\n"
    "from pkg.deep.mod import value as renamed\nguard = 'run' if __name__ == '__main__' else 'imported'\n"
    "from pkg import guarded\ne = guarded\n",
    "pkg/__init__.py": "from .listed import *\npublic = 1\n_hidden = 2\nguarded = __name__ == '__main__'\n",
    "pkg/listed.py": "__all__ = ['listed']\nlisted = 'L'\nnot_listed = 0\n",
    "pkg/deep/__init__.py": "",
    "pkg/deep/mod.py": "from .. import other\nfrom ..other import doubled as twice\nvalue = twice + other.doubled\n",
    "pkg/other.py": "doubled = 2 * 21\n",
    "pkg/one.py": "from . import two\nconstant = 5\ndef one_uses():\n    return two.two_uses()\n",
    "pkg/two.py": "from . import one\ndef two_uses():\n    return one.constant + 1\n",
}


def test_imports_of_every_kind(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    module, _ = interpreted(FILES["main.py"], tmp_path / "main.py")
    found = {n: module.variables.get(n) for n in ("a", "b", "c", "d", "renamed", "guard", "e")}
    assert found == {"a": (1, 84, 42, 84), "b": False, "c": "L", "d": 6, "renamed": 84, "guard": "run", "e": False}
    assert "not_listed" not in module.variables
