"""Lines that are written as a table: a page for each path, served as a plain WSGI application."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape, quoteattr

AGAIN = "again"
GOODBYE = "goodbye"
NOTHING_HEARD = "We did not hear you."
SORRY = "Sorry, that is not one of the choices."
Environ = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """A page as it goes over the wire: TwiML, unless its developer made a mistake."""

    body: str
    status: str = "200 OK"
    content_type: str = "text/xml; charset=utf-8"


@dataclass(frozen=True)
class Menu:
    """What a menu says, and the pages to which keys and silence lead.

    Other keys lead to ``again``, this menu once more behind a sentence, and after so many tries to the page
    ``goodbye``; tries without end are ``None``. An empty silence ends the document, and with it the call.
    """

    says: str
    keys: Mapping[str, str]
    silence: str = AGAIN
    tries: int | None = 3
    sorry: str = SORRY
    attributes: Mapping[str, str] = field(default_factory=lambda: {"numDigits": "1", "finishOnKey": "", "timeout": "5"})


Page = Menu | Answer
Pages = Mapping[str, Page]


def twiml(verbs: str) -> Answer:
    """Return a page with these verbs."""
    return Answer(f"<Response>{verbs}</Response>")


def says(*sentences: str, then: str = "<Hangup/>") -> Answer:
    """Return a page that says sentences, and then does something else: as a rule, it hangs up."""
    return twiml("".join(f"<Say>{escape(it)}</Say>" for it in sentences) + then)


def goes_to(page: str) -> str:
    """Return the verb that goes on with a page."""
    return f"<Redirect>/{page}</Redirect>"


class Application:
    """A line as a WSGI application. The call begins at the page ``voice``; it keeps nothing between requests."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a request: a page, or with ``keys`` or ``silence`` in its query, what comes after it."""
        form = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0)).decode())
        query = parse_qs(environ.get("QUERY_STRING", ""))
        answer = self.answer(
            environ["PATH_INFO"].strip("/"),
            int(query.get("try", ["1"])[0]),
            form.get("Digits", [""])[0] if "keys" in query else None,
            is_silent="silence" in query,
        )
        start_response(answer.status, [("Content-Type", answer.content_type)])
        return [answer.body.encode()]

    def answer(self, name: str, number: int, keys: str | None = None, *, is_silent: bool = False) -> Answer:
        """Return what comes after the keys or the silence at a try of a page, or else the page."""
        page = self.pages.get(name, Answer("Not found", "404 Not Found", "text/plain"))
        if isinstance(page, Answer):
            return page
        if keys is None and not is_silent:
            return gathering(name, page, number)
        following = page.silence if keys is None else page.keys.get(keys, AGAIN)
        if following != AGAIN:
            return self.answer(following, 1)
        if number == page.tries:
            return self.answer(GOODBYE, 1)
        before = NOTHING_HEARD if keys is None else page.sorry
        return gathering(name, page, number + 1 if page.tries else number, before)


def gathering(name: str, menu: Menu, number: int, before: str = "") -> Answer:
    """Return a menu, behind a sentence, at its so many-eth try."""
    attributes = {"action": f"/{name}?keys=1&try={number}", **menu.attributes}
    written = "".join(f" {it}={quoteattr(value)}" for it, value in attributes.items())
    said = "".join(f"<Say>{escape(it)}</Say>" for it in (before, menu.says) if it)
    silence = f"<Redirect>/{name}?silence=1&amp;try={number}</Redirect>" if menu.silence else ""
    return twiml(f"<Gather{written}>{said}</Gather>{silence}")
