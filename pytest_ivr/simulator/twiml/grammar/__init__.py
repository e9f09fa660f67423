"""The grammar of TwiML as data: every element that may stand in a voice document.

A bad value is a warning, and the default is used (contract, section 8, choice 6). Source: the contract's
section 4, and the classes of Twilio's Python library for what its pages leave out; warning numbers from
the contract's section 3.4 and Twilio's error dictionary.
"""

from .audio import AUDIO
from .dial import DIAL, MUSIC
from .element import SCHEMA_WARNING, Element
from .flow import CONFERENCE_WAIT, FLOW, QUEUE_WAIT, QUEUE_WHISPER, VERBS, WHISPER
from .input import INPUT
from .media import MEDIA

__all__ = [
    "CONFERENCE_WAIT",
    "ELEMENTS",
    "MUSIC",
    "QUEUE_WAIT",
    "QUEUE_WHISPER",
    "SCHEMA_WARNING",
    "VERBS",
    "WHISPER",
    "Element",
]

ELEMENTS: dict[str, Element] = {**FLOW, **AUDIO, **INPUT, **DIAL, **MEDIA}
