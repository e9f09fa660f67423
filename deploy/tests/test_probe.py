"""The synthetic caller: it goes through TLS with the real token, and is red as soon as callers hear something else."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from deploy.tests.units import PROBE, commands, unit
from testbed.nginx import Proxy
from testbed.production import TOKEN
from testbed.repository import ROOT


@pytest.fixture
def folder(proxy: Proxy, tmp_path: Path) -> Path:
    """The probe's folder, for the line that is served here."""
    shutil.copytree(PROBE, tmp_path / "probe")
    settings = (PROBE / "pytest.ini").read_text().replace("https://line.example", proxy.address)
    (tmp_path / "probe" / "pytest.ini").write_text(settings)
    return tmp_path / "probe"


def ring(folder: Path, token: str = TOKEN) -> tuple[int, str]:
    """Run the unit's command in the folder; return its exit code and what it prints."""
    [command] = commands(unit(PROBE / "movie-info-probe.service"))
    # This checkout is not installed as the kit is there, so pytest is told of the plugin.
    environment = os.environ | {"TWILIO_AUTH_TOKEN": token, "PYTHONPATH": str(ROOT)}
    environment["PYTEST_ADDOPTS"] = "-p pytest_ivr.plugin -p no:django"
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_a_line_that_answers_is_green(folder: Path, proxy: Proxy) -> None:
    code, printed = ring(folder)
    assert code == 0
    assert printed.startswith(f"{proxy.address}/movies/choose-theater: 1 call went as expected (")


@pytest.mark.parametrize(
    ("path", "token", "words"),
    [("choose-theater", "another", "HTTP 400"), ("apologize", TOKEN, "We are sorry, movie info is not available")],
)
def test_a_line_that_refuses_or_apologizes_is_red(folder: Path, path: str, token: str, words: str) -> None:
    settings = folder / "pytest.ini"
    settings.write_text(settings.read_text().replace("choose-theater", path))
    code, printed = ring(folder, token)
    assert code == 1
    assert "“A caller is welcomed, chooses a theater, and is asked for a movie” (probe.feature:5) failed: " in printed
    assert words in printed
    assert token not in printed
