"""What other Cucumbers write is read as their protocol says, in its older and newer versions, and never greener."""

import io
import itertools
import json
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from html import escape
from pathlib import Path
from typing import Any

import pytest
from cucumber_compatibility_kit import CompatibilityKit
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.index import Index, file_message
from pytest_ivr.living_docs.media_types import TRANSCRIPT
from pytest_ivr.living_docs.stream.reading import MARK, StreamError

from .calls import event, pressed, requested, said, write_calls
from .cucumbers import CUCUMBERS, ndjson, told

KIT = CompatibilityKit()
CALL = [requested("/menu"), *said("Welcome", "For one press 1")]


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Return the messages of a stream."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, messages: list[dict[str, Any]]) -> Path:
    """Write messages as a stream."""
    path.write_text("".join(json.dumps(message) + "\n" for message in messages))
    return path


def sample(name: str) -> list[dict[str, Any]]:
    """Return the messages of a sample of the Compatibility Kit."""
    return lines_of(KIT.feature_code_for(name) / f"{name}.ndjson")


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


CORRUPT = [
    ('"seconds": 100', '"seconds": 1e30'),
    ('"seconds": 100', '"seconds": 1e12'),
    ('"seconds": 100', '"seconds": NaN'),
    ('"seconds": 100', '"seconds": Infinity'),
    ('"seconds": 100', '"seconds": "soon"'),
    ('"steps": [', '"steps": 3, "x": ['),
    ('\\"event\\": \\"said\\"', '\\"events\\": \\"said\\"'),
    ('\\"second\\": 0.0', '\\"second\\": \\"now\\"'),
    ('\\"url\\": \\"https', '\\"url\\": [], \\"x\\": \\"https'),
    ('\\"url\\": \\"https://line', '\\"url\\": \\"https://[line'),
    ('\\"parameters\\": {', '\\"parameters\\": [], \\"x\\": {'),
    ('\\"event\\": \\"said\\"', '\\"event\\": \\"played\\"'),
    ('"meta": {', '"meta": [], "x": {'),
    ('"success": true', '"success": "yes"'),
    ('"testRunFinished": {', '"attachment": {"mediaType": "application/x.menus+json", "body": "[[1]]"}, "x": {'),
    ('"testRunFinished": {', '"attachment": {"mediaType": "application/x.menus+json", "body": "[[]]"}, "x": {'),
    ('\\"text\\": \\"Welcome', '\\"texts\\": \\"Welcome'),
    ('"body": "[{', '"body": "' + "[" * 100_000 + "[{"),
    ('"testRunStarted": {', '"testRunStarted": {"x": ' + "[" * 100_000 + "]" * 100_000 + ", "),
]


