"""Twilio's side of an inbound phone call, offline: it drives any application that answers voice webhooks.

Start with Call and a transport; ``call.heard`` and ``call.transcript`` tell what happened. Importing
this imports no Django; DjangoTransport does, when it is made.

"The contract", in the docstrings, is what Twilio documents of its voice webhooks: 1 requests, 2 signature,
3 answers, errors, fallback and status callback, 4 TwiML verb by verb, 8 the choices where Twilio is silent.
"""

from .call import Call
from .dialogue import as_dialogue
from .errors import ActImpossible, CallOver, DeliveryFailed, EndlessCall, UnsupportedVerb
from .options import Choices, Limits
from .transcript import Event
from .transports import DjangoTransport, HttpTransport, Request, Response, Timeouts, Transport, WsgiTransport
from .webhooks.signature import sign

__all__ = [
    "ActImpossible",
    "Call",
    "CallOver",
    "Choices",
    "DeliveryFailed",
    "DjangoTransport",
    "EndlessCall",
    "Event",
    "HttpTransport",
    "Limits",
    "Request",
    "Response",
    "Timeouts",
    "Transport",
    "UnsupportedVerb",
    "WsgiTransport",
    "as_dialogue",
    "sign",
]
