"""A phone in a terminal: the line's sentences as they are spoken, and a keypad to type on."""

from collections.abc import Callable

from pytest_ivr.living_docs.document.conversation import MACHINERY
from pytest_ivr.simulator import Call, as_dialogue

from .attempt import attempt

HELP = """\
Type keys and Enter to press them (1#), Enter alone to stay silent until the line moves on,
h to hang up, ? for this. Keys count from where the line waits.
On other lines also: speak WORDS, and what people do there, by name and seconds: record 5, callee_answers 30."""

# Acts of Call that take seconds at the most; when one is due, the line's message names it.
NAMED = frozenset(
    {
        *("mumble", "record", "record_nothing", "talk", "agent_takes", "queue_fails"),
        *("callee_answers", "callee_busy", "callee_no_answer", "callee_failed", "callee_canceled", "callee_hangs_up"),
        *("conference_begins", "conference_ends", "connection_ends", "payment_ends", "refer_ends"),
    }
)

Ask = Callable[[str], str]
Tell = Callable[[str], object]


def converse(call: Call, ask: Ask, tell: Tell) -> None:
    """Place the call and let a person be the caller, until the call is over.

    ``ask`` shows a prompt and returns a line that was typed; if it raises EOFError or KeyboardInterrupt, the caller
    has hung up.
    """
    tell(HELP)
    act(call, call.dial, tell)
    while not call.ended and not call.stopped:
        try:
            typed = ask("keys> ").strip()
        except (EOFError, KeyboardInterrupt):
            typed = "h"
        if typed == "?":
            tell(HELP)
        else:
            act(call, meaning(call, typed), tell)


def meaning(call: Call, typed: str) -> Callable[[], None]:
    """Return what the caller does who types this."""
    deeds: dict[str, Callable[[], None]] = {"": call.wait, "h": call.hang_up}
    name, _, rest = typed.partition(" ")
    if name == "speak":
        return lambda: call.speak(rest)
    if name in NAMED:
        return lambda: getattr(call, name)(*map(float, rest.split()))
    return deeds.get(typed.lower(), lambda: call.press(typed))


def act(call: Call, do: Callable[[], None], tell: Tell) -> None:
    """Let the caller act, and tell what came of it: what happened in the call, or why it cannot be."""
    before = len(call.transcript)
    problem = attempt(do)
    heard = [event for event in call.transcript[before:] if event["event"] not in MACHINERY]
    if heard:
        tell(as_dialogue(heard))
    if problem:
        tell(problem)
