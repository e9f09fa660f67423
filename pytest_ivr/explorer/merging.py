"""Of states that behave alike one is kept.

Calls that come to the same document again and again are in several states as long as nobody knows whether the line
counts; and so are calls to which a menu was told in other words. If the line goes on from all of them in the same way,
they are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from .graph import State

Blocks = dict[State, int]  # by which number all are known that behaved alike so far


def merged(states: Sequence[State]) -> list[State]:
    """Return the states that differ, in their order; ways lead to those that are kept."""
    blocks = final_blocks(states)
    kept: dict[int, State] = {}
    for state in states:
        kept.setdefault(blocks[state], state)
    for state in kept.values():
        for way in state.ways:
            way.target = kept[blocks[way.target]] if way.target else None
    return list(kept.values())


def final_blocks(states: Sequence[State]) -> Blocks:
    """Return what each state is known by, by looking ever further ahead until that makes no more difference."""
    shared = shared_actions(states)
    blocks = numbered({state: same_kind(state) if state.is_walked else id(state) for state in states})
    while True:
        finer = numbered({it: (number, behavior(it, shared[same_kind(it)], blocks)) for it, number in blocks.items()})
        if len(set(finer.values())) == len(set(blocks.values())):
            return blocks
        blocks = finer


def same_kind(state: State) -> Hashable:
    """Return what states have in common that may be one: where other keys are named, other menus are."""
    return state.kind, state.named


def shared_actions(states: Sequence[State]) -> dict[Hashable, frozenset[str]]:
    """Return the actions that were tried in all states of the same kind."""
    found: dict[Hashable, list[frozenset[str]]] = defaultdict(list)
    for state in states:
        if state.is_walked:
            found[same_kind(state)].append(frozenset(way.action for way in state.ways))
    return defaultdict(frozenset, {it: frozenset.intersection(*actions) for it, actions in found.items()})


def behavior(state: State, actions: frozenset[str], blocks: Blocks) -> Hashable:
    """Return what comes of some actions in a state."""
    ways = (way for way in state.ways if way.action in actions)
    return frozenset((way.action, way.said, way.stopped, blocks[way.target] if way.target else None) for way in ways)


def numbered(known_by: dict[State, Hashable]) -> Blocks:
    """Return numbers in the place of longer names."""
    numbers: dict[Hashable, int] = defaultdict(lambda: len(numbers))
    return {state: numbers[name] for state, name in known_by.items()}
