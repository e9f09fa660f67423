"""The README keeps its word: its example runs, its table is complete, and it names every act."""

import inspect
import re
import sys
from pathlib import Path
from types import ModuleType

import flask
import pytest

import pytest_ivr.simulator
from pytest_ivr.simulator import Call
from pytest_ivr.simulator.twiml.grammar import ELEMENTS, VERBS
from pytest_ivr.simulator.verbs import VERBS as SIMULATED

README = (Path(pytest_ivr.simulator.__file__).parent / "README.md").read_text()
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", README, re.MULTILINE))


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


def test_every_act_is_in_the_readme() -> None:
    acts = {name for name, member in inspect.getmembers(Call, inspect.isfunction) if not name.startswith("_")}
    named = set(re.findall(r"`(?:call\.)?(\w+)\(", README))
    assert acts <= named
