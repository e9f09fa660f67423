"""Lines are walked to their ends, whatever they do, or as far as the bounds allow."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

import pytest

from pytest_ivr.explorer import Bounds, Exploration, Reading, Stop, explore, findings
from pytest_ivr.explorer.report import report
from pytest_ivr.explorer.scenarios import scenarios
from pytest_ivr.line import Line
from pytest_ivr.living_docs.document.menu_names import menu_names
from pytest_ivr.simulator import DeliveryFailed, Request, Response, WsgiTransport
from pytest_ivr.simulator.testing import HOME, Script, answer, script, twiml
from testbed.lines import call_queue, phone_tree

BYE = "<Say>Goodbye.</Say><Hangup/>"
MENU = '<Gather numDigits="1" action="/menu"><Say>For sales press 1.</Say></Gather>' + BYE


def walk(transport: object, bounds: Bounds = Bounds(), reading: Reading = Reading()) -> Exploration:  # noqa: B008
    return explore(Line(f"{HOME}/voice", transport, "12345"), bounds=bounds, reading=reading)  # type: ignore[arg-type]


def paths(found: Exploration) -> set[str]:
    """Return the calls of all ways."""
    return {way.path for way in found.ways}


@pytest.mark.parametrize(("app", "states"), [(phone_tree.app, 16), (call_queue.app, 9)], ids=["tree", "queue"])
def test_a_line_is_walked_on_saved_calls(app: object, states: int) -> None:
    found = explore(Line("https://line.example/voice", WsgiTransport(app), "12345"))  # type: ignore[arg-type]
    assert (len(found.states), found.stopped, found.dialed_anew) == (states, "", False)
    assert "saved calls were gone on with" in report(found, findings(found))


def test_a_line_that_counts_in_secret_is_dialed_anew() -> None:
    class Counting(Script):
        heard: dict[str, int]

        def send(self, request: Request) -> Response:
            sid = re.search(rb"CallSid=(\w+)", request.body)
            assert sid
            self.heard[sid[1].decode()] = times = self.heard.get(sid[1].decode(), 0) + 1
            return twiml(BYE if times > 2 else '<Gather numDigits="1"><Say>Press 1.</Say></Gather><Redirect/>')

    line = Counting({})
    line.heard = {}
    found = walk(line)
    assert found.dialed_anew
    assert "dialed from the first ring" in report(found, [])
    assert any(len(way.actions) == 3 and way.target is None and way.action == "times out" for way in found.ways)


def test_people_speak_are_asked_and_answer() -> None:
    speech = '<Gather input="speech" hints="billing, $OOV" action="/said"><Say>Say "sales" or support.</Say></Gather>'
    whisper = '<Gather numDigits="1" action="/take"><Say>To take the call press 1.</Say></Gather><Hangup/>'
    said = twiml('<Dial><Number url="/whisper">+14155550100</Number><Number>+14155550101</Number></Dial>' + BYE)
    found = walk(script(speech, said=said, whisper=twiml(whisper), take=twiml("<Say>Go on.</Say>")))
    assert {'dials then says "billing"', 'dials then says "sales"', "dials then mumbles"} <= paths(found)
    assert any("is accepted" in path for path in paths(found))


def test_keys_by_which_nobody_takes_the_call_are_no_way() -> None:
    ask = (
        '<Gather numDigits="1" action="/take"><Say>To take the call press 1. To hear this again press 2.</Say></Gather>'
    )

    class Asking(Script):
        def send(self, request: Request) -> Response:
            again = b"Digits=2" in request.body
            return twiml(ask) if again or "/whisper" in request.url else super().send(request)

    line = Asking({"/voice": twiml('<Dial><Number url="/whisper">+14155550100</Number></Dial>'), "/take": twiml("")})
    taken = [path for path in paths(walk(line)) if "is accepted" in path]
    assert taken == ["dials then is accepted with 1 and talks for 40 seconds"]


def test_a_line_that_asks_whom_it_calls_only_once_remembers() -> None:
    ask = '<Gather numDigits="1" action="/take"><Say>To take the call press 1.</Say></Gather><Hangup/>'

    class Once(Script):
        asked: set[bytes] = set()  # noqa: RUF012 (there is one)

        def send(self, request: Request) -> Response:
            if "/whisper" not in request.url:
                return super().send(request)
            sid = re.findall(rb"CallSid=(\w+)", request.body)[0]
            answer = twiml("" if sid in self.asked else ask)
            self.asked.add(sid)
            return answer

    line = Once({"/voice": twiml('<Dial><Number url="/whisper">+14155550100</Number></Dial>'), "/take": twiml("")})
    assert walk(line).dialed_anew


def test_a_line_that_is_another_one_after_some_calls_is_told() -> None:
    class Tired(Script):
        calls: set[bytes] = set()  # noqa: RUF012 (there is one)

        def send(self, request: Request) -> Response:
            self.calls.add(re.findall(rb"CallSid=(\w+)", request.body)[0])
            return twiml("<Hangup/>") if len(self.calls) > 20 else super().send(request)

    found = walk(Tired({"/voice": twiml(MENU), "/menu": twiml(MENU.replace("/menu", "/more")), "/more": twiml(MENU)}))
    assert "did not do the same when it was dialed again" in found.stopped


RECORDED = "RE" + "0" * 32


@pytest.mark.parametrize(("file", "is_tried"), [("menu.mp3", True), (f"{RECORDED}.mp3", False)])
def test_a_key_is_pressed_while_a_file_is_played_if_each_call_names_it_alike(file: str, is_tried: bool) -> None:
    menu = f'<Gather numDigits="1" action="/chosen"><Play>/{file}</Play></Gather><Hangup/>'
    found = walk(script(menu, **{file: answer(b"x" * 48_000, "audio/mpeg"), "chosen": twiml("<Say>Chosen.</Say>")}))
    assert (f'dials then presses 9 during "{file}"' in paths(found)) == is_tried


def test_recordings_products_and_silence_without_an_end() -> None:
    line = script(
        MENU,
        menu=[twiml("<Record finishOnKey='' action='/over'/>"), twiml("<Connect><Room>r</Room></Connect>")],
        over=twiml(BYE),
    )
    found = walk(line, Bounds(requests=200))
    assert found.requests <= 200
    assert report(found, findings(found))


def test_conferences_and_calls_without_a_choice() -> None:
    found = walk(script("<Dial><Conference>team</Conference></Dial>" + BYE))
    assert "dials then is put through and talks for 40 seconds" in paths(found)


def test_a_line_that_never_says_the_same_is_told_with_a_pattern() -> None:
    class Clock(Script):
        seconds = count()

        def send(self, request: Request) -> Response:
            return twiml(f"<Gather><Say>It is 10:{next(self.seconds) % 60:02}.</Say></Gather>{BYE}")

    found = walk(Clock({}))
    pattern = re.search("--same-words '(.*)'", found.stopped)
    assert pattern
    assert walk(Clock({}), reading=Reading(same_words=[re.compile(pattern[1])])).stopped == ""


@pytest.mark.parametrize("menus_before", [1, 40])
def test_a_clock_that_is_first_told_at_a_later_menu_is_one(menus_before: int) -> None:
    class Clock(Script):
        seconds = count()

        def time(self) -> str:
            minutes = 9 * 60 + 55 + next(self.seconds)  # soon there is one digit more to say
            return f"{minutes // 60}:{minutes % 60:02}"

        def send(self, request: Request) -> Response:
            number = int(request.url.partition("?n=")[2] or 0)
            words = f"This is menu {number}." if number < menus_before else f"It is {self.time()}."
            return twiml(f'<Gather numDigits="1" action="/voice?n={number + 1}"><Say>{words}</Say></Gather>{BYE}')

    bounds = Bounds(requests=50_000, depth=menus_before + 2)
    pattern = re.search("--same-words '(.*)'", walk(Clock({}), bounds).stopped)
    assert pattern
    found = walk(Clock({}), bounds, reading=Reading(same_words=[re.compile(pattern[1])]))
    assert "--depth" in found.stopped
    assert not found.dialed_anew


def test_words_that_differ_are_proposed_as_they_are() -> None:
    class Moods(Script):
        moods = count()

        def send(self, request: Request) -> Response:
            return twiml(f"<Gather><Say>{('Hello', 'Good day X9')[next(self.moods) % 2]}</Say></Gather>")

    assert "--same-words" in walk(Moods({})).stopped


@pytest.mark.parametrize(
    ("bounds", "option"),
    [
        (Bounds(requests=5), "--requests"),
        (Bounds(depth=0), "--depth"),
        (Bounds(seconds=-1), "--seconds"),
    ],
)
def test_a_bound_is_told(bounds: Bounds, option: str) -> None:
    try:
        told = walk(script(MENU, menu=twiml(MENU)), bounds).stopped
    except Stop as stop:
        told = str(stop)
    assert option in told


def dying(after: int, error: Callable[[], BaseException]) -> Script:
    """Return a line that is no more after so many requests."""
    requests = count()

    class Dying(Script):
        def send(self, request: Request) -> Response:
            if next(requests) >= after:
                raise error()
            return super().send(request)

    return Dying({"/voice": twiml(MENU), "/menu": twiml(MENU)})


def test_a_line_that_dies_is_left_alone() -> None:
    found = walk(dying(10, lambda: DeliveryFailed(11205, "refused")))
    assert "without an answer" in found.stopped


def test_an_interrupted_walk_tells_what_it_knows() -> None:
    found = walk(dying(10, KeyboardInterrupt))
    assert found.stopped == "It was interrupted."
    assert found.states


def test_cookies_that_are_identifiers_do_not_count() -> None:
    numbers = count()

    class Session(Script):
        def send(self, request: Request) -> Response:
            return answer(f"<Response>{MENU}</Response>", Set_Cookie=f"id=x{next(numbers)}; Path=/")

    found = walk(Session({}))
    assert (len(found.states), found.stopped) == (1, "")


def test_of_a_long_list_a_few_are_tried_or_all() -> None:
    options = " ".join(f"For {number} press {number}." for number in range(10, 40))
    line = script(f'<Gather numDigits="2" action="/menu"><Say>{options}</Say></Gather>{BYE}', menu=twiml(BYE))
    found = walk(line)
    assert "lists 30 numbers" in found.unreached[0]
    assert "dials then presses 11" not in paths(found)
    assert "dials then presses 11" in paths(walk(line, reading=Reading(all_options=True)))


def test_numbers_of_callers_are_made_up_unless_somebody_tells_some() -> None:
    class Orders(Script):
        def send(self, request: Request) -> Response:
            said = (
                "That has been sent." if b"Digits=4711" in request.body else "Enter your order number, then press hash."
            )
            return twiml(f"<Say>{said}</Say>" if "sent" in said else f"<Gather><Say>{said}</Say></Gather>{BYE}")

    made_up = walk(Orders({}))
    [sentence] = made_up.unreached
    assert "takes numbers and names none: only made-up ones were tried; --number" in sentence
    assert not any("4711" in path for path in paths(made_up))
    told = walk(Orders({}), reading=Reading(numbers=["4711"]))
    assert not told.unreached
    [way] = [way for way in told.ways if way.path == "dials then presses 4711#"]
    assert way.heard == ("That has been sent.",)
    assert not findings(told)


@pytest.mark.parametrize("attributes", ['numDigits="1"', 'input="speech"'])
def test_a_menu_that_takes_no_numbers_is_not_told_of(attributes: str) -> None:
    assert not walk(script(f"<Gather {attributes}><Say>What can we do for you?</Say></Gather>")).unreached


PAGES = {1: "For apples press 1. For pears press 2.", 2: "For melons press 12."}


class Paged(Script):
    """A line whose menu has two pages; all numbers count on both."""

    def send(self, request: Request) -> Response:
        """Answer Twilio."""
        keys, page = re.findall(rb"Digits=(\d+)", request.body), int(request.url.partition("?")[2] or 1)
        if keys and keys[0] in {b"1", b"2", b"12"}:
            return twiml(f"<Say>Number {keys[0].decode()} is sold out.</Say>{BYE}")
        page = 3 - page if keys == [b"0"] else page
        says = f"<Say>Choose a fruit.</Say><Say>{PAGES[page]} For more press 0.</Say>"
        return twiml(f'<Gather action="/voice?{page}">{says}</Gather>{BYE}')


@pytest.mark.parametrize(("all_options", "others"), [(False, {"1"}), (True, {"1", "2"})])
def test_numbers_of_other_pages_are_tried_and_are_no_faults(all_options: bool, others: set[str]) -> None:
    names = menu_names([("The fruits", "Choose a fruit.")])
    found = walk(Paged({}), reading=Reading(names=names, all_options=all_options))
    assert "dials then presses 12#" in paths(found)
    assert {f"dials then presses 0# then presses {number}#" for number in others} <= paths(found)
    assert findings(found, names) == []


def test_many_states_that_sound_alike_are_not_all_walked() -> None:
    class Growing(Script):
        numbers = count()

        def send(self, request: Request) -> Response:
            keys = re.findall(rb"Digits=(\d+)", request.body)
            query = request.url.partition("?n=")[2] or "0"
            number = int(query) * 10 + int((keys or [b"0"])[0][:1])
            return twiml(f'<Gather numDigits="1" action="/voice?n={number}"><Say>Press a digit.</Say></Gather>')

    found = walk(Growing({}), Bounds(requests=3000))
    assert found.stopped or found.unreached


def test_secret_keys_are_left_to_fill_in() -> None:
    found = walk(script(MENU, menu=twiml(BYE)))
    texts = "\n".join(menu.text for menu in scenarios(found, secret=["/menu"]))
    assert "presses ????" in texts


def test_a_line_whose_first_answer_cannot_be_had_is_no_exploration() -> None:
    with pytest.raises(Stop, match="--requests"):
        walk(script(MENU), Bounds(requests=0))


def test_a_walk_that_stopped_says_so_and_leaves_names_alone() -> None:
    found = walk(script(MENU, menu=twiml(MENU)), Bounds(requests=20))
    assert {it.kind for it in findings(found)} == {"same as any other key"}
    assert "It stopped before the end." in report(found, [])


def test_ways_that_cannot_be_followed_have_no_scenario() -> None:
    found = walk(script(MENU, menu=twiml("<Redirect>/menu</Redirect>")))
    assert "dials then presses 1" not in {way.path for menu in scenarios(found) for way, _ in menu.scenarios}


def test_an_address_that_is_none_is_a_state_as_well() -> None:
    found = walk(script('<Gather numDigits="1" action="https://[x"><Say>Press 1.</Say></Gather>' + BYE))
    assert found.states
