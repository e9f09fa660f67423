"""Servers on loopback that behave as badly as a test wants."""

import select
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from socket import socket

Behaviour = Callable[[socket], None]


class Server(socketserver.ThreadingTCPServer):
    """Reads a request from each connection, keeps it, and lets ``behaviour`` answer until the client has gone."""

    allow_reuse_address = True

    def __init__(self, behaviour: Behaviour, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.behaviour = behaviour
        self.tls = tls
        self.requests: list[bytes] = []

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.server_address[1]}"

    def finish_request(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Serve one connection; clients that break off are no matter."""
        assert isinstance(request, socket)
        with suppress(OSError):
            if self.tls is not None:
                request = self.tls.wrap_socket(request, server_side=True)
            with request:
                self.requests.append(read_request(request))
                self.behaviour(request)


def read_request(sock: socket) -> bytes:
    """Return one request with its body."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += sock.recv(65536) or b"\r\n\r\n"
    head, _, body = received.partition(b"\r\n\r\n")
    length = int(head.rpartition(b"Content-Length: ")[2].split(b"\r\n")[0] or 0)
    while len(body) < length:
        body += sock.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def serving(behaviour: Behaviour, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Return a server that runs until the block ends."""
    with Server(behaviour, tls) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            while select.select([server], [], [], 0)[0]:  # a client that has gone already still has its request read
                time.sleep(0.01)
            server.shutdown()
            thread.join()


def document(verbs: str, *headers: str) -> bytes:
    """Return an answer with these verbs, and header lines beyond the usual ones."""
    body = f"<Response>{verbs}</Response>"
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/xml", f"Content-Length: {len(body)}", *headers, "", body]
    return "\r\n".join(lines).encode()


def says(*packets: bytes, pause: float = 0.0) -> Behaviour:
    """Send packet after packet, and close."""

    def behaviour(sock: socket) -> None:
        for packet in packets:
            sock.sendall(packet)
            time.sleep(pause)

    return behaviour


def says_and_waits(*packets: bytes) -> Behaviour:
    """Send these packets, and then nothing until the client has gone."""

    def behaviour(sock: socket) -> None:
        says(*packets)(sock)
        sock.recv(1)

    return behaviour


def never_ends(start: bytes, piece: bytes) -> Behaviour:
    """Send a piece again and again until the client has gone."""

    def behaviour(sock: socket) -> None:
        sock.sendall(start)
        while True:
            sock.sendall(piece)

    return behaviour
