"""Each kind of change, in documents that are as small as can be."""

import pytest

from pytest_ivr.changes.documents import Document, document_in, meaning, written
from pytest_ivr.changes.kinds import KINDS, Change, Known
from pytest_ivr.simulator import Response

KNOWN = Known(
    {"time": ["7:30 PM", "8:15 PM"], "number": ["12", "20"], "name": ["Ada", "Odeon"]},
    ["/one", "/two"],
    ["+12125550140", "+12125550141"],
)
MENU = '<Gather action="/one" numDigits="1" finishOnKey="" timeout="7"><Say>{}</Say></Gather>'

# Kind, document, and the document as it is changed; one row for each change of the kind, in order.
CHANGES = [
    ("a sentence left out", "<Say>One.</Say><Say>Two.</Say>", ["<Say>Two.</Say>", "<Say>One.</Say>"]),
    ("a sentence left out", "<Say>One. Two.</Say>", ["<Say>Two.</Say>", "<Say>One.</Say>"]),
    ("a sentence left out", "<Play>/a.mp3</Play>", [""]),
    ("a sentence left out", "<Say>For sales press 1</Say>", []),
    ("an option left out", "<Say>For sales press 1</Say>", [""]),
    (
        "an option left out",
        "<Say>For sales, press 1, for support press 2, or for help press 3.</Say>",
        [
            "<Say>for support press 2, or for help press 3.</Say>",
            "<Say>For sales, press 1, for help press 3.</Say>",
            "<Say>For sales, press 1, for support press 2.</Say>",
        ],
    ),
    ("a sentence said twice", "<Say>One.</Say>", ["<Say>One. One.</Say>"]),
    ("a sentence said twice", "<Play>/a.mp3</Play>", ['<Play loop="2">/a.mp3</Play>']),
    ("a sentence said twice", '<Play loop="0">/a.mp3</Play>', ['<Play loop="2">/a.mp3</Play>']),
    ("a sentence said twice", '<Play digits="12"/>', ['<Play digits="12" loop="2"/>']),
    ("neighbours swapped", "<Say>One.</Say><Say>Two.</Say>", ["<Say>Two.</Say><Say>One.</Say>"]),
    ("neighbours swapped", "<Say>One. Two.</Say>", ["<Say>Two. One.</Say>"]),
    ("neighbours swapped", "<Say>One. Two.</Say><Say>Three.</Say>", None),
    ("neighbours swapped", "<Say>One.</Say><Say>One.</Say>", []),
    ("neighbours swapped", "<Gather><Say>One.</Say></Gather><Say>Two.</Say>", []),
    ("another time", "<Say>At 7:30 PM.</Say>", ["<Say>At 8:15 PM.</Say>"]),
    (
        "another time",
        "<Say>7:30 PM, 8:15 PM, 8:15 PM</Say>",
        ["<Say>8:15 PM, 8:15 PM, 8:15 PM</Say>", "<Say>7:30 PM, 8:15 PM, 7:30 PM</Say>"],
    ),
    ("another number", "<Say>There are 12.</Say>", ["<Say>There are 20.</Say>"]),
    ("another number", "<Say>Press #</Say>", []),
    ("another name", "<Say>The manager is Ada</Say>", ["<Say>The manager is Odeon</Say>"]),
    ("another name", "<Say>Welcome</Say>", []),
    (
        "two keys exchanged",
        "<Say>For sales press 1</Say><Say>For help press star</Say>",
        ["<Say>For sales press star</Say><Say>For help press 1</Say>"],
    ),
    ("two keys exchanged", "<Say>For sales press 1</Say><Say>To hear this again press 1</Say>", []),
    ("two keys exchanged", "<Say>For sales press 1, for help press 2 or 3.</Say>", []),
    (
        "two keys exchanged",
        "<Say>For sales press 1, for help press 12.</Say>",
        ["<Say>For sales press 12, for help press 1.</Say>"],
    ),
    ("two keys exchanged", "<Say>Para ventas, oprima 1.</Say>", []),
    (
        "a menu said before it listens",
        "<Gather><Say>Hello</Say><Pause/></Gather>",
        ["<Say>Hello</Say><Pause/><Gather/>"],
    ),
    ("a menu said before it listens", "<Gather/>", []),
    ("action changed", '<Gather action="/one"/>', ['<Gather action="/two"/>']),
    ("action dropped", '<Gather action="/one"/>', ["<Gather/>"]),
    ("action dropped", '<Gather action="/here"/>', []),  # where it leads to by default
    ("action dropped", "<Gather/>", []),
    ("method changed", "<Redirect>/one</Redirect>", ['<Redirect method="GET">/one</Redirect>']),
    ("method dropped", '<Redirect method="POST">/one</Redirect>', []),
    ("method dropped", '<Redirect method="GET">/one</Redirect>', ["<Redirect>/one</Redirect>"]),
    ("finishOnKey changed", "<Gather/>", ['<Gather finishOnKey="*"/>', '<Gather finishOnKey=""/>']),
    ("finishOnKey dropped", '<Gather finishOnKey="*"/>', ["<Gather/>"]),
    ("numDigits changed", '<Gather numDigits="2"/>', ['<Gather numDigits="1"/>', '<Gather numDigits="3"/>']),
    ("numDigits changed", "<Gather/>", ['<Gather numDigits="1"/>']),
    ("numDigits dropped", '<Gather numDigits="2"/>', ["<Gather/>"]),
    ("timeout changed", '<Gather timeout="7"/>', ['<Gather timeout="14"/>']),
    ("timeout changed", '<Gather timeout="auto"/>', []),
    ("timeout dropped", '<Gather timeout="5"/>', []),
    ("timeout dropped", '<Gather timeout="7"/>', ["<Gather/>"]),
    ("input changed", "<Gather/>", ['<Gather input="speech"/>']),
    ("input dropped", '<Gather input="speech"/>', ["<Gather/>"]),
    ("actionOnEmptyResult changed", "<Gather/>", ['<Gather actionOnEmptyResult="true"/>']),
    ("actionOnEmptyResult dropped", '<Gather actionOnEmptyResult="true"/>', ["<Gather/>"]),
    ("a Redirect changed", "<Redirect>/one</Redirect>", ["<Redirect>/two</Redirect>"]),
    ("a Redirect dropped", "<Say>Hm.</Say><Redirect>/one</Redirect>", ["<Say>Hm.</Say>"]),
    ("Hangup added", "<Say>Hm.</Say><Redirect/>", ["<Say>Hm.</Say><Hangup/><Redirect/>"]),
    (
        "Hangup added",
        "<Gather/><Say>Hm.</Say>",
        ["<Hangup/><Gather/><Say>Hm.</Say>", "<Gather/><Hangup/><Say>Hm.</Say>"],
    ),
    ("Hangup moved", "<Say>Bye.</Say><Hangup/>", ["<Hangup/><Say>Bye.</Say>"]),
    ("Hangup moved", "<Hangup/>", []),
    ("Hangup dropped", "<Say>Bye.</Say><Hangup/>", []),  # the document is over all the same
    ("Hangup dropped", "<Hangup/><Say>Bye.</Say>", ["<Say>Bye.</Say>"]),
    ("another number called", "<Dial>+12125550140</Dial>", ["<Dial>+12125550141</Dial>"]),
    (
        "another number called",
        "<Dial><Number>+12125550140</Number></Dial>",
        ["<Dial><Number>+12125550141</Number></Dial>"],
    ),
    ("callerId changed", '<Dial callerId="+12125550140">sip</Dial>', ['<Dial callerId="+12125550141">sip</Dial>']),
    ("callerId dropped", '<Dial callerId="+12125550140">sip</Dial>', ["<Dial>sip</Dial>"]),
    ("maxLength changed", '<Record maxLength="30"/>', ['<Record maxLength="60"/>']),
    ("maxLength dropped", '<Record maxLength="30"/>', ["<Record/>"]),
    ("a sentence left out", "<Hangup/><Say>Never.</Say>", []),
    ("a sentence left out", '<Gather actionOnEmptyResult="true"/><Say>Never.</Say>', []),
    ("a sentence left out", '<Dial action="/one">+1</Dial><Say>Never.</Say>', []),
    ("status 500", "<Say>Hello</Say>", [None]),
]
"""None stands for changes that are not compared, and for an answer without a document."""


