"""WSGI applications, good and bad."""

import sys
from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

XML = [("Content-Type", "text/xml")]
HELLO = b"<Response><Say>Hello</Say></Response>"


def lazy(_: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
    """Begin the answer with the first piece that is not empty."""
    yield b""
    start_response("200 OK", XML)
    yield HELLO


def writer(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer by write first, and then by what is returned."""
    write = start_response("200 OK", XML)
    write(HELLO[:20])
    return [HELLO[20:]]


def second_thought(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Begin an answer, fail, and begin another one."""
    start_response("500 Oh No", [("Content-Type", "text/plain")])
    try:
        raise RuntimeError("a bug")
    except RuntimeError:
        start_response("200 OK", XML, sys.exc_info())
    return [HELLO]


def cleared(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Begin an answer, and begin it anew without an error that could be raised."""
    start_response("500 Oh No", XML)(HELLO)
    start_response("200 OK", XML, (None, None, None))
    return []


def crash(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Fail before the answer."""
    raise RuntimeError("a bug")


def crash_in_the_middle(_: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
    """Fail when some of the answer is out."""
    start_response("200 OK", XML)
    yield HELLO
    raise RuntimeError("a bug")


def crash_late(_: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
    """Begin another answer when some of the first one is out."""
    start_response("200 OK", XML)
    yield HELLO
    try:
        raise RuntimeError("a bug")
    except RuntimeError:
        start_response("200 OK", XML, sys.exc_info())


def start_twice(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Begin two answers."""
    start_response("200 OK", XML)
    start_response("200 OK", XML)
    return [HELLO]


def start_never(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer without a status."""
    return [HELLO]


def say_nothing(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer nothing at all."""
    return []


def nonsense(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer with a status that is no number."""
    start_response("OK", XML)
    return [HELLO]


def endless(_: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
    """Yield without end."""
    start_response("200 OK", XML)
    while True:
        yield b"<Response>"


def endless_writer(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Write without end."""
    write = start_response("200 OK", XML)
    while True:
        write(b"<Response>")
