"""What an exploration of the line says of itself, and the scenarios that it has drafted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from textwrap import dedent

from ..stream.envelopes import Message

NOTHING = re.compile(r"\s*(#.*)?")  # an empty line, or a comment
BROKEN_OFF = "The stream breaks off: the exploration was stopped before it had written everything."


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with the line, or may be. ``actions`` are the shortest call that shows it."""

    kind: str
    is_error: bool
    sentence: str
    actions: str


@dataclass(frozen=True)
class Exploration:
    """How the line was walked. ``stopped`` says why not to the end, and ``unreached`` what was left out."""

    requests: int
    seconds: float
    dialed_anew: bool  # each way from the first ring; else by going on from a saved call
    stopped: str
    unreached: list[str]
    findings: list[Finding]


def exploration(it: Message, *, broke_off: bool) -> Exploration:
    """Return what an exploration says of itself; a stream that breaks off has not walked everything."""
    findings = [
        Finding(each["kind"], each["severity"] == "error", each["sentence"], each["actions"]) for each in it["findings"]
    ]
    stopped = it["stopped"] or (BROKEN_OFF if broke_off else "")
    return Exploration(int(it["requests"]), it["seconds"], it["dialed_anew"], stopped, it["unreached"], findings)


def drafts(source: str, feature: Message) -> dict[int, str]:
    """Return the text of each scenario of a feature file, with its tags, by the line of its keyword."""
    lines = source.splitlines()
    begins = [*sorted(map(first_line, nodes(feature))), len(lines) + 1]
    ends = dict(pairwise(begins))
    return {
        node["location"]["line"]: draft(lines[first_line(node) - 1 : ends[first_line(node)] - 1])
        for node in nodes(feature)
        if "steps" in node
    }


def nodes(feature: Message) -> Iterator[Message]:
    """Yield the scenarios of a feature, and the rules, before which a scenario ends too."""
    for child in feature["children"]:
        rule = child.get("rule")
        if rule:
            yield rule
            yield from nodes(rule)
        elif "scenario" in child:
            yield child["scenario"]


def first_line(node: Message) -> int:
    """Return the line where a scenario or rule begins: with its tags, if it has some."""
    return int(min(it["location"]["line"] for it in (node, *node["tags"])))


def draft(lines: list[str]) -> str:
    """Return the lines of a scenario without what stands behind it: a comment there is on the next one."""
    while lines and NOTHING.fullmatch(lines[-1]):
        lines.pop()
    return dedent("\n".join(lines))
