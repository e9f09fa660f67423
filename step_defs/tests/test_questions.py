"""Questions that owners of Movie Info ask its document, in their own words, and the rule that answers each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from gherkin.stream.id_generator import IdGenerator
from playwright.sync_api import Browser, Page

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.media_types import QUESTIONS
from pytest_ivr.living_docs.stream.beside import read_beside
from pytest_ivr.living_docs.stream.features import read_features
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
    "How many shows are read out at most?": "Up to five shows",
    "does a show that started a minute ago count": "Shows that start within the next 12 hours",
    "What if the caller hangs up in the middle?": "Callers can hang up whenever they like",
    "Is the theater's time zone used?": "Times are those of the theater's own clock",
    "what if there are no theaters": "When there is nothing to choose from",
    "a show gets cancelled during the call": "The answer goes by the shows",
    "Is phone number of callers stored in logs?": "The log never has a caller's number",
    "accents in movie titles": "The answer has every name as it was entered",
    "press 0": "0 gives the next five",
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

# Thirty questions that were written when index and synonyms were finished, each with the rules that answer it; neither
# index nor synonyms nor questions.txt may be made to fit them. How many find one of them first, and among the first
# three, is held: when they were first asked, 17 and 21 did; more do since others have been learned from.
SCORE = 23, 27
HELD_OUT = {
    "In which order are theaters listed?": ["The line answers with the theater menu"],
    "What does the caller hear first?": ["The line answers with the theater menu"],
    "How does somebody get to the list of movies?": ["A theater's number leads to the movie menu"],
    "Is a film listed that isn't on tonight?": ["Every movie is listed"],
    "How do I choose another cinema after choosing one?": ["The star leads back"],
    "How far ahead do we announce showings?": ["Shows that start within", "Only the next twelve hours"],
    "What if a film has no more showings today?": ["Only shows of the chosen movie"],
    "When do we say tomorrow?": ["A show after midnight", '"Tomorrow" goes by'],
    "What about daylight saving time?": ["Twelve hours are twelve hours", "When an hour occurs twice"],
    "A caller in New York asks about a cinema in Los Angeles: whose time?": ["Times are those of"],
    "Can two people call simultaneously?": ["Callers who are on the line at the same time"],
    "Does it matter if caller ID is blocked?": ["Callers are served alike"],
    "Does the line remember an earlier call?": ["A caller who calls again"],
    "How many theaters does a menu read in one go?": ["A menu reads five at a time"],
    "How do callers hear the rest of the list?": ["0 gives the next five", "A menu reads five at a time"],
    "Can I press the number of a movie on another page?": ["The number of any theater or movie works"],
    "Does turning the page use up a try?": ["Turning a page is not a mistake"],
    "How are strange titles with quotes or ampersands spoken?": ["The answer has every name", "A menu has every name"],
    "We renamed a cinema: when do callers hear it?": ["A new name is heard"],
    "How many times may a caller get it wrong?": ["The third failure", "After the first failure"],
    "Do mistakes at the first menu count at the second?": ["Moving on to another menu"],
    "Can callers speak the name of the film?": ["The line listens to keys"],
    "A caller is slow and takes fifteen seconds to press the key": ["The line waits 20 seconds"],
    "What if they keep pressing keys while the showtimes are read?": ["Keys pressed while the showtimes are announced"],
    "Caller presses a number that does not exist": ["After unlisted keys"],
    "Can a cinema have the number 007?": ["A theater can have any number"],
    "Our server crashes in the middle of a call: what is heard?": [
        "When the line breaks down altogether",
        "When something that the call needs",
    ],
    "Do callers notice a release?": ["When the line is restarted"],
    "What if every cinema is removed?": ["When there is nothing to choose from"],
    "How do we keep fake requests out?": ["A request that Twilio has not signed", "Every webhook of the line"],
}

# Sixty-one in short and sloppy words, half of a list, of which only the other half was learned from.
MORE_SCORE = 48, 54
MORE = {
    "voice recognition?": ["The line listens"],
    "kid hammers on the buttons while the times are being read": ["Once the line"],
    "are all endpoints protected?": ["Every webhook of"],
    "we sit behind a load balancer, does the signature check still work": ["Behind a proxy"],
    "summer time begins, will people miss a screening": ["Twelve hours are"],
    "address for times opened though nobody typed anything": ["A link to the"],
    "greeting when a customer phones us": ["The line answers"],
    "is a film that already started still mentioned?": ["Shows that start"],
    "can you skip the announcement of times by typing": ["Once the line"],
    "two people phoning simultaneously, do they get mixed up": ["Callers who are"],
    "the same hour happens two times that night": ["When an hour"],
    "someone phones from New York about Los Angeles": ["Times are those"],
    "will someone be told screenings at other cinemas by mistake": ["Only shows of"],
    "total outage, what do people hear": ["When the line breaks"],
    "showtimes table is corrupt but I'm only picking a cinema": ["What the call"],
    "can a person get stuck in an endless loop": ["Nobody is ever"],
    "the web address asks for page 99, we only have 2": ["A link to a"],
    "my cinema is in a different time zone than the customer, which hour is said?": ["Times are those"],
    "database down when someone phones": ["When something that"],
    "is there any dead end": ["Nobody is ever"],
    "after selecting a movie do I have to hit the pound key?": ["A movie's number"],
    "film title with a weird symbol like & or é in it": ["The answer has"],
    "phone dialled in a pocket, who pays for that": ["The third failure"],
    "can I just speak the name of the cinema": ["The line listens"],
    "privacy: are phone numbers stored": ["The log never"],
    "how do I get back to pick a different cinema": ["The star leads"],
    "we renamed our cinema, when is it heard": ["A new name"],
    "does the emergency answer depend on the database": ["The fallback reads"],
    "someone with a hidden / private number": ["Callers are served"],
    "film taken off the programme while the list was being read": ["The number of a theater"],
    "somebody mashes lots of random buttons": ["After unlisted keys"],
    "we have 12 cinemas, are all of them read out in one go": ["A menu reads"],
    "nothing playing soon": ["Only shows of"],
    "can hackers send fake requests": ["A request that"],
    "error while on page 2, do I go back to the start": ["Silence or an"],
    "what if someone says nothing at all": ["After the first"],
    "ending the call early": ["Callers can hang"],
    "how long to react on attempt three": ["The second and"],
    "does another person's error affect mine": ["Callers who are"],
    "which theater comes first on the list": ["The line answers"],
    "what does * do": ["The star leads"],
    "customer picked a film, what next?": ["A movie's number"],
    "can I enter a cinema that hasn't been read out yet": ["The number of any"],
    "does the answer shorten long titles": ["The answer has"],
    "what if the attempt counter in the url is garbage or tampered with": ["A link says"],
    "movie beginning right now - does he still hear about it": ["Shows that start"],
    "what if they put the phone down halfway": ["Callers can hang"],
    "anonymous callers": ["Callers are served"],
    "oops I picked the wrong theatre, how to return": ["The star leads"],
    "what does the customer hear if data can't be loaded": ["When something that"],
    "entering 0000 or ***": ["After unlisted keys"],
    "where do I see that the db was down": ["A failure of"],
    "daylight saving night": ["Twelve hours are"],
    "how far ahead do you tell people about screenings": ["Shows that start"],
    "is a newly added screening announced immediately": ["The answer goes"],
    "we deploy a new version while people are on the phone": ["When the line is"],
    "will it still work when we grow to 20 cinemas": ["All of this"],
    "how is a long list cut into pieces": ["A menu reads"],
    "do we get a record of database outages": ["A failure of"],
    "GDPR - do you record who phoned": ["The log never"],
    "no film at all in the system": ["When there is"],
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a document of the features, as they are before anything runs."""
    folder: Path = tmp_path_factory.mktemp("questions")
    features = read_features(FEATURES)
    beside = read_beside(list(FEATURES.glob("*.feature")), FEATURES, features)
    run = RunMessages(IdGenerator())
    messages = [*run.beginning(features, [], 100.0, beside), run.end(101.0, 0, "")]
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


