"""What all verbs have in common, what those in which the line waits, and the steps with which they say what is next."""

from __future__ import annotations

import abc
import enum
import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from ..errors import ActionNotPossible
from ..leg.leg import Leg
from ..twiml.document import Node
from ..twiml.grammar import ELEMENTS, Element

# What comes next: a verb, or what somebody does in it, returns one of these, and the interpreter follows it.


class GoTo(NamedTuple):
    """Leave this document for the one at ``reference``, relative to this one (contract, 4.0)."""

    reference: str
    method: str
    parameters: Mapping[str, str]


class Wait(NamedTuple):
    """Wait in this verb until somebody acts."""

    verb: WaitingVerb


class Hold(NamedTuple):
    """Let the caller hear wait documents from here on; this verb says what follows them."""

    verb: HoldingVerb
    then: Step


class Release(NamedTuple):
    """Come back from the wait documents."""

    then: Step


class OpenLeg(NamedTuple):
    """Wait in this verb while a callee hears a document on a leg of their own."""

    verb: WaitingVerb
    document: GoTo


class End(NamedTuple):
    """End the call with Twilio's final status."""

    status: str


class Move(enum.Enum):
    """On within the document."""

    GO_ON = "to the next verb"
    LEAVE_DOCUMENT = "to the end of the document"


# None: stay where you are; after a verb in which nobody waits, that is at the next verb.
Step: TypeAlias = GoTo | Wait | Hold | Release | OpenLeg | End | Move | None


def check_time(seconds: float) -> None:
    """Raise ValueError for a time that nothing lasts."""
    if not 0 <= seconds < math.inf:
        raise ValueError(f"Nothing lasts {seconds} seconds.")


class Verb(abc.ABC):
    """A verb of TwiML, made of its element."""

    def __init__(self, node: Node) -> None:
        self.node = node

    @abc.abstractmethod
    def perform(self, call: Leg) -> Step:
        """Do what Twilio does, and return what comes next."""


class WaitingVerb(Verb):
    """A verb in which the line waits until somebody acts.

    ``memory`` is what it has to remember meanwhile, in plain values, so that a call can be saved.
    """

    def __init__(self, node: Node, memory: dict[str, Any] | None = None) -> None:
        super().__init__(node)
        self.memory: dict[str, Any] = {} if memory is None else memory

    @property
    @abc.abstractmethod
    def actions(self) -> tuple[str, ...]:
        """The actions that move the line on from here, beside hang_up."""

    def press(self, call: Leg, keys: str) -> Step:
        """Take keys; here they are lost."""
        call.note("lost", what=keys, reason="nothing listens to keys now")
        return None

    def speak(self, call: Leg, words: str, confidence: float) -> Step:
        """Take speech; here it is lost."""
        call.note("lost", what=words, reason="nothing listens to speech now")
        return None

    def wait(self, call: Leg) -> Step:
        """Let the caller stay silent; here that does not say how it goes on."""
        raise ActionNotPossible(f"{self.describe(call)}: say how this ends, by {self.possible(call)}.")

    def listen(self, call: Leg) -> Step:
        """Let time pass in which the caller listens; where it may, "listen" is one of the actions."""
        raise self.impossible(call, "The caller cannot just listen")

    def is_speaking(self, call: Leg) -> bool:
        """Tell whether the line has not come to the end of what it says here."""
        return False

    def talk(self, call: Leg, seconds: float) -> Step:
        """Let the caller talk with somebody; here there is nobody."""
        raise self.impossible(call, "The caller cannot talk")

    def impossible(self, call: Leg, what: str) -> ActionNotPossible:
        """Return the error for an action that is not possible here."""
        return ActionNotPossible(f"{what} now. {self.describe(call)}; possible now: {self.possible(call)}.")

    def on_hangup(self, call: Leg) -> GoTo | None:
        """Return the request that is made although the call has ended, if there is one."""
        return None

    def possible(self, call: Leg) -> str:
        """Return what may be done now, in words."""
        return ", ".join(self.possible_actions(call))

    def possible_actions(self, call: Leg) -> tuple[str, ...]:
        """Return what may be done now: also what ends the wait in whose document this verb stands."""
        held = call.held_by.actions if isinstance(call.held_by, WaitingVerb) else ()
        return tuple(dict.fromkeys((*self.actions, *held, "hang_up")))

    def describe(self, call: Leg) -> str:
        """Return where the line waits, in words."""
        return f"The line waits in <{self.node.name}> in line {self.node.line} of {call.url_of(self.node)}"

    def action_request(self, parameters: Mapping[str, str]) -> GoTo | None:
        """Return the request to the action, if the verb names one."""
        given = self.node.attributes
        return GoTo(given["action"], given.get("method", "POST"), parameters) if given["action"] else None

    def conclude(self, parameters: Mapping[str, str]) -> Step:
        """Go on to the action if there is one, and else to the next verb."""
        return self.action_request(parameters) or Move.GO_ON


