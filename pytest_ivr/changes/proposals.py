"""The scenario that would notice a change: drafted from one that received the answer, and tried before it is told."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from pytest_bdd.parser import FeatureParser, Step

from ..journeys.notation import BETWEEN_ACTIONS, actions, conversation, together
from ..journeys.prompts import Prompts, heard, one_line
from ..journeys.saving import answer, as_steps, doc_string, indented, stand, written
from ..journeys.secret_keys import FILL_IN, HOW_TO_FILL_IN, masked
from ..journeys.trouble import logged
from ..living_docs.document.spoken_keys import named_keys
from ..simulator import Call, Event
from .answers import Answer, Received
from .documents import Document
from .kinds.spoken import units
from .plans import Plan

MOST_BEGINNINGS = 2  # scenarios from which a draft is made
MOST_SEEN = 6  # what callers of other scenarios do at the answer
LONG = 10_000  # seconds: nobody lets a caller speak or talk as long


class Trial(NamedTuple):
    """What came of steps that were tried: whether they are green, their call, and whether the changed answer came."""

    is_green: bool
    call: Call | None
    is_met: bool


Try = Callable[[pytest.Item, Sequence[str], Plan | None], Trial]


@dataclass(frozen=True)
class Beginning:
    """How a draft begins: the scenario that it is made from, its Givens, and what the caller does then."""

    item: pytest.Item
    givens: Sequence[str]
    did: str


@dataclass(frozen=True)
class Proposal:
    """A scenario that notices a change, or, without lines, why there is none.

    ``is_told_apart`` is False where calls were tried, and none of them differed for anybody who was on the line.
    """

    lines: Sequence[str]
    is_told_apart: bool = True


def proposal(
    plan: Plan, received: Mapping[pytest.Item, Received], attempt: Try, prompts: Prompts, secret: Collection[str]
) -> Proposal:
    """Return a scenario that is green while the line stays as it is, and red when a change is made."""
    is_told_apart, was_tried = False, False
    for beginning in islice(beginnings(plan, received, attempt), MOST_BEGINNINGS):
        for further in nexts(plan, received):
            when = " then ".join(filter(None, (beginning.did, further)))
            way = [*beginning.givens, *([f"When the caller {when}"] if when else [])]
            usual = attempt(beginning.item, way, None)
            changed = attempt(beginning.item, way, plan) if usual.is_green and usual.call else usual
            if not changed.is_met:
                continue
            was_tried = True
            if experienced(usual, prompts) != experienced(changed, prompts):
                is_told_apart = True
                for thens in expectations(usual.call, prompts):
                    lines = [*way, *thens]
                    if (
                        not attempt(beginning.item, lines, plan).is_green
                        and attempt(beginning.item, lines, None).is_green
                    ):
                        return Proposal(shown(plan, way, thens, usual.call, secret))
    return Proposal((), is_told_apart or not was_tried)


def beginnings(plan: Plan, received: Mapping[pytest.Item, Received], attempt: Try) -> Iterator[Beginning]:
    """Yield how drafts may begin: as scenarios do that receive the answer, the easiest first."""
    for item, answer_ in sorted(plan.answers.items(), key=lambda it: ease(*it)):
        givens = as_lines(received[item].givens)
        if answer_.told is None:
            continue
        did = did_so_far(answer_.told)
        if answer_.by_givens:
            yield Beginning(item, givens, "")
            for number in reversed(range(len(givens))):
                others = [*givens[:number], *givens[number + 1 :]]
                there = attempt(item, others, None) if others else None
                if there is None or (there.is_green and there.call and not there.call.transcript):
                    yield Beginning(item, as_givens(others), did)
        else:
            given = did_so_far(received[item].given) if received[item].given else ""
            yield Beginning(item, givens, did.removeprefix(given).removeprefix(" then "))


def ease(item: pytest.Item, answer_: Answer) -> tuple[bool, bool, int]:
    """Return how hard it is to make a draft from a scenario: one that expects a number of Twilio's comes last."""
    expects = any(mark.name.startswith("twilio_logs") for mark in item.iter_markers())
    return expects, answer_.by_givens, len(answer_.told or ())


def did_so_far(told: Iterable[Event]) -> str:
    """Return what the caller has done in a call, from dialing on."""
    return " then ".join(filter(None, ("dials", actions(told))))


def nexts(plan: Plan, received: Mapping[pytest.Item, Received]) -> list[str]:
    """Return what a caller may do behind the answer: nothing, what others do there, what the document asks for."""
    answers = [(item, it) for item, it in plan.answers.items() if it.told is not None]
    seen = (did_next(it.told or (), received[item].transcript) for item, it in answers)
    document = next(iter(plan.answers.values())).document
    asked = asked_for(document) if plan.is_about_acting else ("times out",)
    return list(dict.fromkeys(("", *islice(filter(None, seen), MOST_SEEN), *asked)))


