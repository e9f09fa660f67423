"""The map in the document, looked at in a real browser, from a file."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pytest_ivr.__main__ import main
from pytest_ivr.simulator import Event

from .calls import LINE_HANGS_UP, SILENT, event, pressed, requested, said, write_calls
from .lines import tree
from .test_ways import MENU, NAME, ONE

LAPTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

# What stands out of its box or its row, or reaches into what follows it there.
OUTSIDE = """
[...document.querySelectorAll(".box :is(h3, q, .effort, .what, .does, .signs, .count, .short, .behind)")]
.filter((it) => {
  const around = it.closest(".way > summary, .box").getBoundingClientRect(), here = it.getBoundingClientRect();
  const next = it.matches(".what") && it.nextElementSibling.getBoundingClientRect();
  const stands = here.right > around.right || here.bottom > around.bottom + 1 || here.top < around.top - 1;
  return it.checkVisibility() && (stands || (next && here.right > next.left + 1));
}).map((it) => it.textContent)
"""

# The boxes that are not as high as the layout has them, so that lines would miss their rows.
OTHER_HEIGHTS = """
[...document.querySelectorAll(".plan .box")].filter((it) =>
  it.offsetHeight && Math.abs(it.offsetHeight - it.style.getPropertyValue("--h")) > 3
).map((it) => [it.textContent, it.offsetHeight])
"""

# The lines that begin beside no row.
BESIDE_NO_ROW = """
[...document.querySelectorAll("#map path.line")].filter((it) => {
  const y = it.ownerSVGElement.getBoundingClientRect().top + Number(it.getAttribute("d").match(/^M\\S+ ([\\d.]+)/)[1]);
  return ![...document.querySelectorAll("#map .way > summary")].some((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return Math.abs((top + bottom) / 2 - y) < 3;
  });
}).length
"""
# The names that are not seen whole: in boxes, and in what comes of a row.
CUT_NAMES = """
[...document.querySelectorAll("#map :is(h3, .does, .signs), .map-small .boxes a")].filter((it) =>
  it.checkVisibility() && (it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1)
).map((it) => it.textContent)
"""


def build(folder: Path, calls: Sequence[list[Event]], **details: str) -> Path:
    """Return the document of some calls."""
    stream = write_calls(folder / "run.ndjson", *calls, **details)  # type: ignore[arg-type]  # names of parameters
    main(["docs", "build", str(stream), "--out", str(folder / "site")])
    return folder / "site" / "index.html"


def show(page: Page, site: Path, size: dict[str, int]) -> Page:
    """Open the map on a screen of some size."""
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict
    page.goto(f"{site.as_uri()}#map")
    return page


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document of a line of 40 menus."""
    return build(tmp_path_factory.mktemp("forty"), tree(3, 3, 3, 1))


