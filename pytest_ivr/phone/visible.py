"""What cannot be seen, made visible: a line elsewhere may say anything."""

import re

# Control characters but for tab and new line, what ends lines for some programs only, what turns the direction of
# writing round, and halves of characters.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
DELETE, PICTURES = 0x7F, 0x2400


def visible(text: str) -> str:
    """Return a text in which control characters stand as pictures (U+2400 and on), or as their numbers."""
    return UNSEEN.sub(lambda match: picture(ord(match[0])), text)


def picture(code: int) -> str:
    """Return what stands for a control character."""
    if code < ord(" "):
        return chr(PICTURES + code)
    return "\u2421" if code == DELETE else f"\\u{code:04x}"
