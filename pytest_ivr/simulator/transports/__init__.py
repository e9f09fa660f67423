"""How a request reaches the application: in this process through Django, WSGI or ASGI, or over real HTTP.

Importing this imports no Django; DjangoTransport does, when it is made.
"""

from .asgi import AsgiTransport
from .django import DjangoTransport
from .http import HttpTransport
from .transport import Request, Response, Timeouts, Transport
from .wsgi import WsgiTransport

__all__ = [
    "AsgiTransport",
    "DjangoTransport",
    "HttpTransport",
    "Request",
    "Response",
    "Timeouts",
    "Transport",
    "WsgiTransport",
]
