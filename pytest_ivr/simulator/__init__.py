"""Twilio's side of an inbound phone call, offline: it drives any application that answers voice webhooks.

Start with Call and a transport; ``call.heard`` and ``call.transcript`` hold what happened. Importing
this imports no Django; DjangoTransport does, when it is made.

"Contract", in the docstrings, means docs/twilio-voice.md, what Twilio documents of its voice webhooks: 1 requests,
2 signature, 3 answers, errors, fallback and status callback, 4 TwiML verb by verb, 8 the choices where Twilio is
silent. A section without further words is one of it, too.

A call passes these rooms in this order, each of which imports those before it alone: transports (HTTP), webhooks
(signed requests) and twiml (answers), leg (what a verb sees of a call), verbs (each answers what comes next),
interpreter (follows it), party (people), call.
"""

from .call import Call
from .dialogue import as_dialogue
from .errors import ActionNotPossible, CallOver, DeliveryFailed, EndlessCall, OtherHost, UnsupportedVerb
from .options import Choices, Limits
from .transcript import Event
from .transports import (
    AsgiTransport,
    DjangoTransport,
    HttpTransport,
    Request,
    Response,
    Timeouts,
    Transport,
    WsgiTransport,
)
from .webhooks.signature import SharedKey, sign

__all__ = [
    "ActionNotPossible",
    "AsgiTransport",
    "Call",
    "CallOver",
    "Choices",
    "DeliveryFailed",
    "DjangoTransport",
    "EndlessCall",
    "Event",
    "HttpTransport",
    "Limits",
    "OtherHost",
    "Request",
    "Response",
    "SharedKey",
    "Timeouts",
    "Transport",
    "UnsupportedVerb",
    "WsgiTransport",
    "as_dialogue",
    "sign",
]
