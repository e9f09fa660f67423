"""Products that take the sound of a call: what starts and stops is shown, and reported (contract, section 4.8)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from ..leg.callbacks import notify
from ..leg.leg import Leg
from ..twiml.document import Node
from ..twiml.grammar import SCHEMA_WARNING
from ..webhooks.urls import without_credentials
from .telling import told_of
from .verb import GoTo, Step, Verb, Wait, WaitingVerb, check_time

NO_NOUN = 14300
INBOUND = "inbound_track"
PARAMETER_LENGTH = 500
WITH_SESSIONS = ("ConversationRelay",)
ENDED_BY_LINE, HUNG_UP = "ended", "completed"  # SessionStatus


class Start(Verb):
    """Something that goes on beside the call."""

    def perform(self, call: Leg) -> None:
        """Start it and go on at once."""
        call.answer()
        if not self.node.elements:
            call.warn(NO_NOUN, self.node.line, "<Start> starts nothing.")
        for noun in self.node.elements:
            if can_start(call, noun):
                start(call, noun)


class Stop(Verb):
    """The end of what was started, by its name."""

    def perform(self, call: Leg) -> None:
        """Stop it and go on at once."""
        for noun in self.node.elements:
            stop(call, noun.name, noun.attributes["name"])


class Connect(WaitingVerb):
    """A product that has the call until it ends. Of a product with sessions it remembers which, and since when."""

    def perform(self, call: Leg) -> Step:
        """Hand the call over; what has it is the first noun."""
        call.answer()
        if not self.node.elements:
            call.warn(12200, self.node.line, "<Connect> names nothing to connect to; it is passed over.")
            return None
        noun, *others = self.node.elements
        for other in others:
            call.warn(12200, other.line, f"<Connect> takes one noun; this <{other.name}> is passed over.")
        if not can_start(call, noun):
            return None
        start(call, inbound(call, noun))
        if noun.name in WITH_SESSIONS:
            self.memory = {"sid": call.new_sid("VX"), "since": call.second}
        return Wait(self)

    @property
    def actions(self) -> tuple[str, ...]:
        """The end of the product."""
        return ("connection_ends",)

    def on_hangup(self, call: Leg) -> GoTo | None:
        """Request the action also when the caller has hung up."""
        return self.action_request(self.session(call, HUNG_UP))

    def connection_ends(self, call: Leg, seconds: float, parameters: dict[str, str]) -> Step:
        """Go on behind Connect or at its action, with the product's parameters."""
        check_time(seconds)
        call.begin_action()
        noun = self.node.elements[0]
        if not call.elapse(seconds):
            return None
        stop(call, noun.name, noun.attributes.get("name", ""))
        return self.conclude({**self.session(call, ENDED_BY_LINE), **parameters})

    def session(self, call: Leg, status: str) -> dict[str, str]:
        """Return what the action is told about the product's session, if it has one."""
        if not self.memory:
            return {}
        seconds = round(call.second - self.memory["since"])
        return {"SessionId": self.memory["sid"], "SessionStatus": status, "SessionDuration": str(seconds)}


def can_start(call: Leg, noun: Node) -> bool:
    """Tell whether a product can start; a stream without a URL is a warning."""
    if noun.name != "Stream" or noun.attributes["url"]:
        return True
    call.warn(SCHEMA_WARNING, noun.line, "<Stream> has no URL to stream to; it is passed over.")
    return False


def inbound(call: Leg, noun: Node) -> Node:
    """Return what Connect makes of a noun: a stream hears the caller alone."""
    if noun.attributes.get("track", INBOUND) == INBOUND:
        return noun
    call.warn(SCHEMA_WARNING, noun.line, f"The track of a stream in <Connect> can only be {INBOUND}, which is used.")
    return replace(noun, attributes={**noun.attributes, "track": INBOUND})


def with_short_parameters(call: Leg, stream: Node) -> Node:
    """Return a stream without the parameters that are too long for one."""
    short = [part for part in stream.elements if len("".join(part.attributes.values())) < PARAMETER_LENGTH]
    for part in stream.elements:
        if part not in short:
            explanation = f"A stream's <Parameter> has less than {PARAMETER_LENGTH} characters; this is passed over."
            call.warn(SCHEMA_WARNING, part.line, explanation)
    return replace(stream, content=list(short))


def start(call: Leg, noun: Node) -> None:
    """Show what starts and keep it in mind; report it to a stream's status callback."""
    if noun.name == "Stream":
        noun = with_short_parameters(call, noun)
    name = noun.attributes.get("name", "")
    call.note("started", product=noun.name, name=name, **product(noun))
    started = {"product": noun.name, "name": name}
    call.started.append(started)
    if noun.name == "Stream":
        callback, method = noun.attributes["statusCallback"], noun.attributes["statusCallbackMethod"]
        started |= {"sid": call.new_sid("MZ"), "callback": callback, "method": method}
        started["base"] = call.document.url  # it ends in another document, perhaps
        report(call, started, "stream-started")


def stop(call: Leg, product: str, name: str) -> None:
    """Show what stops of what was started, and report it to its status callback if it is a stream."""
    for started in [started for started in call.started if (started["product"], started["name"]) == (product, name)]:
        call.started.remove(started)
        call.note("stopped", product=product, name=name)
        if product == "Stream":
            report(call, started, "stream-stopped")


def report(call: Leg, stream: dict[str, str], event: str) -> None:
    """Report an event to the status callback of a stream."""
    parameters = {"StreamSid": stream["sid"], "StreamName": stream["name"], "StreamEvent": event}
    now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    notify(call, stream["callback"], stream["method"], {**parameters, "Timestamp": now}, base=stream["base"])


def product(node: Node) -> dict[str, Any]:
    """Return what is told of a product: its parameters are among its attributes, unless one has that name."""
    parameters = {
        part.attributes["name"]: without_credentials(part.attributes["value"])
        for part in node.elements
        if part.name == "Parameter" and part.attributes["value"]
    }
    told = told_of(node)
    text = {"text": node.own_text} if node.own_text else {}
    return {**told, **text, "attributes": {**parameters, **told["attributes"]}}
