"""Questions to the document, asked in a real browser, of a page that was opened from a file."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pytest_ivr.__main__ import main

from .calls import LINE_HANGS_UP, pressed, requested, said, write_calls, write_features

HOURS = """\
Feature: Opening hours
  Guests want to know whether there is a point in coming.
  The kitchen closes an hour before the restaurant does.

  Rule: On holidays the line names the day on which the restaurant opens again

    Scenario: On Christmas Day, callers hear of the twenty-seventh
      When the caller dials
      Then the caller hears:
        \"\"\"
        We are closed for the holidays.
        \"\"\"

  Rule: After the third failure the line hangs up

    Scenario: A caller who times out three times is thanked
      When the caller times out
    Scenario Outline: Whoever presses a key late is lost
      When the caller presses <key>

      Examples: Both keys
        | key |
        | 1   |
        | *   |
"""
TABLES = """\
Feature: Booking a table
  Guests who are hungry book a table for tonight.

  Scenario: A table for two is canceled
    When the caller cancels a booking
    Then the caller hears nothing
"""
CALL = [requested("/voice"), *said("We are closed for the holidays."), LINE_HANGS_UP]
QUESTIONS = """
On holidays the line names the day on which the restaurant opens again
  When do you serve dinner at Easter?
  May I come on Boxing Day?
  Is the kitchen as good on the last Friday of a rainy winter as on any summer evening outside in the garden?
"""
SYNONYMS = "times out, silence: quiet, says nothing\nhangs up: ends the call\n"
LANGUAGE = {
    "closes": "closed closing close",
    "movie": "movies",
    "city": "cities",
    "try": "tries tried trying",
    "announce": "announced announcing announcement announces",
    "cancel": "canceled cancelled cancelling cancellation",
    "theater": "theatre theaters Theatres",
    "add": "added adding",
    "stop": "stopped stopping",
    "hear": "heard hearing",
    "choose": "chosen chose choice choosing",
    "Amélie": "amelie",
    "dial": "dials dialed",
    "press": "presses pressed pressing",
    "interrupt": "interrupted interruption",
    "exact": "exactly",
    "12": "twelve",
    "twenty": "20",
    "007": "07 0042",
    "11:30PM": "11:30pm",
    "can't": "cannot",
    "color": "colour colours",
}
DIFFERENT = ["0 00", "7 07", "10pm 10", "call caller", "even evening", "second seconds", "noth nothing", "need ne"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page of a restaurant."""
    folder = tmp_path_factory.mktemp("restaurant")
    files = {"hours.feature": HOURS, "tables.feature": TABLES, "synonyms.txt": SYNONYMS, "questions.txt": QUESTIONS}
    stream = write_features(folder / "features", files, CALL)
    main(["docs", "build", str(stream), "--out", str(folder / "site"), "--title", "The restaurant"])
    return (folder / "site" / "index.html").as_uri()


@pytest.fixture
def document(page: Page, site: str) -> Page:
    """The page."""
    page.goto(site)
    return page


def ask(page: Page, question: str) -> list[str]:
    """Ask; return the rules that answer, in their order."""
    page.get_by_label("Ask", exact=True).fill(question)
    return page.locator(".answers > li > a").all_inner_texts()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What happens on holidays?", "On holidays the line"),
        ("What if someone is quiet?", "After the third failure"),
        ("says nothing", "After the third failure"),
        ("thrice", "After the third failure"),
        ("ENDS THE CALL", "After the third failure"),
        ("cancelled", "Booking a table"),
        ("hungry guests", "Booking a table"),
        ("When does the kitchen close?", "On holidays the line"),
        ("christmas", "On holidays the line"),
        ("Chrismas", "On holidays the line"),
        ("which key is *?", "After the third failure"),
        ("my granny disconnects", "After the third failure"),  # as people speak of any line
        ("boxing", "On holidays the line"),  # one of its questions
        ("1 dials", "On holidays the line"),  # numbers are examples
    ],
)
def test_a_question_is_answered_by_rules_the_best_first(document: Page, question: str, answer: str) -> None:
    assert ask(document, question)[0].startswith(answer)


