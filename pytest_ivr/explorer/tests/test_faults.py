"""The faults that somebody else has put into lines are found, each by a shortest call, and none on the clean lines."""

from __future__ import annotations

from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest

from pytest_ivr.beside_features import read_words
from pytest_ivr.explorer import Exploration, Finding, Reading, explore, findings
from pytest_ivr.explorer.report import report
from pytest_ivr.line import Line
from pytest_ivr.living_docs.document.menu_names import menu_names
from pytest_ivr.simulator import WsgiTransport
from testbed.faults import CLEAN, FAULTS, Fault, features


def explored(application: WSGIApplication, line: str) -> tuple[Exploration, list[Finding]]:
    """Walk a line, and return what was found, and what is wrong with it."""
    names = menu_names(read_words(Path(features(line)) / "menus.txt").items())
    found = explore(
        Line("https://ivr.example/voice", WsgiTransport(application), "12345"), reading=Reading(names=names)
    )
    assert not found.stopped
    return found, findings(found, names)


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_line_has_no_fault(name: str) -> None:
    found, faults = explored(CLEAN[name](), name)
    assert faults == []
    assert "No fault was found." in report(found, faults)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_by_its_shortest_call(fault: Fault) -> None:
    found, faults = explored(fault.application(), fault.line)
    kinds = {fault.kind, "endless"} if fault.kind == "error" else {fault.kind}  # pages without end are an error too
    shortest = next(it for it in faults if it.kind in kinds)
    assert length_of(shortest.actions) <= length_of(fault.actions) + (fault.kind == "sounds alike")
    assert shortest.sentence in report(found, faults)


def length_of(actions: str) -> int:
    """Return how many actions a call has."""
    return len(actions.split(" then "))
