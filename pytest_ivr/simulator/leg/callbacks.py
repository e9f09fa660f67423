"""Requests that inform the application and do not steer the call; their answers are ignored.

They are asynchronous at Twilio: what steers the call at the same second is requested before them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from email.utils import format_datetime

from ..errors import TwilioError
from ..webhooks.urls import joined, without_credentials
from .leg import Leg


def notify(
    call: Leg,
    reference: str,
    method: str,
    extra: Mapping[str, str],
    *,
    standard: Mapping[str, str] | None = None,
    base: str | None = None,
) -> None:
    """Let the request be made, soon; a failure of it is warning 15003 and nothing more (contract, section 3.6).

    ``reference`` is relative to ``base``, by default to the document. Nothing is requested without a reference.
    """
    if not reference.strip():
        return
    base = call.document.url if base is None else base
    call.report_later(lambda: request(call, reference.strip(), method, extra, standard, base))


def request(
    call: Leg, reference: str, method: str, extra: Mapping[str, str], standard: Mapping[str, str] | None, base: str
) -> None:
    """Make a request that is due. The standard parameters are by default those of the call as it stands now."""
    url = without_credentials(reference)

    def warn(explanation: str) -> None:
        call.note("warned", severity="warning", code=15003, url=url, line=None, explanation=explanation)

    try:
        url = call.webhooks.keep_credentials(joined(base, reference))
        standard = call.standard_parameters() if standard is None else standard
        answer, _ = call.webhooks.request(method, url, standard, extra, callback=True)
        if answer.status >= 400:
            warn(f"The callback answered HTTP {answer.status}.")
    except ValueError as error:
        warn(f"{url!r} is not a URL: {error}.")
    except TwilioError as error:
        warn(f"The callback failed: {error.explanation}")


def progress(number: int) -> dict[str, str]:
    """Return what every report of a call's progress carries; the reports of a call are numbered from 0."""
    return {
        "Timestamp": format_datetime(dt.datetime.now(dt.UTC)),
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(number),
    }


def report_end(call: Leg, url: str, method: str) -> None:
    """Report the end of the call to the number's status callback. An unanswered call lasted no time."""
    seconds = int(call.second - call.answered_at) if call.status == "completed" else 0
    minutes = -(-seconds // 60)  # begun minutes
    duration = {"CallDuration": str(seconds), "Duration": str(minutes)}
    notify(call, url, method, {**duration, **progress(0)}, base="")
