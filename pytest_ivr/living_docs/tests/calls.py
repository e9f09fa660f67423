"""Streams of calls that were never made, for what the sample does not show: one scenario for each call."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from gherkin.stream.id_generator import IdGenerator

from pytest_ivr.living_docs.media_types import EXPLORATION, MENUS, SETUP, TRANSCRIPT, WAIVED
from pytest_ivr.living_docs.stream.beside import read_beside
from pytest_ivr.living_docs.stream.features import read_feature
from pytest_ivr.living_docs.stream.messages import RunMessages, attached
from pytest_ivr.living_docs.stream.recording import Record
from pytest_ivr.simulator import Event


def requested(path: str, **parameters: str) -> Event:
    """Return a request to the line."""
    url = f"https://line.example{path}"
    return {"second": 0.0, "event": "requested", "method": "POST", "url": url, "parameters": parameters, "status": 200}


def said(*texts: str) -> list[Event]:
    """Return sentences of the line."""
    return [{"second": 1.0, "event": "said", "text": text, "seconds": 1.0, "loops": 1} for text in texts]


def pressed(keys: str) -> Event:
    """Return keys of the caller."""
    return {"second": 2.0, "event": "pressed", "keys": keys}


def event(kind: str, **details: Any) -> Event:
    """Return what happened in a call."""
    return cast(Event, {"second": 1.0, "event": kind, **details})


SILENT: Event = {"second": 2.0, "event": "silent", "seconds": 5}
LINE_HANGS_UP: Event = {"second": 9.0, "event": "hung up", "by": "the line"}
CALLER_HANGS_UP: Event = {"second": 9.0, "event": "hung up", "by": "the caller"}


def write_calls(
    path: Path,
    *calls: list[Event],
    status: str = "PASSED",
    menus: dict[str, str] | None = None,
    waived: dict[str, str] | None = None,
    tag: str = "",
    givens: Sequence[tuple[int, list[str]]] = (),
) -> Path:
    """Write a stream of scenarios with these calls, each of one step behind its Givens; return its path.

    ``givens`` are those of each call, and how many of its events they tell.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.with_suffix(".feature")
    before = givens or [(0, [])] * len(calls)
    scenarios = [
        f"{tag}  Scenario: Call {number}\n" + "".join(f"    Given {it}\n" for it in told) + "    When it rings\n"
        for number, (_, told) in enumerate(before)
    ]
    file.write_text("Feature: Calls\n" + "".join(scenarios))
    ids = IdGenerator()
    feature = read_feature(file, path.parent, ids)
    run = RunMessages(ids)
    waivers = [(*waiver, f"waived.txt:{number}") for number, waiver in enumerate((waived or {}).items(), 1)]
    messages = [*run.beginning([feature], [], 100.0, {MENUS: list((menus or {}).items()), WAIVED: waivers})]
    for index, (call, (setup, told)) in enumerate(zip(calls, before, strict=True)):
        messages += run.finished((feature.uri, index), [record(call, status, len(told), setup)])
    messages.append(run.end(104.0, int(status != "PASSED"), ""))
    path.write_text("".join(json.dumps(message) + "\n" for message in messages))
    return path


def write_features(folder: Path, files: dict[str, str], call: list[Event] | None = None) -> Path:
    """Write the stream of a run of some feature files in which every step passed, each scenario with the same call.

    What else is among the files is written beside them, and read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ids, features = IdGenerator(), []
    for name, text in files.items():
        (folder / name).write_text(text)
        if name.endswith(".feature"):
            features.append(read_feature(folder / name, folder, ids))
    run = RunMessages(ids)
    beside = read_beside([folder / feature.uri for feature in features], folder, features)
    messages = [*run.beginning(features, [], 100.0, beside)]
    for feature in features:
        for index, pickle in enumerate(feature.pickles):
            passed = record(call or [], "PASSED")
            passed |= {"steps": passed["steps"] * len(pickle["steps"])}
            if call is None:
                passed["attachments"] = []
            passed["matches"] = [[] for _ in pickle["steps"]]
            messages += run.finished((feature.uri, index), [passed])
    path = folder / "messages.ndjson"
    path.write_text("".join(json.dumps(message) + "\n" for message in (*messages, run.end(104.0, 0, ""))))
    return path


def write_exploration(path: Path, *calls: list[Event], **told: Any) -> Path:
    """Write the stream of an exploration that made these calls; ``told`` is what else it says of itself."""
    lines = write_calls(path, *calls, tag="  @found\n").read_text().splitlines()
    began = next(number for number, line in enumerate(lines) if "testRunStarted" in json.loads(line))
    body = {"requests": len(calls), "seconds": 0.5, "dialed_anew": True, **told}
    lines.insert(began, json.dumps({"attachment": attached(body, EXPLORATION, "exploration")}))
    path.write_text("\n".join(lines) + "\n")
    return path


def record(call: list[Event], status: str, givens: int = 0, setup: int = 0) -> Record:
    """Return what a scenario leaves in which this call was made, of which so many Givens tell the first events."""
    step = {"status": status, "began": 101.0, "ended": 102.0, "message": None, "exception": None}
    parts = [(SETUP, call[:setup])] * bool(setup) + [("call", call[setup:])]
    attachments = [
        {
            "step": givens,
            "body": json.dumps(events),
            "encoding": "IDENTITY",
            "media_type": TRANSCRIPT,
            "name": name,
            "at": 102.0,
        }
        for name, events in parts
    ]
    steps = [step] * (givens + 1)
    ends: Record = {"before": None, "after": None, "not_started": None, "matches": [[]] * len(steps), "worker": None}
    return {"began": 100.0, "ended": 103.0, "steps": steps, "attachments": attachments, **ends}
