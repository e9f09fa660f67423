"""The names that ``menus.txt`` gives to menus: ``The planets: To call the planet *``, one a line.

Behind the name stands a sentence that the line says there, a file that it plays, a number that it dials, or the name
of a queue or a conference; ``*`` stands for whatever differs. Where it stands for the key too, the menu lists data.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .spoken_keys import named_keys

ANYTHING = "*"
END = " .?![]"  # a file that is played stands in brackets


@dataclass(frozen=True)
class MenuName:
    """A name, and the words by which its menu is known."""

    name: str
    words: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the words fit."""
        return pattern_of(self.words)

    def fits(self, texts: Iterable[str]) -> bool:
        """Tell whether one of the texts is meant."""
        return any(self.pattern.fullmatch(squeezed(text)) for text in texts)

    def lists_data(self, texts: Iterable[str]) -> bool:
        """Tell whether the keys that the texts name are data: ``*`` stands for them."""
        return not named_keys(self.words.replace(ANYTHING, " ")) and any(
            named_keys(it) for it in texts if self.fits([it])
        )


def name_for(texts: Iterable[str], names: Iterable[MenuName]) -> MenuName | None:
    """Return the first name that fits one of some texts."""
    texts = list(texts)
    return next((name for name in names if name.fits(texts)), None)


def names_of(whom: str) -> list[str]:
    """Return the words by which somebody, or several, may be known: as the line has them, each alone, and the address
    without its kind.
    """
    callees = whom.split(", ")
    return [whom, *callees, *(it.rpartition(":")[2] for it in callees)]


def name_of_callee(number: str, names: Iterable[MenuName]) -> str:
    """Return the name that is given to a number, client or SIP address that is dialed, or else the number."""
    found = name_for(names_of(number), names)
    return found.name if found else number


def pattern_of(words: str) -> re.Pattern[str]:
    """Return what a text fits that is squeezed: words, whatever the case, the spaces and the end of the sentence."""
    parts = [re.escape(squeezed(part)) for part in words.strip(END).split(ANYTHING)]
    return re.compile(".*".join(parts))


def squeezed(text: str) -> str:
    """Return a text as it is compared: without spaces, so that numbers may be written in groups."""
    return "".join(text.split()).strip(END).casefold()


def menu_names(named: Iterable[tuple[str, str]]) -> list[MenuName]:
    """Return the names, in the order in which they are looked for."""
    return [MenuName(name, words) for name, words in named]
