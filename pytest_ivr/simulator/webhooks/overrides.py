"""Connection overrides: what the fragment of a URL says of how it is requested (contract, section 1.6)."""

import functools
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from ..errors import TwilioError
from ..transports import Timeouts

RETRIED = frozenset({"4xx", "5xx", "ct", "rt"})


class Override(NamedTuple):
    """An override: its default, what it may be (as a test and in words), and Twilio's error if it is not."""

    default: str
    allows: Callable[[str], object]
    expected: str
    error: int = 11243


def milliseconds(default: str, most: int) -> Override:
    """Return an override that is a time."""
    return Override(
        default,
        lambda value: re.fullmatch("[0-9]{3,5}", value) and 100 <= int(value) <= most,
        f"100 to {most} milliseconds",
    )


OVERRIDES = {
    "ct": milliseconds("5000", 10_000),
    "rt": milliseconds("15000", 15_000),
    "tt": milliseconds("15000", 15_000),
    "rc": Override("1", functools.partial(re.fullmatch, "[0-5]"), "0 to 5"),
    "rp": Override("ct", lambda value: RETRIED | {"all"} >= set(value.split(",")), "a list of 4xx, 5xx, ct, rt, all"),
    "sni": Override("y", functools.partial(re.fullmatch, "[yn]"), "y or n"),
    "e": Override("ashburn", functools.partial(re.fullmatch, "[a-z-]+(,[a-z-]+)*"), "a list of edge names", 11240),
}


class Policy(NamedTuple):
    """How a URL is requested: how often it is retried, after which failures, and how long Twilio waits.

    A failure is "4xx", "5xx" or the kind of a DeliveryFailed. The total timeout is for all attempts together.
    """

    retries: int
    retried: frozenset[str]
    timeouts: Timeouts


@functools.lru_cache(maxsize=256)
def request_policy(url: str) -> Policy:
    """Return how Twilio requests a URL. What is no override is passed over; ``sni`` and ``e`` change nothing here.

    Raises TwilioError 11240 for edges, and 11243 for other values, that Twilio refuses.
    """
    values = {name: override.default for name, override in OVERRIDES.items()}
    for name, value in parse_qsl(urlsplit(url).fragment, keep_blank_values=True):
        override = OVERRIDES.get(name)
        if override is None:
            continue
        if not override.allows(value):
            raise TwilioError(override.error, f"{name}={value} behind the # of {url} should be {override.expected}.")
        values[name] = value
    retried = frozenset(values["rp"].split(","))
    connect, read, total = (int(values[name]) / 1000 for name in ("ct", "rt", "tt"))
    return Policy(int(values["rc"]), RETRIED if "all" in retried else retried, Timeouts(connect, read, total))
