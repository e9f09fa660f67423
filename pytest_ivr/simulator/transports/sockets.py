"""Connections under Twilio's timeouts, and what their failures are called (contract, sections 1.6 and 3.4)."""

import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from ..errors import DeliveryFailed
from .transport import Timeouts

# OpenSSL's verdicts on a certificate, by X509_V_ERR_...
BAD_CERTIFICATES = {
    62: 11235,  # another host name
    64: 11235,  # another IP address
    10: 11236,  # expired
    18: 11237,  # self-signed
    19: 11237,  # a self-signed issuer that is not trusted
    20: 11237,  # an unknown issuer
}


class Clock:
    """The time that is left to a request; ``where`` names whom it waits for."""

    def __init__(self, where: str, timeouts: Timeouts) -> None:
        self.where = where
        self.timeouts = timeouts
        self.ends = time.perf_counter() + timeouts.total

    def within(self, seconds: float) -> float:
        """Return how long a step of at most ``seconds`` may take; raise DeliveryFailed if the total time is over."""
        left = self.ends - time.perf_counter()
        if left <= 0:
            raise DeliveryFailed(11203, f"{self.where} had not answered completely when the total time was over.")
        return min(seconds, left)


class Hosts:
    """The hosts that have been asked for. One that was public stays so: nobody is led from it into a private network.

    Whoever owns a name may let it mean another address at any time, and the next moment that of a neighbor of ours.
    """

    def __init__(self) -> None:
        self.public: set[str] = set()

    def addresses(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host; raise DeliveryFailed if it has none, or has turned from public to private."""
        try:
            found = list(dict.fromkeys(str(it[4][0]) for it in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (socket.gaierror, UnicodeError) as error:
            raise DeliveryFailed(11210, f"The host name {host!r} cannot be resolved: {error}.", "ct") from None
        private = [it for it in found if not ipaddress.ip_address(it.partition("%")[0]).is_global]
        if private and host in self.public:
            problem = f"The host name {host!r} was public, and leads to the private address {private[0]} now."
            raise DeliveryFailed(11210, problem)
        if not private:
            self.public.add(host)
        return found


def connect(addresses: Sequence[str], port: int, clock: Clock) -> socket.socket:
    """Return a connection to one of some addresses; raise DeliveryFailed if there is none."""
    for address in addresses[:-1]:
        with suppress(DeliveryFailed):
            return connect_to(address, port, clock)
    return connect_to(addresses[-1], port, clock)


def connect_to(address: str, port: int, clock: Clock) -> socket.socket:
    """Return a connection; raise DeliveryFailed if there is none."""
    limit = clock.timeouts.connect
    try:
        return socket.create_connection((address, port), clock.within(limit))
    except TimeoutError:
        clock.within(limit)
        raise DeliveryFailed(11201, f"{clock.where} took no connection within {limit:g} s.", "ct") from None
    except ConnectionRefusedError:
        raise DeliveryFailed(11202, f"{clock.where} refused the connection.", "ct") from None
    except OSError as error:
        raise DeliveryFailed(11205, f"{clock.where} cannot be reached: {error}.", "ct") from None


def secure(sock: socket.socket, host: str, clock: Clock) -> ssl.SSLSocket:
    """Return the connection with TLS, the certificate checked; raise DeliveryFailed if it is not to be trusted."""
    limit = clock.timeouts.connect
    sock.settimeout(clock.within(limit))
    try:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        code = BAD_CERTIFICATES.get(error.verify_code, 11220)
        why = error.verify_message.rstrip(".")  # OpenSSL ends some of them with a full stop
        raise DeliveryFailed(code, f"The certificate of {clock.where} is bad: {why}.", "ct") from None
    except OSError as error:
        clock.within(limit)
        raise DeliveryFailed(11220, f"{clock.where} did not begin TLS: {error}.", "ct") from None


class Wire(io.RawIOBase):
    """The answer as it comes in through a connection, each packet in its time."""

    def __init__(self, sock: socket.socket, clock: Clock) -> None:
        self.sock = sock
        self.clock = clock
        self.silent = True  # until the first packet

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return what http.client reads from."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Wait for the next packet; raise DeliveryFailed if it does not come in time."""
        limit = self.clock.timeouts.read
        self.sock.settimeout(self.clock.within(limit))
        try:
            count = self.sock.recv_into(buffer)
        except TimeoutError:
            self.clock.within(limit)
            silence = f"{self.clock.where} was silent for {limit:g} s."
            raise DeliveryFailed(11205, silence, "rt" if self.silent else "") from None
        self.silent = False
        return count
