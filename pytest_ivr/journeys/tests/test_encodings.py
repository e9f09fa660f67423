"""Files that an editor saved in another encoding than UTF-8: one sentence says which, what is wrong, what to do."""

import codecs
from pathlib import Path

import pytest

from pytest_ivr.beside_features import read_words
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.run import Suite

from .conftest import Project

GOOD = "Feature: Good\n  Scenario: Sales\n    When the caller dials\n    Then the line waits for the caller\n"
BAD = GOOD.replace("Good", "Grüße")
NOT_UTF_8 = "is not UTF-8, from byte {} on; save it as UTF-8."
MARKS = "begins with two byte order marks; save it as UTF-8 without any."
ENCODED = {
    "latin-1": (BAD.encode("latin-1"), NOT_UTF_8.format(11)),
    "utf-16": (BAD.encode("utf-16"), NOT_UTF_8.format(0)),
    "utf-16 without a mark": (GOOD.encode("utf-16-le"), NOT_UTF_8.format(1)),
    "half a character": (BAD.encode()[:12], NOT_UTF_8.format(11)),
    "two marks": (codecs.BOM_UTF8 * 2 + BAD.encode(), MARKS),
}
PLUGINS = ("-p", "pytest_bdd.plugin", "-p", "xdist")
spread = pytest.mark.parametrize("processes", ["-n0", "-n2"])
encoded = pytest.mark.parametrize(("data", "problem"), ENCODED.values(), ids=ENCODED)


def suite_of(project: pytest.Pytester) -> Suite:
    """Return what the stream of the run tells."""
    return read_suite([project.path / "reports/messages.ndjson"])


@encoded
def test_a_feature_is_told_and_no_other_is_red(
    project: pytest.Pytester, run: Project, data: bytes, problem: str
) -> None:
    bad = project.path / "features/bad.feature"
    bad.write_bytes(data)
    done = run(GOOD)
    done.assert_outcomes(errors=1)
    assert done.stdout.str().count(f"{bad} {problem}\n") == 1
    done.stdout.no_fnmatch_line("*UnicodeDecodeError*")
    suite = suite_of(project)
    assert {it.uri: (it.error, [run.status for run in it.runs]) for it in suite.features} == {
        "features/bad.feature": (f"The file {problem}", []),
        "features/sample.feature": ("", ["not run"]),
    }
    assert suite.is_red


@encoded
def test_a_feature_that_a_test_binds_is_told(project: pytest.Pytester, run: Project, data: bytes, problem: str) -> None:
    (project.path / "bound.feature").write_bytes(data)
    project.makepyfile("from pytest_bdd import scenarios\nscenarios('bound.feature')\n")
    done = run(GOOD, "--ignore", "bound.feature")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines([f"{project.path / 'bound.feature'} {problem}"])


@spread
def test_a_feature_may_have_the_encoding_that_a_test_gives(
    project: pytest.Pytester, run: Project, processes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # other plugins take as long as the test
    (project.path / "bound.feature").write_bytes(BAD.replace("Sales", "Für Verkäufe").encode("utf-16"))
    project.makepyfile(
        "from pytest_bdd import scenario\n"
        "test_it = scenario('bound.feature', 'Für Verkäufe', encoding='utf-16')(lambda: None)\n"
    )
    run("", "--ignore", "bound.feature", *PLUGINS, processes).assert_outcomes(passed=1)
    suite = suite_of(project)
    assert [(it.name, [(run.title, run.status) for run in it.runs]) for it in suite.features] == [
        ("Grüße", [("Für Verkäufe", "passed")])
    ]
    assert not suite.is_red


@spread
def test_a_feature_that_does_not_parse_is_told(
    project: pytest.Pytester, run: Project, processes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # other plugins take as long as the test
    (project.path / "features/bad.feature").write_text("Feature: Bad\n  Scenario: S\n    Given a step\n    nonsense\n")
    run(GOOD, *PLUGINS, processes)
    [bad] = [feature for feature in suite_of(project).features if feature.error]
    assert bad.uri == "features/bad.feature"
    assert "got 'nonsense'" in bad.error


@encoded
def test_words_beside_features_are_told(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "prompts.txt"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"prompts\.txt") as refusal:
        read_words(path)
    assert str(refusal.value) == f"{path} {problem}"
