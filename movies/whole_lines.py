"""A file of lines to which several processes write. It is opened before Django is there, so this needs none of it."""

import io
import logging
import os
from logging.handlers import WatchedFileHandler

OWNER_AND_GROUP = 0o640


class WholeLines(WatchedFileHandler):
    """Writes each line at once, behind those of other processes, into a file that is made anew when it is moved."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line. A file that cannot be written is told on the console, and no call fails for it."""
        try:
            super().emit(record)
        except OSError:  # where the file is opened, the handler of the library itself would let it pass
            self.handleError(record)

    def _open(self) -> io.TextIOWrapper:
        """Open the file; for nobody else to read."""
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, OWNER_AND_GROUP)
        return io.TextIOWrapper(io.FileIO(descriptor, "a"), encoding="utf-8", write_through=True)
