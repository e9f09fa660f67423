"""The call in the reports of a run: as data for the living documentation, as a dialogue for everybody else."""

import json

import pytest

from ..living_docs.media_types import SETUP, TRANSCRIPT
from ..living_docs.stream.recording import Attach
from ..simulator import Call, Event, as_dialogue

CALL = pytest.StashKey[Call]()
EVENTS_OF_GIVENS = pytest.StashKey[list[Event]]()  # what had happened where the Givens ended


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    """Attach the call, however the scenario ended; show it to who reads of a failure, and to CI.

    Not step by step: keys that cut a sentence take back what was told after it.
    """
    item = request.node
    if CALL in item.stash:
        transcript = item.stash[CALL].transcript
        attach_call(transcript, item.stash.get(EVENTS_OF_GIVENS, []), request.getfixturevalue("attach"))
        item.add_report_section("call", "stdout", as_dialogue(transcript))


def attach_call(transcript: list[Event], events_of_givens: list[Event], attach: Attach) -> None:
    """Attach a call in two parts: its setup, which the Givens tell, and the rest."""
    known = {id(event) for event in events_of_givens}
    begun = next((place for place, event in enumerate(transcript) if id(event) not in known), len(transcript))
    for name, events in ((SETUP, transcript[:begun]), ("call", transcript[begun:])):
        if events:
            attach(json.dumps(events, ensure_ascii=False), TRANSCRIPT, name)
