"""The calls of all browsers, each in a file of its own: a restart loses none."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from threading import Lock
from typing import Any

NO_CALL = "There is no call here: none was dialed, or its session is lost. Press Call to dial."
KEPT_SECONDS = 30 * 24 * 60 * 60


class CallLost(ValueError):
    """The browser has no call, or one that cannot go on; the message is a sentence for the caller."""


class Calls:
    """A folder of calls. A file is named after the secret of its browser's session, which is nowhere in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.locks: defaultdict[str, Lock] = defaultdict(Lock)
        self.forget_old()

    def forget_old(self) -> None:
        """Delete calls that nobody has gone on with for a month."""
        for file in self.folder.glob("*.json*"):
            if file.stat().st_mtime < time.time() - KEPT_SECONDS:
                file.unlink()

    def file(self, session: str) -> Path:
        """Return the file of a session's call."""
        return self.folder / f"{hashlib.sha256(session.encode()).hexdigest()}.json"

    def lock(self, session: str) -> Lock:
        """Return what lets the windows of one browser act in turn."""
        return self.locks[session]

    def read(self, session: str) -> Any:
        """Return what was written for a session. Raises CallLost if there is nothing, or nothing that can be read."""
        try:
            return json.loads(self.file(session).read_bytes())
        except FileNotFoundError:
            raise CallLost(NO_CALL) from None
        except (OSError, ValueError, RecursionError):
            raise self.put_aside(session) from None

    def put_aside(self, session: str) -> CallLost:
        """Keep a file that is of no use under another name; return the error that says so."""
        file = self.file(session)
        broken = file.with_suffix(".json.broken")
        os.replace(file, broken)
        return CallLost(
            f"The call that was kept for this browser cannot be read; it is from another version, or broken. "
            f"Its file lies in {broken}. Press Call to dial."
        )

    def write(self, session: str, state: Any) -> None:
        """Write the call of a session: whole, or not at all. Raises CallLost, with the reason, where that fails."""
        try:
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".json.new")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(state, file)
            os.replace(name, self.file(session))
        except OSError as error:
            raise CallLost(
                f"The call cannot be kept in {self.folder}: {error}. It stands as before; mend that, and do it again."
            ) from None
