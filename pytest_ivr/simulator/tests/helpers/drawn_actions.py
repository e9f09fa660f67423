"""Calls and people at random: any action of anybody, most of them sensible."""

from dataclasses import replace
from typing import Any, NamedTuple

from hypothesis import strategies as st

from pytest_ivr.simulator import Call, Choices, Limits
from pytest_ivr.simulator.party import Party
from pytest_ivr.simulator.testing import HOME
from pytest_ivr.simulator.verbs import Dial

from .drawn_lines import NUMBERS, ODD_TEXTS, REFERENCES, SENTENCES, TEXTS, WORDS, Strategy, mostly

# Calls

# A line that goes round in circles costs little time.
SHORT = Limits(documents=12, menus=6)
METHODS = st.sampled_from(["GET", "POST"])
CALLS: Strategy[dict[str, Any]] = st.builds(
    dict,
    voice_url=mostly(
        st.sampled_from(
            [f"{HOME}/voice", "http://ivr.example.com:8080/voice?a=1", "https://anna:secret@ivr.example.com/voice"]
        ),
        REFERENCES,
        30,
    ),
    from_=NUMBERS | st.just("sip:anna@sip.example.com"),
    to=NUMBERS,
    voice_method=METHODS,
    fallback_url=st.none() | st.just(f"{HOME}/fallback") | REFERENCES,
    fallback_method=METHODS,
    status_callback=st.none() | st.just(f"{HOME}/told") | REFERENCES,
    status_callback_method=METHODS,
    parameters=mostly(st.just({}), st.dictionaries(st.sampled_from(["CallerName", "From", "a&b"]), TEXTS)),
    limits=st.sampled_from([SHORT, SHORT, replace(SHORT, seconds=60)]),
    choices=st.builds(Choices, st.sampled_from([11200, 11217]), st.booleans()),
)

# Actions


class Action(NamedTuple):
    """What somebody does: the name of a method of Call (after "callee.", of the callee's), and its arguments."""

    name: str
    arguments: dict[str, Any]

    def on(self, call: Call) -> None:
        """Do it."""
        who, _, name = self.name.rpartition(".")
        getattr(call.callee if who else call, name)(**self.arguments)


NUMBERS_OF_SECONDS = mostly(
    st.sampled_from([0, 1, 2.5, 30, 130, 4000, 10**6]), st.sampled_from([-1, -0.5, float("nan"), float("inf")])
)
KEYS = mostly(
    st.sampled_from(["1", "1#", "12#34", "*", "#", "007*#", "2"]), st.sampled_from(["", "a", "1 2", "\uff11"])
)
TOLD = st.dictionaries(st.sampled_from(["PaymentToken", "HandoffData", "CallSid", "x y"]), TEXTS, max_size=2)
FINISHES = mostly(st.sampled_from(["", "#", "1", "hangup"]), st.sampled_from(["x", "12"]))


def during(call: Party) -> Strategy[str | None]:
    """Return sentences that have just been heard, or have not."""
    return mostly(st.none(), st.sampled_from([*call.heard, "", *SENTENCES]), 1)


def keypad(call: Party) -> dict[str, dict[str, Strategy[Any]]]:
    """Return the actions of whoever hears documents, each with its arguments."""
    return {
        "press": {"keys": KEYS, "during": during(call)},
        "speak": {
            "words": TEXTS,
            "confidence": mostly(st.floats(0, 1), st.floats()),
            "during": during(call),
        },
        "mumble": {},
        "wait": {},
        "listen": {"seconds": NUMBERS_OF_SECONDS},
        "hang_up": {"during": during(call)},
    }


def all_actions(call: Call) -> dict[str, dict[str, Strategy[Any]]]:
    """Return every action that there is, by name, each with its arguments."""
    ringing = call.leg.waiting.ringing if isinstance(call.leg.waiting, Dial) else []
    who = st.none() | st.sampled_from([*ringing, "nobody"])
    whispered = keypad(call.callee) if call.callee else {}
    return {
        **keypad(call),
        **{f"callee.{name}": arguments for name, arguments in whispered.items()},
        "talk": {"seconds": NUMBERS_OF_SECONDS},
        "dial": {},
        "dial_and_hang_up": {},
        "record": {"seconds": NUMBERS_OF_SECONDS, "finish": FINISHES, "words": WORDS},
        "record_nothing": {},
        "callee_answers": {
            "seconds": st.none() | NUMBERS_OF_SECONDS,
            "who": who,
        },
        "callee_busy": {"who": who},
        "callee_no_answer": {},
        "callee_failed": {"who": who},
        "callee_canceled": {"who": who},
        "callee_hangs_up": {},
        "conference_begins": {},
        "conference_ends": {"seconds": NUMBERS_OF_SECONDS},
        "agent_takes": {"seconds": NUMBERS_OF_SECONDS},
        "queue_fails": {"result": mostly(st.sampled_from(["queue-full", "error", "system-error"]), ODD_TEXTS)},
        "connection_ends": {"seconds": NUMBERS_OF_SECONDS, "told": TOLD},
        "payment_ends": {"result": TEXTS, "seconds": NUMBERS_OF_SECONDS, "told": TOLD},
        "refer_ends": {"sip_response": st.sampled_from([200, 202, 404, 603])},
    }


# The actions that lead from one wait to another are done more often than those that end it.
CONNECTING = ("callee_answers", "conference_begins")


def turns(call: Party) -> list[str]:
    """Return the actions whose turn it is."""
    if call.status == "queued":
        return ["dial"]
    if isinstance(call, Call) and call.callee:
        return [f"callee.{action}" for action in turns(call.callee)]
    verbs = [call.leg.waiting, call.leg.hold and call.leg.hold.verb]
    possible = [action.partition("(")[0] for verb in verbs if verb for action in verb.actions]
    return [*possible, *[action for action in possible if action in CONNECTING] * 4]


@st.composite
def actions(draw: st.DrawFn, call: Call) -> Action:
    """Return an action, most often of somebody whose turn it is."""
    possible = all_actions(call)
    name = draw(st.sampled_from([*turns(call) * 50, *possible]))
    arguments = draw(st.fixed_dictionaries(possible[name]))
    return Action(name, arguments | arguments.pop("told", {}))
