"""A call is made again: the simulator calls, the log answers, and each request says what the caller did.

What no request tells is not known: keys that nothing listened to, # alone where silence leads to the same, and in which
sentence somebody pressed a key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ..living_docs.media_types import MASK
from ..simulator import (
    ActionNotPossible,
    Call,
    CallOver,
    DeliveryFailed,
    EndlessCall,
    OtherHost,
    Request,
    Response,
    UnsupportedVerb,
)
from ..simulator.verbs import Gather
from .reading import Answered

HOST = "https://line.example"  # the log does not say where the line is
NOT_DELIVERED = ("11200", "11205")
FIRST_ERROR = 400  # of the statuses of HTTP
OVER = frozenset({"completed", "busy", "no-answer", "failed", "canceled"})
REFUSED = frozenset({"queue-full", "error", "system-error"})  # by a queue
SILENT_FILE = Response(200, [("Content-Type", "audio/mpeg")], b"")
CANNOT_FOLLOW = (ActionNotPossible, CallOver, EndlessCall, OtherHost, UnsupportedVerb, ValueError)

SECONDS = re.compile("[0-9]{1,9}")
LONGEST_SHOWN = 40  # characters

Told = Mapping[str, Any]


class LogEnds(Exception):
    """The line has gone on by itself, and the log has no request any more: the caller was no longer there."""


class Astray(ValueError):
    """The log has another request than the one that the answer before leads to."""


class Answers:
    """A transport that answers as the log has it, one request after the other."""

    def __init__(self, requests: Sequence[Answered]) -> None:
        self.requests = requests
        self.position = 0

    @property
    def next(self) -> Answered | None:
        """The request that comes next, if there is one."""
        return self.requests[self.position] if self.position < len(self.requests) else None

    def send(self, request: Request) -> Response:
        """Answer. Raises LogEnds behind the last, Astray for a request that is not the next, and DeliveryFailed.

        What steers no call is not in the log, and needs no answer.
        """
        if not request.steers:
            return SILENT_FILE
        following = self.next
        if following is None:
            raise LogEnds
        if not is_meant(following, request):
            raise Astray(f"the answer leads to {request.target}, and the log has {following.target}")
        self.position += 1
        self.refuse_what_was_lost(following)
        return Response(following.status, [("Content-Type", following.content_type)], following.answer.encode())

    def refuse_what_was_lost(self, answered: Answered) -> None:
        """Raise DeliveryFailed for an answer that has not come to Twilio, or too late: the fallback is told so next."""
        code = self.next.told.get("ErrorCode") if self.next else None
        if answered.status < FIRST_ERROR and code in NOT_DELIVERED:
            raise DeliveryFailed(int(code), "The answer in the log has not come to Twilio, or too late.")


def is_meant(logged: Answered, request: Request) -> bool:
    """Tell whether a request in the log is this one; a line may leave out of its query what is nobody's business."""
    url = urlsplit(request.url)
    query = parse_qsl(url.query, keep_blank_values=True)
    same_place = (logged.method, logged.path) == (request.method, url.path)
    return same_place and all(pair in query for pair in parse_qsl(logged.query, keep_blank_values=True))


@dataclass
class Replayed:
    """A call, as far as its requests lead. ``problem`` is why they lead no further; the line speaks and goes on by
    itself, where the call is ``under_way``.
    """

    call: Call
    problem: str = ""
    under_way: bool = False


def replay(requests: Sequence[Answered]) -> Replayed:
    """Make a call again, from its first request to the last."""
    answers = Answers(requests)
    fallback = next((HOST + it.path for it in requests if "ErrorCode" in it.told), None)
    first = requests[0]
    call = Call(HOST + first.target, transport=answers, auth_token="", voice_method=first.method, fallback_url=fallback)
    replayed = Replayed(call)
    try:
        call.dial()
        while answers.next and not call.ended:
            act(call, answers)
        refuse_more(answers)
    except LogEnds:
        replayed.under_way = True
    except CANNOT_FOLLOW as error:
        replayed.problem = str(error)
    return replayed


def act(call: Call, answers: Answers) -> None:
    """Do what the caller did, as the next request tells. Raises Astray if that does not lead to it."""
    before, following = answers.position, answers.requests[answers.position]
    told = following.told
    if told.get("CallStatus") in OVER:
        call.hang_up()
    else:
        act_by(told)(call, told)
        if answers.position == before and not call.ended:
            call.wait()  # keys, to the end of the time for them
    if answers.position == before and not call.ended:
        raise Astray(f"nothing that callers do leads to {following.target} from here")


def refuse_more(answers: Answers) -> None:
    """Raise Astray for a request behind the end of a call that does not just tell of it."""
    for request in answers.requests[answers.position :]:
        if request.told.get("CallStatus") not in OVER:
            raise Astray(f"the call is over, and the log goes on with {request.target}")


# What the caller did, by the first of these parameters that says something


def press(call: Call, told: Told) -> None:
    """Press keys, and the one that ended them; or let keys be pressed that are not written down."""
    keys, finish = told.get("Digits", ""), written_down(told, "FinishedOnKey")
    if isinstance(keys, str):
        call.press(keys + finish)
        return
    verb = call.leg.waiting_in(Gather, "Nobody can press keys")
    call.leg.note_action("pressed", keys=MASK)
    verb.stop_speaking(call.leg)
    call.leg.move(verb.submit({"Digits": MASK, "FinishedOnKey": finish, "msg": "Gather End"}))


def written_down(told: Told, name: str) -> str:
    """Return a text; nothing where only its length is told."""
    text = told.get(name, "")
    return text if isinstance(text, str) else ""


def speak(call: Call, told: Told) -> None:
    """Say something; of what is not written down only the length is known."""
    words = told["SpeechResult"]
    call.speak(words if isinstance(words, str) else f"{words} characters")


def seconds(told: Told, name: str) -> int:
    """Return how long something lasted; no time if that is not told. Raises Astray for what is no number."""
    text = str(told.get(name) or 0)
    if not SECONDS.fullmatch(text):
        raise Astray(f"{name} is {text[:LONGEST_SHOWN]!r}, which is no number of seconds")
    return int(text)


def record(call: Call, told: Told) -> None:
    """Say something to a line that records it."""
    call.record(seconds(told, "RecordingDuration"), written_down(told, "Digits"))


def be_called(call: Call, told: Told) -> None:
    """Answer, or not, as somebody whom the line calls."""
    ends: dict[str, Callable[[], None]] = {
        "busy": call.callee_busy,
        "no-answer": call.callee_no_answer,
        "failed": call.callee_failed,
        "canceled": call.callee_canceled,
    }
    end = ends.get(told["DialCallStatus"])
    if end:
        end()
    elif "conference_ends" in call.possible:
        call.conference_ends(seconds(told, "DialCallDuration"))
    else:
        call.callee_answers(seconds(told, "DialCallDuration"))


def leave_queue(call: Call, told: Told) -> None:
    """Let an agent take a call out of a queue, or let the queue refuse it."""
    result = told["QueueResult"]
    if result in REFUSED:
        call.queue_fails(result)
    else:
        call.agent_takes()


ACTIONS: Mapping[str, Callable[[Call, Told], None]] = {
    "RecordingDuration": record,
    "DialCallStatus": be_called,
    "QueueResult": leave_queue,
    "SpeechResult": speak,
    "Digits": press,
    "FinishedOnKey": press,
}


def act_by(told: Told) -> Callable[[Call, Told], None]:
    """Return what the caller did, by what a request tells; nothing was done where it tells nothing."""
    return next((act for name, act in ACTIONS.items() if told.get(name)), lambda call, _: call.wait())
