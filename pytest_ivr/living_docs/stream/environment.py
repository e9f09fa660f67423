"""What a run ran on: the machine, Python, the CI or the developer's computer, and the commit."""

import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from ci_environment import detect_ci_environment

from ...simulator.webhooks.urls import without_credentials
from .envelopes import Message

ADDRESS = re.compile(r"(https?|ssh|git)://|[\w.-]+@[\w.-]+:")  # a path of this computer is nothing for others


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
    if ci and "git" in ci:
        ci["git"]["remote"] = address(ci["git"].get("remote", ""))
    return {**found, **({"ci": ci} if ci else {})}


def address(remote: str) -> str:
    """Return a repository's address without a password; nothing for a path: readers of the stream take it for a URL."""
    return without_credentials(remote) if ADDRESS.match(remote) else ""


def this_computer() -> Message | None:
    """Return what takes a CI's place on a developer's computer: the commit; None where git does not tell."""
    revision = git("rev-parse", "HEAD")
    if not revision:
        return None
    branch = git("rev-parse", "--abbrev-ref", "HEAD")
    remote = git("config", "--get", "remote.origin.url")
    return {"name": "this computer", "git": {"remote": remote, "revision": revision, "branch": branch}}


def uncommitted(stream: Path) -> list[str]:
    """Return the files that are not as the commit has them, without what runs write beside the stream."""
    written = stream if stream.parent == Path.cwd() else stream.parent
    inside = [f":(exclude){written}"] if written.is_relative_to(Path.cwd()) else []
    left_out = [*inside, ":(exclude,glob)**/__pycache__/**", ":(exclude,glob)**/.pytest_cache/**"]
    found = git("--no-optional-locks", "status", "--porcelain", "--", ":/", *left_out)
    return [line.split(maxsplit=1)[1] for line in found.splitlines()]


def git(*arguments: str) -> str:
    """Return what git prints; nothing if it fails or is not there."""
    try:
        done = subprocess.run(["git", *arguments], check=False, capture_output=True, text=True)  # noqa: S603, S607 (our own words; git is where the PATH says)
    except OSError:
        return ""
    return done.stdout.strip()
