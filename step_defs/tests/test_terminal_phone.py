"""Movie Info, dialed in a terminal as ``make call`` does, and the call as a scenario among its features."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from testbed.pytest_runs import run_pytest
from testbed.repository import ROOT


@pytest.fixture
def person(tmp_path: Path) -> Iterator["pexpect.spawn[str]"]:
    """A person at a terminal, who dials the line with the demo in its catalogue."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'line.sqlite3'}"}
    for arguments in (("migrate", "--verbosity", "0"), ("load_demo",)):
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)
    command = ["-m", "pytest_ivr", "call", "--save", str(tmp_path / "a_caller_gives_up.feature")]
    terminal = pexpect.spawn(sys.executable, command, cwd=str(ROOT), env=environment, encoding="utf-8", timeout=60)
    terminal.expect_exact("For Aurora at Park Street, Kolkata press 12")
    yield terminal
    terminal.close()


def test_a_session_at_a_real_terminal(tmp_path: Path, person: "pexpect.spawn[str]") -> None:
    for typed, answer in (
        ("12#", "To go back to the theaters press star and #"),
        ("*#", "Please choose a theater and press #"),
        ("1# during For Odeon", "To go back to the theaters press star and #"),
        ("", "We did not receive your selection"),
        ("h", "the caller hangs up"),
    ):
        person.expect_exact("keys> ")
        person.sendline(typed)
        person.expect_exact(answer)
    person.expect_exact("Run it with: pytest ")
    person.expect(pexpect.EOF)
    person.close()
    assert person.exitstatus == 0
    feature = tmp_path / "a_caller_gives_up.feature"
    text = feature.read_text(encoding="utf-8")
    assert "  Scenario: A caller gives up\n    Given it is " in text
    assert "    And these are the theaters:\n" in text
    shutil.copy(ROOT / "conftest.py", tmp_path)  # for the sentences, which features/ sees
    assert "1 passed" in run(feature)
    feature.write_text(text.replace("Welcome to movie info!", "Welcome!"), encoding="utf-8")
    assert "1 failed" in run(feature)


def run(feature: Path) -> str:
    """Run a feature by the ini file of the project; return what is printed."""
    return run_pytest("-q", "-c", "pytest.ini", f"--messages={feature.parent / 'run.ndjson'}", str(feature)).stdout
