"""What becomes of a call that somebody has made: a scenario under a rule, one in a file of its own, or nothing."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, count
from pathlib import Path

from ..errors import UsageError
from ..ini import Project
from ..journeys.placing import Place, places, put, unused
from ..journeys.prompts import one_line
from ..journeys.saving import UNTITLED, saved_call, saved_scenario
from ..keys import KEYS
from ..simulator import Call
from .played import prompts_of
from .project_line import Dialed

ASK_FOR_TITLE = "Save this call as a scenario? Type a title that says how it ends, or press Enter to skip: "
ASK_FOR_RULE = "Under which rule does it belong? Type its number, or press Enter to leave it in a file of its own: "
NOT_THERE = "It does not pass there, so the file is as it was. What stands above it may not fit the call."
INTERRUPTED = (EOFError, KeyboardInterrupt)
SECRETS = ("ivr_auth_token", "ivr_headers")
LONGEST_NAME = 60  # characters; more than enough to know a file by, and less than any file system takes

Ask = Callable[[str], str]
Show = Callable[[str], object]


def checked_file(path: Path) -> Path:
    """Return where a scenario is to be written. Raises UsageError where that will not be possible."""
    if path.exists():
        raise UsageError(f"{path} exists already; choose another name.")
    if path.suffix != ".feature":
        raise UsageError(f"{path} would not be found by pytest: let its name end in .feature.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}; create it, or choose another.")
    return path


class Keeping:
    """A call that was made, with the Givens of its world, and how its scenario is to be: where, and whether short."""

    def __init__(self, call: Call, givens: Sequence[str], dialed: Dialed, *, is_short: bool = False) -> None:
        self.call = call
        self.givens = givens
        self.dialed = dialed
        self.is_short = is_short
        self.secret = dialed.settings["ivr_secret_keys"]

    def ask(self, ask: Ask, show: Show) -> None:
        """Ask whether to save the call, and where. Whoever breaks off at the first question finds it in a file."""
        try:
            title = one_line(ask(ASK_FOR_TITLE))
        except INTERRUPTED:
            self.write(Path(tempfile.gettempdir()) / file_name(UNTITLED), UNTITLED, show)
            return
        if title:
            found = places(self.dialed.project.features) if self.dialed.is_the_projects else []
            title = unused(title, frozenset().union(*(place.titles for place in found)))
            place = ask_for_place(found, ask, show)
            if not (place and self.put(place, title, show)):
                self.write(self.folder / file_name(title), title, show)

    @property
    def folder(self) -> Path:
        """Where a file of its own is written: beside the features, if pytest would dial this line with it."""
        features = self.dialed.project.features
        return features if self.dialed.is_the_projects and features.is_dir() else Path.cwd()

    def write(self, path: Path, title: str, show: Show) -> None:
        """Write the call into a file of its own, and say how it is run."""
        prompts = prompts_of(path, self.dialed.project)
        comment = "" if self.dialed.is_the_projects else f"Run it with: {command(self.dialed, path)}"
        text = saved_call(
            self.call, self.givens, prompts, title, secret=self.secret, is_short=self.is_short, comment=comment
        )
        try:
            written = write_new(path, text)
        except OSError as error:
            show(f"{path} cannot be written: {error.strerror}. This is the scenario:\n\n{text}")
            return
        show(f"The scenario is in {written}\nRun it with: {command(self.dialed, written)}")

    def put(self, place: Place, title: str, show: Show) -> bool:
        """Write the call below a rule, and tell whether it passes there; if it does not, leave the file as it was."""
        prompts = prompts_of(place.path, self.dialed.project)
        lines = saved_scenario(self.call, self.givens, prompts, title, secret=self.secret, is_short=self.is_short)
        try:
            before = put(place, lines)
        except (OSError, ValueError) as error:
            show(f"It was not written there: {error}")
            return False
        at = place.line + 2 + next(index for index, line in enumerate(lines) if line.startswith("Scenario: "))
        show(f"Running it in {place.path}, line {at} ...")
        failure = failure_of(f"{place.path}:{at}", self.dialed.project)
        if failure:
            place.path.write_bytes(before.encode())
            show(f"{failure}\n{NOT_THERE}")
        else:
            show(f"It passes: the scenario is below {place.words!r}.")
        return not failure


def ask_for_place(found: Sequence[Place], ask: Ask, show: Show) -> Place | None:
    """Ask where a scenario belongs; None for a file of its own."""
    for number, place in enumerate(found, 1):
        show(f"{number:4}  {place.words}")
    while found:
        try:
            typed = ask(ASK_FOR_RULE).strip()
        except INTERRUPTED:
            return None
        if not typed:
            return None
        if typed in map(str, range(1, len(found) + 1)):
            return found[int(typed) - 1]
        show(f"There is no {typed!r}; type a number from 1 to {len(found)}.")
    return None


def failure_of(scenario: str, project: Project) -> str:
    """Run one scenario in a process of its own, apart from the reports of the project; return what pytest prints if it
    does not pass.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", scenario]
        command += ["--messages", str(Path(folder) / "messages.ndjson")]
        run = subprocess.run(command, cwd=project.root, check=False, capture_output=True, text=True)  # noqa: S603 (our own words)
    return run.stdout + run.stderr if run.returncode else ""


def command(dialed: Dialed, path: Path) -> str:
    """Return the command that runs a saved scenario on the line that was dialed; secrets are left out."""
    return shlex.join(["pytest", str(path), *options_of(dialed, shown)])


def options_of(dialed: Dialed, show: Callable[[str, str], str] = lambda _name, value: value) -> Iterator[str]:
    """Yield the options with which pytest dials the line that was dialed here, each value as it is to be shown."""
    there = dialed.project.settings({})
    for key in KEYS:
        value = dialed.settings[key.name]
        if value != there[key.name]:
            values = value if key.is_list else [value]
            yield from chain.from_iterable((key.option, show(key.name, it)) for it in values if it)
            yield from [] if value else ["-o", f"{key.name}="]


def shown(name: str, value: str) -> str:
    """Return the value of an option, without a secret: one that the environment holds is none."""
    if name not in SECRETS:
        return value
    header, colon, secret = value.rpartition(":")
    return value if secret.strip().startswith("$") else f"{header}{colon}{' ' if colon else ''}..."


def file_name(title: str) -> str:
    """Return a name for the file of a scenario."""
    name = re.sub(r"\W+", "_", title.lower()).strip("_")[:LONGEST_NAME]
    return f"{name or 'saved_call'}.feature"


def write_new(path: Path, text: str) -> Path:
    """Write a new file, with a number behind its name if that is taken; return it. Raises OSError."""
    numbered = (path.with_stem(f"{path.stem}_{number}") for number in count(2))
    free = next(it for it in chain([path], numbered) if not it.exists())
    with free.open("x", encoding="utf-8") as file:
        file.write(text)
    return free
