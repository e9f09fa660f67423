"""What is said where a call cannot go on, or should not begin."""

import pytest

from .conftest import Project

FEATURE = """
Feature: Going on
  {tag}
  Scenario: A caller goes on
    When the caller dials then presses {key} then presses 1
    Then the call is over
"""
SAID = "Twilio would log an error, 11200: The application answered HTTP 404. (https://ivr.example/nowhere)"


@pytest.mark.parametrize(
    ("key", "tag", "says"),
    [
        ("4", "", True),
        ("4", "@twilio_logs_11200", False),  # that is no news
        ("6", "", False),  # the call was over, and all was well
    ],
)
def test_a_caller_who_cannot_go_on_is_told_why(run: Project, key: str, tag: str, says: bool) -> None:
    result = run(FEATURE.format(key=key, tag=tag))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["The caller cannot press keys*"])
    assert (SAID in result.stdout.str()) == says
    assert ("tag the scenario @twilio_logs_11200" in result.stdout.str()) == says


def test_another_failure_is_told_as_it_is(run: Project) -> None:
    result = run(FEATURE.format(key="1x", tag=""))
    result.assert_outcomes(failed=1)
    assert SAID not in result.stdout.str()


def test_a_refused_request_is_told_with_its_url_but_not_the_token(project: pytest.Pytester, run: Project) -> None:
    project.makepyfile(
        refusing="""
        def app(environ, start_response):
            start_response("403 Forbidden", [])
            return [b""]
        """
    )
    result = run(FEATURE.format(key="1", tag=""), "-o", "ivr_line=refusing:app", "--ivr-auth-token", "of-the-account")
    printed = result.stdout.str()
    assert "The request was signed for https://ivr.example/voice with the token of the line" in printed
    assert "of-the-account" not in printed


def test_a_django_project_has_its_test_database_or_is_not_dialed(project: pytest.Pytester, run: Project) -> None:
    project.makepyfile(
        my_line="""
        from pytest_ivr import Line
        from pytest_ivr.simulator import DjangoTransport

        line = Line("https://ivr.example/voice", DjangoTransport())
        """
    )
    result = run(FEATURE.format(key="1", tag=""), "-o", "ivr_line=my_line:line")  # and without pytest-django
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    [line] = [line for line in result.errlines if line]
    assert line.startswith("ERROR: The line is a Django project, and its calls would reach your own data")
