"""Which line a project has: what can be written, and what is said of what cannot be dialed."""

from typing import Any

import pytest

from pytest_ivr.configuration import ConfigurationError, configured_line
from pytest_ivr.keys import KEYS

from .conftest import Project

DIALS = "Feature: F\n  Scenario: S\n    When the caller dials\n    Then the line waits for the caller\n"


@pytest.mark.parametrize("reference", ["my_ivr:make_app", "my_line:make_line", "my_asgi:app"])
def test_a_line_is_an_application_a_line_or_a_function_that_returns_one(
    project: pytest.Pytester, run: Project, reference: str
) -> None:
    project.makepyfile(
        my_line="""
        from my_ivr import app
        from pytest_ivr import Line
        from pytest_ivr.simulator import WsgiTransport

        line = Line("https://sales.example/voice", WsgiTransport(app))

        def make_line():
            return line
        """
    )
    project.makepyfile(
        my_asgi="""
        async def app(scope, receive, send):
            if scope["type"] == "http":
                headers = [(b"content-type", b"text/xml")]
                await send({"type": "http.response.start", "status": 200, "headers": headers})
                await send({"type": "http.response.body", "body": b"<Response><Gather/></Response>"})
        """
    )
    run(DIALS, "-o", f"ivr_line={reference}").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"ivr_line": "my_ivr:ap"}, "my_ivr has no 'ap'; perhaps 'app' is meant"),
        ({"ivr_line": "my_ivr"}, "write it like my_ivr:app"),
        ({"ivr_line": "nowhere:app"}, "needs the module 'nowhere', which is neither installed nor below"),
        ({"ivr_line": "my_ivr.inner:app"}, "needs the module 'my_ivr.inner', which is neither"),
        ({"ivr_line": "faulty:app"}, "needs 'faulty', which cannot be imported: ZeroDivisionError: division by zero"),
        ({"ivr_line": "lacking:app"}, "needs 'lacking', which cannot be imported: No module named 'absent'"),
        ({"ivr_line": "my_ivr:LINES"}, "my_ivr has no 'LINES'"),
        ({"ivr_line": "my_ivr:parse_qs"}, "takes 1 parameters; a WSGI application takes 2"),
        ({"ivr_line": "my_ivr:__name__"}, "which is neither an application nor a Line"),
        ({"ivr_line": "my_ivr:broken"}, "which failed: RuntimeError: no settings"),
        ({"ivr_line": "made:line", "ivr_auth_token": "1"}, "take ivr_auth_token out"),
        ({"ivr_line": "", "ivr_url": "localhost:3000/voice"}, "write it like https://ivr.example/voice"),
        ({"ivr_url": "/voice"}, "write it like https://ivr.example/voice"),
        ({"ivr_headers": ["X-Api-Key 123"]}, "write each header like `X-Api-Key: 123`"),
        ({"ivr_timeout": "soon"}, "write a number of seconds, such as 15"),
        ({"ivr_timeout": "nan"}, "write a number of seconds, such as 15"),
        ({"ivr_auth_token": "$NOT_THERE_AT_ALL"}, "NOT_THERE_AT_ALL is not set there"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_dialed_is_answered_in_one_sentence(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any], complaint: str
) -> None:
    project.makepyfile(
        faulty="1 / 0",
        lacking="import absent",
        made="from pytest_ivr import Line\nline = Line('https://ivr.example/voice')",
    )
    monkeypatch.syspath_prepend(project.path)
    nothing = {key.name: [] if key.is_list else "" for key in KEYS}
    with pytest.raises(ConfigurationError) as refusal:
        configured_line({**nothing, "ivr_line": "my_ivr:app", **settings}, project.path)
    assert complaint in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_the_sentence_is_all_that_pytest_says(run: Project) -> None:
    result = run(DIALS, "-o", "ivr_line=my_ivr:ap")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.errlines if line] == [
        "ERROR: ivr_line is 'my_ivr:ap', but my_ivr has no 'ap'; perhaps 'app' is meant."
    ]


def test_options_of_the_command_line_win(run: Project) -> None:
    run(DIALS, "-o", "ivr_line=my_ivr:nothing", "--ivr-line", "my_ivr:app").assert_outcomes(passed=1)


def test_a_project_without_scenarios_needs_no_line_that_can_be_imported(project: pytest.Pytester, run: Project) -> None:
    project.makepyfile(test_other="def test_other(): pass")
    run("", "-o", "ivr_line=nowhere:app").assert_outcomes(passed=1)


def test_the_token_can_come_from_the_environment(
    project: pytest.Pytester, run: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THE_TOKEN", "12345")
    project.makepyfile(
        signed="""
        import my_ivr

        def app(environ, start_response):
            assert environ["HTTP_X_API_KEY"] == "12345"
            assert environ["REQUEST_METHOD"] == "GET" or environ["HTTP_X_TWILIO_SIGNATURE"]
            return my_ivr.app(environ, start_response)
        """
    )
    options = (
        "-o",
        "ivr_line=signed:app",
        "-o",
        "ivr_auth_token=$THE_TOKEN",
        "-o",
        "ivr_headers=X-Api-Key: $THE_TOKEN",
    )
    run(DIALS, *options).assert_outcomes(passed=1)
