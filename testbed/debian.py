"""Packages of Debian's that tests need. A developer without one sees what was left out; CI leaves nothing out."""

import os
import shutil
import subprocess
import sys
from typing import Any, NoReturn

import pytest

AND_SO = "install it and run this again."
"""How a sentence ends that says what is missing, and what was not tested for want of it."""


def install(package: str) -> None:
    """Install a package if we are root on a Debian; else do nothing."""
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run([apt, "--quiet", "--quiet", *arguments], check=False, stdout=subprocess.DEVNULL)


def install_programs(**packages: str) -> None:
    """Install the packages of those programs that are missing; say which still are."""
    for program, package in packages.items():
        if find(program) is None:
            install(package)
        if find(program) is None:
            warn(missing(program))


def warn(sentence: str) -> None:
    """Say what will be left out, where it is seen among the output of commands."""
    print(f"\n*** {sentence} ***\n", file=sys.stderr)


def find(program: str) -> str | None:
    """Return the path of a program: servers lie where only root looks for programs."""
    return shutil.which(program, path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")


def needed(program: str) -> str:
    """Return the path of a program that a test needs."""
    return find(program) or skip(missing(program))


def missing(program: str) -> str:
    """Return in a sentence that a program is missing."""
    return f"{program} is not installed, so not everything was tested; {AND_SO}"


def skip(sentence: str) -> NoReturn:
    """Skip a test for want of a program, and say so at the end of the run; in CI, let it fail."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(sentence)
    raise AssertionError


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what nobody has seen."""
    skipped = [report.longrepr for report in terminalreporter.stats.get("skipped", [])]
    for sentence in sorted({str(it[2]) for it in skipped if isinstance(it, tuple) and it[2].endswith(AND_SO)}):
        terminalreporter.write_line(sentence.removeprefix("Skipped: "), red=True, bold=True)


if __name__ == "__main__":
    servers = {"nginx": "nginx", "pgbouncer": "pgbouncer", "prometheus": "prometheus"}
    install_programs(**servers, promtool="prometheus", **{"systemd-analyze": "systemd"})
