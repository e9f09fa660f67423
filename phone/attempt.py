"""What a person does on the phone, which may not be possible."""

from collections.abc import Callable

from pytest_ivr.simulator import EndlessCall, UnsupportedVerb


def attempt(do: Callable[[], object]) -> str:
    """Let the caller act; return why that cannot be or where the line cannot be followed, in a sentence, or nothing."""
    try:
        do()
    except (ValueError, EndlessCall, UnsupportedVerb) as error:
        return str(error)
    return ""
