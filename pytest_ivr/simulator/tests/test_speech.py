"""Section 4.1 of the contract: Gather with speech, rows 14 to 17 of its outcome table."""

from collections.abc import Callable

import pytest

from pytest_ivr.simulator import Call
from pytest_ivr.simulator.testing import Script, answer, codes, dial, events, script, twiml

AFTER = "<Say>Nothing came</Say>"
THANKS = twiml("<Say>Taken</Say>")
TAKEN, NOTHING = ["Taken"], ["Nothing came"]


def speech(attributes: str, prompt: str = "<Say>Where to?</Say>") -> tuple[Script, Call]:
    """Return a call to a line that listens to speech."""
    line = script(f"<Gather action='/next' {attributes}>{prompt}</Gather>{AFTER}", next=THANKS, partial=answer(""))
    return line, dial(line)


def test_row_14_speech_is_taken_to_the_action_without_digits() -> None:
    line, call = speech("input='speech'")
    call.speak("  the  Rialto ", confidence=0.75)
    told = line.parameters(1)
    assert (told["SpeechResult"], told["Confidence"]) == ("the Rialto", "0.75")
    assert not {"Digits", "FinishedOnKey", "msg"} & set(told)
    assert call.heard == TAKEN


@pytest.mark.parametrize("kind", ["dtmf speech", "speech dtmf"])
def test_row_15_what_comes_first_wins(kind: str) -> None:
    line, call = speech(f"input='{kind}'")
    call.press("1")
    call.speak("Rialto")
    assert events(call, "lost")[0]["what"] == "Rialto"
    call.wait()
    assert line.parameters(1)["Digits"] == "1"
    line, call = speech(f"input='{kind}' finishOnKey='#'")
    call.speak("Rialto")
    assert line.parameters(1)["SpeechResult"] == "Rialto"


def test_row_16_keys_are_lost_where_only_speech_is_listened_to() -> None:
    line, call = speech("input='speech'")
    call.press("2", during="Where")
    call.press("1#")
    assert [event["what"] for event in events(call, "lost")] == ["2", "1#"]
    assert events(call, "lost")[1]["reason"] == "the menu listens to speech only"
    assert len(line.requests) == 1
    call.speak("Rialto")
    assert call.heard == TAKEN


def test_speech_is_lost_where_only_keys_are_listened_to() -> None:
    call = dial(script("<Gather><Say>Choose</Say></Gather>"))
    call.speak("Odeon", during="Choose")
    call.speak("Rialto")
    call.mumble()
    assert [event["what"] for event in events(call, "lost")] == ["Odeon", "Rialto", "mumbling"]


@pytest.mark.parametrize(("attribute", "heard"), [("", NOTHING), ("actionOnEmptyResult='true'", TAKEN)])
@pytest.mark.parametrize("act", [Call.mumble, Call.wait])
def test_row_17_speech_that_nobody_understands_is_no_input(
    act: Callable[[Call], None], attribute: str, heard: list[str]
) -> None:
    line, call = speech(f"input='speech' {attribute}")
    act(call)
    assert call.heard == heard
    assert [line.parameters(index).get("SpeechResult") for index in range(1, len(line.requests))] == [""] * bool(
        attribute
    )


def test_speech_cuts_a_prompt() -> None:
    _, call = speech("input='speech'", f"<Say>{'x' * 30}</Say><Say>Never</Say>")
    call.speak("R" * 15, during="xxx")
    assert events(call, "said")[0]["cut"] is True
    assert call.second == pytest.approx(1 + 1 + 5 + 5 / 15)  # half the prompt, the word, the silence, "Taken"


@pytest.mark.parametrize(
    ("attributes", "silence"),
    [
        ("", 5),
        ("timeout='9'", 9),
        ("timeout='auto'", 5),
        ("speechTimeout='3' timeout='9'", 3),
        ("speechTimeout='auto' timeout='9'", 1),
        ("speechTimeout='auto' speechModel='phone_call' timeout='9'", 9),
    ],
)
def test_silence_ends_speech(attributes: str, silence: int) -> None:
    _, call = speech(f"input='speech' {attributes}", "")
    call.speak("R" * 30)
    assert call.second == pytest.approx(2 + silence + 5 / 15)


def test_a_speech_timeout_of_auto_goes_with_no_speech_model() -> None:
    _, call = speech("input='speech' speechTimeout='auto' speechModel='default'")
    assert codes(call) == [13335]


@pytest.mark.parametrize(("attribute", "seconds"), [("", 60), ("maxSpeechTime='2'", 2)])
def test_speech_has_a_longest_time(attribute: str, seconds: int) -> None:
    line, call = speech(f"input='speech' partialResultCallback='/partial' {attribute}")
    call.speak("y" * 2000)
    assert len(line.parameters(2)["SpeechResult"]) == seconds * 15
    assert line.parameters(1)["UnstableSpeechResult"] == line.parameters(2)["SpeechResult"]


def test_partial_results_are_told_word_by_word() -> None:
    line, call = speech("input='speech' partialResultCallback='/partial' partialResultCallbackMethod='GET'")
    call.speak("to the Rialto")
    partial = [line.parameters(index) for index in (1, 2, 3)]
    assert [told["UnstableSpeechResult"] for told in partial] == ["to", "to the", "to the Rialto"]
    assert [told["StableSpeechResult"] for told in partial] == ["", "", ""]
    assert line.requests[1].method == "GET"
    assert call.heard == TAKEN


def test_partial_results_end_where_the_speech_does() -> None:
    line, call = speech("input='speech' partialResultCallback='/partial' maxSpeechTime='1'")
    call.speak("to the Rialto in Chicago")
    assert line.parameters(-2)["UnstableSpeechResult"] == line.parameters(-1)["SpeechResult"] == "to the Rialto i"


@pytest.mark.parametrize(("words", "confidence"), [(" ", 0.5), ("a", 1.1), ("a", -0.1)])
def test_speech_that_nobody_utters_is_refused(words: str, confidence: float) -> None:
    _, call = speech("input='speech'")
    with pytest.raises(ValueError, match=r"Nobody says .* with a confidence of"):
        call.speak(words, confidence)
