"""No scenario passes for the wrong reason: what each sentence says when it fails, and what fails behind its back."""

import re
from textwrap import indent
from typing import NamedTuple

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite

from .conftest import Project


class Case(NamedTuple):
    """The steps of a scenario, in the order of the file, what is said when it fails (nothing if it passes), a tag."""

    steps: str
    message: str
    tag: str = ""


HEARD = 'Then the caller hears:\n  """\n  {}\n  """'
AT_NOWHERE = "(https://ivr.example/nowhere) If that is meant, tag the scenario @twilio_logs_11200."

FAILING = {
    # The caller
    "an action that nobody knows": Case(
        "When the caller presses\nThen the call is over",
        "'presses' is nothing that a caller does; callers do this: dials",
    ),
    "an action in a call that is over": Case(
        "When the caller dials then hangs up then presses 1\nThen the call is over",
        "The caller cannot press keys: the call is over",
    ),
    "an action before anybody dials": Case(
        "When the caller presses 1\nThen the call is over", "the call has not been dialed yet."
    ),
    "an action that is not possible": Case(
        "When the caller dials then gets no answer\nThen the call is over", "No callee can refuse now."
    ),
    "other words than are heard": Case(
        f"Given a caller on the line\n{HEARD.format('For sales, press 2.')}",
        "The caller heard something else.\n-expected  For sales, press 2.\n-heard     For sales, press 1.\n",
    ),
    "one sentence too few": Case(
        f"Given a caller on the line\n{HEARD.format('For sales, press 1.')}",
        "The caller heard something else.\n-          For sales, press 1.\n-heard     [welcome.mp3]",
    ),
    "one sentence too many": Case(
        f"Given a caller on the line\nWhen the caller presses 9\n{HEARD.format('Thank you.' + chr(10) + '  Bye.')}",
        "The caller heard something else.\n-          Thank you.\n-expected  Bye.",
    ),
    "a sentence that is not among those that are heard": Case(
        'Given a caller on the line\nThen the caller hears, among other things, "For sales"',
        "The caller heard something else.\n-expected  For sales\n-heard     For sales, press 1.",
    ),
    "something where nothing is expected": Case(
        "Given a caller on the line\nThen the caller hears nothing",
        "The caller heard something else.\n-heard     For sales, press 1.\n-heard     [welcome.mp3]",
    ),
    "a conversation that leaves out what the caller did": Case(
        'When the caller dials then times out\nThen the conversation is:\n  """\n  Line: For sales, press 1.\n'
        '  Line: [welcome.mp3]\n  Line: Goodbye.\n  Line: hangs up\n  """',
        "heard     Caller: times out",
    ),
    "a wait of another length": Case(
        "When the caller dials then times out\nThen the caller was given 8 seconds to press a key",
        "The line waited 7 seconds.",
    ),
    "a wait that never was": Case(
        "When the caller dials then presses 1\nThen the caller was given 7 seconds to press a key",
        "The line has never waited for a key in vain: let the caller time out first.",
    ),
    "no queue": Case(
        'Given a caller on the line\nThen the caller waits in the queue "support"',
        "The line has put the caller into no queue.",
    ),
    "another queue": Case(
        'When the caller dials then presses 3\nThen the caller waits in the queue "billing"',
        "The line has put the caller into the queue 'support'.",
    ),
    "a queue that the caller has left": Case(
        "When the caller dials then presses 3 then is taken by an agent and talks for 60 seconds\n"
        'Then the caller waits in the queue "support"',
        "The caller waits no more.",
    ),
    # The line
    "a line that is no URL": Case(
        'Given the line "ivr.example"\nWhen the caller dials\nThen the line waits for the caller',
        "'ivr.example' is not the address of a line; write it like https://ivr.example/voice.",
    ),
    "a call that is not over": Case(
        "When the caller dials\nThen the call is over", "The line still waits for the caller."
    ),
    "a call that is over": Case(
        "When the caller dials then times out\nThen the line waits for the caller", "The call is over."
    ),
    "a call that was never answered": Case(
        'Given the line "https://ivr.example/closed"\nWhen the caller dials\nThen the call is over',
        "Twilio calls this busy.",
    ),
    "an application error that is expected is no end": Case(
        "When the caller dials then presses 4\nThen the call is over",
        "Nobody has hung up: Twilio has ended the call, for an application error.",
        "@twilio_logs_11200",
    ),
    "a call that takes longer": Case(
        "When the caller dials then times out\nThen the call takes at most 7 seconds",
        "The call has taken 10.543 seconds.",
    ),
    "nobody is called": Case(
        'When the caller dials\nThen the line calls "+1 415 555 0100"', "The line has called nobody."
    ),
    "somebody else is called": Case(
        'When the caller dials then presses 1\nThen the line calls "+1 415 555 0199"',
        "The line has called +14155550100.",
    ),
    "nobody is called who could see a number": Case(
        'When the caller dials\nThen the person called sees the number "+1 415 555 1212"', "The line has called nobody."
    ),
    "the person called sees another number": Case(
        'When the caller dials then presses 1\nThen the person called sees the number "+1 415 555 0199"',
        "The phone of the person called shows +14155551212.",
    ),
    "nothing is recorded": Case(
        "When the caller dials\nThen the line records the caller", "The line has recorded nothing."
    ),
    # The clock
    "a day that was another": Case(
        "Given it is 8:00PM on Friday 2 May 2026 in the time zone America/Chicago\nWhen the caller dials\n"
        "Then the line waits for the caller",
        "2 May 2026 is a Saturday, not a Friday.",
    ),
    "a time in another form": Case(
        "Given it is 20:00 on Friday 1 May 2026 in the time zone America/Chicago\nWhen the caller dials\n"
        "Then the line waits for the caller",
        "'20:00' is not a time; write",
    ),
    "a zone that is none": Case(
        "Given it is 8:00PM on Friday 1 May 2026 in the time zone America/Chikago\nWhen the caller dials\n"
        "Then the line waits for the caller",
        "There is no time zone 'America/Chikago'; write a place, such as America/Chicago.",
    ),
    # What Twilio logs
    "an error that Twilio logs": Case(
        'When the caller dials then presses 4\nThen the caller hears, among other things, "x"',
        f"Twilio would log an error, 11200: The application answered HTTP 404. {AT_NOWHERE}",
    ),
    "an error in the call with which a scenario begins": Case(
        'Given the line "https://ivr.example/nowhere"\nAnd a caller on the line\nThen the line waits for the caller',
        f"Twilio would log an error, 11200: The application answered HTTP 404. {AT_NOWHERE}",
    ),
    "an error in a step that fails anyway": Case(
        "When the caller dials then presses 4 then presses 1\nThen the line waits for the caller",
        "the call is over, because of Twilio's error 11200\n-Twilio would log an error, 11200: "
        f"The application answered HTTP 404. {AT_NOWHERE}",
    ),
    "an option that comes later": Case(
        "Given a caller on the line\nThen the caller can choose within 1 seconds",
        "The first option is heard after 1.7 seconds.",
    ),
    "a choice where there is none": Case(
        "When the caller dials then presses 9\nThen the caller can choose within 60 seconds",
        "Since the last action the line has offered no key.",
    ),
    "an answer that takes longer": Case(
        "When the caller dials then presses 9\nThen the caller has the answer within 1 seconds and 3 keys",
        " seconds and 1 key.",
    ),
    "an answer that takes more keys": Case(
        "When the caller dials then presses 9\nThen the caller has the answer within 60 seconds and 0 keys",
        " seconds and 1 key.",
    ),
    "an answer that is a question": Case(
        "When the caller dials\nThen the caller has the answer within 60 seconds and 3 keys",
        "There is no answer: since the last action the line has said nothing, or asks for more.",
    ),
    "a warning that Twilio logs": Case(
        "When the caller dials then presses 7\nThen the call is over",
        "If that is meant, tag the scenario @twilio_logs_",
    ),
    "a tag that names another number": Case(
        "When the caller dials then presses 4\nThen the line waits for the caller",
        "Twilio would log an error, 11200",
        "@twilio_logs_12100",
    ),
    "a number that never comes": Case(
        "When the caller dials then times out\nThen the call is over",
        "@twilio_logs_11200: Twilio was expected to log this, but did not.",
        "@twilio_logs_11200",
    ),
}
PASSING = {
    "the end of the document": Case("When the caller dials then times out\nThen the call is over", ""),
    "the line hangs up": Case("When the caller dials then presses 6\nThen the call is over", ""),
    "a call that takes no longer": Case(
        "When the caller dials then hangs up\nThen the call takes at most 60 seconds", ""
    ),
    "the caller hangs up": Case("When the caller dials then hangs up\nThen the call is over", ""),
    "an error whose number the tag names": Case(
        "When the caller dials then presses 4\nThen the caller hears, among other things, "
        '"We are sorry, an application error has occurred. Goodbye."',
        "",
        "@twilio_logs_11200",
    ),
    "white space as callers hear it": Case(
        'When the caller dials\nThen the caller hears:\n  """\n    For   sales, press 1.\n\n  [welcome.mp3]\n  """',
        "",
    ),
    "the number that is called": Case(
        'When the caller dials then presses 1\nThen the line calls "+1 (415) 555-0100"', ""
    ),
    "the number that the person called sees": Case(
        'When the caller dials then presses 1\nThen the person called sees the number "+1 (415) 555-1212"', ""
    ),
    "the time that the caller was given": Case(
        "When the caller dials then times out\nThen the caller was given 7 seconds to press a key", ""
    ),
    "an option that comes soon": Case("Given a caller on the line\nThen the caller can choose within 2 seconds", ""),
    "an answer that takes one key": Case(
        "When the caller dials then presses 9\nThen the caller has the answer within 30 seconds and 1 key", ""
    ),
    "nothing is heard": Case("When the caller dials then presses 6\nThen the caller hears nothing", ""),
    "the number of the caller": Case(
        'Given the caller\'s number is "+44 (20) 7946-0000"\nAnd the line "https://ivr.example/number"\n'
        f"When the caller dials\n{HEARD.format('You call from +442079460000.')}",
        "",
    ),
    "a withheld number": Case(
        'Given the caller\'s number is withheld\nAnd the line "https://ivr.example/number"\n'
        f"When the caller dials\n{HEARD.format('You call from anonymous.')}",
        "",
    ),
    "the time of the call": Case(
        "Given it is 8:00PM on Friday 1 May 2026 in the time zone America/Chicago\n"
        f'And the line "https://ivr.example/clock"\nWhen the caller dials\n{HEARD.format("01:00 on 2026-05-02")}',
        "",
    ),
    "played files and dialed people": Case(
        "When the caller dials then presses 1 then is put through and talks for 40 seconds\nThen the conversation is:\n"
        '  """\n  Line: For sales, press 1.\n  Line: [welcome.mp3]\n  Caller: presses 1\n  Line: calls +14155550100\n'
        "  Person called: answers\n  Twilio: puts the caller through to +14155550100\n  Caller: talks for 40 seconds\n"
        '  Person called: hangs up\n  Line: Thank you.\n  Line: hangs up\n  """',
        "",
    ),
    "recordings": Case(
        'When the caller dials then presses 2 then records for 12 seconds\nThen the conversation is:\n  """\n'
        "  Line: For sales, press 1.\n  Line: [welcome.mp3]\n  Caller: presses 2\n  Line: Speak now.\n"
        "  Line: records the caller\n  Caller: records for 12 seconds\n  Line: Thank you.\n  Line: hangs up\n"
        '  """\nAnd the line records the caller',
        "",
    ),
    "the queue": Case(
        'When the caller dials then presses 3\nThen the conversation is:\n  """\n  Line: For sales, press 1.\n'
        '  Line: [welcome.mp3]\n  Caller: presses 3\n  Line: puts the caller into the queue "support"\n'
        '  Line: Thank you.\n  """\nAnd the caller waits in the queue "support"',
        "",
    ),
}


