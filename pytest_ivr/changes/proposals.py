"""The scenario that would notice a change: drafted from one that received the answer, and tried before it is told."""

from __future__ import annotations

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
from ..journeys.saving import WAITS, answer, as_steps, doc_string, indented, stand, written
from ..journeys.secret_keys import FILL_IN, HOW_TO_FILL_IN, masked
from ..living_docs.document.spoken_keys import named_keys
from ..simulator import Call, Event
from .answers import Answer, Received
from .documents import Document
from .kinds.spoken import units
from .plans import Plan

MOST_BEGINNINGS = 4  # scenarios from which a draft is made
MOST_SEEN = 6  # what callers of other scenarios do at the answer
LONG = 10_000  # seconds: nobody lets a caller speak or talk as long


class Trial(NamedTuple):
    """What came of steps that were tried: whether they are green, their call, and whether the changed answer came."""

    is_green: bool
    call: Call | None
    is_met: bool


Try = Callable[[pytest.Item, Sequence[Step], Plan | None], Trial]


@dataclass(frozen=True)
class Beginning:
    """How a draft begins: the scenario that it is made from, its Givens, and what the caller has done up to the answer."""

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
    was_tried = False
    for beginning in islice(beginnings(plan, received, attempt), MOST_BEGINNINGS):
        for further in nexts(plan, received):
            when = " then ".join(filter(None, (beginning.did, further)))
            way = [*beginning.givens, *([f"When the caller {when}"] if when else [])]
            usual, changed = (attempt(beginning.item, parsed(way), made) for made in (None, plan))
            if not usual.is_green or not usual.call or not changed.is_met:
                continue
            was_tried = True
            if experienced(usual, prompts) != experienced(changed, prompts):
                for thens in expectations(usual.call, prompts):
                    steps = parsed([*way, *thens])
                    if attempt(beginning.item, steps, None).is_green and not attempt(beginning.item, steps, plan).is_green:
                        return Proposal(shown(title(plan), way, thens, usual.call, secret))
    return Proposal((), is_told_apart=not was_tried)


def beginnings(plan: Plan, received: Mapping[pytest.Item, Received], attempt: Try) -> Iterator[Beginning]:
    """Yield how drafts may begin: as scenarios do that receive the answer, those first that come to it with few words."""
    for item, answer_ in sorted(plan.answers.items(), key=lambda it: ease(*it)):
        givens = as_lines(received[item].givens)
        if answer_.told is None:
            continue
        did = did_so_far(answer_.told)
        if answer_.by_givens:
            yield Beginning(item, givens, "")
            for number in reversed(range(len(givens))):
                others = [*givens[:number], *givens[number + 1 :]]
                there = attempt(item, parsed(others), None) if others else None
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
    return list(dict.fromkeys(("", *islice(filter(None, seen), MOST_SEEN), *asked_for(document))))


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
        for key in (*keys[:3], "0", "#"):
            yield from (f"presses {key}", f"presses {key}#", f"presses {key}*", f"presses {key} then times out")
        for text in said[:1]:
            yield from (f'presses {keys[0]}# during "{text}"', f'presses {keys[0]} during "{text}"')
        yield 'says "hello"'
    if "Record" in tags:
        yield from ("records for 5 seconds", f"records for {LONG} seconds", "times out")
        yield from (f"records for 5 seconds ending with {key}" for key in "#*1")
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
            if event["attributes"].get("callerId"):
                yield [f'Then the person called sees the number "{event["attributes"]["callerId"]}"']
    yield [*doc_string("Then the conversation is:", conversation(list(together(call.transcript)), prompts)), *stands]
    yield [f"Then the call takes at most {call.second:g} seconds"]


def as_lines(steps: Sequence[Step]) -> list[str]:
    """Return Givens as they stand in a feature, each with what stands below it."""
    sentences = []
    for step in steps:
        rows = ["  | " + " | ".join(escaped(cell) for cell in row) + " |" for row in step.datatable.raw()] if step.datatable else []
        quoted = doc_string("", step.docstring.splitlines())[1:] if step.docstring is not None else []
        sentences.append("\n".join([step.name, *rows, *quoted]))
    return as_steps("Given", sentences)


def as_givens(lines: Sequence[str]) -> list[str]:
    """Return the lines of Givens of which the first may have been taken away."""
    return as_steps("Given", [line.partition(" ")[2] for line in lines])


def escaped(cell: str) -> str:
    """Return a text as it stands in a cell of a table."""
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")


def parsed(lines: Sequence[str]) -> list[Step]:
    """Return the steps of a scenario with these lines: what is tried is what can be copied."""
    text = "\n".join(["Feature: A draft", *indented(written("A draft", lines))])
    with TemporaryDirectory() as folder:
        (Path(folder) / "draft.feature").write_text(text, encoding="utf-8")
        [template] = FeatureParser(folder, "draft.feature").parse().scenarios.values()
        return list(template.render({}).steps)


def title(plan: Plan) -> str:
    """Return a title for a draft."""
    return f"It is noticed if {one_line(plan.change.words)}"


def shown(
    name: str, way: Sequence[str], thens: Sequence[str], call: Call, secret: Collection[str]
) -> list[str]:
    """Return the lines to copy; keys that are secret are left to fill in."""
    if secret and way[-1].startswith("When "):
        shown_keys = actions(masked(list(together(call.transcript)), secret, FILL_IN))
        if FILL_IN in shown_keys:
            way = [*way[:-1], f"When the caller dials then {shown_keys}"]
            return [f"# {HOW_TO_FILL_IN}", *written(name, [*way, *thens])]
    return written(name, [*way, *thens])
