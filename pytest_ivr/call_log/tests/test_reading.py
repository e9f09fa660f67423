"""A log is read, whatever else stands in it: what cannot be read is named, and loses nothing else."""

import json
from typing import Any

import pytest

from pytest_ivr.call_log.reading import Log, read_log, told
from pytest_ivr.errors import UsageError

GOOD = {"timestamp": "2026-05-01T18:00:00Z", "call": "1", "path": "/voice", "status": 200, "answer": "<Response/>"}


def read(*lines: str | bytes) -> Log:
    """Read these lines."""
    return read_log("calls.log", (line if isinstance(line, bytes) else line.encode() for line in lines))


def line(**changes: Any) -> str:
    """Return a good line with changes; None takes a name out."""
    return json.dumps({name: it for name, it in {**GOOD, **changes}.items() if it is not None})


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ('{"call": "1", "path": "/vo', "calls.log, line 2, is no JSON: Unterminated string starting at"),
        ('{"call": ' + "9" * 5_000 + "}", "calls.log, line 2, has a number that is too long"),
        ("[" * 100_000, "calls.log, line 2, is nested too deeply"),
        (b"\xff\xfe", "calls.log, line 2, is no text in UTF-8"),
        (line(status=None), "calls.log, line 2: status should be the status of an HTTP answer"),
        (line(status=42), "calls.log, line 2: status should be the status of an HTTP answer"),
        (line(status=[]), "calls.log, line 2: status should be the status of an HTTP answer"),
        (line(timestamp=None), "calls.log, line 2: timestamp should be an instant such as"),
        (line(timestamp="yesterday"), "calls.log, line 2: timestamp should be an instant such as"),
        (line(timestamp="2026-05-01T18:00:00"), "calls.log, line 2: timestamp should be an instant such as"),
        (line(path="voice"), "calls.log, line 2: path should begin with /"),
        (line(method="PUT"), "calls.log, line 2: method should be GET or POST"),
        (line(parameters=["Digits"]), "calls.log, line 2: parameters should be an object"),
        (line(parameters={"Digits": None}), "calls.log, line 2: parameters should have texts, or numbers of"),
        (line(parameters={"Digits": True}), "calls.log, line 2: parameters should have texts, or numbers of"),
        (line(answer=7), "calls.log, line 2: answer should be a text"),
        (line(call=7), "calls.log, line 2: call should be a text"),
        (line(call="1\x1b[31m"), "calls.log, line 2: call has control characters"),
        (line(path="/voice\nGiven"), "calls.log, line 2: path has control characters"),
        (line(path="/voice\n"), "calls.log, line 2: path has control characters"),
        (line(call="1\u202e2"), "calls.log, line 2: call has control characters"),
        (line(query="try=\x9b"), "calls.log, line 2: query has control characters"),
        (line(method="GET\x7f"), "calls.log, line 2: method has control characters"),
        (line(parameters={"Digits": "\ud800"}), "calls.log, line 2: parameters has control characters"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_left_out(broken: str | bytes, problem: str) -> None:
    log = read(line(), broken, line(call="2"))
    assert set(log.calls) == {"1", "2"}
    [found] = log.problems
    assert found.startswith(problem)
    assert told(log.problems) == [f"{found}. The line was left out."]


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (4, "1 more line cannot be read, and was left out."),
        (5, "2 more lines cannot be read, and were left out."),
    ],
)
def test_of_many_such_lines_the_first_are_named(count: int, sentence: str) -> None:
    log = read(line(), *["no JSON"] * count)
    assert len(told(log.problems)) == 4
    assert told(log.problems)[-1] == sentence


def test_an_empty_line_is_none_that_cannot_be_read() -> None:
    log = read("\n", line(), " \r\n", "no JSON")
    assert len(log.problems) == 1
    assert log.problems[0].startswith("calls.log, line 4, ")


def test_lines_about_something_else_are_passed_over() -> None:
    log = read('{"levelname": "INFO", "message": "answered"}', "[]", "7", line())
    assert (len(log.calls), log.problems) == (1, [])


@pytest.mark.parametrize("lines", [[], ['{"message": "answered"}'], ["no JSON"]])
def test_a_log_without_a_call_is_refused_with_what_a_line_should_be(lines: list[str]) -> None:
    with pytest.raises(UsageError) as refused:
        read(*lines)
    assert 'calls.log has no request of a call: each is an object with "call", "path"' in str(refused.value)
    assert ("line 1" in str(refused.value)) == (lines == ["no JSON"])


def test_requests_are_sorted_by_their_time_wherever_they_stand() -> None:
    late, early = line(timestamp="2026-05-01T20:00:00+02:00", path="/b"), line(timestamp="2026-05-01T17:59:59Z")
    assert [it.answered.path for it in read(late, early).calls["1"]] == ["/voice", "/b"]
