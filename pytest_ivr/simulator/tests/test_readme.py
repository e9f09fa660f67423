"""The README keeps its word: its example runs, its table is complete, and it names every action."""

import inspect
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import flask
import pytest

import pytest_ivr.simulator
from pytest_ivr.simulator import Call, Event
from pytest_ivr.simulator.dialogue import SENTENCES
from pytest_ivr.simulator.twiml.grammar import ELEMENTS, VERBS
from pytest_ivr.simulator.verbs import VERBS as SIMULATED

README = (Path(pytest_ivr.simulator.__file__).parent / "README.md").read_text()


def table(section: str) -> dict[str, str]:
    """Return the rows of a section's table by what their first cell names."""
    text = README.partition(f"## {section}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `([\w ]+)` \| (.+) \|$", text, re.MULTILINE))


ROWS = table("Verb by verb")
EVENTS = table("What happens, event by event")
KINDS = {get_args(kind.__annotations__["event"])[0]: kind for kind in get_args(Event)}


def my_ivr() -> ModuleType:
    """Return the application that the example calls."""
    app = flask.Flask("my_ivr")

    @app.post("/voice")
    def voice() -> str:
        return "<Response><Gather numDigits='1' action='/sales'><Say>For sales press 1</Say></Gather></Response>"

    @app.post("/sales")
    def sales() -> str:
        return "<Response><Dial>+14155550100</Dial><Say>Thank you for calling</Say></Response>"

    module = ModuleType("my_ivr")
    module.__dict__["app"] = app
    return module


def test_the_ten_lines_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    [example] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(example.strip().splitlines()) - 3 <= 10  # but for the imports and the empty line
    monkeypatch.setitem(sys.modules, "my_ivr", my_ivr())
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 (our own words)
    assert "Caller   talks for 40 seconds" in capsys.readouterr().out


def test_the_table_tells_every_verb_and_whom_a_call_can_be_connected_with() -> None:
    assert set(ROWS) == VERBS | (ELEMENTS["Dial"].children)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_the_table_tells_what_is_true(verb: str) -> None:
    assert ROWS[verb].startswith("unsupported") == (verb not in SIMULATED)


def test_the_table_of_events_is_complete() -> None:
    assert set(EVENTS) == set(KINDS) == set(SENTENCES)


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_of_events_tells_what_each_holds(kind: str) -> None:
    keys, meaning = EVENTS[kind].split("|")
    held = KINDS[kind].__annotations__
    optional = KINDS[kind].__optional_keys__
    expected = [f"{key}?" if key in optional else key for key in held if key not in ("second", "leg", "event")]
    assert re.findall(r"`(.+?)`", keys) == expected
    assert meaning.strip()


def test_every_action_is_in_the_readme() -> None:
    actions = {name for name, member in inspect.getmembers(Call, inspect.isfunction) if not name.startswith("_")}
    named = set(re.findall(r"`(?:call\.)?(\w+)\(", README))
    assert actions <= named