def test_the_table_has_every_kind() -> None:
    document = f"{MENU.format('Press 1. Press 2.')}<Dial/><Record/>"
    assert {it.kind for it in drawn(document)} <= {kind for kind, *_ in CHANGES}


@pytest.mark.parametrize(("kind", "verbs", "expected"), CHANGES, ids=lambda it: str(it)[:60])
def test_a_change_is_made(kind: str, verbs: str, expected: list[str | None] | None) -> None:
    found = [it for it in changed(verbs) if it[0].kind == kind]
    if expected is not None:
        assert [None if body is None else inner(body) for _, body in found] == expected
    assert all(change.words for change, _ in found)


def document(verbs: str) -> Document:
    answer = Response(200, [("Content-Type", "text/xml")], f"<Response>{verbs}</Response>".encode())
    found = document_in(answer)
    assert found is not None
    return found


def drawn(verbs: str, known: Known = KNOWN) -> list[Change]:
    return [change for kind in KINDS for change in kind(document(verbs), known)]


def changed(verbs: str) -> list[tuple[Change, bytes | None]]:
    """Return the changes of a document that callers may notice, each with the document that comes of it."""
    found: list[tuple[Change, bytes | None]] = []
    for kind in KINDS:
        for number in range(len(list(kind(document(verbs), KNOWN)))):
            it = document(verbs)
            change = list(kind(it, KNOWN))[number]
            if change.edit is None:
                found.append((change, None))
                continue
            change.edit()
            if meaning(it, URL) != meaning(document(verbs), URL):
                found.append((change, written(it)))
    return found


URL = "https://ivr.example/here"


def inner(body: bytes) -> str:
    """Return what stands in a document."""
    text = body.decode().partition("?>")[2].strip()
    return text.removeprefix("<Response/>").removeprefix("<Response>").removesuffix("</Response>")


def test_two_sentences_of_different_elements_are_swapped_in_their_places() -> None:
    [_, body] = next(
        it
        for it in changed("<Say>One. Two.</Say><Say>Three.</Say>")
        if "“Three.”" in it[0].words and it[0].kind == "neighbours swapped"
    )
    assert inner(body or b"") == "<Say>One. Three.</Say><Say>Two.</Say>"


@pytest.mark.parametrize(
    "answer",
    [
        Response(404, [("Content-Type", "text/xml")], b"<Response/>"),
        Response(200, [("Content-Type", "audio/mpeg")], b"<Response/>"),
        Response(200, [("Content-Type", "text/xml")], b""),
        Response(200, [("Content-Type", "text/xml")], b"<Response>"),
        Response(200, [("Content-Type", "text/xml")], b"<Answer/>"),
    ],
)
def test_an_answer_without_a_document_is_left_alone(answer: Response) -> None:
    assert document_in(answer) is None


def test_nothing_is_told_or_reached_instead_where_the_run_knows_of_nothing_else() -> None:
    kinds = {it.kind for it in drawn("<Say>There are 12.</Say><Redirect>/one</Redirect>", Known())}
    assert "a Redirect dropped" in kinds
    assert not kinds & {"another number", "a Redirect changed"}
