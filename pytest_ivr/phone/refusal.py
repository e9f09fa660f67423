"""Why a person cannot do something on the phone, and where the call is then."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from ..simulator import Call, EndlessCall, Event, OtherHost, UnsupportedVerb

BACK = "The call is back where it was before that; do something else, or hang up."
NOT_DIALED = "There is no call."
INTERRUPTED = "Interrupted, before the line had answered."
WHISPER = (
    "Who is called hears that, and may press keys: do it again, as `is accepted with 1 and talks for 40 seconds`, "
    "whatever the keys are for."
)


def refusal_of(action: Callable[[], object]) -> str:
    """Perform an action of the caller's; return, in a sentence, why it or the call cannot go on, or nothing."""
    try:
        action()
    except (ValueError, EndlessCall, OtherHost, UnsupportedVerb) as error:
        return str(error)
    return ""


def attempt(call: Call, action: Callable[[Call], object]) -> tuple[Call, list[Event], str]:
    """Let the caller do something; return the call, what happened, and in words why it or the call cannot go on.

    An action that leads nowhere is taken back: one that is interrupted while the line answers, one behind which the
    simulation cannot follow the line, and one that leaves open what somebody else does.
    """
    before, known = call.save(), [dict(event) for event in call.transcript]
    try:
        problem = refusal_of(lambda: action(call))
    except KeyboardInterrupt:
        problem = INTERRUPTED
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(known, call.transcript, strict=False)))
    happened = call.transcript[same:]
    if call.callee is not None:
        problem = problem or WHISPER
    elif problem != INTERRUPTED and not call.stopped:
        return call, happened, problem
    back = Call.load(before, transport=call.leg.webhooks.transport, auth_token=call.leg.webhooks.auth_token)
    back.leg.webhooks.others = call.leg.webhooks.others
    return back, happened, f"{problem} {BACK if known else NOT_DIALED}"
