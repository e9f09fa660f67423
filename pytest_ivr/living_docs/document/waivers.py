"""The ways that nobody need test: ``The main menu, star, second try: reason``, one a line of ``waived.txt``.

A way is called what the page calls it: the menu, what is done there and, if it is done at several tries, at which; a
waiver without a try is for all. ``*`` stands for whatever differs, in each of the three.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from .menu_names import pattern_of, squeezed
from .tries import ordinal

TRY = " try"


@dataclass(frozen=True)
class Waiver:
    """What is waived, why, and the file and line that say so."""

    name: str
    reason: str
    place: str

    @cached_property
    def patterns(self) -> list[re.Pattern[str]]:
        """What menu, option and, if the waiver names one, try have to fit."""
        names_try = self.name.endswith(TRY)
        return [pattern_of(part) for part in self.name.rsplit(", ", 2 if names_try else 1)]

    def fits_menu(self, label: str) -> bool:
        """Tell whether a menu is meant."""
        return bool(self.patterns[0].fullmatch(squeezed(label)))

    def fits(self, option: str, number: int) -> bool:
        """Tell whether what is done at a try of such a menu is meant."""
        parts = zip(self.patterns[1:], (option, ordinal(number) + TRY), strict=False)
        return all(pattern.fullmatch(squeezed(text)) for pattern, text in parts)
