"""A phone in a terminal: what the line says, and what people do, typed in the words of journeys."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..journeys import notation
from ..journeys.advice import advice
from ..journeys.trouble import logged
from ..living_docs.document.conversation import MACHINERY
from ..simulator import Call, as_dialogue
from .refusal import attempt

GREETING = """\
Type keys and Enter (1#). Enter alone: stay silent. h: hang up. ?: help.
Keys are pressed when the line has finished speaking."""
HELP = f"""\
{GREETING}
1 during "For sales" presses them while that is said. Whatever else people do is typed as in a scenario:
  {"; ".join(action.form for action in notation.ACTIONS if action.form != "dials")}"""
KEYS = re.compile(r'(?P<keys>[0-9*#]+)(?: during "?(?P<during>[^"]+)"?)?')
ABBREVIATIONS = {"": "times out", "h": "hangs up"}

Ask = Callable[[str], str]
Show = Callable[[str], object]


def converse(call: Call, ask: Ask, show: Show) -> Call:
    """Dial, and let a person be the caller until the call is over; return the call, as far as it came.

    ``ask`` shows a prompt and returns a line that was typed; if it raises EOFError or KeyboardInterrupt, the caller
    has hung up. ``show`` shows a text.
    """
    show(GREETING)
    call = perform(call, "dials", show)
    while call.transcript and not call.ended:
        try:
            typed = " ".join(ask("keys> ").split())
        except (EOFError, KeyboardInterrupt):
            typed = "h"
        if typed == "?":
            show(HELP)
        else:
            call = perform(call, " then ".join(map(in_full, notation.BETWEEN_ACTIONS.split(typed))), show)
    return call


def in_full(typed: str) -> str:
    """Return an action that was typed as it stands in a scenario."""
    match = KEYS.fullmatch(typed)
    if match is None:
        return ABBREVIATIONS.get(typed.lower(), typed)
    during = f' during "{match["during"]}"' if match["during"] else ""
    return f"presses {match['keys']}{during}"


def perform(call: Call, actions: str, show: Show) -> Call:
    """Let the caller do something; show what happened in the call, or why it cannot be. Return the call."""
    call, happened, problem = attempt(call, lambda it: notation.perform(it, actions))
    heard = [event for event in happened if event["event"] not in MACHINERY]
    for text in filter(None, (as_dialogue(heard), problem)):
        show(text)
    for event in logged(happened):
        for what_to_do in advice(call, event):
            show(what_to_do)
    return call
