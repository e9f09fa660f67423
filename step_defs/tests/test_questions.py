"""Questions that owners of Movie Info ask its document, in their own words, and the rule that answers each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from gherkin.stream.id_generator import IdGenerator
from playwright.sync_api import Browser, Page

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.stream.features import MENUS, SYNONYMS, read_features, read_names
from pytest_ivr.living_docs.stream.file import lines
from pytest_ivr.living_docs.stream.messages import RunMessages
from testbed.repository import ROOT

FEATURES = ROOT / "features"
# The rule that is to come first, by its beginning.
FIRST = {
    "What happens if the caller says nothing twice?": "After the first failure and after the second",
    "Are shows after midnight told, and how?": "A show after midnight",
    "What if a theater closes during the call?": "If the chosen theater closes",
    "says nothing twice": "After the first failure and after the second",
    "closes": "If the chosen theater closes",
    "midnight": "A show after midnight",
    "quiet": "After the first failure and after the second",
    "next day": "A show after midnight",
    "clocks are changed": "Twelve hours are twelve hours",
    "leading zeros": "A theater can have any number, and leading zeros",
    "How do I go back to the theaters?": "The star leads back",
    "star": "The star leads back",
    "How long does the line wait for a key?": "The line waits 20 seconds",
    "What if somebody talks instead of pressing keys?": "The line listens to keys",
    "voicemail": "The third failure",
    "Can hackers call our webhooks?": "Every webhook of the line refuses strangers",
    "How many shows are read out at most?": "Shows that start within the next 12 hours",
    "does a show that started a minute ago count": "Shows that start within the next 12 hours",
    "What if the caller hangs up in the middle?": "Callers can hang up whenever they like",
    "Is the theater's time zone used?": "Times are those of the theater's own clock",
    "what if there are no theaters": "When there is nothing to choose from",
    "a show gets cancelled during the call": "The answer goes by the shows",
    "Is phone number of callers stored in logs?": "The log never has a caller's number",
    "accents in movie titles": "The answer has every name as it was entered",
    "press 0": "0 gives the next nine",
    "What if I call again later?": "A caller who calls again",
    "what happens to extra keys after the #": "Keys belong to the menu",
    "Are all movies listed even when not shown in that theater?": "Every movie is listed",
}
# The same, if it is to be among the first three.
AMONG_THREE = {
    "wrong number": "After the first failure and after the second",
    "repeat": "After the first failure and after the second",
    "What happens after the third mistake?": "The third failure in a row",
    "what if the database is down": "When something that the call needs cannot be read",
    "What happens when we deploy a new version during calls?": "When the line is restarted",
    "do private numbers work?": "Callers are served alike",
    "movie removed while on the phone": "The number of a theater or movie that is gone",
    "can I interrupt the menu": "The line listens to keys",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a document of the features, as they are before anything runs."""
    folder: Path = tmp_path_factory.mktemp("questions")
    paths = list(FEATURES.glob("*.feature"))
    menus, synonyms = (read_names(paths, name, ROOT) for name in (MENUS, SYNONYMS))
    run = RunMessages(IdGenerator())
    messages = [*run.beginning(read_features(FEATURES), [], 100.0, menus, synonyms=synonyms), run.end(101.0, 0, "")]
    stream = folder / "messages.ndjson"
    stream.write_bytes(lines(messages))
    main(["docs", "build", str(stream), "--out", str(folder)])
    return (folder / "index.html").as_uri()


@pytest.fixture(scope="module")
def document(browser: Browser, site: str) -> Iterator[Page]:
    """The page."""
    opened = browser.new_page()
    opened.goto(site)
    yield opened
    opened.close()


def ask(page: Page, question: str) -> list[str]:
    """Ask; return the rules that answer, in their order."""
    page.get_by_label("Ask", exact=True).fill(question)
    return page.locator(".answers > li > a").all_inner_texts()


@pytest.mark.parametrize(("question", "rule"), FIRST.items())
def test_the_right_rule_comes_first(document: Page, question: str, rule: str) -> None:
    assert ask(document, question)[0].startswith(rule)


@pytest.mark.parametrize(("question", "rule"), AMONG_THREE.items())
def test_the_right_rule_is_among_three(document: Page, question: str, rule: str) -> None:
    assert [it for it in ask(document, question)[:3] if it.startswith(rule)]
