"""The grammar of TwiML as data: which elements there are, what they may hold, and what a bad value means.

Source: the contract's section 4, warning numbers from its section 3.4. An element that is known but
not simulated has no grammar here: its name stands in UNSUPPORTED.
"""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field

SCHEMA_WARNING = 12200


@dataclass(frozen=True)
class Attribute:
    """An attribute: its default, what it may be (as a test and in words), and Twilio's warning if it is not."""

    default: str = ""
    allows: Callable[[str], bool] = lambda _: True
    wanted: str = "any text"
    warning: int = SCHEMA_WARNING


@dataclass(frozen=True)
class Element:
    """An element: its attributes, the elements that it may hold, and whether it may hold text."""

    attributes: dict[str, Attribute] = field(default_factory=dict)
    children: frozenset[str] = frozenset()
    text: bool = False
    bad_child_warning: int = SCHEMA_WARNING

    @functools.cached_property
    def defaults(self) -> dict[str, str]:
        """The values of the attributes that are not given."""
        return {name: attribute.default for name, attribute in self.attributes.items()}


def whole(minimum: int, default: str, warning: int) -> Attribute:
    """Return an attribute that is a whole number, at least ``minimum``."""
    return Attribute(
        default,
        lambda value: re.fullmatch("0*[0-9]{1,9}", value) is not None and int(value) >= minimum,
        f"a whole number, at least {minimum}, of at most nine digits",
        warning,
    )


def one_of(*values: str, default: str, warning: int = SCHEMA_WARNING) -> Attribute:
    """Return an attribute that is one of these values."""
    return Attribute(default, lambda value: value in values, " or ".join(values), warning)


def matching(pattern: str, wanted: str, default: str, warning: int) -> Attribute:
    """Return an attribute that matches the pattern, which ``wanted`` puts in words."""
    return Attribute(default, lambda value: re.fullmatch(pattern, value) is not None, wanted, warning)


ANY = Attribute()

UNSUPPORTED = frozenset(
    "Connect Dial Echo Enqueue Leave Pay Prompt Queue Record Refer Sms Start Stop".split()  # noqa: SIM905 (a list of names reads best as a line)
)
SUPPORTED = frozenset({"Say", "Play", "Pause", "Gather", "Redirect", "Hangup", "Reject"})

SSML = frozenset({"break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w"})
SSML_INLINE = SSML - {"p", "s"}

GRAMMAR: dict[str, Element] = {
    "Response": Element(children=SUPPORTED | UNSUPPORTED),
    "Say": Element(
        {
            "voice": matching(r"man|woman|alice|\w+\..+", "man, woman or a provider's voice", "man", 13511),
            "language": ANY,
            "loop": whole(0, "1", 13510),
        },
        children=SSML,
        text=True,
    ),
    "Play": Element(
        {
            "loop": whole(0, "1", 13410),
            "digits": matching("[0-9A-D#*wW]+", "keys 0-9, A-D, # and *, and w or W for pauses", "", 13430),
        },
        text=True,
    ),
    "Pause": Element({"length": whole(1, "1", 13910)}),
    "Gather": Element(
        {
            "action": ANY,
            "method": one_of("GET", "POST", default="POST", warning=13312),
            "input": one_of("dtmf", "speech", "dtmf speech", "speech dtmf", default="dtmf", warning=13326),
            "timeout": matching("0*[1-9][0-9]{0,8}|auto", "a whole number, at least 1, or auto", "5", 13313),
            "speechTimeout": matching("0*[1-9][0-9]{0,8}|auto", "a whole number, at least 1, or auto", "", 13327),
            "maxSpeechTime": whole(1, "", 13328),
            "finishOnKey": matching("[0-9#*]?", "one key of 0-9, # and *, or nothing", "#", 13310),
            "numDigits": whole(1, "", 13314),
            "actionOnEmptyResult": one_of("true", "false", default="false", warning=13338),
            "partialResultCallback": ANY,
            "partialResultCallbackMethod": one_of("GET", "POST", default="POST"),
            "language": ANY,
            "hints": ANY,
            "profanityFilter": one_of("true", "false", default="true", warning=13333),
            "speechModel": ANY,
            "enhanced": one_of("true", "false", default="false", warning=13339),
            "bargeIn": one_of("true", "false", default="true", warning=13332),
            "debug": one_of("true", "false", default="false", warning=13336),
        },
        children=frozenset({"Say", "Play", "Pause"}),
        bad_child_warning=13320,
    ),
    "Redirect": Element({"method": one_of("GET", "POST", default="POST", warning=13710)}, text=True),
    "Hangup": Element(children=frozenset({"Parameter"})),
    "Reject": Element(
        {"reason": one_of("rejected", "busy", default="rejected", warning=13810)}, children=frozenset({"Parameter"})
    ),
    "Parameter": Element({"name": ANY, "value": ANY}),
    "break": Element({"strength": ANY, "time": matching(r"[0-9.]+m?s", "a time such as 1s or 300ms", "", 12200)}),
    "emphasis": Element({"level": ANY}, children=SSML_INLINE, text=True),
    "lang": Element({"xml:lang": ANY}, children=SSML, text=True),
    "p": Element(children=SSML, text=True),
    "phoneme": Element({"alphabet": ANY, "ph": ANY}, text=True),
    "prosody": Element({"volume": ANY, "rate": ANY, "pitch": ANY}, children=SSML, text=True),
    "s": Element(children=SSML_INLINE, text=True),
    "say-as": Element({"interpret-as": ANY, "format": ANY}, text=True),
    "sub": Element({"alias": ANY}, text=True),
    "w": Element({"role": ANY}, children=SSML_INLINE, text=True),
}
