"""An owner's notes beside the features: what is read of them, and what the page shows, in a real browser."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.notes import Note, note
from pytest_ivr.living_docs.stream.notes import LARGEST, read_notes

from .calls import write_features
from .sample import run

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>'
SALES = """\
Feature: Sales
  Rule: Sales are open from nine to five

    Scenario: A caller who presses 1 hears when sales are open
      When the caller presses 1
"""
NOTE = """\
# Why nine to five

We *asked* forty customers, and nobody bought a **bicycle** at night.

![Calls by the hour](pictures/calls.svg)

| Day     | Clerks |
|---------|--------|
| Monday  | two    |

[The survey](https://example.com/survey), and [a draft](draft.html)
"""


@pytest.fixture(scope="module")
def stream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stream of a chapter with a note and a picture."""
    folder = tmp_path_factory.mktemp("notes") / "features"
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / "calls.svg").write_text(DRAWING)
    return write_features(folder, {"sales.feature": SALES, "sales.md": NOTE, "lost.md": "Nobody's"})


@pytest.fixture
def document(page: Page, stream: Path) -> Page:
    """The page."""
    site = stream.parent / "site"
    assert main(["docs", "build", str(stream), "--out", str(site)]) == 0
    page.goto((site / "index.html").as_uri())
    return page


def test_a_note_stands_below_its_chapters_head_with_its_pictures(document: Page) -> None:
    note = document.locator("#sales .notes")
    expect(note.get_by_role("heading", name="Why nine to five", level=3)).to_be_visible()
    expect(note.locator("strong")).to_have_text("bicycle")
    expect(note.locator("td")).to_have_text(["Monday", "two"])
    picture = note.get_by_role("img", name="Calls by the hour")
    assert picture.evaluate("(it) => it.decode().then(() => [it.naturalWidth, it.naturalHeight])") == [30, 20]
    expect(note.get_by_role("link")).to_have_text(["The survey"])
    document.emulate_media(media="print")
    expect(note).to_be_visible()


def test_a_question_that_a_note_answers_leads_to_it(document: Page) -> None:
    document.get_by_label("Ask", exact=True).fill("Does anybody buy a bicycle?")
    answer = document.locator(".answers > li").first
    expect(answer.locator("> a")).to_have_text("Why nine to five")
    expect(answer.locator(".where")).to_have_text("Sales")
    expect(answer.locator("li")).to_have_count(0)
    answer.locator("> a").click()
    expect(document.locator("#sales .notes")).to_be_in_viewport()


