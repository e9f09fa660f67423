"""Lines at random: any answer, any TwiML, most of it sensible."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from pytest_ivr.simulator import Request, Response
from pytest_ivr.simulator.errors import DeliveryFailed
from pytest_ivr.simulator.testing import HOME, answer
from pytest_ivr.simulator.twiml.grammar import ELEMENTS, VERBS, Element
from pytest_ivr.simulator.twiml.grammar.element import Attribute, names
from pytest_ivr.simulator.twiml.reading import AUDIO_TYPES, TWIML_TYPES
from pytest_ivr.simulator.verbs import WAITING_VERBS

T = TypeVar("T")
Strategy = st.SearchStrategy


def mostly(usual: Strategy[T], odd: Strategy[T], times: int = 9) -> Strategy[T]:
    """Return what is usual that many times as often as what is odd."""
    return st.integers(0, times).flatmap(lambda number: odd if number == times else usual)


# Texts and URLs

# What XML can hold: no control characters, no surrogates, no non-characters.
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
ODD_TEXTS = st.text(CHARACTERS, max_size=20) | st.sampled_from(
    ["", " ", "\x07", "x" * 5000, "0" * 5000 + "7", "\n 1 \n", "ß" * 800]
)
SENTENCES = ["Hello", "For Rialto, press 1.", "Bye"]
WORDS = st.sampled_from(SENTENCES)
TEXTS = mostly(WORDS, ODD_TEXTS)

SENSIBLE_REFERENCES = st.sampled_from(
    [
        *("", "/a", "b", "?x=1", "../c", "/a?x=1&y=K%C3%B6ln", f"{HOME}/b#rc=2&rp=5xx", "//ivr.example.com/c"),
        *("http://ivr.example.com:8080/a", "https://anna:secret@ivr.example.com:8443/b", "/c?Digits=TIMEOUT"),
    ]
)
ODD_REFERENCES = st.sampled_from(
    [
        *("https://[x", "https://under_score.example.com/", "ftp://ivr.example.com/a", "http://ivr.example.com:0/"),
        *("/a#rc=9", "https://münchen.example.com/a", "https://ivr.example.com", "/missing", "/a?", "/a;", "mailto:x"),
        *("http://[::1]:8000/a", "https://h\u2100.example.com/a", "http://", "/a#rp=nonsense", "http://:80/", "//"),
    ]
) | st.text(CHARACTERS, max_size=20).map(lambda text: f"/a/{text}")
REFERENCES = mostly(SENSIBLE_REFERENCES, ODD_REFERENCES)
CALLBACKS = mostly(st.just("/told"), REFERENCES)
NUMBERS = mostly(
    st.sampled_from(["+14155550100", "+14155550101", "+442079460000"]),
    st.sampled_from(["client:anna", "sip:anna@sip.example.com", "anonymous", "+266696687", ""]) | ODD_TEXTS,
)

# TwiML

SAMPLES = (
    *("true", "false", "GET", "POST", "0", "1", "2", "5", "30", "007", "#", "*", "", "1w2W", "auto", "en-US", "woman"),
    *("Polly.Joanna", "Google.en-US-Standard-A", "dtmf speech", "speech", "us", "1s", "50%", "+10%", "+6dB", "10.50"),
    *("/a", "wss://media.example.com/s", "initiated ringing answered completed", "start end join leave", "phone_call"),
)
# What decides where a call goes is given more often than the rest.
DECISIVE = names("action url waitUrl input numDigits statusCallback statusCallbackEvent recordingStatusCallback")
CONTENTS: dict[str, Strategy[str]] = {
    "Play": st.sampled_from(["/tune", "tune", "https://cdn.example.org/tune", "/a", "/missing"]),
    "Redirect": REFERENCES,
    "Number": NUMBERS,
    "Dial": NUMBERS,
}
# The verbs in which a line waits are given more often than those that end it.
COMMON_VERBS = ["Gather", "Gather", "Dial", *(name for name in WAITING_VERBS if name in VERBS)]
VERB_NAMES = st.sampled_from([*COMMON_VERBS * 5, *sorted(VERBS)])
COMMON_NOUNS = {"Dial": "Number Number Conference", "Connect": "Stream Room", "Refer": "Sip", "Gather": "Say"}
ODD_NAMES = st.sampled_from(["say", "Bogus", "Message", "x-y", "Response", *sorted(ELEMENTS)])


def good_values(attribute: Attribute) -> list[str]:
    """Return values that an attribute allows; which, its own words tell."""
    listed = [*attribute.expected.split(" or "), *attribute.expected.removeprefix("a list of ").split(", ")]
    return [value for value in (attribute.default, *listed, *SAMPLES) if attribute.allows(value)]


def values(name: str, attribute: Attribute) -> Strategy[str]:
    """Return values for an attribute of that name."""
    if name.endswith("Callback"):
        return CALLBACKS
    if name in ("action", "url", "waitUrl") and attribute.allows("/a"):
        return REFERENCES
    return mostly(st.sampled_from(good_values(attribute)), ODD_TEXTS)


VALUES = {
    element: {name: values(name, attribute) for name, attribute in grammar.attributes.items()}
    for element, grammar in ELEMENTS.items()
}


def attributes_of(element: str) -> Strategy[set[str]]:
    """Return names of attributes for an element: some of those that decide, and a few of all."""
    known = sorted(VALUES.get(element, {}))
    decisive = sorted(DECISIVE.intersection(known))
    some = st.sets(mostly(st.sampled_from(known or ["odd"]), ODD_NAMES, 30), max_size=2)
    return st.builds(set.union, st.sets(st.sampled_from(decisive)), some) if decisive else some


ATTRIBUTES = {element: attributes_of(element) for element in (*ELEMENTS, "odd")}


@st.composite
def elements(draw: st.DrawFn, name: str, depth: int = 3) -> str:
    """Return an element, with elements inside it that belong there, or do not."""
    grammar = ELEMENTS.get(name, Element())
    attributes = "".join(
        f" {attribute}={quoteattr(draw(VALUES.get(name, {}).get(attribute, TEXTS)))}"
        for attribute in sorted(draw(ATTRIBUTES.get(name, ATTRIBUTES["odd"])))
    )
    text = escape(draw(CONTENTS.get(name, TEXTS))) if grammar.text or draw(st.integers(0, 30)) == 0 else ""
    common = COMMON_NOUNS.get(name, "").split()
    children = mostly(st.sampled_from([*sorted(grammar.children), *common * 6] or ["Bogus"]), ODD_NAMES, 30)
    fewest, most = (len(common[:1]), 2) if grammar.children and depth else (0, 0)
    inside = draw(st.lists(children, min_size=fewest, max_size=most))
    content = "".join(draw(elements(child, depth - 1)) + draw(st.sampled_from(["", " ", "\n"])) for child in inside)
    return f"<{name}{attributes}>{text}{content}</{name}>"


DOCUMENTS = st.lists(mostly(VERB_NAMES, ODD_NAMES, 30).flatmap(elements), min_size=2, max_size=5).map(
    lambda verbs: "<Response>" + "\n".join(verbs) + "</Response>"
)


def nested(name: str, depth: int) -> str:
    """Return a document with an element inside itself, again and again."""
    return f"<Response><Say>{f'<{name}>' * depth}deep{f'</{name}>' * depth}</Say></Response>"


ODD_BODIES = st.one_of(
    st.binary(max_size=50),
    ODD_TEXTS.map(str.encode),
    st.builds(nested, st.sampled_from(["prosody", "lang", "Say"]), st.sampled_from([10, 200, 250, 300])).map(
        str.encode
    ),
    st.builds(
        lambda before, document, encoding: f"{before}{document}".encode(encoding, errors="replace"),
        st.sampled_from(
            [
                *(
                    "",
                    "\n",
                    "\ufeff",
                    "<?xml version='1.0' encoding='latin-1'?>",
                    "<?xml version='1.0' encoding='bogus'?>",
                ),
                *("<!DOCTYPE Response>", "<?xml version='1.1'?>", "<!-- nobody -->", "<?odd?>"),
                "<!DOCTYPE Response [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>",
            ]
        ),
        DOCUMENTS,
        st.sampled_from(["utf-8", "utf-16", "latin-1"]),
    ),
    st.sampled_from(
        [b"<Response>&a;</Response>", b"<Response xmlns='urn:x'/>", b"<Response/>", b"<R/>", b"", b"x" * 70_000]
    ),
)

# Answers

CONTENT_TYPES = st.sampled_from(
    [*sorted(TWIML_TYPES | AUDIO_TYPES), "TEXT/XML; charset=utf-8", "text/plain", "application/json", "", ";"]
)
HEADERS = st.one_of(
    st.tuples(st.just("Location"), REFERENCES),
    st.tuples(
        st.just("Set-Cookie"),
        st.sampled_from(
            [
                *("a=1", "a=2; Path=/; HttpOnly", "b=3; Domain=example.com; Secure", "c=; Max-Age=0", "=1", "a", ""),
                *(
                    "d=4; Expires=Fri, 01 Jan 2100 00:00:00 GMT",
                    "e=5; Max-Age=nonsense",
                    'f="6 7"; Version=1; Port="80"',
                ),
            ]
        )
        | ODD_TEXTS,
    ),
    st.tuples(
        st.just("WWW-Authenticate"),
        st.sampled_from(
            [
                *('Basic realm="x"', "basic", 'Digest realm="x", nonce="n", qop="auth"', "Digest nonce=", "Negotiate"),
                *('Digest nonce="n", algorithm=SHA-256, opaque="o"', "Digest", "", 'Digest nonce="n", qop="auth-int"'),
            ]
        )
        | ODD_TEXTS,
    ),
    st.tuples(st.text("abc-", min_size=1), ODD_TEXTS),
)
STATUSES = mostly(
    st.just(200), st.sampled_from([100, 201, 204, 301, 302, 303, 304, 307, 308, 401, 404, 429, 500, 599, 0])
)
SENSIBLE_ANSWERS = DOCUMENTS.map(answer)


@st.composite
def odd_answers(draw: st.DrawFn) -> Response:
    """Return any bytes with any status and any headers."""
    content_type = draw(st.none() | CONTENT_TYPES | ODD_TEXTS)
    given_type = [] if content_type is None else [("Content-Type", content_type)]
    body = draw(DOCUMENTS.map(str.encode) | ODD_BODIES)
    return Response(draw(STATUSES), [*given_type, *draw(st.lists(HEADERS, max_size=3))], body)


# A redirect or a challenge that fits its status would be rare among those.
FITTING_ANSWERS = st.builds(
    lambda status, reference: answer("", status=status, Location=reference, WWW_Authenticate="Basic"),
    st.sampled_from([301, 302, 303, 307, 401]),
    REFERENCES,
)
NO_ANSWERS = st.builds(DeliveryFailed, st.just(11205), st.just("No answer came."), st.sampled_from(["ct", "rt", ""]))
ANSWERS = mostly(SENSIBLE_ANSWERS, odd_answers() | FITTING_ANSWERS | NO_ANSWERS, 15)


class DrawnLine:
    """A line that makes up each answer when it is asked; half of the time it repeats itself."""

    def __init__(self, draw: Callable[[Strategy[Any]], Any]) -> None:
        self.draw = draw
        self.requests: list[Request] = []
        self.answers: list[Response | DeliveryFailed] = []
        self.last: dict[str, Response | DeliveryFailed] = {
            "/tune": answer(b"x" * 32_000, "audio/mpeg"),
            "/told": answer("", status=204),
        }

    def send(self, request: Request) -> Response:
        """Return an answer, the last one of that path or any; or fail."""
        path = urlsplit(request.url).path
        if path not in ("/tune", "/told") and (path not in self.last or self.draw(st.booleans())):
            self.last[path] = self.draw(ANSWERS)
        self.requests.append(request)
        self.answers.append(self.last[path])
        return delivered(self.last[path])


class RepeatedLine:
    """A line that gives the answers of another one again."""

    def __init__(self, answers: Iterable[Response | DeliveryFailed]) -> None:
        self.answers = iter(answers)
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response:
        """Return the next answer, or fail."""
        self.requests.append(request)
        return delivered(next(self.answers))


def delivered(given: Response | DeliveryFailed) -> Response:
    """Return an answer, or raise the failure that came instead."""
    if isinstance(given, DeliveryFailed):
        raise given
    return given
