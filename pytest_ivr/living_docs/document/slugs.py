"""Links that stay: made of the file's name and the title, so that they survive another order and another run."""

import re
from collections import Counter
from pathlib import PurePosixPath

from .run import Feature


def name_links(features: list[Feature]) -> None:
    """Give every feature, rule, scenario and run a name for its link; equal ones are numbered."""
    taken: Counter[str] = Counter()

    def name(*words: str, under: str = "") -> str:
        wanted = "--".join(filter(None, (under, *(slug(word) for word in words))))
        taken[wanted] += 1
        return wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}"

    for feature in features:
        feature.slug = name(PurePosixPath(feature.uri).stem)
        for rule in feature.rules:
            rule.slug = name("rule", rule.name, under=feature.slug)
            for scenario in rule.scenarios:
                scenario.slug = name(scenario.title, under=feature.slug)
                for run in scenario.runs:
                    run.slug = name(*run.row, under=scenario.slug) if run.row else scenario.slug


def slug(text: str) -> str:
    """Return a text as it stands in a link: lower case, words joined by hyphens, at most 80 characters."""
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-")[:80] or "x"
