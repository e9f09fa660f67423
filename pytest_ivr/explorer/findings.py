"""What is wrong with a line, as far as a walk through it shows: one function for each kind of fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..journeys.trouble import describe, logged
from ..living_docs.document.menu_names import MenuName, names_of
from .graph import Exploration, State, Way

ERROR, WARNING = "error", "warning"
TIMES_OUT, HANGS_UP = "times out", "hangs up"
LISTENS = frozenset({"Gather", "Record"})
PRESSES = re.compile(r"presses ([0-9*]+)#?(?: then times out)?|presses (#)")
KEYS = frozenset("0123456789*#")
QUERY = re.compile(r"\?[^\s),]*")  # one fault at one address is one, whatever else that says
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Finding:
    """A fault: its kind, how grave it is, what is wrong in a sentence, and the shortest call that shows it."""

    kind: str
    severity: str
    sentence: str
    actions: str


def findings(exploration: Exploration, names: Sequence[MenuName] = ()) -> list[Finding]:
    """Return the faults of a line that was walked, the grave ones first, each once; ``names`` are of ``menus.txt``."""
    found = [it for look in LOOKS for it in look(exploration)]
    if not exploration.stopped:
        found += never_reached(exploration, names)
    first = {(it.kind, QUERY.sub("", it.sentence)): it for it in sorted(found, key=length, reverse=True)}
    return sorted(first.values(), key=lambda it: (it.severity != ERROR, *length(it)))


def length(finding: Finding) -> tuple[int, int]:
    """Return how long the call of a fault is."""
    return finding.actions.count(" then "), len(finding.actions)


def troubles(exploration: Exploration) -> Iterator[Finding]:
    """Find what Twilio would log."""
    for way in exploration.ways:
        for event in logged(way.events):
            failed = event["event"] == "failed" or event.get("severity") == "error"
            severity, kind = (ERROR, "error") if failed else (WARNING, "warning")
            yield Finding(kind, severity, describe(event), way.path)


def stops(exploration: Exploration) -> Iterator[Finding]:
    """Find where the simulation cannot follow: documents that lead to each other without end, and what it lacks."""
    for way in exploration.ways:
        if way.stopped:
            kind, severity = ("endless", ERROR) if way.is_endless else ("not followed", WARNING)
            yield Finding(kind, severity, way.stopped, way.path)


def endless_silence(exploration: Exploration) -> Iterator[Finding]:
    """Find silent callers whom the line asks for ever, once for each circle."""
    known: set[State] = set()
    for state in exploration.states:
        seen: dict[State, None] = {}
        here: State | None = state
        while here and asks(here) and here not in seen and here not in known:
            seen[here] = None
            here = after_silence(here)
        if here in seen or (here and asks(here) and not here.is_walked and here.tries > 1):
            sentence = f"A caller who stays silent is asked for ever: {state.title!r} comes again and again."
            yield Finding("endless", ERROR, sentence, f"{state.by.path} then {TIMES_OUT}")
        known |= seen.keys()


def asks(state: State) -> bool:
    """Tell whether the line waits for the caller for a while, after which it goes on."""
    return state.verb in LISTENS and not state.is_held


def after_silence(state: State) -> State | None:
    """Return where silence leads."""
    return next((way.target for way in state.ways if way.action == TIMES_OUT), None)


def no_way_out(exploration: Exploration) -> Iterator[Finding]:
    """Find menus from which every action leads back to the same menu."""
    for state in exploration.states:
        ways = [way for way in state.ways if way.action != HANGS_UP]
        if asks(state) and ways and all(way.target and is_same_menu(way.target, state) for way in ways):
            sentence = f"Only hanging up leaves {state.title!r}: whatever a caller does leads back to it."
            yield Finding("no way out", ERROR, sentence, state.by.path)


def is_same_menu(one: State, other: State) -> bool:
    """Tell whether two states are one menu, at whatever try."""
    return one is other or (one.path, one.title, one.named) == (other.path, other.title, other.named)


def idle_keys(exploration: Exploration) -> Iterator[Finding]:
    """Find named keys that do what keys do that are not named."""
    for state in menus(exploration):
        usual = usual_outcome(state, named_in_pages(exploration, state))
        for key, way in pressed(state).items():
            if key in state.named and usual is not None and outcome(way) == usual:
                sentence = f"Key {key} is named at {state.title!r}, but does what any other key does."
                yield Finding("same as any other key", ERROR, sentence, way.path)


def secret_keys(exploration: Exploration) -> Iterator[Finding]:
    """Find keys that do something else than others, and that the line names nowhere at that address."""
    for state in menus(exploration):
        named = named_in_pages(exploration, state)
        usual, silence = usual_outcome(state, named), outcome_of_silence(state)
        for key, way in pressed(state).items():
            if key in named or key not in KEYS or usual is None or outcome(way) in (usual, silence):
                continue
            sentence = f"Key {key} does something at {state.title!r}, where it is not named."
            yield Finding("unnamed key", WARNING, sentence, way.path)


def named_in_pages(exploration: Exploration, state: State) -> set[str]:
    """Return the keys that are named in a menu, and in others at its address that share a sentence with it."""
    pages = (it for it in exploration.states if it.path == state.path and set(it.sentences) & set(state.sentences))
    return set().union(*(page.named for page in pages))


def menus(exploration: Exploration) -> Iterator[State]:
    """Yield the states in which keys are named."""
    return (state for state in exploration.states if state.verb == "Gather" and state.named)


def pressed(state: State) -> dict[str, Way]:
    """Return the ways of a state by the one key or number that is pressed."""
    found = ((PRESSES.fullmatch(way.action), way) for way in state.ways)
    return {match[1] or match[2]: way for match, way in found if match}


def usual_outcome(state: State, named: Collection[str]) -> Hashable | None:
    """Return what more than half of the digits do that are not named; None if they differ, or all are named."""
    outcomes = Counter(
        outcome(way) for key, way in pressed(state).items() if key not in named and key.isdigit() and len(key) == 1
    )
    return next((found for found, times in outcomes.most_common(1) if 2 * times > outcomes.total()), None)


def outcome_of_silence(state: State) -> Hashable | None:
    """Return what silence does."""
    return next((outcome(way) for way in state.ways if way.action == TIMES_OUT), None)


def outcome(way: Way) -> Hashable:
    """Return what a caller notices of an action, whatever numbers are told."""
    said = tuple(DIGITS.sub("0", sentence) for sentence in way.said)
    return said, way.stopped, way.target and (way.target.verb, way.target.path)


def silent_ends(exploration: Exploration) -> Iterator[Finding]:
    """Find silences behind which the line hangs up without a word."""
    for state in exploration.states:
        for way in state.ways:
            is_over = way.target is None and not way.stopped
            if asks(state) and way.action == TIMES_OUT and is_over and not way.said:
                sentence = f"A caller who stays silent at {state.title!r} hears not a word before the call ends."
                yield Finding("silent end", ERROR, sentence, way.path)


def sounds_alike(exploration: Exploration) -> Iterator[Finding]:
    """Find menus at different addresses that sound alike, where a key that is named does not do the same."""
    first: dict[tuple[str, ...], State] = {}
    for state in menus(exploration):
        other = first.setdefault(state.sentences, state)
        if other.path != state.path and differ(other, state):
            sentence = f"{state.title!r} is heard at {other.path} and at {state.path}, where its keys do other things."
            yield Finding("sounds alike", WARNING, sentence, state.by.path)


def differ(one: State, other: State) -> bool:
    """Tell whether a key that is named does not do the same in two menus."""
    mine, theirs = pressed(one), pressed(other)
    return any(outcome(mine[key]) != outcome(theirs[key]) for key in one.named & mine.keys() & theirs.keys())


def never_reached(exploration: Exploration, names: Iterable[MenuName]) -> Iterator[Finding]:
    """Find menus to which a name is given, and no call comes."""
    texts = {text for way in exploration.ways for text in (*way.said, *called(way))}
    for name in names:
        if not name.fits(texts):
            yield Finding("never reached", WARNING, f"No call comes to {name.name!r}, which menus.txt names.", "")


def called(way: Way) -> Iterator[str]:
    """Yield whom the line calls, and the names of queues and conferences, as ``menus.txt`` may have them."""
    for event in way.events:
        match event["event"]:
            case "dialing":
                yield from names_of(", ".join(event["to"]))
            case "queued":
                yield event["queue"]
            case "joined":
                yield event["conference"]


LOOKS: Sequence[Callable[[Exploration], Iterator[Finding]]] = (
    *(troubles, stops, endless_silence, no_way_out, idle_keys),
    *(secret_keys, silent_ends, sounds_alike),
)
