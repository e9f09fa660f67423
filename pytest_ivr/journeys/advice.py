"""What may be wrong where Twilio would log an error, and what to write: the mistakes of whoever dials a line first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..simulator import Call


class Mistake(NamedTuple):
    """A mistake: Twilio's numbers, what its explanation says, whether only the voice URL counts, and what to do."""

    numbers: frozenset[int]
    explanation: str
    at_voice_url: bool
    what_to_do: str

    def fits(self, event: Mapping[str, Any], voice_url: str) -> bool:
        """Tell whether this may be what an event comes of."""
        return (
            event["code"] in self.numbers
            and re.search(self.explanation, event["explanation"]) is not None
            and (event["url"] == voice_url or not self.at_voice_url)
        )


FAILING_STATUS = frozenset({11200, 11217})
MISTAKES = (
    Mistake(
        frozenset({11201, 11202, 11205, 11210}),
        "refused|took no connection|cannot be (resolved|reached)",
        False,
        "Start the line's server, or write where it listens: `ivr_url` is the number's voice URL, and where that is "
        "a public address that is served here, `ivr_connect_to = http://127.0.0.1:3000` says where.",
    ),
    Mistake(
        frozenset({11203, 11205}),
        "answered completely|silent",
        False,
        "If the line may take longer, write `ivr_timeout`, in seconds.",
    ),
    Mistake(
        frozenset({11220}),
        "",
        False,
        "If the server itself speaks plain HTTP, write `ivr_url` with http://, or beside the public address "
        "`ivr_connect_to = http://127.0.0.1:3000`.",
    ),
    Mistake(
        FAILING_STATUS,
        "HTTP 40[013]",
        False,
        "The request was signed for {url} with {token}: is that the public URL and the token by which the line checks "
        "X-Twilio-Signature? The token is `ivr_auth_token`, the URL `ivr_url`.",
    ),
    Mistake(FAILING_STATUS, "HTTP 404", True, "Write the path of the number's voice URL in `ivr_url`."),
    Mistake(
        FAILING_STATUS,
        "HTTP 405",
        True,
        "If the line wants its voice URL to be requested by GET, write `ivr_voice_method = GET`.",
    ),
    Mistake(FAILING_STATUS, "HTTP 5", False, "What the server or its log says tells why."),
    Mistake(
        frozenset({12100, 12102, 12300}),
        "",
        True,
        "If that is a page for browsers, write the path of the number's voice URL in `ivr_url`.",
    ),
)


def advice(call: Call, event: Mapping[str, Any]) -> Iterator[str]:
    """Yield what to do about an event that Twilio would log."""
    token = "the token of the line" if call.leg.webhooks.auth_token else "an empty token"
    for mistake in MISTAKES:
        if mistake.fits(event, call.leg.voice_url):
            yield mistake.what_to_do.format(url=event["url"], token=token)
