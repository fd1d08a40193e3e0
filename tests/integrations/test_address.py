"""The repository's address and its version stand in one place each; whatever else names them says the same."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import yaml

from shapelint.version import __version__

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"URL-OF-|YOUR-|<owner>|example\.com/shapelint")
VERSIONED = re.compile(r"shapelint(?:@v|-|==)(\d+\.\d+\.\d+)(?=[\s\"'.`]|$)|^\s*rev: v(\d+\.\d+\.\d+)$", re.MULTILINE)
PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), ROOT / "action.yml"]


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("address", ROOT / "tools" / "address.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages() -> list[tuple[Path, str]]:
    named = [ROOT / "README.md", ROOT / "README.ko.md", ROOT / "CITATION.cff", ROOT / "SECURITY.md", *WORKFLOWS]
    found = [
        *named,
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / ".github").rglob("*.yml"),
        *(ROOT / "editors").glob("*/*.*"),
    ]
    return [
        (path, path.read_text(encoding="utf-8")) for path in found if path.suffix in (".md", ".yml", ".cff", ".json")
    ]


def test_every_address_is_the_one() -> None:
    address, short = tool().address()
    for path, text in pages():
        rest = text.replace(address, "").replace(f"{short}@", "")
        assert "OWNER" not in rest, path
        assert not PLACEHOLDER.search(rest), path


def test_every_version_is_the_one() -> None:
    named = [(path, one or other) for path, text in pages() for one, other in VERSIONED.findall(text)]
    assert len(named) > 3
    assert {version for _, version in named} == {__version__}, named


def test_a_new_address_is_put_everywhere(tmp_path: Path) -> None:
    import shutil
    import subprocess

    files = [path for path, _ in pages()] + [ROOT / "pyproject.toml", ROOT / "tools" / "address.py"]
    for path in files:
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    module = tool()
    module.ROOT = tmp_path
    assert module.replace("https://git.example.org/someone/lint") > 5
    assert module.address() == ("https://git.example.org/someone/lint", "someone/lint")
    left = [path for path in tmp_path.rglob("*.md") if "OWNER" in path.read_text(encoding="utf-8")]
    assert left == []


def steps(workflow: Path) -> list[dict[str, object]]:
    found = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    jobs = found["jobs"].values() if "jobs" in found else [found["runs"]]
    return [step for job in jobs for step in job["steps"]]


def test_workflows_pin_what_they_use() -> None:
    assert len(WORKFLOWS) == 3
    for workflow in WORKFLOWS:
        for step in steps(workflow):
            assert "uses" not in step or PINNED.match(str(step["uses"])), step
            assert "${{" not in str(step.get("run", "")), "what comes from outside reaches a script by its environment"


def test_a_workflow_may_only_read_unless_a_job_says_more() -> None:
    for workflow in WORKFLOWS[:2]:
        found = yaml.safe_load(workflow.read_text(encoding="utf-8"))
        assert found["permissions"] == {"contents": "read"}


def test_a_release_attests_what_it_builds() -> None:
    release = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))
    build, publish = release["jobs"]["build"], release["jobs"]["publish"]
    assert build["permissions"] == {"contents": "read", "id-token": "write", "attestations": "write"}
    assert publish["permissions"] == {"id-token": "write"}
    assert any(str(step.get("uses", "")).startswith("actions/attest-build-provenance@") for step in build["steps"])
    assert "cyclonedx-py environment" in str(build["steps"])
    assert release[True]["push"]["tags"] == ["v*"]  # YAML 1.1 reads `on` as a boolean