def test_a_rule_comes_with_its_scenarios_and_the_words_that_were_asked_for(document: Page) -> None:
    ask(document, "three times silence")
    first = document.locator(".answers > li").first
    expect(first.locator("mark")).to_have_text(["third", "times out", "three times"])
    expect(first.locator("> a")).to_have_attribute("href", "#hours--rule--after-the-third-failure-the-line-hangs-up")
    expect(first.locator(".where")).to_have_text("Opening hours")
    expect(first.locator("ul a").first).to_have_text("A caller who times out three times is thanked")


def test_of_the_questions_of_a_rule_the_one_that_is_alike_is_shown(document: Page) -> None:
    shown = document.locator(".answers > li").first.locator(".alike")
    ask(document, "Dinner at easter, or on a holiday?")
    expect(shown).to_have_text("When do you serve dinner at Easter?")
    expect(shown.locator("mark")).to_have_text(["dinner", "Easter"])
    for question in ("holidays", "holidays in a winter garden"):  # the title says as much; the question says much else
        ask(document, question)
        expect(shown).to_have_count(0)


def test_a_question_that_nothing_answers_says_so_and_names_the_nearest(document: Page) -> None:
    assert ask(document, "kitten")[0].startswith("On holidays")
    expect(document.locator(".ask output")).to_have_text("Nothing says so. Nearest:")
    assert ask(document, "xylophone quartz") == []
    expect(document.locator(".ask output")).to_have_text("Nothing says so.")


@pytest.mark.parametrize("question", ["talk to a real person", "get xylophones", "does a real person talk"])
def test_words_that_say_little_are_no_answer_by_themselves(document: Page, question: str) -> None:
    ask(document, question)
    expect(document.locator(".ask output")).to_contain_text("Nothing says so.")


def test_times_and_numbers_are_no_keys(document: Page) -> None:
    assert document.evaluate("words.read('0:30, 10 am or 11.30 p.m, and 7').map((it) => it.stem)") == [
        *("0:30", "10 am", "or", "11.30 p.m", "and", "7"),
    ]


def test_the_index_is_made_in_parts_while_nothing_else_is_to_be_done(page: Page, site: str) -> None:
    page.add_init_script("idle = []; requestIdleCallback = (it) => idle.push(it)")
    page.goto(site)
    assert page.evaluate("idle.length") == 0
    page.get_by_label("Ask", exact=True).focus()
    parts = page.evaluate("() => { let parts = 0; for (; idle.length; parts++) idle.shift()(); return parts; }")
    assert parts == len(["to what is read first", "to the end", "when it is there"])
    assert ask(page, "christmas")[0].startswith("On holidays")


def test_words_that_every_question_has_ask_nothing_yet(document: Page) -> None:
    assert ask(document, "What if the") == []
    expect(document.locator(".ask output")).to_have_text("")


def test_what_nothing_says_of_a_question_is_told(document: Page) -> None:
    assert ask(document, "Do holidays cost a Surcharge?")[0].startswith("On holidays")
    expect(document.locator(".ask output")).to_have_text("Nothing says “cost”, “Surcharge”. 1 answer")


def test_a_question_lives_in_the_address_and_is_cleared(document: Page) -> None:
    answers = ask(document, "failure & silence")
    assert document.url.endswith("#text=failure+%26+silence")
    document.reload()
    assert document.locator(".answers > li > a").all_inner_texts() == answers
    assert ask(document, "") == []
    expect(document.locator(".found")).to_be_hidden()
    expect(document.locator(".ask output")).to_have_text("")


def test_an_answer_leads_to_its_scenario(document: Page) -> None:
    ask(document, "christmas")
    document.locator(".answers ul a").first.click()
    expect(document.locator("#hours--on-christmas-day-callers-hear-of-the-twenty-seventh")).to_be_in_viewport()


