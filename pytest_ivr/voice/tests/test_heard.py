"""What callers hear, turn by turn."""

import pytest

from pytest_ivr.simulator import Event
from pytest_ivr.voice.heard import turns


def test_a_sentence_of_what_is_said_again_begins_where_it_is_first_said() -> None:
    said: Event = {"event": "said", "text": "One. Three.", "second": 2.0, "seconds": 6.0, "loops": 3}
    [turn] = turns("A call", [said])
    assert turn.said[0].sentences == [("One.", 2.0), ("Three.", pytest.approx(2 + 2 * 5 / 11))]
