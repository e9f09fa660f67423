"""Any call on any of the lines is a scenario that passes, and fails when the line says something else."""

import re
import shutil
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from gherkin.parser import Parser
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_ivr.configuration import configured_line
from pytest_ivr.ini import find_project
from pytest_ivr.journeys import notation
from pytest_ivr.journeys.prompts import read_prompts
from pytest_ivr.journeys.saving import saved_call
from pytest_ivr.phone.refusal import attempt
from pytest_ivr.simulator import Call
from testbed.lines import call_queue, one_url, opening_hours, phone_tree, signed, survey

from .journeys import JOURNEYS, run_journeys

LINES = (call_queue, one_url, opening_hours, phone_tree, signed, survey)
CALLS = 30  # on each line
ACTIONS = 7  # at the most, in each call
TITLES = st.sampled_from(["It ends well", 'A "title" | with <x>', "\\ @tag # no comment", "Scenario: é 🎬", "'", "<x>"])
SECONDS = st.sampled_from([0, 1, 2.5, 7, 40])
BY_NAME = {
    "press": ("presses {keys}{during}", "presses {keys}{during}"),
    "speak": ('says "{words}"{during}',),
    "mumble": ("mumbles",),
    "wait": ("times out",),
    "listen": ("listens for {seconds} seconds",),
    "record": (
        "records for {seconds} seconds",
        'records for {seconds} seconds saying "{words}" ending with #',
        "records for {seconds} seconds ending with a hang-up",
    ),
    "callee_answers": (
        "is put through and talks for {seconds} seconds",
        "is accepted with 1 and talks for {seconds} seconds",
        "is accepted with 2 and talks for {seconds} seconds",
    ),
    "callee_no_answer": ("gets no answer",),
    "callee_busy": ("gets a busy tone",),
    "callee_failed": ("cannot be put through",),
    "conference_ends": ("is put through and talks for {seconds} seconds",),
    "agent_takes": ("is taken by an agent and talks for {seconds} seconds",),
}


def drawn_action(data: st.DataObject, line: ModuleType, call: Call) -> str:
    """Return what somebody does next: most often what a menu of the line knows, and is possible."""
    ways = " ".join(way for ways in line.MAP.values() for way in ways)
    known = {"keys": sorted(set(re.findall(r"presses ([0-9*#]+)", ways))), "words": re.findall('says "(.+?)"', ways)}
    heard = [event["text"] for event in call.heard_events if event["event"] == "said"]
    during = data.draw(st.sampled_from(["", "", "", *[f' during "{text}"' for text in heard if '"' not in text]]))
    possible = [form for name in call.possible for form in BY_NAME.get(name, ())] * 3
    form = data.draw(st.sampled_from([*possible, *(form for forms in BY_NAME.values() for form in forms[:1])]))
    keys, words = (data.draw(st.sampled_from(known[name] or ["7"])) for name in ("keys", "words"))
    return data.draw(
        st.sampled_from([form.format(keys=keys, words=words, during=during, seconds=data.draw(SECONDS))] * 9)
        | st.just(f"hangs up{during}")
    )


@pytest.fixture
def features(line: ModuleType, tmp_path: Path) -> Path:
    """An empty folder for features, with the words of the files that a line plays."""
    prompts = JOURNEYS / name_of(line) / "features" / "prompts.txt"
    if prompts.exists():
        shutil.copy(prompts, tmp_path)
    return tmp_path


def name_of(line: ModuleType) -> str:
    """Return by which name a line has its journeys."""
    return line.__name__.rpartition(".")[-1]


@pytest.mark.parametrize("line", LINES, ids=name_of)
def test_any_call_that_is_saved_passes_and_fails_when_the_line_says_something_else(
    line: ModuleType, features: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(JOURNEYS / name_of(line))
    project = find_project(Path.cwd())
    dialed = configured_line(project.settings({}), project.root)
    prompts = read_prompts(features / "any.feature", features)
    scenarios: list[str] = []

    @settings(max_examples=CALLS, deadline=None)
    @given(st.data())
    def call_and_save(data: st.DataObject) -> None:
        call, _, _ = attempt(dialed.new_call(), Call.dial)
        for _ in range(data.draw(st.integers(0, ACTIONS))):
            if not call.ended:
                actions = drawn_action(data, line, call)
                call, _, _ = attempt(call, lambda it, actions=actions: notation.perform(it, actions))  # type: ignore[misc]  # bound at once
        title, is_short = f"{data.draw(TITLES)} {len(scenarios)}", data.draw(st.booleans())
        scenarios.append(saved_call(call, dialed.givens(call), prompts, title, is_short=is_short))
        assert len(Parser().parse(scenarios[-1])["feature"]["children"]) == 1

    call_and_save()
    for number, scenario in enumerate(scenarios):
        changed = with_a_word_changed(scenario)
        assert changed != scenario
        (features / f"saved_{number}.feature").write_text(scenario, encoding="utf-8")
        (features / f"changed_{number}.feature").write_text(changed, encoding="utf-8")
    ran = run_journeys(name_of(line), features / "messages.ndjson", "-c", "pytest.ini", str(features))
    statuses = Counter((Path(it.uri).name.partition("_")[0], it.status) for it in ran.suite.runs)
    assert statuses == {("saved", "passed"): len(scenarios), ("changed", "failed"): len(scenarios)}, ran.printed


def with_a_word_changed(scenario: str) -> str:
    """Return a scenario with another word in the last sentence that it quotes."""
    steps, quoted, end = scenario.rsplit('"""', 2)
    last = [line for line in quoted.splitlines() if is_sentence(line, "Line: " in quoted)][-1]
    return f'{steps}"""{quoted.replace(last, f"{last} indeed")}"""{end}'


def is_sentence(line: str, is_conversation: bool) -> bool:
    """Tell whether a quoted line is a sentence of the line."""
    return bool(line.strip()) and (not is_conversation or line.lstrip().startswith("Line: "))
