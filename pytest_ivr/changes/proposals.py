"""The scenario that would notice a change: drafted from one that received the answer, and tried before it is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import pytest

from ..journeys.notation import conversation, did_so_far, together
from ..journeys.placing import unused
from ..journeys.prompts import Prompts
from ..journeys.secret_keys import masked
from ..living_docs.media_types import FILL_IN
from ..simulator import Call
from .answers import Answer, Received
from .drafting import as_givens, as_lines, asked_for, did_next, expectations, shown
from .plans import Plan

MOST_BEGINNINGS = 2  # scenarios from which a draft is made
MOST_SEEN = 6  # what callers of other scenarios do at the answer


class Trial(NamedTuple):
    """What came of lines that were tried: whether they are green, their call, and whether the changed answer came."""

    is_green: bool
    call: Call | None
    is_met: bool


Try = Callable[[pytest.Item, Sequence[str], Plan | None], Trial]


class Beginning(NamedTuple):
    """How a draft begins: the scenario that it is made from, its Givens, and what the caller does then."""

    item: pytest.Item
    givens: Sequence[str]
    did: str


@dataclass(frozen=True, eq=False)
class Draft:
    """A scenario that is green, and would notice some changes: where it was tried, its steps, and how it is told."""

    item: pytest.Item
    steps: Sequence[str]
    lines: Sequence[str]


class Drafts:
    """The drafts of a run. ``attempt`` runs steps in the place of a scenario's own, with or without a change."""

    def __init__(
        self, received: Mapping[pytest.Item, Received], attempt: Try, prompts: Prompts, secret: Collection[str]
    ) -> None:
        self.received = received
        self.attempt = attempt
        self.prompts = prompts
        self.secret = secret
        self.made: list[Draft] = []
        self.titles: set[str] = set()

    def that_notices(self, plan: Plan) -> tuple[Draft | None, bool]:
        """Return a draft that is red when a change is made, and whether anything tells the change from the answer.

        Nothing does where calls were tried, and none of them differed for anybody who was on the line.
        """
        for draft in self.made:
            if draft.item in plan.answers and not self.attempt(draft.item, draft.steps, plan).is_green:
                return draft, True
        is_told_apart, was_tried = False, False
        for item, way in self.ways(plan):
            usual = self.attempt(item, way, None)
            changed = self.attempt(item, way, plan) if usual.is_green and usual.call else usual
            if usual.call and changed.call and changed.is_met:
                was_tried = True
                if self.experienced(usual.call, usual.is_green) != self.experienced(changed.call, changed.is_green):
                    is_told_apart = True
                    made = self.draft(plan, item, way, usual.call)
                    if made:
                        return made, True
        return None, is_told_apart or not was_tried

    def ways(self, plan: Plan) -> Iterator[tuple[pytest.Item, list[str]]]:
        """Yield Givens and actions that come to the answer, and what may be done there."""
        further = self.nexts(plan)
        for beginning in islice(self.beginnings(plan), MOST_BEGINNINGS):
            for then in further:
                when = " then ".join(filter(None, (beginning.did, then)))
                yield beginning.item, [*beginning.givens, *([f"When the caller {when}"] if when else [])]

    def draft(self, plan: Plan, item: pytest.Item, way: Sequence[str], call: Call) -> Draft | None:
        """Return a draft of what is experienced on a way, if one can be made that notices a change."""
        for thens in expectations(call, self.prompts, self.secret):
            steps = [*way, *thens]
            if not self.attempt(item, steps, plan).is_green and self.attempt(item, steps, None).is_green:
                did = did_so_far(masked(call.transcript, self.secret, FILL_IN))
                title = unused(f"What a caller experiences who {did}", self.titles)
                self.titles.add(title)
                self.made.append(Draft(item, steps, shown(title, steps, call, self.secret)))
                return self.made[-1]
        return None

    def beginnings(self, plan: Plan) -> Iterator[Beginning]:
        """Yield how drafts may begin: as scenarios do that receive the answer, the easiest first."""
        for item, answer in sorted(plan.answers.items(), key=lambda it: ease(*it)):
            if answer.told is None:
                continue
            givens = as_lines(self.received[item].givens)
            did, given = did_so_far(answer.told), self.received[item].given
            if not answer.by_givens:
                before = did_so_far(given) if given else ""
                yield Beginning(item, givens, did.removeprefix(before).removeprefix(" then "))
                continue
            yield Beginning(item, givens, "")
            for number in reversed(range(len(givens))):
                others = as_givens([*givens[:number], *givens[number + 1 :]])
                there = self.attempt(item, others, None) if others else None
                if there is None or (there.is_green and there.call and not there.call.transcript):
                    yield Beginning(item, others, did)

    def nexts(self, plan: Plan) -> list[str]:
        """Return what a caller may do behind the answer: nothing, what others do there, what the document asks for."""
        seen = (did_next(it.told or (), self.received[item].transcript) for item, it in plan.answers.items())
        document = next(iter(plan.answers.values())).document
        asked = asked_for(document) if plan.is_about_acting else ("times out",)
        return list(dict.fromkeys(("", *islice(filter(None, seen), MOST_SEEN), *asked)))

    def experienced(self, call: Call, is_green: bool) -> object:
        """Return what everybody on the line has experienced in a call."""
        transcript = list(together(call.transcript))
        numbers = [event["attributes"].get("callerId") for event in transcript if event["event"] == "dialing"]
        stands = is_green, call.ended, call.status, call.second
        return conversation(transcript, self.prompts), numbers, stands


def ease(item: pytest.Item, answer: Answer) -> tuple[bool, bool, int]:
    """Return how hard it is to make a draft from a scenario: one that expects a number of Twilio's comes last."""
    expects = any(mark.name.startswith("twilio_logs") for mark in item.iter_markers())
    return expects, answer.by_givens, len(answer.told or ())
