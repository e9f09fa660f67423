"""Links that stay: made of the file's name and the title, so that they survive another order and another run."""

import re
from collections import Counter
from hashlib import sha256
from pathlib import PurePosixPath

from .run import Feature

LONGEST = 100  # bytes; what prints a page as PDF takes 127
DIGITS = 8  # of the sum that stands for what is cut off
FOR_A_NUMBER = 4  # bytes that are left for the number of one that is called the same


def name_links(features: list[Feature]) -> None:
    """Give every feature, rule, scenario, run and note a name for its link; equal ones are numbered."""
    taken: Counter[str] = Counter()

    def name(*words: str, under: str = "") -> str:
        wanted = shortened("--".join(filter(None, (under, *(slug(word) for word in words)))))
        taken[wanted] += 1
        return wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}"

    for feature in features:
        feature.slug = name(PurePosixPath(feature.uri).stem)
        for rule in feature.rules:
            rule.slug = name("rule", rule.name, under=feature.slug)
            for scenario in rule.scenarios:
                scenario.slug = name(scenario.title, under=feature.slug)
                for run in scenario.runs:
                    run.slug = name(scenario.title, *run.row, under=feature.slug) if run.row else scenario.slug
        if feature.note:
            feature.note.slug = name("note", under=feature.slug)


def slug(text: str) -> str:
    """Return a text as it stands in a link: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-") or "x"


def shortened(link: str) -> str:
    """Return a link of which nothing is too long: of a longer one the beginning, and a sum that tells it from others.

    So it depends on nothing but its own words, whatever else begins like it.
    """
    whole = link.encode(errors="replace")
    room = LONGEST - FOR_A_NUMBER
    if len(whole) <= room:
        return link
    return f"{whole[: room - DIGITS - 1].decode(errors='ignore').strip('-')}-{sha256(whole).hexdigest()[:DIGITS]}"
