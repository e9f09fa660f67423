"""``features/voice.txt``: bounds, the profile, and what is waived with a reason.

``menu seconds: 40`` sets a bound, ``profile: strict`` how grave findings are, ``P7: this wording is fixed`` waives what
a rule finds, and ``P7, For the next page *: this wording is fixed`` what it finds in words that fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..beside_features import numbered_words
from ..living_docs.document.menu_names import pattern_of, squeezed

FILE = "voice.txt"
PROFILE = "profile"
PROFILES = ("strict", "default", "lenient")
Bounds = Mapping[str, float]
BOUNDS: Bounds = {
    "options": 4,
    "menu seconds": 30,
    "first option seconds": 5,
    "silence seconds": 10,
    "answer seconds": 15,
    "answer items": 5,
}


@dataclass(frozen=True)
class Waiver:
    """What is waived: what a rule finds, in all words or in those that fit; with the reason, and file and line."""

    rule: str
    words: str
    reason: str
    place: str

    def fits(self, rule: str, words: str) -> bool:
        """Tell whether what a rule found in some words is meant."""
        return rule == self.rule and bool(pattern_of(self.words).fullmatch(squeezed(words)))


@dataclass(frozen=True)
class Settings:
    """How a line is judged."""

    bounds: Bounds = field(default_factory=lambda: BOUNDS)
    profile: str = "default"
    waivers: tuple[Waiver, ...] = ()


def read_settings(path: Path, rules: Iterable[str]) -> Settings:
    """Return what a file says. Raises ValueError, with file and line, for what is no bound, no profile and no rule."""
    bounds, profile, waivers = dict(BOUNDS), "default", []
    for number, name, words in numbered_words(path):
        place = f"{path}:{number}"
        rule, _, about = (part.strip() for part in name.partition(","))
        if name in BOUNDS:
            bounds[name] = bound(words, place)
        elif name == PROFILE and words in PROFILES:
            profile = words
        elif rule in set(rules):
            waivers.append(Waiver(rule, about or "*", words, place))
        else:
            raise ValueError(
                f"{place}: {name!r} should be a bound ({', '.join(BOUNDS)}), {PROFILE!r} ({', '.join(PROFILES)}), "
                "or the id of a rule, such as P7, with the words that it is about behind a comma."
            )
    return Settings(bounds, profile, tuple(waivers))


def bound(words: str, place: str) -> float:
    """Return a bound; raise ValueError, with the place, for what is no number from 0 on."""
    if not words.replace(".", "", 1).isdecimal():
        raise ValueError(f"{place}: {words!r} should be a number.")
    return float(words)
