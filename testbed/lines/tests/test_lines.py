"""Every line does what its map says: each way out of each menu leads where it is drawn, and nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest

from pytest_ivr.simulator import Call, EndlessCall, HttpTransport, Transport, WsgiTransport, as_dialogue
from testbed.lines import call_queue, one_url, opening_hours, phone_tree, signed, survey
from testbed.lines.serving import served_by_node, served_by_uvicorn
from testbed.lines.signed_words import WORDS

from .walking import Map, logged, rests_in, take, ways_to

TOKEN = "12345"  # noqa: S105 (the token of the contract's test vectors)


class Line(NamedTuple):
    """How a line is dialed, its map, and how what is heard last, or who is rung, ends in each menu and at each end."""

    url: str
    drawn: Map
    heard: Mapping[str, str | tuple[str, ...]]
    method: str = "POST"


def in_each_language(name: str) -> tuple[str, ...]:
    """Return how a sentence of the bank's ends, whatever the language."""
    return tuple(words[name].rpartition("{}")[2] for words in WORDS.values())


LINES = {
    "phone_tree": Line(
        "https://harbor.example/voice",
        phone_tree.MAP,
        {
            "main menu": phone_tree.MENUS["main"],
            "sales": phone_tree.MENUS["sales"],
            "support": phone_tree.MENUS["support"],
            "order number": phone_tree.MENUS["order"],
            "shops": phone_tree.MENUS["shops"],
            "directory": phone_tree.MENUS["extension"],
            **{f"ringing {name}": number for name, number in phone_tree.NUMBERS.items()},
            "voicemail": "after the tone. Press hash when you are done.",
            "message options": phone_tree.MENUS["options"],
            "message sent": "has been sent. Goodbye.",
            "no message": "We did not hear a message. Goodbye.",
            "goodbye": "Thank you for calling Harbor Bicycles. Goodbye.",
        },
    ),
    "survey": Line(
        "https://lakeside.example/survey",
        survey.MAP,
        {
            "welcome": "If so, press 1. If not, press 2.",
            **{f"question {number}": survey.SCALE for number in range(1, 5)},
            "comment": "Speak after the beep, then press any key.",
            "comment check": "To keep your comment, press 1. To record it again, press 2. To listen to it, press 3.",
            "may we call": "Please say yes or no, or press 1 for yes or 2 for no.",
            "name": "Please say your name after the beep.",
            "phone number": "Please enter your ten digit phone number.",
            "number check": "If that is right, press 1. To enter it again, press 2.",
            "we will call": survey.GOODBYE,
            "goodbye": survey.GOODBYE,
            "declined": "That is quite all right. Goodbye.",
        },
        method="GET",
    ),
    "one_url": Line(
        "https://northwind.example/voice",
        one_url.MAP,
        {
            "main": "/main.mp3",
            "sales": "/sales.mp3",
            "ringing sofas": one_url.DESKS["sofas"],
            "ringing beds": one_url.DESKS["beds"],
            "rating": "/rating.mp3",
            "order number": "/order-number.mp3",
            "delivery day": "/delivery-day.mp3",
            "delivery booked": "/delivery-booked.mp3",
            "service": "/service.mp3",
            "message": "/message.mp3",
            "call back": "/call-back.mp3",
            "call back booked": "/call-back-booked.mp3",
            "thanks": "/thanks.mp3",
            "goodbye": "/goodbye.mp3",
        },
    ),
    "signed": Line(
        "https://meridian.example/voice",
        signed.MAP,
        {
            "language": "Pour le français, appuyez sur le trois.",
            "account number": in_each_language("account"),
            "PIN": in_each_language("pin"),
            "main menu": in_each_language("menu"),
            "transfer": in_each_language("transfer"),
            "amount": in_each_language("amount"),
            "transfer check": in_each_language("check"),
            "block a card": in_each_language("block"),
            "ringing a banker": signed.BANKER,
            "goodbye": in_each_language("goodbye"),
        },
    ),
    "call_queue": Line(
        "https://brightside.example/voice",
        call_queue.MAP,
        {
            "main menu": "To join a meeting, press 5. Agents press 9.",
            "support queue": "/guitar.mp3",
            "billing queue": "/piano.mp3",
            "callback": "To be called back at this number, press 1. To go back in line, press star.",
            "we will call back": f"We will call you back within the hour. {call_queue.GOODBYE}",
            "zip code": "Please enter your five digit zip code.",
            "finding out": "One moment, please.",
            "ringing the manager": call_queue.MANAGER,
            "meeting": "/waltz.mp3",
            "serving support": "support",
            "rating": "Press a key from 1 to 5, 5 being the best.",
            "thanks": f"Thank you for your rating. {call_queue.GOODBYE}",
            "goodbye": call_queue.GOODBYE,
        },
    ),
}
HOURS: dict[str, str | tuple[str, ...]] = {
    "language": "Para español, oprima 2.",
    "main menu": tuple(words["main"] for words in opening_hours.WORDS.values()),
    "hours": opening_hours.WORDS["en"]["hours"],
    "day": opening_hours.WORDS["en"]["day"],
    "another day": opening_hours.WORDS["en"]["another"],
    "where": opening_hours.WORDS["en"]["where"],
    "holiday": opening_hours.WORDS["en"]["holiday"],
    "bookseller": opening_hours.WORDS["en"]["bookseller"],
    **{f"ringing {branch.name}": branch.number for branch in opening_hours.BRANCHES.values()},
    "message": opening_hours.WORDS["en"]["message"],
    "thanks": opening_hours.WORDS["en"]["thanks"],
    "goodbye": opening_hours.WORDS["en"]["goodbye"],
}
TWINS = ("opening_hours in Python", "opening_hours in Node")
LINES |= dict.fromkeys(TWINS, Line("https://greendoor.example/voice", opening_hours.MAP, HOURS))

