"""One sentence of the line is changed: whoever looks at the console reads what that does, and not a thousand lines."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from testbed.repository import ROOT

SENTENCE = "Thank you for using movie info!"
PLUGIN = f"""
from twilio.twiml.voice_response import VoiceResponse

say = VoiceResponse.say
VoiceResponse.say = lambda self, text, **told: say(self, text.replace({SENTENCE!r}, "Goodbye!"), **told)
"""


def quoting() -> Iterator[str]:
    """Yield each place of a feature that quotes the sentence; the scenario there is the one that is run."""
    for path in sorted((ROOT / "features").glob("*.feature")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from (f"{path}:{number}" for number, line in enumerate(lines, 1) if SENTENCE in line)


def test_one_changed_sentence_prints_at_most_150_lines(tmp_path: Path) -> None:
    (tmp_path / "changed_sentence.py").write_text(PLUGIN)
    stream = tmp_path / "messages.ndjson"
    command = [sys.executable, "-m", "pytest", "-p", "changed_sentence", "--messages", str(stream), *quoting()]
    environment = {**os.environ, "CI": "true", "PYTHONPATH": str(tmp_path)}  # where pytest shortens no line
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    found = re.search(r"(\d+) failed", done.stdout)
    assert found, done.stdout
    assert int(found[1]) > 100
    assert done.stdout.count("heard     Goodbye!") == 1
    assert "more fail for the same reason:\n" in done.stdout
    assert len(done.stdout.splitlines()) <= 150, done.stdout
