"""A stranger follows the README, by its own text: three lines of configuration, no Python, and there is a document."""

import configparser
import re
import shutil
from pathlib import Path

import pytest

from pytest_ivr.keys import KEYS
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.call_flow import build_call_flow

from .strangers import EXAMPLES, README, Environment, blocks, copied_examples, section

OWN_LINE = section(README, "Your own line")
INSTALL, RUN = blocks(OWN_LINE)
IN_PYTHON, BY_URL = blocks(OWN_LINE, "ini")
[SALES] = blocks(OWN_LINE, "gherkin")
SERVER = {"node": "node my_ivr.mjs &\n"}


def test_what_the_readme_says_is_what_the_examples_have() -> None:
    assert (EXAMPLES / "flask/pytest.ini").read_text() == IN_PYTHON
    assert (EXAMPLES / "fastapi/pytest.ini").read_text().startswith(IN_PYTHON)
    assert (EXAMPLES / "node/pytest.ini").read_text() == BY_URL
    [name] = re.findall(r"such as `(features/\S+)`", OWN_LINE)
    for kind in ("flask", "fastapi", "django", "node"):
        assert (EXAMPLES / kind / name).read_text() == SALES


@pytest.mark.parametrize("kind", ["flask", "fastapi", "django", "node"])
def test_three_keys_and_no_python_of_tests_are_enough(kind: str) -> None:
    ini = configparser.ConfigParser()
    ini.read(EXAMPLES / kind / "pytest.ini")
    assert ini.sections() == ["pytest"]
    assert len(ini["pytest"]) <= 3
    assert {key for key in ini["pytest"] if key.startswith("ivr_")} <= {key.name for key in KEYS}
    assert [path for path in (EXAMPLES / kind).rglob("*.py") if "pytest_ivr" in path.read_text()] == []
    assert list((EXAMPLES / kind).rglob("conftest.py")) == []


@pytest.mark.parametrize("kind", ["flask", "fastapi", "django", "node"])
def test_a_stranger_gets_to_a_green_journey_and_its_document(
    kind: str, environment: Environment, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if kind == "django":
        environment = request.getfixturevalue("environment_with_django")
    folder, port = copied_examples(tmp_path / "examples")
    project = folder / kind
    printed = environment.follow(SERVER.get(kind, "") + RUN, project, port)
    assert re.search(r"\d passed", printed)
    assert "failed" not in printed
    suite = read_suite([project / "reports/messages.ndjson"])
    flow = build_call_flow(suite.runs)
    assert not suite.is_red
    assert flow.menus
    assert flow.coverage > 0
    page = (project / "reports/site/index.html").read_text(encoding="utf-8")
    assert "A caller who presses 1 is put through to sales" in page
    assert "Welcome to Harbor Bikes." in page
    assert flow.menus[0].label.partition(".")[0] in page
    assert not (project / "db.sqlite3").exists()  # it was a test database


def test_the_example_refuses_what_is_not_signed(environment: Environment, tmp_path: Path) -> None:
    folder, _ = copied_examples(tmp_path / "examples")
    result = environment.run("pytest --ivr-auth-token another", folder / "fastapi")
    assert result.returncode == 1
    assert "The request was signed for https://ivr.example/voice with the token of the line" in result.stdout
    assert "another" not in result.stdout.replace("/another", "")


@pytest.mark.parametrize("kind", ["flask", "node"])
def test_init_writes_all_of_it(kind: str, environment: Environment, tmp_path: Path) -> None:
    folder, port = copied_examples(tmp_path / "examples")
    project = folder / kind
    shutil.rmtree(project / "features")
    keys = (project / "pytest.ini").read_text()
    (project / "pytest.ini").unlink()
    [init] = re.findall(r"`(pytest-ivr init --ivr-line my_ivr:app)`", OWN_LINE)
    if kind == "node":
        init = "pytest-ivr init --ivr-url http://127.0.0.1:3000/voice"
    printed = environment.follow(f"{SERVER.get(kind, '')}{init}\npytest-ivr check\n{RUN}", project, port)
    assert (project / "pytest.ini").read_text() == keys
    assert "1 passed" in printed
    assert "Twilio would log nothing" in printed
    assert (project / "reports/site/index.html").exists()
    assert (project / ".github/workflows/journeys.yml").exists()


def test_a_django_project_without_its_test_database_is_never_dialed(
    environment_with_django: Environment, tmp_path: Path
) -> None:
    folder, _ = copied_examples(tmp_path / "examples")
    ini = folder / "django/pytest.ini"
    ini.write_text(ini.read_text().replace("DJANGO_SETTINGS_MODULE = mysite.settings\n", ""))
    result = environment_with_django.run("pytest", folder / "django")
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "install pytest-django, and write `DJANGO_SETTINGS_MODULE = mysite.settings`" in result.stderr
    assert not (folder / "django/db.sqlite3").exists()
