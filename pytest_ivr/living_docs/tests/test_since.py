"""What changed since the last release: two commits of a small line, with ten changes between them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from testbed.repository import ROOT

LINE = """
from urllib.parse import parse_qs

WELCOME = "Welcome to Harbor Bikes."
MENU = ["For sales press 1.", "For repairs press 2.", "For our address press 3.", "Calls are free."]
ANSWERS = {
    "1": ["Sales are open from nine to five."],
    "2": ["Repairs take two days.", "Bring your lock."],
    "3": ["We are at 5 Pier Road."],
}
SILENCE = ["We did not hear you.", "Goodbye."]


def app(environ, start_response):
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
    keys = parse_qs(body).get("Digits", [""])[0]
    if environ["PATH_INFO"] == "/voice":
        said = "".join(f"<Say>{it}</Say>" for it in [WELCOME, *MENU])
        xml = f'<Gather numDigits="1" action="/answer">{said}</Gather><Redirect>/silence</Redirect>'
    else:
        xml = "".join(f"<Say>{it}</Say>" for it in ANSWERS.get(keys, SILENCE)) + "<Hangup/>"
    start_response("200 OK", [("Content-Type", "text/xml")])
    return [f"<Response>{xml}</Response>".encode()]
"""
FEATURE = '''
Feature: Asking Harbor Bikes
  Rule: Sales say when they are open

    Scenario: A caller who presses 1 hears when sales are open
      When the caller dials then presses 1
      Then the caller hears:
        """
        Sales are open from nine to five.
        """

  Rule: Repairs say how long they take

    Scenario: A caller who presses 2 hears how long repairs take
      When the caller dials then presses 2
      Then the caller hears, among other things, "Repairs take two days."

    Scenario: Repairs end the call
      When the caller dials then presses 2
      Then the call is over

  Rule: Anybody is told where the shop is

    Scenario: The address is told
      When the caller dials then presses 3
      Then the caller hears:
        """
        We are at 5 Pier Road.
        """

    Scenario: The address comes before the end
      When the caller dials then presses 3
      Then the call is over

  Rule: Whoever says nothing is not kept

    Scenario: A silent caller is told goodbye
      When the caller dials then times out
      Then the caller hears, among other things, "Goodbye."

    Scenario: A silent caller pays for one call
      When the caller dials then times out
      Then the call is over

    Scenario Outline: Other keys end the call
      When the caller dials then presses <key>
      Then the call is over

      Examples:
        | key |
        | 8   |
        | *   |
'''
OTHER = """
Feature: Hanging up
  Scenario: A caller hangs up
    When the caller dials then hangs up
    Then the call is over
"""
ASKING = "features/asking.feature"
NEW_RULE = """
  Rule: Hours are told

    Scenario: A caller who presses 4 hears the hours
      When the caller dials then presses 4
      Then the caller hears:
        \"""
        We open at nine.
        \"""

"""
AMONG = 'the caller hears, among other things, "We are at 5 Pier Road."'
GONE = """
    Scenario: A silent caller pays for one call
      When the caller dials then times out
      Then the call is over
"""
WAITS = """
  Scenario: A caller waits
    When the caller dials
    Then the line waits for the caller

"""
INI = "[pytest]\nivr_line = my_ivr:app\naddopts = -p pytest_ivr.plugin -p no:django -p no:cacheprovider\n"


