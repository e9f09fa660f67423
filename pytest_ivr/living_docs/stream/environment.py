"""What a run ran on: the machine, Python, the CI or the developer's computer, and the commit."""

import os
import platform
import subprocess
from importlib.metadata import version

from ci_environment import detect_ci_environment

from ...simulator.webhooks.urls import without_credentials
from .envelopes import Message


def meta() -> Message:
    """Return what the run ran on."""
    found: Message = {
        "cpu": {"name": platform.machine()},
        "implementation": {"name": "pytest-bdd", "version": version("pytest-bdd")},
        "os": {"name": platform.system(), "version": platform.release()},
        "protocolVersion": version("cucumber-messages"),
        "runtime": {"name": platform.python_implementation(), "version": platform.python_version()},
    }
    ci = detect_ci_environment(dict(os.environ)) or this_computer()
    return {**found, **({"ci": ci} if ci else {})}


def this_computer() -> Message | None:
    """Return what takes a CI's place on a developer's computer: the commit; None where git does not tell."""
    revision = git("rev-parse", "HEAD")
    if not revision:
        return None
    branch = git("rev-parse", "--abbrev-ref", "HEAD")
    remote = git("config", "--get", "remote.origin.url")
    return {
        "name": "this computer",
        "git": {"remote": without_credentials(remote), "revision": revision, "branch": branch},
    }


def git(*arguments: str) -> str:
    """Return what git prints; nothing if it fails or is not there."""
    try:
        done = subprocess.run(["git", *arguments], check=False, capture_output=True, text=True)  # noqa: S603, S607 (our own words; git is where the PATH says)
    except OSError:
        return ""
    return done.stdout.strip()
