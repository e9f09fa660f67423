"""A call, written down as a scenario that makes it again."""

from __future__ import annotations

from collections.abc import Sequence

from ..simulator import Call
from .notation import actions, conversation
from .prompts import Prompts, heard

FEATURE = """\
{feature}
{description}
  Scenario: {title}
{steps}"""


def first_feature(call: Call, givens: Sequence[str], prompts: Prompts) -> str:
    """Return a feature with one scenario: what a caller hears who dials, as it was in a call."""
    steps = [*as_steps("Given", givens), "When the caller dials"]
    sentences = heard(call.heard_events, prompts)
    steps += doc_string("Then the caller hears:", sentences) if sentences else ["Then the caller hears nothing"]
    description = "  What callers of this line experience. Say here in three lines who calls, and what for.\n"
    title = "A caller who dials hears the first words"
    return written("Feature: First call", title, description, [*steps, stand(call)])


def saved_call(call: Call, givens: Sequence[str], prompts: Prompts, title: str) -> str:
    """Return a feature with one scenario that makes the call again, and passes while the line stays as it is."""
    did = actions(call.transcript)
    steps = [*as_steps("Given", givens), f"When the caller {' then '.join(filter(None, ['dials', did]))}"]
    steps += doc_string("Then the conversation is:", conversation(call.transcript, prompts))
    description = (
        "  A call that somebody has made, saved as it was.\n"
        "  Move it under the rule that it is an example of, with a title that says how it ends.\n"
    )
    title = " ".join(title.split())
    return written(f"@saved\nFeature: {title}", title, description, [*steps, stand(call)])


def written(feature: str, title: str, description: str, steps: Sequence[str]) -> str:
    """Return a feature with one scenario."""
    lines = "".join(f"    {line}\n" for step in steps for line in step.splitlines())
    return FEATURE.format(feature=feature, title=title, description=description, steps=lines)


def as_steps(keyword: str, sentences: Sequence[str]) -> list[str]:
    """Return sentences as steps; a sentence may have a table below it."""
    return [f"{'And' if index else keyword} {sentence}" for index, sentence in enumerate(sentences)]


def doc_string(step: str, lines: Sequence[str]) -> list[str]:
    """Return a step with a doc string."""
    escaped = [line.replace('"""', '\\"\\"\\"') for line in lines]
    return [step, *(f"  {line}" for line in ('"""', *escaped, '"""'))]


def stand(call: Call) -> str:
    """Return the step that says how the call stands in the end."""
    return "And the call is over" if call.ended else "And the line waits for the caller"
