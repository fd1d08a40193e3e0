"""Formats for machines, held against their schemas or read by who reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from junitparser import Failure, JUnitXml
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog

from report_samples import DIAGNOSTICS, LINEAR, UNREADABLE, WIDE
from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.diagnostics.fix import Edit, Fix
from shapelint.project.config.rulebook import all_rules
from shapelint.records import replace
from shapelint.report.format_common import RenderContext, fingerprints
from shapelint.report.formats import render
from shapelint.report.statistics import render_statistics
from shapelint.syntax.source import SourceFile

FIX = Fix("safe", "replace 64*5*5 with 64*6*6", (Edit("64*6*6", Location(7, 30), Location(7, 36)),))
FIXABLE = replace(LINEAR, fix=FIX)
IN_CELL = replace(LINEAR, filename="a b/net.ipynb", cell=3)
ODD = replace(LINEAR, message="a % b: c, d\nand \x07 <more> & 層", help="one\r\ntwo")
ALL = (*DIAGNOSTICS, FIXABLE, IN_CELL, ODD)


@pytest.fixture
def around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RenderContext:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    return RenderContext(str(tmp_path), all_rules)


def sarif(around: RenderContext, *diagnostics: Diagnostic) -> dict:
    written = json.loads(render(diagnostics, "sarif", around))
    SarifLog.model_validate(written)
    (run,) = written["runs"]
    return run


# ------------------------------------------------------------------------------------------------------------ SARIF


def test_sarif_is_valid_with_and_without_findings(around: RenderContext) -> None:
    assert sarif(around)["results"] == []
    assert len(sarif(around, *ALL)["results"]) == len(ALL)


def test_the_sarif_model_refuses_what_is_no_sarif(around: RenderContext) -> None:
    written = json.loads(render([LINEAR], "sarif", around))
    written["runs"][0]["results"][0]["colour"] = "red"
    with pytest.raises(ValueError, match="colour"):
        SarifLog.model_validate(written)


def test_sarif_results(around: RenderContext) -> None:
    run = sarif(around, FIXABLE)
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "SHP102"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "sub/models/net.py", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 7, "startColumn": 30, "endLine": 7, "endColumn": 36}
    assert [step["message"]["text"] for step in result["relatedLocations"]] == [s.message for s in LINEAR.trail]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": place["region"], "insertedContent": {"text": "64*6*6"}}]
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == f"{Path(around.root).as_uri()}/"


def test_sarif_rules_explain_themselves(around: RenderContext) -> None:
    rules = {rule["id"]: rule for rule in sarif(around)["tool"]["driver"]["rules"]}
    assert set(rules) == {rule.code for rule in all_rules()}
    rule = rules["SHP102"]
    assert rule["help"]["markdown"].count("## ") >= 3
    assert rule["fullDescription"]["text"].startswith("Compares the last axis")
    assert rule["properties"]["problem.severity"] == "error"


def test_notebooks_in_sarif(around: RenderContext) -> None:
    (result,) = sarif(around, replace(IN_CELL, fix=FIX))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "sub/a%20b/net.ipynb"
    assert place["region"]["startLine"] == 1
    assert result["message"]["text"].startswith("cell 3, line 7: ")
    assert "fixes" not in result


# ----------------------------------------------------------------------------------------------------- fingerprints


def moved(diagnostic: Diagnostic, rows: int) -> Diagnostic:
    assert diagnostic.file is not None
    text = "\n" * rows + diagnostic.file.text
    start, end = diagnostic.location, diagnostic.end_location
    return replace(
        diagnostic,
        file=SourceFile(diagnostic.file.path, text),
        location=Location(start.row + rows, start.column),
        end_location=Location(end.row + rows, end.column),
    )


def test_fingerprints_survive_moved_lines(around: RenderContext) -> None:
    before = fingerprints(DIAGNOSTICS, around.root)
    assert fingerprints([moved(d, 5) for d in DIAGNOSTICS[:2]], around.root) == before[:2]


def test_fingerprints_tell_findings_apart(around: RenderContext) -> None:
    several = [LINEAR, LINEAR, replace(LINEAR, code="SHP103"), replace(LINEAR, filename="other.py"), WIDE, UNREADABLE]
    assert len(set(fingerprints(several, around.root))) == len(several)


# ----------------------------------------------------------------------------------------------------------- GitHub

COMMAND = re.compile(r"^::(?P<command>error|warning) (?P<properties>[^\n]*?)::(?P<data>[^\n]*)$")


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_github_commands_can_be_read(around: RenderContext) -> None:
    lines = render(ALL, "github", around).splitlines()
    assert len(lines) == len(ALL)
    for line, diagnostic in zip(lines, ALL, strict=True):
        found = COMMAND.match(line)
        assert found is not None
        properties = dict(pair.split("=", 1) for pair in found["properties"].split(","))
        assert found["command"] == diagnostic.severity
        assert unescaped(properties["file"]) == f"sub/{diagnostic.filename}"
        assert properties["line"] == str(1 if diagnostic.cell else diagnostic.location.row)
        assert diagnostic.message in unescaped(found["data"])
        assert diagnostic.code in unescaped(properties["title"])


def test_github_has_columns_for_single_lines_only(around: RenderContext) -> None:
    several = replace(LINEAR, end_location=Location(9, 2))
    stated = "::error title=shapelint (SHP102),file=sub/models/net.py,line=7,endLine=9::"
    assert render([several], "github", around).startswith(f"{stated}sub/models/net.py:7:30: SHP102 Linear")


# ----------------------------------------------------------------------------------------------------------- GitLab


def test_gitlab_has_what_its_documentation_asks_for(around: RenderContext) -> None:
    issues = json.loads(render(ALL, "gitlab", around))
    assert json.loads(render((), "gitlab", around)) == []
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


# ------------------------------------------------------------------------------------------------------------ JUnit


def test_junit_is_read_by_a_junit_reader(around: RenderContext) -> None:
    report = JUnitXml.fromstring(render(ALL, "junit", around).encode())
    assert (report.tests, report.failures) == (len(ALL), len(ALL))
    cases = [case for suite in report for case in suite]
    assert [case.name.split()[0] for case in cases] == [d.code for d in ALL]
    for case, diagnostic in zip(cases, ALL, strict=True):
        (failure,) = case.result
        assert isinstance(failure, Failure)
        assert diagnostic.message.replace("\x07", "\ufffd").split("\n")[0] in failure.text


def test_junit_of_nothing_has_one_case_that_passes(around: RenderContext) -> None:
    report = JUnitXml.fromstring(render((), "junit", around).encode())
    assert (report.tests, report.failures) == (1, 0)
    assert [case.is_passed for suite in report for case in suite] == [True]


# ----------------------------------------------------------------------------------------------- lines, statistics


def test_json_lines_are_the_objects_of_json(around: RenderContext) -> None:
    lines = render(ALL, "json-lines", around).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(render(ALL, "json", around))


def test_statistics() -> None:
    several = (WIDE, LINEAR, LINEAR)
    assert render_statistics(several, "full") == "2\tSHP102\tlinear-in-features\n1\tSHP202\tlayout-mismatch\n"
    assert json.loads(render_statistics(several, "json"))[0] == {
        "code": "SHP102",
        "name": "linear-in-features",
        "count": 2,
    }
