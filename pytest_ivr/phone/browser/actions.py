"""What people can do in a call, as the page offers it: one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ...simulator import ActionNotPossible, Call
from ...simulator.party import Party

Form = Mapping[str, str]


class Action(NamedTuple):
    """What somebody does: its words on a button, what the page asks for beside it, and what it does to the call.

    One without words is not offered among the others: the page has a place of its own for it. ``fields`` have the
    names of the fields below, and what stands in each at first. Where ``in_journeys`` is False, no sentence of a
    scenario says it.
    """

    words: str
    perform: Callable[[Call, Form], object]
    fields: Mapping[str, str] = {}
    in_journeys: bool = True


def seconds(form: Form) -> float:
    """Return how long something lasts; raise ValueError for what is no number."""
    text = form.get("seconds", "").strip()
    try:
        return int(text) if text.isdecimal() else float(text)
    except ValueError:
        raise ValueError(f"{text!r} is no number of seconds; write it like 40.") from None


def during(call: Call, form: Form) -> str | None:
    """Return the words of the sentence that is being spoken to the caller, by its place in the transcript."""
    place = form.get("during", "")
    if place not in map(str, range(len(call.transcript))):
        return None
    event: Mapping[str, Any] = call.transcript[int(place)]
    words: str | None = event.get("text") or event.get("url") or event.get("digits")
    is_of_this_action = words is not None and any(words in it for it in call.heard)
    return words if is_of_this_action else None


def hang_up(call: Call, form: Form) -> None:
    """Hang up in the sentence that is being spoken, or behind it if the line has gone on since."""
    words = during(call, form)
    if words is not None:
        try:
            call.hang_up(during=words)
            return
        except ActionNotPossible:
            pass
    call.hang_up()


def callee(call: Call) -> Party:
    """Return who hears a whisper; raise ValueError if nobody does."""
    if call.callee is None:
        raise ValueError("Nobody is asked whether to take the call now.")
    return call.callee


def who(form: Form) -> str | None:
    """Return whose phone it is, if several ring."""
    return form.get("who") or None


ACTIONS = {
    "press": Action("", lambda call, form: call.press(form.get("keys", ""), during(call, form))),
    "wait": Action("", lambda call, _: call.wait()),
    "hang_up": Action("", hang_up),
    "speak": Action(
        "Say", lambda call, form: call.speak(form.get("words", ""), during=during(call, form)), {"words": ""}
    ),
    "mumble": Action("Mumble", lambda call, _: call.mumble()),
    "listen": Action("Listen", lambda call, form: call.listen(seconds(form)), {"seconds": "20"}),
    "record": Action(
        "Speak",
        lambda call, form: call.record(seconds(form), form.get("finish", ""), form.get("words", "")),
        {"words": "", "seconds": "5", "finish": ""},
    ),
    "record_nothing": Action("Say nothing", lambda call, _: call.record_nothing(), in_journeys=False),
    "callee_answers": Action(
        "They answer", lambda call, form: call.callee_answers(seconds(form), who(form)), {"seconds": "40", "who": ""}
    ),
    "callee_no_answer": Action("No answer", lambda call, _: call.callee_no_answer()),
    "callee_busy": Action("Busy", lambda call, _: call.callee_busy()),
    "callee_failed": Action("Unreachable", lambda call, _: call.callee_failed()),
    "callee_canceled": Action("Stops ringing", lambda call, _: call.callee_canceled(), in_journeys=False),
    "callee.press": Action(
        "They press", lambda call, form: callee(call).press(form.get("theirs", "")), {"theirs": "1"}
    ),
    "callee.wait": Action("They stay silent", lambda call, _: callee(call).wait(), in_journeys=False),
    "callee.hang_up": Action("They hang up", lambda call, _: callee(call).hang_up(), in_journeys=False),
    "talk": Action("Talk", lambda call, form: call.talk(seconds(form)), {"seconds": "40"}, in_journeys=False),
    "callee_hangs_up": Action("They hang up", lambda call, _: call.callee_hangs_up(), in_journeys=False),
    "conference_ends": Action(
        "Talk in the conference", lambda call, form: call.conference_ends(seconds(form)), {"seconds": "40"}
    ),
    "conference_begins": Action("The conference begins", lambda call, _: call.conference_begins(), in_journeys=False),
    "agent_takes": Action("An agent talks", lambda call, form: call.agent_takes(seconds(form)), {"seconds": "60"}),
    "queue_fails": Action("The queue is full", lambda call, _: call.queue_fails(), in_journeys=False),
    "connection_ends": Action(
        "The connection ends",
        lambda call, form: call.connection_ends(seconds(form)),
        {"seconds": "30"},
        in_journeys=False,
    ),
    "payment_ends": Action(
        "The payment succeeds",
        lambda call, form: call.payment_ends("success", seconds(form)),
        {"seconds": "30"},
        in_journeys=False,
    ),
    "refer_ends": Action("The transfer is accepted", lambda call, _: call.refer_ends(), in_journeys=False),
}


def offered(call: Call) -> list[dict[str, Any]]:
    """Return what somebody may do now, beside what the page has a place of its own for."""
    ringing = next((event["to"] for event in reversed(call.transcript) if event["event"] == "dialing"), [])
    return [
        {"act": name, "words": action.words, "fields": list(fields(action, ringing))}
        for name, action in ACTIONS.items()
        if action.words and name in call.possible
    ]


def fields(action: Action, ringing: list[str]) -> Iterable[dict[str, Any]]:
    """Yield what the page asks for beside a button; whose phone it is, only if several ring."""
    for name, value in action.fields.items():
        if name != "who":
            yield {"name": name, "value": value}
        elif len(ringing) > 1:
            yield {"name": name, "value": ringing[0], "options": ringing}