def feature(cases: dict[str, Case]) -> str:
    """Return a feature with a scenario for each case."""
    scenarios = [f"  {case.tag}\n  Scenario: {title}\n{indent(case.steps, '    ')}\n" for title, case in cases.items()]
    return "Feature: No false green\n" + "\n".join(scenarios)


def outcomes(project: pytest.Pytester) -> dict[str, str]:
    """Return what is said of each scenario in the stream of the run, nothing if it passed."""
    suite = read_suite([project.path / "reports/messages.ndjson"])
    return {
        run.title: "" if run.status == "passed" else "\n".join([run.reason, *(step.message for step in run.steps)])
        for run in suite.runs
    }


def test_each_sentence_can_fail_and_says_why(project: pytest.Pytester, run: Project) -> None:
    run(feature(FAILING)).assert_outcomes(failed=len(FAILING))
    said = outcomes(project)
    wrong = {
        title: said[title]
        for title, case in FAILING.items()
        if any(part not in said[title] for part in case.message.split("\n-"))
    }
    assert wrong == {}


def test_what_is_right_passes(project: pytest.Pytester, run: Project) -> None:
    result = run(feature(PASSING))
    assert {title: text for title, text in outcomes(project).items() if text} == {}
    result.assert_outcomes(passed=len(PASSING))


def test_every_sentence_is_among_them() -> None:
    from pytest_ivr.journeys.sentences import caller, clock, line
    from pytest_ivr.living_docs.stream.registry import step_definitions

    files = {module.__file__ for module in (caller, clock, line)}
    steps = [
        re.sub(r"^(Given|When|Then|And) ", "", it)
        for case in [*FAILING.values(), *PASSING.values()]
        for it in case.steps.split("\n")
    ]
    unused = [
        it.sentence
        for it in step_definitions()
        if str(it.path) in files and not any(it.parser.is_matching(step) for step in steps)
    ]
    assert unused == []
