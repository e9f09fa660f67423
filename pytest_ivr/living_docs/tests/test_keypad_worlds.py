"""The keypad in a line with data and a clock: a call keeps to the world of its Givens, and what nobody tried is told
from what was recorded, in a real browser.
"""

import pytest
from playwright.sync_api import Page, expect

from pytest_ivr.living_docs.document.keypad import Given, ways_there
from pytest_ivr.simulator import Event

from .calls import LINE_HANGS_UP, SILENT, event, pressed, said, write_calls, write_exploration
from .test_keypad import built, opened, press, shown

DIALS = event("dialed", number="+15550100", second=0.0)
MENU = said("Welcome!", "For today press 1.", "For tomorrow press 2.")
AGAIN = said("Please choose from the list.", "For today press 1.", "For tomorrow press 2.")
CUT = event("said", text="For today press 1.", seconds=1.0, loops=1, cut=True)
MONDAY, SUNDAY, RAIN, OPEN = "it is Monday", "it is Sunday", "it rains", "the shop is open"
CALLER = "a caller at the menu"


def day(*words: str) -> list[Event]:
    """Return an answer that ends the call."""
    return [*said(*words), LINE_HANGS_UP]


CALLS: list[tuple[list[str], list[Event]]] = [
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("1#"), *day("Today we are closed.")]),
    ([SUNDAY, OPEN, CALLER], [DIALS, *MENU, pressed("1#"), *day("Today we are open from two.")]),
    ([MONDAY, CALLER], [DIALS, *MENU, pressed("1#"), *day("Today we are open.")]),
    ([MONDAY, CALLER], [DIALS, *MENU, pressed("2#"), *day("On Tuesday we are open.")]),
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("2#"), *day("On Monday we are open.")]),
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("2#"), *day("On Monday we are open.")]),
    ([MONDAY], [DIALS, *MENU, pressed("4"), *day("Four, at once.")]),
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("*#"), *day("Only on Sundays.")]),
    ([SUNDAY, CALLER], [DIALS, MENU[0], CUT, pressed("*"), *day("A star.")]),
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("7#"), *AGAIN]),
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("08#"), *AGAIN, pressed("7#"), *day("Goodbye.")]),
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("8#"), *AGAIN]),
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("7"), SILENT, *AGAIN]),
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("55"), SILENT, *AGAIN]),
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("777"), *day("Not one of ours.")]),
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("888"), *day("Not one of ours, either.")]),
    ([MONDAY, CALLER], [DIALS, *MENU, pressed("2#"), *day("On Tuesday we are open.")]),
    ([SUNDAY, OPEN, CALLER], [DIALS, *MENU, pressed("2#"), *day("On Monday we are open.")]),
    ([SUNDAY, OPEN, CALLER], [DIALS, *MENU, pressed("#1"), *day("Wait a moment.")]),
    ([SUNDAY, RAIN, CALLER], [DIALS, *MENU, pressed("#1"), *day("Not in the rain.")]),
    ([SUNDAY, RAIN, CALLER], [DIALS, *MENU, pressed("#1"), *day("Not in the rain.")]),
    ([SUNDAY, CALLER], [DIALS, *said("Your number, please."), pressed("7#"), *said("Thanks.")]),
    ([SUNDAY, CALLER], [DIALS, *said("Your number, please."), pressed("8#"), *said("Thanks.")]),
    ([SUNDAY, CALLER], [DIALS, *MENU, pressed("2"), SILENT, *day("On Monday we are open.")]),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the document of these calls, and of an exploration, which says nothing of its world."""
    folder = tmp_path_factory.mktemp("worlds")
    givens = [(len([DIALS, *MENU]) if CALLER in told else 0, told) for told, _ in CALLS]
    explored = [DIALS, *MENU, pressed("0#"), *AGAIN, pressed("0#"), *day("Found out.")]
    return built(
        write_calls(folder / "run.ndjson", *(call for _, call in CALLS), givens=givens),
        write_exploration(folder / "found.ndjson", explored, stopped="", unreached=[], findings=[]),
    )


@pytest.fixture
def phone(page: Page, site: str) -> Page:
    """The page, with the keypad open."""
    return opened(page, site)


def given(phone: Page) -> list[str]:
    """Return the Givens that the phone shows."""
    return phone.locator("#dial .given:visible li").all_inner_texts()


def likely(phone: Page) -> list[str]:
    """Return what the phone shows of other numbers."""
    return phone.locator("#dial .likely:visible p").all_inner_texts()


def test_a_call_says_what_is_given_in_it_but_not_how_it_comes_there(phone: Page) -> None:
    assert given(phone) == []
    press(phone, "Call", "1", "#")
    assert given(phone) == [SUNDAY]
    expect(phone.locator("#dial .elsewhere")).to_be_hidden()


def test_the_world_that_was_chosen_is_kept_as_long_as_its_calls_go(phone: Page) -> None:
    press(phone, "Call", "2", "#")
    assert shown(phone)[-2:] == ["On Monday we are open.", "the line hangs up"]
    phone.locator("#dial .others summary").click()
    expect(phone.locator("#dial .others button")).to_have_text(["On Tuesday we are open.Given it is Monday"])
    phone.locator("#dial .others button").click()
    press(phone, "Call again", "1", "#")
    assert shown(phone)[-2:] == ["Today we are open.", "the line hangs up"]
    assert given(phone) == [MONDAY]
    press(phone, "Call again", "2", "#")
    assert "On Tuesday we are open." in shown(phone)
    expect(phone.locator("#dial .elsewhere")).to_be_hidden()


def test_it_says_so_where_a_call_goes_on_only_in_another_world(phone: Page) -> None:
    phone.locator("#dial .starts summary").click()
    phone.locator("#dial .starts").get_by_role("button", name=MONDAY, exact=True).click()
    assert given(phone) == [MONDAY]
    press(phone, "7", "#")
    assert given(phone) == [SUNDAY]
    expect(phone.locator("#dial .elsewhere")).to_have_text(
        "No scenario with what was given before goes on like this. This one does:"
    )
    press(phone, "Call again", "2", "#")
    assert "On Monday we are open." in shown(phone)
    expect(phone.locator("#dial .elsewhere")).to_be_hidden()


def test_who_takes_back_what_led_to_another_world_is_in_the_one_that_was_chosen(phone: Page) -> None:
    phone.locator("#dial .starts summary").click()
    phone.locator("#dial .starts").get_by_role("button", name=MONDAY, exact=True).click()
    press(phone, "7", "#", "Take back", "Take back")
    assert given(phone) == [MONDAY]
    expect(phone.locator("#dial .elsewhere")).to_be_hidden()
    press(phone, "2", "#")
    assert "On Tuesday we are open." in shown(phone)
    phone.locator("#dial .others summary").click()
    phone.locator("#dial .others button").click()
    press(phone, "Take back", "Take back", "1", "#")  # in the world of what was picked
    assert "Today we are closed." in shown(phone)
    press(phone, "Take back", "Take back", "Take back")
    expect(phone.locator("#dial .standing")).to_have_text("Press Call.")


def test_a_call_can_begin_in_each_world_the_most_usual_first(phone: Page) -> None:
    expect(phone.locator("#dial .starts summary")).to_have_text("Call with other data or at another time: 4")
    phone.locator("#dial .starts summary").click()
    expect(phone.locator("#dial .starts button")).to_have_text(
        [SUNDAY, MONDAY, f"{SUNDAY}\n{OPEN}", f"{SUNDAY}\n{RAIN}"]
    )
    phone.locator("#dial .starts button").nth(2).click()
    press(phone, "1", "#")
    assert given(phone) == [SUNDAY, OPEN]
    phone.locator("#dial .others summary").click()
    expect(phone.locator("#dial .others button")).to_have_text(
        ["Today we are closed.Not given: the shop is open", "Today we are open.Given it is Monday"]
    )


IN_SIGHT = """() => {
  const top = (selector) => [...document.querySelectorAll(selector)].pop().getBoundingClientRect();
  const display = top("#dial .display"), given = top("#dial .given"), newest = top("#dial .call li");
  return document.querySelector("#dial .display").scrollTop > 0
    && given.top >= display.top && newest.top >= given.bottom - 1 && newest.bottom <= display.bottom;
}"""


def test_of_several_worlds_in_which_a_call_may_be_the_most_usual_answer_is_heard(phone: Page) -> None:
    press(phone, "Call", "#", "1")
    assert "Not in the rain." in shown(phone)
    assert given(phone) == [SUNDAY, RAIN]


def test_what_is_given_stays_in_sight(phone: Page) -> None:
    phone.set_viewport_size({"width": 390, "height": 844})
    press(phone, "Call", "7", "#", "7", "#")
    assert phone.evaluate(IN_SIGHT)


def test_of_an_exploration_nobody_knows_what_was_given(phone: Page) -> None:
    press(phone, "Call", "0", "#")
    assert given(phone) == []
    press(phone, "Call again")
    assert given(phone) == [SUNDAY]


def test_keys_that_are_not_over_say_what_comes_next(phone: Page) -> None:
    press(phone, "Call", "7")
    standing = phone.locator("#dial .standing")
    expect(standing).to_have_text("The caller has pressed 7. In the recorded calls, #, 7 or silence comes next.")
    press(phone, "Call again", "*")
    expect(standing).to_have_text("The caller has pressed *. In the recorded calls, # comes next.")
    press(phone, "presses * during “For today press 1.”")
    assert "A star." in shown(phone)


def test_a_number_that_nobody_tried_is_answered_as_all_others_that_are_not_on_the_list(phone: Page) -> None:
    press(phone, "Call", "9", "9", "#")
    expect(phone.locator("#dial .standing")).to_have_text(
        "Nobody tried 99# here. Other numbers that are not on the list (7#, 08# and 0#) all got this answer:"
    )
    assert likely(phone) == [*(it["text"] for it in AGAIN), "The scenario to write:"]  # type: ignore[typeddict-item]
    expect(phone.locator("#dial .likely cite a")).to_have_text("Call 9")
    assert shown(phone)[-1] == "presses #"
    expect(phone.locator("#dial pre")).to_contain_text("When the caller presses 99#")
    press(phone, "Take back")
    assert likely(phone) == []


def test_silence_behind_a_number_counts_as_its_end(phone: Page) -> None:
    press(phone, "Call", "5", "Stay silent")
    expect(phone.locator("#dial .standing")).to_have_text(
        "Nobody tried 5, then silence, here. Other numbers that are not on the list (7 and 55) all got this answer:"
    )


def test_a_number_of_the_list_that_nobody_keyed_in_so_is_answered_as_others_of_the_list(phone: Page) -> None:
    press(phone, "Call", "1", "Stay silent")
    expect(phone.locator("#dial .standing")).to_have_text(
        "Nobody tried 1, then silence, here. Of the others on the list, 2 got this answer:"
    )
    assert likely(phone) == ["On Monday we are open.", "the line hangs up", "The scenario to write:"]


@pytest.mark.parametrize(
    "keys",
    [
        ["1", "1", "#", "#"],  # no number
        ["*", "9", "#"],
        ["0", "1", "#"],  # on the list, where others have different answers
        ["9", "9", "9"],  # others have different answers
        ["9"],  # one number alone was tried that is as short, without #
        ["7", "#", "9", "#"],  # at the second try one number was tried
    ],
)
def test_where_it_is_not_known_what_other_numbers_do_nothing_is_said_of_them(phone: Page, keys: list[str]) -> None:
    press(phone, "Call", *keys)
    expect(phone.locator("#dial .standing")).to_contain_text("Nobody has said what happens")
    assert likely(phone) == []


def test_ways_there_are_told_by_what_explains_them_alone() -> None:
    def of(*texts: str) -> list[Given]:
        return [Given("Given", it) for it in texts]

    runs = [
        (of("noon", "at the menu"), 1),
        (of("noon", "at the sales"), 2),
        (of("noon"), 0),
        (of("night", "at the menu"), 1),
        (of("a feast", "at the end"), 3),
    ]
    assert ways_there(runs) == ["at the menu", "at the sales"]
