"""What a name is: the one place that decides how text enters the catalogue, and when callers hear two names as one."""

import re
import unicodedata

# Control characters count as white space in Python; they stay, so that whoever has brought them is told.
WHITE_SPACE = re.compile(r"[^\S\x1c-\x1f]+")

# What Unicode calls default ignorable, beyond the category of format characters: joiners, fillers, variants of a glyph.
INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# Marks that a spreadsheet writes in one way and a keyboard in another.
SPELLINGS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)


def composed(text: str) -> str:
    """Return a text as it stands in the catalogue: composed (NFC), nothing invisible, white space one space."""
    if not text.isascii():
        visible = (letter for letter in INVISIBLE.sub("", text) if unicodedata.category(letter) != "Cf")
        text = unicodedata.normalize("NFC", "".join(visible))
    return WHITE_SPACE.sub(" ", text).strip(" ")


def as_heard(text: str) -> str:
    """Return what a name sounds like: the same for two names that callers cannot hear apart.

    Capitals, the width of letters and the shape of quotes and dashes are not heard; accents are.
    """
    spelled = composed(text).translate(SPELLINGS)
    return composed(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", spelled).casefold()))
