"""Packages of Debian's that tests need."""

import os
import shutil
import subprocess


def install(package: str) -> None:
    """Install a package if we are root on a Debian; else do nothing."""
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run([apt, "--quiet", "--quiet", *arguments], check=False, stdout=subprocess.DEVNULL)