def did_next(told: Sequence[Event], transcript: Sequence[Event]) -> str:
    """Return what the caller did next in a call."""
    before, whole = did_so_far(told), did_so_far(transcript)
    if not whole.startswith(f"{before} then "):
        return ""
    return BETWEEN_ACTIONS.split(whole.removeprefix(f"{before} then "))[0]


def asked_for(document: Document) -> Iterator[str]:
    """Yield what people may do when they hear a document."""
    tags = {str(element.tag) for element in document.iter()}
    said = [one_line(unit.text) for unit in units(document)]
    if "Gather" in tags:
        yield "times out"
        keys = list(dict.fromkeys(key for text in said for key in named_keys(text))) or ["1"]
        for text in said[:1]:
            yield from (f'presses {keys[0]}# during "{text}"', f'presses {keys[0]} during "{text}"')
        for key in (*keys[:2], "0", "#"):
            yield from (f"presses {key}", f"presses {key}#", f"presses {key}*", f"presses {key} then times out")
        yield 'says "hello"'
    if "Record" in tags:
        yield from ("records for 5 seconds", f"records for {LONG} seconds", "times out")
        yield from (f"presses {key}" for key in "#*1")
    if "Dial" in tags:
        yield from ("is put through and talks for 40 seconds", "gets no answer", "gets a busy tone")
    if "Enqueue" in tags:
        yield from ("is taken by an agent and talks for 60 seconds", "listens for 60 seconds")


def experienced(trial: Trial, prompts: Prompts) -> object:
    """Return what everybody on the line has experienced in a call."""
    if not trial.call:
        return None
    transcript = list(together(trial.call.transcript))
    shown_numbers = [event["attributes"].get("callerId") for event in transcript if event["event"] == "dialing"]
    stands = trial.is_green, trial.call.ended, trial.call.status, trial.call.second
    return conversation(transcript, prompts), shown_numbers, stands


def expectations(call: Call, prompts: Prompts) -> Iterator[list[str]]:
    """Yield what a scenario may expect of a call, the simplest first."""
    stands = stand(call)
    yield [*answer(heard(call.heard_events, prompts)), *stands]
    waited = [event["seconds"] for event in call.transcript if event["event"] == "silent"]
    if waited:
        yield [f"Then the caller was given {waited[-1]} seconds to press a key"]
    for event in call.transcript:
        if event["event"] == "dialing":
            yield [f'Then the line calls "{event["to"][0]}"']
            number = event["attributes"].get("callerId") or call.identity["From"]
            yield [f'Then the person called sees the number "{number}"']
    yield [*doc_string("Then the conversation is:", conversation(list(together(call.transcript)), prompts)), *stands]
    yield [f"Then the call takes at most {call.second:g} seconds"]


def as_lines(steps: Sequence[Step]) -> list[str]:
    """Return Givens as they stand in a feature, each with what stands below it."""
    sentences = []
    for step in steps:
        rows = (
            ["  | " + " | ".join(escaped(str(cell)) for cell in row) + " |" for row in step.datatable.raw()]
            if step.datatable
            else []
        )
        quoted = doc_string("", step.docstring.splitlines())[1:] if step.docstring is not None else []
        sentences.append("\n".join([step.name, *rows, *quoted]))
    return as_steps("Given", sentences)


def as_givens(lines: Sequence[str]) -> list[str]:
    """Return the lines of Givens of which the first may have been taken away."""
    return as_steps("Given", [line.partition(" ")[2] for line in lines])


def escaped(cell: str) -> str:
    """Return a text as it stands in a cell of a table."""
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")


@functools.lru_cache(maxsize=256)
def parsed(*lines: str) -> list[Step]:
    """Return the steps of a scenario with these lines: what is tried is what can be copied."""
    text = "\n".join(["Feature: A draft", *indented(written("A draft", lines))])
    with TemporaryDirectory() as folder:
        (Path(folder) / "draft.feature").write_text(text, encoding="utf-8")
        [template] = FeatureParser(folder, "draft.feature").parse().scenarios.values()
        return list(template.render({}).steps)


def shown(plan: Plan, way: Sequence[str], thens: Sequence[str], call: Call, secret: Collection[str]) -> list[str]:
    """Return the lines to copy; keys that are secret are left to fill in, and what Twilio has logged is expected."""
    open_ = actions(together(call.transcript))
    did = actions(masked(list(together(call.transcript)), secret, FILL_IN))
    notes = [f"# {HOW_TO_FILL_IN}"] if did != open_ else []
    steps = [step.replace(open_, did) if notes and step.startswith("When ") else step for step in (*way, *thens)]
    tags = " ".join(f"@twilio_logs_{number}" for number in sorted({event["code"] for event in logged(call.transcript)}))
    title = f"A caller who {' then '.join(filter(None, ('dials', did)))} would notice if {one_line(plan.change.words)}"
    return [*notes, *filter(None, [tags]), *written(title, steps)]
