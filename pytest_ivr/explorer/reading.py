"""How what a line says is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..beside_features import find_beside, read_words
from ..journeys.prompts import Prompts, read_prompts
from ..living_docs.document.menu_names import MenuName, menu_names
from ..living_docs.stream.beside import MENUS

ANY = "any.feature"


@dataclass(frozen=True)
class Reading:
    """How what the line says is read: words of played files, names of menus, words that count as the same.

    Of a list of data a few options are tried, unless it is to be ``all_options``; ``numbers`` are tried wherever
    callers are asked for one of their own.
    """

    prompts: Prompts = field(default_factory=dict)
    names: Sequence[MenuName] = ()
    same_words: Sequence[re.Pattern[str]] = ()
    all_options: bool = False
    numbers: Sequence[str] = ()


def reading_beside(
    features: Path,
    root: Path,
    *,
    same_words: Sequence[re.Pattern[str]] = (),
    all_options: bool = False,
    numbers: Sequence[str] = (),
) -> Reading:
    """Return how a line is read by the files in its folder of features, or nearest above it, up to ``root``.

    Raises ValueError, with the file, for one that cannot be read.
    """
    feature = features / ANY
    menus = find_beside(feature, MENUS, root)
    named = read_words(menus) if menus else {}
    return Reading(read_prompts(feature, root), menu_names(named.items()), same_words, all_options, numbers)
