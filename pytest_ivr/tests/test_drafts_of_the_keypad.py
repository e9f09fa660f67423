"""What the document drafts when nobody has said what happens is in the words of the journeys."""

import pytest

from pytest_ivr.journeys.notation import read
from pytest_ivr.living_docs.document.keypad import written
from pytest_ivr.living_docs.media_types import MASK
from pytest_ivr.simulator import Event

DONE = [
    ({"event": "dialed", "number": "+15550100"}, "dials"),
    ({"event": "pressed", "keys": "12#"}, "presses 12#"),
    ({"event": "spoke", "words": "sales"}, 'says "sales"'),
    ({"event": "mumbled"}, "mumbles"),
    ({"event": "silent", "seconds": 5}, "times out"),
    ({"event": "listened", "seconds": 20}, "listens for 20 seconds"),
    ({"event": "recorded", "seconds": 1.5, "finish": ""}, "records for 1.5 seconds"),
    (
        {"event": "recorded", "seconds": 2, "words": "Hello", "finish": "#"},
        'records for 2 seconds saying "Hello" ending with #',
    ),
    ({"event": "recorded", "seconds": 2, "finish": "hangup"}, "records for 2 seconds ending with a hang-up"),
    ({"event": "hung up", "by": "the caller"}, "hangs up"),
    ({"event": "callee", "does": "answers", "seconds": 40}, "is put through and talks for 40 seconds"),
    (
        {"event": "callee", "does": "answers", "who": "+15550101", "seconds": 9},
        'is put through to "+15550101" and talks for 9 seconds',
    ),
    ({"event": "callee", "does": "does not answer"}, "gets no answer"),
    ({"event": "callee", "does": "is busy"}, "gets a busy tone"),
    ({"event": "callee", "does": "cannot be reached"}, "cannot be put through"),
    ({"event": "connected", "to": "an agent", "seconds": 60}, "is taken by an agent and talks for 60 seconds"),
    ({"event": "connected", "to": "Team", "seconds": 9}, "is put through and talks for 9 seconds"),
]
NOT_DONE = [
    {"event": "said", "text": "Welcome!"},
    {"event": "hung up", "by": "the line"},
    {"event": "silent", "seconds": 5, "listening": True},
    {"event": "pressed", "keys": "1", "leg": "callee"},
    {"event": "callee", "does": "hangs up"},
    {"event": "callee", "does": "at +15550100 is busy"},
    {"event": "connected", "to": "+15550100"},
]
FOLLOWING: list[Event] = [{"event": "connected", "to": "+15550100", "second": 9.0}]


@pytest.mark.parametrize(("event", "action"), DONE)
def test_what_people_do_is_written_as_journeys_read_it(event: Event, action: str) -> None:
    assert written(event, FOLLOWING) == action
    read(action)


@pytest.mark.parametrize("event", NOT_DONE)
def test_what_is_told_is_no_action(event: Event) -> None:
    assert not written(event, FOLLOWING)


def test_who_is_called_may_have_to_take_the_call() -> None:
    answers: Event = {"event": "callee", "does": "answers", "seconds": 40, "second": 1.0}
    taken: Event = {"event": "pressed", "keys": "1", "leg": "callee", "second": 2.0}
    assert written(answers, [taken, *FOLLOWING]) == "is accepted with 1 and talks for 40 seconds"


def test_secret_keys_are_left_to_fill_in() -> None:
    with pytest.raises(ValueError, match="stands for keys that were pressed in confidence"):
        read(written({"event": "pressed", "keys": MASK, "second": 1.0}, ()))
