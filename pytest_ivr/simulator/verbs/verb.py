"""What all verbs have in common, and what those in which the line waits for somebody."""

from __future__ import annotations

import abc
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import ActImpossible
from ..grammar import ELEMENTS, Element
from ..twiml import Node

if TYPE_CHECKING:
    from ..interpreter import Interpreter

ActionRequest = tuple[str, str, dict[str, str]]  # reference, method, parameters


class Verb(abc.ABC):
    """A verb of TwiML, made of its element."""

    def __init__(self, node: Node) -> None:
        self.node = node

    @abc.abstractmethod
    def perform(self, call: Interpreter) -> None:
        """Do to the call what Twilio does."""


class WaitingVerb(Verb):
    """A verb in which the line waits until somebody acts.

    ``memory`` is what it has to remember meanwhile, in plain values, so that a call can be saved.
    """

    def __init__(self, node: Node, memory: dict[str, Any] | None = None) -> None:
        super().__init__(node)
        self.memory: dict[str, Any] = {} if memory is None else memory

    @property
    @abc.abstractmethod
    def acts(self) -> tuple[str, ...]:
        """The acts that move the line on from here, beside hang_up."""

    def press(self, call: Interpreter, keys: str) -> None:
        """Take keys; here they are lost."""
        call.note("lost", what=keys, reason="nothing listens to keys now")

    def speak(self, call: Interpreter, words: str, confidence: float) -> None:
        """Take speech; here it is lost."""
        call.note("lost", what=words, reason="nothing listens to speech now")

    def wait(self, call: Interpreter) -> None:
        """Let the caller stay silent; here that does not tell how it goes on."""
        raise ActImpossible(f"{self.describe(call)}: say how this ends, by {self.possible(call)}.")

    def talk(self, call: Interpreter, seconds: float) -> None:
        """Let the caller talk with somebody; here there is nobody."""
        raise self.impossible(call, "The caller cannot talk")

    def impossible(self, call: Interpreter, what: str) -> ActImpossible:
        """Return the error for an act that is not possible here."""
        return ActImpossible(f"{what} now. {self.describe(call)}; possible now: {self.possible(call)}.")

    def farewell(self, call: Interpreter) -> ActionRequest | None:
        """Return the request that is made although the call has ended, if there is one."""
        return None

    def possible(self, call: Interpreter) -> str:
        """Return what may be done now, in words: also what ends the wait in whose document this verb stands."""
        held = call.hold.verb.acts if call.hold else ()
        return ", ".join(dict.fromkeys((*self.acts, *held, "hang_up")))

    def describe(self, call: Interpreter) -> str:
        """Tell where the line waits."""
        return f"The line waits in <{self.node.name}> in line {self.node.line} of {call.url_of(self)}"

    def action(self, parameters: Mapping[str, str]) -> ActionRequest | None:
        """Return the request to the action, if the verb names one."""
        given = self.node.attributes
        return (given["action"], given.get("method", "POST"), dict(parameters)) if given["action"] else None

    def conclude(self, call: Interpreter, parameters: Mapping[str, str]) -> None:
        """Go on to the action if there is one, and else to the next verb."""
        call.waiting = None
        request = self.action(parameters)
        if request:
            call.go_to(*request)


class TalkingVerb(WaitingVerb):
    """A verb, made of a Dial, in which the caller talks with others. It remembers since when."""

    @abc.abstractmethod
    def part(self, call: Interpreter) -> None:
        """End the talk from this side, and go on behind Dial, or at its action."""

    def talk(self, call: Interpreter, seconds: float) -> None:
        """Talk."""
        call.begin_act()
        self.converse(call, seconds)

    def converse(self, call: Interpreter, seconds: float) -> bool:
        """Talk, at most until the time limit; tell whether they still do."""
        left = int(self.node.attributes["timeLimit"]) - (call.second - self.memory["since"])
        goes_on = call.hear("talked", min(seconds, left))
        if not goes_on or seconds < left:
            return goes_on
        call.note("disconnected", reason="the time limit of <Dial> was over")
        self.part(call)
        return False

    def press(self, call: Interpreter, keys: str) -> None:
        """Part with a star, if the Dial allows it; other keys do nothing."""
        parts = self.node.attributes["hangupOnStar"] == "true" and "*" in keys
        lost = keys.replace("*", "", 1) if parts else keys
        if lost:
            super().press(call, lost)
        if parts:
            self.part(call)


class HoldingVerb(WaitingVerb):
    """A verb that lets the caller hear wait documents, with verbs of their own, until somebody takes the call."""

    root: Element = ELEMENTS["Response"]

    def wait_parameters(self, call: Interpreter) -> dict[str, str]:
        """Return what the requests of a waiting caller carry beside the standard parameters."""
        return {}