class Project:
    """A line with its features in a git repository, whose runs are compared."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("pytest.ini", INI)
        self.write("my_ivr.py", LINE)
        self.write("features/asking.feature", FEATURE)
        for country in ("uk", "us"):
            self.write(f"features/{country}/hanging_up.feature", OTHER)
        self.git("init", "--quiet", "--initial-branch", "main")

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def change(self, name: str, old: str, new: str) -> None:
        """Change a text that stands once in a file."""
        text = (self.folder / name).read_text()
        assert text.count(old) == 1, (name, old)
        self.write(name, text.replace(old, new))

    def git(self, *arguments: str) -> str:
        """Run git, as somebody."""
        who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.com")
        command = ["git", *who, *arguments]
        return subprocess.run(command, cwd=self.folder, check=True, capture_output=True, text=True).stdout.strip()

    def commit_and_run(self, name: str) -> Path:
        """Commit everything, run the journeys, and return the stream."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", name)
        stream = self.folder.parent / f"{name}.ndjson"
        self.python("-m", "pytest", "-q", "--messages", str(stream))
        return stream

    def build(self, stream: Path, *arguments: str) -> str:
        """Build the document of a run; return its summary."""
        out = self.folder.parent / "site"
        done = self.python("-m", "pytest_ivr", "docs", "build", str(stream), "--out", str(out), *arguments)
        assert done.returncode == 0, done.stderr
        return (out.parent / "summary.md").read_text()

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the project, by no CI."""
        left_out = ("GITHUB_", "DJANGO_SETTINGS", "PYTEST_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
        environment = {**inherited, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=self.folder, env=environment, check=False, capture_output=True, text=True)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The line, before anything has changed."""
    folder = tmp_path / "bikes"
    folder.mkdir()
    return Project(folder)


def changed(summary: str) -> str:
    """Return what a summary says first: what changed."""
    _, _, rest = summary.partition("\n## What changed since ")
    return rest.partition("\n## ")[0].partition("\n\n")[2].strip()


SEEDED = [
    ("my_ivr.py", "Welcome to Harbor Bikes.", "Thank you for calling Harbor Bikes."),
    ("my_ivr.py", '"Calls are free."', '"For our hours press 4.", "Calls are free."'),
    ("my_ivr.py", '    "3": [', '    "4": ["We open at nine."],\n    "3": ['),
    (ASKING, "  Rule: Whoever says", NEW_RULE + "  Rule: Whoever says"),
    (ASKING, "Rule: Anybody is told where", "Rule: Every caller is told where"),
    (ASKING, "Scenario: The address is told", "Scenario: The address is announced"),
    (ASKING, "presses 3\n      Then the call is over", f"presses 3\n      Then {AMONG}"),
    (ASKING, GONE, ""),
    ("features/us/hanging_up.feature", "Feature: Hanging up\n", f"Feature: Hanging up\n{WAITS}"),
]
TOLD = """
### What callers hear

- **changed**: was “Welcome to Harbor Bikes.”, is now “Thank you for calling Harbor Bikes.” (in 10 scenarios, such as “A caller who presses 1 hears when sales are open”)
- **new**: “For our hours press 4.” (in 10 scenarios, such as “A caller who presses 1 hears when sales are open”)

### Chapters and rules

- **renamed**: Rule: was “Anybody is told where the shop is”, is now “Every caller is told where the shop is”
- **new**: Rule “Hours are told” of “Asking Harbor Bikes”
  - A caller who presses 4 hears the hours (passed)
  - heard for the first time: “We open at nine.”

### Scenarios

- **new**: Hanging up: A caller waits (passed)
- **gone**: Asking Harbor Bikes: A silent caller pays for one call (was passed)
- **renamed**: Scenario: was “The address is told”, is now “The address is announced”
- **changed**: Asking Harbor Bikes: The address comes before the end: was “the call is over”, is now “the caller hears, among other things, "We are at 5 Pier Road."”

### Ways through the line

- **new**: from “For sales press 1.”, 4, to “We open at nine.”

### The way to an answer
"""  # noqa: E501 (each is one line of the summary)


def test_ten_changes_are_ten_sentences_in_callers_words(project: Project) -> None:
    old = project.commit_and_run("old")
    for change in SEEDED:
        project.change(*change)
    new = project.commit_and_run("new")
    summary = project.build(new, "--since", str(old))
    assert changed(summary).startswith(TOLD.strip())
    assert changed(summary).count("\n- ") == 10
    commit = project.git("rev-parse", "HEAD~1")[:10]
    assert f"UTC, {commit} on main\n" in summary.partition("## What changed since")[2]
    page = (project.folder.parent / "site" / "index.html").read_text()
    assert page.count('class="status new"') == 5


def test_nothing_has_changed_between_a_run_and_itself(project: Project) -> None:
    stream = project.commit_and_run("same")
    assert changed(project.build(stream, "--since", str(stream))) == "Nothing that callers or scenarios would show."
