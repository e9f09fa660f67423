"""How long a voice takes for sentences such as phone lines say: the reference of the simulator's clock.

``python -m tools.voice STREAM...`` lets espeak-ng (Debian's package of that name) speak each sentence that was heard
in the streams, each that the lines of testbed/faults say, and those in sentences.txt beside this file. It prints a row
of CSV for each: the sentence, and how many seconds the sound has in which espeak-ng speaks it. The streams are those
of the journeys of the lines in testbed/lines: ``pytest --messages STREAM`` in the folder of each.
"""

import csv
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from pytest_ivr.beside_features import numbered_lines
from pytest_ivr.living_docs.document.assembly import read_suite
from testbed.faults.clean import LINES
from testbed.faults.script import NOTHING_HEARD, Menu

OWN = Path(__file__).parent / "sentences.txt"
COMMAND = ("espeak-ng", "-v", "en-us", "--stdin", "-w")


def main(streams: list[str]) -> None:
    """Print the table."""
    version = subprocess.run([COMMAND[0], "--version"], check=True, capture_output=True, text=True).stdout
    print(f"# {' '.join(COMMAND)} FILE, {version.partition('  ')[0]}: made by python -m tools.voice")
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(["sentence", "seconds"])
    for sentence in dict.fromkeys([*heard(streams), *said_by_tables(), *(line for _, line in numbered_lines(OWN))]):
        rows.writerow([sentence, f"{seconds(sentence):.2f}"])


def heard(streams: list[str]) -> Iterator[str]:
    """Yield what the line says in the calls of some streams."""
    for run in read_suite([Path(stream) for stream in streams]).runs:
        for event in run.transcript:
            if event["event"] == "said":
                yield event["text"]


def said_by_tables() -> Iterator[str]:
    """Yield what the lines say that are written as tables."""
    yield NOTHING_HEARD
    for pages in LINES.values():
        for page in pages.values():
            if isinstance(page, Menu):
                yield from (page.says, page.sorry)
            else:
                yield from (str(say.text) for say in etree.fromstring(page.body.encode()).iter("Say"))


def seconds(sentence: str) -> float:
    """Return how long espeak-ng speaks a sentence."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run([*COMMAND, file.name], input=sentence, check=True, text=True)
        with wave.open(file.name) as sound:
            return float(sound.getnframes() / sound.getframerate())


if __name__ == "__main__":
    main(sys.argv[1:])
