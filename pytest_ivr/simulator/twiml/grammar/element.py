"""How the grammar is written down: elements, their attributes, and Twilio's warning for a bad value."""

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

SCHEMA_WARNING = 12200


@dataclass(frozen=True)
class Attribute:
    """An attribute: its default, what it may be (as a test and in words), and Twilio's warning if it is not.

    ``instead`` is what is used for a bad value where that is not the default; ``is_secret`` keeps it from transcripts.
    """

    default: str = ""
    allows: Callable[[str], object] = lambda _: True
    expected: str = "any text"
    warning: int = SCHEMA_WARNING
    instead: str | None = None
    is_secret: bool = False


@dataclass(frozen=True, eq=False)
class Element:
    """An element: its attributes, the elements that it may hold, and whether it may hold text.

    ``bad_child`` is the warning for a verb in the wrong place; ``renumbered`` are the warnings of the
    elements inside that Twilio numbers otherwise here.
    """

    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    children: frozenset[str] = frozenset()
    text: bool = False
    bad_child: int = SCHEMA_WARNING
    renumbered: Mapping[int, int] = field(default_factory=dict)

    @functools.cached_property
    def defaults(self) -> dict[str, str]:
        """The values of the attributes that are not given."""
        return {name: attribute.default for name, attribute in self.attributes.items()}

    @functools.cached_property
    def secrets(self) -> frozenset[str]:
        """The attributes that no transcript shows."""
        return frozenset(name for name, attribute in self.attributes.items() if attribute.is_secret)


ANY = Attribute()
PASSWORD = Attribute(is_secret=True)


def names(listed: str) -> frozenset[str]:
    """Return the names in a list with spaces between them."""
    return frozenset(listed.split())


def free(*listed: str) -> dict[str, Attribute]:
    """Return attributes that may hold any text."""
    return dict.fromkeys(listed, ANY)


def whole(minimum: int, default: str = "", warning: int = SCHEMA_WARNING, maximum: int = 999_999_999) -> Attribute:
    """Return an attribute that is a whole number from ``minimum`` to ``maximum``."""
    return Attribute(
        default,
        lambda value: re.fullmatch("0{0,9}[0-9]{1,9}", value) and minimum <= int(value) <= maximum,
        f"a whole number from {minimum} to {maximum}",
        warning,
    )


def one_of(*values: str, default: str = "", warning: int = SCHEMA_WARNING) -> Attribute:
    """Return an attribute that is one of these values."""
    return Attribute(default, lambda value: value in values, " or ".join(values), warning)


def boolean(default: str, warning: int = SCHEMA_WARNING) -> Attribute:
    """Return an attribute that is true or false."""
    return one_of("true", "false", default=default, warning=warning)


def method(warning: int = SCHEMA_WARNING) -> Attribute:
    """Return an attribute that is an HTTP method of Twilio's."""
    return one_of("GET", "POST", default="POST", warning=warning)


def some_of(*values: str, default: str, warning: int = SCHEMA_WARNING) -> Attribute:
    """Return an attribute that is a list, with spaces or commas between, of these values."""
    return Attribute(
        default,
        lambda value: value and set(value.replace(",", " ").split()) <= set(values),
        f"a list of {', '.join(values)}",
        warning,
    )


def matching(pattern: str, expected: str, default: str = "", warning: int = SCHEMA_WARNING) -> Attribute:
    """Return an attribute that matches the pattern, which ``expected`` puts in words."""
    return Attribute(default, lambda value: re.fullmatch(pattern, value), expected, warning)


# Kinds of attributes that several elements have

SECONDS_OR_AUTO = ("0{0,9}[1-9][0-9]{0,8}|auto", "a whole number, at least 1, or auto")
PLAYED_KEYS = ("[0-9A-D#*wW]+", "keys 0-9, A-D, # and *, and w or W for pauses")

STATUS_CALLBACK = {"statusCallback": ANY, "statusCallbackMethod": method()}
CALL_EVENTS = {
    **STATUS_CALLBACK,
    "statusCallbackEvent": some_of("initiated", "ringing", "answered", "completed", default="completed"),
}
RECORDING_EVENTS = {
    "recordingStatusCallback": ANY,
    "recordingStatusCallbackMethod": method(),
    "recordingStatusCallbackEvent": some_of("in-progress", "completed", "absent", default="completed", warning=13621),
}
RECORDING = {**RECORDING_EVENTS, "recordingConfigurationId": ANY}
RECORDED_SIDES = one_of("inbound", "outbound", "both", default="both", warning=13622)
NAMED = {"name": ANY, "value": ANY}
PARAMETER = names("Parameter")


def trim(default: str, warning: int = 13699) -> Attribute:
    """Return the attribute that cuts silence off a recording; a bad value cuts nothing off."""
    kinds = one_of("trim-silence", "do-not-trim", default=default, warning=warning)
    return replace(kinds, instead="do-not-trim")


def language(default: str = "", warning: int = SCHEMA_WARNING) -> Attribute:
    """Return an attribute that is a language."""
    return matching("[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*|multi", "a language such as en-US", default, warning)