@pytest.mark.parametrize(("good", "bad"), CORRUPT, ids=range(len(CORRUPT)))
def test_a_field_that_is_something_else_is_refused_in_one_sentence(
    tmp_path: Path, good: str, bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_calls(tmp_path / "calls.ndjson", CALL)
    text = path.read_text()
    assert good in text
    path.write_text(text.replace(good, bad))
    assert main(["docs", "build", str(path), "--out", str(tmp_path / "site")]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"{path}, line ")
    assert error.count("\n") == 1


@pytest.mark.parametrize("kind", ["spoke", "lost", "dialing", "queued", "joined", "callee"])
def test_an_event_without_what_it_is_about_is_refused(tmp_path: Path, kind: str) -> None:
    call: list[Any] = [*CALL, {"event": kind, "second": 1.0}]
    with pytest.raises(StreamError, match=f"should have .*: somebody {kind}"):
        read_suite([write_calls(tmp_path / "calls.ndjson", call)])


def test_what_is_attached_to_nothing_is_of_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messages = sample("minimal")
    messages[-1:-1] = [{"attachment": {"body": "of the whole run", "mediaType": "text/plain"}}]
    page, _ = page_and_summary(write(tmp_path / "run.ndjson", messages), capsys)
    assert "of the whole run" in page


@pytest.mark.parametrize("node", ["nowhere", "a step"])
def test_a_scenario_that_stands_in_no_document_is_refused(tmp_path: Path, node: str) -> None:
    messages = sample("minimal")
    pickle = next(it["pickle"] for it in messages if "pickle" in it)
    place = node if node == "nowhere" else pickle["steps"][0]["astNodeIds"][0]
    messages[-1:-1] = [{"pickle": {**pickle, "id": "another", "astNodeIds": [place]}}]
    with pytest.raises(StreamError, match="do not fit together"):
        read_suite([write(tmp_path / "run.ndjson", messages)])


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


CUTS = {"in a message": 0.7, "in its first messages": 0.03, "in its last message": 0.99, "at its end": 1.0}


@pytest.mark.parametrize("between", [b"", b"\n", MARK, b"\r\n" + MARK], ids=["nothing", "a line", "a mark", "both"])
@pytest.mark.parametrize("part", CUTS.values(), ids=CUTS)
@pytest.mark.parametrize("cucumber", CUCUMBERS.values(), ids=CUCUMBERS)
def test_behind_a_stream_that_breaks_off_another_is_read(
    tmp_path: Path, cucumber: Callable[[], bytes], part: float, between: bytes
) -> None:
    whole = cucumber().removeprefix(MARK).replace(b"\r\n", b"\n").rstrip(b"\n")
    green = write_calls(tmp_path / "calls.ndjson", CALL).read_bytes()
    path = tmp_path / "all.ndjson"
    path.write_bytes(whole[: int(len(whole) * part)] + between + green)
    suite = read_suite([path])
    assert suite.is_red
    assert suite.broke_off == (part < 1)
    assert suite.runs[-1].title == "Call 0"
    assert suite.runs[-1].status == "passed"
    if part == 1:
        assert [run.status for run in suite.runs[:4]] == ["passed", "passed", "passed", "failed"]


def test_a_stream_may_break_off_among_the_scenarios_of_a_feature(tmp_path: Path) -> None:
    lines = ndjson(told()).splitlines(keepends=True)
    pickles = [number for number, line in enumerate(lines) if b'"pickle":' in line]
    for end in (pickles[0], pickles[2]):
        for number, parts in enumerate(([lines[:end], lines], [lines, lines[:end]])):
            path = tmp_path / f"{number}.ndjson"
            path.write_bytes(b"".join(itertools.chain(*parts)))
            assert [run.status for run in read_suite([path]).runs] == ["passed", "passed", "passed", "failed"]


@pytest.mark.parametrize("end", [None, -1], ids=["whole", "broken off"])
def test_streams_of_different_texts_are_refused_though_one_breaks_off(tmp_path: Path, end: int | None) -> None:
    lines = ndjson(told()).splitlines(keepends=True)
    other = [line.replace(b"A caller rings", b"A caller sings") for line in lines]
    path = tmp_path / "all.ndjson"
    path.write_bytes(b"".join([*lines[:end], *other]))
    with pytest.raises(StreamError, match=r"different texts of sales\.feature"):
        read_suite([path])


def test_a_whole_stream_of_a_shorter_text_is_refused(tmp_path: Path) -> None:
    lines = ndjson(told()).splitlines(keepends=True)
    pickles = [number for number, line in enumerate(lines) if b'"pickle":' in line]
    shorter = [line for line in lines if b'"testCase' not in line and b'"testStep' not in line]
    shorter = [line for line in shorter if b'"attachment"' not in line and line != lines[pickles[-1]]]
    path = tmp_path / "all.ndjson"
    path.write_bytes(b"".join([*lines, *shorter]))
    with pytest.raises(StreamError, match="different texts"):
        read_suite([path])


def test_what_is_no_message_within_a_run_is_no_end_of_it(tmp_path: Path) -> None:
    lines = write_calls(tmp_path / "calls.ndjson", CALL).read_bytes().splitlines()
    path = tmp_path / "run.ndjson"
    for broken in (b"{", b'{"pickle": ', b"nonsense"):
        path.write_bytes(b"\n".join([*lines[:3], broken, *lines[3:]]))
        with pytest.raises(StreamError, match="line 4 is no JSON"):
            read_suite([path])


def is_told_red(stream: bytes) -> bool:
    """Tell whether a stream says that its run went wrong, or does not say how it ended."""
    ends = []
    for line in stream.splitlines():
        with suppress(ValueError):
            ends += [it for kind, it in json.loads(line).items() if kind == "testRunFinished" and it]
    return not ends or any(end.get("success") is False for end in ends)


def is_read_or_refused(path: Path) -> None:
    """Build the document of a stream: it is not greener than the stream, or one sentence says why there is none."""
    out, error = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(error):
        result = main(["docs", "build", str(path), "--out", str(path.parent / "site")])
    if result:
        assert result == 2
        assert re.fullmatch(rf"{re.escape(str(path))}\b[^\n]*[.?]\n", error.getvalue())
    else:
        assert error.getvalue() == ""
        assert read_suite([path]).is_red or not is_told_red(path.read_bytes())


VALUES = [b"null", b"[]", b"{}", b'"x"', b"1e99", b"true", b'""']
STREAMS = [
    *(
        (KIT.feature_code_for(name) / f"{name}.ndjson").read_bytes()
        for name in ("hooks", "retry", "rules", "undefined")
    ),
    *(cucumber() for cucumber in CUCUMBERS.values()),
]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_becomes_of_a_stream_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    stream = data.draw(st.sampled_from(STREAMS))
    pieces = stream.split(b":")
    at = data.draw(st.integers(1, len(pieces) - 1))
    value = data.draw(st.sampled_from(VALUES))
    changed = b":".join([*pieces[:at], value + b"," + pieces[at].partition(b",")[2], *pieces[at + 1 :]])
    end = data.draw(st.integers(0, len(changed)))
    path = tmp_path_factory.getbasetemp() / "changed.ndjson"
    path.write_bytes(data.draw(st.sampled_from([changed, stream[:end], stream[:end] + stream])))
    is_read_or_refused(path)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_whatever_becomes_of_a_transcript_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "calls.ndjson"
    call = [*CALL, pressed("1"), requested("/one", Digits="1"), event("played", url="https://line.example/a.mp3")]
    messages = lines_of(write_calls(path, call, status=data.draw(st.sampled_from(["PASSED", "FAILED"]))))
    [attachment] = [it["attachment"] for it in messages if it.get("attachment", {}).get("mediaType") == TRANSCRIPT]
    events = json.loads(attachment["body"])
    changed = data.draw(st.sampled_from(events))
    name = data.draw(st.sampled_from(sorted(changed)))
    changed[name] = data.draw(
        st.sampled_from([None, [], {}, [{}], "x", "", -1, 1e14, 1e99, True, "\ud800", "https://[", {"a": []}, "said"])
    )
    attachment["body"] = json.dumps(data.draw(st.sampled_from([events, changed, [events]])))
    is_read_or_refused(write(path, messages))


def test_a_stream_without_a_scenario_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StreamError, match="has no scenario in it"):
        read_suite([write(tmp_path / "run.ndjson", [{"meta": {}}, {"testRunFinished": {"success": True}}])])
