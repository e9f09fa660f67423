"""When two calls are in the same state: when whatever the line and Twilio can do next is the same.

That is the document that is left, with the addresses it names, the verb in which the call rests, what has been keyed in
so far, what the call comes back to, and the cookies. The identifiers of the call are left out, and so is the time.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import re
from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urljoin

from ..simulator import Call
from ..simulator.interpreter import Interpreter
from ..simulator.twiml.document import Node
from ..simulator.verbs import Gather

SID = re.compile(r"([A-Z]{2})[0-9a-f]{32}")
SIGNED = re.compile(r"(.+)[.:][\w-]{5,}[.:][\w-]{27,}")
ADDRESSES = re.compile(r"action|url|.*(?:Url|Callback)")
WITH_ADDRESS = frozenset({"Redirect", "Play"})  # their text is one
ASK_AGAIN = frozenset({"Gather", "Record"})  # without an action, that is the document itself
REMEMBERED = ("keys", "ringing", "uncalled", "answered")  # of what a verb remembers; the rest is when, and identifiers


class Fingerprints:
    """Tells states apart. What fits one of ``same_words`` is one, and cookies of these names tell nothing."""

    def __init__(self, same_words: Sequence[re.Pattern[str]] = (), passing: Collection[str] = ()) -> None:
        self.same_words = same_words
        self.passing = frozenset(passing)

    def of(self, call: Call) -> bytes:
        """Return what all calls in the same state have in common, in a few bytes."""
        return digest(self.text_of(call))

    def kind_of(self, call: Call) -> bytes:
        """Return the same without what was said in the menu in which the call rests."""
        return digest(self.same(repr([leg_state(call.leg, with_prompts=False), self.cookies(call)])))

    def text_of(self, call: Call) -> str:
        """Return what all calls in the same state have in common, as text."""
        return self.same(repr([leg_state(call.leg), self.cookies(call)]))

    def same(self, text: str) -> str:
        """Return a text without the identifiers of its call, and with one word for words that count as the same."""
        text = SID.sub(r"\1", text)
        for pattern in self.same_words:
            text = pattern.sub("~", text)
        return text

    def cookies(self, call: Call) -> list[list[str | None]]:
        """Return the cookies of a call that tell something."""
        found = ([it.domain, it.path, it.name, unsigned(it.value)] for it in call.leg.webhooks.cookies)
        return sorted(it for it in found if it[2] not in self.passing)


def unsigned(value: str | None) -> str | None:
    """Return what a cookie says; when and by whom it was signed does not count (Flask and Django sign like this)."""
    match = SIGNED.fullmatch(value or "")
    return match[1] if match else value


def digest(text: str) -> bytes:
    """Return a text in a few bytes."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def leg_state(leg: Interpreter, *, with_prompts: bool = True) -> list[Any]:
    """Return the state of one leg of a call, as plain values, with or without the prompts of an open menu."""
    hold, waiting, callee = leg.hold, leg.waiting, leg.callee
    node = waiting and waiting.node
    if isinstance(waiting, Gather) and not with_prompts:
        node = dataclasses.replace(waiting.node, content=[])
    return [
        leg.status,
        leg.in_fallback,
        leg.next_request and [leg.next_request.method, joined(leg.document.url, leg.next_request.reference)],
        rest_of(leg.document.verbs[leg.position :], leg.document.url),
        waiting and node and verb_state(type(waiting).__name__, node, waiting.memory, leg.url_of(waiting.node)),
        hold and verb_state(type(hold.verb).__name__, hold.verb.node, hold.verb.memory, hold.document.url),
        hold and rest_of(hold.document.verbs[hold.position :], hold.document.url),
        callee and leg_state(callee),
        [[it["product"], it["name"]] for it in leg.started],
    ]


def verb_state(kind: str, node: Node, memory: dict[str, Any], url: str) -> list[Any]:
    """Return the state of a verb in which a call rests."""
    return [kind, node_state(node, url), [memory.get(name) for name in REMEMBERED]]


def rest_of(verbs: Sequence[Node], url: str) -> list[Any]:
    """Return what is left of a document."""
    return [node_state(verb, url) for verb in verbs]


def node_state(node: Node, url: str) -> list[Any]:
    """Return an element with all within; addresses in it are told in full, whatever document it stands in."""
    attributes = dict(node.attributes)
    for name in filter(is_address, attributes):
        if attributes[name] or (name == "action" and node.name in ASK_AGAIN):
            attributes[name] = joined(url, attributes[name])
    content = [node_state(part, url) if isinstance(part, Node) else part for part in node.content]
    if node.name in WITH_ADDRESS:
        content = [joined(url, part) if isinstance(part, str) else part for part in content]
    return [node.name, attributes, content]


@functools.cache
def is_address(name: str) -> bool:
    """Tell whether the attribute of that name is an address."""
    return ADDRESSES.fullmatch(name) is not None


def joined(url: str, reference: str) -> str:
    """Return an address in full; what is none stays as it is."""
    try:
        return urljoin(url, reference.strip())
    except ValueError:
        return reference


def passing_cookies(one: Call, other: Call) -> frozenset[str]:
    """Return the names of cookies that differ in two calls which did the same: they are identifiers of calls."""
    values = [{it.name: unsigned(it.value) for it in call.leg.webhooks.cookies} for call in (one, other)]
    return frozenset(name for name in values[0].keys() & values[1] if values[0][name] != values[1][name])
