"""Who may use the phone: pages of its own alone, at addresses that are its own.

A page elsewhere could lead its own name to this computer (DNS rebinding), or send a form here. So the Host has to be
one by which this server is meant, and whoever acts has to say that they come from there.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from flask import Flask, Request, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
FOREIGN_HOST = (
    "The phone does not answer at this address. Open it at the address that it printed when it started, or start it "
    "with --host and the name at which it should answer."
)
FOREIGN_ORIGIN = "The phone takes actions from its own page alone. Open its page, and act there."


def guard(app: Flask, host: str) -> None:
    """Refuse what comes from elsewhere, and let answers say what a page may do."""

    @app.before_request
    def refuse() -> Response | None:
        if not is_meant(request.host, host):
            return Response(FOREIGN_HOST, 403, content_type="text/plain; charset=utf-8")
        if not is_from_here(request):
            return Response(FOREIGN_ORIGIN, 403, content_type="text/plain; charset=utf-8")
        return None

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response


def is_meant(given: str, host: str) -> bool:
    """Tell whether a Host header means a server that listens at ``host``.

    At every address of the computer it may be meant by any of them: no page elsewhere can have a number as its name.
    """
    try:
        name = (urlsplit(f"//{given}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if name in {"localhost", "127.0.0.1", "::1", host.lower()}:
        return True
    return is_everywhere(host) and (name == socket.gethostname().lower() or address(name) is not None)


def is_everywhere(host: str) -> bool:
    """Tell whether who listens there listens at every address of the computer."""
    found = address(host)
    return found is not None and found.is_unspecified


def address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return a host that is given as a number; None for another."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def is_from_here(asked: Request) -> bool:
    """Tell whether a request comes from the phone's own page; what only reads need not say."""
    origin, site = asked.headers.get("Origin"), asked.headers.get("Sec-Fetch-Site")
    if origin is not None and origin != asked.host_url.rstrip("/"):
        return False
    if asked.method in ("GET", "HEAD"):
        return True
    return site == "same-origin" or (site is None and origin is not None)
