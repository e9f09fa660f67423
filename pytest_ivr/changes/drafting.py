"""How a scenario is drafted: its Givens as they stand in a feature, what people may do, and what may be expected."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pytest_bdd.parser import FeatureParser, Step

from ..journeys.notation import BETWEEN_ACTIONS, conversation, did_so_far, together
from ..journeys.prompts import Prompts, heard, one_line
from ..journeys.saving import answer, as_steps, as_written, doc_string, indented, stand, written
from ..journeys.secret_keys import HOW_TO_FILL_IN, masked
from ..journeys.trouble import logged
from ..living_docs.document.spoken_keys import named_keys
from ..living_docs.media_types import FILL_IN
from ..simulator import Call, Event
from .documents import Document
from .kinds.spoken import units

KEYS = re.compile(r"(?<=presses )[0-9*#]+")
LONG = 10_000  # seconds: nobody lets a caller speak or talk as long


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
            yield from (f'presses {keys[0]} during "{text}"', f'presses {keys[0]}# during "{text}"')
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


def expectations(call: Call, prompts: Prompts, secret: Collection[str] = ()) -> Iterator[list[str]]:
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
    told = conversation(masked(list(together(call.transcript)), secret), prompts)
    yield [*doc_string("Then the conversation is:", told), *stands]
    yield [f"Then the call takes at most {call.second:g} seconds"]


def as_lines(steps: Iterable[Step]) -> list[str]:
    """Return Givens as they stand in a feature, each with what stands below it."""
    return as_steps("Given", list(map(as_written, steps)))


def as_givens(lines: Sequence[str]) -> list[str]:
    """Return the lines of Givens of which the first may have been taken away."""
    return as_steps("Given", [line.partition(" ")[2] for line in lines])


@functools.lru_cache(maxsize=256)
def parsed(*lines: str) -> list[Step]:
    """Return the steps of a scenario with these lines: what is tried is what can be copied."""
    text = "\n".join(["Feature: A draft", *indented(written("A draft", lines))])
    with TemporaryDirectory() as folder:
        (Path(folder) / "draft.feature").write_text(text, encoding="utf-8")
        [template] = FeatureParser(folder, "draft.feature").parse().scenarios.values()
        return list(template.render({}).steps)


def shown(title: str, lines: Sequence[str], call: Call, secret: Collection[str]) -> list[str]:
    """Return the scenario to copy; keys that are secret are left to fill in, and what Twilio has logged is expected."""
    pairs = zip(call.transcript, masked(call.transcript, secret, FILL_IN), strict=True)
    hidden = {str(was.get("keys") or was.get("what")) for was, now in pairs if was != now and "parameters" not in was}
    notes = [f"# {HOW_TO_FILL_IN}"] if hidden else []
    lines = [KEYS.sub(lambda found: FILL_IN if is_secret(found[0], hidden) else found[0], line) for line in lines]
    tags = " ".join(f"@twilio_logs_{number}" for number in sorted({event["code"] for event in logged(call.transcript)}))
    return [*notes, *filter(None, [tags]), *written(title, lines)]


def is_secret(keys: str, hidden: Collection[str]) -> bool:
    """Tell whether keys are, or have in them, some that are hidden: a call has them in pieces or whole."""
    return any(keys in it or it in keys for it in hidden)
