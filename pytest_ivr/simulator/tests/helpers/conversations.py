"""Conversations that can be broken off after each act and go on in another process."""

import datetime as dt
import json
import sys
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import time_machine

from pytest_ivr.simulator import Call, Request, Response, Transport, WsgiTransport
from pytest_ivr.simulator.testing import HOME, answer, script, twiml

from .ivrs.phone_tree import phone_tree
from .ivrs.support_queue import support_queue
from .ivrs.survey import survey

TOKEN = "the token of the account"  # noqa: S105 (of no account)
NOW = dt.datetime(2020, 5, 1, 13, 30, tzinfo=dt.UTC)

ActOfCall = Callable[[Call], object]
GATHER = "<Gather action='/next'><Say>Choose</Say></Gather>"
NEXT = twiml("<Say>Well</Say><Gather action='/last'/>")
LAST = twiml("<Say>Goodbye</Say>")


class Conversation(NamedTuple):
    """A line, and what people do one after the other; ``arguments`` are those of the call."""

    line: Callable[[], Transport]
    acts: tuple[ActOfCall, ...]
    arguments: Mapping[str, Any] = {}

    def begin(self, line: Transport) -> Call:
        """Return a call to the line, not yet dialed."""
        ended = f"{HOME}/ended"
        return Call(f"{HOME}/voice", transport=line, auth_token=TOKEN, status_callback=ended, **self.arguments)


class Recorder:
    """Keeps the requests to a line, without what is drawn by lot for each."""

    def __init__(self, line: Transport) -> None:
        self.line = line
        self.requests: list[list[Any]] = []

    def send(self, request: Request) -> Response:
        """Pass a request on."""
        headers = {name: value for name, value in request.headers.items() if name != "I-Twilio-Idempotency-Token"}
        self.requests.append([request.method, request.url, headers, request.body.decode()])
        return self.line.send(request)


class LockedLine:
    """A line behind a server that wants to know a password."""

    def __init__(self, line: Transport) -> None:
        self.line = line

    def send(self, request: Request) -> Response:
        """Pass on the requests of those who have logged in."""
        if "Authorization" not in request.headers:
            return answer("", status=401, WWW_Authenticate='Basic realm="ivr"')
        return self.line.send(request)


def scripted(verbs: str) -> Callable[[], Transport]:
    """Return a line that begins with these verbs."""
    whisper = twiml("<Gather numDigits='2' action='/accept'><Say>Press 1</Say></Gather><Hangup/>")
    wait = twiml("<Say>Wait</Say><Gather action='/key' finishOnKey=''><Say>Leave?</Say></Gather>")
    return lambda: script(
        verbs,
        next=NEXT,
        last=LAST,
        whisper=whisper,
        accept=twiml(""),
        wait=wait,
        key=twiml("<Leave/>"),
        told=answer("", status=204),
        ended=answer("", status=204),
    )


def of_callee(name: str, *arguments: str) -> ActOfCall:
    """Return what the callee does who hears a whisper."""
    return lambda call: getattr(call.callee, name)(*arguments)


def press(keys: str) -> ActOfCall:
    """Return the pressing of keys."""
    return lambda call: call.press(keys)


DIAL = "<Dial action='/next' {}><Number {}>+14155550100</Number></Dial>"
TOLD = "statusCallback='/told' statusCallbackEvent='initiated ringing answered completed'"
CONFERENCE = "<Conference statusCallback='/told' statusCallbackEvent='start join leave'>a</Conference>"
STREAM = "<Stream name='{0}' url='wss://media.example.com/{0}' statusCallback='/told'/>"
SIP = {"from_": "sip:anna@sip.example.com"}

