"""A small line with its features in a git repository, to be changed, run and compared."""

import os
import subprocess
import sys
from pathlib import Path

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
INI = "[pytest]\nivr_line = my_ivr:app\naddopts = -p pytest_bdd.plugin -p pytest_ivr.plugin -p no:cacheprovider\n"


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

    @property
    def reports(self) -> Path:
        """Where a run writes to."""
        return self.folder / "reports"

    def read(self, name: str) -> str:
        """Return a report."""
        return (self.reports / name).read_text(encoding="utf-8")

    def commit(self, message: str) -> None:
        """Commit everything but reports."""
        self.git("add", "--all", ":(exclude)reports")
        self.git("commit", "--quiet", "--message", message)

    def run(self, *arguments: str, **environment: str) -> str:
        """Run the journeys; return what pytest prints."""
        return self.execute([sys.executable, "-m", "pytest", *arguments], **environment).stdout

    def shell(self, script: str, published: Path) -> subprocess.CompletedProcess[str]:
        """Run the steps of a workflow, where something may be published already."""
        command = script.replace("pytest-ivr ", f"{sys.executable} -m pytest_ivr ").replace(" --show-error", "")
        temporary = str(self.folder.parent / "runner")
        return self.execute(["bash", "-ec", command], PUBLISHED=published.as_uri(), RUNNER_TEMP=temporary)

    def execute(self, command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the project, by no CI. Of pytest's plugins those are loaded that the project needs."""
        left_out = ("CI", "GITHUB_", "DJANGO_SETTINGS", "PYTEST_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
        alone = {"PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        here = {"PYTHONPATH": str(ROOT), **alone, **environment}
        return subprocess.run(
            command, cwd=self.folder, env={**inherited, **here}, check=False, capture_output=True, text=True
        )
