"""What strangers write into the log stays in its line."""

import logging
from collections.abc import Iterator

import pytest

from movies.request_log import OneLine


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """A log in plain text, as it is written without JSON."""
    one_line = OneLine()
    caplog.handler.addFilter(one_line)
    caplog.handler.setFormatter(logging.Formatter("{levelname} {name} {message}", style="{"))
    yield caplog
    caplog.handler.removeFilter(one_line)


@pytest.mark.parametrize("end", ["\n", "\r", "\x1b[2J", "\x85", "\u2028", "\x00"])
def test_no_parameter_of_a_call_begins_a_line_of_its_own(log: pytest.LogCaptureFixture, end: str) -> None:
    logging.getLogger("movies.views").error("Twilio fell back, for error %s", f"11200{end}ERROR It burns")
    [line] = log.text.splitlines()
    number = f"<U+{ord(end[0]):04X}>{end[1:]}"
    assert line == f"ERROR movies.views Twilio fell back, for error 11200{number}ERROR It burns"


def test_what_breaks_in_the_line_is_told_with_its_traceback(log: pytest.LogCaptureFixture) -> None:
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        logging.getLogger("django.request").exception("Internal Server Error", extra={"status_code": 500})
    assert log.text.startswith("ERROR django.request Internal Server Error\nTraceback")