CONVERSATIONS: dict[str, Conversation] = {
    "a phone tree": Conversation(
        lambda: WsgiTransport(phone_tree(TOKEN, [])),
        (Call.dial, press("1"), press("1"), Call.callee_answers, of_callee("press", "1"), Call.callee_hangs_up),
    ),
    "a survey": Conversation(
        lambda: WsgiTransport(survey(TOKEN, [])),
        (Call.dial, Call.mumble, lambda call: call.speak("no"), lambda call: call.record(7, "#", "Too long")),
    ),
    "a queue": Conversation(
        lambda: WsgiTransport(support_queue(TOKEN, [])), (Call.dial, Call.wait, Call.wait, press("*"))
    ),
    "keys held by a menu": Conversation(scripted(GATHER), (Call.dial, press("1"), press("2"), Call.wait, Call.hang_up)),
    "a prompt that is cut": Conversation(
        scripted(GATHER), (Call.dial, lambda call: call.press("1", during="Choose"), press("#"), press("2#"))
    ),
    "a recording": Conversation(
        scripted("<Record action='/next' recordingStatusCallback='/told'/>"),
        (Call.dial, lambda call: call.record(5, "hangup")),
    ),
    "phones that ring": Conversation(
        scripted(f"<Dial action='/next' sequential='true'>{f'<Number {TOLD}>+14155550100</Number>' * 2}</Dial>"),
        (Call.dial, Call.callee_busy, Call.callee_no_answer, press("1#")),
    ),
    "phones that ring at once": Conversation(
        scripted(f"<Dial action='/next'>{f'<Number {TOLD}>+14155550100</Number>' * 2}<Client>ann</Client></Dial>"),
        (
            Call.dial,
            lambda call: call.callee_busy("client:ann"),
            Call.callee_answers,
            Call.callee_hangs_up,
            press("1#"),
        ),
    ),
    "a whisper": Conversation(
        scripted(DIAL.format("", f"url='/whisper' {TOLD}")),
        (
            *(Call.dial, lambda call: call.callee_answers(seconds=30), of_callee("press", "1"), press("5")),
            *(of_callee("wait"), press("1#")),
        ),
    ),
    "a whisper that is declined": Conversation(
        scripted(DIAL.format("", "url='/whisper'")),
        (Call.dial, Call.callee_answers, of_callee("hang_up"), press("1#")),
    ),
    "a talk": Conversation(
        scripted(DIAL.format("hangupOnStar='true' record='true' recordingStatusCallback='/told'", TOLD)),
        (Call.dial, Call.callee_answers, lambda call: call.talk(30), press("*"), press("1#")),
    ),
    "a conference": Conversation(
        scripted(f"<Dial action='/next'>{CONFERENCE}</Dial>"),
        (Call.dial, Call.wait, Call.conference_begins, lambda call: call.talk(30), Call.conference_ends, press("1#")),
    ),
    "a conference with a wait document": Conversation(
        scripted("<Dial><Conference waitUrl='/last'>a</Conference></Dial><Say>After</Say>"),
        (Call.dial, Call.wait, Call.conference_ends),
    ),
    "a queue with an open menu": Conversation(
        scripted("<Enqueue action='/next' waitUrl='/wait'>support</Enqueue>"),
        (Call.dial, press("1"), Call.wait, press("1#")),
    ),
    "a queue with an agent": Conversation(
        scripted("<Enqueue waitUrl='/wait'>support</Enqueue><Say>After</Say>"),
        (Call.dial, Call.wait, Call.wait, Call.agent_takes),
    ),
    "a queue with music": Conversation(
        scripted("<Enqueue action='/last'>support</Enqueue>"), (Call.dial, Call.wait, Call.hang_up)
    ),
    "a stream": Conversation(
        scripted(f"<Start>{STREAM.format('a')}</Start><Connect action='/next'>{STREAM.format('b')}</Connect>"),
        (Call.dial, lambda call: call.connection_ends(5, HandoffData="x"), press("1#")),
    ),
    "a relay": Conversation(
        scripted("<Connect action='/next'><ConversationRelay url='wss://relay.example.com/a'/></Connect>"),
        (Call.dial, lambda call: call.connection_ends(5), press("1#")),
    ),
    "a payment": Conversation(
        scripted("<Pay action='/next'/>"), (Call.dial, press("4"), lambda call: call.payment_ends(), press("1#"))
    ),
    "a transfer": Conversation(
        scripted("<Refer action='/next'><Sip>sip:bob@example.com</Sip></Refer>"),
        (Call.dial, Call.refer_ends, press("1#")),
        SIP,
    ),
    "cookies": Conversation(
        lambda: script(
            voice=answer(f"<Response>{GATHER}</Response>", Set_Cookie="visit=1; Path=/; HttpOnly"), next=NEXT, last=LAST
        ),
        (Call.dial, press("1#"), press("1#")),
    ),
    "a password": Conversation(
        lambda: LockedLine(scripted(GATHER)()),
        (Call.dial, press("1#"), press("1#")),
        {"fallback_url": "https://anna:secret@ivr.example.com/voice"},
    ),
    "a password in a whisper": Conversation(
        lambda: LockedLine(scripted(DIAL.format("", "url='/whisper'"))()),
        (Call.dial, Call.callee_answers, of_callee("press", "12"), Call.callee_hangs_up, Call.hang_up),
        {"fallback_url": "https://anna:secret@ivr.example.com/voice"},
    ),
    "a late answer": Conversation(scripted("<Pause length='7'/><Gather/>"), (Call.dial, Call.wait)),
    "a file that is missing": Conversation(scripted("<Gather/><Play>/missing</Play>"), (Call.dial, Call.wait)),
    "a fallback": Conversation(
        lambda: script("<Gather action='/missing'/>", fallback=twiml(GATHER), ended=answer("")),
        (Call.dial, press("1#"), press("1"), press("#"), Call.hang_up),
        {"fallback_url": f"{HOME}/fallback"},
    ),
    "a fallback that fails after a while": Conversation(
        lambda: script(
            voice=answer("", status=500), fallback=twiml(f"{GATHER}<Play>/missing</Play>"), ended=answer("")
        ),
        (Call.dial, Call.wait),
        {"fallback_url": f"{HOME}/fallback"},
    ),
}


def go_on(conversation: Conversation, done: int, state: str) -> dict[str, Any]:
    """Finish a conversation that was broken off after so many acts; return all that can be seen of it."""
    line = Recorder(conversation.line())
    with time_machine.travel(NOW, tick=False):
        call = Call.load(state, transport=line, auth_token=TOKEN)
        for act in conversation.acts[done:]:
            act(call)
    return {"transcript": call.transcript, "heard": call.heard, "status": call.status, "requests": line.requests}


if __name__ == "__main__":
    for name, states in map(json.loads, sys.stdin):
        finished = [go_on(CONVERSATIONS[name], done, state) for done, state in enumerate(states)]
        print(json.dumps(finished), flush=True)
