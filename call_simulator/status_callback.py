"""The request that tells the application that a call has ended (contract, section 3.6)."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime
from typing import TYPE_CHECKING

from .errors import TwilioError

if TYPE_CHECKING:
    from .call import Call


def report_end(call: Call, url: str, method: str) -> None:
    """Send the report; a failure of it is warning 15003 and nothing more. An unanswered call lasted no time."""
    seconds = int(call.second - call.answered_at) if call.status == "completed" else 0
    report = {
        "CallDuration": str(seconds),
        "Duration": str(-(-seconds // 60)),  # begun minutes
        "Timestamp": format_datetime(dt.datetime.now(dt.UTC)),
        "CallbackSource": "call-progress-events",
        "SequenceNumber": "0",
    }

    def warn(explanation: str) -> None:
        call.record("warned", code=15003, url=url, line=None, explanation=explanation)

    try:
        answer, _ = call.webhooks.exchange(method, url, call.standard_parameters(), report)
        if answer.status >= 400:
            warn(f"The status callback answered HTTP {answer.status}.")
    except TwilioError as error:
        warn(f"The status callback failed: {error.explanation}")