def test_a_note_without_a_chapter_is_named(document: Page, stream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = "lost.md belongs to no chapter: there is no lost.feature beside it."
    expect(document.locator("header .message")).to_have_text(problem)
    main(["docs", "build", str(stream), "--out", str(stream.parent / "site")])
    assert problem in capsys.readouterr().err


def test_a_note_runs_no_scripts_and_leads_nowhere_else() -> None:
    text = (
        '<script>a()</script> <img src=x onerror=a()> [b](javascript:a()) [c](file:///etc) [d](#sales) ![e](x.svg "f")'
    )
    html = Note(text, {"x.svg": 'data:image/svg+xml;base64,"onerror=a()'}).html
    assert "<script" not in html
    assert html.count("<img") == 1
    assert '"onerror' not in html
    assert html.count("<a ") == html.count('<a href="#sales">') == 1


def test_a_note_in_a_stream_shows_nothing_but_pictures() -> None:
    found = {"text": "![a](b)", "pictures": [{"source": "b", "mediaType": "text/html", "body": ""}]}
    assert note(None) is None
    shown = note(found)
    assert shown
    assert shown.html == "<p>a</p>\n"
    assert shown.title == ""


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("gone.png", "The picture gone.png is not there; put it beside the note, or take it out."),
        ("../secret.png", "The picture ../secret.png lies outside of the note's folder; put it beside the note."),
        ("linked.png", "The picture linked.png lies outside of the note's folder; put it beside the note."),
        ("https://example.com/a.png", "The picture https://example.com/a.png lies elsewhere; the page is one file"),
        ("/etc/a.png", "The picture /etc/a.png lies elsewhere"),
        ("data:image/png;base64,iVBO", "The picture data:image/png;base64,iVBO lies elsewhere"),
        ("plan.pdf", "The picture plan.pdf is none that a page shows; those end with .gif, .jpeg, .jpg, .png"),
        ("large.png", f"The picture large.png has {LARGEST + 1:,} bytes, and may have 500,000; make it smaller."),
        (f"{'a' * 300}.png", f"The picture {'a' * 60} has no name that a file can have; put it beside the note."),
        ("circle.png", "The picture circle.png has no name that a file can have; put it beside the note."),
        ("a%00.png", "The picture a%00.png has no name that a file can have; put it beside the note."),
    ],
)
def test_a_picture_that_cannot_be_shown_is_named_with_its_line(tmp_path: Path, source: str, problem: str) -> None:
    folder = tmp_path / "features"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(b"png")
    (folder / "linked.png").symlink_to(tmp_path / "secret.png")
    (folder / "circle.png").symlink_to(folder / "circle.png")
    (folder / "large.png").write_bytes(b"0" * (LARGEST + 1))
    (folder / "plan.pdf").write_bytes(b"pdf")
    (folder / "sales.feature").write_text(SALES)
    (folder / "sales.md").write_text(f"# Sales\n\nSee\n![them]({source})\n")
    found = read_notes([folder / "sales.feature"], tmp_path)
    assert found["notes"][0]["pictures"] == []
    assert len(found["problems"]) == 1
    assert found["problems"][0].startswith(f"features/sales.md:3: {problem}")


def test_only_the_notes_of_features_in_the_run_are_read(tmp_path: Path) -> None:
    for name in ("sales.feature", "help.feature"):
        (tmp_path / name).write_text(SALES)
    for name in ("sales.md", "help.md", "README.md", "other.feature.md"):
        (tmp_path / name).write_text("![a](my%20calls.PNG)")
    (tmp_path / "my calls.PNG").write_bytes(b"png")
    picture = {"source": "my%20calls.PNG", "mediaType": "image/png", "body": base64.b64encode(b"png").decode()}
    assert read_notes([tmp_path / "sales.feature"], tmp_path) == {
        "notes": [{"uri": "sales.feature", "text": "![a](my%20calls.PNG)", "pictures": [picture]}],
        "problems": [],
    }


def test_a_note_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "sales.feature").write_text(SALES)
    (tmp_path / "sales.md").write_bytes("Für den Verkauf".encode("latin-1"))
    problem = "sales.md is not UTF-8, from byte 1 on; save it as UTF-8."
    assert read_notes([tmp_path / "sales.feature"], tmp_path) == {"notes": [], "problems": [problem]}


def test_a_note_or_picture_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sales.feature").write_text(SALES)
    (tmp_path / "sales.md").mkdir()
    problem = "sales.md cannot be read: Is a directory."
    assert read_notes([tmp_path / "sales.feature"], tmp_path) == {"notes": [], "problems": [problem]}
    (tmp_path / "sales.md").rmdir()
    (tmp_path / "sales.md").write_text("![a](a.png)")
    (tmp_path / "a.png").write_bytes(b"png")

    def read_bytes(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    [problem] = read_notes([tmp_path / "sales.feature"], tmp_path)["problems"]
    assert problem == "sales.md:1: The picture a.png cannot be read: Permission denied."


def test_a_run_writes_its_notes_into_the_stream(tmp_path: Path) -> None:
    (tmp_path / "sample.md").write_text("# What is sampled\n")
    (tmp_path / "stray.md").write_text("Stray")
    run(tmp_path)
    suite = read_suite([tmp_path / "reports" / "messages.ndjson"])
    note = suite.features[0].note
    assert note
    assert (note.title, note.slug) == ("What is sampled", "sample--note")
    assert suite.note_problems == ["stray.md belongs to no chapter: there is no stray.feature beside it."]
