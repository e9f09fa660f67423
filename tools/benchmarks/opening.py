"""How soon a large document can be used in a browser, beside Cucumber's own page of the same stream."""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from testbed.browser import MISSING, find_browser
from testbed.debian import warn
from testbed.html_formatter import MISSING as FORMATTER_MISSING
from testbed.html_formatter import PACKAGE, page_of

from .documentation import COPIED, FEW, MANY, build, copied, run
from .measure import Result

ROUNDS = 3
OURS = "document.readyState === 'complete' && document.querySelector('form.ask')"
THEIRS = "document.querySelector('#content')?.textContent.includes('{}')"
IDLE = """() => new Promise((done) => {
  requestIdleCallback(() => requestAnimationFrame(() => done(performance.now() / 1000)));
})"""
QUESTION = "What happens if a caller who has chosen a theater says nothing at the movie menu?"
TYPED = """async (text) => {
  const began = performance.now(), field = document.getElementById("ask-question");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return (performance.now() - began) / 1000;
}"""


def measure() -> Iterator[Result]:
    """Compare documents of a thousand scenarios and of ten thousand with Cucumber's pages; question the larger one.

    Nothing is measured, and a warning says why, where there is no browser or no page of Cucumber's.
    """
    path = find_browser()
    if path is None or not PACKAGE.exists():
        warn(MISSING if path is None else FORMATTER_MISSING)
        return
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        run(folder, COPIED)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for scenarios, bound in ((FEW, 0.6), (MANY, 1.0)):
            stream = copied(folder / "reports" / "messages.ndjson", scenarios // COPIED)
            ours, theirs = pages(stream)
            last = f"{scenarios // COPIED - 1}-copies.feature"
            rounds = [
                (opened(browser, ours, OURS), opened(browser, theirs, THEIRS.format(last))) for _ in range(ROUNDS)
            ]
            taken, base = (statistics.median(it) for it in zip(*rounds, strict=True))
            detail = f"{taken:.2f} s, and {base:.2f} s"
            yield Result(f"to open {scenarios} scenarios / in Cucumber's page", taken / base, bound, detail)
        asked, cleared = questioned(browser, ours)
        yield Result(f"the first answer in {MANY} scenarios, in seconds", asked, 0.2, "")
        yield Result(f"to clear a question in {MANY} scenarios, in seconds", cleared, 0.3, "")
        browser.close()


def pages(stream: Path) -> tuple[Path, Path]:
    """Write both pages of a stream."""
    build(stream)
    theirs = stream.with_suffix(".html")
    theirs.write_text(page_of(stream), encoding="utf-8")
    return stream.with_suffix("") / "index.html", theirs


def opened(browser: Browser, path: Path, is_there: str) -> float:
    """Open a page; return after how many seconds all of it was there and the page had nothing more to do."""
    page = opening(browser, path, is_there)
    found = float(page.evaluate(IDLE))
    page.close()
    return found


def opening(browser: Browser, path: Path, is_there: str) -> Page:
    """Open a page, and wait until all of it is there."""
    page = browser.new_page()
    page.set_default_timeout(120_000)
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_function(is_there)
    return page


def questioned(browser: Browser, path: Path) -> tuple[float, float]:
    """Ask a page; return after how many seconds it has answered, and forgotten the question."""
    page = opening(browser, path, OURS)
    page.locator("#ask-question").focus()  # from then on the index is made
    page.wait_for_timeout(10_000)
    times = float(page.evaluate(TYPED, QUESTION)), float(page.evaluate(TYPED, ""))
    page.close()
    return times