@pytest.mark.parametrize(
    ("question", "scenario"),
    [
        ("What if a theater closes during the call?", "A caller who stays silent after the chosen theater has closed"),
        ("What if the movie has already started?", "A show that began a minute ago is not announced"),
    ],
)
def test_of_scenarios_that_fit_nearly_alike_the_plain_case_is_shown(
    document: Page, question: str, scenario: str
) -> None:
    ask(document, question)
    shown = document.locator(".answers > li").first.locator("ul a").all_inner_texts()
    assert [it for it in shown if it.startswith(scenario)]


FIRST_OF_EACH = """(questions) => {
  const field = document.getElementById("ask-question");
  return questions.map((it) => {
    field.value = it;
    field.dispatchEvent(new Event("input"));
    return document.querySelector(".answers > li > a")?.textContent ?? "";
  });
}"""


def test_whatever_stands_in_the_file_of_questions_finds_its_rule_first(document: Page) -> None:
    beside = read_beside(list(FEATURES.glob("*.feature")), FEATURES)
    expected = [(question, asked["rule"]) for asked in beside[QUESTIONS] for question in asked["questions"]]
    found = document.evaluate(FIRST_OF_EACH, [question for question, _ in expected])
    assert len(expected) > 1000
    assert [(question, rule) for (question, _), rule in zip(expected, found, strict=True)] == expected


@pytest.mark.parametrize(("question", "rule"), FIRST.items())
def test_the_right_rule_comes_first(document: Page, question: str, rule: str) -> None:
    assert ask(document, question)[0].startswith(rule)


@pytest.mark.parametrize(("question", "rule"), AMONG_THREE.items())
def test_the_right_rule_is_among_three(document: Page, question: str, rule: str) -> None:
    assert [it for it in ask(document, question)[:3] if it.startswith(rule)]


@pytest.mark.parametrize(("questions", "score"), [(HELD_OUT, SCORE), (MORE, MORE_SCORE)], ids=["thirty", "sixty-one"])
def test_questions_that_nobody_fitted_find_their_rules_as_often_as_is_known(
    document: Page, questions: dict[str, list[str]], score: tuple[int, int]
) -> None:
    found = {question: ask(document, question)[:3] for question in questions}
    places = [
        next((at for at, it in enumerate(found[question]) if it.startswith(tuple(rules))), None)
        for question, rules in questions.items()
    ]
    assert places.count(0) >= score[0], found
    assert len(places) - places.count(None) >= score[1], found