def test_forty_menus_can_be_read_on_a_laptop(page: Page, forty: Path) -> None:
    show(page, forty, LAPTOP)
    expect(page.locator("#map .box")).to_have_count(69)  # the start, 40 menus, 27 answers, and goodbye
    assert page.locator("#map .picture").evaluate("(it) => it.scrollWidth <= it.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(OUTSIDE) == page.evaluate(OTHER_HEIGHTS) == []
    assert page.evaluate(CUT_NAMES) == []
    folded = page.locator("#map .box", has=page.get_by_role("heading", name="department b.a?"))
    folded.locator(".fold > summary").click()
    folded.get_by_text("silence").first.click()
    expect(folded.get_by_role("link", name="Call", exact=False).first).to_be_visible()
    assert page.evaluate(OUTSIDE) == []


def test_forty_menus_are_a_list_on_a_phone(page: Page, forty: Path) -> None:
    show(page, forty, PHONE)
    expect(page.locator("#map svg")).to_be_hidden()
    edges = "(all) => [...new Set(all.map((it) => `${it.offsetLeft} ${it.offsetWidth}`))].length"
    assert page.locator("#map .box").evaluate_all(edges) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(OUTSIDE) == []


def test_on_paper_every_menu_is_told_with_its_rows(page: Page, forty: Path) -> None:
    show(page, forty, LAPTOP)
    page.emulate_media(media="print")
    heights = page.locator("#map .way > summary").evaluate_all(
        "(all) => all.map((it) => it.getBoundingClientRect().height)"
    )
    assert len(heights) > 200
    assert min(heights) > 0
    assert page.evaluate(OUTSIDE) == []
    expect(page.locator("#map .panel:visible")).to_have_count(0)


def test_every_line_begins_beside_its_row(page: Page, tmp_path: Path) -> None:
    show(page, build(tmp_path, tree(2, 2)), LAPTOP)
    assert page.evaluate(OTHER_HEIGHTS) == []
    assert page.evaluate(BESIDE_NO_ROW) == 0


def test_names_are_shown_whole_and_lines_still_begin_beside_their_rows(page: Page, tmp_path: Path) -> None:
    long = "Please choose one of the many theaters of our chain, and then press #"
    menus = [said(long, f"For Rialto press {key}", "For all that you want to know press *") for key in "12"]
    ask = [requested("/list"), *menus[0]]
    back = [pressed("1"), requested("/more", Digits="1"), *said("To hear much more about that press 1")]
    back += [SILENT, requested("/list"), *menus[1], pressed("7"), requested("/list", Digits="7"), *menus[0]]
    end = [requested("/end", Digits="2"), *said(f"{long}, {long}"), LINE_HANGS_UP]
    calls = [[*ask, *back], [*ask, pressed("1"), *end], [*ask, pressed("*"), *end], *tree(2, 2)]
    for size in (LAPTOP, PHONE):
        show(page, build(tmp_path, calls), size)
        assert page.evaluate(CUT_NAMES) == page.evaluate(OUTSIDE) == []
    show(page, build(tmp_path, calls), LAPTOP)
    assert page.evaluate(OTHER_HEIGHTS) == []
    assert page.evaluate(BESIDE_NO_ROW) == 0


def test_the_small_map_says_what_its_numbers_are(page: Page, tmp_path: Path) -> None:
    show(page, build(tmp_path / "small", [[*MENU, *ONE]]), LAPTOP)
    expect(page.locator(".map-small > p").first).to_have_text("The number in a box: how many scenarios pass there.")
    show(page, build(tmp_path / "large", tree(3, 3, 3, 1)), LAPTOP)
    behind = page.locator(".map-small .behind").first.evaluate("(it) => it.firstChild.textContent").removeprefix("· ")
    expect(page.locator(".map-small > p").first).to_contain_text(
        f"pass there. {behind}: how many more boxes lie behind it on the whole map."
    )


def test_an_answer_is_heard_on_the_map_as_late_as_in_the_table_of_answers(page: Page, tmp_path: Path) -> None:
    one = [pressed("1"), requested("/one", Digits="1"), *said("One"), LINE_HANGS_UP]
    call = [*MENU, *({**it, "second": 20.0} for it in one)]
    show(page, build(tmp_path, [call]), LAPTOP)  # type: ignore[list-item]  # events with other seconds
    box = page.locator("#map .box", has=page.get_by_role("heading", name="One", exact=True))
    expect(box.locator(".effort")).to_have_text("heard after 21 s and 1 key")
    page.locator("#answers > summary").click()
    expect(page.locator(".answers [data-label='Heard after']")).to_have_text("21 s")
    page.locator("#map .legend").get_by_role("link", name="shortest way").click()
    expect(page.locator("#answers")).to_be_in_viewport()


def test_a_row_opens_to_its_scenarios_the_shortest_first(page: Page, tmp_path: Path) -> None:
    calls = [
        [*MENU, pressed("1"), requested("/one", Digits="1"), *said("One"), {**LINE_HANGS_UP, "second": second}]
        for second in (30.0, 9.0)
    ]
    show(page, build(tmp_path, calls), LAPTOP)  # type: ignore[arg-type]  # events with other seconds
    row = page.locator("#map .way", has_text="goes on to One")
    row.locator("summary").click()
    expect(row.locator("li a")).to_have_text(["Call 1", "Call 0"])


def test_a_row_lists_few_scenarios_and_the_others_on_demand(page: Page, tmp_path: Path) -> None:
    calls = [
        [*MENU, pressed("1"), requested("/one", Digits="1"), *said("One"), {**LINE_HANGS_UP, "second": 9.0 + second}]
        for second in range(7)
    ]
    show(page, build(tmp_path, calls), LAPTOP)  # type: ignore[arg-type]  # events with other seconds
    row = page.locator("#map .way", has_text="goes on to One")
    row.locator("summary").click()
    expect(row.locator("li a")).to_have_text([f"Call {number}" for number in range(5)])
    row.get_by_role("button", name="and 2 more").click()
    expect(row.locator("li a")).to_have_text([f"Call {number}" for number in range(7)])
    expect(row.locator("li a").nth(5)).to_be_focused()
    expect(row.locator("button")).to_have_count(0)
    row.locator("li a").last.click()
    expect(page.locator("article", has_text="Call 6")).to_be_in_viewport()


def test_rows_of_one_name_say_where_they_lead(page: Page, tmp_path: Path) -> None:
    show(page, build(tmp_path, [[*MENU, *ONE], [requested("/menu"), *said("We are closed"), LINE_HANGS_UP]]), LAPTOP)
    leads = page.locator("#map .way > summary", has_text="dialing").locator(".sign > [aria-hidden]")
    assert leads.all_inner_texts() == ["→ For one press 1", "→ We are closed"]
    expect(page.locator("#map .way > summary", has_text="goes on to One").locator(".leads")).to_be_hidden()


def test_what_fails_is_red_and_what_nobody_tests_is_amber(page: Page, tmp_path: Path) -> None:
    page.emulate_media(color_scheme="light")
    show(page, build(tmp_path, [[*MENU, *ONE[:-1]]], status="FAILED"), LAPTOP)
    colors = "(it) => getComputedStyle(it).color"
    assert page.locator("#map .way.failing > summary").evaluate(colors) == "rgb(168, 32, 26)"
    assert page.locator("#map .way", has_text="silence").locator("summary").evaluate(colors) == "rgb(107, 74, 0)"
    assert page.locator("#map .line.failing").evaluate("(it) => getComputedStyle(it).stroke") == "rgb(168, 32, 26)"
    expect(page.locator(".map-small .box.failing")).to_contain_text(NAME)


def test_each_box_names_what_is_to_be_heard_there(page: Page, tmp_path: Path) -> None:
    show(page, build(tmp_path, [[*MENU, *ONE]]), LAPTOP)
    names = page.locator("#map .hear").evaluate_all("(all) => all.map((it) => it.dataset.hear)")
    assert [page.locator(f"#{name} li").all_text_contents() for name in names] == [["Welcome", NAME], ["One"]]


def test_what_only_technical_chapters_show_is_shown_when_asked_for(page: Page, tmp_path: Path) -> None:
    bye = [*MENU, SILENT, requested("/bye"), *said("Bye"), LINE_HANGS_UP]
    show(page, build(tmp_path, [bye], tag="@technical\n"), LAPTOP)
    box = page.locator("#map .box", has=page.get_by_role("heading", name="Bye", include_hidden=True))
    expect(box).to_be_hidden()
    page.get_by_label("with what only technical chapters show").check()
    expect(box).to_be_visible()


def test_the_small_map_leads_to_the_boxes_of_the_whole_one(page: Page, forty: Path) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(forty.as_uri())
    expect(page.locator(".map-small .box")).to_have_count(6)
    expect(page.locator(".map-small .box").last).to_be_in_viewport()
    page.locator(".map-small").get_by_role("link", name="department b?").click()
    box = page.locator("#map .box", has=page.get_by_role("heading", name="department b?"))
    expect(box.locator(".way").first).to_be_in_viewport()


def test_long_words_stay_in_their_box(page: Page, tmp_path: Path) -> None:
    speaks = event("spoke", words="I would like to speak with somebody who knows")
    menus = [said("Please choose a theater and press #", f"For Rialto press {key}") for key in "12"]
    call = [requested("/voice"), *said("How may I help you?"), speaks, requested("/list"), *menus[0]]
    call += [pressed("1"), requested("/list", Digits="1"), *menus[1], pressed("2"), requested("/end", Digits="2")]
    call += [*said(f"The movie {'Nosferatu' * 9} will be playing at Rialto in State Street, Chicago"), LINE_HANGS_UP]
    site = build(tmp_path, [call])
    for size in (LAPTOP, PHONE):
        show(page, site, size)
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
