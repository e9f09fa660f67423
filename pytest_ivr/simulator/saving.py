"""A call as plain values, to be kept as JSON between one action and the next."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, cast

from .interpreter import CalleeLeg, Held, Interpreter
from .leg.tape import Sound
from .options import Choices, Limits
from .transcript import Transcript
from .twiml.document import Document, Node
from .verbs import WAITING_VERBS, HoldingVerb, WaitingVerb, Whisper
from .verbs.verb import GoTo

PLAIN = (
    *("voice_url", "voice_method", "fallback_url", "fallback_method", "status_callback", "status_callback_method"),
    *("identity", "status", "second", "answered_at", "action_began", "position", "url", "in_fallback"),
    *("waits_in_a_row", "started", "sids", "stopped", "rest_words", "interrupted"),
)


def saved(leg: Interpreter) -> dict[str, Any]:
    """Return everything about a leg of a call but its transport and its auth token."""
    return {
        **{name: getattr(leg, name) for name in PLAIN},
        "transcript": leg.transcript,
        "limits": dataclasses.asdict(leg.limits),
        "choices": dataclasses.asdict(leg.choices),
        "document": saved_document(leg.document),
        "next_request": leg.next_request,
        "sound": leg.sound and dataclasses.asdict(leg.sound),
        "waiting": leg.waiting and saved_verb(leg.waiting),
        "hold": leg.hold
        and {
            "document": saved_document(leg.hold.document),
            "position": leg.hold.position,
            "verb": saved_verb(leg.hold.verb),
        },
        "callee": leg.callee and saved(leg.callee),
        "webhooks": leg.webhooks.saved(),
    }


def restore(leg: Interpreter, state: Mapping[str, Any]) -> None:
    """Bring a new leg to where the saved one was."""
    for name in PLAIN:
        setattr(leg, name, state[name])
    leg.webhooks.home = leg.voice_url
    leg.transcript = Transcript(state["transcript"])
    leg.limits = Limits(**state["limits"])
    leg.choices = Choices(**state["choices"])
    leg.document = restored_document(state["document"])
    leg.next_request = state["next_request"] and GoTo(*state["next_request"])
    leg.sound = state["sound"] and Sound(**state["sound"])
    leg.webhooks.restore(state["webhooks"])
    leg.waiting = state["waiting"] and restored_verb(state["waiting"])
    hold = state["hold"]
    if hold:
        # the verb that holds may be the one that waits: then it is one, and has one memory
        verb = leg.waiting if isinstance(leg.waiting, HoldingVerb) else restored_verb(hold["verb"])
        leg.hold = Held(restored_document(hold["document"]), hold["position"], cast(HoldingVerb, verb))
    if state["callee"]:
        leg.callee = CalleeLeg(leg, cast(Whisper, leg.waiting))
        restore(leg.callee, state["callee"])
        leg.callee.transcript = leg.transcript


def saved_verb(verb: WaitingVerb) -> dict[str, Any]:
    """Return a verb with what it remembers."""
    return {"verb": type(verb).__name__, "node": saved_node(verb.node), "memory": verb.memory}


def restored_verb(state: Mapping[str, Any]) -> WaitingVerb:
    """Return the verb that was saved."""
    return WAITING_VERBS[state["verb"]](restored_node(state["node"]), state["memory"])


def saved_document(document: Document) -> dict[str, Any]:
    """Return a document; its warnings are in the transcript."""
    return {"url": document.url, "verbs": [saved_node(verb) for verb in document.verbs]}


def restored_document(state: Mapping[str, Any]) -> Document:
    """Return the document that was saved."""
    return Document(state["url"], [restored_node(verb) for verb in state["verbs"]])


def saved_node(node: Node) -> list[Any]:
    """Return an element with all within."""
    content = [part if isinstance(part, str) else saved_node(part) for part in node.content]
    return [node.name, node.line, node.attributes, content]


def restored_node(state: list[Any]) -> Node:
    """Return the element that was saved."""
    name, line, attributes, content = state
    return Node(name, line, attributes, [part if isinstance(part, str) else restored_node(part) for part in content])