# Places to which time alone leads a caller, round and round: they are no menus to a simulator that does not wait there.
ENDLESS = {
    ("call_queue", "finding out"): "a polling loop is taken for endless",
    ("call_queue", "meeting"): "a wait document that redirects to itself is taken for endless",
}
# Only who says nothing where a comment is to be written down makes Twilio log something.
SILENT_COMMENT = ("comment", "times out")
TOO_SHORT_TO_TRANSCRIBE = 13617
MINUTE = 60
UNTIL_WE_KNOW = "listens until we know"  # which nobody on the phone does


@pytest.fixture(scope="module")
def transports() -> Iterator[dict[str, Transport]]:
    """Return how each line is reached."""
    with (
        served_by_uvicorn(one_url.app) as furniture,
        served_by_uvicorn(signed.app) as bank,
        served_by_node("opening_hours.mjs") as shop,
    ):
        yield {
            "phone_tree": WsgiTransport(phone_tree.app),
            "survey": WsgiTransport(survey.app),
            "one_url": HttpTransport(connect_to=furniture),
            "signed": HttpTransport(connect_to=bank),
            "call_queue": WsgiTransport(call_queue.app),
            "opening_hours in Python": WsgiTransport(opening_hours.app),
            "opening_hours in Node": HttpTransport(connect_to=shop),
        }


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell the bank its token, and that it stands behind a proxy."""
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN)
    monkeypatch.setenv("BEHIND_PROXY", "on")


def dial(name: str, transports: Mapping[str, Transport], token: str = TOKEN) -> Call:
    """Return a call to a line that has been dialed."""
    line = LINES[name]
    call = Call(line.url, transport=transports[name], auth_token=token, voice_method=line.method)
    call.dial()
    return call


def walk(name: str, transports: Mapping[str, Transport], *steps: tuple[str, str]) -> Call:
    """Return a call that has gone these ways, each out of its menu."""
    call = dial(name, transports)
    for menu, way in steps:
        take(call, way, LINES[name].drawn[menu])
    return call


def every_way() -> Iterator[object]:
    """Go through the lines, their menus and the ways out of them, as parameters of a test."""
    for name, line in LINES.items():
        for menu, ways in line.drawn.items():
            for way in ways:
                there = {place for place, _ in ways_to(line.drawn, menu)} | {menu, ways[way]}
                endless = [why for (of, place), why in ENDLESS.items() if of == name and place in there]
                marks = [pytest.mark.xfail(raises=EndlessCall, strict=True, reason=endless[0])] if endless else []
                if way != UNTIL_WE_KNOW:
                    yield pytest.param(name, menu, way, marks=marks, id=f"{name}: {menu}: {way}")


@pytest.mark.parametrize(("name", "menu", "way"), list(every_way()))
def test_a_way_leads_where_it_is_drawn(name: str, menu: str, way: str, transports: dict[str, Transport]) -> None:
    line = LINES[name]
    call = walk(name, transports, *ways_to(line.drawn, menu))
    assert rests_in(call).endswith(line.heard[menu]), as_dialogue(call.transcript)
    take(call, way, line.drawn[menu])
    target = line.drawn[menu][way]
    assert rests_in(call).endswith(line.heard[target]), as_dialogue(call.transcript)
    assert call.ended == (target not in line.drawn)
    silent = [*ways_to(line.drawn, menu), (menu, way)].count(SILENT_COMMENT) if name == "survey" else 0
    assert logged(call) == [TOO_SHORT_TO_TRANSCRIBE] * silent


@pytest.mark.parametrize("name", LINES)
def test_a_map_has_at_least_eight_menus_and_tells_what_is_heard_in_each(name: str) -> None:
    line = LINES[name]
    assert len(line.drawn) >= 8
    assert {*line.drawn, *(target for ways in line.drawn.values() for target in ways.values())} == {*line.heard}


@pytest.mark.parametrize("name", LINES)
def test_every_key_that_a_menu_does_not_name_is_anything_else(name: str, transports: dict[str, Transport]) -> None:
    line = LINES[name]
    for menu, ways in line.drawn.items():
        named = {way.removeprefix("presses ") for way in ways}
        if ways.get("presses anything else") != menu or any(len(key) > 1 and key.isdigit() for key in named):
            continue
        call = walk(name, transports, *ways_to(line.drawn, menu))
        for key in sorted(set("0123456789*") - named):
            call.press(key)
            assert rests_in(call).endswith(line.heard[menu]), as_dialogue(call.transcript)


# The twins


@pytest.mark.parametrize("menu", opening_hours.MAP)
@pytest.mark.parametrize("language", ["presses 1", "presses 2", "times out"])
def test_the_twins_say_the_same(menu: str, language: str, transports: dict[str, Transport]) -> None:
    way_there = [("language", language), *ways_to(opening_hours.MAP, menu)[1:]] if menu != "language" else []
    for way in opening_hours.MAP[menu]:
        in_python, in_node = (walk(twin, transports, *way_there, (menu, way)) for twin in TWINS)
        assert as_dialogue(in_python.transcript) == as_dialogue(in_node.transcript)


# The bank


def test_the_bank_refuses_what_twilio_did_not_sign(transports: dict[str, Transport]) -> None:
    call = dial("signed", transports, token="another")  # noqa: S106 (so it is)
    assert logged(call) == [11200]


def test_the_bank_is_served_elsewhere_than_its_public_address(
    transports: dict[str, Transport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BEHIND_PROXY")
    assert logged(dial("signed", transports)) == [11200]


def test_the_third_wrong_pin_ends_the_call(transports: dict[str, Transport]) -> None:
    call = walk("signed", transports, *ways_to(signed.MAP, "PIN"))
    call.press("1111")
    call.press("2222")
    assert call.heard == ["That is not your PIN.", "Please enter your four digit PIN."]
    call.press("3333")
    assert call.heard == ["Thank you for calling Meridian Bank. Goodbye."]
    assert call.ended


@pytest.mark.parametrize(
    ("key", "balance", "goodbye"),
    [
        ("2", "Su saldo es de 1250 dólares.", "Gracias por llamar a Meridian Bank. Hasta luego."),
        ("3", "Votre solde est de 1250 dollars.", "Merci d'avoir appelé Meridian Bank. Au revoir."),
    ],
)
def test_the_bank_speaks_the_language_that_was_chosen(
    key: str, balance: str, goodbye: str, transports: dict[str, Transport]
) -> None:
    call = dial("signed", transports)
    for keys in (key, "10002000", "2468", "1"):
        call.press(keys)
    assert call.heard[0] == balance
    call.wait()
    assert call.heard == [goodbye]
    assert logged(call) == []


def test_the_bank_serves_no_call_that_has_not_given_its_pin(transports: dict[str, Transport]) -> None:
    call = Call("https://meridian.example/menu", transport=transports["signed"], auth_token=TOKEN)
    call.dial()
    assert logged(call) == [11200]


# The survey


def test_the_survey_keeps_what_was_answered_and_recorded(
    transports: dict[str, Transport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "ANSWERS", [])
    monkeypatch.setattr(survey, "RECORDINGS", survey.RECORDINGS.copy())
    call = dial("survey", transports)
    for key in "15342":
        call.press(key)
    call.record(9, words="The lake was cold.")
    call.press("3")
    assert call.heard[0].startswith("https://api.twilio.com/")
    assert call.heard[0].endswith(".mp3")
    call.press("1")
    call.speak("No.")
    assert call.heard == ["Thank you for your time. We hope to see you again. Goodbye."]
    assert survey.ANSWERS == [["5", "3", "4", "2"]]
    assert sorted(survey.RECORDINGS[call.identity["CallSid"]]) == ["The lake was cold.", "completed"]


# The queue


def test_the_hotline_calls_back_at_the_number_of_the_caller(
    transports: dict[str, Transport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call_queue, "CALLBACKS", [])
    call = walk("call_queue", transports, *ways_to(call_queue.MAP, "support queue"))
    assert call.heard[1].startswith("You are number 1 in line.")
    call.press("*")
    call.press("1")
    assert call_queue.CALLBACKS == ["+14155551212"]


def test_the_manager_hears_who_calls(transports: dict[str, Transport]) -> None:
    call = walk("call_queue", transports, *ways_to(call_queue.MAP, "ringing the manager"))
    call.callee_answers(seconds=20)
    assert call.callee is not None
    assert call.callee.heard == ["A caller from the hotline. Press 1 to take the call."]
    call.callee.wait()
    assert call.heard[0].startswith("The manager cannot take your call.")


@pytest.mark.xfail(raises=EndlessCall, strict=True, reason=ENDLESS["call_queue", "finding out"])
def test_a_caller_may_hang_up_while_the_line_asks_for_a_moment(transports: dict[str, Transport]) -> None:
    call = walk("call_queue", transports, *ways_to(call_queue.MAP, "finding out"))
    assert not call.ended
    call.hang_up()
    assert call.ended


@pytest.mark.xfail(raises=EndlessCall, strict=True, reason=ENDLESS["call_queue", "meeting"])
def test_a_meeting_begins_while_the_music_plays(transports: dict[str, Transport]) -> None:
    call = walk("call_queue", transports, *ways_to(call_queue.MAP, "meeting"))
    assert call.second < MINUTE
    call.conference_begins()
    call.hang_up()
    assert call.ended


@pytest.mark.xfail(raises=AssertionError, strict=True, reason="music without end passes all at once")
def test_an_agent_may_take_the_caller_while_endless_music_plays(transports: dict[str, Transport]) -> None:
    call = walk("call_queue", transports, *ways_to(call_queue.MAP, "billing queue"))
    call.agent_takes(seconds=60)
    assert call.second < 3 * MINUTE