def test_a_link_folds_the_answers_and_leads_to_an_open_conversation_below_the_field(document: Page) -> None:
    document.set_viewport_size({"width": 390, "height": 700})
    for question, target in [
        ("christmas", "#hours--on-christmas-day-callers-hear-of-the-twenty-seventh"),
        ("late lost", "#hours--whoever-presses-a-key-late-is-lost"),
    ]:
        ask(document, question)
        document.locator(f".answers ul a[href='{target}']").click()
        expect(document.locator(".found")).to_be_hidden()
        expect(document.locator(f"{target} .call").first).to_be_in_viewport()
        assert top(document, target) >= bottom_of_the_field(document)


def test_answers_come_back_with_the_field_and_escape_folds_them(document: Page) -> None:
    ask(document, "christmas")
    document.keyboard.press("Escape")
    expect(document.locator(".found")).to_be_hidden()
    field = document.get_by_label("Ask", exact=True)
    expect(field).to_have_value("christmas")
    field.press("End")
    document.keyboard.type(" ")
    expect(document.locator(".found")).to_be_visible()
    document.locator(".answers > li > a").first.focus()
    document.keyboard.press("Escape")
    expect(document.locator(".found")).to_be_hidden()
    expect(field).to_be_focused()
    field.blur()
    field.focus()
    expect(document.locator(".found")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_whatever_a_link_leads_to_stands_below_the_field(document: Page, width: int) -> None:
    document.set_viewport_size({"width": width, "height": 600})
    targets = document.evaluate("all('main [id]:is(section, details, article, li)').map((it) => it.id)")
    for target in targets:
        document.evaluate("(it) => { location.hash = it; }", target)
        document.wait_for_function("(it) => location.hash === '#' + it", arg=target)
        document.evaluate("() => new Promise(requestAnimationFrame)")
        assert top(document, f"[id='{target}']") >= bottom_of_the_field(document), target


def top(page: Page, selector: str) -> float:
    """Where an element begins, in pixels below the top of the window."""
    return float(page.locator(selector).evaluate("(it) => it.getBoundingClientRect().top"))


def bottom_of_the_field(page: Page) -> float:
    """Where the question field ends, in pixels below the top of the window."""
    return float(page.locator(".ask").evaluate("(it) => it.getBoundingClientRect().bottom"))


def test_answers_are_of_what_the_filters_show(document: Page) -> None:
    ask(document, "silence")
    document.locator(".ask summary").click()
    document.get_by_label("Tags").fill("@nowhere")
    expect(document.locator(".answers > li")).to_have_count(0)


def test_parts_of_the_page_are_answers_too(document: Page) -> None:
    ask(document, "Is there a map?")
    expect(document.locator(".places a")).to_have_attribute("href", "#map")


def test_a_menu_that_is_asked_for_says_what_callers_can_do_there(page: Page, tmp_path: Path) -> None:
    menu = [requested("/voice"), *said("Welcome.", "For a table, press 1. To hear our hours, press star.")]
    call = [*menu, pressed("1"), requested("/end", Digits="1"), *said("Goodbye."), LINE_HANGS_UP]
    stream = write_calls(tmp_path / "calls.ndjson", call, menus={"The main menu": "For a table *"})
    main(["docs", "build", str(stream), "--out", str(tmp_path / "site")])
    page.goto((tmp_path / "site" / "index.html").as_uri())
    ask(page, "What can I press at the main menu?")
    options = "a number on the list · star · any other key · silence · hanging up"
    expect(page.locator(".places")).to_have_text(f"The main menu: {options}")
    page.locator(".places a").click()
    expect(page.get_by_role("heading", name="The main menu").first).to_be_in_viewport()
    assert ask(page, "Is a table pressed?")
    expect(page.locator(".places li")).to_have_count(0)


@pytest.mark.parametrize(("word", "forms"), LANGUAGE.items())
def test_forms_of_a_word_are_one_word(document: Page, word: str, forms: str) -> None:
    assert document.evaluate("(text) => [...new Set(words.stems(text))]", f"{word} {forms}") == document.evaluate(
        "(text) => words.stems(text)", word
    )


@pytest.mark.parametrize("pair", DIFFERENT)
def test_words_that_only_look_alike_are_two(document: Page, pair: str) -> None:
    assert document.evaluate("(text) => new Set(words.read(text).map((it) => it.stem)).size", pair) == 2
