"""The phone in a terminal: what is typed is done in the call, and what cannot be done is told and taken back."""

import json
from collections.abc import Callable

import pytest

from pytest_ivr.phone.refusal import BACK
from pytest_ivr.phone.terminal import GREETING, HELP, converse
from pytest_ivr.simulator import Call, Choices, Request, Response
from pytest_ivr.simulator.testing import HOME, TOKEN, Script, answer, script, twiml

MENU = "<Gather numDigits='1' action='/next'><Say>Press 1</Say></Gather><Say>Nothing came</Say>"
THANKS = twiml("<Say>Thank you</Say>")


def talk(line: Script, *typed: str | Callable[[], str]) -> tuple[Call, list[str]]:
    """Let somebody type lines; return the call, and what was shown after the greeting."""
    call = Call(f"{HOME}/voice", transport=line, auth_token=TOKEN, choices=Choices(clock="characters"))
    lines = iter(typed)
    shown: list[str] = []

    def ask(_: str) -> str:
        for text in lines:
            return text if isinstance(text, str) else text()
        raise EOFError

    call = converse(call, ask, shown.append)
    assert shown[0] == GREETING
    return call, shown[1:]


def test_what_is_typed_is_pressed_and_what_is_said_is_shown() -> None:
    _, shown = talk(script(MENU, next=THANKS), "1")
    assert shown == [
        "    0.0s  Caller   dials +18005550199\n    0.0s  Line     Press 1",
        "    0.5s  Caller   presses 1\n    0.5s  Line     Thank you\n    1.1s  End      the line hangs up",
    ]


def test_enter_alone_stays_silent() -> None:
    _, shown = talk(script(MENU), "")
    assert "Caller   says and presses nothing for 5 seconds" in shown[1]
    assert "Line     Nothing came" in shown[1]


@pytest.mark.parametrize("typed", ['1 during "Press"', "1 during Press", '1  during  "Press 1"'])
def test_keys_that_are_typed_while_a_sentence_is_spoken_cut_it(typed: str) -> None:
    _, shown = talk(script(MENU, next=THANKS), typed)
    assert shown[1].startswith("    0.0s  Line     Press 1 ...\n    0.2s  Caller   presses 1\n")


def test_keys_that_may_not_cut_a_sentence_are_lost() -> None:
    _, shown = talk(script(MENU.replace("<Gather", "<Gather bargeIn='false'")), '1 during "Press"')
    assert "    0.2s           1 is lost: nothing listened then" in shown[1]


@pytest.mark.parametrize(
    ("document", "typed", "expected"),
    [
        ("<Gather input='speech' action='/next'/>", 'says "Rialto, please"', "Caller   says: Rialto, please"),
        ("<Gather input='speech' action='/next'/>", "mumbles", "Caller   says something that nobody understands"),
        (
            "<Dial action='/next'>+15551234567</Dial>",
            "is put through and talks for 30 seconds",
            "Caller   talks for 30 seconds",
        ),
        (
            "<Dial action='/next'><Number url='/whisper'>+15551234567</Number></Dial>",
            "is accepted with 1 and talks for 30 seconds",
            "Caller   talks for 30 seconds",
        ),
        ("<Dial action='/next'>+15551234567</Dial>", "gets a busy tone", "Callee   is busy"),
        ("<Enqueue waitUrl='/hold'>support</Enqueue>", "listens for 20 seconds", "Caller   listens for 20 seconds"),
        ("<Record action='/next'/>", "records for 5 seconds", "Caller   speaks for 5 seconds"),
        ("<Record action='/next'/>", "records for five seconds", "is nothing that a caller does; callers do this: "),
        ("<Record action='/next'/>", "gets a busy tone", "No callee can refuse now."),
        ("<Dial action='/next'>+15551234567</Dial>", "", "say how this ends, by callee_answers, callee_busy"),
        (MENU, 'hangs up during "Press"', "    0.2s  End      the caller hangs up"),
        (MENU, "1 then hangs up", "Thank you"),
    ],
)
def test_whatever_people_do_is_typed_as_in_a_scenario(document: str, typed: str, expected: str) -> None:
    whisper = twiml("<Gather numDigits='1' action='/taken'><Say>Press 1</Say></Gather><Hangup/>")
    line = script(document, next=THANKS, whisper=whisper, taken=twiml(""), hold=twiml("<Say>Please hold</Say>"))
    assert expected in talk(line, typed)[1][1]


