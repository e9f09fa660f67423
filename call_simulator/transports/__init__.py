"""How a request reaches the application: in this process through Django or WSGI.

Importing this imports no Django; DjangoTransport does, when it is made.
"""

from .django import DjangoTransport
from .transport import Request, Response, Timeouts, Transport
from .wsgi import WsgiTransport

__all__ = ["DjangoTransport", "Request", "Response", "Timeouts", "Transport", "WsgiTransport"]
