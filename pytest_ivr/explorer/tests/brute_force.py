"""What the shortest call is that breaks a law on a drawn line, by trying all calls, and by the drawing alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .drawn_lines import KEYS, SILENCE, Drawing, Place, Step

MOST_ACTIONS = 5  # of the calls that are tried, dialing included
FEW_WORDS = frozenset({"Thank you.", "Sorry."})
STAR = "*"


class Trace(NamedTuple):
    """A call: what was done behind dialing, and where it rested before each; and what came of each."""

    drawing: Drawing
    did: tuple[str, ...]
    steps: tuple[Step, ...]  # of dialing first

    @property
    def places(self) -> list[Place]:
        """Where the call has rested."""
        return [step.place for step in self.steps if step.place]

    def sounds(self, place: Place | None) -> int | None:
        """Return the menu that callers take a place for; None where there is none."""
        return place and self.drawing.sound(place.menu)

    @property
    def is_over(self) -> bool:
        """Whether the line has hung up."""
        return self.steps[-1].place is None

    def named(self, place: Place) -> Mapping[str, object]:
        """Return the keys that a menu names."""
        return self.drawing.menus[place.menu].named

    def outcome(self, place: Place, did: str) -> Step:
        """Return what comes of something in a place."""
        return self.drawing.step(place, did)


Judge = Callable[[Trace], bool]


def traces(drawing: Drawing) -> Iterator[Trace]:
    """Yield all calls, the shortest first: in each menu the keys it names, one that it does not, and silence."""
    queue = [Trace(drawing, (), (drawing.after(["dials"]),))]
    for trace in queue:
        yield trace
        if not trace.is_over and len(trace.steps) < MOST_ACTIONS:
            for did in tried(trace.drawing, trace.places[-1]):
                queue.append(Trace(drawing, (*trace.did, did), (*trace.steps, drawing.step(trace.places[-1], did))))


def tried(drawing: Drawing, place: Place) -> list[str]:
    """Return what can be done in a place that may differ."""
    named = drawing.menus[place.menu].named
    return [*named, next(key for key in KEYS if key not in named), SILENCE]


def shortest(drawing: Drawing, judge: Judge) -> int | None:
    """Return how many actions the shortest call has that breaks a law; None if none of those that were tried does."""
    return next((len(trace.steps) for trace in traces(drawing) if judge(trace)), None)


def cannot_be_left(trace: Trace) -> bool:
    """A key was pressed where every key leads to the same menu."""
    if not trace.did or trace.did[-1] == SILENCE:
        return False
    here = trace.steps[-2].place
    assert here
    ends = [trace.outcome(here, did).place for did in tried(trace.drawing, here) if did != SILENCE]
    return all(trace.sounds(end) == trace.sounds(here) for end in ends)


def twice_again(trace: Trace) -> bool:
    """The same menu was heard three times in a row."""
    return not trace.is_over and len(set(map(trace.sounds, trace.places[-3:]))) == 1 and len(trace.places) > 2


def silence_unthanked(trace: Trace) -> bool:
    """Somebody fell silent, and the line went round, or hung up without thanks."""
    silent = len(trace.did) - len(tuple(silences_at_the_end(trace.did)))
    if silent == len(trace.did):
        return False
    if trace.is_over:
        return not any("Thank" in sentence for sentence in trace.steps[-1].said)
    blocks = trace.drawing.blocks()
    rested = [blocks[place] for place in trace.places[silent:]]
    return rested[-1] in rested[:-1]


def silences_at_the_end(did: Sequence[str]) -> Iterator[str]:
    """Yield the silences at the end."""
    for one in reversed(did):
        if one != SILENCE:
            return
        yield one


def other_last_words(trace: Trace) -> bool:
    """The line has hung up behind other words."""
    return trace.is_over and [sentence for step in trace.steps for sentence in step.said][-1] not in FEW_WORDS


def sorry(trace: Trace) -> bool:
    """The line has said that it is sorry."""
    return "Sorry." in trace.steps[-1].said


def trail(trace: Trace, until: int) -> list[Place]:
    """Return where a call has left the menus that it came through, and where it is after so many steps."""
    found: list[Place] = []
    for place in (step.place for step in trace.steps[:until]):
        if place and trace.named(place):
            menus, menu = [*map(trace.sounds, found)], trace.sounds(place)
            found = [*found[: menus.index(menu) if menu in menus else len(found)], place]
    return found


def left_by_star(trace: Trace, number: int) -> Place | None:
    """Return the place to which an action should lead back, if it is a star that is named."""
    here = trace.steps[number].place
    behind = trail(trace, number + 1)
    is_star = here and trace.did[number] == STAR and STAR in trace.named(here)
    return behind[-2] if is_star and len(behind) > 1 else None


def star_leads_elsewhere(trace: Trace) -> bool:
    """The last action was a star that did not lead back."""
    back = left_by_star(trace, len(trace.did) - 1) if trace.did else None
    return back is not None and trace.sounds(trace.steps[-1].place) != trace.sounds(back)


def comes_to_differ(trace: Trace, number: int, before: Place) -> bool:
    """Tell whether the keys behind an action do what they do in another place, but for the last one."""
    mine, its = trace.steps[number + 1].place, before
    keys = trace.did[number + 1 :]
    for index, key in enumerate(keys):
        if not (mine and its and key in trace.named(mine) and key in trace.named(its)):
            return False
        one, other = trace.outcome(mine, key), trace.outcome(its, key)
        if one.said != other.said:
            return index == len(keys) - 1
        mine, its = one.place, other.place  # type: ignore[assignment]
    return False


def turning_back_lost(trace: Trace) -> bool:
    """A star has led elsewhere, or back to where keys do other things."""
    if star_leads_elsewhere(trace):
        return True
    backs = ((number, left_by_star(trace, number)) for number in range(len(trace.did)))
    return any(back and comes_to_differ(trace, number, back) for number, back in backs)


def mistake_lost(trace: Trace) -> bool:
    """A menu came again, and its keys do other things."""
    pairs = ((number, one.place, other.place) for number, (one, other) in enumerate(pairwise(trace.steps)))
    return any(
        before
        and trace.named(before)
        and trace.sounds(before) == trace.sounds(again)
        and comes_to_differ(trace, number, before)
        for number, before, again in pairs
    )


def far_from_answer(trace: Trace) -> bool:
    """One choice was made, where it takes two or more to an answer."""
    if not trace.did or trace.is_over:
        return False
    here = trace.steps[-2].place
    assert here
    named = trace.named(here)
    return trace.did[-1] in named and all(trace.outcome(here, key).place for key in named)


def silence_chose(trace: Trace) -> bool:
    """Silence has led to another menu, or to what only a key gives."""
    if not trace.did or trace.did[-1] != SILENCE:
        return False
    here, there = trace.steps[-2].place, trace.steps[-1].place
    assert here
    if not trace.named(here):
        return False
    menu = trace.sounds(here)
    return trace.sounds(there) != menu if there else bool({*trace.steps[-1].said} & only_by_keys(trace, menu))


def only_by_keys(trace: Trace, menu: int | None) -> set[str]:
    """Return what is said first behind the keys of a menu that lead elsewhere, and nowhere without one."""
    keys, without = set(), set()
    for place in trace.drawing.reachable():
        for did in tried(trace.drawing, place):
            said, there = trace.outcome(place, did)
            if did in trace.named(place):
                if trace.sounds(place) == menu and said and trace.sounds(there) != menu:
                    keys.add(said[0])
            elif did != SILENCE or trace.sounds(place) != menu:
                without |= {*said}
    return keys - without
