"""Whatever becomes of a stream, what is whole of it is read, never greener, or one sentence says what is wrong."""

import io
import itertools
import json
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.media_types import TRANSCRIPT
from pytest_ivr.living_docs.stream.reading import MARK, StreamError

from .calls import event, pressed, requested, write_calls
from .cucumbers import CUCUMBERS, ndjson, told
from .streams import CALL, KIT, lines_of, sample, write

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
    ('\\"loops\\": 1', '\\"loops\\": 0'),
    ('\\"parameters\\": {', '\\"parameters\\": [], \\"x\\": {'),
    ('\\"event\\": \\"said\\"', '\\"event\\": \\"played\\"'),
    ('"meta": {', '"meta": [], "x": {'),
    ('"success": true', '"success": "yes"'),
    ('"testRunFinished": {', '"attachment": {"mediaType": "application/x.menus+json", "body": "[[1]]"}, "x": {'),
    ('"testRunFinished": {', '"attachment": {"mediaType": "application/x.menus+json", "body": "[[]]"}, "x": {'),
    ('"testRunFinished": {', '"attachment": {"mediaType": "application/x.waived-ways+json", "body": "[[]]"}, "x": {'),
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


@pytest.mark.parametrize("node", ["nowhere", "a step"])
def test_a_scenario_that_stands_in_no_document_is_refused(tmp_path: Path, node: str) -> None:
    messages = sample("minimal")
    pickle = next(it["pickle"] for it in messages if "pickle" in it)
    place = node if node == "nowhere" else pickle["steps"][0]["astNodeIds"][0]
    messages[-1:-1] = [{"pickle": {**pickle, "id": "another", "astNodeIds": [place]}}]
    with pytest.raises(StreamError, match="do not fit together"):
        read_suite([write(tmp_path / "run.ndjson", messages)])


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


@pytest.mark.parametrize("part", CUTS.values(), ids=CUTS)
@pytest.mark.parametrize("cucumber", CUCUMBERS.values(), ids=CUCUMBERS)
def test_so_is_one_of_the_same_cucumber(tmp_path: Path, cucumber: Callable[[], bytes], part: float) -> None:
    whole = cucumber().rstrip(b"\r\n")
    path = tmp_path / "all.ndjson"
    path.write_bytes(whole[: int(len(whole) * part)] + whole)
    suite = read_suite([path])
    assert suite.broke_off == (part < 1)
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


def test_a_number_without_end_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "run.ndjson"
    path.write_bytes(b'{"meta": ' + b"9" * 5_000 + b"}\n{}\n")
    with pytest.raises(StreamError, match="line 1 has a number that is too long"):
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
