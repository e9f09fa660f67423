"""What other Cucumbers write is read as their protocol says, in its older and newer versions, and never greener."""

import json
from pathlib import Path
from typing import Any

import pytest
from cucumber_compatibility_kit import CompatibilityKit
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.index import Index, file_message
from pytest_ivr.living_docs.stream.reading import StreamError

from .calls import requested, said, write_calls

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


def test_a_next_attempt_may_be_a_test_of_its_own(tmp_path: Path) -> None:
    messages = sample("minimal")
    text = json.dumps([it for it in messages if next(iter(it)).startswith("testCase") or "testStepFinished" in it])
    case, started = (next(it[kind]["id"] for it in messages if kind in it) for kind in ("testCase", "testCaseStarted"))
    again = json.loads(text.replace(f'"{case}"', '"again"').replace(f'"{started}"', '"second"'))
    for message in messages:
        if "testStepFinished" in message:
            message["testStepFinished"]["testStepResult"]["status"] = "FAILED"
        if "testCaseFinished" in message:
            message["testCaseFinished"]["willBeRetried"] = True
    [run] = read_suite([write(tmp_path / "run.ndjson", [*messages[:-1], *again, messages[-1]])]).runs
    assert (run.status, run.is_flaky, run.attempts) == ("passed", True, 2)


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
    (
        '"testRunFinished": {',
        '"attachment": {"mediaType": "application/x.waived-ways+json", "body": "[[]]"}, "x": {',
    ),
    ('"testRunFinished": {', '"attachment": {"mediaType": "application/x.exploration+json", "body": "[1]"}, "x": {'),
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


STREAMS = [
    (KIT.feature_code_for(name) / f"{name}.ndjson").read_bytes() for name in ("hooks", "retry", "rules", "undefined")
]
VALUES = [b"null", b"[]", b"{}", b'"x"', b"1e99", b"true", b'""']


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
    path.write_bytes(data.draw(st.sampled_from([changed, stream[:end]])))
    out = path.parent / "site"
    assert main(["docs", "build", str(path), "--out", str(out)]) in (0, 2)


def test_a_stream_without_a_scenario_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StreamError, match="has no scenario in it"):
        read_suite([write(tmp_path / "run.ndjson", [{"meta": {}}, {"testRunFinished": {"success": True}}])])
