"""How long speech takes: the voice's clock against what espeak-ng took, and what SSML does to it."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_ivr.simulator import Choices
from pytest_ivr.simulator.speaking.clocks import CLOCKS, COMMA, LETTER, STOP, UTTERANCE, voice
from pytest_ivr.simulator.speaking.normalization import in_words
from pytest_ivr.simulator.testing import dial, events, script

SPOKEN = Path(__file__).parent / "spoken.csv"
VOICE = Choices()


@pytest.fixture
def added_clock() -> Iterator[str]:
    """Add a clock, and take it away."""
    CLOCKS["patience"] = lambda text, language: 100.0
    yield "patience"
    del CLOCKS["patience"]


def spoken() -> list[tuple[str, float]]:
    """Return sentences with the seconds that espeak-ng took for each."""
    with SPOKEN.open(encoding="utf-8", newline="") as file:
        return [(sentence, float(seconds)) for sentence, seconds in list(csv.reader(file))[2:]]


def test_the_voice_takes_as_long_as_espeak_does() -> None:
    judged = spoken()[1::2]  # the coefficients are fitted to the other half
    close = [abs(voice(sentence, "en-US") - seconds) <= max(0.15 * seconds, 0.25) for sentence, seconds in judged]
    assert len(judged) > 190
    assert sum(close) / len(close) >= 0.95


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("01:30PM, 02:00PM", "one thirty pee em , two zero zero pee em"),
        ("12:15 a.m.", "twelve fifteen ay em"),
        ("Press 1#", "Press one hash"),
        ("$1,234.56", "dollars one thousand two hundred thirty four point five six"),
        ("the 3rd, 20th and 22nd", "the third, twentieth and twenty second"),
        ("4711 and 007", "four thousand seven hundred eleven and zero zero seven"),
        ("1234567890123", "one two three four five six seven eight nine zero one two three"),
        ("5000000", "five million"),
        ("555-0100", "five hundred fifty five dash zero one zero zero"),
        ("IBM, PIN, ID & Co", "eye bee em, PIN, eye dee and Co"),
        ("PRESS ONE", "press one"),
        ("Dr. Lee and the U.S. at www.example.com", "doctor Lee and the you ess at double you double you double you "
         "dot example dot com"),
        ("https://example.com/a", "example dot com slash a"),
        ("one. Two", "one. Two"),
        ("the 4th of 15 %", "the fourth of fifteen percent"),
    ],
)  # fmt: skip
def test_a_text_is_read_in_words(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "letters", "pauses"),
    [
        ("Yes.", 3, 0.0),
        ("Yes, no.", 5, COMMA),
        ("Yes. No.", 5, STOP),
        ("Yes (no) - oh", 7, 3 * COMMA),
    ],
)
def test_a_voice_takes_time_for_letters_and_pauses(text: str, letters: int, pauses: float) -> None:
    assert voice(text, "en-GB") == pytest.approx(UTTERANCE + letters * LETTER + pauses)


@pytest.mark.parametrize(("text", "letters"), [("Drücken Sie 12", 10 + 2 * 4), ("请按", 2 * 3), ("ну", 2)])
def test_other_languages_count_digits_and_syllables_for_several_letters(text: str, letters: int) -> None:
    assert voice(text, "de-DE") == pytest.approx(UTTERANCE + letters * LETTER)


def said(attributes: str, ssml: str) -> float:
    """Return how long a Say is heard."""
    [event] = events(dial(script(f"<Say {attributes}>{ssml}</Say>"), choices=VOICE), "said")
    return float(str(event["seconds"]))


ONE_TWO = voice("One two", "en-US")


@pytest.mark.parametrize(
    ("attributes", "ssml", "seconds"),
    [
        ("", "One two", ONE_TWO),
        ("loop='3'", "One two", 3 * ONE_TWO),
        ("rate='50%'", "One two", 2 * ONE_TWO),
        ("rate='0%'", "One two", ONE_TWO),
        ("rate='sideways'", "One two", ONE_TWO),
        ("", "<prosody rate='slow'>One two</prosody>", ONE_TWO / 0.75),
        ("", "<prosody rate='200%'>One <prosody rate='50%'>two</prosody></prosody>", ONE_TWO / 2 * (4 + 2 * 3) / 7),
        ("", "One<break time='1.5s'/> two", ONE_TWO + 1.5),
        ("", "One<break time='300ms'/> two", ONE_TWO + 0.3),
        ("", "<p>One<break strength='none'/> two</p>", ONE_TWO),
        ("", "<p>One<break/> two</p>", ONE_TWO + COMMA),
        ("", "One<break strength='strong'/> two", ONE_TWO + STOP),
        ("", "<say-as interpret-as='digits'>47</say-as>", voice("4 7", "en-US")),
        ("", "<say-as interpret-as='cardinal'>47</say-as>", voice("47", "en-US")),
        ("", "Ask <sub alias='Doctor'>Dr.</sub> Who", voice("Ask Doctor Who", "en-US")),
        ("language='de-DE'", "12", voice("12", "de-DE")),
        ("voice='Google.de-DE-Standard-A'", "12", voice("12", "de-DE")),
        ("voice='Polly.Joanna'", "12", voice("12", "en-US")),
    ],
)
def test_rates_breaks_and_languages_count(attributes: str, ssml: str, seconds: float) -> None:
    assert said(attributes, ssml) == pytest.approx(seconds, abs=0.01)


def test_fifty_times_take_more_than_a_minute() -> None:
    times = ", ".join(f"{hour:02}:{minute}PM" for hour in range(1, 11) for minute in (10, 15, 20, 35, 50))
    assert 60 < voice(f"The movie Casablanca will be playing at Rialto at {times}", "en-US") < 90


def test_a_clock_is_chosen_by_name(added_clock: str) -> None:
    line = script("<Say>Fifteen letters</Say>")
    assert [dial(line, choices=Choices(clock=name)).second for name in ("characters", added_clock)] == [1, 100]
    with pytest.raises(ValueError, match="There is no clock 'sundial'; there are characters, patience, voice"):
        Choices(clock="sundial")