@pytest.mark.parametrize("typed", [("h",), ("H",), ()])
def test_h_and_the_end_of_input_hang_up(typed: tuple[str, ...]) -> None:
    call, shown = talk(script(MENU), *typed)
    assert call.ended
    assert shown[-1].endswith("End      the caller hangs up")


def test_control_c_at_the_prompt_hangs_up() -> None:
    def interrupt() -> str:
        raise KeyboardInterrupt

    call, shown = talk(script(MENU), interrupt)
    assert call.ended
    assert shown[-1].endswith("End      the caller hangs up")


def test_wrong_keys_are_explained_and_help_is_there() -> None:
    call, shown = talk(script(MENU), "x", "?", "h")
    assert shown[1].startswith("'x' is nothing that a caller does; callers do this: ")
    assert shown[2] == HELP
    assert call.ended


@pytest.mark.parametrize(
    ("line", "explanations"),
    [
        (
            script(voice=answer("", status=500)),
            ["11200: The application answered HTTP 500.", "What the server or its log says tells why."],
        ),
        (
            script(voice=answer("<html></html>", "text/html")),
            ["12102: The root is <html>", "If that is a page for browsers, write the path of the number's voice URL"],
        ),
        (script("<Redirect/>"), ["The line took 100 documents without waiting for anybody once"]),
        (script("<Echo/>"), ["<Echo> in line 1 of https://ivr.example.com/voice is not simulated. There is no call."]),
    ],
)
def test_a_line_that_answers_nonsense_is_explained(line: Script, explanations: list[str]) -> None:
    _, shown = talk(line)
    assert [
        text for text, part in zip(shown[-len(explanations) :], explanations, strict=True) if part not in text
    ] == []


def test_an_action_behind_which_nobody_can_follow_the_line_is_taken_back() -> None:
    line = script(MENU, next=twiml("<Say>One moment</Say><Echo/>"))
    call, shown = talk(line, "1", "h")
    assert "Line     One moment" in shown[1]
    assert shown[2].endswith(f"is not simulated. {BACK}")
    assert [event["event"] for event in call.transcript] == [
        *("dialed", "requested", "answered", "gathering", "said", "hung up")
    ]


def test_who_is_called_and_hears_a_whisper_acts_in_the_same_breath() -> None:
    whisper = twiml("<Gather numDigits='1'><Say>Press 1</Say></Gather><Hangup/>")
    line = script("<Dial><Number url='/whisper'>+15551234567</Number></Dial>", whisper=whisper)
    call, shown = talk(line, "is put through and talks for 30 seconds", "gets no answer")
    assert "  Line     Press 1" in shown[1]
    assert shown[2].startswith("Who is called hears that, and may press keys: do it again, as `is accepted with 1")
    assert "does not answer" in json.dumps(call.transcript)


class Interrupted:
    """A line that answers once, and then so slowly that somebody presses Control-C."""

    def __init__(self, line: Script) -> None:
        self.line = line
        self.patience = 1

    def send(self, request: Request) -> Response:
        """Answer, or not."""
        self.patience -= 1
        if self.patience == -1:
            raise KeyboardInterrupt
        return self.line.send(request)


def test_control_c_while_the_line_answers_takes_the_action_back_and_loses_no_call() -> None:
    call, shown = talk(Interrupted(script(MENU, next=THANKS)), "1", "1")  # type: ignore[arg-type]  # it answers too
    assert shown[1] == "    0.5s  Caller   presses 1"
    assert shown[2] == f"Interrupted, before the line had answered. {BACK}"
    assert "Line     Thank you" in shown[3]
    assert call.ended


def test_control_c_while_the_line_answers_for_the_first_time_ends_the_call() -> None:
    line = Interrupted(script(MENU))
    line.patience = 0
    call, shown = talk(line)  # type: ignore[arg-type]  # it answers too
    assert shown[1] == "Interrupted, before the line had answered. There is no call."
    assert call.transcript == []
