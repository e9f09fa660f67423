"""What a stranger gets wrong over HTTP is answered with what to write."""

from collections.abc import Callable, Iterator

import pytest

from pytest_ivr.__main__ import main
from testbed.ports import free_port

from .conftest import Project
from .serving import served

SIGNED = (
    "The request was signed for {}/refuses with {}: is that the public URL and the token by which the line checks "
    "X-Twilio-Signature? The token is `ivr_auth_token`, the URL `ivr_url`."
)
Checked = Callable[..., tuple[int, str]]
START = "Start the line's server, or write where it listens: `ivr_url` is the number's voice URL"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of a server that makes mistakes."""
    with served() as address:
        yield address


@pytest.fixture
def checked(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Checked:
    """Return what dials a line from an empty folder, and returns what was said."""
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))

    def check(url: str, *options: str) -> tuple[int, str]:
        result = main(["check", "--ivr-url", url, *options])
        return result, capsys.readouterr().out

    return check


@pytest.mark.parametrize(
    ("path", "options", "advice"),
    [
        ("/slow", ["--ivr-timeout", "0.2"], "If the line may take longer, write `ivr_timeout`, in seconds."),
        ("/refuses", [], SIGNED.format("{address}", "an empty token")),
        ("/refuses", ["--ivr-auth-token", "sesame"], SIGNED.format("{address}", "the token of the line")),
        ("/nothing", [], "Write the path of the number's voice URL in `ivr_url`."),
        ("/page", [], "If that is a page for browsers, write the path of the number's voice URL in `ivr_url`."),
        ("/json", [], "If that is a page for browsers, write the path of the number's voice URL in `ivr_url`."),
        ("/fails", [], "What the server or its log says tells why."),
        ("/get", [], "If the line wants its voice URL to be requested by GET, write `ivr_voice_method = GET`."),
    ],
)
def test_a_mistake_is_answered_with_what_to_write(
    path: str, options: list[str], advice: str, server: str, checked: Checked
) -> None:
    result, said = checked(server + path, *options)
    assert result == 1
    [line] = [line for line in said.splitlines() if line.startswith("Twilio would log an error")]
    assert line.endswith(advice.format(address=server))
    assert "sesame" not in said


def test_a_server_that_does_not_listen_is_to_be_started(checked: Checked) -> None:
    _, said = checked(f"http://127.0.0.1:{free_port()}/voice")
    assert START in said
    _, said = checked("https://line.example/voice", "--ivr-connect-to", f"http://127.0.0.1:{free_port()}")
    assert START in said


def test_a_server_without_tls_wants_another_scheme(server: str, checked: Checked) -> None:
    _, said = checked(server.replace("http", "https") + "/voice")
    assert "If the server itself speaks plain HTTP, write `ivr_url` with http://" in said


def test_a_page_that_the_line_itself_gets_wrong_is_no_matter_of_the_voice_url(server: str, checked: Checked) -> None:
    result, said = checked(f"{server}/goes-astray")
    assert result == 1
    assert "Write the path" not in said


def test_what_answers_is_fine(server: str, checked: Checked) -> None:
    result, said = checked(f"{server}/voice", "--ivr-auth-token", "sesame")
    assert result == 0
    assert "a server that is reached by HTTP, and requests are signed with a token of 6 characters." in said
    assert "The line waits for the caller, and Twilio would log nothing." in said


CLOCK = """
Feature: Clock
  Scenario: The time of a server
    Given it is 8:00PM on Friday 1 May 2026 in the time zone America/Chicago
    When the caller dials
    Then the caller hears:
      \"\"\"
      2026-05-02T01:00:00+00:00
      \"\"\"
"""


def test_a_clock_elsewhere_needs_a_header(server: str, project: pytest.Pytester, run: Project) -> None:
    options = ("-o", "ivr_line=", "--ivr-url", f"{server}/voice")
    said = run(CLOCK, *options).stdout.str()
    assert "The line runs elsewhere, so its clock cannot be set from here." in said
    assert "name that in `ivr_clock_header`; else leave the time out." in said
    run("", *options, "--ivr-clock-header", "X-Now").assert_outcomes(passed=1)


def test_a_scenario_gives_the_same_advice(server: str, run: Project) -> None:
    dials = "Feature: F\n  Scenario: S\n    When the caller dials\n    Then the line waits for the caller\n"
    said = run(dials, "-o", "ivr_line=", "--ivr-url", f"{server}/refuses").stdout.str()
    assert SIGNED.format(server, "an empty token") in said
