"""Each rule by its two examples: one breaks it, one keeps it, both on the simulator."""

import pytest

from pytest_ivr.journeys.notation import perform
from pytest_ivr.living_docs.document.run import Run, Step
from pytest_ivr.simulator import Call
from pytest_ivr.simulator.testing import HOME, TOKEN, Script, codes, twiml
from pytest_ivr.voice.examples import AGAIN, Example, heard, menu, says
from pytest_ivr.voice.judging import Judgement, judge
from pytest_ivr.voice.rules import RULES, Rule
from pytest_ivr.voice.sentences import foreign, unspeakable_time
from pytest_ivr.voice.settings import Settings

from .lines import CLEAN, FAULTY


def called(example: Example) -> Run:
    """Return the run of a call to the line of an example."""
    call = Call(f"{HOME}/voice", transport=Script({"/voice": list(map(twiml, example.documents))}), auth_token=TOKEN)
    call.dial()
    if example.actions:
        perform(call, example.actions)
    assert codes(call) == []
    step = Step("When", "the caller dials", 1, events=list(call.transcript))
    return Run("A call", "a.feature", 1, [], [step])


def judged(*examples: Example, settings: Settings = Settings()) -> Judgement:  # noqa: B008 (it is frozen)
    """Judge the calls of examples."""
    return judge(map(called, examples), settings)


def broken(*examples: Example) -> set[str]:
    """Return the ids of the rules that examples break."""
    return {finding.rule.id for finding in judged(*examples).findings}


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_is_broken_by_one_example_and_kept_by_the_other(rule: Rule) -> None:
    assert rule.id in broken(rule.breaks)
    assert rule.id not in broken(rule.keeps)


@pytest.mark.parametrize("number", range(len(CLEAN)))
def test_a_clean_line_is_without_a_finding(number: int) -> None:
    assert broken(CLEAN[number]) == set()


@pytest.mark.parametrize("number", range(len(FAULTY)))
def test_every_fault_is_found(number: int) -> None:
    assert set(FAULTY[number].rules) <= broken(FAULTY[number].example)


def test_there_are_as_many_lines_and_faults_as_are_promised() -> None:
    faults = [rule for line in FAULTY for rule in line.rules]
    assert (len(CLEAN), len(FAULTY)) == (20, 30)
    assert len(faults) >= 40
    assert {rule.id for rule in RULES} - set(faults) == {"P18"}
    assert all("P18" in broken(line.example) for line in FAULTY)


@pytest.mark.parametrize(
    ("text", "better"),
    [("02:00PM", "2 PM"), ("1:30pm", "1:30 PM"), ("07:05 AM", "7:05 AM"), ("08:15", "8:15"), ("10:00 a.m.", "10 AM")],
)
def test_a_time_is_told_as_people_say_it(text: str, better: str) -> None:
    assert unspeakable_time(f"It begins at {text}", "en-US") == f"“{text}” is not as people say it; write “{better}”."


@pytest.mark.parametrize("text", ["It begins at 2 PM.", "It begins at 1:30 PM", "It begins at 18:15", "Room 12:3"])
def test_a_time_that_can_be_said_is_left_alone(text: str) -> None:
    assert unspeakable_time(text, "en-US") == ""


def test_letters_of_a_language_are_for_a_voice_of_it() -> None:
    assert foreign("Señorita", "en-GB").startswith("“Señorita” is not English")
    assert foreign("Señorita", "es-ES") == ""


def test_a_key_that_callers_know_is_no_mistake_though_the_menu_does_not_name_it() -> None:
    choose = menu("For sales, press 1.", AGAIN)
    bye = says("Goodbye.")
    silent = heard(choose, bye, actions="times out")
    known = heard(choose, says("Our hotline is open from 9 to 5."), actions="presses 7")
    lost = heard(choose, bye, actions="presses 7")

    def shown(first: Example) -> list[str]:
        return [it.shortest_call for it in judged(first, silent).findings if it.rule.id == "P11"]

    assert shown(known) == ["dials then times out"]
    assert shown(lost) == ["dials then presses 7"]
