"""Why a person cannot do something on the phone."""

from collections.abc import Callable

from pytest_ivr.simulator import EndlessCall, OtherHost, UnsupportedVerb


def refusal_of(action: Callable[[], object]) -> str:
    """Perform an action of the caller's; return, in a sentence, why it or the call cannot go on, or nothing."""
    try:
        action()
    except (ValueError, EndlessCall, OtherHost, UnsupportedVerb) as error:
        return str(error)
    return ""
