"""What other Cucumbers write is read as their protocol says, in its older and newer versions, and never greener."""

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.index import Index, file_message

from .calls import write_calls
from .streams import CALL, lines_of, sample, write


def page_and_summary(stream: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Return the document and the summary of a stream."""
    assert main(["docs", "build", str(stream), "--out", str(stream.parent / "site")]) == 0, capsys.readouterr().err
    return (stream.parent / "site/index.html").read_text(), (stream.parent / "summary.md").read_text()


@pytest.mark.parametrize("without", [(), ("meta",), ("testRunStarted",)], ids=["whole", "no meta", "no start"])
def test_streams_behind_each_other_are_as_many_runs(tmp_path: Path, without: tuple[str, ...]) -> None:
    red = write_calls(tmp_path / "calls.ndjson", CALL, status="FAILED").read_bytes()
    green = write_calls(tmp_path / "calls.ndjson", CALL).read_bytes()
    path = tmp_path / "all.ndjson"
    path.write_bytes(red + green)
    write(path, [it for it in lines_of(path) if not it.keys() & set(without)])
    suite = read_suite([path])
    assert [run.status for run in suite.runs] == ["failed"]
    assert suite.is_red


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_byte_order_mark_is_read_past(tmp_path: Path, encoding: str) -> None:
    path = write_calls(tmp_path / "calls.ndjson", CALL)
    path.write_text(path.read_text(), encoding=encoding, newline="\r\n")
    assert [run.status for run in read_suite([path]).runs] == ["passed"]


@pytest.mark.parametrize("status", ["PASSED", "FAILED"])
def test_without_success_the_scenarios_are_asked(tmp_path: Path, status: str) -> None:
    path = write_calls(tmp_path / "calls.ndjson", CALL, status=status)
    messages = lines_of(path)
    for message in messages:
        message.get("testRunFinished", {}).pop("success", None)
        message.get("testRunFinished", {}).pop("message", None)
    assert read_suite([write(path, messages)]).is_red == (status == "FAILED")


def test_a_hook_of_the_run_that_fails_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messages = sample("global-hooks-afterall-error")
    for part in page_and_summary(write(tmp_path / "run.ndjson", messages), capsys):
        assert "what is done after the whole run" in part
        assert "AfterAll hook went wrong" in part


def test_what_a_hook_of_the_run_attaches_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, _ = page_and_summary(write(tmp_path / "run.ndjson", sample("global-hooks-attachments")), capsys)
    assert "Attachment from BeforeAll hook" in page


def test_what_a_hook_attaches_is_shown_though_it_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messages = sample("hooks")
    case = next(it["testCase"] for it in messages if "testCase" in it)
    hook = next(step for step in case["testSteps"] if "hookId" in step)
    started = next(it["testCaseStarted"]["id"] for it in messages if "testCaseStarted" in it)
    where = {"testCaseStartedId": started, "testStepId": hook["id"]}
    messages[-1:-1] = [
        {"attachment": {"body": "the line hung up", "mediaType": "text/plain", **where}},
        {"externalAttachment": {"url": "https://ci.example/call.wav", "mediaType": "audio/wav", **where}},
        {"attachment": {"body": "of no step", "mediaType": "text/plain", "testCaseStartedId": started}},
    ]
    page, _ = page_and_summary(write(tmp_path / "run.ndjson", messages), capsys)
    assert "the line hung up" in page
    assert 'href="https://ci.example/call.wav"' in page
    assert "of no step" in page


@pytest.mark.parametrize("told_at", ["testCaseFinished", "testStepFinished", ""])
def test_a_next_attempt_may_be_a_test_of_its_own(tmp_path: Path, told_at: str) -> None:
    messages = sample("minimal")
    text = json.dumps([it for it in messages if next(iter(it)).startswith("testCase") or "testStepFinished" in it])
    case, started = (next(it[kind]["id"] for it in messages if kind in it) for kind in ("testCase", "testCaseStarted"))
    again = json.loads(text.replace(f'"{case}"', '"again"').replace(f'"{started}"', '"second"'))
    for message in messages:
        if "testStepFinished" in message:
            result = message["testStepFinished"]["testStepResult"]
            result.update(status="FAILED", willBeRetried=told_at == "testStepFinished")
        if "testCaseFinished" in message:
            message["testCaseFinished"]["willBeRetried"] = told_at == "testCaseFinished"
    [run] = read_suite([write(tmp_path / "run.ndjson", [*messages[:-1], *again, messages[-1]])]).runs
    assert (run.status, run.attempts) == (("passed", 2) if told_at else ("failed", 1))


@pytest.mark.parametrize("order", [1, -1], ids=["in order", "backwards"])
@pytest.mark.parametrize("said", [True, False], ids=["said", "unsaid"])
def test_the_last_attempt_counts_whatever_the_order_and_the_worker(tmp_path: Path, order: int, said: bool) -> None:
    messages = sample("retry")
    kinds = ("testCaseStarted", "testCaseFinished", "testStepStarted", "testStepFinished")
    attempts = [it for it in messages if next(iter(it)) in kinds]
    for message in attempts:
        if "testCaseStarted" in message:
            message["testCaseStarted"]["workerId"] = f"worker {message['testCaseStarted']['attempt']}"
        if "testCaseFinished" in message and not said:
            del message["testCaseFinished"]["willBeRetried"]
    others = [it for it in messages if it not in attempts]
    suite = read_suite([write(tmp_path / "run.ndjson", [*others[:-1], *attempts[::order], others[-1]])])
    assert [(run.status, run.attempts) for run in suite.runs] == [
        ("passed", 1),
        ("passed", 2),
        ("passed", 3),
        ("failed", 3),
    ]


def test_a_shard_in_which_a_scenario_was_flaky_tells_so(tmp_path: Path) -> None:
    messages = sample("retry")
    flaky = write(tmp_path / "flaky.ndjson", messages)
    steady = [json.loads(json.dumps(it).replace('"FAILED"', '"PASSED"')) for it in messages]
    steady = [it for it in steady if it.get("testCaseStarted", {}).get("attempt", 0) == 0]
    for streams in ([flaky, write(tmp_path / "steady.ndjson", steady)], [tmp_path / "steady.ndjson", flaky]):
        runs = read_suite(streams).runs
        assert [(run.status, run.is_flaky) for run in runs][1:3] == [("passed", True)] * 2


def test_what_would_define_a_step_is_suggested_at_that_step_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "run.ndjson", sample("undefined"))
    steps = [step for run in read_suite([path]).runs for step in run.steps]
    assert [bool(step.suggestions) for step in steps] == [step.status == "undefined" for step in steps]
    page, _ = page_and_summary(path, capsys)
    for code in (code for step in steps for code in step.suggestions):
        assert escape(code) in page.replace("&#34;", "&quot;").replace("&#39;", "&#x27;")


JAVA = {"className": "sales.Steps", "methodName": "opens", "methodParameterTypes": ["int"]}
FRAME = {"className": "sales.Steps", "methodName": "<init>", "fileName": "Steps.java"}


@pytest.mark.parametrize(
    ("reference", "place"),
    [
        ({"uri": "steps.rb", "location": {"line": 3, "column": 1}}, "steps.rb:3"),
        ({"uri": "steps.rb"}, "steps.rb"),
        ({"javaMethod": JAVA}, "sales.Steps.opens"),
        ({"javaMethod": {"className": "sales.Steps"}}, "sales.Steps"),
        ({"javaStackTraceElement": FRAME, "location": {"line": 3}}, "Steps.java:3"),
        ({"javaStackTraceElement": {**FRAME, "fileName": ""}, "location": {"line": 3}}, "sales.Steps.<init>"),
        ({"uri": "steps.java", "javaMethod": JAVA, "location": {"line": "3"}}, "steps.java:3"),
        ({"location": {"line": 3}}, ""),
        ({}, ""),
    ],
)
def test_code_is_named_by_its_file_or_as_java_names_it(tmp_path: Path, reference: dict[str, Any], place: str) -> None:
    messages = sample("minimal")
    for message in messages:
        message.get("stepDefinition", {}).update(sourceReference=reference)
    [sentence] = read_suite([write(tmp_path / "run.ndjson", messages)]).sentences
    assert sentence.location == place


def test_a_feature_that_a_parser_refuses_makes_a_green_run_red(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    why = {"message": "expected: #FeatureLine", "source": {"uri": "broken.feature", "location": {"line": "1"}}}
    path = write(tmp_path / "run.ndjson", [*sample("minimal")[:-1], {"parseError": why}, sample("minimal")[-1]])
    assert read_suite([path]).is_red
    for part in page_and_summary(path, capsys):
        assert "broken.feature" in part
        assert "FeatureLine" in part


def test_fields_and_kinds_that_nobody_knows_are_passed_over(tmp_path: Path) -> None:
    messages = [{**it, "attachment": None} for it in sample("minimal") if "attachment" not in it]
    messages[0]["meta"]["moon"] = {"phase": 3}
    path = write(tmp_path / "run.ndjson", [*messages[:1], {"weather": "fine"}, *messages[1:]])
    assert [run.status for run in read_suite([path]).runs] == ["passed"]


def test_older_protocols_leave_out_what_is_empty_and_write_numbers_as_texts(tmp_path: Path) -> None:
    def older(value: Any) -> Any:
        if isinstance(value, dict):
            named = {key: str(it) if key == "seconds" else older(it) for key, it in value.items()}
            return {key: it for key, it in named.items() if it not in ("", [], 0) or it is False}
        return [older(it) for it in value] if isinstance(value, list) else value

    for name in ("minimal", "examples-tables", "rules", "retry"):
        [old, new] = (
            read_suite([write(tmp_path / "run.ndjson", messages)]) for messages in (older(sample(name)), sample(name))
        )
        assert [(run.name, run.status) for run in old.runs] == [(run.name, run.status) for run in new.runs]


def test_parameters_are_counted_in_units_of_utf_16(tmp_path: Path) -> None:
    text = json.dumps(sample("minimal"), ensure_ascii=False).replace("I have 42", "🌞 I have 42")
    messages = json.loads(text.replace('"start": 7', '"start": 10'))
    [step] = read_suite([write(tmp_path / "run.ndjson", messages)]).runs[0].steps
    assert [part.text for part in step.parts if part.is_parameter] == ["42"]


def test_scenarios_of_one_title_are_told_apart_by_rule_and_place(tmp_path: Path) -> None:
    path = write_calls(tmp_path / "calls.ndjson", CALL, CALL)
    path.write_text(path.read_text().replace("Call 1", "Call 0"))
    names = [run.name for run in read_suite([path]).runs]
    assert names == ["Call 0 (calls.feature:2)", "Call 0 (calls.feature:4)"]


def test_what_is_attached_to_nothing_is_of_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messages = sample("minimal")
    messages[-1:-1] = [{"attachment": {"body": "of the whole run", "mediaType": "text/plain"}}]
    page, _ = page_and_summary(write(tmp_path / "run.ndjson", messages), capsys)
    assert "of the whole run" in page


def test_older_versions_attach_why_a_file_cannot_be_read(tmp_path: Path) -> None:
    why = {"mediaType": "text/x.cucumber.stacktrace+plain", "body": "expected: #FeatureLine"}
    messages = sample("minimal")
    messages[-1:-1] = [{"attachment": {**why, "source": {"uri": "broken.feature"}}}]
    suite = read_suite([write(tmp_path / "run.ndjson", messages)])
    assert [feature.error for feature in suite.features if feature.uri == "broken.feature"] == [
        "expected: #FeatureLine"
    ]


def test_what_no_document_shows_is_passed_over() -> None:
    index = Index()
    file_message(index, "parameterType", {"name": "color"})
    assert index == Index()
