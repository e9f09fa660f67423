"""A call that was made becomes a scenario that makes it again, and passes."""

import pytest

from pytest_ivr.journeys.saving import saved_call
from pytest_ivr.line import Line
from pytest_ivr.simulator import WsgiTransport

from .conftest import Project


def test_a_saved_call_is_a_scenario_that_passes(
    project: pytest.Pytester, run: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(project.path)
    line = Line("https://ivr.example/voice", WsgiTransport(__import__("my_ivr").app))
    call = line.new_call()
    call.dial()
    call.press("5")
    call.speak("sales")
    feature = saved_call(
        call, ["the caller's number is withheld", "a friend"], {"welcome.mp3": "Welcome."}, "Sales  answers"
    )
    assert feature.startswith("@saved\nFeature: Sales answers\n")
    assert "    Given the caller's number is withheld\n    And a friend\n" in feature
    assert '    When the caller dials then presses 5 then says "sales"\n' in feature
    assert "      Line: Welcome.\n" in feature
    assert feature.endswith("    And the call is over\n")
    (project.path / "features/prompts.txt").write_text("welcome.mp3: Welcome.\n")
    run(feature.replace("    And a friend\n", "")).assert_outcomes(passed=1)


def test_what_a_doc_string_cannot_hold_is_escaped(
    run: Project, project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.makepyfile(
        quotes="""
        SAID = "A backslash \\\\\\\\ and three quotes \\"\\"\\" are said"

        def app(environ, start_response):
            start_response("200 OK", [("Content-Type", "text/xml")])
            return [f"<Response><Say>{SAID}</Say></Response>".encode()]
        """
    )
    monkeypatch.syspath_prepend(project.path)
    call = Line("https://ivr.example/voice", WsgiTransport(__import__("quotes").app)).new_call()
    call.dial()
    feature = saved_call(call, [], {}, "Quotes are said")
    assert call.heard[0].count('"""') == 1
    assert "\\" in call.heard[0]
    run(feature, "--ivr-line", "quotes:app").assert_outcomes(passed=1)
