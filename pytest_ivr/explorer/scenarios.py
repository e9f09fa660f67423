"""The ways of a line as scenarios: one file for each menu, in the sentences that features use."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ..journeys.notation import did_so_far
from ..journeys.placing import unused
from ..journeys.saving import answer, as_steps, indented, written
from ..journeys.secret_keys import HOW_TO_FILL_IN, masked
from ..journeys.trouble import logged
from ..living_docs.document.menu_names import MenuName, name_for
from ..living_docs.media_types import FILL_IN
from .graph import Exploration, State, Way

FOUND = "@found"
DIALING = "The first words"
LONGEST_TITLE = 70  # characters of a sentence in a title
LONGEST_NAME = 50
DESCRIPTION = """\
  What callers experience here today, found by walking the line.
  Keep what is meant to be so, under a rule that says it, and throw the rest away."""


@dataclass
class Found:
    """The scenarios of one menu: its name, the name of their file, and the ways with their scenarios, in order."""

    name: str
    file: str
    scenarios: list[tuple[Way, list[str]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The feature."""
        blocks = ["\n".join(indented([FOUND, *lines])) for _, lines in self.scenarios]
        return "\n\n".join([f"Feature: {self.name}\n{DESCRIPTION}", *blocks, ""]).rstrip("\n") + "\n"


def scenarios(exploration: Exploration, names: Sequence[MenuName] = (), secret: Collection[str] = ()) -> list[Found]:
    """Return the ways of a line as scenarios, by the menus from which they lead on.

    ``names`` are those of ``menus.txt``; keys that are pressed at the paths ``secret`` are left to fill in.
    """
    found: dict[str, Found] = {}
    titles: set[str] = set()
    for way in exploration.ways:
        if not way.stopped:
            name = menu_name(way.origin, names) if way.origin else DIALING
            menu = found.setdefault(name, Found(name, unused(file_name(name), {it.file for it in found.values()})))
            title = unused(title_of(way), titles)
            titles.add(title)
            menu.scenarios.append((way, scenario(way, title, secret)))
    return list(found.values())


def menu_name(state: State, names: Sequence[MenuName]) -> str:
    """Return what a menu is called: by ``menus.txt``, or as the line itself says last before callers can act."""
    name = name_for(state.sentences, names)
    return name.name if name else cut(state.title)


def cut(sentence: str) -> str:
    """Return as much of a sentence as a title takes."""
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    return sentence[:LONGEST_TITLE].rpartition(" ")[0].rstrip(",;:") + " ..."


def file_name(name: str) -> str:
    """Return the name of a file, without its ending."""
    words = re.sub(r"\W+", "_", name.lower()).strip("_")
    whole = words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME + 1].rpartition("_")[0]
    return whole or words[:LONGEST_NAME] or "menu"


def title_of(way: Way) -> str:
    """Return a title that says who the caller is, and how the way ends."""
    did = way.path.removeprefix("dials then ").replace('"', "'")
    return f"A caller who {did} hears {quoted(way)}"


def quoted(way: Way) -> str:
    """Return the first sentence that is heard."""
    return f'"{cut(way.heard[0])}"' if way.heard else "no more"


def scenario(way: Way, title: str, secret: Collection[str]) -> list[str]:
    """Return the lines of a scenario that goes a way, and says what is heard."""
    did = did_so_far(masked(way.transcript, secret, FILL_IN)) if secret else way.path
    tags = " ".join(f"@twilio_logs_{number}" for number in sorted({event["code"] for event in logged(way.transcript)}))
    notes = [f"# {HOW_TO_FILL_IN}"] if FILL_IN in did else []
    steps = [*as_steps("Given", way.givens), f"When the caller {did}", *answer(way.heard), *way.stands]
    return [*notes, *filter(None, [tags]), *written(title, steps)]
