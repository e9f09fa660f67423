"""What tests need of Debian's packages."""

import os
import shutil
import subprocess


def install(package: str) -> None:
    """Install a package, where that may be done without asking."""
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run([apt, "--quiet", "--quiet", *arguments], check=False, stdout=subprocess.DEVNULL)
