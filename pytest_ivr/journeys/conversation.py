"""The call in the reports of a run: as data for the living documentation, as a dialogue for everybody else."""

import json
from collections.abc import Sequence

import pytest

from ..living_docs.media_types import CALL_AS_TEXT, SETUP, TRANSCRIPT
from ..living_docs.stream.recording import Attach
from ..simulator import Call, Event, as_dialogue
from .secret_keys import masked

SECRET_KEYS = pytest.StashKey[Sequence[str]]()
CALL = pytest.StashKey[Call]()
EVENTS_OF_GIVENS = pytest.StashKey[list[Event]]()  # what had happened where the Givens ended


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    """Attach the call, however the scenario ended; show it to who reads of a failure, and to CI.

    Not step by step: keys that cut a sentence take back what was told after it.
    """
    item = request.node
    if CALL in item.stash:
        transcript = item.stash[CALL].transcript
        known = {id(event) for event in item.stash.get(EVENTS_OF_GIVENS, [])}
        begun = next((index for index, event in enumerate(transcript) if id(event) not in known), len(transcript))
        shown = masked(transcript, item.config.stash[SECRET_KEYS])
        attach = request.getfixturevalue("attach")
        attach_call(shown, begun, attach)
        attach(as_dialogue(shown), CALL_AS_TEXT, "the call")
        item.add_report_section("call", "stdout", as_dialogue(shown))


def attach_call(transcript: list[Event], begun: int, attach: Attach) -> None:
    """Attach a call in two parts: its setup, which the Givens tell, and what happened from an index on."""
    for name, events in ((SETUP, transcript[:begun]), ("call", transcript[begun:])):
        if events:
            attach(json.dumps(events, ensure_ascii=False), TRANSCRIPT, name)
