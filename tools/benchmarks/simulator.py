"""What the simulator itself costs: large documents, and calls without end."""

import itertools
import tracemalloc

import defusedxml.ElementTree

from pytest_ivr.simulator import Call, Limits, Request, Response

from .measure import Result, paired

SENTENCES = 1_500
DOCUMENT = "<Response>" + "<Say>The movie Casablanca is at 9</Say>" * SENTENCES + "</Response>"
BYTES = 64 * 1024
MENU = "<Response><Gather><Say>Please choose a theater and press #</Say></Gather></Response>"
MANY = 10_000


class Repeating:
    """A transport that gives the same answer to every request, and keeps none."""

    def __init__(self, body: str) -> None:
        self.response = Response(200, [("Content-Type", "text/xml")], body.encode())

    def send(self, _: Request) -> Response:
        """Return the answer."""
        return self.response


def new_call(body: str) -> Call:
    """Return a call to a line that always answers so, and may last for ever."""
    limits = Limits(menus=MANY, seconds=MANY * 60)
    return Call("https://testserver/voice", transport=Repeating(body), auth_token="token", limits=limits)  # noqa: S106 (nobody's token)


def large_document() -> Result:
    """Compare a call that hears a document of 64 KB with the bare parsing of it."""
    body = DOCUMENT.ljust(BYTES - 20)
    number = itertools.count()

    def hear() -> None:
        call = new_call(f"{body}<!-- {next(number)} -->")  # a document that was not seen before
        call.dial()
        if len(call.heard) != SENTENCES:
            raise RuntimeError(f"The measured call went wrong: {call.transcript[-1]}")

    ratio, taken = paired(hear, lambda: defusedxml.ElementTree.fromstring(body), repeat=5)
    return Result("64 KB of 1,500 sentences heard / parsed by defusedxml", ratio, 10, f"{taken * 1000:.2f} ms")


def memory() -> Result:
    """Compare what the second half of the menus of a long call adds to memory with what the first half does."""
    call = new_call(MENU)
    call.dial()
    call.press("1#")
    tracemalloc.start()
    used = [0]
    for _ in range(2):
        for _ in range(MANY // 2 - 1):
            call.press("1#")
        used.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    ratio = (used[2] - used[1]) / used[1]
    return Result(
        f"memory of {MANY:,} menus: second half / first", ratio, 1.2, f"{used[2] / MANY / 1024:.2f} KB a menu"
    )


def measure() -> list[Result]:
    """Measure both."""
    return [large_document(), memory()]
