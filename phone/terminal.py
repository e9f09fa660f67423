"""A phone in a terminal: the line's sentences as they are spoken, and keys to type."""

from collections.abc import Callable

from pytest_ivr.living_docs.document.conversation import MACHINERY
from pytest_ivr.simulator import Call, as_dialogue

from .refusal import refusal_of

GREETING = """\
Type keys and Enter (1#). Enter alone: stay silent. h: hang up. ?: help.
Keys are pressed when the line has finished speaking."""
HELP = f"""\
{GREETING}
On other lines also: speak WORDS, or what other people do, by name and seconds: record 5, callee_answers 30."""

# Actions of Call that take seconds at the most; when one is due, the line's message names it.
NAMED = frozenset(
    {
        *("mumble", "record", "record_nothing", "talk", "agent_takes", "queue_fails"),
        *("callee_answers", "callee_busy", "callee_no_answer", "callee_failed", "callee_canceled", "callee_hangs_up"),
        *("conference_begins", "conference_ends", "connection_ends", "payment_ends", "refer_ends"),
    }
)

Ask = Callable[[str], str]
Show = Callable[[str], object]


def converse(call: Call, ask: Ask, show: Show) -> None:
    """Dial, and let a person be the caller until the call is over.

    ``ask`` shows a prompt and returns a line that was typed; if it raises EOFError or KeyboardInterrupt, the caller
    has hung up. ``show`` shows a text.
    """
    show(GREETING)
    perform(call, call.dial, show)
    while not call.ended and not call.stopped:
        try:
            typed = ask("keys> ").strip()
        except (EOFError, KeyboardInterrupt):
            typed = "h"
        if typed == "?":
            show(HELP)
        else:
            perform(call, meaning(call, typed), show)


def meaning(call: Call, typed: str) -> Callable[[], None]:
    """Return the action that was typed."""
    actions: dict[str, Callable[[], None]] = {"": call.wait, "h": call.hang_up}
    name, _, rest = typed.partition(" ")
    if name == "speak":
        return lambda: call.speak(rest)
    if name in NAMED:
        return lambda: getattr(call, name)(*map(float, rest.split()))
    return actions.get(typed.lower(), lambda: call.press(typed))


def perform(call: Call, action: Callable[[], None], show: Show) -> None:
    """Perform an action, and show what came of it: what happened in the call, or why it cannot be performed."""
    before = len(call.transcript)
    problem = refusal_of(action)
    heard = [event for event in call.transcript[before:] if event["event"] not in MACHINERY]
    if heard:
        show(as_dialogue(heard))
    if problem:
        show(problem)
