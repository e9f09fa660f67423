"""An empty folder with a line in it, in which commands run."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

LINE = """
def app(environ, start_response):
    is_file = environ["PATH_INFO"].endswith(".mp3")
    start_response("200 OK", [("Content-Type", "audio/mpeg" if is_file else "text/xml")])
    menu = "<Gather><Say>For sales, press 1.</Say><Play>/welcome.mp3</Play></Gather>"
    verbs = {"/voice": menu, "/ends": "<Say>Goodbye.</Say>", "/silent": ""}.get(environ["PATH_INFO"], "<Sya/>")
    return [f"<Response>{verbs}</Response>".encode()]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a small line, to which commands go; what they do to the way of imports is taken back."""
    (tmp_path / "small_line.py").write_text(LINE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", sys.path.copy())
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    yield tmp_path
    sys.modules.pop("small_line", None)
