"""What a proxy in front of the line says of a request, and how much of it is believed."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address of whoever asks: behind a proxy the one that the proxy has added, at the end of the list.

    What stands before it, anybody can write.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_TLS_PROXY:
        return peer
    added = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return without_port(added) or peer


def without_port(address: str) -> str | None:
    """Return an IP address without the port that some proxies add to it; None for anything else."""
    host = address.rpartition(":")[0] if address.count(":") == 1 or "]:" in address else address
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return None
