"""Which ways of the map are new, and which are gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..call_flow import END, CallFlow, build_call_flow
from ..menu_names import MenuName
from ..options import BY_ITSELF
from ..run import Run

WayKey = tuple[str, str, str]  # origin, option and target


def changed_ways(before: Sequence[Run], after: Sequence[Run], names: Sequence[MenuName]) -> tuple[list[str], list[str]]:
    """Return the ways that only the later runs took, and those that only the earlier ones did, as people read them."""
    flow = build_call_flow([*before, *after], names)
    old, new = ways(flow, before), ways(flow, after)
    same = reworded_nodes(flow, old, new)
    new = {(same.get(origin, origin), way, same.get(target, target)): it for (origin, way, target), it in new.items()}
    return only(new, old), only(old, new)


def only(mine: Mapping[WayKey, str], others: Mapping[WayKey, str]) -> list[str]:
    """Return what is in one and not in the other."""
    return [it for key, it in mine.items() if key not in others]


def ways(flow: CallFlow, runs: Iterable[Run]) -> dict[WayKey, str]:
    """Return the ways of a call flow that some runs took; that a call is over behind last words is none."""
    mine = set(map(id, runs))
    return {
        (it.origin, it.option, it.target): (
            f"from “{flow.by_id[it.origin].label}”, {it.option}, to “{flow.by_id[it.target].label}”"
        )
        for it in flow.transitions
        if not mine.isdisjoint(map(id, it.runs)) and (it.option, it.target) != (BY_ITSELF, END)
    }


def reworded_nodes(flow: CallFlow, before: Iterable[WayKey], after: Iterable[WayKey]) -> dict[str, str]:
    """Return the new nodes that stand for one that is gone: each the only one of its kind at its address."""
    found: dict[str, list[list[str]]] = {}
    old, new = ({id_ for origin, _, target in keys for id_ in (origin, target)} for keys in (before, after))
    for node in flow.nodes:
        if (node.id in old) != (node.id in new):
            found.setdefault(node.address, [[], []])[node.id in new].append(node.id)
    return {came[0]: gone[0] for gone, came in found.values() if len(gone) == len(came) == 1}