class TalkingVerb(WaitingVerb):
    """A verb, made of a Dial, in which the caller talks with others. It remembers since when."""

    @abc.abstractmethod
    def disconnect(self, call: Leg) -> Step:
        """End the talk from this side, and go on behind Dial, or at its action."""

    def talk(self, call: Leg, seconds: float) -> Step:
        """Talk."""
        call.begin_action()
        return self.talk_until(call, seconds)

    def talk_until(self, call: Leg, seconds: float, then: Callable[[Leg], Step] = lambda _: None) -> Step:
        """Talk, at most until the time limit; ``then`` follows if the call goes on, and they still talk."""
        left = int(self.node.attributes["timeLimit"]) - (call.second - self.memory["since"])
        if not call.hear("talked", min(seconds, left)):
            return None
        if seconds < left:
            return then(call)
        call.note("disconnected", reason="the time limit of <Dial> was over")
        return self.disconnect(call)

    def press(self, call: Leg, keys: str) -> Step:
        """Disconnect at a star, if the Dial allows it; other keys do nothing."""
        parts = self.node.attributes["hangupOnStar"] == "true" and "*" in keys
        lost = keys.replace("*", "", 1) if parts else keys
        if lost:
            super().press(call, lost)
        return self.disconnect(call) if parts else None


class Listening(WaitingVerb):
    """Where a call rests that goes on by itself as soon as somebody lets time pass. It is made of the verb there."""

    def perform(self, call: Leg) -> Step:
        """Rest."""
        return Wait(self)

    @property
    def actions(self) -> tuple[str, ...]:
        """Let time pass: for some seconds, or until the call comes to rest again."""
        return ("wait", "listen")

    def wait(self, call: Leg) -> Step:
        """Go on."""
        call.note_action("silent", seconds=0)
        return self.listen(call)

    def listen(self, call: Leg) -> Step:
        """Go on."""
        return Move.GO_ON

    def describe(self, call: Leg) -> str:
        """Return where the line is, in words."""
        return f"The line goes on by itself behind <{self.node.name}> in line {self.node.line} of {call.document.url}"


class HoldingVerb(WaitingVerb):
    """A verb that lets the caller hear wait documents, with verbs of their own, until somebody takes the call."""

    root: Element = ELEMENTS["Response"]

    def wait(self, call: Leg) -> Step:
        """Wait on."""
        call.note_action("silent", seconds=0)
        return self.listen(call)

    def listen(self, call: Leg) -> Step:
        """Listen on: to the wait document, to music, or to silence."""
        return Move.GO_ON

    @abc.abstractmethod
    def document_ended(self, call: Leg) -> Step:
        """Say what follows a wait document."""

    def wait_parameters(self, call: Leg) -> dict[str, str]:
        """Return what the requests of a waiting caller carry beside the standard parameters."""
        return {}
