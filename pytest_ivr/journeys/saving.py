"""A call, written down as a scenario that makes it again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from pytest_bdd.parser import Step

from ..living_docs.document.written_actions import Event
from ..living_docs.media_types import FILL_IN, MASK
from ..simulator import Call
from .notation import actions, conversation, together
from .prompts import Prompts, heard, one_line
from .secret_keys import HOW_TO_FILL_IN, masked
from .trouble import logged

FIRST_CALL = "  What callers of this line experience. Say here in three lines who calls, and what for."
SAVED_CALL = """\
  A call that somebody has made, saved as it was.
  Move it under the rule that it is an example of, with a title that says how it ends."""
UNTITLED = "A call without a title"
HANGS_UP = re.compile("(?:^| then )hangs up$")
OVER, WAITS = "And the call is over", "And the line waits for the caller"
# What somebody does, and is answered behind it; where something else was done, an answer may begin before it.
DONE = frozenset({"dialed", "pressed", "spoke", "mumbled", "recorded", "silent"})
OTHERWISE = frozenset({"listened", "callee", "connected", "hung up"})


def first_feature(call: Call, givens: Sequence[str], prompts: Prompts) -> str:
    """Return a feature with one scenario: what a caller hears who dials, as it was in a call."""
    steps = [*as_steps("Given", givens), "When the caller dials", *answer(heard(call.heard_events, prompts))]
    scenario = written("A caller who dials hears the first words", [*steps, *stand(call)])
    return "\n".join(["Feature: First call", FIRST_CALL, "", *indented(scenario), ""])


def saved_call(
    call: Call,
    givens: Sequence[str],
    prompts: Prompts,
    title: str,
    *,
    secret: Collection[str] = (),
    is_short: bool = False,
    comment: str = "",
) -> str:
    """Return a feature with one scenario that makes the call again, and passes while the line stays as it is.

    See ``saved_scenario``; a comment stands above all.
    """
    title = one_line(title) or UNTITLED
    scenario = saved_scenario(call, givens, prompts, title, secret=secret, is_short=is_short)
    comments = [f"# {comment}"] if comment else []
    return "\n".join([*comments, "@saved", f"Feature: {title}", SAVED_CALL, "", *indented(scenario), ""])


def saved_scenario(
    call: Call,
    givens: Sequence[str],
    prompts: Prompts,
    title: str,
    *,
    secret: Collection[str] = (),
    is_short: bool = False,
) -> list[str]:
    """Return the lines of a scenario that makes a call again.

    ``givens`` begin it; ``prompts`` are the words of played files. Keys that are pressed at the paths ``secret`` are
    left to fill in, and what Twilio has logged is expected. If it is to be short, it quotes the last answer only,
    where there is one.
    """
    transcript = list(together(call.transcript))
    answered = up_to_the_answer(transcript) if is_short else ()
    told = answered or transcript
    did = actions(to_fill_in(masked(told, secret, FILL_IN)))
    steps = [*as_steps("Given", givens), f"When the caller {' then '.join(filter(None, ['dials', did]))}"]
    if answered:
        steps += answer(heard(last_answer(answered), prompts))
    else:
        steps += doc_string("Then the conversation is:", conversation(masked(transcript, secret), prompts))
    steps += stand(call) if told[-1:] == transcript[-1:] else [WAITS]
    tags = " ".join(f"@twilio_logs_{number}" for number in sorted({event["code"] for event in logged(told)}))
    notes = [f"# {HOW_TO_FILL_IN}"] if FILL_IN in did else []
    return [*notes, *filter(None, [tags]), *written(one_line(title) or UNTITLED, steps)]


def to_fill_in(transcript: Iterable[Event]) -> list[Event]:
    """Return a call in which keys that came masked, as from a log, are left to fill in."""
    return [{**event, "keys": FILL_IN} if event.get("keys") == MASK else event for event in transcript]


def up_to_the_answer(transcript: Sequence[Event]) -> Sequence[Event]:
    """Return a call up to the last answer, without the hang-up of a caller who has heard enough; empty without one."""
    told = transcript
    if HANGS_UP.search(actions(transcript)):
        told = transcript[: next(index for index, event in enumerate(transcript) if event["event"] == "hung up")]
    return told if last_answer(told) else ()


def last_answer(transcript: Sequence[Event]) -> list[Event]:
    """Return what was heard behind what somebody has done last, if that is what is heard since then."""
    did = [index for index, event in enumerate(transcript) if event["event"] in DONE and "leg" not in event]
    if any(event["event"] in OTHERWISE and event.get("by") != "the line" for event in transcript):
        return []
    return [event for event in transcript[did[-1] :] if event["event"] in ("said", "played") and "leg" not in event]


def written(title: str, steps: Sequence[str]) -> list[str]:
    """Return the lines of a scenario."""
    return [f"Scenario: {title}", *indented(line for step in steps for line in step.splitlines())]


def indented(lines: Iterable[str]) -> list[str]:
    """Return lines, moved in."""
    return [f"  {line}" for line in lines]


def as_steps(keyword: str, sentences: Sequence[str]) -> list[str]:
    """Return sentences as steps; a sentence may have a table below it."""
    return [f"{'And' if index else keyword} {sentence}" for index, sentence in enumerate(sentences)]


def answer(sentences: Sequence[str]) -> list[str]:
    """Return the step that says what is heard."""
    return doc_string("Then the caller hears:", sentences) if sentences else ["Then the caller hears nothing"]


def doc_string(step: str, lines: Sequence[str]) -> list[str]:
    """Return a step with a doc string."""
    escaped = [line.replace('"""', '\\"\\"\\"') for line in lines]
    return [step, *(f"  {line}" for line in ('"""', *escaped, '"""'))]


def as_written(step: Step) -> str:
    """Return a step as it stands in a feature, without its keyword, with its table and doc string."""
    table = step.datatable.raw() if step.datatable else ()
    rows = ("  | " + " | ".join(escaped(str(cell)) for cell in row) + " |" for row in table)
    quoted = doc_string("", step.docstring.splitlines())[1:] if step.docstring is not None else ()
    return "\n".join([step.name, *rows, *quoted])


def escaped(cell: str) -> str:
    """Return a text as it stands in a cell of a table."""
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")


def stand(call: Call) -> list[str]:
    """Return the step that says how the call stands in the end; none for one that nobody on the line has ended."""
    if not call.ended:
        return [WAITS]
    by_twilio = any(event["event"] == "hung up" and event["by"] == "Twilio" for event in call.transcript)
    return [] if by_twilio or call.status != "completed" else [OVER]
