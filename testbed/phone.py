"""The phone's page in a real browser, and what a person does on it."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]}
NAMED_KEYS = ("Enter", "Space")


class Phone:
    """The page, and what a person does on it. Each action waits until the page has shown what came of it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        page.goto(address)

    def button(self, name: str) -> Locator:
        """Return the button of this name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def click(self, name: str) -> None:
        """Click a button, and wait for what comes of it."""
        self.button(name).click()
        self.settle()

    def type(self, *keys: str) -> None:
        """Type keys, as "12#" or by name, one after the other."""
        for key in keys if len(keys) > 1 or keys[0] in NAMED_KEYS else keys[0]:
            self.page.keyboard.press(key)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has shown everything."""
        expect(self.page.locator("#conversation")).to_have_attribute("aria-busy", "false")

    def set_clock(self, time: str, zone: str = "America/Chicago", fold: str = "the first time") -> None:
        """Set the clock of the call."""
        if not self.page.get_by_label("Day and time").is_visible():
            self.page.locator("#clock summary").click()
        self.page.get_by_label("Day and time").fill(time)
        self.page.get_by_label("Time zone").select_option(zone)
        self.page.get_by_label("If that time occurs twice").select_option(fold)

    def save(self, title: str) -> str:
        """Save the call as a scenario."""
        self.page.get_by_label("Title").fill(title)
        self.button("Save as scenario").click()
        saved = self.page.get_by_label("The call as a scenario")
        expect(saved).to_have_value(re.compile(f"Scenario: {re.escape(title)}"))
        return saved.input_value()

    @property
    def conversation(self) -> list[str]:
        """What stands in the conversation, without the times."""
        return self.page.locator("#conversation p > span:last-child").all_inner_texts()

    def shows(self, *last: str) -> None:
        """Check the last things in the conversation."""
        expect(self.page.locator("#conversation p > span:last-child").last).to_have_text(last[-1])
        assert self.conversation[-len(last) :] == list(last)


def check(page: Page) -> None:
    """Look for what keeps people from using the page."""
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 10
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
